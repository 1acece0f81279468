"""Copies that resemble each other by their mistakes: a signal for the trainer, no proof, never on a sheet.

Two copies that share a mistake nobody else makes say something; two that share what the whole class writes say nothing
(a hard word, a bad recording). Each mistake therefore weighs as many bits as a likelihood ratio tells, between « one
of the two was copied from the other » and « both were written alone »: a shared one counts in proportion to its rarity
among the *other* copies, one that only the copied copy has counts against. The figures are ours:

- a mistake that no other copy makes has a chance of 1 in 5 (2 in 5 for what is light: punctuation, capitals, spacing…),
  a guess that weighs as much as four copies, and that the other copies then correct;
- copies that make many other mistakes have that chance raised by as much;
- who copies keeps four mistakes of five.

A pair is a signal from six shared mistakes that weigh something, and 20 bits more than what chance gives to the best of
all the pairs compared.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2
from typing import TypeVar

from transcribe.french import fold
from transcribe.grading.french import NBSP, count_text
from transcribe.grading.sitting import Result
from transcribe.grading.types import Kind, Mistake

Name = TypeVar("Name", bound=Hashable)

_GUESS = 4
_USUAL, _LIGHT = 0.2, 0.4
_LIGHT_KINDS: frozenset[Kind] = frozenset(["punctuation", "capital", "typography", "layout", "accent"])
_COPIED = 0.8
_FEWEST = 6
_BITS = 20.0
_RARE = 1.0
"""Bits from which a shared mistake is counted: its chance is then below 45 in 100."""
CAUTION = (
    "C’est un signal, pas une preuve : ces copies font les mêmes fautes, que les autres ne font pas ou presque pas. "
    "Deux élèves qui ont écouté ou travaillé ensemble peuvent l’expliquer : relisez les deux copies."
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A mistake as two copies may share it: the same words of the reference, written the same way."""

    start: int
    end: int
    found: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two copies share. ``bits`` weighs all of it; ``shared`` holds what counted, the rarest first.

    ``common``: shared mistakes that do not count, because many make them.
    """

    bits: float
    shared: tuple[Sign, ...]
    common: int = 0


@dataclass(frozen=True, slots=True)
class Alike:
    """A signal: two learners' copies of one exercise, and the mistakes behind it, the rarest first.

    ``copies``: how many copies of this exercise were compared; ``common``: shared mistakes left out as too common.
    """

    exercise: str
    title: str
    learners: tuple[str, str]
    mistakes: tuple[Mistake, ...]
    common: int
    bits: float
    copies: int


def alike(results: Sequence[Result]) -> list[Alike]:
    """The signals of a class, the strongest first; two copies of one learner are no pair."""
    found: list[Alike] = []
    by_exercise: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.grade is not None:
            by_exercise[result.key.id].append(result)
    for same in by_exercise.values():
        found += _signals(same)
    return sorted(found, key=lambda one: (-one.bits, one.title, one.learners))


def counted_text(one: Alike) -> str:
    """« 10 fautes communes, rares dans les 20 copies de cet exercice ; 2 autres, courantes, ne comptent pas. »"""
    count = len(one.mistakes)
    if one.copies == 2:
        text = (
            f"{count_text(count, 'même faute')} dans ces deux copies, les seules de cet exercice : "
            "rien ne dit si d’autres élèves les feraient aussi"
        )
    else:
        text = (
            f"{count_text(count, 'faute commune')}, rares dans les {one.copies}{NBSP}copies de cet exercice"
        )
    if one.common:
        many = one.common > 1
        text += f" ; {one.common}{NBSP}autre{'s' * many}, {'courantes' if many else 'courante'}, "
        text += "ne comptent pas" if many else "ne compte pas"
    return f"{text}."


def _signals(results: Sequence[Result]) -> list[Alike]:
    """The signals among the copies of one exercise; a learner's attempts count as one copy, their last."""
    last = {_who(result): result for result in results}
    copies = {who: _signs(result) for who, result in last.items()}
    found = []
    for (one, other), likeness in signals(copies).items():
        signs = _signs(last[one])
        names = sorted((last[one].attempt.learner, last[other].attempt.learner), key=str.casefold)
        found.append(
            Alike(
                last[one].key.id,
                last[one].key.title,
                (names[0], names[1]),
                tuple(signs[sign] for sign in likeness.shared),
                likeness.common,
                likeness.bits,
                len(copies),
            )
        )
    return found


