"""Prefixes: which take a hyphen, which may, and which are of opposite sense (``data/prefixes.toml``)."""

from collections.abc import Iterator
from functools import cache
from itertools import permutations
from typing import Literal

from transcribe.french.fold import fold
from transcribe.french.tables import Row, rows

PrefixSort = Literal["hyphened", "either", "joined", "listed", "apart", "apart_hyphen", "place"]

_LEAST = 4
_BEGINNING = 5


@cache
def prefixes(*sorts: PrefixSort) -> tuple[str, ...]:
    """The prefixes of some sorts, with their accents, each once, in the order of the table."""
    found = (form for row in rows("prefixes") if row.text("sort") in sorts for form in row.forms)
    return tuple(dict.fromkeys(found))


@cache
def slips() -> tuple[tuple[str, str], ...]:
    """The prefixes that exercises exchange: the right one and the one written for it."""
    pairs = (pair.split() for row in rows("prefixes") for pair in row.texts("slips"))
    return tuple((right, wrong) for right, wrong in pairs)


def opposed(one: str, other: str) -> bool:
    """Whether two words differ by a prefix that changes the sense: hyper/hypo, typique/atypique."""
    return next(_opposites(one, other), None) is not None


def _opposites(one: str, other: str) -> Iterator[Row]:
    left, right = fold(one), fold(other)
    for first, second, row in _pairs():
        least = _LEAST if first and second else _LEAST + 1
        if not (left.startswith(first) and right.startswith(second) and len(left) - len(first) >= least):
            continue
        rests = left.removeprefix(first), right.removeprefix(second)
        alike = first and second and rests[0][:_BEGINNING] == rests[1][:_BEGINNING]
        if rests[0] == rests[1] or alike:
            yield row


@cache
def _pairs() -> tuple[tuple[str, str, Row], ...]:
    """What the first of two words begins with, and the second."""
    found: list[tuple[str, str, Row]] = []
    for row in rows("prefixes"):
        if row.text("sort") == "opposed":
            found += [(one, other, row) for one, other in permutations(row.keys)]
        elif row.text("sort") == "private":
            found += [(row.keys[0], "", row), ("", row.keys[0], row)]
    return tuple(found)


def find_prefixes(text: str) -> Iterator[Row]:
    """The rows of the prefixes before the hyphens of a text, and those by which two words of it are opposed.

    Words of several are parted by « | ».
    """
    words = [word.strip() for word in text.split("|")] if "|" in text else text.split()
    heads = {word.partition("-")[0] for word in words if "-" in word}
    for row in rows("prefixes"):
        if row.text("sort") not in ("opposed", "private") and not heads.isdisjoint(row.forms):
            yield row
    for one, other in permutations(words, 2):
        yield from _opposites(one, other)
