"""The words of a text that a lexicon can be asked about: ``french.tokenise`` without its marks.

Ordinals are numbers here; addresses and dotted abbreviations are codes, which no lexicon holds.
"""

import re
from dataclasses import replace

from transcribe.french import Token, TokenKind, tokenise

PARTICLES: frozenset[TokenKind] = frozenset({"elision", "pronoun"})
"""Kinds of the little words cut from what they lean on: « l’ », « -t-il »."""

LEADING_ELISION = re.compile(r"((?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’])(?=\w)", re.IGNORECASE)
"""The elided word that another one begins with in running text: « l’ » of « l’examen »."""

_LEFT_OUT = frozenset({"mark", "break"})
_AS: dict[TokenKind, TokenKind] = {"ordinal": "number", "web": "code", "abbreviation": "code"}


def tokenize(text: str) -> list[Token]:
    """The words, particles, numbers and codes of a text, in order, with offsets; punctuation is left out."""
    return [
        replace(token, kind=_AS[token.kind]) if token.kind in _AS else token
        for token in tokenise(text)
        if token.kind not in _LEFT_OUT
    ]
