"""Docteur, professeur, madame, monsieur before a name: Dr, Pr, Mme, M."""

from functools import lru_cache

from transcribe.french.civilities import civility_of, is_siglum, written
from transcribe.french.particles import is_particle
from transcribe.writing.draft import NB, Draft, Item
from transcribe.writing.readings import Code, Number, Title


def write_titles(draft: Draft) -> None:
    """Abbreviates civilities that stand before a name."""
    tokens = draft.items
    for index, token in enumerate(tokens):
        short = _written(token.text)
        if not short or token.role != "word" or token.settled:
            continue
        if not short[:1].isupper():
            continue
        if token.trail == "." and index + 1 < len(tokens) and is_siglum(token.text, tokens[index + 1].text):
            continue
        if token.trail not in ("", ".") or (token.trail == "." and len(token.text) > 3):
            continue
        if index + 1 >= len(tokens) or not _is_name(tokens, index + 1):
            continue
        token.trail = ""
        kind = token.change.kind if token.change else None
        token.rewrite(short + NB, "titre abrégé devant un nom", Title(), kind=kind)


@lru_cache(maxsize=1 << 14)
def _written(text: str) -> str:
    return written(text)


def _is_name(tokens: list[Item], index: int) -> bool:
    token = tokens[index]
    if token.role != "word" or isinstance(token.reading, (Number, Code)):
        return False
    if token.is_capital:
        return len(token.text) > 1 or (index + 1 < len(tokens) and tokens[index + 1].is_capital)
    if token.key in ("le", "la") and index + 1 < len(tokens):
        return _is_doctor(tokens[index + 1]) and index + 2 < len(tokens) and tokens[index + 2].is_capital
    if is_particle(token.key) or token.key.startswith("d'"):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        return token.text[2:3].isupper() or (after is not None and after.is_capital)
    return False


def _is_doctor(token: Item) -> bool:
    found = civility_of(token.text)
    return found is not None and found.role == "doctor"
