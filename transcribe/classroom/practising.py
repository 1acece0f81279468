"""Exercises that a learner gets by himself, on his own mistakes: what they may be made from, and whose they are.

Such an exercise is for training, his alone, marked at once. It never shows a key before its time: no dictation serves
that an exercise asked for a mark was made from, anywhere in the space, nor one that is not asked yet, whose purpose
nobody knows, nor one asked of his classes whose sheet he has not seen; and only texts said fictitious serve, which any
network may carry. A class may do without.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from transcribe.classroom.access import need_class, note
from transcribe.classroom.assigning import assignment_in, assignments_of
from transcribe.classroom.copies import copy_of
from transcribe.classroom.errors import NotAllowed, NotOpen
from transcribe.classroom.exercises import add_exercise, read_sheet
from transcribe.classroom.marking import key_of, may_see
from transcribe.classroom.people import owner
from transcribe.classroom.store import Store
from transcribe.classroom.types import Class, Sound, Who

if TYPE_CHECKING:
    from transcribe.grading.history import PastCopy

_KINDS = ("dictee", "relecture", "trous", "mise-en-page")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the space that may serve: an exercise's key, as JSON, and its sounds."""

    key_json: str
    sounds: tuple[Sound, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """What a learner's own exercise is made from.

    ``going`` is the assignment of one that he has not handed in; ``past`` his copies whose sheet he has seen,
    ``count`` how many he has had. ``guarded`` are the dictations that none may be made from.
    """

    allowed: bool
    going: int | None
    count: int
    past: "tuple[PastCopy, ...]" = ()
    texts: tuple[Text, ...] = ()
    guarded: frozenset[str] = frozenset()


def practice_basis(store: Store, who: Who) -> Basis:
    """What the learner who asks may practise on.

    Raises:
        NotAllowed: not a learner in a class.
    """
    if who.is_trainer or who.class_id is None:
        raise NotAllowed()
    seen = {one.id: one for one in assignments_of(store, who)}
    with store.read() as db:
        allowed = _is_allowed(db, who.class_id)
        own = db.execute(
            "SELECT p.assignment, c.submitted, c.id AS copy FROM practice p JOIN assignment a ON a.id = p.assignment "
            "LEFT JOIN copy c ON c.assignment = a.id AND c.person = p.person WHERE p.person = ? AND a.class = ? "
            "ORDER BY a.created",
            (who.person.id, who.class_id),
        ).fetchall()
        rows = [
            row
            for row in db.execute(_PAST, (who.person.id,))
            if row["assignment"] in seen and may_see(copy_of(row), seen[row["assignment"]], store.clock())
        ]
        texts = [] if not allowed else [
            Text(row["key_json"], read_sheet(row).sounds)
            for row in db.execute(_TEXTS, _KINDS)
        ]  # fmt: skip
        guarded = _guarded(db, who, {row["assignment"] for row in rows})
    going = [row["assignment"] for row in own if row["submitted"] is None]
    past = tuple(_past(row, who) for row in rows)
    return Basis(allowed, going[-1] if going else None, len(own), past, tuple(texts), guarded)


_PAST = (
    "SELECT c.*, g.result_json, x.key_json FROM grade g JOIN copy c ON c.id = g.copy "
    "JOIN assignment a ON a.id = c.assignment JOIN exercise x ON x.id = a.exercise "
    "WHERE c.person = ? ORDER BY c.submitted, c.number, c.id"
)
_TEXTS = (
    "SELECT x.key_json, x.sheet_json FROM exercise x WHERE x.fictitious AND x.kind IN (?, ?, ?, ?) AND NOT EXISTS "
    "(SELECT 1 FROM practice p JOIN assignment a ON a.id = p.assignment WHERE a.exercise = x.id) ORDER BY x.slug, x.id"
)


def _guarded(db: sqlite3.Connection, who: Who, seen: set[int]) -> frozenset[str]:
    """The dictations that a key not yet due was made from."""
    rows = db.execute(
        "SELECT a.id, coalesce(a.graded, 1) AS graded, x.key_json, EXISTS (SELECT 1 FROM enrolment e "
        "WHERE e.class = a.class AND e.person = :person) AS his "
        "FROM exercise x LEFT JOIN assignment a ON a.exercise = x.id "
        "WHERE NOT EXISTS (SELECT 1 FROM practice p WHERE p.assignment = a.id)",
        {"person": who.person.id},
    )
    return frozenset(
        source_id(row["key_json"]) for row in rows if row["graded"] or (row["his"] and row["id"] not in seen)
    )


def source_id(key_json: str) -> str:
    """The dictation that an exercise was made from; an exercise that names none is its own."""
    data = json.loads(key_json)
    source = data.get("source")
    return str(source.get("id") or data["id"]) if isinstance(source, dict) else str(data["id"])


def _past(row: sqlite3.Row, who: Who) -> "PastCopy":
    import msgspec

    from transcribe.grading.history import past_copy
    from transcribe.grading.sitting import Attempt, Result
    from transcribe.grading.types import Grade

    at = datetime.fromtimestamp(row["submitted"] / 1000, UTC).replace(tzinfo=None)
    attempt = Attempt(str(who.person.id), who.person.name, str(row["assignment"]), row["number"], at)
    grade = msgspec.json.decode(row["result_json"], type=Grade)
    return past_copy(Result(attempt, key_of(row["key_json"], "")[0], grade))


def give_practice(
    store: Store, who: Who, key_json: str, *, scheme: str = "", sounds: tuple[Sound, ...] = ()
) -> int:
    """Gives a learner an exercise of his own, made for him; the id of the assignment.

    One that he has not handed in yet comes back in its place.

    Raises:
        NotAllowed: not a learner in a class.
        NotOpen: his class does without.
        DocumentError, SchemeError: the key or the scheme is damaged.
    """
    if who.is_trainer or who.class_id is None:
        raise NotAllowed()
    class_id = who.class_id
    exercise = add_exercise(store, owner(store), key_json, scheme=scheme, sounds=sounds, fictitious=True)

    def act(db: sqlite3.Connection) -> int:
        if not _is_allowed(db, class_id):
            raise NotOpen(why="n’est pas proposé dans votre classe : demandez à votre formateur")
        row = db.execute(
            "SELECT p.assignment FROM practice p JOIN assignment a ON a.id = p.assignment WHERE p.person = ? AND "
            "a.class = ? AND NOT EXISTS (SELECT 1 FROM copy c WHERE c.assignment = a.id AND c.submitted NOT NULL)",
            (who.person.id, class_id),
        ).fetchone()
        if row:
            return int(row["assignment"])
        number, now = store.new_id(), store.clock()
        db.execute(
            "INSERT INTO assignment (id, class, exercise, opens, attempts, feedback, graded, timed, scheme, created) "
            "VALUES (?, ?, ?, ?, 1, 'at_once', 0, 0, '', ?)",
            (number, class_id, exercise, now, now),
        )
        db.execute("INSERT INTO practice VALUES (?, ?)", (number, who.person.id))
        assignment_in(db, who.person, number)  # he is in that class
        note(db, now, who, "practise", number)
        return number

    return store.write(act)


def allow_practice(store: Store, who: Who, class_: Class, *, allowed: bool) -> None:
    """Whether the learners of a class get exercises by themselves; they do until it is said that they do not.

    Raises:
        NotAllowed: not his class.
    """

    def act(db: sqlite3.Connection) -> None:
        need_class(db, who, class_.id)
        db.execute("DELETE FROM practice_closed WHERE class = ?", (class_.id,))
        if not allowed:
            db.execute("INSERT INTO practice_closed VALUES (?)", (class_.id,))
        note(db, store.clock(), who, f"allow_practice {int(allowed)}", class_.id)

    store.write(act)


def is_practice_allowed(store: Store, who: Who, class_: Class) -> bool:
    """What ``allow_practice`` last said of a class.

    Raises:
        NotAllowed: not his class.
    """
    with store.read() as db:
        need_class(db, who, class_.id)
        return _is_allowed(db, class_.id)


def _is_allowed(db: sqlite3.Connection, class_id: int) -> bool:
    row = db.execute(
        "SELECT 1 FROM class WHERE id = :class AND archived_at IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM practice_closed WHERE class = :class)",
        {"class": class_id},
    ).fetchone()
    return row is not None


def forget_practice(db: sqlite3.Connection, person: int) -> None:
    """Deletes the exercises that were made for somebody, once his copies are."""
    rows = db.execute(
        "SELECT p.assignment, a.exercise FROM practice p JOIN assignment a ON a.id = p.assignment WHERE p.person = ?",
        (person,),
    ).fetchall()
    db.execute("DELETE FROM practice WHERE person = ?", (person,))
    for row in rows:
        db.execute("DELETE FROM assignment WHERE id = ?", (row["assignment"],))
        db.execute("DELETE FROM exercise WHERE id = ?", (row["exercise"],))
