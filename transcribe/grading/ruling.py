"""The trainer's decisions on the mistakes of one copy: taken away, changed, added."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from transcribe.french import tidy
from transcribe.grading.accepted import phrases, places_of
from transcribe.grading.compare import Comparison
from transcribe.grading.slips import Slip
from transcribe.grading.types import Decision, Mistake, Page, Waived


def ruled(found: Comparison, decisions: Sequence[Decision]) -> tuple[Comparison, list[Waived]]:
    """The comparison without the slips that the trainer takes away, and what was taken away."""
    waived = [
        Waived(decision, _words(found, link.i1, link.i2), _written(found, link.j1, link.j2),
               found.attempt[link.j1].start, found.attempt[link.j2 - 1].end)
        for link, decision in found.accepted
    ]  # fmt: skip
    kept: list[Slip] = []
    for slip in found.slips:
        decision = _last(found, slip, decisions)
        if decision is not None and decision.ruling in {"accept", "cancel"}:
            waived.append(
                Waived(decision, slip.expected, slip.found, slip.start, slip.end, slip.kind, slip.severity)
            )
        else:
            kept.append(slip)
    waived.sort(key=lambda one: (one.start, one.end))
    return replace(found, slips=tuple(kept)), waived


def changed(found: Comparison, slip: Slip, mistake: Mistake, decisions: Sequence[Decision]) -> Mistake:
    """The mistake of a slip as the trainer changed it."""
    decision = _last(found, slip, decisions)
    if decision is None or decision.ruling != "change":
        return mistake
    return replace(
        mistake,
        kind=decision.kind or mistake.kind,
        severity=decision.severity or mistake.severity,
        decision=decision,
    )


def added(attempt: Page, decisions: Sequence[Decision]) -> list[Mistake]:
    """The charges that the trainer adds: at the words they name, where the copy has them, else to the whole copy."""
    out: list[Mistake] = []
    for decision in decisions:
        if decision.ruling != "add" or decision.kind is None:
            continue
        place = _place(attempt.text, decision)
        if place is None:
            continue
        out.append(
            Mistake(
                kind=decision.kind,
                severity=decision.severity or "minor",
                expected=decision.expected,
                found=attempt.text[place[0] : place[1]],
                rule=decision.comment,
                revise="",
                start=place[0],
                end=place[1],
                reference_start=0,
                reference_end=0,
                points=decision.points or Decimal(0),
                decision=decision,
            )
        )
    return out


def _place(text: str, decision: Decision) -> tuple[int, int] | None:
    if not decision.found:
        return len(text), len(text)
    plain, wanted = _plain_in_place(text), _plain_in_place(decision.found)
    start = -1
    for _ in range(max(1, decision.occurrence)):
        start = plain.find(wanted, start + 1)
        if start < 0:
            return None
    return start, start + len(wanted)


def _plain_in_place(text: str) -> str:
    return text.translate({0xA0: " ", 0x202F: " ", 0x2019: "'"})


def _last(found: Comparison, slip: Slip, decisions: Sequence[Decision]) -> Decision | None:
    """The decision that holds for a slip: the last one written."""
    held = [one for one in decisions if one.ruling != "add" and _holds(found, slip, one)]
    return held[-1] if held else None


def _holds(found: Comparison, slip: Slip, decision: Decision) -> bool:
    if decision.only is not None and decision.only != slip.kind:
        return False
    exact = decision.ruling == "accept"
    for wanted, there in ((decision.expected, slip.expected), (decision.found, slip.found)):
        if (wanted or exact) and _plain(wanted) != _plain(there):
            return False
    return not decision.occurrence or _is_at(found, slip, decision)


def _is_at(found: Comparison, slip: Slip, decision: Decision) -> bool:
    """Whether a slip stands at the place of the reference that a decision names."""
    for phrase in phrases(decision.expected or slip.expected):
        starts = places_of(phrase, found.reference)[decision.occurrence - 1 : decision.occurrence]
        if starts and slip.reference_start <= starts[0] <= max(slip.reference_end, slip.reference_start):
            return True
    return False


def _plain(text: str) -> str:
    return " ".join(tidy(text).split())


def _words(found: Comparison, first: int, end: int) -> str:
    return " ".join(token.text for token in found.reference[first:end])


def _written(found: Comparison, first: int, end: int) -> str:
    return " ".join(token.text for token in found.attempt[first:end])
