"""Exercises that hand out a draft are marked on the work asked: its faults put right, less those put in.

Relecture, mise en page and gaps: what the draft has wrong against the reference is the work. Each fault of the draft is
worth the same share of the mark; one that was touched and is still slightly wrong keeps half of its share. What the
learner spoilt is charged by the scheme. The draft handed back untouched is worth nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from transcribe.grading.slips import Slip

_DRESS = frozenset({"layout", "typography", "capital", "punctuation"})


@dataclass(frozen=True, slots=True)
class Work:
    """The work of a draft: ``asked`` faults, and for each slip of the copy the share of the mark it leaves undone.

    ``left`` is parallel to the slips of the copy: the number of asked faults (halves allowed) that it stands for;
    0 for what the learner put in.
    """

    asked: int
    left: tuple[Decimal, ...]

    @property
    def done(self) -> int:
        """How many faults were put right wholly."""
        undone = sum(int(one.to_integral_value(ROUND_CEILING)) for one in self.left)
        return max(0, self.asked - undone)


def work_of(before: Sequence[Slip], after: Sequence[Slip]) -> Work:
    """What was asked (the slips ``before``, of the draft) and what of it remains (the slips ``after``, of the copy)."""
    left = [Decimal(0)] * len(after)
    for fault in before:
        met = [number for number, slip in enumerate(after) if _meets(fault, slip)]
        if not met:
            continue
        untouched = any(_same(fault, after[number]) for number in met)
        grave = any(after[number].severity == "critical" or _loses(after[number], fault) for number in met)
        left[met[0]] += Decimal(1) if untouched or grave else Decimal("0.5")
    return Work(len(before), tuple(left))


def shares(work: Work, maximum: Decimal, step: Decimal) -> list[Decimal]:
    """Points of each slip for the work that it leaves undone; their sum is exact, the whole being the maximum."""
    out: list[Decimal] = []
    done, undone = Decimal(0), Decimal(0)
    for one in work.left:
        undone += one
        reached = (maximum * undone / max(work.asked, 1)).quantize(step, ROUND_HALF_UP)
        out.append(reached - done)
        done = reached
    return out


def _same(fault: Slip, slip: Slip) -> bool:
    return " ".join(fault.found.split()) == " ".join(slip.found.split())


def _loses(slip: Slip, fault: Slip) -> bool:
    """Whether a slip of the copy is text left out, the place of the fault with it: nothing there was put right."""
    lost = slip.j1 == slip.j2 and slip.kind == "omission"
    return lost and slip.i1 <= fault.i1 and max(fault.i2, fault.i1 + 1) <= slip.i2


def _meets(fault: Slip, slip: Slip) -> bool:
    """Whether a slip of the copy stands where the draft had a fault, and is of its sort: layout, dress or words."""
    if _loses(slip, fault):
        return True
    if (fault.kind in _DRESS) != (slip.kind in _DRESS) and not _same(fault, slip):
        return False
    if (fault.kind == "layout") != (slip.kind == "layout"):
        return False
    if fault.i1 == fault.i2 or slip.i1 == slip.i2:
        return fault.i1 <= slip.i2 and slip.i1 <= fault.i2
    return fault.i1 < slip.i2 and slip.i1 < fault.i2
