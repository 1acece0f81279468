"""Which rows of the tables of writing a text makes it apply: how their examples are executed."""

from collections.abc import Iterator
from functools import lru_cache

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.french import fold
from transcribe.french.commands import mark_nouns
from transcribe.french.numbers import read_roman
from transcribe.french.tables import Row, rows
from transcribe.grading.tokens import tokenize
from transcribe.writing import write

_PUNCTUATION = str.maketrans(dict.fromkeys(".,;:!?()«»…", " "))


def addresses(text: str) -> Iterator[Row]:
    """Rows with a form among the words of an electronic address."""
    revision = _written(text)
    said = [
        " ".join(word.text for word in revision.transcript.words[edit.first : edit.last + 1])
        for edit in revision.edits
        if "@" in edit.text or "www." in edit.text
    ]
    for row in rows("addresses"):
        if any(f" {fold(form)} " in f" {fold(address)} " for form in row.forms for address in said):
            yield row


def commands(text: str) -> Iterator[Row]:
    """Rows with a form among the words that one of their marks replaces."""
    revision = _written(text)
    said = _commanded(revision)
    for row in rows("commands"):
        marks = [mark for column in ("mark", "opens", "closes") if (mark := row.text(column))]
        written = not marks or any(mark.strip(" ") in revision.text for mark in marks)
        if written and any(
            _says(words, form) for form in (*row.forms, *row.texts("heard")) for words in said
        ):
            yield row


def styles(text: str) -> Iterator[Row]:
    """Rows with a form among the words of a command that was carried out."""
    said = _commanded(_written(text))
    for row in rows("styles"):
        if any(_says(words, form) for form in row.forms for words in said):
            yield row


def prose(text: str) -> Iterator[Row]:
    """Rows with a form in a text whose « point », « ligne », « parenthèses »… stay words."""
    revision = _written(text)
    kept = _words(revision.text)
    if not mark_nouns() & {word.removesuffix("s") for word in kept.split()}:
        return
    for row in rows("prose_marks"):
        if any(_says(kept, form) for form in row.forms):
            yield row


def roman(text: str) -> Iterator[Row]:
    """Rows with a form in a text whose number is written, or read by the grader, as they say."""
    written = _written(text).text
    romans = any(read_roman(word.strip(".,")) for word in written.split())
    typed = any(t.kind == "number" and t.text.isalpha() for t in tokenize(text))
    stands = {"arabic": not romans and any(map(str.isdecimal, written)), "read": typed}
    for row in rows("roman"):
        if stands.get(row.text("sort"), romans) and any(_says(_words(text), form) for form in row.forms):
            yield row


@lru_cache(maxsize=512)
def optics(text: str) -> Iterator[Row]:
    """Rows with a form in a text where a power of a lens is written, or doubted."""
    revision = _written(text)
    reasons = {edit.reason for edit in revision.edits} | {doubt.reason for doubt in revision.doubts}
    for row in rows("optics"):
        said = any(f" {fold(form)} " in f" {fold(text).translate(_PUNCTUATION)} " for form in row.forms)
        if said and any("puissance d’un verre" in reason.lower() for reason in reasons):
            yield row


def _written(text: str) -> Revision:
    return write(Revision(Transcript.from_text(text)))


def _commanded(revision: Revision) -> list[str]:
    """The words that became a mark or were obeyed."""
    return [
        _words(" ".join(word.text for word in revision.transcript.words[edit.first : edit.last + 1]))
        for edit in revision.edits
        if edit.kind == "command"
    ]


def _words(text: str) -> str:
    """Folded words between spaces, without their marks; hyphens and elisions open."""
    bare = fold(text).translate(_PUNCTUATION).replace("-", " ").replace("'", "' ")
    return f" {' '.join(bare.split())} "


def _says(words: str, form: str) -> bool:
    return _words(form) in words
