"""How a written word is given to the voice: sigla letter by letter, acronyms as words."""

import re
from functools import cache

from training.texts.lexicons import abbreviations, fold

# Sigla in mixed case, and how their parts are said.
_MIXED = {
    "pH": "P H",
    "HbA": "H B A",
    "IgG": "I G G",
    "IgA": "I G A",
    "IgM": "I G M",
    "IgE": "I G E",
    "NT-proBNP": "N T pro B N P",
    "EU-TIRADS": "E U tirads",
    "PI-RADS": "pi rads",
    "BI-RADS": "bi rads",
    "PaO": "P A O",
    "PaCO": "P A C O",
    "SpO": "S P O",
    "FiO": "F I O",
    "QTc": "Q T C",
    "aVF": "A V F",
    "R-CHOP": "R chop",
    "CHADSVASC": "chadsvasc",
    "VASC": "vasc",
    "VASc": "vasc",
    "SCORAD": "scorad",
    "PASI": "pasi",
}
_SIGLUM = re.compile(r"(?P<head>(?:[dlnsjmDLNSJM]|qu|Qu)')?(?P<letters>[A-ZÉÈ]{2,7})(?P<tail>s?)")


@cache
def _read_as_words() -> frozenset[str]:
    """Acronyms that are said as a word ("VEMS", "SAMU"), from the forms that our abbreviations give."""
    found = set()
    for term, spoken in abbreviations():
        # The first way that spells the term, as letters or as a word, is the usual one.
        usual = next((one for one in spoken if fold(one) == fold(term)), "")
        if usual and usual.split() != list(term):
            found.add(term)
    return frozenset(found)


def is_read_as_word(siglum: str) -> bool:
    """Whether ``siglum`` is said as one word."""
    return siglum in _read_as_words()


def speak(text: str) -> str:
    """``text`` for the voice, word by word."""
    return " ".join(_speak_word(word) for word in text.split())


def _speak_word(word: str) -> str:
    if word in _MIXED:
        return _MIXED[word]
    match = _SIGLUM.fullmatch(word)
    if match is None:
        if "-" in word:
            parts = word.split("-")
            if any(_SIGLUM.fullmatch(part) for part in parts):
                return " ".join(_speak_word(part) for part in parts)
        return word
    head, letters = match["head"] or "", match["letters"] + match["tail"].upper()
    if is_read_as_word(letters):
        return head + letters.lower()
    return head + " ".join(letters)