def _who(result: Result) -> str:
    return result.attempt.learner_id


def _signs(result: Result) -> dict[Sign, Mistake]:
    """The mistakes that a learner made: what he left of the draft, flagged, or did not write is none of his."""
    draft = fold(result.key.given.text) if result.key.given else None
    found: dict[Sign, Mistake] = {}
    for mistake in result.grade.mistakes if result.grade else ():
        written = " ".join(fold(mistake.found).split()) if mistake.kind != "accent" else mistake.found
        left = mistake.asked and draft is not None and written in draft
        if not (mistake.flagged or mistake.unfinished or left):
            sign = Sign(mistake.reference_start, mistake.reference_end, written, mistake.kind)
            found.setdefault(sign, mistake)
    return found


def signals(copies: Mapping[Name, Mapping[Sign, object]]) -> dict[tuple[Name, Name], Likeness]:
    """The pairs of copies of one exercise that are a signal; ``copies`` are the mistakes by learner."""
    if len(copies) < 2:
        return {}
    pairs, among = len(copies) * (len(copies) - 1) // 2, len(copies) - 2
    wanted = _BITS + log2(max(pairs, 1))
    everywhere = Counter(sign for signs in copies.values() for sign in signs)
    total = everywhere.total()
    # only these can count: a class of a thousand is compared in a second
    rare = {sign for sign, have in everywhere.items() if have > 1 and _counts(sign, have - 2, among, 1.0)}
    counting = {name: rare.intersection(signs) for name, signs in copies.items()}
    found = {}
    for one, other in combinations(copies, 2):
        if len(counting[one] & counting[other]) < _FEWEST:
            continue
        both = copies[one].keys() & copies[other].keys()
        had = {sign: everywhere[sign] - 2 for sign in both}
        left = total - len(copies[one]) - len(copies[other]) - sum(had.values())
        alone = min(len(copies[one]), len(copies[other])) - len(both)
        likeness = _likeness(had, alone, left, among)
        if len(likeness.shared) >= _FEWEST and likeness.bits >= wanted:
            found[one, other] = likeness
    return found


def likeness_of(
    one: Mapping[Sign, object], other: Mapping[Sign, object], others: Sequence[Mapping[Sign, object]]
) -> Likeness:
    """How much two copies' mistakes tell that one was copied, given those of the others.

    Symmetric; it never grows when the others make the shared mistakes too.
    """
    both = one.keys() & other.keys()
    had = {sign: sum(sign in signs for signs in others) for sign in both}
    left = sum(len(signs.keys() - both) for signs in others)
    return _likeness(had, min(len(one), len(other)) - len(both), left, len(others))


def _likeness(had: Mapping[Sign, int], alone: int, left: int, among: int) -> Likeness:
    """``had``: how many of the ``among`` other copies have each shared mistake; ``left``: the sum of their other ones;

    ``alone``: the mistakes of the copied copy that the pair does not share.
    """
    excess = max(1.0, alone / max(left / max(among, 1), 1.0))
    weights = {sign: _weight(sign, have, among, excess) for sign, have in had.items()}
    rare = [sign for sign, have in had.items() if _counts(sign, have, among, excess)]
    rare.sort(key=lambda sign: (-weights[sign], sign.start, sign.end, sign.found, sign.kind))
    bits = sum(sorted(weights.values())) + alone * log2(1 - _COPIED)
    return Likeness(bits, tuple(rare), len(had) - len(rare))


def _counts(sign: Sign, have: int, among: int, excess: float) -> bool:
    """Whether a shared mistake is rare enough to count: one that every other copy has never is."""
    return not 0 < among == have and _weight(sign, have, among, excess) >= _RARE


def _weight(sign: Sign, have: int, among: int, excess: float) -> float:
    """The bits of a shared mistake, ``have`` of ``among`` other copies making it."""
    guess = _LIGHT if sign.kind in _LIGHT_KINDS else _USUAL
    alone = (have + _GUESS * guess) / (among + _GUESS)
    chance = alone * excess / (1 - alone + alone * excess)
    return log2((_COPIED + (1 - _COPIED) * chance) / chance)
