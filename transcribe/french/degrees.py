"""Adjectives that may be more or less so, and the adverbs typed before them unsaid (``data/degrees.toml``)."""

from collections.abc import Iterator, Mapping
from functools import cache

from transcribe.french.tables import Row, TableError, rows
from transcribe.french.tokens import tokenise


def adverbs_before(word: str) -> tuple[str, ...]:
    """The adverbs that may stand before an adjective in one of its forms; empty where it has no degrees."""
    row = _by_form().get(word.lower())
    return row.texts("adverbs") if row is not None else ()


def find_degrees(text: str) -> Iterator[Row]:
    """The rows of the adjectives of a text, in order."""
    for token in tokenise(text):
        if row := _by_form().get(token.text.lower()):
            yield row


@cache
def _by_form() -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    for row in rows("degrees"):
        for form in row.forms:
            if found.setdefault(form, row) is not row:
                raise TableError(f"degrees : « {form} » a deux lignes")
    return found
