"""Doubts on what cannot be: impossible dates, vital signs, doses, in the written text."""

from collections.abc import Iterator

from transcribe.core.revision import Revision
from transcribe.core.types import Doubt
from transcribe.french.limits import find_impossible


def impossible_values(revision: Revision) -> Iterator[Doubt]:
    """One doubt for each impossible value of a written revision."""
    for found in find_impossible(revision.text):
        words = revision.words_at(found.start, found.end)
        if words is not None:
            yield Doubt(*words, "dose", found.reason)
