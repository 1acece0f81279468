"""Which of several candidate terms a heard or written span most likely stands for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from transcribe.french import squash
from transcribe.terms.sound import coarse, sound

_SPELLING = 0.30
_EXACT = 0.15
_SOUND = 0.30
_ROUGH = 0.25
_PRIOR = 0.10
_LONGEST_SPELT = 4
_LEAST = 0.45
_COMPARED = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term, the ways it is said, and how likely it is before anything is compared (0 to 1)."""

    term: str
    phones: Sequence[str]
    prior: float


def rank(
    text: str, candidates: Iterable[Candidate], limit: int
) -> list[tuple[str, float, Literal["spelling", "sound"]]]:
    """The best ``limit`` candidates, each with a score in [0, 1] and what speaks most for it."""
    lowered, spelling, phones = text.lower(), squash(text), sound(text)
    rough = coarse(phones)
    similarity = OSA.normalized_similarity
    close: list[tuple[float, float, bool, Candidate]] = []
    for candidate in candidates:
        written = similarity(spelling, squash(candidate.term))
        fine = max((similarity(phones, said) for said in candidate.phones), default=0.0)
        spelt = _is_said_as(candidate.term, text, fine)
        close.append((1.0 if spelt else written, fine, spelt, candidate))
    # The two costlier comparisons are made for those alone that can still win.
    close.sort(key=lambda item: -item[0] - item[1])
    found: list[tuple[float, str, Literal["spelling", "sound"]]] = []
    for written, fine, spelt, candidate in close[:_COMPARED]:
        # The shorter an acronym, the more words sound so.
        exact = len(candidate.term) / _LONGEST_SPELT if spelt else similarity(lowered, candidate.term.lower())
        broad = max((similarity(rough, coarse(said)) for said in candidate.phones), default=0.0)
        score = _SPELLING * written + _EXACT * exact + _SOUND * fine + _ROUGH * broad
        score = score * (1 - _PRIOR) + _PRIOR * candidate.prior
        if score >= _LEAST:
            found.append((score, candidate.term, "spelling" if written >= fine else "sound"))
    found.sort(key=lambda item: (-item[0], item[1]))
    return [(term, round(score, 4), why) for score, term, why in found[:limit]]


def _is_said_as(term: str, text: str, fine: float) -> bool:
    """Whether one word is how the letters of a short acronym are said: none of them is in « cuté », which is « QT »."""
    return fine == 1 and " " not in text and len(term) <= _LONGEST_SPELT and term.isalpha() and term.isupper()
