"""How a written word is given to the voice: sigla letter by letter, acronyms as words."""

import re
from functools import cache

from training.texts.lexicons import abbreviations, fold

_SIGLUM = re.compile(r"(?P<head>(?:[dlnsjmDLNSJM]|qu|Qu)')?(?P<letters>[A-ZÉÈ]{2,7})(?P<tail>s?)")


@cache
def _read_as_words() -> frozenset[str]:
    """Acronyms that are said as a word ("VEMS", "SAMU"), from the forms that our abbreviations give."""
    found = set()
    for term, spoken in abbreviations():
        lettered = any(variant.split() == list(term) for variant in spoken)
        if not lettered and any(fold(variant) == fold(term) for variant in spoken):
            found.add(term)
    return frozenset(found)


def is_read_as_word(siglum: str) -> bool:
    """Whether ``siglum`` is said as one word."""
    return siglum in _read_as_words()


def speak(text: str) -> str:
    """``text`` for the voice, word by word."""
    return " ".join(_speak_word(word) for word in text.split())


def _speak_word(word: str) -> str:
    match = _SIGLUM.fullmatch(word)
    if match is None:
        if "-" in word:
            parts = word.split("-")
            if any(_SIGLUM.fullmatch(part) for part in parts):
                return " ".join(_speak_word(part) for part in parts)
        return word
    head, letters = match["head"] or "", match["letters"]
    if is_read_as_word(letters):
        return head + letters.lower()
    return head + " ".join(letters)
