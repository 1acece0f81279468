"""Writings that differ and are equally right: abbreviations and what they stand for, listed synonyms."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from transcribe.grading.accepted import Variant, accepted_arcs
from transcribe.grading.lexical import abbreviations, equivalents
from transcribe.grading.tokens import Token, tokenize

Phrase = tuple[str, ...]
ArcMap = dict[tuple[int, int], list[tuple[int, int]]]

_NUMBER_ONE = frozenset({"num:1", "ord:1"})


def find_arcs(
    reference: Sequence[Token], attempt: Sequence[Token], variants: Sequence[Variant] = ()
) -> ArcMap:
    """Where equivalent writings face each other: pairs of places, and their lengths in tokens.

    ``variants`` are those that a trainer accepts for this reference.
    """
    arcs: ArcMap = defaultdict(list)
    for place, other, size, length in accepted_arcs(reference, attempt, variants):
        arcs[place, other].append((size, length))
    ones = [j for j, token in enumerate(attempt) if token.key in {"un", "une", "num:1"}]
    for i, token in enumerate(reference):
        if token.key in {"un", "une", "num:1"}:
            for j in ones:
                arcs[i, j].append((1, 1))
    _phrase_arcs(reference, attempt, arcs)
    _date_arcs(reference, attempt, arcs)
    return arcs


def _phrase_arcs(reference: Sequence[Token], attempt: Sequence[Token], arcs: ArcMap) -> None:
    in_attempt: dict[int, list[tuple[int, Phrase]]] = defaultdict(list)
    for j, group, phrase in _occurrences(attempt):
        in_attempt[group].append((j, phrase))
    if not in_attempt:
        return
    for i, group, phrase in _occurrences(reference):
        for j, other in in_attempt.get(group, ()):
            if phrase != other:
                arcs[i, j].append((len(phrase), len(other)))


def _occurrences(tokens: Sequence[Token]) -> list[tuple[int, int, Phrase]]:
    """(place, group, phrase) of every phrase of a group that stands in a text."""
    found: list[tuple[int, int, Phrase]] = []
    keys = [token.key for token in tokens]
    index = _index()
    for place, key in enumerate(keys):
        for phrase, groups in index.get(key, ()):
            if tuple(keys[place : place + len(phrase)]) == phrase:
                found += [(place, group, phrase) for group in groups]
    return found


@cache
def _index() -> dict[str, list[tuple[Phrase, list[int]]]]:
    """Phrases by their first key, each with the groups it belongs to."""
    groups: list[tuple[str, ...]] = list(equivalents())
    groups += [(term, meaning) for term, meanings in abbreviations().items() for meaning in meanings]
    by_phrase: dict[Phrase, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for form in group:
            # a number before shows units as units
            for keys in {_keys(form), _keys("1 " + form)[1:]}:
                if keys and number not in by_phrase[keys]:
                    by_phrase[keys].append(number)
    out: dict[str, list[tuple[Phrase, list[int]]]] = defaultdict(list)
    for phrase, numbers in by_phrase.items():
        if phrase:
            out[phrase[0]].append((phrase, numbers))
    return out


def _keys(form: str) -> Phrase:
    return tuple(token.key for token in tokenize(form))


def _date_arcs(reference: Sequence[Token], attempt: Sequence[Token], arcs: ArcMap) -> None:
    """A date that says the year where the reference leaves it out, or « 03/06 » for « 3 juin »."""
    for i, token in enumerate(reference):
        if token.kind != "date":
            continue
        year, month, day = _date(token)
        for j, other in enumerate(attempt):
            if other.kind == "date" and not year and _date(other)[1:] == (month, day):
                arcs[i, j].append((1, 1))
            elif not year and other.key == f"num:{day}" and _is_slash_date(attempt, j, month):
                arcs[i, j].append((1, 3))


def _date(token: Token) -> tuple[int, int, int]:
    year, month, day = token.key.removeprefix("date:").rsplit("-", 2)
    return (0 if "-" in year else int(year)), int(month), int(day)


def _is_slash_date(tokens: Sequence[Token], place: int, month: int) -> bool:
    keys = [token.key for token in tokens[place + 1 : place + 3]]
    return keys == ["/", f"num:{month}"]
