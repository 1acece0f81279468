"""What a folder of results already holds: a small JSON file in it, rewritten after each dictation."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from transcribe.core.files import sha256_of, written_whole

LEDGER_NAME = ".transcribe.json"


@dataclass(frozen=True, slots=True)
class Output:
    """A file we wrote: its path inside the results folder, the hash of what we wrote, and with which
    settings (the fingerprint of everything besides the audio)."""

    path: str
    sha256: str
    settings: str


@dataclass(frozen=True, slots=True)
class Record:
    """One converted dictation: where its audio was, the hash of it, and what was made of it."""

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
        try:
            self._records = msgspec.json.decode(self._path.read_bytes(), type=dict[str, Record])
        except (OSError, msgspec.MsgspecError):
            return

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
        return all(
            output and output.settings == settings and (self.folder / output.path).is_file()
            for output in outputs
        )

    def path_for(self, name: str, form: str) -> Path:
        """Where to write a form of a result without losing what a person did.

        The file we wrote last time is written over only if nobody touched it since; a corrected file, or
        one that is not ours, is kept, and the new one is called ``nom (2)``, ``nom (3)``…
        """
        record = self.get(name)
        output = record.outputs.get(form) if record else None
        if output:
            path = self.folder / output.path
            if not path.exists() or sha256_of(path) == output.sha256:
                return path
        number = 1
        while True:
            path = self.folder / (f"{name}.{form}" if number == 1 else f"{name} ({number}).{form}")
            if not path.exists():
                return path
            number += 1
