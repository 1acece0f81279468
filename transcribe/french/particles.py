"""Small words inside names: « de La Tour », « van der Berg » (``data/particles.toml``)."""

from collections.abc import Iterator
from functools import cache

from transcribe.french.civilities import civility_of
from transcribe.french.finding import Finder
from transcribe.french.fold import fold
from transcribe.french.tables import Row, rows
from transcribe.french.tokens import tokenise


def is_particle(word: str) -> bool:
    """Whether a word, whatever its case, may stand inside a name as a particle (« d’ » and « d » alike)."""
    return fold(word).rstrip("'") in _words()


def particles() -> tuple[str, ...]:
    """All particles as written in the table, the longest first, for patterns."""
    return tuple(sorted((form for row in rows("particles") for form in row.forms), key=len, reverse=True))


def find_particles(text: str) -> Iterator[Row]:
    """The rows of the particles of a text: after a civility or another part of a name, before a capital."""
    tokens = tokenise(text)
    words = [token.text for token in tokens]
    place = 1
    while place < len(tokens):
        hit = _finder().at(words, place)
        before = tokens[place - 1]
        named = before.is_capital or civility_of(before.text) is not None or _is_dotted(words, place)
        if hit is None or hit.stop >= len(tokens) or not named or not tokens[hit.stop].is_capital:
            place += 1
            continue
        yield hit.row
        place = hit.stop


def _is_dotted(words: list[str], place: int) -> bool:
    """Whether « M. » stands before."""
    return place > 1 and words[place - 1] == "." and civility_of(words[place - 2]) is not None


@cache
def _finder() -> Finder:
    return Finder(rows("particles"))


@cache
def _words() -> frozenset[str]:
    return frozenset(
        word.rstrip("'") for row in rows("particles") for key in row.keys for word in key.split()
    )
