"""Puts realistic errors into a right text: what learners and recognisers get wrong, each of known class."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from transcribe.exercises import slips
from transcribe.exercises.additions import addition
from transcribe.exercises.types import Seeded
from transcribe.exercises.view import Text, view_of
from transcribe.grading.types import Kind, Lexicon

Maker = Callable[[Text], Iterator[Seeded]]

MAKERS: dict[Kind, Maker] = {
    "identity": slips.identity,
    "drug": slips.drug,
    "dose": slips.dose,
    "laterality": slips.laterality,
    "negation": slips.negation,
    "terminology": slips.terminology,
    "omission": slips.omission,
    "addition": addition,
    "spelling": slips.spelling,
    "accent": slips.accent,
    "agreement": slips.agreement,
    "homophone": slips.homophone,
    "capital": slips.capital,
    "punctuation": slips.punctuation,
    "typography": slips.typography,
    "abbreviation": slips.abbreviation,
    "layout": slips.layout,
}
_APART = 12


def candidates(text: str, lexicon: Lexicon, seed: int) -> dict[Kind, list[Seeded]]:
    """Every error that could be put into a text, by class."""
    view = view_of(text, lexicon, seed)
    return {kind: [one for one in make(view) if one.expected != one.found] for kind, make in MAKERS.items()}


def seed_errors(
    text: str, lexicon: Lexicon, *, count: int, seed: int, classes: Sequence[Kind] = ()
) -> tuple[str, tuple[Seeded, ...]]:
    """``text`` with up to ``count`` errors, and what they are, in the order of the text.

    Classes take turns, so that a text holds many; errors stand some characters apart. The same arguments
    give the same errors.
    """
    rng = random.Random(f"{seed}:{len(text)}")
    pools = candidates(text, lexicon, seed)
    chosen: list[Seeded] = []
    used: dict[tuple[Kind, str], int] = defaultdict(int)
    order = [kind for kind in (classes or MAKERS) if pools.get(kind)]
    rng.shuffle(order)
    for kind in order:
        rng.shuffle(pools[kind])
    while order and len(chosen) < count:
        for kind in list(order):
            if len(chosen) >= count:
                break
            found = _next(pools[kind], chosen, used)
            if found is None:
                order.remove(kind)
            else:
                chosen.append(found)
                used[kind, found.expected.lower()] += 1
    chosen.sort(key=lambda one: one.start)
    return apply(text, chosen), tuple(chosen)


def _next(pool: list[Seeded], chosen: Sequence[Seeded], used: dict[tuple[Kind, str], int]) -> Seeded | None:
    while pool:
        one = pool.pop()
        free = all(one.start >= other.end + _APART or one.end + _APART <= other.start for other in chosen)
        if free and not used[one.kind, one.expected.lower()]:
            return one
    return None


def apply(text: str, errors: Sequence[Seeded]) -> str:
    """``text`` with its errors, which must be in order and apart."""
    out, done = [], 0
    for one in errors:
        out += [text[done : one.start], one.found]
        done = one.end
    return "".join(out) + text[done:]
