"""How a written word is given to the voice: sigla letter by letter, acronyms as words."""

import re

from training.texts.lexicons import said_as_words

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

_ELIDED = re.compile(r"(?:[dlnsjmDLNSJM]|qu|Qu)'")


def speak(text: str) -> str:
    """``text`` for the voice, word by word."""
    return " ".join(_speak_word(word) for word in text.split())


def _speak_word(word: str) -> str:
    if word in _MIXED:
        return _MIXED[word]
    elided = _ELIDED.match(word)
    start = elided.end() if elided else 0
    if said := said_as_words().get(word[start:]):
        return word[:start] + said
    match = _SIGLUM.fullmatch(word)
    if match is None:
        if "-" in word:
            parts = word.split("-")
            if any(_SIGLUM.fullmatch(part) for part in parts):
                return " ".join(_speak_word(part) for part in parts)
        return word
    head, letters = match["head"] or "", match["letters"] + match["tail"].upper()
    return head + " ".join(letters)
