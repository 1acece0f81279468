"""Has the tasks of a plan converted by an engine, and keeps what comes of them, one result at a time."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from transcribe.batch.engines.answers import Engine, unforeseen
from transcribe.batch.ledger import Ledger, Output, Record, place_of
from transcribe.batch.plan import Task
from transcribe.core.errors import OutputError, PluginError, TranscribeError, cause_of
from transcribe.core.files import renamed_over, sha256_of, staged
from transcribe.pipeline import Conversion, save

Status = Literal["converted", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one task. ``error`` is a French sentence, empty unless failed; ``elsewhere`` as in ``Answer``."""

    task: Task
    status: Status
    duration: float = 0.0
    words: int = 0
    doubts: int = 0
    outputs: tuple[Path, ...] = ()
    error: str = ""
    elsewhere: float = 0.0


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


def run(tasks: Sequence[Task], ledger: Ledger, options: Options, engine: Engine) -> Iterator[Result]:
    """Has each task converted and yields its result; a bad file never stops the others.

    The engine is not asked for anything without tasks. Closing this iterator closes the engine.

    Raises:
        TranscribeError: what strikes every file alike: a missing model, a wrong lexicon or template.
    """
    if not tasks:
        return
    answers = engine(tasks)
    try:
        for answer in answers:
            if isinstance(answer.outcome, str):
                result = Result(answer.task, "failed", error=answer.outcome)
            else:
                result = _store(answer.task, answer.outcome, ledger, options)
            yield replace(result, elsewhere=answer.elsewhere)
    finally:
        if isinstance(answers, Generator):
            answers.close()


def _is_done(task: Task, ledger: Ledger, options: Options) -> bool:
    try:
        if not task.source.is_file():
            return False
        sha256 = sha256_of(task.source)
    except OSError:
        return False  # converting it will say what is wrong
    return ledger.is_done(task.name, sha256, options.fingerprint, options.formats)


def _store(task: Task, conversion: Conversion, ledger: Ledger, options: Options) -> Result:
    try:
        with ExitStack() as stack:
            paths, failed = _write(task, conversion, ledger, options, stack)
    except TranscribeError as error:
        return Result(task, "failed", error=str(error))
    except OSError as error:
        return Result(
            task, "failed", error=str(OutputError(path=ledger.folder / task.name, cause=cause_of(error)))
        )
    except Exception as error:
        return Result(task, "failed", error=unforeseen(task.source, error))
    words, doubts = len(conversion.revision.transcript.words), len(conversion.revision.to_verify)
    status: Status = "failed" if failed else "converted"
    return Result(task, status, conversion.source.duration, words, doubts, tuple(paths), failed)


def _write(
    task: Task, conversion: Conversion, ledger: Ledger, options: Options, stack: ExitStack
) -> tuple[list[Path], str]:
    """Every form under a passing name, then the ledger, then the names: a run killed anywhere can be taken up.

    Whatever is left under a passing name is removed when ``stack`` closes. A form of another package that
    fails does not cost the others: the sentence says why.
    """
    failed = ""
    older = ledger.get(task.name)
    outputs = dict(older.outputs) if older else {}
    renamed: list[tuple[Path, Path]] = []
    for form in options.formats:
        passing = staged(ledger.folder / f"{task.name}.{form}")
        stack.callback(passing.unlink, missing_ok=True)
        try:
            save(conversion, {form: passing}, audio=task.source)
        except PluginError as error:
            failed = str(PluginError(**{**error.details, "path": ledger.folder / f"{task.name}.{form}"}))
            continue
        sha256 = sha256_of(passing)
        path = ledger.path_for(task.name, form, sha256)
        replaces = sha256_of(path) if path.exists() else ""
        settings = options.fingerprint if conversion.is_as_asked else ""
        relative = path.relative_to(ledger.folder).as_posix()
        outputs[form] = Output(relative, sha256, settings, replaces)
        renamed.append((passing, path))
    ledger.put(task.name, _record(task, conversion, ledger, outputs))
    for passing, path in renamed:
        renamed_over(passing, path)
    return [path for _passing, path in renamed], failed


def _record(task: Task, conversion: Conversion, ledger: Ledger, outputs: dict[str, Output]) -> Record:
    return Record(
        source=place_of(task.source, ledger.folder),
        sha256=conversion.source.sha256,
        duration=conversion.source.duration,
        words=len(conversion.revision.transcript.words),
        doubts=len(conversion.revision.to_verify),
        outputs=outputs,
    )
