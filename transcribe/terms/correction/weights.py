"""What each piece of evidence is worth: two logistic models, with and without the audio.

The numbers are in ``weights.json``, written by ``benchmarks/fit_corrections.py``; nobody edits them by hand.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

_FILE = Path(__file__).with_name("weights.json")
_FAR = 12.0
HEARING_FEATURES = ("gain", "loss", "lead", "clarity")


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model on standardised features, the bias first in ``weights``."""

    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]

    def probability(self, evidence: Sequence[float]) -> float:
        """Probability that a proposal with this evidence is right."""
        total = self.weights[0]
        for value, mean, scale, weight in zip(
            evidence, self.means, self.scales, self.weights[1:], strict=True
        ):
            total += weight * (value - mean) / scale
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Weights:
    """Both models and the thresholds between applied, doubted and silent."""

    prior: Model
    heard: Model
    ask: float
    apply: float
    doubt: float
    apply_typed: float
    doubt_typed: float


@lru_cache(maxsize=1)
def fitted() -> Weights:
    """The shipped weights."""
    return msgspec.json.decode(_FILE.read_bytes(), type=Weights)


def hearing_evidence(
    heard_score: float, scores: Sequence[float], index: int, length: int
) -> tuple[float, ...]:
    """What the audio says of proposal ``index``, in the order of ``HEARING_FEATURES``.

    ``scores`` are log-likelihoods of all proposals of one span, ``heard_score`` that of the heard text,
    ``length`` its number of characters in context.
    """
    gain = _clipped(scores[index] - heard_score)
    others = [score for place, score in enumerate(scores) if place != index]
    lead = _clipped(scores[index] - max(others)) if others else _FAR / 2
    return (max(gain, 0.0), max(-gain, 0.0), lead, max(-3.0, heard_score / max(1, length)))


def _clipped(value: float) -> float:
    return max(-_FAR, min(_FAR, value))
