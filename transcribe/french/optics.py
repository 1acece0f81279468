"""The power of a lens, in quarters of a dioptre: « un soixante-quinze » is 1,75 (``data/optics.toml``).

Keys are folded words or figures, as for ``numbers``.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transcribe.french.cardinals import is_number_word
from transcribe.french.counts import counted
from transcribe.french.numbers import read_whole
from transcribe.french.tables import rows
from transcribe.french.units import symbol_of
from transcribe.french.word_sorts import sorted_words

_DECIMAL = re.compile(r"(\d{1,2}),(25|50?|75|00)")
_QUARTERS = frozenset({"25", "50", "75", "5"})
_MOST = 30
_FULL_TURN = 180
_DEGREES = frozenset({"degre", "degres", "°"})
_SMALL = sorted_words(
    "of", "to", "with", "preposition", "link", "pronoun", "article", "adverb", "auxiliary"
) | {"a", "axe", "d'axe", "dioptrie", "dioptries"}


@dataclass(frozen=True, slots=True)
class Power:
    """A power in ``keys[:stop]``, with a decimal comma. ``sure``: the words say it whole (« zéro cinquante »)."""

    figures: str
    stop: int
    sure: bool = True


@cache
def optic_words(*sorts: str) -> frozenset[str]:
    """The folded words of some sorts of the table; of « équivalent sphérique », the last."""
    return frozenset(
        key.split()[-1] for row in rows("optics") if row.text("sort") in sorts for key in row.keys
    )


def read_powers(keys: Sequence[str], ends: Collection[int]) -> tuple[Power, ...]:
    """Every power that the words at the head of ``keys`` may be; empty when what follows counts something else.

    ``ends``: where a number that was read as one may end.
    """
    decimal = _DECIMAL.fullmatch(keys[0]) if keys else None
    if decimal is not None:
        found = [Power(decimal[0], 1)] if int(decimal[1]) <= _MOST else []
    else:
        found = list(_said(keys, _numbers(keys)))
    return tuple(power for power in found if power.stop in ends and _may_follow(keys, power))


def _numbers(keys: Sequence[str]) -> int:
    stop = 0
    while stop < len(keys) and _is_number(keys[stop]):
        stop += 1
    return stop


def _said(keys: Sequence[str], stop: int) -> Iterator[Power]:
    """A whole number and its quarters, a whole number alone, quarters alone: all of the row, but for an axis."""
    for place in range(1, stop + 1):
        whole = _value(keys[:place])
        if whole is None:
            continue
        if _is_rest(keys, place, stop):
            if whole <= _MOST:
                yield Power(str(whole), place)
            if str(whole) in _QUARTERS and whole > min(map(int, _QUARTERS)):
                yield Power(f"0,{whole}", place, sure=False)
        for end in range(place + 1, stop + 1):
            quarters = _value(keys[place:end])
            if whole <= _MOST and str(quarters) in _QUARTERS and _is_rest(keys, end, stop):
                yield Power(f"{whole},{quarters}", end)


def _is_rest(keys: Sequence[str], place: int, stop: int) -> bool:
    """Whether nothing is left of a row of numbers, or an axis in degrees."""
    axis = _value(keys[place:stop])
    return place == stop or (
        axis is not None and axis <= _FULL_TURN and not _DEGREES.isdisjoint(keys[stop : stop + 1])
    )


def _value(keys: Sequence[str]) -> int | None:
    number = read_whole(keys) if keys else None
    return int(number.value) if number is not None and number.is_whole and number.stop == len(keys) else None


def _is_number(key: str) -> bool:
    return key.isdecimal() or is_number_word(key)


def _may_follow(keys: Sequence[str], power: Power) -> bool:
    """Whether the word after is nothing that a number counts: « plus deux cils », « plus un collyre »."""
    if power.stop >= len(keys) or not keys[power.stop][0].isalnum():
        return True
    after = keys[power.stop]
    if after in _SMALL | _DEGREES | optic_words("lens", "eye", "near") or _is_number(after):
        return True
    return "," in power.figures and not symbol_of(after) and counted(keys, power.stop) is None
