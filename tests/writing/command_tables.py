"""Which rows of the tables of writing a text makes it apply: how their examples are executed."""

from collections.abc import Iterator

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.french import fold
from transcribe.french.tables import Row, rows
from transcribe.writing import write


def addresses(text: str) -> Iterator[Row]:
    """Rows with a form among the words of an electronic address."""
    revision = write(Revision(Transcript.from_text(text)))
    said = [
        " ".join(word.text for word in revision.transcript.words[edit.first : edit.last + 1])
        for edit in revision.edits
        if "@" in edit.text or "www." in edit.text
    ]
    for row in rows("addresses"):
        if any(f" {fold(form)} " in f" {fold(address)} " for form in row.forms for address in said):
            yield row


def commands(text: str) -> Iterator[Row]:
    """Rows with a form among the words that a mark replaces."""
    revision = write(Revision(Transcript.from_text(text)))
    said = [
        " ".join(word.text for word in revision.transcript.words[edit.first : edit.last + 1])
        for edit in revision.edits
        if edit.kind == "command"
    ]
    for row in rows("commands"):
        mark = row.text("mark")
        if mark in revision.text and any(
            f" {key} " in f" {fold(words)} " for key in row.keys for words in said
        ):
            yield row
