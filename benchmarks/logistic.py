"""Logistic regression, judged on dictations that it has not seen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transcribe.terms.correction.weights import Model

FOLDS = 6
RIDGE = 3.0
WORTH = 0.3

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class More:
    """Rows that are learnt from but never judged, each worth ``WORTH`` of a row of a dictation."""

    evidence: Numbers
    right: Numbers


def fit(evidence: Numbers, right: Numbers, more: More | None = None) -> Model:
    """Logistic regression with a ridge penalty, by Newton's method."""
    worth = np.ones(len(right))
    if more is not None and len(more.right):
        evidence, right = np.vstack([evidence, more.evidence]), np.concatenate([right, more.right])
        worth = np.concatenate([worth, np.full(len(more.right), WORTH)])
    means, scales = evidence.mean(axis=0), evidence.std(axis=0)
    scales[scales < 1e-4] = 1.0
    design = np.hstack([np.ones((len(right), 1)), (evidence - means) / scales])
    penalty = RIDGE * np.eye(design.shape[1])
    penalty[0, 0] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(40):
        guess = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        curve = (design.T * (worth * guess * (1 - guess) + 1e-6)) @ design + penalty
        weights -= np.linalg.solve(curve, design.T @ (worth * (guess - right)) + penalty @ weights)
    return Model(*(tuple(float(value) for value in part.round(5)) for part in (means, scales, weights)))


def cross_validated(
    evidence: Numbers, right: Numbers, folds: NDArray[np.int64], more: More | None = None
) -> Numbers:
    """Probabilities given to each row by a model that has not seen its dictation."""
    found = np.zeros(len(right))
    for fold in range(FOLDS):
        model = fit(evidence[folds != fold], right[folds != fold], more)
        places = np.flatnonzero(folds == fold)
        found[places] = [model.probability(evidence[place]) for place in places]
    return found
