"""Processes that convert side by side; one that is killed takes no other file with it.

The parent hands each process one task at a time and so knows what it held when it died. Such a task is tried once
more, with nothing beside it: what was short was most often memory.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from transcribe.batch.engines.answers import Answer, Engine, Outcome, attempt, stopped
from transcribe.batch.plan import Task
from transcribe.core.errors import TranscribeError
from transcribe.pipeline import Converter

_PATIENCE = 5.0


@dataclass(eq=False)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: Task | None = None
    ready: bool = False


def processes(make_converter: Callable[[], Converter], jobs: int) -> Engine:
    """An engine of ``jobs`` processes; ``make_converter``, picklable, is called once in each.

    It raises ``TranscribeError`` for what a process cannot start without, or what strikes every file alike.
    """

    def work(tasks: Sequence[Task]) -> Iterator[Answer]:
        crew = _Crew(make_converter)
        try:
            lost: list[Task] = []
            for task, outcome in crew.work(tasks, jobs):
                if outcome is None:
                    lost.append(task)
                else:
                    yield Answer(task, outcome)
            crew.dismiss()
            for task, outcome in crew.work(lost, 1):
                yield Answer(task, outcome if outcome is not None else stopped(task.source))
        finally:
            crew.dismiss()

    return work


class _Crew:
    def __init__(self, make_converter: Callable[[], Converter]) -> None:
        # fork would copy the threads' locks of the numeric libraries: start afresh on every system
        self._context = get_context("spawn")
        self._make_converter = make_converter
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def work(self, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[Task, Outcome | None]]:
        """Each task with what came of it; ``None`` when its process died."""
        waiting = deque(tasks)
        while waiting or any(worker.task for worker in self._workers):
            while len(self._workers) < min(jobs, len(waiting) + self._busy()):
                self._workers.append(self._hired())
            for worker in self._workers:
                if worker.ready and worker.task is None and waiting:
                    self._give(worker, waiting)
            for worker in self._heard():
                yield from self._taken(worker, waiting)

    def dismiss(self) -> None:
        """Ends every process."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _busy(self) -> int:
        return sum(worker.task is not None for worker in self._workers)

    def _hired(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_live, args=(theirs, self._make_converter), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker, waiting: deque[Task]) -> None:
        worker.task = waiting.popleft()
        with suppress(OSError):  # it died: its silence will say so
            worker.pipe.send(worker.task)

    def _heard(self) -> list[_Worker]:
        pipes = wait([worker.pipe for worker in self._workers])
        return [worker for worker in self._workers if worker.pipe in pipes]

    def _taken(self, worker: _Worker, waiting: deque[Task]) -> Iterator[tuple[Task, Outcome | None]]:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            if worker.task is not None:
                yield worker.task, None
            return
        if isinstance(answer, TranscribeError):
            raise answer
        if worker.task is None:
            worker.ready, self._stillborn = True, 0
            return
        task, worker.task = worker.task, None
        yield task, answer

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.join(_PATIENCE)
        worker.pipe.close()
        if worker.ready:
            return
        self._stillborn += 1
        if self._stillborn > 2:
            raise TranscribeError(
                message="Les processus de conversion s’arrêtent aussitôt lancés (mémoire insuffisante ?) : "
                "fermez d’autres programmes, ou relancez avec moins de conversions à la fois (--jobs 1)."
            )


def _live(pipe: Connection, make_converter: Callable[[], Converter]) -> None:
    """The life of a process: one converter, then task after task until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    try:
        converter = make_converter()
        pipe.send(True)
        while True:
            pipe.send(attempt(converter, pipe.recv().source))
    except TranscribeError as error:
        pipe.send(error)
    except (EOFError, OSError):
        return
    except Exception as error:
        pipe.send(
            TranscribeError(
                message=f"Le modèle et les lexiques n’ont pas pu être chargés ({type(error).__name__}) : "
                "réinstallez transcribe, ou choisissez un autre modèle avec --model."
            )
        )
