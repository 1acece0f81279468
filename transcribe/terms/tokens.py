"""The words of a text that a lexicon can be asked about: ``french.tokenise`` without its marks.

Ordinals are numbers here; addresses and dotted abbreviations are codes, which no lexicon holds.
"""

from dataclasses import replace
from functools import lru_cache

from transcribe.french import Token, TokenKind, tokenise

PARTICLES: frozenset[TokenKind] = frozenset({"elision", "pronoun"})
"""Kinds of the little words cut from what they lean on: « l’ », « -t-il »."""

_LEFT_OUT = frozenset({"mark", "break"})
_AS: dict[TokenKind, TokenKind] = {"ordinal": "number", "web": "code", "abbreviation": "code"}


def tokenize(text: str) -> list[Token]:
    """The words, particles, numbers and codes of a text, in order, with offsets; punctuation is left out."""
    return [
        replace(token, kind=_AS[token.kind]) if token.kind in _AS else token
        for token in tokenise(text)
        if token.kind not in _LEFT_OUT
    ]


@lru_cache(maxsize=1 << 14)
def cut_elision(run: str) -> tuple[str, str]:
    """The elided word that a run of letters begins with, and the rest: « l’ », « examen »; empty when none."""
    tokens = tokenise(run)
    if len(tokens) < 2 or tokens[0].kind != "elision":
        return "", run
    return run[: tokens[0].end], run[tokens[0].end :]
