"""Codes and figures written otherwise and as right: « L3/L4 » for « L3-L4 », « 8 sur 9 », « 1 m 75 », « 31 14 »."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from transcribe.french import fold
from transcribe.french.identifiers import label_before
from transcribe.french.numbers import decimal_of
from transcribe.french.quantities import Measure, read_measure
from transcribe.grading.tokens import Token

Arc = tuple[int, int, int, int]
"""Both places, and both lengths in tokens."""

_MOST_TOKENS = 5
_JOINTS = frozenset("-/")
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_LEAST_NUMBER = 4
_OVER = frozenset(["/", "sur"])
_FIGURES = re.compile(r"[\d\s\u00a0\u202f.]+")


def code_arcs(reference: Sequence[Token], attempt: Sequence[Token]) -> Iterator[Arc]:
    """Where the same code faces itself, cut by hyphens, slashes or spaces: « EU-TIRADS 4 » and « EU TIRADS 4 »."""
    written: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for j, size, parts in _codes(attempt):
        written[parts].append((j, size))
    for i, size, parts in _codes(reference) if written else ():
        for j, other in written.get(parts, ()):
            if [t.key for t in reference[i : i + size]] != [t.key for t in attempt[j : j + other]]:
                yield i, j, size, other


def _codes(tokens: Sequence[Token]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Runs of tokens on a line that make one code: where they start, how many they are, their letters and figures."""
    pieces = [_is_piece(token) for token in tokens]
    for place in range(len(tokens)):
        if not pieces[place]:
            continue
        for size in range(1, min(_MOST_TOKENS, len(tokens) - place) + 1):
            token, is_piece = tokens[place + size - 1], pieces[place + size - 1]
            if size > 1 and (token.line_start or not (is_piece or token.key in _JOINTS)):
                break
            run = tokens[place : place + size]
            if is_piece and _is_code(run):
                yield place, size, _parts(run)


def _is_piece(token: Token) -> bool:
    """A siglum, or a whole number: no name, no word of a sentence, no value with its unit."""
    if token.kind == "number":
        return token.text.isdecimal()
    return token.kind == "word" and _is_siglum(token.text)


@lru_cache(maxsize=1 << 14)
def _is_siglum(word: str) -> bool:
    """Whether a word begins with a capital or has a figure, and is a siglum between its hyphens and slashes."""
    opens = word[0].isupper() or _has_figure(word)
    return opens and all(
        _has_figure(part) or sum(sign.isupper() for sign in part) * 2 >= len(part)
        for part in re.split("[-/]", word)
    )


def _has_figure(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _is_code(run: Sequence[Token]) -> bool:
    """Whether there are letters among the pieces, and more than one sign."""
    text = "".join(token.text for token in run if token.kind != "mark")
    return len(text) > 1 and any(sign.isalpha() for sign in text)


def _parts(run: Sequence[Token]) -> tuple[str, ...]:
    """The letters and the figures of a code: letters that follow letters are one part, figures are cut as written."""
    out: list[str] = []
    for token in run:
        for part in _PARTS.findall(token.text):
            if out and part.isalpha() and out[-1].isalpha():
                out[-1] += part.lower()
            else:
                out.append(part.lower())
    return tuple(out)


def ratio_arcs(reference: Sequence[Token], attempt: Sequence[Token]) -> Iterator[Arc]:
    """« 8 sur 9 » for « 8/9 », between the same numbers."""
    written = {over: j for j, over in _ratios(attempt)}
    for i, over in _ratios(reference):
        j = written.get(over)
        if j is not None and reference[i].key != attempt[j].key:
            yield i, j, 1, 1


def _ratios(tokens: Sequence[Token]) -> Iterator[tuple[int, tuple[str, str]]]:
    for place in range(1, len(tokens) - 1):
        before, after = tokens[place - 1], tokens[place + 1]
        if tokens[place].key in _OVER and before.kind == after.kind == "number":
            yield place, (before.key, after.key)


def compound(tokens: Sequence[Token], place: int) -> tuple[Decimal, str, int] | None:
    """« 1 m 75 », « 1m75 », « 3 kg 240 »: the value in the unit named, the unit, and how many tokens they take."""
    keys: list[str] = []
    of: list[int] = []
    for number, token in enumerate(tokens[place : place + _MOST_TOKENS]):
        if number and token.line_start:
            break
        parts = _PARTS.findall(token.key) if token.kind == "word" else [fold(token.text)]
        keys += parts
        of += [number] * len(parts)
    found = _in_two(tuple(keys)) if len(keys) > 2 else None
    return (decimal_of(found.figures), found.symbol, of[found.stop - 1] + 1) if found else None


@lru_cache(maxsize=1 << 12)
def _in_two(keys: tuple[str, ...]) -> Measure | None:
    """The measure said in two at the head of ``keys``, when it has one reading only."""
    found = read_measure(keys)
    if found is None or not found.in_two or found.alternatives or "," in keys[0]:
        return None
    return found


def grouped_arcs(reference: Sequence[Token], attempt: Sequence[Token]) -> Iterator[Arc]:
    """« 31 14 » for the number 3114 to call, « 0612345678 » for « 06 12 34 56 78 »: figures that identify."""
    written: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for j, size, figures in _identifiers(attempt):
        written[figures].append((j, size))
    for i, size, figures in _identifiers(reference) if written else ():
        for j, other in written.get(figures, ()):
            if [t.key for t in reference[i : i + size]] != [t.key for t in attempt[j : j + other]]:
                yield i, j, size, other


def _identifiers(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """The numbers that stand in a row after what names an identifier: where, how many, their figures."""
    keys = [fold(token.text) for token in tokens]
    for place, token in enumerate(tokens):
        if (
            not _is_figures(token)
            or (place and _is_figures(tokens[place - 1]))
            or label_before(keys, place) is None
        ):
            continue
        end = place + 1
        while more := _more_figures(tokens, end):
            end += more
        figures = "".join(re.sub(r"\D", "", one.text) for one in tokens[place:end])
        if len(figures) >= _LEAST_NUMBER:
            yield place, end - place, figures


def _more_figures(tokens: Sequence[Token], place: int) -> int:
    """How many tokens go on with the figures before ``place``: the next ones, or a dot between and the next ones."""
    if place < len(tokens) and _is_figures(tokens[place]) and not tokens[place].line_start:
        return 1
    dotted = place + 1 < len(tokens) and tokens[place].key == "." and _is_figures(tokens[place + 1])
    return 2 if dotted and tokens[place - 1].end == tokens[place].start == tokens[place + 1].start - 1 else 0


def _is_figures(token: Token) -> bool:
    return token.kind in ("number", "word") and _FIGURES.fullmatch(token.text) is not None
