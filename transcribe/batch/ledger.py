"""What a folder of results already holds: a small JSON file in it, rewritten after each dictation."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from transcribe.core.files import sha256_of, written_whole

LEDGER_NAME = ".transcribe.json"
_HASHED = "sha256:"


@dataclass(frozen=True, slots=True)
class Output:
    """A file we wrote: its path inside the results folder, the hash of what we wrote, and with which
    settings (the fingerprint of everything besides the audio).

    The ledger is written before the file gets its name: ``replaces`` is the hash of the file of ours that stood
    there until then, so that a run that is killed between the two leaves no doubt.
    """

    path: str
    sha256: str
    settings: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One converted dictation: where its audio was (see ``place_of``), the hash of it, and what was made of it."""

    source: str
    sha256: str
    duration: float
    words: int
    doubts: int
    outputs: dict[str, Output] = field(default_factory=dict)


class Ledger:
    """The records of a results folder, by result name (``cardiologie/dictee-01``).

    A missing or damaged ledger is an empty one: at worst a dictation is converted again, beside the
    files that are there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / LEDGER_NAME
        self._records: dict[str, Record] = {}
        with suppress(OSError, ValueError, RecursionError, msgspec.MsgspecError):
            self._records = msgspec.json.decode(self._path.read_bytes(), type=dict[str, Record])
        for name, record in self._records.items():
            if Path(record.source).is_absolute():  # as version 0.1 wrote them
                self._records[name] = replace(record, source=place_of(Path(record.source), folder))

    def get(self, name: str) -> Record | None:
        """The record of a result name."""
        return self._records.get(name)

    def put(self, name: str, record: Record) -> None:
        """Adds or replaces a record and writes the ledger."""
        self._records[name] = record
        with written_whole(self._path) as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(self._records), indent=1))

    def is_done(self, name: str, sha256: str, settings: str, formats: tuple[str, ...]) -> bool:
        """Whether this audio was converted with these settings and every wanted file is still there."""
        record = self.get(name)
        if record is None or record.sha256 != sha256:
            return False
        outputs = [record.outputs.get(form) for form in formats]
        return all(output and output.settings == settings and self._is_there(output) for output in outputs)

    def path_for(self, name: str, form: str, sha256: str = "") -> Path:
        """Where to write a form of a result without losing what a person did.

        The file we wrote last time is written over only if nobody touched it since; a corrected file, or
        one that is not ours, is kept, and the new one is called ``nom (2)``, ``nom (3)``… ``sha256`` is the hash
        of what will be written: a file that holds just this needs no second one.
        """
        record = self.get(name)
        output = record.outputs.get(form) if record else None
        if output:
            path = self.folder / output.path
            if not path.exists() or sha256_of(path) in {output.sha256, output.replaces, sha256}:
                return path
        number = 1
        while True:
            path = self.folder / (f"{name}.{form}" if number == 1 else f"{name} ({number}).{form}")
            if not path.exists() or (sha256 and path.is_file() and sha256_of(path) == sha256):
                return path
            number += 1

    def is_from(self, record: Record, source: Path) -> bool:
        """Whether a record is of the audio at this place."""
        return record.source == place_of(source, self.folder)

    def still_has_its_source(self, record: Record) -> bool:
        """Whether the audio of a record is known to lie where it lay."""
        return not record.source.startswith(_HASHED) and (self.folder / record.source).exists()

    def _is_there(self, output: Output) -> bool:
        path = self.folder / output.path
        if not path.is_file():
            return False
        if not output.replaces or output.replaces == output.sha256:
            return True
        return sha256_of(path) != output.replaces


def place_of(source: Path, folder: Path) -> str:
    """Where an audio file is, as the ledger of ``folder`` keeps it: never an absolute path.

    The way from the folder to the file; where that would climb to the root, or is no text, a hash.
    """
    resolved, base = source.resolve(), folder.resolve()
    with suppress(ValueError):  # on another drive
        shared = Path(os.path.commonpath([resolved, base]))
        way = Path(os.path.relpath(resolved, base)).as_posix()
        with suppress(UnicodeEncodeError):
            way.encode("utf-8")
            if shared != Path(shared.anchor):
                return way
    return _HASHED + hashlib.sha256(os.fsencode(resolved)).hexdigest()[:32]
