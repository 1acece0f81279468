"""A difference between two texts that counts."""

from dataclasses import dataclass

from transcribe.grading.types import Kind, Severity


@dataclass(frozen=True, slots=True)
class Slip:
    """A difference that counts. ``case`` names its rule; tokens ``i1:i2`` and ``j1:j2``, characters beside.

    ``number`` tells a value that may join with the next number of the same value; ``flagged`` words that the author
    marked as not heard; ``unfinished`` the end of the reference, not written at all; ``also`` other places, in the
    attempt, of the same cause.
    """

    case: str
    kind: Kind
    severity: Severity
    expected: str
    found: str
    i1: int
    i2: int
    j1: int
    j2: int
    reference_start: int
    reference_end: int
    start: int
    end: int
    words: int = 0
    number: bool = False
    flagged: bool = False
    unfinished: bool = False
    also: tuple[tuple[int, int], ...] = ()
