"""What the first run leaves for the second: which files, what was heard in them, and the lines to decide on."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from transcribe.anonymising.review import Line
from transcribe.core.errors import DocumentError
from transcribe.core.files import written_whole
from transcribe.core.revision import Revision
from transcribe.core.types import Edit, Transcript

STATE = "etat.json"
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


def _useless(path: Path) -> DocumentError:
    return DocumentError(
        message=f"« {path} » manque, est abîmé ou vient d’une autre version : "
        "relancez avec --restart pour refaire la relecture."
    )
