"""The one reader of numbers: words, figures or both, with decimals, halves, ordinals, fractions and powers.

Every reader takes folded keys and a place, and gives a frozen result that says where it stops, or None. Keys are
those of ``tokenise`` or of any room's own words; figures are keys like any other (« 12 », « 1,5 », « 1.5 »). A mark
between two words is to be a key of its own, so that no number runs across it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from transcribe.french.cardinals import NUMBER_WORDS, read_cardinal
from transcribe.french.commands import command_words, heard_words

Said = Literal["words", "digits", "mixed"]

SPACE = r"[ \u00a0\u202f]"
"""Pattern of a space inside a written number or before its unit, of any width."""
WRITTEN_NUMBER = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+|\d+(?:[,.]\d+)?"
"""Pattern of a number in figures as ``decimal_of`` reads it, to stand in a group."""
_FIGURES = re.compile(r"\d+(?:[.,]\d+)?")
_ORDINAL_FIGURES = re.compile(r"(\d+)(?:ers?|eres?|res?|nde?s?|emes?|iemes?|es?)")
COMMAS = command_words("comma") | heard_words("comma")
"""« virgule » as it is said, and as a recogniser mishears it."""
HALVES = frozenset({"demi", "demie"})
ARTICLES = frozenset({"un", "une"})
"""Numbers that are articles far more often."""
_FRACTIONS = {"demi": 2, "demie": 2, "demis": 2, "tiers": 3, "quart": 4, "quarts": 4}
_FIRST = {"premier": 1, "premiere": 1, "premiers": 1, "premieres": 1, "second": 2, "seconde": 2}
_IRREGULAR = {"un": "un", "une": "un", "cinq": "cinqu", "neuf": "neuv"}
_LONGEST_ORDINAL = 8


@dataclass(frozen=True, slots=True)
class Number:
    """A number in ``keys[start:stop]``.

    ``figures``: how it is written in figures with a decimal comma and no groups (« 0,05 », « 1500 »); zeros that
    lead are kept. ``said``: in words, in figures, or in both. ``loose``: its words may well be two numbers, see
    ``Cardinal``.
    """

    value: Decimal
    figures: str
    start: int
    stop: int
    said: Said
    loose: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is written without decimals."""
        return self.figures.isdecimal()


@dataclass(frozen=True, slots=True)
class Ordinal:
    """« premier », « vingt et unième », « 3e » in ``keys[start:stop]``."""

    value: int
    start: int
    stop: int
    said: Said


@dataclass(frozen=True, slots=True)
class Fraction:
    """« deux tiers », « trois sixièmes » in ``keys[start:stop]``."""

    numerator: int
    denominator: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Power:
    """« 10 puissance 5 », « deux fois dix puissance moins trois » in ``keys[start:stop]``."""

    factor: str
    exponent: int
    start: int
    stop: int


def read_number(keys: Sequence[str], start: int = 0, *, halves: bool = True) -> Number | None:
    """The longest number that begins at ``start``: « mille deux cents », « zéro virgule zéro cinq », « 1,5 ».

    A half that follows is part of it (« treize et demi ») unless ``halves`` says not; what stands after a unit is
    not: see ``quantities``.
    """
    whole = read_whole(keys, start)
    if whole is None:
        return None
    return _with_decimals(keys, whole) or (_with_half(keys, whole) if halves else None) or whole


def read_whole(keys: Sequence[str], start: int = 0) -> Number | None:
    """The number at ``start`` without decimals said after « virgule » and without halves."""
    if start >= len(keys) or not keys[start]:
        return None
    if _FIGURES.fullmatch(keys[start]):
        return _read_figures(keys, start)
    found = read_cardinal(keys, start)
    if found is None:
        return None
    return Number(Decimal(found.value), str(found.value), start, start + found.used, "words", found.loose)


def _read_figures(keys: Sequence[str], start: int) -> Number:
    """Figures, and the groups of three that follow a short number (« 4 000 » in two words)."""
    key, stop = keys[start].replace(".", ","), start + 1
    if key.isdecimal() and len(key) <= 3 and not key.startswith("0"):
        while stop < len(keys) and len(keys[stop]) == 3 and keys[stop].isdecimal():
            key, stop = key + keys[stop], stop + 1
    following = tuple(keys[stop : stop + 2]) if stop == start + 1 else ()
    if key in ("20", "30", "40", "50", "60") and following in (("et", "un"), ("et", "une")):
        return Number(Decimal(key) + 1, str(int(key) + 1), start, stop + 2, "mixed")
    if following[:1] in (("mille",), ("million",), ("millions",)):
        factor = 1000 if keys[stop] == "mille" else 10**6
        value = Decimal(key.replace(",", ".")) * factor
        if value == int(value):
            return Number(Decimal(int(value)), str(int(value)), start, stop + 1, "mixed")
    return _in_figures(key, start, stop)


@lru_cache(maxsize=1 << 13)
def _in_figures(key: str, start: int, stop: int) -> Number:
    return Number(Decimal(key.replace(",", ".")), key, start, stop, "digits")


def _with_decimals(keys: Sequence[str], whole: Number) -> Number | None:
    """« un virgule zéro cinq »: zeros one by one, then a number below a thousand."""
    if not whole.is_whole or len(whole.figures) > 3 or whole.stop + 1 >= len(keys):
        return None
    if keys[whole.stop] not in COMMAS:
        return None
    digits, place, said = "", whole.stop + 1, whole.said
    while (part := read_whole(keys, place)) is not None and part.is_whole:
        zeros = not part.figures.strip("0")
        if len(part.figures) > 3:
            break
        digits, place = digits + part.figures, part.stop
        said = said if said == part.said else "mixed"
        if not zeros:
            break
    if not digits:
        return None
    figures = f"{whole.figures},{digits}" if digits.strip("0") else whole.figures
    return Number(Decimal(figures.replace(",", ".")), figures, whole.start, place, said)


