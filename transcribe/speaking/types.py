"""What the saying of a text is made of."""

from dataclasses import dataclass
from typing import Literal

Punctuation = Literal["complète", "partielle", "aucune"]
PUNCTUATIONS: tuple[Punctuation, ...] = ("complète", "partielle", "aucune")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch ``start:end`` of a written text and the ways of saying it, the usual one first.

    ``mark``: the punctuation or end of line that it is, which may be dictated or be a mere pause; or empty.
    """

    start: int
    end: int
    ways: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Unmade:
    """A stretch of a text that comes back otherwise when it is dictated and written: what it was, what comes."""

    start: int
    end: int
    written: str
    given: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read aloud: its pieces, each with the one way that was chosen, and what does not come back.

    ``tokens``: words, numbers, marks and ends of lines of the text; ``kept``: those that come back the same.
    """

    text: str
    pieces: tuple[Piece, ...]
    unmade: tuple[Unmade, ...]
    tokens: int
    kept: int
