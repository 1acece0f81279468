"""Words that the reform of 1990 changed by themselves: « ognon » (``data/reformed.toml``)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from transcribe.french.tables import Row, rows

_WORD = re.compile(r"[^\W\d_]+")


@cache
def reformed_words() -> Mapping[str, str]:
    """The traditional spelling of each, by the reformed one."""
    return {
        new: old
        for row in rows("reformed")
        for new, old in zip(row.forms, row.texts("traditional"), strict=True)
    }


def find_reformed(text: str) -> Iterator[Row]:
    """The rows of the words of a text."""
    words = set(_WORD.findall(text.lower()))
    return (row for row in rows("reformed") if not words.isdisjoint(row.forms))
