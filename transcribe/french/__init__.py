"""French as the whole house reads it: words, folding, numbers, marks and the small tables of the language.

Every room compares words by the same ``fold``, cuts texts by the same ``tokenise`` and reads the same tables;
nothing here knows of lexicons, letters or audio.
"""

from transcribe.french.fold import (
    compose,
    fold,
    fold_in_place,
    like_case,
    spell_greek,
    squash,
    tidy,
    without_accents,
)
from transcribe.french.tokens import Token, TokenKind, bare_words, tokenise

__all__ = [
    "Token",
    "TokenKind",
    "bare_words",
    "compose",
    "fold",
    "fold_in_place",
    "like_case",
    "spell_greek",
    "squash",
    "tidy",
    "tokenise",
    "without_accents",
]
