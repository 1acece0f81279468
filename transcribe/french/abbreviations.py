"""The full stop of an abbreviation, told from the one that ends a sentence."""

import re
from collections.abc import Iterator
from functools import cache

from transcribe.french.fold import fold
from transcribe.french.tables import Row, by_key, rows

_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_WORD = re.compile(r"(?<![\w.])n°|[^\W_](?:[\w'’.-]*\w)?", re.UNICODE)
_ELIDED = re.compile(r"^(?:[^\W\d_]|qu|jusqu|lorsqu)['’]", re.IGNORECASE)


def keeps_stop(word: str, before: str = "", after: str = "") -> bool:
    """Whether the full stop heard or read right after ``word`` belongs to it and ends no sentence.

    ``before`` and ``after`` are the words around, "" at the ends of the line. « 1 cp. le soir », « A.V.C. sylvien »:
    the text goes on; « un A.V.C. Il est sorti »: the stop also ends the sentence; at the end of a line it does too.
    """
    row = row_of(word, before, after)
    if row is not None and row.flag("leads"):
        return bool(after)
    dotted = row is not None or _DOTTED.fullmatch(_ELIDED.sub("", word)) is not None
    return dotted and bool(after) and not after[0].isupper()


def row_of(word: str, before: str = "", after: str = "") -> Row | None:
    """The row of an abbreviation, where its conditions on the words around hold."""
    row = _table().get(fold(_ELIDED.sub("", word)))
    if row is None:
        return None
    wanted = row.texts("before")
    if wanted and fold(after) not in map(fold, wanted):
        return None
    return None if fold(before) in map(fold, row.texts("not_after")) else row


def abbreviations_in(text: str) -> Iterator[Row]:
    """The rows whose full stop ends no sentence in a text."""
    words = list(_WORD.finditer(text))
    for place, found in enumerate(words):
        if text[found.end() : found.end() + 1] != ".":
            continue
        before = words[place - 1].group() if place else ""
        after = words[place + 1].group() if place + 1 < len(words) else ""
        row = row_of(found.group(), before, after)
        if row is not None and keeps_stop(found.group(), before, after):
            yield row


@cache
def _table() -> dict[str, Row]:
    return by_key(rows("abbreviations"))
