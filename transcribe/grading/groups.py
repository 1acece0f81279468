"""Runs of links that differ, and where to cut them so that what is left out is a phrase."""

from collections.abc import Sequence
from dataclasses import dataclass

from transcribe.grading.align import Link
from transcribe.grading.tokens import Token


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive links that differ."""

    links: tuple[Link, ...]


def slid(links: list[Link], reference: Sequence[Token], attempt: Sequence[Token]) -> list[Link]:
    """Moves each pure omission or addition to the cut, among equal ones, that follows the phrases."""
    links = _slid(links, reference, omitted=True)
    return _slid(links, attempt, omitted=False)


def _slid(links: list[Link], tokens: Sequence[Token], *, omitted: bool) -> list[Link]:
    out = list(links)
    place = 0
    while place < len(out):
        end = place
        while end < len(out) and _is_pure(out[end], omitted):
            end += 1
        if end == place:
            place += 1
            continue
        shift = _best_shift(out, place, end, tokens, omitted)
        if shift:
            out = _shifted(out, place, end, shift, omitted)
        place = end + max(shift, 0) + 1
    return out


def _is_pure(link: Link, omitted: bool) -> bool:
    empty = link.j1 == link.j2 if omitted else link.i1 == link.i2
    return not link.same and empty


def _own(link: Link, omitted: bool) -> tuple[int, int]:
    return (link.i1, link.i2) if omitted else (link.j1, link.j2)


def _is_plain(link: Link) -> bool:
    return link.same and link.i2 - link.i1 == link.j2 - link.j1 == 1


def _best_shift(links: list[Link], first: int, end: int, tokens: Sequence[Token], omitted: bool) -> int:
    start, stop = _own(links[first], omitted)[0], _own(links[end - 1], omitted)[1]
    options = [0]
    k = 1
    while first - k >= 0 and _is_plain(links[first - k]) and tokens[start - k].key == tokens[stop - k].key:
        options.append(-k)
        k += 1
    k = 1
    while (
        end - 1 + k < len(links)
        and _is_plain(links[end - 1 + k])
        and tokens[start + k - 1].key == tokens[stop + k - 1].key
    ):
        options.append(k)
        k += 1
    return max(options, key=lambda k: (_cut_quality(tokens, start + k, stop + k), -abs(k)))


def _cut_quality(tokens: Sequence[Token], start: int, stop: int) -> int:
    """How well ``tokens[start:stop]`` is a phrase: whole lines, then clauses that end with their mark."""
    opens_line = start == 0 or tokens[start].line_start
    closes_line = stop >= len(tokens) or tokens[stop].line_start
    after_mark = opens_line or tokens[start - 1].key in {",", ";", ".", ":"}
    with_mark = tokens[stop - 1].key in {",", ";", "."}
    leads_mark = tokens[start].key in {",", ";", "et"}
    before_mark = stop < len(tokens) and tokens[stop].key in {",", ";", "."}
    quality = 4 * (opens_line and closes_line)
    quality += 2 * (after_mark and (with_mark or closes_line)) + 2 * (leads_mark and before_mark)
    return quality + after_mark + (tokens[start].key in {"et", "ni"})


def _shifted(links: list[Link], first: int, end: int, shift: int, omitted: bool) -> list[Link]:
    """The links with the omission (or addition) ``first:end`` moved by ``shift`` tokens."""
    start, stop = _own(links[first], omitted)[0], _own(links[end - 1], omitted)[1]
    size = stop - start
    low, high = (first + shift, end) if shift < 0 else (first, end + shift)
    kept = [link for link in links[low:high] if not _is_pure(link, omitted)]
    moved: list[Link] = []
    for link in kept:
        delta = size if shift < 0 else -size
        moved.append(
            Link(link.i1 + delta, link.i2 + delta, link.j1, link.j2, True)
            if omitted
            else Link(link.i1, link.i2, link.j1 + delta, link.j2 + delta, True)
        )
    before = shift < 0
    if omitted:
        other = kept[0].j1 if before else kept[-1].j2
        hole = Link(start + shift, stop + shift, other, other)
    else:
        other = kept[0].i1 if before else kept[-1].i2
        hole = Link(other, other, start + shift, stop + shift)
    return [*links[:low], *([hole, *moved] if before else [*moved, hole]), *links[high:]]
