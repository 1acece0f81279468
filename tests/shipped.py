"""The shipped lexicons, read once for all tests of a process: each copy takes about 90 MB."""

from functools import cache

from transcribe.terms import Lexicon, load_lexicon


@cache
def lexicon() -> Lexicon:
    return load_lexicon()
