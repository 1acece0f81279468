"""The one reader of blood pressures: « quatorze huit », « 13,5/8 », « cent vingt quatre vingt ».

A pressure is two numbers, in centimetres or millimetres of mercury. Said without a link, its words may be cut in
several places; a cut is right when the numbers are those of a living person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from transcribe.french.cardinals import atoms_of, cuts, read_cardinal
from transcribe.french.numbers import Number, read_number
from transcribe.french.said_numbers import cardinal
from transcribe.french.units import read_unit

LINKS = frozenset({"sur", "/", "-"})


@dataclass(frozen=True, slots=True)
class Pressure:
    """A pressure in ``keys[start:stop]``: its two numbers in figures and the unit that was said, or empty.

    ``alternatives``: other readings of the same words, as they would be written; with any, nothing tells which is
    right.
    """

    high: str
    low: str
    unit: str
    start: int
    stop: int
    alternatives: tuple[str, ...] = ()


def may_be_pressure(high: Decimal, low: Decimal) -> bool:
    """Whether two numbers may be read as a pressure at all."""
    in_centimetres = 5 <= high <= 30 and 2 <= low <= 18
    return low < high and (in_centimetres or (50 <= high <= 300 and 20 <= low <= 180))


def is_likely(high: Decimal | int, low: Decimal | int) -> bool:
    """Whether two numbers are the pressure of a living person, in one unit."""
    if 6 <= high <= 28 and 3 <= low <= 16:
        return high - low >= 2
    return 60 <= high <= 280 and 30 <= low <= 160 and high - low >= 10


def read_pressure(keys: Sequence[str], start: int = 0) -> Pressure | None:
    """The pressure at ``start``, where one is due."""
    first = read_number(keys, start)
    if first is None:
        return None
    linked = first.stop < len(keys) and keys[first.stop] in LINKS
    if not linked and first.said == "words" and (run := _words(keys, start)) and len(run) > 1:
        return _cut(keys, start, run)
    return _pair(keys, first, first.stop + linked)


def _pair(keys: Sequence[str], first: Number, place: int) -> Pressure | None:
    second = read_number(keys, place)
    if second is None or keys[place] in ("un", "une") or not may_be_pressure(first.value, second.value):
        return None
    return _with_unit(keys, first.figures, second.figures, first.start, second.stop)


def _with_unit(keys: Sequence[str], high: str, low: str, start: int, stop: int) -> Pressure:
    unit = read_unit(keys, stop)
    if unit is not None and unit.symbol in ("mmHg", "cmHg"):
        return Pressure(high, low, unit.symbol, start, unit.stop)
    return Pressure(high, low, "", start, stop)


def _words(keys: Sequence[str], start: int) -> Sequence[str]:
    stop = start
    while stop < len(keys) and atoms_of(keys[stop]):
        stop += 1
    while stop > start and keys[stop - 1] == "et":
        stop -= 1
    return keys[start:stop]


def _cut(keys: Sequence[str], start: int, run: Sequence[str]) -> Pressure | None:
    """The one way of cutting number words into a likely pressure; with several, the alternatives."""
    stop = start + len(run)
    if stop < len(keys) and keys[stop] in LINKS:
        return None  # « cent quatre vingts sur cent »: what stands before the link is one number
    if (halves := _halves(keys, start)) is not None:
        return halves
    all_ways = list(dict.fromkeys(cuts(tuple(run))))
    ways = [way for way in all_ways if len(way) == 2]
    likely = [way for way in ways if is_likely(*way)]
    number = read_cardinal(run)
    whole = number.value if number is not None and number.used == len(run) else 0
    if len(likely) == 1 and whole < 30:
        spelt = [way for way in ways if _is_spelt(run, way)]
        if not spelt or likely[0] in spelt:
            return _with_unit(keys, str(likely[0][0]), str(likely[0][1]), start, stop)
        likely += spelt
    possible = likely or [way for way in ways if whole and may_be_pressure(Decimal(way[0]), Decimal(way[1]))]
    if possible:
        readings = [f"{high}/{low}" for high, low in possible]
        return Pressure("", "", "", start, stop, (*([str(whole)] if whole else []), *readings))
    if not ways and (found := _in_decimals(keys, start, stop, _decimals(all_ways))):
        return found
    first = read_number(keys, start)
    return _pair(keys, first, first.stop) if first is not None and first.stop < stop else None


def _is_spelt(run: Sequence[str], way: Sequence[int]) -> bool:
    """Whether the words are these numbers as they are spelt, all plurals left out or none.

    « deux cents deux cent un » is 200 and 201, and 202 and 101 only if the plural is a slip.
    """
    said = " ".join(run).replace("-", " ")
    words = " ".join(map(cardinal, way)).replace("-", " ")
    return said in (words, words.replace("vingts", "vingt").replace("cents", "cent"))


def _in_decimals(
    keys: Sequence[str], start: int, stop: int, found: Sequence[tuple[str, str]]
) -> Pressure | None:
    """« treize cinq huit » is 13,5/8: no one tells a pressure in centimetres to the millimetre, but for halves."""
    halves = [pair for pair in found if all(number.endswith((",5", ",0")) for number in pair)]
    if len(halves) == 1:
        high, low = (number.removesuffix(",0") for number in halves[0])
        return _with_unit(keys, high, low, start, stop)
    readings = ["/".join(number.removesuffix(",0") for number in pair) for pair in found]
    return Pressure("", "", "", start, stop, tuple(readings)) if readings else None


def _decimals(ways: Sequence[tuple[int, ...]]) -> list[tuple[str, str]]:
    """The likely pressures in centimetres that three or four numbers are, each with a decimal: « 13,5 » and « 8,0 »."""
    found: dict[tuple[str, str], None] = {}
    for way in ways:
        for size in (1, 2):
            high, low = way[:size], way[size:]
            if len(way) > 2 and 1 <= len(low) <= 2 and all(part[1:] < (10,) for part in (high, low)):
                pair = [(*part, 0)[:2] for part in (high, low)]
                values = [Decimal(f"{whole}.{tenth}") for whole, tenth in pair]
                if values[0] < 30 and is_likely(*values):
                    found[(f"{pair[0][0]},{pair[0][1]}", f"{pair[1][0]},{pair[1][1]}")] = None
    return list(found)


def _halves(keys: Sequence[str], start: int) -> Pressure | None:
    """« quinze et demi neuf », « quatorze neuf et demi »: the half tells where a number ends."""
    first = read_number(keys, start)
    second = read_number(keys, first.stop) if first is not None else None
    if first is None or second is None or (first.is_whole and second.is_whole):
        return None
    return _pair(keys, first, first.stop)
