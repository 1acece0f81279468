"""A text as it was spoken: numbers, units and codes in words, so that « 14/8 » equals « quatorze huit »."""

import re
from collections.abc import Sequence

from dictations import tokens

from transcribe.french import tidy
from transcribe.french.cardinals import TENS, UNITS

_TENS = {value: word for word, value in TENS.items()}
_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(?!\d)")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_ORDINAL = re.compile(r"\b(\d+)(?:ers?|[èe]res?|[èe]mes?|es?)\b")
_BORDER = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_SYMBOLS = {"%": "pour cent", "°": "degré", "×": "sur", "+": "plus"}
# What is heard alike, or abbreviated by one model and not by the other.
_ALIKE = {
    **{word + "s": word for word in ("vingt", "cent", "million", "heure", "minute", "degré", "litre")},
    **{f"{prefix}gramme" + "s": f"{prefix}gramme" for prefix in ("", "kilo", "milli", "micro")},
    **{f"{prefix}mètre" + "s": f"{prefix}mètre" for prefix in ("", "centi", "milli")},
    **{"millilitres": "millilitre", "unités": "unité"},
    **{"mg": "milligramme", "kg": "kilogramme", "µg": "microgramme", "cm": "centimètre", "mm": "millimètre"},
    **{"ml": "millilitre", "mn": "minute", "dr": "docteur", "pr": "professeur", "mme": "madame"},
}  # fmt: skip
_ELIDED = re.compile(r"\b([cdjlmnst])['’]\s?", re.IGNORECASE)
_LETTER_UNITS = {"g": "gramme", "h": "heure", "l": "litre", "m": "mètre"}
_UNIT = re.compile(r"(?<=\d)[ \u00a0\u202f]?([ghlm])(?![^\W\d]|['’])")


def spoken(text: str) -> list[str]:
    """Words as they sound, without case, punctuation, hyphens; letters said one by one are one word."""
    folded = elisions_kept(tidy(text).lower())
    folded = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found[1]), folded)
    folded = _ORDINAL.sub(lambda found: _ordinal(int(found[1])), folded)
    folded = _DECIMAL.sub(" virgule ", folded)
    folded = _UNIT.sub(lambda found: f" {_LETTER_UNITS[found[1]]} ", folded)
    for symbol, word in _SYMBOLS.items():
        folded = folded.replace(symbol, f" {word} ")
    pieces = [piece for token in tokens(_BORDER.sub(" ", folded)) for piece in _PIECE.findall(token)]
    found: list[str] = []
    for piece in pieces:
        found += _digits(piece) if piece.isdecimal() else [_ALIKE.get(piece, piece)]
    return letters_joined(found)


def in_words(number: int) -> list[str]:
    """A number from 0 to 999 999 999 999 as French words, « vingt » and « cent » never in the plural."""
    for size, name in ((10**9, "milliard"), (10**6, "million"), (1000, "mille"), (100, "cent")):
        if number >= size:
            count, rest = divmod(number, size)
            many = in_words(count) if count > 1 or size >= 10**6 else []
            return [*many, name, *(in_words(rest) if rest else [])]
    if number < len(UNITS):
        return [UNITS[number]]
    if number < 20:
        return ["dix", UNITS[number - 10]]
    if number >= 80:
        return ["quatre", "vingt", *(in_words(number - 80) if number > 80 else [])]
    ten = min(60, number // 10 * 10)
    rest = number - ten
    return [_TENS[ten], *(["et"] if rest in (1, 11) else []), *(in_words(rest) if rest else [])]


def _digits(text: str) -> list[str]:
    """Digits as they are read: zeros before a number one by one, very long runs digit by digit."""
    if len(text) > 12:
        return [UNITS[int(digit)] for digit in text]
    zeros = len(text) - len(text.lstrip("0"))
    rest = text[zeros:]
    return [UNITS[0]] * zeros + (in_words(int(rest)) if rest else [])


def _ordinal(number: int) -> str:
    if number == 1:
        return "premier"
    *before, last = in_words(number) if number < 10**12 else ["", ""]
    stem = {"cinq": "cinqu", "neuf": "neuv"}.get(last, last.removesuffix("e"))
    return " ".join([*before, stem + "ième"])


def elisions_kept(text: str) -> str:
    """The text, its « l' » before « l'I R M » told from a letter that is spelt: it stays apart from them."""
    return _ELIDED.sub(r"\1e ", text)


def letters_joined(words: Sequence[str]) -> list[str]:
    """Letters said one by one as one word: « i r m » is « irm »; « à » is a word."""
    joined: list[str] = []
    spelling = False
    for word in words:
        letter = len(word) == 1 and word.isascii()  # « à » is a word
        if spelling and letter:
            joined[-1] += word
        else:
            joined.append(word)
        spelling = letter
    return joined
