"""Pairs of words that are taken for one another and change the sense: ``lexicons/confusions/``."""

from dataclasses import dataclass
from functools import cache

from transcribe.core.data import shipped
from transcribe.terms.table import read_records


@dataclass(frozen=True, slots=True)
class Confusion:
    """A word, the one it may be taken for, and why it matters (a French sentence)."""

    word: str
    other: str
    kind: str
    why: str


@cache
def _pairs() -> dict[str, tuple[Confusion, ...]]:
    try:
        table = shipped("lexicons", "confusions", "terms.tsv")
    except FileNotFoundError:
        return {}
    found: dict[str, list[Confusion]] = {}
    for record in read_records(table, key="term_a"):
        one, two, kind, why = (record.get(name, "") for name in ("term_a", "term_b", "kind", "why"))
        for word, other in ((one, two), (two, one)):
            found.setdefault(word.lower(), []).append(Confusion(word, other, kind, why))
    return {word: tuple(pairs) for word, pairs in found.items()}


def confusions(word: str) -> tuple[Confusion, ...]:
    """What a word may be taken for, whatever its capitals; empty for most words."""
    return _pairs().get(word.lower(), ())
