"""Which files of the inputs are dictations, and the name each result will bear."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from transcribe.batch.ledger import Ledger
from transcribe.core.files import sha256_of
from transcribe.speech import is_audio


@dataclass(frozen=True, slots=True)
class Task:
    """One dictation to convert; ``name`` is the result's path inside the results folder, no suffix."""

    source: Path
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The dictations of a run, in reading order, and the files that are not audio."""

    tasks: tuple[Task, ...]
    ignored: tuple[Path, ...]


def make_plan(inputs: Sequence[Path], ledger: Ledger) -> Plan:
    """Walks files and folders; a file named by the user is always taken as a dictation.

    The tree of each folder is mirrored. A name that another dictation bears becomes ``nom.mp3``, then
    ``nom.mp3-2``; names do not change from one run to the next.
    """
    found: list[tuple[Path, PurePosixPath]] = []
    ignored: list[Path] = []
    for source, relative, named in _walk(inputs, ledger.folder):
        if named or is_audio(source):
            found.append((source, relative))
        else:
            ignored.append(source)
    return Plan(tuple(_name(found, ledger)), tuple(ignored))


def _walk(inputs: Iterable[Path], results: Path) -> Iterator[tuple[Path, PurePosixPath, bool]]:
    seen: set[Path] = set()
    for item in inputs:
        files: Iterable[tuple[Path, PurePosixPath, bool]]
        if item.is_dir():
            files = ((path, PurePosixPath(path.relative_to(item)), False) for path in _files(item, results))
        else:
            files = [(item, PurePosixPath(item.name), True)]
        for path, relative, named in files:
            resolved = path.resolve()
            if resolved not in seen:
                seen.add(resolved)
                yield path, relative, named


def _files(folder: Path, results: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() != results.resolve()
        )
        for name in sorted(names):
            if not name.startswith("."):
                yield here / name


def _name(found: list[tuple[Path, PurePosixPath]], ledger: Ledger) -> list[Task]:
    names: dict[int, str] = {}
    taken: set[str] = set()
    for index, (source, relative) in enumerate(found):  # those that already have a name keep it
        for name in _candidates(relative, limit=9):
            if _folded(name) not in taken and _owns(source, name, ledger):
                names[index] = name
                taken.add(_folded(name))
                break
    for index, (_source, relative) in enumerate(found):
        if index in names:
            continue
        for name in _candidates(relative):
            if _folded(name) not in taken and ledger.get(name) is None:
                names[index] = name
                taken.add(_folded(name))
                break
    return [Task(source, names[index]) for index, (source, _relative) in enumerate(found)]


def _candidates(relative: PurePosixPath, limit: int | None = None) -> Iterator[str]:
    yield str(relative.with_suffix(""))
    yield str(relative)
    number = 2
    while limit is None or number < limit:
        yield f"{relative}-{number}"
        number += 1


def _owns(source: Path, name: str, ledger: Ledger) -> bool:
    record = ledger.get(name)
    if record is None:
        return False
    if record.source == source.resolve().as_posix():
        return True
    # a folder that was moved or renamed: the same bytes, and nothing left at the old place
    return not Path(record.source).exists() and _hash(source) == record.sha256


def _hash(source: Path) -> str:
    try:
        return sha256_of(source)
    except OSError:
        return ""


def _folded(name: str) -> str:
    """Names that one file system or another would take for the same."""
    return unicodedata.normalize("NFC", name).casefold()
