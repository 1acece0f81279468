"""Which rows of the tables of speech a text makes the writing apply: how their examples are executed."""

from collections.abc import Iterator

from transcribe.core.revision import Revision
from transcribe.core.types import EditKind, Transcript
from transcribe.french import fold
from transcribe.french.tables import Row, rows
from transcribe.writing import write


def repair_cues(text: str) -> Iterator[Row]:
    """Rows with a form among the words that were taken back."""
    return _rows_in("repair_cues", _set_aside(text, "self_correction"))


def second_thoughts(text: str) -> Iterator[Row]:
    """Rows with a form among the words that were set aside, or that a doubt shows."""
    revision = _written(text)
    words = revision.transcript.words
    doubted = (" ".join(word.text for word in words[d.first : d.last + 1]) for d in revision.doubts)
    return _rows_in("second_thoughts", _set_aside(text, "removal") + _spaced(" | ".join(doubted)))


def fillers(text: str) -> Iterator[Row]:
    """Rows with a form among the words that were set aside."""
    return _rows_in("fillers", _set_aside(text, "removal"))


def waverings(text: str) -> Iterator[Row]:
    """Rows with a form in a doubt."""
    revision = _written(text)
    words = revision.transcript.words
    doubted = (" ".join(word.text for word in words[d.first : d.last + 1]) for d in revision.doubts)
    return _rows_in("waverings", _spaced(" | ".join(doubted)))


def unfinished(text: str) -> Iterator[Row]:
    """Rows with a form at the end of what was begun and abandoned."""
    for row in rows("unfinished"):
        ends = tuple(_spaced(form) for form in row.forms)
        if any(run.endswith(ends) for run in _runs(text, ("removal", "self_correction"))):
            yield row


def asides(text: str) -> Iterator[Row]:
    """Rows with a form in an instruction to the secretary."""
    said = " ".join(i.text for i in _written(text).instructions)
    return _rows_in("asides", _spaced(said))


def talk(text: str) -> Iterator[Row]:
    """Rows with a form among the words said to the secretary, or ordered erased."""
    kinds: tuple[EditKind, ...] = ("removal", "self_correction")
    return _rows_in("talk", " | ".join(_runs(text, kinds)))


def remarks(text: str) -> Iterator[Row]:
    """Rows with a form in an instruction, or in the words that ended the dictation."""
    instructions = _written(text).instructions
    said = " ".join(i.text for i in instructions if i.kind == "other")
    copies = " copie " if any(i.kind == "copy" for i in instructions) else ""
    removed = _set_aside(text, "removal") if instructions else ""
    return _rows_in("remarks", f"{_spaced(said)} {copies} {removed} {_set_aside(text, 'command')}")


def _written(text: str) -> Revision:
    return write(Revision(Transcript.from_text(text)))


def _runs(text: str, kinds: tuple[EditKind, ...]) -> Iterator[str]:
    revision = _written(text)
    for edit in revision.edits:
        if edit.kind in kinds:
            words = revision.transcript.words[edit.first : edit.last + 1]
            yield _spaced(" ".join(word.text for word in words))


def _set_aside(text: str, kind: EditKind) -> str:
    return " | ".join(_runs(text, (kind,)))


def _spaced(text: str) -> str:
    """Folded words between spaces, without their punctuation; elisions open."""
    bare = "".join(" " if char in ",.;:?!" else char for char in fold(text))
    return f" {' '.join(bare.replace(chr(39), chr(39) + ' ').split())} "


def _rows_in(table: str, said: str) -> Iterator[Row]:
    for row in rows(table):
        if any(_spaced(form) in said for form in row.forms):
            yield row
