"""The attempt's text with its mistakes in place, line by line, ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transcribe.grading.types import Grade, Mistake, Page, Waived

_LEARNT = frozenset({"terminology", "drug", "spelling", "accent", "abbreviation", "homophone"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the attempt. ``number`` is the mistake's, from 1; 0 when nothing is wrong.

    ``missing``: nothing is written here, the mistake's ``expected`` belongs here. ``waived`` is what the trainer
    decided costs nothing here; ``number`` is then its own rank.
    """

    text: str
    number: int = 0
    mistake: Mistake | None = None
    missing: bool = False
    repeat: bool = False
    waived: Waived | None = None


def marked_lines(page: Page, grade: Grade) -> list[list[Span]]:
    """The lines of an attempt as spans; every character of it is in one span, in order."""
    spans: list[Span] = []
    done = 0
    for start, end, span in _events(grade, page.text):
        begin, shown = start, span
        if start < done and end > start:
            # two mistakes on one word: the second shows what is left of it, or its number alone
            begin, rest = done, page.text[done:end]
            shown = replace(span, text=rest, missing=end <= done)
        if begin > done:
            spans.append(Span(page.text[done:begin]))
        spans.append(shown)
        done = max(done, end)
    spans.append(Span(page.text[done:]))
    return _cut_lines(spans)


def _events(grade: Grade, text: str) -> list[tuple[int, int, Span]]:
    events: list[tuple[int, int, Span]] = []
    for number, waived in enumerate(grade.waived, 1):
        start, end = waived.start, waived.end
        events.append((start, end, Span(text[start:end], number, missing=start == end, waived=waived)))
    for number, mistake in enumerate(grade.mistakes, 1):
        places = [(mistake.start, mistake.end, False), *((s, e, True) for s, e in mistake.repeats)]
        for start, end, repeat in places:
            events.append((start, end, Span(text[start:end], number, mistake, start == end, repeat)))
    return sorted(events, key=lambda event: (event[0], event[1]))


def _cut_lines(spans: Sequence[Span]) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in spans:
        for count, part in enumerate(span.text.split("\n")):
            if count:
                lines.append([])
            if part or (span.missing and not count):
                lines[-1].append(replace(span, text=part))
    return [line for line in lines if line]


def revisions(grade: Grade, limit: int = 6) -> list[str]:
    """What to revise, what cost most first, with the words to learn."""
    cost: dict[str, float] = {}
    learn: dict[str, dict[str, None]] = {}
    for mistake in grade.mistakes:
        if not mistake.revise:
            continue
        cost[mistake.revise] = cost.get(mistake.revise, 0.0) + float(mistake.points) + 0.01
        if mistake.kind in _LEARNT and mistake.expected:
            learn.setdefault(mistake.revise, {})[mistake.expected] = None
    ordered = sorted(cost, key=lambda text: -cost[text])[:limit]
    return [f"{text.rstrip('.')} : {', '.join(learn[text])}." if text in learn else text for text in ordered]
