"""A class's results: one query, which the trainer's page, the workbook and the list of the terminal all show."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from transcribe.classroom.access import need_class
from transcribe.classroom.enrolling import members_in
from transcribe.classroom.marking import key_of
from transcribe.classroom.people import labels
from transcribe.classroom.store import Store
from transcribe.classroom.types import Class, Who

if TYPE_CHECKING:
    from transcribe.grading.sitting import Result

NOT_BEGUN = "Pas commencé"
BEGUN = "Commencé, pas rendu"
WAITING = "Rendu, pas encore noté"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one learner stands with one exercise. Times are UTC milliseconds; ``copy`` is ``None`` before he begins."""

    person: int
    learner: str
    group: str
    assignment: int
    exercise: int
    title: str
    copy: int | None
    number: int
    started: int | None
    saved: int | None
    submitted: int | None
    late: int
    over: int
    active: int
    mark: Decimal | None
    maximum: Decimal | None
    corrected: bool
    returned: bool

    @property
    def state(self) -> str:
        """What a list says of it."""
        if self.copy is None:
            return NOT_BEGUN
        if self.submitted is None:
            return BEGUN
        return WAITING if self.mark is None else "Rendu"


_STANDING = (
    "SELECT p.id AS person, e.team, a.id AS assignment, x.id AS exercise, x.title, c.id AS copy, c.number, c.started, "
    "c.saved, c.submitted, c.late_ms, c.over_ms, c.active_ms, g.mark, g.maximum, g.own_mark, c.returned_at "
)
# what a list of where everybody stands, asked for each second, leaves on the disk
_WHOLE = (
    ", g.result_json, x.key_json, CASE a.scheme WHEN '' THEN x.scheme ELSE a.scheme END AS scheme_text, c.text, "
    "c.styles_json, x.kind "
)
_FROM = (
    "FROM assignment a JOIN exercise x ON x.id = a.exercise "
    "JOIN enrolment e ON e.class = a.class JOIN person p ON p.id = e.person AND p.disabled_at IS NULL "
    "LEFT JOIN copy c ON c.assignment = a.id AND c.person = p.id LEFT JOIN grade g ON g.copy = c.id "
    "WHERE a.class = :class AND a.opens <= :now AND (:only IS NULL OR a.id = :only) "
    "AND (c.id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM asked k WHERE k.assignment = a.id) OR EXISTS "
    "(SELECT 1 FROM asked k WHERE k.assignment = a.id AND k.person = p.id)) "
    "AND NOT EXISTS (SELECT 1 FROM practice o WHERE o.assignment = a.id) "
    "ORDER BY a.created, x.level, x.slug, filed(p.name), p.identifier, p.id, c.number"
)


def standings(store: Store, who: Who, class_: Class, *, assignment: int | None = None) -> list[Standing]:
    """Every learner at every exercise asked by now, or at one, each attempt apart: what follows a class at work.

    Raises:
        NotAllowed: not his class.
    """
    with store.read() as db:
        need_class(db, who, class_.id)
        shown = labels(members_in(db, class_.id))
        given = {"class": class_.id, "now": store.clock(), "only": assignment}
        return [_standing(row, shown) for row in db.execute(_STANDING + _FROM, given)]


def _standing(row: sqlite3.Row, shown: dict[int, str]) -> Standing:
    mark = row["mark"] if row["own_mark"] is None else row["own_mark"]
    return Standing(
        row["person"], shown[row["person"]], row["team"], row["assignment"], row["exercise"], row["title"],
        row["copy"], row["number"] or 0, row["started"], row["saved"], row["submitted"], row["late_ms"] or 0,
        row["over_ms"] or 0, row["active_ms"] or 0, None if mark is None else Decimal(mark),
        None if row["maximum"] is None else Decimal(row["maximum"]), row["own_mark"] is not None,
        row["returned_at"] is not None,
    )  # fmt: skip


def results(store: Store, who: Who, class_: Class) -> "list[Result]":
    """The same as ``grading`` takes it, for its workbook and its class page; without a grade, the reason.

    A mark that the trainer gave stands in the place of the grade's.

    Raises:
        NotAllowed: not his class.
    """
    with store.read() as db:
        need_class(db, who, class_.id)
        shown = labels(members_in(db, class_.id))
        given = {"class": class_.id, "now": store.clock(), "only": None}
        rows = db.execute(_STANDING + _WHOLE + _FROM, given).fetchall()
    return [_result(row, _standing(row, shown)) for row in rows]


def _result(row: sqlite3.Row, standing: Standing) -> "Result":
    import msgspec

    from transcribe.grading.reading import page_from_text
    from transcribe.grading.sitting import Attempt, Result
    from transcribe.grading.types import NOTHING, Grade

    key = replace(key_of(row["key_json"], row["scheme_text"])[0], id=str(standing.exercise))
    at = standing.submitted
    attempt = Attempt(
        str(standing.person), standing.learner, key.id, max(1, standing.number),
        None if at is None else datetime.fromtimestamp(at / 1000, UTC).astimezone().replace(tzinfo=None),
        NOTHING if at is None else page_from_text(row["text"]), standing.group,
    )  # fmt: skip
    if standing.mark is None:
        return Result(attempt, key, refused=standing.state)
    grade = msgspec.json.decode(row["result_json"], type=Grade)
    return Result(attempt, key, replace(grade, mark=standing.mark) if standing.corrected else grade)


def workbook_of(found: "Sequence[Result]") -> bytes:
    """The results as an .xlsx."""
    from transcribe.grading.scheme import DEFAULT, shipped_scheme
    from transcribe.grading.workbook import workbook

    return workbook(found, shipped_scheme(DEFAULT))
