"""Grades as plain values, for ``--format json`` and for pages."""

from decimal import Decimal
from typing import Any

from transcribe.grading.hearing import passage
from transcribe.grading.sitting import Result
from transcribe.grading.types import Grade, Mistake


def result_to_dict(result: Result) -> dict[str, Any]:
    """One attempt: ``mark`` and ``mistakes``, or ``error``. Points and marks are exact decimal numbers."""
    attempt = result.attempt
    shown: dict[str, Any] = {
        "attempt": attempt.origin.as_posix() if attempt.origin else "",
        "learner": attempt.learner,
        "learner_id": attempt.learner_id,
        "group": attempt.group,
        "number": attempt.number,
        "date": attempt.at.date().isoformat() if attempt.at else None,
    }
    if result.grade is None:
        return {**shown, "error": result.refused}
    whole = {**shown, "exercise": result.key.id, **grade_to_dict(result.grade)}
    for mistake, row in zip(result.grade.mistakes, whole["mistakes"], strict=True):
        seconds = passage(result.key.times, mistake, pace=result.key.pace)
        row["seconds"] = list(seconds) if seconds else None
    return whole


def grade_to_dict(grade: Grade) -> dict[str, Any]:
    """A grade as plain values."""
    return {
        "mark": number(grade.mark),
        "maximum": number(grade.maximum),
        "scheme": grade.scheme,
        "passed": grade.passed,
        "floored": grade.floored,
        "words": grade.words,
        "asked": grade.asked,
        "corrected": grade.corrected,
        "mistakes_per_100_words": round(grade.figures.get("per_hundred", 0.0), 2),
        "word_error_rate": round(grade.figures.get("word_error_rate", 0.0), 4),
        "term_recall": round(grade.figures.get("term_recall", 1.0), 4),
        "mistakes": [_mistake_to_dict(mistake) for mistake in grade.mistakes],
        "waived": [
            {
                "ruling": one.decision.ruling,
                "expected": one.expected,
                "found": one.found,
                "kind": one.kind,
                "comment": one.decision.comment,
                "start": one.start,
                "end": one.end,
            }
            for one in grade.waived
        ],
    }


def _mistake_to_dict(mistake: Mistake) -> dict[str, Any]:
    return {
        "kind": mistake.kind,
        "severity": mistake.severity,
        "expected": mistake.expected,
        "found": mistake.found,
        "rule": mistake.rule,
        "revise": mistake.revise,
        "points": number(mistake.points),
        "words": mistake.words,
        "count": 1 + len(mistake.repeats),
        "flagged": mistake.flagged,
        "unfinished": mistake.unfinished,
        "asked": mistake.asked,
        "ruling": mistake.decision.ruling if mistake.decision else None,
        "comment": mistake.decision.comment if mistake.decision else "",
        "start": mistake.start,
        "end": mistake.end,
    }


def number(value: Decimal) -> int | float:
    """An exact decimal as the JSON number that shows it."""
    return int(value) if value == value.to_integral_value() else float(value)
