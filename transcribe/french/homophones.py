"""Words that sound alike and are told apart by grammar or by sense (``data/homophones.toml``)."""

from collections.abc import Iterator, Mapping
from functools import cache

from transcribe.french.fold import tidy
from transcribe.french.tables import Row, TableError, rows
from transcribe.french.tokens import tokenise

_LONGEST = 2


def homophones_of(word: str) -> frozenset[str]:
    """The listed words that sound like ``word`` (one word or a phrase), itself included; empty when there are none."""
    return _groups().get(tidy(word).lower(), frozenset())


def slips() -> Mapping[str, str]:
    """What learners write for another word: ``{"à": "a", "est": "et"}``."""
    return _slips()


def find_homophones(text: str) -> Iterator[Row]:
    """The rows that the words of a text belong to, in order."""
    by_form = {form: row for row in rows("homophones") for form in row.forms}
    words = [tidy(token.text).lower() for token in tokenise(text)]
    for place in range(len(words)):
        for length in range(1, _LONGEST + 1):
            phrase = " ".join(words[place : place + length]).replace("' ", "'")
            if phrase in by_form:
                yield by_form[phrase]


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows("homophones"):
        group = frozenset(row.forms)
        for form in row.forms:
            if found.setdefault(form, group) is not group:
                raise TableError(f"homophones : « {form} » a deux lignes")
    return found


@cache
def _slips() -> dict[str, str]:
    pairs = (pair.partition(" ") for row in rows("homophones") for pair in row.texts("slips"))
    return {right: wrong for right, _, wrong in pairs}
