"""What is asked of whom: exercises assigned to a class, and each learner's own dates and time."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from transcribe.classroom.errors import NotAllowed
from transcribe.classroom.store import Store, new_id
from transcribe.classroom.types import Assignment, Class, Feedback, Person, Who


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms an exercise is asked. ``due`` and ``closes`` are UTC milliseconds; ``attempts`` 0: no limit."""

    opens: int | None = None
    due: int | None = None
    closes: int | None = None
    attempts: int = 1
    feedback: Feedback = "at_once"
    graded: bool = True
    timed: bool = False


def assign(store: Store, class_: Class, exercises: Sequence[int], terms: Terms) -> list[int]:
    """Asks exercises of a class; one already asked keeps its id and takes the new terms."""

    def act(db: sqlite3.Connection) -> list[int]:
        now = store.clock()
        ids = []
        for exercise in exercises:
            row = db.execute(
                "SELECT id FROM assignment WHERE class = ? AND exercise = ?", (class_.id, exercise)
            ).fetchone()
            number = int(row["id"]) if row else new_id()
            ids.append(number)
            db.execute(
                "INSERT INTO assignment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "opens = excluded.opens, due = excluded.due, closes = excluded.closes, attempts = excluded.attempts, "
                "feedback = excluded.feedback, graded = excluded.graded, timed = excluded.timed",
                (number, class_.id, exercise, terms.opens if terms.opens is not None else now, terms.due, terms.closes,
                 terms.attempts, terms.feedback, int(terms.graded), int(terms.timed), now),
            )  # fmt: skip
        return ids

    return store.write(act)


def adapt(
    store: Store, assignment: int, person: Person, *, due: int | None = None, extra_time: float | None = None
) -> None:
    """Gives one learner his own date or share of extra time (0.33: a third more) for one assignment."""
    store.write(
        lambda db: db.execute(
            "INSERT OR REPLACE INTO adaptation (assignment, person, due, extra_time) VALUES (?, ?, ?, ?)",
            (assignment, person.id, due, extra_time),
        )
    )


_SELECT = (
    "SELECT a.*, x.title, x.kind, x.level, x.minutes, d.opens AS own_opens, d.due AS own_due, "
    "d.closes AS own_closes, d.extra_time AS own_extra FROM assignment a JOIN exercise x ON x.id = a.exercise "
    "JOIN class c ON c.id = a.class AND c.archived_at IS NULL "
    "JOIN enrolment e ON e.class = a.class AND e.person = :person "
    "LEFT JOIN adaptation d ON d.assignment = a.id AND d.person = :person "
)


def assignments_of(store: Store, who: Who) -> list[Assignment]:
    """What is asked of a learner and open by now, the nearest date first."""
    with store.read() as db:
        rows = db.execute(
            _SELECT + "WHERE coalesce(d.opens, a.opens) <= :now "
            "ORDER BY coalesce(d.due, a.due) IS NULL, coalesce(d.due, a.due), x.level, x.slug",
            {"person": who.person.id, "now": store.clock()},
        )
        return [_assignment(row, who.person) for row in rows]


def assignment_for(store: Store, who: Who, assignment: int) -> Assignment:
    """One assignment, as its learner sees it.

    Raises:
        NotAllowed: it is asked of others, or there is none.
    """
    with store.read() as db:
        row = db.execute(_SELECT + "WHERE a.id = :id", {"person": who.person.id, "id": assignment}).fetchone()
    if row is None:
        raise NotAllowed()
    return _assignment(row, who.person)


def _assignment(row: sqlite3.Row, person: Person) -> Assignment:
    extra = row["own_extra"] if row["own_extra"] is not None else float(person.needs.get("extra_time", 0))
    own = {
        name: row[f"own_{name}"] if row[f"own_{name}"] is not None else row[name]
        for name in ("opens", "due", "closes")
    }
    return Assignment(
        id=row["id"], class_id=row["class"], exercise_id=row["exercise"], title=row["title"], kind=row["kind"],
        level=row["level"], opens=own["opens"], due=own["due"], closes=own["closes"], attempts=row["attempts"],
        feedback=row["feedback"], graded=bool(row["graded"]),
        minutes=-(-round(row["minutes"] * (1 + extra) * 1000) // 1000) if row["timed"] else 0,
    )  # fmt: skip
