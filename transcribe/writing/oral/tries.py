"""What the kinds of restart share: whether a hesitation stands there, how a first try is set aside."""

from collections.abc import Sequence
from dataclasses import dataclass

from transcribe.core.types import EditKind
from transcribe.writing.draft import Draft
from transcribe.writing.oral.units import Unit, is_halted


@dataclass(frozen=True, slots=True)
class Restart:
    """A kind of restart: what its edit is, and what it says to the reader."""

    kind: EditKind
    reason: str


SAID_AGAIN = Restart("removal", "mots répétés")
UNFINISHED = Restart("self_correction", "début abandonné")
OTHER_NUMBER = Restart("self_correction", "nombre repris")
LONGEST = 8
FEW = 2


def halted_before(draft: Draft, index: int) -> bool:
    """Whether a hesitation or an aside was set aside before item ``index``, and no words taken back."""
    if not is_halted(draft.items, index):
        return False
    gap = range(draft.items[index - 1].last + 1, draft.items[index].first)
    return any(t.first in gap and t.change is not None and t.change.kind == "removal" for t in draft.aside)


def has_noun(new: Sequence[Unit], place: int) -> bool:
    """Whether the number at ``place`` is followed at once by what it counts."""
    if new[place].pause or place + 1 >= len(new):
        return False
    follow = new[place + 1]
    return follow.sort in ("word", "month", "number") or (
        follow.key == "pour" and new[place + 2 : place + 3] != []
    )


def drop_try(draft: Draft, start: int, stop: int, restart: Restart) -> int:
    """Sets the first try aside, with the pause that broke it off; returns how many items it was."""
    draft.remove(start, stop, kind=restart.kind, reason=restart.reason)
    return stop - start
