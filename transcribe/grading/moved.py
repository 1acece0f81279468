"""Passages that stand in another place than in the reference: set aside, so that nothing cascades."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from transcribe.grading.accepted import Variant
from transcribe.grading.align import Link, align
from transcribe.grading.copies import label_length
from transcribe.grading.groups import slid
from transcribe.grading.lexical import Words, sided
from transcribe.grading.tokens import Token
from transcribe.grading.variants import find_arcs

_LEAST_WORDS = 4
_SAME_LINE = 0.75
_SAME_RUN = 0.6

Run = tuple[int, int]


def align_with_moves(
    ref: Sequence[Token], att: Sequence[Token], variants: Sequence[Variant] = (), words: Words | None = None
) -> tuple[list[Link], list[Link]]:
    """Links that cover every token of both texts once, and the passages that moved, as links over them.

    Links of moved passages come last, out of order. ``variants`` are writings accepted for this reference.
    """
    lines = [*_moved_lines(ref, att), *_moved_copies(ref, att)]
    kept_ref = _kept(len(ref), [(b.i1, b.i2) for b in lines])
    kept_att = _kept(len(att), [(b.j1, b.j2) for b in lines])
    part_ref, part_att = [ref[i] for i in kept_ref], [att[j] for j in kept_att]
    links = slid(
        align(part_ref, part_att, find_arcs(part_ref, part_att, variants, words)), part_ref, part_att
    )
    if lines:
        links = [_mapped(link, kept_ref, kept_att, len(ref), len(att)) for link in links]
    runs = _moved_runs(links, ref, att)
    for block in runs:
        links = [link for link in links if not _inside(link, block)]
    for block in (*lines, *runs):
        links += _inner(block, ref, att, variants, words)
    return links, [*lines, *runs]


def _inner(
    block: Link,
    ref: Sequence[Token],
    att: Sequence[Token],
    variants: Sequence[Variant],
    words: Words | None,
) -> list[Link]:
    one, other = ref[block.i1 : block.i2], att[block.j1 : block.j2]
    return [
        Link(p.i1 + block.i1, p.i2 + block.i1, p.j1 + block.j1, p.j2 + block.j1, p.same)
        for p in align(one, other, find_arcs(one, other, variants, words))
    ]


def _kept(count: int, holes: Sequence[Run]) -> list[int]:
    out = {n for start, end in holes for n in range(start, end)}
    return [n for n in range(count) if n not in out]


def _mapped(link: Link, ref: Sequence[int], att: Sequence[int], ref_end: int, att_end: int) -> Link:
    """A link over the kept tokens as one over all tokens."""
    i1, i2 = _back(link.i1, link.i2, ref, ref_end)
    j1, j2 = _back(link.j1, link.j2, att, att_end)
    return Link(i1, i2, j1, j2, link.same)


def _back(first: int, end: int, kept: Sequence[int], count: int) -> Run:
    if first < end:
        return kept[first], kept[end - 1] + 1
    place = kept[first] if first < len(kept) else count
    return place, place


# --- whole lines ----------------------------------------------------------------------------------------


def _moved_lines(ref: Sequence[Token], att: Sequence[Token]) -> list[Link]:
    """Lines of the reference that stand in the attempt, whole or nearly, in another order."""
    ref_lines, att_lines = _lines(ref), _lines(att)
    counts = [_words(att, line) for line in att_lines]
    totals = [other.total() for other in counts]
    pairs: list[tuple[int, int, int]] = []
    for i, line in enumerate(ref_lines):
        words = _words(ref, line)
        total = words.total()
        if total < _LEAST_WORDS or label_length(ref, line[0]):
            continue
        shares = [
            _share(words, other) if _SAME_LINE * max(size, total) <= min(size, total) else 0.0
            for other, size in zip(counts, totals, strict=True)
        ]
        best = max(range(len(shares)), key=shares.__getitem__, default=-1)
        if best >= 0 and shares[best] < 1 and any(_differ_by_sides(words, other) for other in counts):
            continue  # a side changed on the spot is no passage that moved
        if best >= 0 and shares[best] >= _SAME_LINE and sum(s >= _SAME_LINE for s in shares) == 1:
            pairs.append((i, best, total))
    in_order = _heaviest_order(pairs)
    return [Link(*ref_lines[i], *att_lines[j]) for i, j, _ in pairs if (i, j) not in in_order]


def _moved_copies(ref: Sequence[Token], att: Sequence[Token]) -> list[Link]:
    """The line of the copies, whole, where the attempt has it elsewhere than after all the others: both are usage."""
    expected, found = (
        [line for line in _lines(tokens) if label_length(tokens, line[0])] for tokens in (ref, att)
    )
    if len(expected) != 1 or len(found) != 1:
        return []
    is_elsewhere = expected[0][1] == len(ref) and found[0][1] < len(att)
    return [Link(*expected[0], *found[0])] if is_elsewhere else []


def _lines(tokens: Sequence[Token]) -> list[Run]:
    starts = [n for n, token in enumerate(tokens) if token.line_start or n == 0]
    return list(pairwise([*starts, len(tokens)]))


def _words(tokens: Sequence[Token], run: Run) -> "Counter[str]":
    return Counter(token.key for token in tokens[run[0] : run[1]] if token.kind != "mark")


def _share(one: "Counter[str]", other: "Counter[str]") -> float:
    return (one & other).total() / max(one.total(), other.total(), 1)


def _differ_by_sides(one: "Counter[str]", other: "Counter[str]") -> bool:
    """Whether two lines have the same words but for the sides that they name."""
    if not any(map(sided, one)):
        return False
    left, right = ({key: n for key, n in words.items() if not sided(key)} for words in (one, other))
    return left == right and one != other and one.total() == other.total()


def _heaviest_order(pairs: Sequence[tuple[int, int, int]]) -> set[Run]:
    """The pairs, increasing on both sides, that hold most words: what moved is the rest."""
    best: list[tuple[int, int]] = []  # weight of the best chain that ends here, and the pair before
    for n, (_, j, weight) in enumerate(pairs):
        before = [(best[m][0], m) for m in range(n) if pairs[m][1] < j]
        heaviest = max(before, default=(0, -1))
        best.append((heaviest[0] + weight, heaviest[1]))
    chain: set[Run] = set()
    n = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while n >= 0:
        chain.add(pairs[n][:2])
        n = best[n][1]
    return chain


# --- runs inside lines ----------------------------------------------------------------------------------


def _moved_runs(links: Sequence[Link], ref: Sequence[Token], att: Sequence[Token]) -> list[Link]:
    """Runs left out in one place and written in another."""
    added = _runs(links, att, omitted=False)
    moved: list[Link] = []
    for i1, i2 in _runs(links, ref, omitted=True):
        for number, (j1, j2) in enumerate(added):
            if _share(_words(ref, (i1, i2)), _words(att, (j1, j2))) >= _SAME_RUN:
                moved.append(Link(i1, i2, j1, j2))
                del added[number]
                break
    return moved


def _runs(links: Sequence[Link], tokens: Sequence[Token], *, omitted: bool) -> list[Run]:
    runs: list[Run] = []
    for link in links:
        first, last = (link.i1, link.i2) if omitted else (link.j1, link.j2)
        empty = link.j1 == link.j2 if omitted else link.i1 == link.i2
        if link.same or not empty:
            continue
        if runs and runs[-1][1] == first:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return [run for run in runs if _words(tokens, run).total() >= _LEAST_WORDS]


def _inside(link: Link, block: Link) -> bool:
    omitted = link.j1 == link.j2 and block.i1 <= link.i1 and link.i2 <= block.i2
    added = link.i1 == link.i2 and block.j1 <= link.j1 and link.j2 <= block.j2
    return not link.same and (omitted or added)
