"""A sitting: exercises that fill so many minutes, one of each dictation, from easy to hard."""

import math
import random
import re
from collections import Counter
from collections.abc import Sequence

from transcribe.exercises.make import in_level_order, minutes, numbered
from transcribe.exercises.types import Choices, Exercise
from transcribe.grading.seance import Part, Session

LONGEST = 600
_HOURS = re.compile(
    r"(?P<hours>\d{1,2})\s*(?:h|heures?)\s*(?P<minutes>\d{1,2})?\s*(?:min|mn|minutes?)?", re.I
)
_MINUTES = re.compile(r"(?P<minutes>\d{1,3})\s*(?:min|mn|minutes?)?", re.I)


def parse_minutes(text: str) -> int:
    """Minutes from « 45 », « 45 min », « 3 h 45 », « 3h ».

    Raises:
        ValueError: no such duration, or none from 1 to ``LONGEST`` minutes.
    """
    shown = text.strip().replace("\u00a0", " ").replace("\u202f", " ")
    found = _HOURS.fullmatch(shown) or _MINUTES.fullmatch(shown)
    if found is None:
        raise ValueError(f"no duration: {text}")
    hours, rest = found.groupdict().get("hours"), int(found["minutes"] or 0)
    if hours is not None and rest > 59:
        raise ValueError(f"no duration: {text}")
    total = 60 * int(hours or 0) + rest
    if not 1 <= total <= LONGEST:
        raise ValueError(f"no duration: {text}")
    return total


def duration_text(total: int) -> str:
    """« 45 minutes », « 3 h 45 », « 2 h »."""
    hours, rest = divmod(total, 60)
    if not hours:
        return f"{rest}\u00a0minute{'s' * (rest > 1)}"
    return f"{hours}\u00a0h\u00a0{rest:02}" if rest else f"{hours}\u00a0h"


def usual_minutes(exercise: Exercise) -> int:
    """The minutes of an exercise without anybody's extra time."""
    return minutes(exercise.reference, exercise.kind, Choices())


def given_minutes(total: int, extra_time: float) -> int:
    """The minutes of a sitting with extra time, a share of it: exact, then up to the whole minute."""
    return math.ceil(round(total * (1 + extra_time), 6))


def compose(exercises: Sequence[Exercise], total: int, *, seed: int = 1) -> list[Exercise]:
    """The exercises of a sitting of ``total`` minutes, numbered from easy to hard; none when none is short enough.

    One exercise at most of each dictation, since a second would give the first one's answer. What is chosen comes as
    near to ``total`` as it can without passing it, with as many kinds as it can, none much more than another.
    """
    by_source: dict[str, list[Exercise]] = {}
    for one in exercises:
        by_source.setdefault(one.source.id, []).append(one)
    pool = list(by_source.values())
    random.Random(seed).shuffle(pool)
    best: dict[int, tuple[Exercise, ...]] = {0: ()}
    for same in pool:
        for done, chosen in list(best.items()):
            for one in same:
                reached, more = done + usual_minutes(one), (*chosen, one)
                known = best.get(reached)
                if reached <= total and (known is None or _variety(more) > _variety(known)):
                    best[reached] = more
    return numbered(in_level_order(best[max(best)]))


def _variety(chosen: Sequence[Exercise]) -> tuple[int, int]:
    counts = Counter(one.kind for one in chosen)
    return len(counts), -max(counts.values(), default=0)


def session_of(exercises: Sequence[Exercise], total: int, *, exam: bool) -> Session:
    """The sitting of these exercises: each weighs its usual minutes in the mark."""
    name = "Examen blanc" if exam else "Séance"
    joint = " – " if exam else " de "
    parts = tuple(Part(one.id, one.title, usual_minutes(one)) for one in exercises)
    return Session(f"{name}{joint}{duration_text(total)}", total, exam, parts)
