"""What the first run leaves for the second: which files, what was heard in them, and the lines to decide on."""

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from transcribe.anonymising.review import OTHER_TABLE, TABLE, Line
from transcribe.core.errors import DocumentError
from transcribe.core.files import sha256_of, written_whole
from transcribe.core.revision import Revision
from transcribe.core.types import Edit, Transcript

if TYPE_CHECKING:
    from transcribe.anonymising.sound import Samples

STATE = "etat.json"
HEARD, EXTRACTS = "ecoutes", "extraits"
_FORM = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a review. ``number`` names what is written of it; ``sound``: whether it is heard, not read."""

    number: str
    source: str
    sha256: str
    sound: bool
    transcript: Transcript
    edits: tuple[Edit, ...]
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        """The file's name, as the table shows it."""
        return Path(self.source).name

    @property
    def revision(self) -> Revision:
        """What was heard or read, as it was written out."""
        return Revision(self.transcript, self.edits)


@dataclass(frozen=True, slots=True)
class _Heard:
    transcript: Transcript
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A review: ``form`` is that of the file, ``version`` that of the program."""

    items: tuple[Item, ...]
    version: str = ""
    form: int = _FORM

    @property
    def lines(self) -> dict[str, Line]:
        """Every line by its name."""
        return {line.id: line for item in self.items for line in item.lines}


def write_state(folder: Path, state: State) -> None:
    """Writes the state of a review.

    Raises:
        OSError: it cannot be written.
    """
    with written_whole(folder / STATE) as stream:
        stream.write(msgspec.json.encode(state))


def read_state(folder: Path) -> State:
    """The state of a review.

    Raises:
        DocumentError: missing, damaged or of another version of the program.
    """
    path = folder / STATE
    try:
        state = msgspec.json.decode(path.read_bytes(), type=State)
        for item in state.items:
            _ = item.revision
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise _useless(path) from error
    if state.form != _FORM:
        raise _useless(path)
    return state


def listened(folder: Path, path: Path, hear: Callable[[Path], Revision]) -> Revision:
    """What a sound says: heard once, and kept, so that an interrupted run goes on where it stopped.

    Raises:
        AudioError: it cannot be heard.
        OSError: what was heard cannot be kept.
    """
    kept = folder / HEARD / f"{sha256_of(path)}.json"
    if kept.is_file():
        with contextlib.suppress(OSError, msgspec.MsgspecError, ValueError):
            found = msgspec.json.decode(kept.read_bytes(), type=_Heard)
            return Revision(found.transcript, found.edits)
    revision = hear(path)
    with written_whole(kept) as stream:
        stream.write(msgspec.json.encode(_Heard(revision.transcript, revision.edits)))
    return revision


def opus_copy(folder: Path, item: Item, samples: "Samples | None" = None) -> Path:
    """The sound of a file as every browser plays it, made of the samples that were heard; made once, and kept.

    ``samples``: those of the file where they are at hand, ``speech.audio.RATE`` a second.

    Raises:
        AudioError: it cannot be read any more.
        OSError: the copy cannot be kept.
    """
    kept = folder / HEARD / f"{item.sha256}.ogg"
    if not kept.is_file():
        from transcribe.anonymising.sound import write_sound
        from transcribe.speech.audio import RATE, read_sound

        write_sound(read_sound(Path(item.source)).samples if samples is None else samples, RATE, kept)
    return kept


def begin_again(folder: Path) -> None:
    """Removes the decisions, the extracts and what was heard of an earlier review.

    Raises:
        OSError: something cannot be removed.
    """
    (folder / STATE).unlink(missing_ok=True)
    for name in (TABLE, OTHER_TABLE):
        (folder / name).unlink(missing_ok=True)
    for name in (HEARD, EXTRACTS):
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)


def _useless(path: Path) -> DocumentError:
    return DocumentError(
        message=f"« {path} » manque, est abîmé ou vient d’une autre version : "
        "relancez avec --restart pour refaire la relecture."
    )
