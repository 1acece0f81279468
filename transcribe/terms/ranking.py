"""Which of several candidate terms a heard or written span most likely stands for."""

from collections.abc import Iterable
from typing import Literal

from rapidfuzz.distance import Levenshtein

from transcribe.terms.sound import coarse, sound
from transcribe.terms.spelling import squash

_PRIOR_WEIGHT = 0.06
_LEAST = 0.45


def rank(
    text: str, candidates: Iterable[tuple[str, float]], limit: int
) -> list[tuple[str, float, Literal["spelling", "sound"]]]:
    """The best ``limit`` of (term, prior) candidates, with a score in [0, 1] and what speaks for them."""
    spelling, phones = squash(text), sound(text)
    rough = coarse(phones)
    found: list[tuple[float, str, Literal["spelling", "sound"]]] = []
    for term, prior in candidates:
        written = Levenshtein.normalized_similarity(spelling, squash(term))
        said = sound(term)
        heard = 0.5 * Levenshtein.normalized_similarity(phones, said)
        heard += 0.5 * Levenshtein.normalized_similarity(rough, coarse(said))
        exact = Levenshtein.normalized_similarity(text.lower(), term.lower())
        score = 0.35 * written + 0.5 * heard + 0.15 * exact
        score = min(1.0, score * (1 - _PRIOR_WEIGHT) + _PRIOR_WEIGHT * min(1.0, prior / 1.5))
        if score >= _LEAST:
            found.append((score, term, "spelling" if written >= heard else "sound"))
    found.sort(key=lambda item: (-item[0], item[1]))
    return [(term, round(score, 4), why) for score, term, why in found[:limit]]
