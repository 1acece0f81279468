"""Converts the tasks of a plan, in this process or in several, one result at a time."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from transcribe.batch.ledger import Ledger, Output, Record
from transcribe.batch.plan import Task
from transcribe.core.errors import AudioError, OutputError, TranscribeError
from transcribe.core.files import sha256_of
from transcribe.pipeline import Conversion, Converter, Progress, save

Status = Literal["converted", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one task. ``error`` is a French sentence, empty unless failed."""

    task: Task
    status: Status
    duration: float = 0.0
    words: int = 0
    doubts: int = 0
    outputs: tuple[Path, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: the wanted forms, the settings' fingerprint, whether to convert again."""

    formats: tuple[str, ...]
    fingerprint: str
    force: bool = False


def split(tasks: Iterable[Task], ledger: Ledger, options: Options) -> tuple[list[Result], list[Task]]:
    """What is already done with these options, as results, and what remains to do."""
    done: list[Result] = []
    pending: list[Task] = []
    for task in tasks:
        record = ledger.get(task.name)
        if record and not options.force and _is_done(task, ledger, options):
            done.append(Result(task, "skipped", record.duration, record.words, record.doubts))
        else:
            pending.append(task)
    return done, pending


def run(
    tasks: Sequence[Task],
    ledger: Ledger,
    options: Options,
    make_converter: Callable[[], Converter],
    *,
    jobs: int = 1,
    on_progress: Progress | None = None,
) -> Iterator[Result]:
    """Converts each task and yields its result; a bad file never stops the others.

    ``make_converter`` is called once in each process, and not at all without tasks; with ``jobs`` > 1 it
    must be picklable. ``on_progress`` gets the seconds done of the file being converted (one process
    only).

    Raises:
        TranscribeError: what strikes every file alike: a missing model, a wrong lexicon or template.
    """
    if not tasks:
        return
    if jobs > 1 and len(tasks) > 1:
        outcomes = _in_processes(tasks, make_converter, min(jobs, len(tasks)))
    else:
        outcomes = _here(tasks, make_converter, on_progress)
    for task, outcome in outcomes:
        if isinstance(outcome, Conversion):
            yield _store(task, outcome, ledger, options)
        else:
            yield Result(task, "failed", error=outcome)


def _is_done(task: Task, ledger: Ledger, options: Options) -> bool:
    try:
        sha256 = sha256_of(task.source)
    except OSError:
        return False  # converting it will say what is wrong
    return ledger.is_done(task.name, sha256, options.fingerprint, options.formats)


def _here(
    tasks: Sequence[Task], make_converter: Callable[[], Converter], on_progress: Progress | None
) -> Iterator[tuple[Task, Conversion | str]]:
    converter = make_converter()
    for task in tasks:
        yield task, _attempt(converter, task, on_progress)


def _in_processes(
    tasks: Sequence[Task], make_converter: Callable[[], Converter], jobs: int
) -> Iterator[tuple[Task, Conversion | str]]:
    # fork would copy the threads' locks of the numeric libraries: start afresh on every system
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(make_converter,)
    )
    try:
        futures = {pool.submit(_work, task): task for task in tasks}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_converter: Converter | None = None


def _start(make_converter: Callable[[], Converter]) -> None:
    global _converter  # noqa: PLW0603  # one model a process, made once
    _converter = make_converter()


def _work(task: Task) -> Conversion | str:
    if _converter is None:
        raise RuntimeError("no converter in this process")
    return _attempt(_converter, task, None)


def _attempt(converter: Converter, task: Task, on_progress: Progress | None) -> Conversion | str:
    try:
        return converter.convert(task.source, on_progress=on_progress)
    except AudioError as error:
        return str(error)
    except TranscribeError:
        raise  # a lexicon, a template: it would strike every file alike
    except OSError as error:
        cause = os.strerror(error.errno) if error.errno else type(error).__name__
        return f"« {task.source} » ne peut pas être lu ({cause}) : vérifiez le fichier et ses droits."
    except Exception as error:  # one file that breaks the program must not cost the others
        return (
            f"« {task.source} » n’a pas pu être converti (erreur interne : {type(error).__name__}) : "
            "signalez-le avec la version de transcribe ; les autres fichiers ne sont pas touchés."
        )


def _store(task: Task, conversion: Conversion, ledger: Ledger, options: Options) -> Result:
    paths = {form: ledger.path_for(task.name, form) for form in options.formats}
    try:
        save(conversion, list(paths.values()), audio=task.source)
        _record(task, conversion, ledger, options, paths)
    except TranscribeError as error:
        return Result(task, "failed", error=str(error))
    except OSError as error:
        cause = os.strerror(error.errno) if error.errno else type(error).__name__
        return Result(task, "failed", error=str(OutputError(path=ledger.folder / task.name, cause=cause)))
    words, doubts = len(conversion.revision.transcript.words), len(conversion.revision.doubts)
    return Result(task, "converted", conversion.source.duration, words, doubts, tuple(paths.values()))


def _record(
    task: Task, conversion: Conversion, ledger: Ledger, options: Options, paths: dict[str, Path]
) -> None:
    older = ledger.get(task.name)
    outputs = dict(older.outputs) if older else {}
    for form, path in paths.items():
        relative = path.relative_to(ledger.folder).as_posix()
        outputs[form] = Output(relative, sha256_of(path), options.fingerprint)
    record = Record(
        source=task.source.resolve().as_posix(),
        sha256=conversion.source.sha256,
        duration=conversion.source.duration,
        words=len(conversion.revision.transcript.words),
        doubts=len(conversion.revision.doubts),
        outputs=outputs,
    )
    ledger.put(task.name, record)
