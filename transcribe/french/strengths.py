"""Drugs of two substances, whose strength is two numbers said in a row (``data/strengths.toml``).

Keys are folded words or figures, as for ``numbers``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from transcribe.french.numbers import decimal_of, read_number, read_whole
from transcribe.french.tables import Row, by_key, rows
from transcribe.french.tokens import tokenise

_BETWEEN = frozenset({"sur", "/", "barre", "slash"})
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Strength:
    """A strength of two numbers in ``keys[:stop]``, with decimal commas; ``whole``: the one number that the words
    may be instead, or empty."""

    first: str
    second: str
    stop: int
    whole: str


def is_paired(key: str) -> bool:
    """Whether a folded word is the name of a drug of two substances."""
    return key in _table()


def read_strength(name: str, keys: Sequence[str]) -> Strength | None:
    """The strength of two numbers that begins ``keys``, behind the folded name of a drug that is sold so."""
    row = _table().get(name)
    for pair in row.texts("pairs") if row is not None else ():
        first, _, second = pair.partition("/")
        for place in range(1, min(len(keys), _LONGEST)):
            if _value(keys[:place]) != decimal_of(first):
                continue
            start = place + (keys[place] in _BETWEEN)
            for stop in range(min(len(keys), start + _LONGEST), start, -1):
                if _value(keys[start:stop]) == decimal_of(second):
                    return Strength(first, second, stop, _one(keys[:stop], place))
    return None


def _value(keys: Sequence[str]) -> Decimal | None:
    """The number that all of some keys say, « douze cinq » as 12,5; None when they are no number."""
    number = read_number(keys)
    if number is None:
        return None
    if number.stop == len(keys):
        return number.value
    rest = read_whole(keys, number.stop) if number.is_whole else None
    if rest is None or rest.stop < len(keys) or len(rest.figures) > 2:
        return None
    return decimal_of(f"{number.figures},{rest.figures}")


def _one(keys: Sequence[str], place: int) -> str:
    number = read_number(keys)
    return number.figures if number is not None and number.stop > place else ""


@cache
def _table() -> dict[str, Row]:
    return by_key(rows("strengths"))


def find_strengths(text: str) -> Iterator[Row]:
    """The rows of the drugs of a text whose strength is said as two numbers."""
    keys = [token.key for token in tokenise(text)]
    for place, name in enumerate(keys):
        for start in (place + 1, place + 2):
            if read_strength(name, keys[start:]) is not None:
                yield _table()[name]
