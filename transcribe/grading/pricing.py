"""What slips cost: by a scheme's classes, and never less than the share of the text that they take away.

A text half of which is missing, flagged or another text loses half of the mark at least, whatever the scheme: that is
what makes a copy cut short at 60 % worth 60 %, and one word worth nothing, on a long text as on a short one.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from transcribe.grading.scheme import Scheme
from transcribe.grading.types import Kind, Mistake

_OF_LETTERS: frozenset[Kind] = frozenset(
    ["spelling", "accent", "agreement", "homophone", "terminology", "drug", "abbreviation"]
)
_PASSAGE = 4
"""Words from which a slip is a passage and takes its share of the mark."""


def priced(mistakes: Sequence[Mistake], scheme: Scheme, total: int) -> list[Mistake]:
    """Each mistake with its points; ``total`` is the number of words of the reference."""
    if scheme.method == "words":
        return _by_words(mistakes, scheme, total)
    return [replace(mistake, points=_price(mistake, scheme, total)) for mistake in mistakes]


def step_of(scheme: Scheme) -> Decimal:
    """The smallest part of a point that the scheme shows."""
    return Decimal(1).scaleb(-scheme.decimals)


def _price(mistake: Mistake, scheme: Scheme, total: int) -> Decimal:
    if mistake.decision is not None and mistake.decision.points is not None:
        return mistake.decision.points
    share = Decimal(0)
    if mistake.words >= _PASSAGE or mistake.unfinished:
        lost = min(mistake.words, total)
        share = (scheme.maximum * lost / max(total, 1)).quantize(
            max(step_of(scheme), Decimal("0.01")), ROUND_HALF_UP
        )
    if mistake.unfinished:
        return share
    if mistake.flagged:
        return max(share, scheme.flagged)
    cost = scheme.points(mistake.kind, mistake.severity, mistake.words)
    return max(share, cost * kept(mistake, scheme))


def kept(mistake: Mistake, scheme: Scheme) -> Decimal:
    """The share that is kept of what a slip costs, where accents or the sound of words count lightly.

    What changes the sense, and what is critical, always counts in full.
    """
    if mistake.severity == "critical" or mistake.kind not in _OF_LETTERS:
        return Decimal(1)
    if mistake.kind == "accent":
        return min(scheme.accents, scheme.same_sound)
    if scheme.same_sound == 1 or not (mistake.expected and mistake.found):
        return Decimal(1)
    from transcribe.terms.sound import sound

    return scheme.same_sound if sound(mistake.expected) == sound(mistake.found) else Decimal(1)


def _by_words(mistakes: Sequence[Mistake], scheme: Scheme, total: int) -> list[Mistake]:
    """Each mistake takes its share of the word error rate, rounded so that the sum is the rounded total."""
    out: list[Mistake] = []
    done, wrong = Decimal(0), Decimal(0)
    for mistake in mistakes:
        if mistake.decision is not None and mistake.decision.points is not None:
            out.append(replace(mistake, points=mistake.decision.points))
            continue
        weight = Decimal("0.5") if mistake.flagged else kept(mistake, scheme)
        wrong += weight * mistake.words * (1 + len(mistake.repeats))
        reached = (scheme.maximum * wrong / max(total, 1)).quantize(step_of(scheme), ROUND_HALF_UP)
        out.append(replace(mistake, points=reached - done))
        done = reached
    return out


def floored(mistakes: Sequence[Mistake], maximum: Decimal) -> tuple[list[Mistake], bool]:
    """No mark is below 0: once the maximum is lost, further mistakes cost nothing."""
    left = maximum
    out: list[Mistake] = []
    short = False
    for mistake in mistakes:
        points = min(mistake.points, left)
        short = short or points < mistake.points
        left -= points
        out.append(mistake if points == mistake.points else replace(mistake, points=points))
    return out, short
