"""From two texts to a list of slips: what differs, where, and why. No points yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcribe.french import fold
from transcribe.grading.accepted import accepted_links, variants_of
from transcribe.grading.align import Link
from transcribe.grading.changes import Judge, Slip
from transcribe.grading.copies import label_length, without_copies
from transcribe.grading.groups import Group
from transcribe.grading.heading import without_heading
from transcribe.grading.layout import layout_slips
from transcribe.grading.lexical import Words
from transcribe.grading.moved import align_with_moves
from transcribe.grading.outline import outline
from transcribe.grading.said import with_commands
from transcribe.grading.surface import Surface
from transcribe.grading.tokens import Token, tokenize
from transcribe.grading.types import Decision, Page, Severity
from transcribe.grading.unfinished import unwritten_end

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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both texts as tokens, and every slip, in the order of the reference.

    ``accepted``: where a variant that the trainer accepts faces what was expected.
    """

    reference: tuple[Token, ...]
    attempt: tuple[Token, ...]
    slips: tuple[Slip, ...]
    accepted: tuple[tuple[Link, Decision], ...] = ()


def compare(
    reference: Page,
    attempt: Page,
    words: Words,
    *,
    french_spaces: bool = True,
    decisions: Sequence[Decision] = (),
) -> Comparison:
    """Every slip of an attempt against its reference, where ``decisions`` accept no variant."""
    ref = tokenize(reference.text)
    att = without_heading(tokenize(attempt.text), ref, (reference.text, attempt.text), words)
    att = with_commands(without_copies(att, ref), ref)
    variants = variants_of(decisions, ref)
    links, moved = align_with_moves(ref, att, variants, words)
    accepted = accepted_links(links, ref, att, variants)
    out = outline(reference.text)
    judge = Judge(reference, attempt, ref, att, out, words)
    slips: list[Slip] = [judge.moved(link) for link in moved if not label_length(ref, link.i1)]
    if (end := unwritten_end(links, ref, att, out)) is not None:
        slips.append(replace(judge.slip(end, "unfinished", "omission", "minor"), unfinished=True))
        links = [link for link in links if link.i1 < end.i1]
    for group in _groups(links):
        slips += judge.slips(group)
    slips += Surface(judge, links, french_spaces=french_spaces).slips()
    slips += layout_slips(judge, links, reference, attempt)
    slips = _one_negation(_dose_lines(_one_command(slips), reference.text, attempt.text))
    slips = _one_exchange(slips, ref)
    slips = _one_agreement(slips, reference.text, attempt.text)
    slips = [slip for slip in slips if not any(_inside(slip, link) for link, _ in accepted)]
    return Comparison(ref, att, tuple(sorted(slips, key=lambda slip: (slip.i1, slip.j1))), tuple(accepted))


def _inside(slip: Slip, link: Link) -> bool:
    within = link.i1 <= slip.i1 and slip.i2 <= link.i2 and link.j1 <= slip.j1 and slip.j2 <= link.j2
    return within and (slip.i1 < slip.i2 or slip.j1 < slip.j2)


def _groups(links: Sequence[Link]) -> Iterator[Group]:
    """Runs of links that differ, with the place they stand at in both texts."""
    run: list[Link] = []
    for link in links:
        if link.same:
            if run:
                yield Group(tuple(run))
            run = []
        else:
            run.append(link)
    if run:
        yield Group(tuple(run))


def _dose_lines(slips: list[Slip], text: str, found: str) -> list[Slip]:
    """Two wrong numbers of one value (« 14/8 », « 12 × 7 mm ») are one slip."""
    out: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: (slip.i1, slip.j1)):
        before = out[-1] if out else None
        if before and before.case == slip.case == "dose" and before.number and slip.number:
            between = text[before.reference_end : slip.reference_start]
            adjacent = before.i2 == slip.i1 or between.strip() in {"/", "×", "x", "-"}
            if adjacent and "\n" not in between:
                out[-1] = replace(
                    before,
                    expected=text[before.reference_start : slip.reference_end],
                    found=found[before.start : slip.end],
                    i2=slip.i2,
                    j2=slip.j2,
                    reference_end=slip.reference_end,
                    end=slip.end,
                    words=before.words + slip.words,
                )
                continue
        if before and _is_pair(before, slip):
            continue
        out.append(slip)
    return out


def _one_command(slips: list[Slip]) -> list[Slip]:
    """Commands typed in a row (« point à la ligne »), with the line break that they stand for, are one slip."""
    said = {slip.j2 for slip in slips if slip.case in _COMMANDS}
    out = [slip for slip in slips if not (slip.case in _BREAKS and slip.j1 in said)]
    rows = [slip for slip in out if slip.case in _COMMANDS and slip.j1 in said]
    return [slip for slip in out if slip not in rows]


def _is_pair(before: Slip, slip: Slip) -> bool:
    """Whether two marks are the two halves of one pair, both missing or both added."""
    texts = (before.expected or before.found) + (slip.expected or slip.found)
    return before.case == slip.case and slip.kind == "punctuation" and texts in {"()", "[]", "«»"}


def _one_exchange(slips: list[Slip], ref: Sequence[Token]) -> list[Slip]:
    """Left and right exchanged at the head of two lines that follow one another are one slip."""
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
    first, second = _head(ref, one.i1), _head(ref, other.i1)
    return inverse and first is not None and first == second and _lines_between(ref, one.i1, other.i1) == 1


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
        if last is None or not _is_near(last, slip):
            place = len(out) if slip.kind == "negation" else place
            out.append(slip)
        elif slip.kind == "negation":
            out[place] = _both_halves(last, slip)
        else:
            out[place] = replace(last, i2=max(last.i2, slip.i2), j2=max(last.j2, slip.j2))
    return out


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


def _one_agreement(slips: list[Slip], text: str, found: str) -> list[Slip]:
    """A noun and the adjective that agrees with it, both changed, are one slip."""
    out: list[Slip] = []
    for slip in slips:
        last = out[-1] if out else None
        follows = last is not None and last.i2 == slip.i1 and last.j2 == slip.j1 and slip.kind == "agreement"
        if not follows or last is None or last.kind not in {"agreement", "terminology"}:
            out.append(slip)
            continue
        out[-1] = replace(
            last,
            expected=" ".join(text[last.reference_start : slip.reference_end].split()),
            found=" ".join(found[last.start : slip.end].split()),
            i2=slip.i2,
            j2=slip.j2,
            reference_end=slip.reference_end,
            end=slip.end,
            words=last.words + slip.words,
        )
    return out


def _texts(one: Slip, other: Slip) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one.expected, other.expected), (one.found, other.found)
