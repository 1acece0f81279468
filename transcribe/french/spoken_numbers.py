"""Number words that are no figures, and other words that are (``data/worded_numbers.toml``, ``heard_numbers.toml``)."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from transcribe.french.fold import fold
from transcribe.french.tables import Row, by_key, rows
from transcribe.french.tokens import tokenise

_LEADS = frozenset("des les a aux ses".split())


def stays_worded(before: str, number: str, noun: str) -> bool:
    """Whether a number stays in words between two folded words: « les | deux | yeux », « à | quatre | pattes »."""
    return before in _LEADS and f"{number} {noun}" in _worded()


def heard_number(word: str, follow: str) -> str:
    """The number that a folded word was heard for before another: « sept » for « cette jours »; or empty."""
    row = _heard().get(word)
    return row.text("meant") if row is not None and follow in _before(word) else ""


@cache
def misheard_numbers() -> frozenset[str]:
    """The folded words that are heard for a number before some others."""
    return frozenset(_heard())


def find_worded(text: str) -> Iterator[Row]:
    """The rows of the numbers of a text that stay in words."""
    keys = [token.key for token in tokenise(text)]
    for before, number, noun in zip(keys, keys[1:], keys[2:], strict=False):
        if stays_worded(before, number, noun):
            yield _worded()[f"{number} {noun}"]


def find_heard(text: str) -> Iterator[Row]:
    """The rows of the words of a text that were numbers."""
    keys = [token.key for token in tokenise(text)]
    for word, follow in pairwise(keys):
        if heard_number(word, follow):
            yield _heard()[word]


@cache
def _worded() -> Mapping[str, Row]:
    return by_key(rows("worded_numbers"))


@cache
def _heard() -> Mapping[str, Row]:
    return by_key(rows("heard_numbers"))


@cache
def _before(word: str) -> frozenset[str]:
    return frozenset(map(fold, _heard()[word].texts("before")))
