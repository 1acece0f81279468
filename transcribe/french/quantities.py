"""The one reader of measures: a number and its unit, said in one piece or in two (« un gramme cinq », « 39 degrés 2 »).

Keys are folded words or figures, as for ``numbers``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from transcribe.french.counts import counted
from transcribe.french.numbers import HALVES, Number, read_number, read_whole
from transcribe.french.units import read_rate, read_unit
from transcribe.french.word_sorts import sorted_words

_AFTER_MEASURE = sorted_words("of", "to", "with", "preposition") | frozenset(
    "a au aux et soit ce puis mais ou toutes tous chaque matin si jusqu'a jusqu'au iv im sc".split()
)
_DEGREES = ("°", "°C")
_RESULTS = ("mg", "µg", "mmol", "µmol")
_SINGLE = ("kg", "L", "g", "cm", "mm")
_TIMES = frozenset({"j", "jour", "h", "min", "24 h", "sem", "semaine", "mois", "prise"})
_NO_DOSE = frozenset({"h", "min", "°"})
_HOURS = _NO_DOSE | {"%", "‰"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and its unit in ``keys[start:stop]``.

    ``figures`` with a decimal comma, ``symbol`` as it is written (« mg/kg/j », « /min »). ``alternatives``: other
    readings of the same words, as they would be written (« 1 g, 2 »); with any, nothing tells which is right.
    """

    figures: str
    symbol: str
    start: int
    stop: int
    in_two: bool = False
    alternatives: tuple[str, ...] = ()


def read_measure(keys: Sequence[str], start: int = 0, *, before: str = "") -> Measure | None:
    """The measure at ``start``; None when no unit follows a number there. ``before`` is the word before it."""
    number = read_number(keys, start)
    if number is None:
        return None
    if number.figures == "0" and (decimal := _after_zero(keys, number)):
        return decimal
    unit = read_unit(keys, number.stop)
    if unit is None:
        rate = read_rate(keys, number.stop)
        return Measure(number.figures, rate.symbol, start, rate.stop) if rate else None
    if number.is_whole:
        in_two = _with_half(keys, number, unit.stop) or _in_two(keys, number, before)
        if in_two is not None:
            return in_two
    return Measure(number.figures, unit.symbol, start, unit.stop)


def _after_zero(keys: Sequence[str], zero: Number) -> Measure | None:
    """« zéro cinq milligramme » is 0,5 mg: no dose begins with a zero that is no decimal."""
    digits, place = "", zero.stop
    while (part := read_whole(keys, place)) is not None and part.is_whole and len(part.figures) <= 3:
        if digits.strip("0"):
            return None
        digits, place = digits + part.figures, part.stop
    unit = read_unit(keys, place)
    if not digits.strip("0") or unit is None or unit.symbol in _NO_DOSE:
        return None
    return Measure(f"0,{digits}", unit.symbol, zero.start, unit.stop, True)


def _with_half(keys: Sequence[str], number: Number, place: int) -> Measure | None:
    """« deux centimètres et demi », « deux grammes et demi par litre »."""
    first = read_unit(keys, number.stop)
    if first is None or first.symbol in _HOURS or place + 1 >= len(keys):
        return None
    if keys[place] != "et" or keys[place + 1] not in HALVES:
        return None
    joined = read_unit((*keys[:place], *keys[place + 2 :]), number.stop)
    symbol, stop = (
        (joined.symbol, joined.stop + 2) if joined and joined.stop > place else (first.symbol, place + 2)
    )
    return Measure(f"{number.figures},5", symbol, number.start, stop, True)


def _in_two(keys: Sequence[str], number: Number, before: str) -> Measure | None:
    """« trente-neuf degrés cinq », « trois kilos deux cents », « un gramme vingt par litre »."""
    unit = read_unit(keys, number.stop, skip=number.stop + 1)
    simple = read_unit(keys[: number.stop + 1], number.stop)
    if unit is None or simple is None:
        return None
    rest = read_whole(keys, number.stop + 1)
    if rest is None or not rest.is_whole or keys[rest.start] in ("un", "une"):
        return None
    decimals = _decimals(simple.symbol, number.value, rest.figures, before)
    if not decimals:
        return None
    symbol, stop = simple.symbol, rest.stop
    if rest.stop == rest.start + 1 and "/" in unit.symbol:
        symbol, stop = unit.symbol, unit.stop
    symbol = "°C" if symbol == "°" else symbol
    figures = f"{number.figures},{decimals}"
    doubtful = simple.symbol in ("mg", "µg") and before != "a"
    # « un microgramme sept par kilo » counts nothing.
    divided = stop == unit.stop > rest.stop and symbol.partition("/")[2] not in _TIMES
    fate = "decimals" if divided else _fate(keys, stop, rest, number, doubtful=doubtful)
    if fate == "count":
        return None
    if fate == "either":
        apart = f"{number.figures} {symbol}, {rest.figures}"
        return Measure(figures, symbol, number.start, stop, True, (f"{figures} {symbol}", apart))
    return Measure(figures, symbol, number.start, stop, True)


def _decimals(symbol: str, whole: Decimal, rest: str, before: str) -> str:
    """The decimals that the second number stands for; empty when it stands for none."""
    length = len(rest)
    if symbol == "kg" and length == 3:
        return rest.rstrip("0")
    if symbol in _RESULTS:
        # « créatinine à onze milligrammes deux » is a result; « un milligramme cinq » a dose, or five tablets.
        allowed = length == 1 or (length <= 2 and before == "a") or not whole
    elif symbol == "m":
        allowed = length == 2 and whole <= 2
    elif symbol in _DEGREES:
        allowed = length == 1 and 30 <= whole <= 45
    else:
        allowed = (symbol in _SINGLE and length == 1) or (symbol in ("L", "g") and length == 2)
    return rest if allowed and rest != "0" else ""


def _fate(keys: Sequence[str], stop: int, rest: Number, number: Number, *, doubtful: bool) -> str:
    """What follows makes of a second number: ``decimals``, a ``count``, or ``either``.

    ``doubtful``: the unit is one of tablets, of which one may take five (« prednisone un milligramme cinq le matin »).
    """
    seen = counted(keys, stop)
    if seen is not None and seen.kind != "moment":
        return "count"
    following = keys[stop] if stop < len(keys) else ""
    goes_on = bool(following) and following[0].isalnum()
    known = seen is not None or following in ("par", "le") or read_whole(keys, stop) is not None
    if not number.value:
        return "decimals"
    if goes_on and not known and following not in _AFTER_MEASURE:
        return "count"
    if rest.value == 5 or rest.value >= 10:
        # No one takes five times a gram at once: « un gramme cinq matin et soir » is 1,5 g.
        return "either" if doubtful and known else "decimals"
    if doubtful and known:
        return "count"  # no tablet is of 20,2 mg
    return "either" if doubtful or known else "decimals"
