"""One cause, one charge: slips that have the same reason are one slip.

The two halves of a negation, of a pair of brackets, of a value; sides exchanged; a name turned and misspelt; what a
side or a negation carries along.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transcribe.french import fold, tokenise
from transcribe.french.negations import goes_with_ne
from transcribe.grading.lexical import sided
from transcribe.grading.senses import turns
from transcribe.grading.slips import Slip
from transcribe.grading.tokens import Token
from transcribe.grading.types import Severity
from transcribe.grading.verdicts import SMALL

_HALVES = 4  # tokens between « ne » and « pas »
_FOLLOWING = 2
_HEAD = 3  # words before the side that a line of a list opens with
_CLAUSE = 8  # tokens that two halves of one negation may be apart
_NEITHER = frozenset({"ni"})
_COMMANDS = frozenset({"command", "command_line"})
_BREAKS = frozenset({"break", "break_heading"})
_WITH_NEGATION = frozenset(
    {"de", "d'", "d’", "des", "un", "une", "du", "plus", "le", "la", "les", "et", "ou"}
)
_NAMED: frozenset[str] = frozenset({"identity", "addition", "typography", "accent", "capital"})
_AROUND_SIDES = SMALL | {"deux", "2", "côté", "côtés", "coté", "cotés"}
_VALUES = frozenset({"dose", "decimal"})
_MOVE = 12  # tokens that words of a list may move
_FARTHEST = 60  # words between two sides of one text that are exchanged


@dataclass(frozen=True, slots=True)
class Texts:
    """Reference and attempt, as text and as tokens; ``names``: tokens of the reference that are part of a name."""

    reference: str
    attempt: str
    ref: Sequence[Token]
    att: Sequence[Token]
    names: frozenset[int]


def one_cause(slips: list[Slip], texts: Texts) -> list[Slip]:
    """The slips, with those of one cause as one."""
    slips = _one_negation(_dose_lines(_one_command(slips), texts))
    slips = _one_move(slips, texts)
    slips = _one_exchange(_one_side(slips, texts), texts.ref)
    return _one_name(_one_agreement(slips, texts), texts)


def _through(before: Slip, slip: Slip, texts: Texts) -> Slip:
    """One slip from the beginning of one to the end of another, as it is written."""
    return replace(
        before,
        expected=texts.reference[before.reference_start : slip.reference_end],
        found=texts.attempt[before.start : slip.end],
        i2=slip.i2,
        j2=slip.j2,
        reference_end=slip.reference_end,
        end=slip.end,
        words=before.words + slip.words,
    )


def _together(slips: Sequence[Slip], like: Slip, texts: Texts) -> Slip:
    """One slip over several and what stands between them."""
    i1, i2 = min(slip.i1 for slip in slips), max(slip.i2 for slip in slips)
    j1, j2 = min(slip.j1 for slip in slips), max(slip.j2 for slip in slips)
    start, end = (texts.ref[i1].start, texts.ref[i2 - 1].end) if i1 < i2 else (like.reference_start,) * 2
    first, last = (texts.att[j1].start, texts.att[j2 - 1].end) if j1 < j2 else (like.start,) * 2
    return replace(
        like,
        expected=" ".join(texts.reference[start:end].split()),
        found=" ".join(texts.attempt[first:last].split()),
        i1=i1,
        i2=i2,
        j1=j1,
        j2=j2,
        reference_start=start,
        reference_end=end,
        start=first,
        end=last,
        words=max(slip.words for slip in slips),
    )


# --- names and sides ------------------------------------------------------------------------------------


def _one_name(slips: list[Slip], texts: Texts) -> list[Slip]:
    """« Mme KERDRON Nadège » for « Mme Nadège Kerdraon »: a name turned and misspelt is one slip."""
    out = list(slips)
    for first, end in _runs(texts.names):
        inside = [slip for slip in out if first <= slip.i1 and slip.i2 <= end and slip.kind in _NAMED]
        inside = [slip for slip in inside if slip.i1 < slip.i2 or _is_named(texts.att[slip.j1 : slip.j2])]
        inside += [
            slip for slip in out if slip.i2 == first and slip.case == "civility" and _names(slip, texts)
        ]
        displaced = any(slip.i1 == slip.i2 or slip.j1 == slip.j2 for slip in inside)
        if len(inside) < 2 or not displaced:
            continue
        like = max(inside, key=lambda slip: (slip.kind == "identity", slip.i1 < slip.i2))
        place = min(map(out.index, inside))
        out = [slip for slip in out if slip not in inside]
        whole = _together(inside, like, texts)
        if sorted(fold(whole.expected).split()) == sorted(fold(whole.found).split()):
            whole = replace(whole, case="accent", kind="accent", severity="minor")
        out.insert(place, whole)
    return out


def _one_move(slips: list[Slip], texts: Texts) -> list[Slip]:
    """« CRP, NFS » for « NFS, CRP »: words left out and written a little further are one slip, of their place."""
    out = list(slips)
    for slip in slips:
        if slip.kind != "omission" or slip.j1 < slip.j2 or slip.flagged or slip.unfinished:
            continue
        lost = _content(texts.ref[slip.i1 : slip.i2])
        for other in slips:
            near = other.kind == "addition" and other.i1 == other.i2 and abs(other.i1 - slip.i1) <= _MOVE
            if near and lost and lost == _content(texts.att[other.j1 : other.j2]) and other in out:
                out.remove(other)
                moved = replace(slip, case="moved", kind="layout", severity="minor", words=0)
                out[out.index(slip)] = replace(moved, found=other.found, start=other.start, end=other.end)
                break
    return out


def _content(tokens: Sequence[Token]) -> list[str]:
    """The words of tokens, small ones left out; none where a value, a side or a negation is among them."""
    if any(token.kind not in {"word", "mark"} or turns(token.key) for token in tokens):
        return []
    return [token.key for token in tokens if token.kind == "word" and token.key not in SMALL]


def _runs(places: frozenset[int]) -> list[tuple[int, int]]:
    """Places that follow one another: where each run starts and ends."""
    runs: list[tuple[int, int]] = []
    for place in sorted(places):
        if runs and runs[-1][1] == place:
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return runs


def _names(slip: Slip, texts: Texts) -> bool:
    return slip.j1 < slip.j2 and _is_named(texts.att[slip.j1 : slip.j2])


def _is_named(tokens: Sequence[Token]) -> bool:
    return all(token.kind == "word" and token.text[0].isupper() for token in tokens)


def _one_side(slips: list[Slip], texts: Texts) -> list[Slip]:
    """« du côté droit » for « des deux côtés »: a side takes along the small words that it stands with."""
    out = list(slips)
    for side in [slip for slip in slips if slip.kind == "laterality"]:
        first = out.index(side)
        end = first + 1
        while first and _is_beside(out[first - 1], out[first]) and _goes_with_sides(out[first - 1]):
            first -= 1
        while end < len(out) and _is_beside(out[end - 1], out[end]) and _goes_with_sides(out[end]):
            end += 1
        run = out[first:end]
        if len(run) > 1 and _goes_with_sides(side) and sum(slip.kind == "laterality" for slip in run) == 1:
            out[first:end] = [_together(run, side, texts)]
    return out


def _is_beside(before: Slip, slip: Slip) -> bool:
    return 0 <= slip.i1 - before.i2 <= 1 and 0 <= slip.j1 - before.j2 <= 1


def _goes_with_sides(slip: Slip) -> bool:
    return all(
        token.text.lower() in _AROUND_SIDES or sided(token.text.lower())
        for text in (slip.expected, slip.found)
        for token in tokenise(text)
    )


# --- values, marks, exchanges ---------------------------------------------------------------------------


def _dose_lines(slips: list[Slip], texts: Texts) -> list[Slip]:
    """Two wrong numbers of one value (« 14/8 », « 12 × 7 mm ») are one slip."""
    out: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: (slip.i1, slip.j1)):
        before = out[-1] if out else None
        if before and _are_values(before, slip):
            between = texts.reference[before.reference_end : slip.reference_start]
            adjacent = before.i2 == slip.i1 or between.strip() in {"/", "×", "x", "-"}
            if adjacent and "\n" not in between:
                out[-1] = _through(before, slip, texts)
                continue
        if before and _is_pair(before, slip):
            continue
        out.append(slip)
    return out


def _are_values(before: Slip, slip: Slip) -> bool:
    """Whether two slips are of one value: two numbers of it, or a number and the unit left out with it."""
    numbers = {before.case, slip.case} <= _VALUES and before.number and slip.number
    unit = slip.case == "posology" and before.case in _VALUES and slip.i1 == before.i2 and slip.j1 == slip.j2
    return numbers or unit


def _one_command(slips: list[Slip]) -> list[Slip]:
    """Commands typed in a row (« point à la ligne »), with the line break that they stand for, are one slip."""
    said = {slip.j2 for slip in slips if slip.case in _COMMANDS}
    return [slip for slip in slips if not (slip.case in _COMMANDS | _BREAKS and slip.j1 in said)]


def _is_pair(before: Slip, slip: Slip) -> bool:
    """Whether two marks are the two halves of one pair, both missing or both added."""
    texts = (before.expected or before.found) + (slip.expected or slip.found)
    return before.case == slip.case and slip.kind == "punctuation" and texts in {"()", "[]", "«»"}


def _one_exchange(slips: list[Slip], ref: Sequence[Token]) -> list[Slip]:
    """Left and right exchanged, at the head of two lines that follow one another or in one paragraph, are one slip."""
    out: list[Slip] = []
    for slip in slips:
        last = next((n for n, one in enumerate(out) if _are_exchanged(one, slip, ref)), None)
        if last is None:
            out.append(slip)
        else:
            one = out[last]
            out[last] = replace(
                one, case="laterality_exchanged", words=one.words + slip.words, also=((slip.start, slip.end),)
            )
    return out


def _are_exchanged(one: Slip, other: Slip, ref: Sequence[Token]) -> bool:
    if not one.kind == other.kind == "laterality" or one.also or not (one.i1 < one.i2 <= other.i1 < other.i2):
        return False
    inverse = fold(one.expected) == fold(other.found) and fold(one.found) == fold(other.expected)
    if not inverse:
        return False
    lines = _lines_between(ref, one.i1, other.i1)
    if not lines:
        alike = one.i1 > 0 and ref[one.i1 - 1].key == ref[other.i1 - 1].key
        return alike and not any(sided(token.key) for token in ref[one.i2 : other.i1][:_FARTHEST])
    first, second = _head(ref, one.i1), _head(ref, other.i1)
    return first is not None and first == second and lines == 1


def _head(ref: Sequence[Token], place: int) -> tuple[str, ...] | None:
    """The words before a token on its line, when they are few."""
    first = place
    while first > 0 and not ref[first].line_start and place - first < _HEAD:
        first -= 1
    return tuple(token.key for token in ref[first:place]) if ref[first].line_start or first == 0 else None


def _lines_between(ref: Sequence[Token], first: int, last: int) -> int:
    return sum(token.line_start for token in ref[first + 1 : last + 1])


def _one_negation(slips: list[Slip]) -> list[Slip]:
    """« il n’y a pas de lésion » → « il y a des lésions » is one slip, with what goes along with it."""
    out: list[Slip] = []
    place = -1  # of the last negation in ``out``
    for slip in slips:
        last = out[place] if place >= 0 else None
        if last is not None and _is_other_half(last, slip):
            out[place] = replace(_both_halves(last, slip), case="negation", severity="critical")
        elif last is None or not _is_near(last, slip):
            place = len(out) if slip.kind == "negation" else place
            out.append(slip)
        elif slip.kind == "negation":
            out[place] = _both_halves(last, slip)
        else:
            out[place] = replace(last, i2=max(last.i2, slip.i2), j2=max(last.j2, slip.j2))
    return out


def _is_other_half(last: Slip, slip: Slip) -> bool:
    """Whether « plus » or « rien » was lost with its « ne »: what was denied is then said."""
    lost = any(map(goes_with_ne, slip.expected.split())) and not any(map(goes_with_ne, slip.found.split()))
    return last.case == "negation_half" and lost and 0 <= slip.i1 - last.i2 <= _CLAUSE


def _is_near(last: Slip, slip: Slip) -> bool:
    """Whether a slip is the other half of a negation, or a small word or an agreement that follows from it."""
    gap = max(slip.i1 - last.i2, slip.j1 - last.j2)
    if slip.kind == "negation":
        half = "negation_half" in {last.case, slip.case} or (_says_neither(last) and _says_neither(slip))
        return (gap <= _HALVES and bool(slip.found) == bool(last.found)) or (half and gap <= _CLAUSE)
    small = slip.kind in {"omission", "addition"} and (slip.expected or slip.found).lower() in _WITH_NEGATION
    return (small and gap <= _FOLLOWING) or (slip.kind == "agreement" and gap <= _FOLLOWING)


def _says_neither(slip: Slip) -> bool:
    return not _NEITHER.isdisjoint(slip.expected.lower().split())


def _both_halves(one: Slip, other: Slip) -> Slip:
    kept = other if other.severity == "critical" else one
    expected, found = (" … ".join(filter(None, texts)) for texts in _texts(one, other))
    severity: Severity = "critical" if "critical" in {one.severity, other.severity} else "minor"
    words = one.words + other.words
    return replace(kept, severity=severity, expected=expected, found=found, words=words)


def _one_agreement(slips: list[Slip], texts: Texts) -> list[Slip]:
    """A noun and the adjective that agrees with it, both changed, are one slip."""
    out: list[Slip] = []
    for slip in slips:
        last = out[-1] if out else None
        follows = last is not None and last.i2 == slip.i1 and last.j2 == slip.j1 and slip.kind == "agreement"
        if not follows or last is None or last.kind not in {"agreement", "terminology"}:
            out.append(slip)
            continue
        whole = _through(last, slip, texts)
        expected, found = (" ".join(text.split()) for text in (whole.expected, whole.found))
        out[-1] = replace(whole, expected=expected, found=found)
    return out


def _texts(one: Slip, other: Slip) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one.expected, other.expected), (one.found, other.found)
