"""Marks as Moodle's gradebook imports them: one row a learner, one column an exercise, a point in decimals.

Moodle reads a decimal point whatever its language, and matches learners by identifier or address. The columns
« Identifiant » and « Note » are those of the grading worksheet of an assignment, so that the marks of one exercise also
go back there.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from transcribe.grading.roster import Learner, Roster
from transcribe.grading.seance import Session, SessionMark
from transcribe.grading.sitting import Result, counted


def gradebook(
    results: Sequence[Result],
    roster: Roster | None = None,
    session: Session | None = None,
    session_marks: Sequence[SessionMark] = (),
) -> str:
    """The text of a .csv file: every learner of the class list, else those who handed in.

    A learner without a mark has an empty cell; who is of no list has no row when there is one. The one mark of a
    ``session`` is a column more.
    """
    marks: dict[tuple[str, str], str] = {}
    titles: dict[str, str] = {}
    for result in counted(results):
        if result.grade is not None:
            marks[result.attempt.learner_id, result.key.id] = f"{result.grade.mark.normalize():f}"
            titles[result.key.id] = result.key.title
    exercises = sorted(titles)
    whole = {one.learner_id: f"{one.mark.normalize():f}" for one in session_marks}
    learners = roster.learners if roster else _who_came(results)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    names = ["Note"] if len(exercises) == 1 else [_titled(titles, one) for one in exercises]
    writer.writerow(
        [
            "Identifiant",
            "Nom complet",
            "Adresse de courriel",
            "Groupe",
            *names,
            *([session.title] if session else []),
        ]
    )
    for one in learners:
        own = [marks.get((one.id, exercise), "") for exercise in exercises]
        last = [whole.get(one.id, "")] if session else []
        writer.writerow(
            [one.id if one.given else "", _text(one.name), one.email, _text(one.group), *own, *last]
        )
    return stream.getvalue()


def _titled(titles: dict[str, str], exercise: str) -> str:
    """The title of an exercise, with its identifier where another has the same."""
    title = titles[exercise]
    return title if list(titles.values()).count(title) == 1 else f"{title} ({exercise})"


def _who_came(results: Iterable[Result]) -> list[Learner]:
    found = {
        one.attempt.learner_id: Learner(
            one.attempt.learner_id, one.attempt.learner, one.attempt.group, given=False
        )
        for one in results
        if one.grade is not None
    }
    return sorted(found.values(), key=lambda one: one.name.casefold())


def _text(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@")) else value
