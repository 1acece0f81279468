"""Paragraphs that run together, and headings without their style.

A line break that the reference does not have is no mistake: the mark does not depend on how lines wrap.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from transcribe.grading.align import Link
from transcribe.grading.changes import Judge
from transcribe.grading.slips import Slip
from transcribe.grading.tokens import Token
from transcribe.grading.types import Page


def layout_slips(judge: Judge, links: Sequence[Link], reference: Page, attempt: Page) -> list[Slip]:
    """Slips of paragraphs and styles."""
    out = _lost_breaks(judge, links)
    if reference.styles and attempt.styles:
        out += _lost_styles(judge, links, reference, attempt)
    return out


def _lost_breaks(judge: Judge, links: Sequence[Link]) -> list[Slip]:
    """Where two paragraphs of the reference stand on one line of the attempt; several in a row are one slip."""
    part_of, line_of = _lines(judge.ref), _lines(judge.att)
    faces: dict[int, int] = {}
    for link in links:
        if link.i1 < link.i2 and link.j1 < link.j2 and judge.ref[link.i1].kind != "mark":
            faces[link.i1] = link.j1
    out: list[Slip] = []
    in_block = False
    for before, i in pairwise(sorted(faces)):
        if part_of[before] == part_of[i]:
            continue
        lost = line_of[faces[before]] == line_of[faces[i]]
        if lost and not in_block:
            heading = judge.out.roles[i] == "heading"
            link = Link(i, _line_end(judge, i, heading=heading), faces[i], faces[i] + 1)
            slip = judge.slip(link, "break_heading" if heading else "break", "layout", "minor", words=0)
            out.append(replace(slip, found=slip.expected))
        in_block = lost
    return out


def _lines(tokens: Sequence[Token]) -> list[int]:
    """The number of the line of each token."""
    return list(accumulate(int(token.line_start) for token in tokens))


def _line_end(judge: Judge, i: int, *, heading: bool) -> int:
    """Where the heading ends, or a few words further."""
    end = i + 1
    while end < len(judge.ref) and end < i + 5 and not judge.ref[end].line_start:
        if judge.ref[end].kind == "mark" or (heading and judge.out.roles[end] != "heading"):
            break
        end += 1
    return end


def _lost_styles(judge: Judge, links: Sequence[Link], reference: Page, attempt: Page) -> list[Slip]:
    wanted, given = _style_of_place(reference), _style_of_place(attempt)
    out: list[Slip] = []
    done: set[int] = set()
    for link in links:
        if link.i1 == link.i2 or link.j1 == link.j2:
            continue
        line, style = wanted(judge.ref[link.i1].start)
        if style not in {"title", "heading"} or line in done:
            continue
        done.add(line)
        if given(judge.att[link.j1].start)[1] not in {"title", "heading"}:
            end = link.i1 + 1
            while end < len(judge.ref) and not judge.ref[end].line_start:
                end += 1
            whole = Link(link.i1, end, link.j1, link.j2)
            slip = judge.slip(whole, "style", "layout", "minor", words=0)
            out.append(replace(slip, found=slip.expected))
    return out


def _style_of_place(page: Page) -> Callable[[int], tuple[int, str]]:
    from bisect import bisect_right

    starts = [0]
    for line in page.text.split("\n")[:-1]:
        starts.append(starts[-1] + len(line) + 1)

    def find(place: int) -> tuple[int, str]:
        line = bisect_right(starts, place) - 1
        return line, page.styles[line] if line < len(page.styles) else ""

    return find
