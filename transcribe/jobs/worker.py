"""The process that works: of low priority, with one model and one lexicon, until nothing is left to do."""

import contextlib
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from transcribe.classroom.errors import ClassroomError
from transcribe.classroom.jobs import Job, beat, end_job, let_go, take_job
from transcribe.classroom.store import Store
from transcribe.core.errors import TranscribeError
from transcribe.core.files import make_folder
from transcribe.core.locks import sole_writer
from transcribe.core.priority import give_way

if TYPE_CHECKING:
    from transcribe.pipeline import Converter
    from transcribe.terms import Lexicon

LOCK = "ouvrier"
_BEAT_S = 1.0
_IDLE_S = 30.0
_LOOK_S = 0.5
_FAILED = "Le programme n’a pas su faire ce travail ({name}) : recommencez, ou retirez-le."

Keep = Callable[[sqlite3.Connection], None]
Report = Callable[[float, float], None]


class Lost(Exception):  # noqa: N818
    """The job is another's now, or the process is asked to stop."""


class Tools:
    """What takes long to load, loaded at its first use and once."""

    @cached_property
    def converter(self) -> "Converter":
        """Hears and writes a dictation; it leaves a processor to those who work at their browsers."""
        from transcribe.pipeline import Settings, make_converter

        threads = max(1, (os.cpu_count() or 2) - 1)
        return make_converter(Settings(), threads=threads, lexicon=self.lexicon)

    @cached_property
    def lexicon(self) -> "Lexicon":
        """The lexicon that dictations are written and exercises are made with."""
        from transcribe.terms import load_lexicon

        return load_lexicon()


def work(folder: Path) -> int:
    """Does the jobs of a space one after another; another process that does them already is left alone."""
    give_way()
    make_folder(folder / LOCK)
    try:
        with sole_writer(folder / LOCK), contextlib.closing(Store(folder)) as store:
            _work(store)
    except TranscribeError:
        return 1  # held by another process, or the space cannot be opened: the server says so itself
    return 0


def _work(store: Store) -> None:
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    worker, tools, idle = f"{os.getpid()}-{store.new_id()}", Tools(), time.monotonic()
    while not stop.is_set() and time.monotonic() - idle < _IDLE_S:
        job = take_job(store, worker)
        if job is None:
            stop.wait(_LOOK_S)
            continue
        with contextlib.suppress(Lost):
            _do(store, job, worker, tools, stop)
        idle = time.monotonic()
    let_go(store, worker)


def _do(store: Store, job: Job, worker: str, tools: Tools, stop: threading.Event) -> None:
    from transcribe.jobs.batching import make_batch
    from transcribe.jobs.converting import hear

    done: dict[str, float] = {"done": 0.0, "total": 0.0}
    with _beating(store, job, worker, done, stop) as lost:

        def report(so_far: float, total: float) -> None:
            done.update(done=so_far, total=total)
            if lost.is_set():
                raise Lost

        run = hear if job.kind == "convert" else make_batch
        try:
            keep = run(store, job.target, tools, report)
        except Lost:
            raise
        except TranscribeError as error:
            end_job(store, job.id, worker, error=str(error))
        except Exception as error:
            end_job(store, job.id, worker, error=_FAILED.format(name=type(error).__name__))
        else:
            report(done["total"], done["total"])
            beat(store, job.id, worker, **done)
            end_job(store, job.id, worker, keep=keep)


@contextlib.contextmanager
def _beating(
    store: Store, job: Job, worker: str, done: dict[str, float], stop: threading.Event
) -> Iterator[threading.Event]:
    """Tells every second that this process lives; the event says that the job must be left."""
    over, lost = threading.Event(), threading.Event()

    def go() -> None:
        while not over.wait(_BEAT_S):
            with contextlib.suppress(ClassroomError):
                if stop.is_set() or not beat(store, job.id, worker, **done):
                    lost.set()

    thread = threading.Thread(target=go, name="beat", daemon=True)
    thread.start()
    try:
        yield lost
    finally:
        over.set()
        thread.join()
