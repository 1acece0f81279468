"""Words that head documents, labelled sections and paragraphs (``data/labels.toml``).

The words of a text are cut on spaces here, an elided article with its word (« l’examen »), as they are dictated.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import Literal

from transcribe.french.fold import fold
from transcribe.french.sides import direction_words
from transcribe.french.tables import Row, rows

Sort = Literal[
    "title", "label", "quiet", "complement", "organ", "place", "result", "verb", "identity", "paragraph"
]

_ADJECTIVE_ENDINGS = (
    "ique", "iques", "aire", "aires", "ale", "ales", "al", "aux", "ienne", "ien", "oire", "oires",
)  # fmt: skip
_NO_LINKS = frozenset("par avec pour sans chez sous et ou au aux".split())
_OF = frozenset("de du des la le les en a".split())
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]?")
_PAUSE = re.compile(r"[,:.]")
_MARKS = ",.:;!?"


@cache
def words(sort: Sort) -> frozenset[str]:
    """The folded words of a sort."""
    found = frozenset(key for row in rows("labels") if row.text("sort") == sort for key in row.keys)
    return found | direction_words() if sort == "place" else found


@cache
def heads_before_colon() -> frozenset[str]:
    """Heads of labels where a colon follows, those that head many sentences too among them."""
    return words("label") | words("quiet")


@cache
def sectionless_labels() -> frozenset[str]:
    """Heads of labels that no section of a document is named by, folded."""
    return frozenset(
        key for row in rows("labels") if not row.flag("section", default=True) for key in row.keys
    )


@cache
def strong_labels() -> frozenset[str]:
    """Heads that open a section even in the middle of a sentence, between two pauses, folded."""
    return frozenset(key for row in rows("labels") if row.flag("strong") for key in row.keys)


@cache
def own_line_labels() -> frozenset[str]:
    """Heads whose text begins on the next line, folded."""
    return frozenset(key for row in rows("labels") if row.flag("own_line") for key in row.keys)


@cache
def paragraph_openings() -> tuple[tuple[str, ...], ...]:
    """The first words of a sentence that opens a paragraph, folded."""
    return tuple(
        tuple(key.split()) for row in rows("labels") if row.text("sort") == "paragraph" for key in row.keys
    )


def is_verb(word: str) -> bool:
    """Whether a word shows a sentence rather than a title or a label; « à » is no « a »."""
    return word != "à" and fold(word) in words("verb")


def completes(inner: Sequence[str], values: Container[int] = ()) -> bool:
    """Whether words as dictated may stand between the head of a label and its pause: « du sang », « neurologique ».

    ``values``: the places of dates and of Roman figures. « normal » and its like say a result: « examen clinique
    normal, pas de souffle » is a sentence.
    """
    after_of = False
    for place, word in enumerate(inner):
        key = fold(word)
        if is_verb(word) or key in _NO_LINKS or key in words("result"):
            return False
        known = place in values or key in words("complement")
        if not (known or after_of or key.endswith(_ADJECTIVE_ENDINGS)):
            return False
        after_of = key in _OF or key.startswith(("d'", "l'"))
    return True


def find_labels(text: str) -> Iterator[Row]:
    """The rows that sentences are read by: titles at the head of the text, labels before a pause, openings."""
    for number, found in enumerate(_SENTENCE.finditer(text)):
        sentence = found[0].split()
        keys = [fold(word).strip(_MARKS) for word in sentence]
        if not keys:
            continue
        yield from _rows("paragraph", " ".join(keys), opening=True)
        verbs = [word for word in sentence if is_verb(word.strip(_MARKS))]
        for verb in verbs:
            yield from _rows("verb", fold(verb.strip(_MARKS)))
        if number == 0 and not verbs:
            yield from _rows("title", keys[0])
        for key in keys:
            yield from _rows("identity", key)
        yield from _label(sentence, keys)


def _label(sentence: Sequence[str], keys: Sequence[str]) -> Iterator[Row]:
    size = next((place + 1 for place, word in enumerate(sentence) if _PAUSE.search(word)), 0)
    if size and keys[0] in words("quiet") and ":" in sentence[size - 1]:
        yield from _rows("quiet", keys[0])
    inner = [word.strip(_MARKS) for word in sentence[1:size] if word.strip(_MARKS)]
    if not size or size == len(sentence):
        return
    if keys[0] in words("label"):
        if completes(inner):
            yield from _rows("label", keys[0])
            for key in keys[1:size]:
                yield from _rows("complement", key)
        for key in keys[1:size]:
            yield from _rows("result", key)
    if keys[0] in words("organ") and all(fold(word) in words("place") for word in inner):
        yield from _rows("organ", keys[0])
        for key in keys[1:size]:
            yield from _rows("place", key)


def _rows(sort: Sort, text: str, *, opening: bool = False) -> Iterator[Row]:
    for row in rows("labels"):
        if row.text("sort") == sort and any(
            key == text or (opening and f"{text} ".startswith(f"{key} ")) for key in row.keys
        ):
            yield row
