"""Which files of the inputs are dictations, and the name each result will bear."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from transcribe.batch.ledger import Ledger
from transcribe.core.errors import cause_of
from transcribe.core.files import readable_name, sha256_of
from transcribe.core.names import portable_path, same_name
from transcribe.speech import is_audio

# Systems allow names of 255 bytes; ours get a number and a suffix.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Task:
    """One dictation to convert; ``name`` is the result's path inside the results folder, no suffix."""

    source: Path
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The dictations of a run, in reading order, the files that are not audio, and French sentences on what
    could not be looked at."""

    tasks: tuple[Task, ...]
    ignored: tuple[Path, ...]
    unread: tuple[str, ...] = ()


def make_plan(inputs: Sequence[Path], ledger: Ledger) -> Plan:
    """Walks files and folders; a file named by the user is always taken as a dictation.

    The tree of each folder is mirrored. A name that another dictation bears becomes ``nom.mp3``, then
    ``nom.mp3-2``; names do not change from one run to the next. What cannot be read stops nothing.
    """
    walk = _Walk(ledger.folder)
    found: list[tuple[Path, PurePosixPath]] = []
    ignored: list[Path] = []
    for source, relative, named in walk.files(inputs):
        if named or is_audio(source):
            found.append((source, relative))
        else:
            ignored.append(source)
    return Plan(tuple(_name(found, ledger)), tuple(ignored), tuple(walk.unread))


@dataclass
class _Walk:
    """One look through the inputs; each file is met once, whatever ways lead to it."""

    results: Path
    unread: list[str] = field(default_factory=list)
    _seen: set[Path] = field(default_factory=set)

    def files(self, inputs: Iterable[Path]) -> Iterator[tuple[Path, PurePosixPath, bool]]:
        """Each file, its path inside what was named, and whether it was itself named."""
        for item in inputs:
            if item.is_dir():
                for path in self._inside(item):
                    if self._is_new(path):
                        yield path, _relative(path.relative_to(item)), False
            elif self._is_new(item):
                yield item, _relative(Path(item.name)), True

    def _inside(self, folder: Path) -> Iterator[Path]:
        results = self.results.resolve()
        for root, folders, names in os.walk(folder, onerror=self._fails):
            here = Path(root)
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and (here / name).resolve() != results
            )
            for name in sorted(names):
                if not name.startswith("."):
                    yield here / name

    def _is_new(self, path: Path) -> bool:
        try:
            resolved = path.resolve()
        except (OSError, RuntimeError):  # links that turn in circles
            resolved = path.absolute()
        if resolved in self._seen:
            return False
        self._seen.add(resolved)
        return True

    def _fails(self, error: OSError) -> None:
        place = readable_name(Path(os.fsdecode(error.filename or "")))
        self.unread.append(
            f"Le dossier « {place} » ne peut pas être parcouru ({cause_of(error)}) : vérifiez ses droits."
        )


def _relative(path: Path) -> PurePosixPath:
    """A path inside the inputs as the results will have it: text in every part, which any system takes."""
    return PurePosixPath(*map(_short, portable_path(PurePosixPath(readable_name(path))).parts))


def _short(name: str) -> str:
    raw = name.encode("utf-8")
    if len(raw) <= _LONGEST:
        return name
    path = PurePosixPath(name)
    suffix = path.suffix if len(path.suffix) <= 10 else ""
    return f"{raw[: _LONGEST - 30].decode('utf-8', 'ignore')}~{hashlib.sha256(raw).hexdigest()[:12]}{suffix}"


def _name(found: list[tuple[Path, PurePosixPath]], ledger: Ledger) -> list[Task]:
    names: dict[int, str] = {}
    taken: set[str] = set()
    for index, (source, relative) in enumerate(found):  # those that already have a name keep it
        for name in _candidates(relative, limit=9):
            if same_name(name) not in taken and _owns(source, name, ledger):
                names[index] = name
                taken.add(same_name(name))
                break
    for index, (_source, relative) in enumerate(found):
        if index in names:
            continue
        for name in _candidates(relative):
            if same_name(name) not in taken and ledger.get(name) is None:
                names[index] = name
                taken.add(same_name(name))
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
    if ledger.is_from(record, source):
        return True
    # a folder that was moved or renamed: the same bytes, and nothing left at the old place
    return not ledger.still_has_its_source(record) and _hash(source) == record.sha256


def _hash(source: Path) -> str:
    try:
        return sha256_of(source) if source.is_file() else ""
    except OSError:
        return ""
