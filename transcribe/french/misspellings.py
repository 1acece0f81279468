"""How words, names and units are written wrong.

The data are ``data/misspellings.toml``, ``data/alike_names.toml`` and ``data/unit_slips.toml``.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Literal

from transcribe.french.fold import fold
from transcribe.french.tables import Row, by_key, rows
from transcribe.french.tokens import tokenise

Misspelt = Literal["spelling", "name"]


def misspellings(word: str, sort: Misspelt = "spelling") -> Iterator[str]:
    """Wrong writings of a word or of a name, one for each row that fits; never the word itself."""
    for pattern, written, _ in _patterns(sort):
        found = pattern.sub(written, word, count=1)
        if found != word:
            yield found


def alike_names(name: str) -> tuple[str, ...]:
    """Other writings of a listed name: « Lefebvre » for « Lefèvre »; empty when none is listed."""
    row = _names().get(fold(name))
    return tuple(form for form in row.forms if fold(form) != fold(name)) if row is not None else ()


def unit_slip(unit: str) -> str:
    """The unit that is written for another, as written: « g » for « mg »; empty when none is listed."""
    row = _units().get(unit)
    return row.text("other") if row is not None else ""


def find_misspellings(text: str) -> Iterator[Row]:
    """The rows by which a word of a text, or a name when it has a capital, may be misspelt."""
    for token in tokenise(text):
        for pattern, written, row in _patterns("name" if token.is_capital else "spelling"):
            if pattern.sub(written, token.text, count=1) != token.text:
                yield row


def find_alike_names(text: str) -> Iterator[Row]:
    """The rows of the names of a text that have other writings, one or two words long."""
    words = [token.text for token in tokenise(text) if token.kind == "word"]
    for name in (*words, *map(" ".join, pairwise(words))):
        if name[:1].isupper() and (row := _names().get(fold(name))):
            yield row


def find_unit_slips(text: str) -> Iterator[Row]:
    """The rows of the units behind the figures of a text."""
    for before, token in pairwise(tokenise(text)):
        if before.kind == "number" and token.text in _units():
            yield _units()[token.text]


@cache
def _patterns(sort: Misspelt) -> "tuple[tuple[re.Pattern[str], str, Row], ...]":
    return tuple(
        (re.compile(row.text("pattern")), row.text("written"), row)
        for row in rows("misspellings")
        if row.text("sort") == sort
    )


@cache
def _names() -> Mapping[str, Row]:
    return by_key(rows("alike_names"))


@cache
def _units() -> Mapping[str, Row]:
    return {form: row for row in rows("unit_slips") for form in row.forms}
