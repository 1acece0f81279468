"""Docteur, professeur, madame, monsieur before a name: Dr, Pr, Mme, M."""

from transcribe.writing.draft import NB, Draft, Item
from transcribe.writing.readings import Code, Number, Title
from transcribe.writing.words import word_set

_TITLES = {
    "docteur": "Dr",
    "docteurs": "Drs",
    "docteure": "Dre",
    "professeur": "Pr",
    "professeurs": "Prs",
    "professeure": "Pre",
    "madame": "Mme",
    "mesdames": "Mmes",
    "mademoiselle": "Mlle",
    "monsieur": "M.",
    "messieurs": "MM.",
    "dr": "Dr",
    "pr": "Pr",
    "mme": "Mme",
    "mlle": "Mlle",
    "m": "M.",
}
_PARTICLES = word_set("de du d' des le la von van der den el al ben da dos di do")
_SHORT = {"docteur": "Dr", "professeur": "Pr"}


def write_titles(draft: Draft) -> None:
    """Abbreviates civilities that stand before a name."""
    tokens = draft.items
    for index, token in enumerate(tokens):
        written = _TITLES.get(token.key) if token.role == "word" and not token.settled else None
        if written is None or (token.key == "m" and token.text != "M"):
            continue
        if token.trail not in ("", ".") or (token.trail == "." and len(token.text) > 3):
            continue
        if index + 1 >= len(tokens) or not _is_name(tokens, index + 1):
            continue
        token.trail = ""
        kind = token.change.kind if token.change else None
        token.rewrite(written + NB, "titre abrégé devant un nom", Title(), kind=kind)
        token.cased = True


def _is_name(tokens: list[Item], index: int) -> bool:
    token = tokens[index]
    if token.role != "word" or isinstance(token.reading, (Number, Code)):
        return False
    if token.is_capital:
        return len(token.text) > 1 or (index + 1 < len(tokens) and tokens[index + 1].is_capital)
    if token.key in ("le", "la") and index + 1 < len(tokens):
        return tokens[index + 1].key in _SHORT and index + 2 < len(tokens) and tokens[index + 2].is_capital
    if token.key in _PARTICLES or token.key.startswith("d'"):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        return token.text[2:3].isupper() or (after is not None and after.is_capital)
    return False
