"""Aligns an attempt with its reference, so that one slip stays one slip.

Runs of three tokens that stand once in both texts are anchors; between anchors, the cheapest edit path is
found by dynamic programming over words, marks, merged and split words, and writings known to be equivalent.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from transcribe.french import fold, squash
from transcribe.french.homophones import homophones_of
from transcribe.french.negations import negation_of
from transcribe.grading.lexical import sided
from transcribe.grading.tokens import Token

_GRAM = 3
_CELLS = 250_000
_NEVER = 1e9
_HOMOPHONES = 0.3  # « n'y » for « ni »

Run = tuple[int, int, int]
"""A common run: where it starts in both texts, and its length."""
Arcs = Mapping[tuple[int, int], Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Link:
    """Reference tokens ``i1:i2`` stand against attempt tokens ``j1:j2``; ``same``: equally right."""

    i1: int
    i2: int
    j1: int
    j2: int
    same: bool = False


def align(reference: Sequence[Token], attempt: Sequence[Token], arcs: Arcs) -> list[Link]:
    """Links that cover every token of both texts once, in order.

    ``arcs`` maps a pair of places to the lengths (in reference and attempt tokens) of equivalent writings
    that start there.
    """
    links: list[Link] = []
    i = j = 0
    anchors = _beside_arcs(_anchors(reference, attempt), arcs)
    for start_i, start_j, size in [*anchors, (len(reference), len(attempt), 0)]:
        links += _gap(reference, attempt, (i, start_i, j, start_j), arcs)
        links += [Link(start_i + k, start_i + k + 1, start_j + k, start_j + k + 1, True) for k in range(size)]
        i, j = start_i + size, start_j + size
    return links


def _anchors(reference: Sequence[Token], attempt: Sequence[Token]) -> list[Run]:
    """Maximal common runs grown from unique runs of three tokens, in increasing order in both texts.

    Runs that differ by their side alone are not unique: « rein droit : » does not anchor to another line than its own.
    """
    ref_keys, att_keys = [t.key for t in reference], [t.key for t in attempt]
    in_ref, in_att = (_unique_grams([_sideless(key) for key in keys]) for keys in (ref_keys, att_keys))
    pairs = sorted((in_ref[gram], in_att[gram]) for gram in in_ref.keys() & in_att.keys())
    pairs = [(i, j) for i, j in pairs if ref_keys[i : i + _GRAM] == att_keys[j : j + _GRAM]]
    runs: list[Run] = []
    i_end = j_end = 0
    for i, j in _increasing(pairs):
        if i < i_end or j < j_end:
            continue
        start_i, start_j = i, j
        while start_i > i_end and start_j > j_end and ref_keys[start_i - 1] == att_keys[start_j - 1]:
            start_i, start_j = start_i - 1, start_j - 1
        stop_i, stop_j = i + _GRAM, j + _GRAM
        while stop_i < len(ref_keys) and stop_j < len(att_keys) and ref_keys[stop_i] == att_keys[stop_j]:
            stop_i, stop_j = stop_i + 1, stop_j + 1
        runs.append((start_i, start_j, stop_i - start_i))
        i_end, j_end = stop_i, stop_j
    return runs


def _beside_arcs(runs: Sequence[Run], arcs: Arcs) -> list[Run]:
    """The runs without what they share with an equivalent writing.

    « besoin » stands in both texts, and belongs to « en cas de besoin », written « si besoin »: a run that goes through
    the two sides of an equivalence leaves it whole to the edit path.
    """
    boxes = [(i, j, di, dj) for (i, j), sizes in arcs.items() for di, dj in sizes]
    if not boxes:
        return list(runs)
    out: list[Run] = []
    for start_i, start_j, size in runs:
        shift = start_i - start_j
        holes = sorted(
            (max(i, j + shift, start_i), min(i + di, j + dj + shift, start_i + size))
            for i, j, di, dj in boxes
        )
        place = start_i
        for first, last in holes:
            if first < last:
                if place < first:
                    out.append((place, place - shift, first - place))
                place = max(place, last)
        if place < start_i + size:
            out.append((place, place - shift, start_i + size - place))
    return out


@lru_cache(maxsize=1 << 14)
def _sideless(key: str) -> str:
    return "<side>" if sided(key) else key


def _unique_grams(keys: Sequence[str]) -> dict[tuple[str, ...], int]:
    grams = [tuple(keys[i : i + _GRAM]) for i in range(len(keys) - _GRAM + 1)]
    counts = Counter(grams)
    return {gram: i for i, gram in enumerate(grams) if counts[gram] == 1}


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of ``pairs`` (sorted by their first value) that increases in both values."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        tails[place : place + 1] = [j]
        tail_at[place : place + 1] = [index]
        previous.append(tail_at[place - 1] if place else -1)
    out: list[tuple[int, int]] = []
    index = tail_at[-1] if tail_at else -1
    while index >= 0:
        out.append(pairs[index])
        index = previous[index]
    return out[::-1]


Box = tuple[int, int, int, int]
Reach = Callable[[int, int, float, tuple[int, int, bool]], None]


def _gap(reference: Sequence[Token], attempt: Sequence[Token], box: Box, arcs: Arcs) -> list[Link]:
    i1, i2, j1, j2 = box
    if i1 == i2 and j1 == j2:
        return []
    if i1 == i2 or j1 == j2:
        return _lone_links(box)
    if (i2 - i1) * (j2 - j1) > _CELLS:
        return _coarse_gap(reference, attempt, box, arcs)
    return _Path(reference, attempt, box, arcs).links()


def _lone_links(box: Box) -> list[Link]:
    """One link a token, where one side has none."""
    i1, i2, j1, j2 = box
    return [Link(i, i + 1, j1, j1) for i in range(i1, i2)] + [Link(i2, i2, j, j + 1) for j in range(j1, j2)]


def _coarse_gap(reference: Sequence[Token], attempt: Sequence[Token], box: Box, arcs: Arcs) -> list[Link]:
    """A gap too large for the fine path: equal tokens of a plain edit path cut it first."""
    i1, i2, j1, j2 = box
    codes = Levenshtein.opcodes([t.key for t in reference[i1:i2]], [t.key for t in attempt[j1:j2]])
    links: list[Link] = []
    for code in codes:
        part = (i1 + code.src_start, i1 + code.src_end, j1 + code.dest_start, j1 + code.dest_end)
        if code.tag == "equal":
            size = part[1] - part[0]
            links += [
                Link(part[0] + k, part[0] + k + 1, part[2] + k, part[2] + k + 1, True) for k in range(size)
            ]
        elif (part[1] - part[0]) * (part[3] - part[2]) > _CELLS:
            links += _lone_links((part[0], part[1], part[2], part[2]))
            links += _lone_links((part[1], part[1], part[2], part[3]))
        else:
            links += _gap(reference, attempt, part, arcs)
    return links


class _Path:
    """The cheapest path through one gap, by dynamic programming."""

    def __init__(self, reference: Sequence[Token], attempt: Sequence[Token], box: Box, arcs: Arcs) -> None:
        self.box = box
        self.ref = reference[box[0] : box[1]]
        self.att = attempt[box[2] : box[3]]
        self.arcs = arcs

    def links(self) -> list[Link]:
        moves = self._moves()
        i, j = len(self.ref), len(self.att)
        steps: list[Link] = []
        i1, j1 = self.box[0], self.box[2]
        while i or j:
            di, dj, same = moves[i][j]
            steps.append(Link(i1 + i - di, i1 + i, j1 + j - dj, j1 + j, same))
            i, j = i - di, j - dj
        return steps[::-1]

    def _moves(self) -> list[list[tuple[int, int, bool]]]:
        rows, columns = len(self.ref) + 1, len(self.att) + 1
        cost = [[_NEVER] * columns for _ in range(rows)]
        move: list[list[tuple[int, int, bool]]] = [[(0, 0, False)] * columns for _ in range(rows)]
        cost[0][0] = 0.0
        omit = [_lone(token) for token in self.ref]
        add = [_lone(token) for token in self.att]
        i1, j1 = self.box[0], self.box[2]

        def reach(i: int, j: int, price: float, step: tuple[int, int, bool]) -> None:
            if price < cost[i][j] - 1e-9:
                cost[i][j] = price
                move[i][j] = step

        for i in range(rows):
            for j in range(columns):
                here = cost[i][j]
                if i < rows - 1 and j < columns - 1:
                    one, other = self.ref[i], self.att[j]
                    if one.key == other.key:
                        reach(i + 1, j + 1, here, (1, 1, True))
                    else:
                        reach(i + 1, j + 1, here + change(one, other), (1, 1, False))
                    self._joined(i, j, here, reach)
                    for di, dj in self.arcs.get((i1 + i, j1 + j), ()):
                        if i + di < rows and j + dj < columns:
                            reach(i + di, j + dj, here + 0.05, (di, dj, True))
                if i < rows - 1:
                    reach(i + 1, j, here + omit[i], (1, 0, False))
                if j < columns - 1:
                    reach(i, j + 1, here + add[j], (0, 1, False))
        return move

    def _joined(self, i: int, j: int, here: float, reach: Reach) -> None:
        """A word cut in two or three, or words run together."""
        for size in (2, 3):
            if j + size <= len(self.att):
                price = joined(self.ref[i : i + 1], self.att[j : j + size])
                if price is not None:
                    reach(i + 1, j + size, here + price, (1, size, False))
            if i + size <= len(self.ref):
                price = joined(self.ref[i : i + size], self.att[j : j + 1])
                if price is not None:
                    reach(i + size, j + 1, here + price, (size, 1, False))


def _lone(token: Token) -> float:
    return 0.55 if token.kind in {"mark", "flag"} else 1.0


def change(one: Token, other: Token) -> float:
    """The price of reading ``other`` where ``one`` was expected; two words that share nothing cost 1.7."""
    kinds = {one.kind, other.kind}
    if "flag" in kinds:
        return 0.3
    if "mark" in kinds:
        return 0.5 if len(kinds) == 1 else _NEVER
    if one.kind == other.kind and one.kind != "word":
        return 0.6
    if {one.kind, other.kind} == {"number", "date"} or {one.kind, other.kind} == {"number", "time"}:
        return 1.2
    both = one.key, other.key
    if all(map(sided, both)) or all(key == "avec" or negation_of(key) for key in both):
        return 0.5
    return 0.25 + 1.45 * distance(fold(one.text), fold(other.text))


def joined(one: Sequence[Token], other: Sequence[Token]) -> float | None:
    """The price of words cut or run together, None when the letters differ too much."""
    if not _may_join(one, other):
        return None
    if "".join(t.key for t in other) in homophones_of("".join(t.key for t in one)):
        return _HOMOPHONES
    left, right = ("".join(squash(t.text) for t in side) for side in (one, other))
    too_short = len(left) < 4 and left != right
    if too_short or abs(len(left) - len(right)) > 2:
        return None
    gap = distance(left, right)
    return None if gap > 0.25 else 0.1 + 1.45 * gap


def _may_join(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether both sides hold words, none of which stands on the other side as it should."""
    whole = [*one, *other]
    if any(t.kind == "mark" and t.key not in {"-", "/", "'"} for t in whole):
        return False
    if any(t.kind not in {"word", "number", "unit", "mark"} for t in whole):
        return False
    if all(t.kind == "mark" for t in one) or all(t.kind == "mark" for t in other):
        return False
    return not {t.key for t in one} & {t.key for t in other}


@lru_cache(maxsize=1 << 17)
def distance(one: str, other: str) -> float:
    """Share of letters that differ, in [0, 1]."""
    return float(Levenshtein.normalized_distance(one, other))
