"""Results that are said as two numbers: « potassium à quatre deux » is 4,2 (``data/results.toml``).

Keys are folded words or figures, as for ``numbers``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transcribe.french.numbers import read_whole
from transcribe.french.tables import Row, by_key, rows
from transcribe.french.tokens import tokenise
from transcribe.french.units import read_unit
from transcribe.french.word_sorts import sorted_words

_BETWEEN = frozenset({"a", "est", "etait", "de"})
_AFTER = sorted_words("of", "to", "with", "preposition", "pronoun", "link", "auxiliary", "article", "adverb") | {
    "ce", "a", "contre", "hier", "aujourd'hui",
}  # fmt: skip
"""Words that the second number cannot count."""


@dataclass(frozen=True, slots=True)
class Result:
    """A result in ``keys[:stop]``, with a decimal comma. ``otherwise``: what else the words may say, or empty."""

    figures: str
    stop: int
    otherwise: str
    row: Row


def read_result(before: Sequence[str], keys: Sequence[str]) -> Result | None:
    """The result that two numbers in a row are, behind the name of what was measured; None when they are none."""
    row, linked = _named(before)
    if row is None or not (linked or row.flag("bare")):
        return None
    whole = read_whole(keys)
    rest = read_whole(keys, whole.stop) if whole is not None and whole.is_whole else None
    if whole is None or rest is None or not rest.is_whole or len(rest.figures) != row.number("digits"):
        return None
    if not row.number("least") <= whole.value <= row.number("most") or not _ends(keys, rest.stop):
        return None
    target = row.flag("target") and rest.value == whole.value + 1
    otherwise = f"{whole.figures} à {rest.figures}" if target else ""
    return Result(f"{whole.figures},{rest.figures}", rest.stop, otherwise, row)


def _ends(keys: Sequence[str], stop: int) -> bool:
    """Whether the second number counts nothing: « quatre deux jours après »; a unit may follow both."""
    if stop >= len(keys) or not keys[stop][0].isalnum():
        return True
    if read_whole(keys, stop) is not None:
        return False
    unit = read_unit(keys, stop)
    return keys[stop] in _AFTER or (unit is not None and unit.symbol not in ("h", "min", "s", "j"))


def _named(before: Sequence[str]) -> tuple[Row | None, bool]:
    """The row of the name that ends some words, and whether « à », « est à » comes after it."""
    stop = len(before)
    while stop and len(before) - stop < 2 and before[stop - 1] in _BETWEEN:
        stop -= 1
    two, one = " ".join(before[max(0, stop - 2) : stop]), " ".join(before[max(0, stop - 1) : stop])
    return _table().get(two) or _table().get(one), stop < len(before)


@cache
def _table() -> dict[str, Row]:
    return by_key(rows("results"))


def find_results(text: str) -> Iterator[Row]:
    """The rows of the results of a text that are said as two numbers."""
    keys = [token.key for token in tokenise(text)]
    for place in range(1, len(keys)):
        found = read_result(keys[:place], keys[place:])
        if found is not None:
            yield found.row
