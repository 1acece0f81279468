"""Questions put to the audio: which of several texts was said there?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """Texts that may stand for words ``first..last`` (inclusive); the heard text is one of them if wanted."""

    first: int
    last: int
    texts: tuple[str, ...]


# For each question, the natural-log likelihood of each of its texts, in its context, given the audio.
Scorer = Callable[[Sequence[Question]], list[tuple[float, ...]]]
