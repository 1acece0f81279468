"""What is asked of whom: exercises assigned to a class, and each learner's own dates and time."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from transcribe.classroom.access import FOR_HIM, need_assignment, need_class, note
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.people import person_of
from transcribe.classroom.store import Store
from transcribe.classroom.types import FEEDBACKS, Assignment, Class, Feedback, Person, Who


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms an exercise is asked. ``due`` and ``closes`` are UTC milliseconds; ``attempts`` 0: no limit.

    ``scheme`` is the name of a shipped marking scheme or the text of another; empty: the exercise's own.
    """

    opens: int | None = None
    due: int | None = None
    closes: int | None = None
    attempts: int = 1
    feedback: Feedback = "at_once"
    graded: bool = True
    timed: bool = False
    scheme: str = ""


def assign(
    store: Store,
    who: Who,
    class_: Class,
    exercises: Sequence[int],
    terms: Terms,
    *,
    keep: bool = False,
    only: Sequence[int] = (),
) -> list[int]:
    """Asks exercises of a class; one already asked keeps its id and takes the new terms, but with ``keep``.

    ``only``: of these learners alone, and of those who have begun a copy; else of the whole class.

    Raises:
        NotAllowed: not his class, no such exercise, or somebody who is not in the class.
        ListRefused: dates in a wrong order, or terms that are none.
        SchemeError: a marking scheme that is none.
    """
    _check_terms(terms)

    def act(db: sqlite3.Connection) -> list[int]:
        if need_class(db, who, class_.id)["archived_at"] is not None:
            raise ListRefused(
                message=f"La classe « {class_.name} » est archivée : on ne lui demande plus rien."
            )
        ids = [_assign(db, store, class_, exercise, terms, keep=keep) for exercise in exercises]
        if not keep:
            for number in ids:
                _ask_only(db, class_, number, only)
        note(db, store.clock(), who, f"assign {len(ids)}", class_.id)
        return ids

    return store.write(act)


def _assign(
    db: sqlite3.Connection, store: Store, class_: Class, exercise: int, terms: Terms, *, keep: bool
) -> int:
    if not db.execute("SELECT 1 FROM exercise WHERE id = ?", (exercise,)).fetchone():
        raise NotAllowed()
    now = store.clock()
    row = db.execute(
        "SELECT id, opens FROM assignment WHERE class = ? AND exercise = ?", (class_.id, exercise)
    ).fetchone()
    if row and keep:
        return int(row["id"])
    number = int(row["id"]) if row else store.new_id()
    opens = terms.opens if terms.opens is not None else row["opens"] if row else now
    db.execute(
        "INSERT INTO assignment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "opens = excluded.opens, due = excluded.due, closes = excluded.closes, attempts = excluded.attempts, "
        "feedback = excluded.feedback, graded = excluded.graded, timed = excluded.timed, scheme = excluded.scheme",
        (number, class_.id, exercise, opens, terms.due, terms.closes, terms.attempts, terms.feedback,
         int(terms.graded), int(terms.timed), terms.scheme, now),
    )  # fmt: skip
    return number


def _ask_only(db: sqlite3.Connection, class_: Class, assignment: int, only: Sequence[int]) -> None:
    db.execute("DELETE FROM asked WHERE assignment = ?", (assignment,))
    if not only:
        return
    inside = {
        row["person"] for row in db.execute("SELECT person FROM enrolment WHERE class = ?", (class_.id,))
    }
    begun = {
        row["person"] for row in db.execute("SELECT person FROM copy WHERE assignment = ?", (assignment,))
    }
    if not inside >= set(only):
        raise NotAllowed()
    people = sorted({*only, *begun})
    db.executemany("INSERT INTO asked VALUES (?, ?)", [(assignment, person) for person in people])


def _check_terms(terms: Terms) -> None:
    dates = [date for date in (terms.opens, terms.due, terms.closes) if date is not None]
    if dates != sorted(dates):
        raise ListRefused(
            message="Les dates ne se suivent pas : ouverture, puis date de remise, puis fermeture."
        )
    if terms.feedback not in FEEDBACKS or not 0 <= terms.attempts <= 99:
        raise ListRefused(message="Le retour ou le nombre d’essais n’est pas de ceux que l’on peut choisir.")
    if terms.feedback == "after_due" and terms.due is None and terms.closes is None:
        raise ListRefused(message="Le retour « après la date » demande une date de remise : donnez-la.")
    if terms.scheme:
        from transcribe.grading.scheme import SHIPPED, parse_scheme

        if terms.scheme not in SHIPPED:
            parse_scheme(terms.scheme, "barème")


