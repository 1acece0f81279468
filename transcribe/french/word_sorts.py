"""Small words of grammar, and words that speech exchanges, by class (``data/word_sorts.toml``); words are folded."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from transcribe.french.fold import fold
from transcribe.french.tables import Row, by_key, rows
from transcribe.french.tokens import tokenise

WordSort = Literal[
    "article", "of", "to", "with", "preposition", "pronoun", "link", "auxiliary", "adverb", "day", "moment", "duration",
    "quality",
]  # fmt: skip


@cache
def sorted_words(*sorts: WordSort) -> frozenset[str]:
    """The folded words of some classes, or of all."""
    return frozenset(key for row in _rows(*sorts) for key in row.keys)


@cache
def stumbles(*sorts: WordSort) -> frozenset[str]:
    """The words of some classes, elided ones among them, that nobody says twice on purpose."""
    found = [row for row in _rows(*sorts) if not row.flag("twice")]
    return frozenset(key for row in found for key in row.keys) | {
        form for row in found for form, _ in _elided(row)
    }


@cache
def said_twice() -> frozenset[str]:
    """The words that are said twice on purpose, or by grammar."""
    return frozenset(key for row in rows("word_sorts") if row.flag("twice") for key in row.keys)


@cache
def name_links() -> frozenset[str]:
    """What links the words of a name or leads one, elided forms as they are written: « le », « l' », « de », « d' »."""
    found = [row for row in rows("word_sorts") if row.flag("links")]
    return frozenset(key for row in found for key in row.keys) | {
        form for row in found for form, _ in _elided(row)
    }


@cache
def daily_moments() -> frozenset[str]:
    """Moments that come every day, as takings are told by them: « matin », « coucher »."""
    return frozenset(key for row in rows("word_sorts") if row.flag("daily") for key in row.keys)


@cache
def elisions() -> Mapping[str, str]:
    """The word that an elided form stands for: ``{"l'": "le", "d'": "de"}``."""
    return {form: word for row in rows("word_sorts") for form, word in _elided(row)}


def find_words(text: str) -> Iterator[Row]:
    """The rows of the words of a text, in order; « dès » and « né » are no « des » and « ne »."""
    by_form = by_key(rows("word_sorts"))
    accented = {form for row in rows("word_sorts") for form in row.forms}
    for token in tokenise(text):
        key = elisions().get(token.key, token.key)
        row = by_form.get(key)
        if row is not None and (token.kind == "elision" or token.text.lower() in accented):
            yield row


def _rows(*sorts: WordSort) -> tuple[Row, ...]:
    return tuple(row for row in rows("word_sorts") if not sorts or row.text("sort") in sorts)


def _elided(row: Row) -> Iterator[tuple[str, str]]:
    for pair in row.texts("elided"):
        form, _, word = pair.partition(" ")
        yield form, fold(word)
