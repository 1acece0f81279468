"""Units as they are read aloud, from the list of abbreviations; compound ones from their parts."""

import re
from functools import cache

from transcribe.french.said_numbers import decimal
from transcribe.terms.spoken import spoken_forms

_COUNTED = re.compile(r"(?P<whole>\d+),(?P<decimals>\d+) (?P<unit>.+)")


@cache
def said_unit(symbol: str, *, several: bool = True) -> str:
    """« mg/kg » → « milligrammes par kilo », in the singular for one; empty for what is no unit.

    ``several`` false gives « un gramme par litre ».
    """
    ways = _listed().get(symbol, ())
    if ways:
        return ways[0] if several else _singular(ways[0])
    return _composed(symbol, several=several)


def _composed(symbol: str, *, several: bool = True) -> str:
    head, slash, below = symbol.rpartition("/")
    if not slash:
        return ""
    above, under = said_unit(head, several=several) if head else "", _below(below)
    return f"{above} {under}".strip() if under and (above or not head) else ""


def unit_ways(symbol: str, *, several: bool = True) -> tuple[str, ...]:
    """All ways of saying a unit: those of the list, without their hyphens, put together from its parts."""
    listed = tuple(way if several else _singular(way) for way in _listed().get(symbol, ()))
    apart = tuple(way.replace("-", " ") for way in listed)
    one = tuple(way.replace("centimètres carrés", "centimètre carré") for way in listed)
    return tuple(dict.fromkeys([*listed, *apart, *one, *filter(None, [_composed(symbol)])]))


@cache
def unit_pattern() -> str:
    """A regular expression for the units that stand behind a number, the longest first."""
    simple = sorted(map(re.escape, _simple()), key=len, reverse=True)
    below = "|".join([*simple, r"\d+ h", r"1,73 m²"])
    listed = sorted((re.escape(symbol) for symbol in _listed()), key=len, reverse=True)
    return rf"(?:{'|'.join(listed)}|(?:{'|'.join(simple)}))(?:/(?:{below}))*"


def _below(symbol: str) -> str:
    """What a measure is divided by, after « par »."""
    if listed := _listed().get("/" + symbol, ()):
        return listed[0]
    if counted := _COUNTED.fullmatch(symbol):  # « /1,73 m² »
        said = said_unit(counted["unit"], several=False)
        return f"par {decimal(int(counted['whole']), counted['decimals'])} {said}" if said else ""
    said = said_unit(symbol, several=False)
    return f"par {said}" if said else ""


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    return spoken_forms("unité")


@cache
def _simple() -> tuple[str, ...]:
    return tuple(symbol for symbol in _listed() if "/" not in symbol)


def _singular(said: str) -> str:
    """« milligrammes par kilo » → « milligramme par kilo »: the first words, up to « par » or « de »."""
    words = said.split()
    for place, word in enumerate(words):
        if word in ("par", "de", "d'eau", "à", "pour"):
            break
        words[place] = word.removesuffix("s") if len(word) > 4 else word
    return " ".join(words)
