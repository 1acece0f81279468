"""Writings that a trainer accepts for one exercise: they face what was expected as if they were the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe.grading.align import Link
from transcribe.grading.tokens import Token, tokenize
from transcribe.grading.types import Decision

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """Token keys expected and accepted; ``starts`` are the characters of the reference where this holds."""

    expected: Phrase
    found: Phrase
    starts: frozenset[int]
    decision: Decision


def variants_of(decisions: Sequence[Decision], reference: Sequence[Token]) -> tuple[Variant, ...]:
    """The variants among decisions, with the places of the reference where they are accepted."""
    out: list[Variant] = []
    for decision in decisions:
        if decision.ruling != "accept":
            continue
        for expected in phrases(decision.expected):
            starts = places_of(expected, reference)
            if decision.occurrence:
                starts = starts[decision.occurrence - 1 : decision.occurrence]
            kept = frozenset(starts)
            out += [Variant(expected, found, kept, decision) for found in phrases(decision.found) if kept]
    return tuple(out)


def phrases(text: str) -> list[Phrase]:
    """The keys that a writing may have in a text: alone, and after a number, where « g » is a unit."""
    alone = tuple(token.key for token in tokenize(text))
    after = tuple(token.key for token in tokenize(f"1 {text}")[1:])
    return [keys for keys in dict.fromkeys((alone, after)) if keys]


def places_of(phrase: Phrase, tokens: Sequence[Token]) -> list[int]:
    """The characters where a phrase begins."""
    keys = [token.key for token in tokens]
    size = len(phrase)
    return [tokens[i].start for i in range(len(keys) - size + 1) if tuple(keys[i : i + size]) == phrase]


def accepted_arcs(
    reference: Sequence[Token], attempt: Sequence[Token], variants: Sequence[Variant]
) -> Iterator[tuple[int, int, int, int]]:
    """Where accepted variants may face what was expected: both places, and both lengths in tokens."""
    at = {token.start: i for i, token in enumerate(reference)}
    keys = [token.key for token in attempt]
    for variant in variants:
        size, other = len(variant.expected), len(variant.found)
        found = [j for j in range(len(keys) - other + 1) if tuple(keys[j : j + other]) == variant.found]
        for start in variant.starts & at.keys():
            yield from ((at[start], j, size, other) for j in found)


def accepted_links(
    links: Sequence[Link], reference: Sequence[Token], attempt: Sequence[Token], variants: Sequence[Variant]
) -> list[tuple[Link, Decision]]:
    """Where a variant faces what was expected, in one link or over several, with the decision that accepts it."""
    found: dict[tuple[int, int], tuple[Link, Decision]] = {}
    if not variants:
        return []
    at = {token.start: i for i, token in enumerate(reference)}
    keys = [token.key for token in attempt]
    added = {j for link in links if link.i1 == link.i2 for j in range(link.j1, link.j2)}
    for variant in variants:
        if variant.expected == variant.found:
            continue
        for first in (at[start] for start in variant.starts if start in at):
            end = first + len(variant.expected)
            window = _facing(links, first, end, added)
            if window is None:
                continue
            j = _inside(keys, variant.found, window)
            if j >= 0:
                found[first, end] = (Link(first, end, j, j + len(variant.found), True), variant.decision)
    return list(found.values())


Window = tuple[int, int, int, int]


def _facing(links: Sequence[Link], first: int, end: int, added: set[int]) -> Window | None:
    """The attempt's tokens that face ``first:end`` of the reference, between what was added before and after them.

    ``None`` when they face other tokens of the reference too.
    """
    over = [link for link in links if link.i1 < end and link.i2 > first]
    if not over or any(link.i1 < first or link.i2 > end for link in over):
        return None
    low, high = min(link.j1 for link in over), max(link.j2 for link in over)
    left, right = low, high
    while left - 1 in added:
        left -= 1
    while right in added:
        right += 1
    return left, low, high, right


def _inside(keys: Sequence[str], phrase: Phrase, window: Window) -> int:
    """Where a phrase stands in a window so that it covers all that faces; -1 when it does not."""
    left, low, high, right = window
    for start in range(left, low + 1):
        stop = start + len(phrase)
        if high <= stop <= right and tuple(keys[start:stop]) == phrase:
            return start
    return -1
