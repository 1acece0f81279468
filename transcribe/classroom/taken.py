"""Corrections that a learner accepted and that were wrong: a mistake of its own kind, told apart on his sheet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from transcribe.french import fold

if TYPE_CHECKING:
    from transcribe.grading.types import Grade


def wrongly_taken(grade: "Grade", given: str, events: Sequence[tuple[str, int, int, str]]) -> tuple[int, ...]:
    """The ranks of the mistakes that an accepted proposal wrote.

    ``given`` is the text handed out; ``events`` are (kind, first, last, value), in their order, with places in it. A
    later decision on the same place replaces the former, so that what was undone does not count.
    """
    last: dict[tuple[int, int], tuple[str, str]] = {}
    for kind, first, end, value in events:
        if kind != "listened":
            last[first, end] = (kind, value)
    taken = [value for kind, value in last.values() if kind == "accepted" and value.strip()]
    return tuple(
        rank
        for rank, mistake in enumerate(grade.mistakes)
        if mistake.found.strip() and any(_wrote(value, mistake.found, mistake.expected) for value in taken)
    )


def _wrote(value: str, found: str, expected: str) -> bool:
    """Whether a proposal is what is wrong: its words hold those found, and not those expected in their place."""
    words, wrong, right = fold(value).split(), fold(found).split(), fold(expected).split()
    return bool(wrong) and _holds(words, wrong) and not (right and _holds(words, right))


def _holds(words: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return any(list(words[n : n + size]) == list(part) for n in range(len(words) - size + 1))