def adapt(
    store: Store,
    who: Who,
    assignment: int,
    person: int,
    *,
    opens: int | None = None,
    due: int | None = None,
    closes: int | None = None,
    extra_time: float | None = None,
) -> None:
    """Gives one learner his own dates or share of extra time (0.33: a third more) for one assignment.

    What is ``None`` stays as for the others; with nothing, he has again what the others have.

    Raises:
        NotAllowed: not his assignment, or not a learner of its class.
        ListRefused: dates in a wrong order, or a time out of bounds.
    """
    if extra_time is not None and not 0 <= extra_time <= 3:
        raise ListRefused(message="Le temps en plus va de 0 à 300 %.")

    def act(db: sqlite3.Connection) -> None:
        row = need_assignment(db, who, assignment)
        inside = "SELECT 1 FROM enrolment WHERE class = ? AND person = ?"
        if not db.execute(inside, (row["class"], person)).fetchone():
            raise NotAllowed()
        own = (opens, due, closes)
        theirs = (row["opens"], row["due"], row["closes"])
        dates = [date if mine is None else mine for mine, date in zip(own, theirs, strict=True)]
        known = [date for date in dates if date is not None]
        if known != sorted(known):
            raise ListRefused(
                message="Les dates de cet élève ne se suivent pas : ouverture, remise, fermeture."
            )
        db.execute("DELETE FROM adaptation WHERE assignment = ? AND person = ?", (assignment, person))
        if any(one is not None for one in (*own, extra_time)):
            db.execute(
                "INSERT INTO adaptation VALUES (?, ?, ?, ?, ?, ?)", (assignment, person, *own, extra_time)
            )
        note(db, store.clock(), who, "adapt", assignment)

    store.write(act)


_SELECT = (
    "SELECT a.*, x.title, x.kind, x.level, x.minutes, d.opens AS own_opens, d.due AS own_due, "
    "d.closes AS own_closes, d.extra_time AS own_extra, "
    "max(coalesce(a.due, a.closes), coalesce((SELECT max(coalesce(o.due, o.closes)) FROM adaptation o "
    "WHERE o.assignment = a.id), 0)) AS shown_from "
    "FROM assignment a JOIN exercise x ON x.id = a.exercise "
    "JOIN class c ON c.id = a.class AND c.archived_at IS NULL "
    "JOIN enrolment e ON e.class = a.class AND e.person = :person "
    "AND NOT EXISTS (SELECT 1 FROM practice p WHERE p.assignment = a.id AND p.person <> :person) "
    "LEFT JOIN adaptation d ON d.assignment = a.id AND d.person = :person "
)


def assignments_of(store: Store, who: Who) -> list[Assignment]:
    """What is asked of a learner and open by now, the nearest date first."""
    with store.read() as db:
        rows = db.execute(
            _SELECT + f"WHERE {FOR_HIM} AND coalesce(d.opens, a.opens) <= :now "
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
        return assignment_in(db, who.person, assignment)


def assignment_in(db: sqlite3.Connection, person: Person, assignment: int) -> Assignment:
    """One assignment, as a learner sees it.

    Raises:
        NotAllowed: it is asked of others, or there is none.
    """
    row = db.execute(
        _SELECT + f"WHERE {FOR_HIM} AND a.id = :id", {"person": person.id, "id": assignment}
    ).fetchone()
    if row is None:
        raise NotAllowed()
    return _assignment(row, person)


def assignments_in(store: Store, who: Who, class_: Class) -> list[Assignment]:
    """What a class is asked, newest first, with the dates of those who have none of their own.

    Raises:
        NotAllowed: not his class.
    """
    nobody = Person(0, "learner", "")
    with store.read() as db:
        need_class(db, who, class_.id)
        rows = db.execute(
            _SELECT.replace("JOIN enrolment e ON e.class = a.class AND e.person = :person ", "").replace(
                " AND c.archived_at IS NULL", ""
            )
            + "WHERE a.class = :class ORDER BY a.created DESC, x.level, x.slug",
            {"person": nobody.id, "class": class_.id},
        )
        return [_assignment(row, nobody) for row in rows]


def assignment_at(store: Store, who: Who, assignment: int) -> tuple[Assignment, Class]:
    """One assignment and its class, for those in charge of it; the dates are those of who has none of his own.

    Raises:
        NotAllowed: not an assignment of his classes.
    """
    with store.read() as db:
        row = need_assignment(db, who, assignment)
        found = need_class(db, who, row["class"])
        class_ = Class(found["id"], found["name"], found["code"], found["archived_at"] is not None)
        for one in assignments_in(store, who, class_):
            if one.id == assignment:
                return one, class_
        raise NotAllowed()  # one learner's own


def withdraw(store: Store, who: Who, assignment: int) -> None:
    """Takes back what nobody has begun.

    Raises:
        NotAllowed: not his assignment.
        ListRefused: somebody has begun a copy.
    """

    def act(db: sqlite3.Connection) -> None:
        need_assignment(db, who, assignment)
        if db.execute("SELECT 1 FROM copy WHERE assignment = ?", (assignment,)).fetchone():
            raise ListRefused(message="Des copies sont commencées : fermez plutôt ce travail par une date.")
        db.execute("DELETE FROM adaptation WHERE assignment = ?", (assignment,))
        db.execute("DELETE FROM asked WHERE assignment = ?", (assignment,))
        db.execute("DELETE FROM assignment WHERE id = ?", (assignment,))
        note(db, store.clock(), who, "withdraw", assignment)

    store.write(act)


def person_in(db: sqlite3.Connection, person: int) -> Person:
    """A person, who exists."""
    return person_of(db.execute("SELECT * FROM person WHERE id = ?", (person,)).fetchone())


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
        shown_from=row["shown_from"],
    )  # fmt: skip
