"""What takes Roman figures: grades, stages, classes and the names of classifications (``data/roman.toml``)."""

from functools import cache
from typing import Literal

from transcribe.french.tables import rows

RomanSort = Literal["noun", "name", "between", "arabic", "read"]


@cache
def roman_words(*sorts: RomanSort) -> frozenset[str]:
    """The folded words of some sorts."""
    return frozenset(key for row in rows("roman") if row.text("sort") in sorts for key in row.keys)
