"""One way to compare words whatever their accents, capitals and typography.

A *folded* text is lower case, without accents, with ligatures opened (œ → oe), letters that Unicode does not
decompose spelt out (ø → o, ł → l, ß → ss), straight apostrophes, plain hyphens and plain spaces. Folding serves
to find and to compare; it never serves to decide that something is well written.
"""

import unicodedata
from functools import lru_cache

_TYPOGRAPHY: dict[str, str | None] = {
    **dict.fromkeys("’ʼ‘´`＇ˈ", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    "ﬁ": "fi",
    "ﬂ": "fl",
    "μ": "µ",  # the Greek mu of units is the micro sign, whichever was typed
}
_PLAIN = str.maketrans(_TYPOGRAPHY)
# Letters that NFD leaves whole.
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
     "ŧ": "t", "ŋ": "n"}
)  # fmt: skip
_GREEK = str.maketrans(
    {"α": "alpha", "β": "bêta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zêta", "θ": "thêta",
     "κ": "kappa", "λ": "lambda", "ρ": "rhô", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "khi", "ψ": "psi",
     "ω": "oméga"}
)  # fmt: skip


def compose(text: str) -> str:
    """The text in NFC, as every text is at the door of the house; nothing else is changed."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """The text in NFC with straight apostrophes, plain hyphens, plain spaces and one sign for « µ ».

    Invisible signs are left out.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_PLAIN)


def spell_greek(text: str) -> str:
    """The text with Greek letters by their French names: « β-bloquant » is « bêta-bloquant »."""
    return text if text.isascii() else text.translate(_GREEK)


@lru_cache(maxsize=1 << 16)
def without_accents(text: str) -> str:
    """Lower case without accents, ligatures and letters of other alphabets kept."""
    flat = unicodedata.normalize("NFD", tidy(text).lower())
    return "".join(char for char in flat if not unicodedata.combining(char))


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """The folded form of a text: equal for two writings of one word.

    ``fold("Dvořák") == "dvorak"``, ``fold("Bjørn") == "bjorn"``, ``fold("l’œil") == "l'oeil"``. The length may
    differ from that of ``text``.
    """
    lowered = text.lower()
    if lowered.isascii():
        return lowered.replace("`", "'")
    flat = unicodedata.normalize("NFD", lowered.translate(_PLAIN)).translate(_LETTERS)
    return "".join(char for char in flat if not unicodedata.combining(char))


def fold_in_place(text: str) -> str:
    """A folded text in which every character keeps its place; what opens into two letters stays as it is."""
    return "".join(map(_IN_PLACE.__getitem__, text))


class _InPlace(dict[str, str]):
    """Each character that was met and the one that stands for it."""

    def __missing__(self, char: str) -> str:
        folded = fold(char) if len(char.lower()) == 1 else char
        if len(folded) != 1:
            folded = char.lower()
        if len(self) < _MOST_CHARACTERS:
            self[char] = folded
        return folded


_MOST_CHARACTERS = 1 << 12
_IN_PLACE = _InPlace()


@lru_cache(maxsize=1 << 16)
def squash(text: str) -> str:
    """The folded form without spaces, hyphens, apostrophes: « péri-opératoire » meets « perioperatoire »."""
    return fold(text).replace(" ", "").replace("-", "").replace("'", "")


def like_case(model: str, text: str) -> str:
    """``text`` with the capitals of ``model``: all capitals, a first capital, or as it stands."""
    if len(model) > 1 and model.isupper() and text.islower():
        return text.upper()
    if model[:1].isupper() and text[:1].islower():
        return text[:1].upper() + text[1:]
    return text
