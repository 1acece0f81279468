"""French numbers written out, ordinals, Roman numerals: their values."""

from collections.abc import Sequence
from decimal import Decimal

_UNITS = {
    "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15,
    "seize": 16,
}  # fmt: skip
_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "nonante": 90,
}  # fmt: skip
_BIG = {"cent": 100, "cents": 100, "mille": 1000}
_ORDINALS = {
    "premier": 1, "première": 1, "deuxième": 2, "troisième": 3, "quatrième": 4,
    "cinquième": 5, "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10,
    "onzième": 11, "douzième": 12,
}  # fmt: skip
WORDS = frozenset([*_UNITS, *_TENS, *_BIG])
"""The words that a number in letters begins with."""
_ROMAN = {"I": 1, "V": 5, "X": 10}


def spelled(words: Sequence[str]) -> tuple[int, int] | None:
    """The number that ``words`` (lower case, hyphens already cut) begin with: (value, words used).

    "un" and "une" alone are articles: None. "cent" and "mille" alone are numbers.
    """
    total = current = used = 0
    previous = ""
    for index, word in enumerate(words):
        if (
            word == "et"
            and previous in _TENS
            and index + 1 < len(words)
            and words[index + 1] in {"un", "onze"}
        ):
            previous = word
            continue
        value = _step(word, previous, current)
        if value is None:
            break
        current, total = (0, total + max(1, current) * 1000) if word == "mille" else (value, total)
        used, previous = index + 1, word
    if used == 0 or (used == 1 and words[0] in {"un", "une"}):
        return None
    return total + current, used


def _step(word: str, previous: str, current: int) -> int | None:
    """The group so far once ``word`` is added; None if ``word`` cannot follow."""
    if word == "mille":
        return current
    if word in _BIG:
        return None if current % 100 > 9 or current >= 100 else max(1, current) * 100
    if word in {"vingt", "vingts"} and previous == "quatre":
        return current + 76
    if word in _TENS:
        return None if current % 100 else current + _TENS[word]
    return current + _UNITS[word] if word in _UNITS and _may_follow(_UNITS[word], previous, current) else None


def _may_follow(value: int, previous: str, current: int) -> bool:
    """Whether a number below 17 may follow a group: « vingt et un », « soixante-dix-sept », not « neuf dix »."""
    tens = current % 100
    if previous == "dix":
        return value in {7, 8, 9}
    if (tens and previous in _UNITS) or (value == 0 and current):
        return False
    return current % 10 == 0 and (value < 10 or tens in {0, 60, 80})


def ordinal(word: str) -> int | None:
    """1 for "premier" or "1er", 2 for "2e"…"""
    if word in _ORDINALS:
        return _ORDINALS[word]
    for ending in ("ère", "ème", "er", "re", "nd", "nde", "e"):
        if word.endswith(ending) and word.removesuffix(ending).isdecimal():
            return int(word.removesuffix(ending))
    return None


def roman(text: str) -> int | None:
    """The value of a Roman numeral below 40 in capitals."""
    if not text or any(letter not in _ROMAN for letter in text):
        return None
    values = [_ROMAN[letter] for letter in text]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return total if _in_roman(total) == text else None


def _in_roman(value: int) -> str:
    tens, unit = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[unit]


def decimal_key(text: str) -> str:
    """A written number ("1 000", "0,50") without its dress, as a key; "0,50" and "0,5" meet."""
    plain = "".join(c for c in text if c.isdecimal() or c in ",.").replace(",", ".")
    value = Decimal(plain if not plain.startswith(".") else "0" + plain).normalize()
    return f"{value:f}"
