"""Lexicons of French medicine: what is known, what is doubtful, what was probably meant.

Importing this room is cheap; lexicons are loaded by :func:`load_lexicon`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transcribe.french import Token as Token
    from transcribe.terms.abbreviations import acronyms as acronyms
    from transcribe.terms.checking import check as check
    from transcribe.terms.correction.stage import correct as correct
    from transcribe.terms.found import find_terms as find_terms
    from transcribe.terms.lexicon import Entry as Entry
    from transcribe.terms.lexicon import Lexicon as Lexicon
    from transcribe.terms.lexicon import Suggestion as Suggestion
    from transcribe.terms.lexicon import load_lexicon as load_lexicon
    from transcribe.terms.specialties import hotwords as hotwords
    from transcribe.terms.specialties import require_specialty as require_specialty
    from transcribe.terms.stamp import state as state
    from transcribe.terms.tokens import tokenize as tokenize

__all__ = [
    "Entry",
    "Lexicon",
    "Suggestion",
    "Token",
    "acronyms",
    "check",
    "correct",
    "find_terms",
    "hotwords",
    "load_lexicon",
    "require_specialty",
    "state",
    "tokenize",
]

_WHERE = {
    "acronyms": "abbreviations",
    "check": "checking",
    "correct": "correction.stage",
    "find_terms": "found",
    "Entry": "lexicon",
    "Lexicon": "lexicon",
    "Suggestion": "lexicon",
    "load_lexicon": "lexicon",
    "hotwords": "specialties",
    "require_specialty": "specialties",
    "state": "stamp",
    "Token": "tokens",
    "tokenize": "tokens",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
