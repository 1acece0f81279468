"""Units as they are read aloud, from the list of abbreviations; compound ones from their parts."""

import re
from functools import cache

from transcribe.terms.spoken import spoken_forms


@cache
def said_unit(symbol: str, *, several: bool = True) -> str:
    """« mg/kg » → « milligrammes par kilo », in the singular for one; empty for what is no unit.

    ``several`` false gives « un gramme par litre ».
    """
    ways = _listed().get(symbol, ())
    if ways:
        return ways[0] if several else _singular(ways[0])
    head, slash, below = symbol.rpartition("/")
    if not slash:
        return ""
    above, under = said_unit(head, several=several) if head else "", _below(below)
    return f"{above} {under}".strip() if under and (above or not head) else ""


def listed_ways(symbol: str) -> tuple[str, ...]:
    """All ways of saying a unit of the list; none for one that is put together from its parts."""
    return _listed().get(symbol, ())


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