def _with_half(keys: Sequence[str], whole: Number) -> Number | None:
    following = keys[whole.stop : whole.stop + 2]
    if len(following) < 2 or following[0] != "et" or following[1] not in HALVES or not whole.is_whole:
        return None
    said: Said = "words" if whole.said == "words" else "mixed"
    figures = f"{whole.figures},5"
    return Number(whole.value + Decimal("0.5"), figures, whole.start, whole.stop + 2, said)


def is_number_key(key: str) -> bool:
    """Whether a folded word says a number, or the half or the comma of one; « un » and « une » do."""
    return key in NUMBER_WORDS or key in HALVES or key in COMMAS or bool(_FIGURES.fullmatch(key))


def is_sure_number(key: str) -> bool:
    """Whether a folded word says a number or a part of one, and is no article."""
    return is_number_key(key) and key not in ARTICLES


@lru_cache(maxsize=4096)
def _ordinal_base(key: str) -> str:
    """The cardinal of an ordinal word: « cinquieme » → « cinq », « vingt-et-unieme » → « vingt-et-un »."""
    stem = key.removesuffix("s").removesuffix("ieme")
    if len(stem) >= len(key) - 3:
        return ""
    head, _, last = stem.rpartition("-")
    word = next((w for w in _CARDINALS if _IRREGULAR.get(w, w.removesuffix("e")) == last), "")
    return (f"{head}-{word}" if head else word) if word else ""


_CARDINALS = tuple(sorted(word for word in NUMBER_WORDS if word not in ("une", "zero", "cents", "vingts")))


def read_ordinal(keys: Sequence[str], start: int = 0) -> Ordinal | None:
    """The ordinal at ``start``: « premier », « vingt et unième », « quarante-huitième », « 3e », « 1er »."""
    if start >= len(keys):
        return None
    key = keys[start]
    if key in _FIRST:
        return Ordinal(_FIRST[key], start, start + 1, "words")
    if found := _ORDINAL_FIGURES.fullmatch(key):
        return Ordinal(int(found[1]), start, start + 1, "digits")
    for stop in range(start + 1, min(len(keys), start + _LONGEST_ORDINAL) + 1):
        if base := _ordinal_base(keys[stop - 1]):
            words = (*keys[start : stop - 1], base)
            number = read_cardinal(words)
            whole = number is not None and number.used == len(words)
            return Ordinal(number.value, start, stop, "words") if whole and number else None
        if keys[stop - 1] not in NUMBER_WORDS and keys[stop - 1] != "et" and "-" not in keys[stop - 1]:
            return None
    return None


def read_fraction(keys: Sequence[str], start: int = 0) -> Fraction | None:
    """« un demi », « deux tiers », « trois sixièmes »: a number below its ordinal, in the plural above one."""
    above = read_whole(keys, start)
    if above is None or not above.is_whole or above.stop >= len(keys):
        return None
    key = keys[above.stop]
    below = _FRACTIONS.get(key, 0)
    if not below and (found := read_ordinal(keys, above.stop)) and found.stop == above.stop + 1:
        below = found.value if key.endswith("ieme" if above.value == 1 else "iemes") else 0
    if below < 2 or not 0 < above.value <= 100:
        return None
    return Fraction(int(above.value), below, start, above.stop + 1)


def read_power(keys: Sequence[str], start: int = 0) -> Power | None:
    """« dix puissance cinq », « 10 puissance moins 3 », « deux fois dix puissance neuf »."""
    first = read_number(keys, start)
    if first is None:
        return None
    factor, base = "", first
    if keys[first.stop : first.stop + 1] and keys[first.stop] in ("fois", "x", "×"):
        second = read_whole(keys, first.stop + 1)
        if second is None:
            return None
        factor, base = first.figures, second
    place = base.stop
    if base.figures != "10" or place >= len(keys) or keys[place] not in ("puissance", "exposant"):
        return None
    negative = place + 1 < len(keys) and keys[place + 1] == "moins"
    exponent = read_whole(keys, place + 1 + negative)
    if exponent is None or not exponent.is_whole or exponent.value > 30:
        return None
    return Power(factor, -int(exponent.value) if negative else int(exponent.value), start, exponent.stop)


_ROMAN = {"I": 1, "V": 5, "X": 10}


def read_roman(text: str) -> int | None:
    """The value of a Roman numeral below 40 in capitals; None when it is none, or badly made (« IIII »)."""
    if not text or any(letter not in _ROMAN for letter in text):
        return None
    values = [_ROMAN[letter] for letter in text]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return total if 0 < total < 40 and to_roman(total) == text else None


def to_roman(value: int) -> str:
    """A number from 1 to 39 in Roman figures; « 0 » for none."""
    tens, unit = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[unit] if value else "0"


def decimal_of(text: str) -> Decimal:
    """The value of a written number in any dress: « 1 000 », « 0,50 », « ,5 », « 12.5 ».

    Raises:
        decimal.InvalidOperation: the text holds no figure.
    """
    plain = "".join(c for c in text if c.isdecimal() or c in ",.").replace(",", ".")
    return Decimal("0" + plain if plain.startswith(".") else plain)
