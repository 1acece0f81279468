"""Who may touch what, decided here alone, by rows of the database; what was done is written down."""

import sqlite3

from transcribe.classroom.errors import NotAllowed
from transcribe.classroom.types import Who

# whether an assignment ``a`` is for the learner ``:person``: for all, or for some and him
FOR_HIM = (
    "(NOT EXISTS (SELECT 1 FROM asked k WHERE k.assignment = a.id) "
    "OR EXISTS (SELECT 1 FROM asked k WHERE k.assignment = a.id AND k.person = :person)) "
)


def need_trainer(who: Who) -> None:
    """Refuses learners.

    Raises:
        NotAllowed: he is one.
    """
    if not who.is_trainer:
        raise NotAllowed()


def need_admin(who: Who) -> None:
    """Refuses all but the person in charge of the space.

    Raises:
        NotAllowed: he is not.
    """
    if who.person.role != "admin":
        raise NotAllowed()


def need_class(db: sqlite3.Connection, who: Who, class_: int) -> sqlite3.Row:
    """The row of a class, for those in charge of it.

    Raises:
        NotAllowed: a learner, another trainer, or no such class.
    """
    need_trainer(who)
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM class WHERE id = :class AND (:all OR EXISTS "
        "(SELECT 1 FROM teaching WHERE class = :class AND person = :person))",
        {"class": class_, "person": who.person.id, "all": who.person.role == "admin"},
    ).fetchone()
    if row is None:
        raise NotAllowed()
    return row


def need_learner_of(db: sqlite3.Connection, who: Who, person: int) -> sqlite3.Row:
    """The row of a learner, for those in charge of one of his classes.

    Raises:
        NotAllowed: a learner, a trainer of other classes, or no such learner.
    """
    need_trainer(who)
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM person WHERE id = :person AND role = 'learner' AND (:all OR EXISTS "
        "(SELECT 1 FROM enrolment e JOIN teaching t ON t.class = e.class "
        "WHERE e.person = :person AND t.person = :asking))",
        {"person": person, "asking": who.person.id, "all": who.person.role == "admin"},
    ).fetchone()
    if row is None:
        raise NotAllowed()
    return row


def need_assignment(db: sqlite3.Connection, who: Who, assignment: int) -> sqlite3.Row:
    """The row of an assignment, for those in charge of its class.

    Raises:
        NotAllowed: a learner, another trainer, or no such assignment.
    """
    need_trainer(who)
    row: sqlite3.Row | None = db.execute("SELECT * FROM assignment WHERE id = ?", (assignment,)).fetchone()
    if row is None:
        raise NotAllowed()
    need_class(db, who, row["class"])
    return row


def need_copy_of_class(db: sqlite3.Connection, who: Who, copy: int) -> sqlite3.Row:
    """The row of a copy, for those in charge of its class.

    Raises:
        NotAllowed: a learner, another trainer, or no such copy.
    """
    need_trainer(who)
    row: sqlite3.Row | None = db.execute("SELECT * FROM copy WHERE id = ?", (copy,)).fetchone()
    if row is None:
        raise NotAllowed()
    need_assignment(db, who, row["assignment"])
    return row


def need_own_copy(db: sqlite3.Connection, who: Who, copy: int) -> sqlite3.Row:
    """The row of a copy, for its author alone, as long as he is in its class.

    Raises:
        NotAllowed: not his, or no such copy.
    """
    row: sqlite3.Row | None = db.execute(
        "SELECT c.* FROM copy c JOIN assignment a ON a.id = c.assignment "
        "JOIN enrolment e ON e.class = a.class AND e.person = c.person WHERE c.id = ? AND c.person = ?",
        (copy, who.person.id),
    ).fetchone()
    if row is None:
        raise NotAllowed()
    return row


def note(db: sqlite3.Connection, now: int, who: Who, what: str, target: int | None = None) -> None:
    """Writes down who did what to which row: numbers, never names or texts."""
    db.execute("INSERT INTO audit VALUES (?, ?, ?, ?)", (now, who.person.id, what, target))
