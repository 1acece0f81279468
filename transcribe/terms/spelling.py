"""Comparing spellings: folded forms, typographic variants, ligatures.

A *folded* form is lower case, without accents, ligatures opened (œ → oe), apostrophes straight. Folding
serves to find a word; it never serves to decide that it is well written.
"""

import unicodedata

_TYPOGRAPHY = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "´": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u00ad": None,
        "\u00a0": " ",
        "\u202f": " ",
        "ﬁ": "fi",
        "ﬂ": "fl",
    }
)
_ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿœæßø"
_FOLDED = (*"aaaaaaceeeeiiiinooooouuuuyy", "oe", "ae", "ss", "o")
_FOLD = str.maketrans(dict(zip(_ACCENTED, _FOLDED, strict=True)))


def tidy(text: str) -> str:
    """The text in NFC with straight apostrophes, plain hyphens and plain spaces."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY)


def fold(text: str) -> str:
    """The folded form used to compare spellings."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    folded = tidy(lowered).translate(_FOLD)
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def like_case(model: str, text: str) -> str:
    """``text`` with the capitals of ``model``: all capitals, a first capital, or as it stands."""
    if len(model) > 1 and model.isupper() and text.islower():
        return text.upper()
    if model[:1].isupper() and text[:1].islower():
        return text[:1].upper() + text[1:]
    return text


def squash(text: str) -> str:
    """The folded form without spaces, hyphens, apostrophes: « péri-opératoire » meets « perioperatoire »."""
    return fold(text).replace(" ", "").replace("-", "").replace("'", "")
