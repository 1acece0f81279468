"""How a difference is told: the mistakes of an attempt, and where they are shown in its text."""

from tests.grading.fake import LEXICON
from transcribe.grading import Page, grade
from transcribe.grading.marked import Span, marked_lines


def shown_of(reference: str, attempt: str) -> tuple[str, str]:
    """The mistakes and the marked attempt; ends of lines are « ¶ »."""
    page = Page(attempt.replace("¶", "\n"))
    result = grade(reference.replace("¶", "\n"), page, LEXICON)
    told = [f"{m.kind} {m.severity} « {m.expected} » → « {m.found} »" for m in result.mistakes]
    lines = ["".join(map(_span, line)) for line in marked_lines(page, result)]
    return " ; ".join(told).replace("\n", "¶"), "¶".join(lines)


def _span(span: Span) -> str:
    if not span.number:
        return span.text
    again = "=" if span.repeat else ""
    return f"[{again}{span.number}{'+' if span.missing else ''}:{span.text}]"
