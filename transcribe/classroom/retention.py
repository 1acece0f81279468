"""Personal data: what is kept of one person given to him, or forgotten; a class archived to pseudonyms.

Forgetting reaches the backups too: older ones are replaced by one made afterwards.
"""

import io
import json
import sqlite3
import zipfile
from datetime import UTC, datetime
from typing import Any

from transcribe.classroom.access import need_admin, need_class, need_learner_of, note
from transcribe.classroom.backups import renew
from transcribe.classroom.errors import ListRefused
from transcribe.classroom.marking import marks_of
from transcribe.classroom.people import insert_person
from transcribe.classroom.practising import forget_practice
from transcribe.classroom.store import Store
from transcribe.classroom.types import Class, Person, Who

_OF_COPIES = ("event", "version", "grade")
_TIMES = frozenset(
    [
        "at",
        "created",
        "seen",
        "expires",
        "started",
        "saved",
        "submitted",
        "returned_at",
        "disabled_at",
        "archived_at",
    ]
)


def export_person(store: Store, who: Who, person: int) -> bytes:
    """Everything kept of a learner, as a .zip: what is known of him, each copy's text, each version, each grade.

    For himself, and for the trainers of his classes.

    Raises:
        NotAllowed: neither.
    """
    with store.read() as db:
        if person != who.person.id:
            need_learner_of(db, who, person)
        copies = _rows(
            db,
            "SELECT c.*, x.title FROM copy c JOIN assignment a ON a.id = c.assignment "
            "JOIN exercise x ON x.id = a.exercise WHERE c.person = ? ORDER BY c.started",
            person,
        )
        known = {
            "personne": _rows(db, "SELECT id, role, name, identifier, needs_json, settings_json, created FROM person "
                                  "WHERE id = ?", person),
            "classes": _rows(db, "SELECT c.name, e.team FROM enrolment e JOIN class c ON c.id = e.class "
                                 "WHERE e.person = ?", person),
            "amenagements": _rows(db, "SELECT * FROM adaptation WHERE person = ?", person),
            "sessions": _rows(db, "SELECT created, seen, expires FROM session WHERE person = ?", person),
            "copies": copies,
            "decisions": _rows(db, f"SELECT * FROM event WHERE {_HIS}", person),
            "notes": _rows(db, f"SELECT copy, at, mark, maximum, own_mark, comment FROM grade WHERE {_HIS}", person),
        }  # fmt: skip
        if not who.is_trainer:  # a mark is not told before its time, here either
            told = marks_of(store, who)
            known["notes"] = [row for row in known["notes"] if row["copy"] in told]
        versions = _rows(db, f"SELECT * FROM version WHERE {_HIS} ORDER BY at", person)
    return _zipped(known, copies, versions)


_HIS = "copy IN (SELECT id FROM copy WHERE person = ?)"


def _rows(db: sqlite3.Connection, query: str, person: int) -> list[dict[str, Any]]:
    return [
        {
            name: _iso(row[name]) if name in _TIMES and row[name] is not None else row[name] for name in row.keys()  # noqa: SIM118
        }
        for row in db.execute(query, (person,))
    ]  # fmt: skip


def _iso(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds")


def _zipped(known: dict[str, Any], copies: list[dict[str, Any]], versions: list[dict[str, Any]]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("donnees.json", json.dumps(known, ensure_ascii=False, indent=1))
        archive.writestr("versions.json", json.dumps(versions, ensure_ascii=False, indent=1))
        for rank, copy in enumerate(copies, 1):
            archive.writestr(f"copies/{rank:03}.txt", f"{copy['title']}\n\n{copy['text']}\n")
    return whole.getvalue()


def forget_person(store: Store, who: Who, person: int) -> None:
    """Deletes a learner and all that is kept of him, for good, from the backups too.

    Raises:
        NotAllowed: not a learner of his classes, or of another trainer's class too.
        SpaceError: the disk refuses.
    """

    def act(db: sqlite3.Connection) -> None:
        need_learner_of(db, who, person)
        for row in db.execute("SELECT class FROM enrolment WHERE person = ?", (person,)).fetchall():
            need_class(db, who, row["class"])
        for table in ("adaptation", "asked"):
            db.execute(f"DELETE FROM {table} WHERE person = ?", (person,))
        for table in _OF_COPIES:
            db.execute(f"DELETE FROM {table} WHERE {_HIS}", (person,))
        db.execute("DELETE FROM copy WHERE person = ?", (person,))
        forget_practice(db, person)
        db.execute("DELETE FROM enrolment WHERE person = ?", (person,))
        _delete_person(db, person)
        note(db, store.clock(), who, "forget_person", person)

    store.write(act)
    renew(store)


def _delete_person(db: sqlite3.Connection, person: int) -> None:
    for table in ("session", "failure"):
        db.execute(f"DELETE FROM {table} WHERE person = ?", (person,))
    db.execute("DELETE FROM person WHERE id = ?", (person,))


def archive_class(store: Store, who: Who, class_: Class) -> int:
    """Closes a class and takes the names away: its copies and marks stay, under pseudonyms. Returns how many people.

    Versions, decisions, comments and adaptations go. Who is in another class stays there, with what he did there.

    Raises:
        NotAllowed: not his class.
        ListRefused: it is archived already.
        SpaceError: the disk refuses.
    """

    def act(db: sqlite3.Connection) -> int:
        if need_class(db, who, class_.id)["archived_at"] is not None:
            raise ListRefused(message=f"La classe « {class_.name} » est déjà archivée.")
        inside = (
            "copy IN (SELECT c.id FROM copy c JOIN assignment a ON a.id = c.assignment WHERE a.class = ?)"
        )
        for table in ("event", "version"):
            db.execute(f"DELETE FROM {table} WHERE {inside}", (class_.id,))
        db.execute(f"UPDATE grade SET comment = '' WHERE {inside}", (class_.id,))
        db.execute(
            "DELETE FROM adaptation WHERE assignment IN (SELECT id FROM assignment WHERE class = ?)",
            (class_.id,),
        )
        people = [
            row["person"] for row in db.execute("SELECT person FROM enrolment WHERE class = ?", (class_.id,))
        ]
        for rank, person in enumerate(_shuffled(store, people), 1):
            _hide(db, store, class_.id, person, f"Élève {rank}")
        db.execute("UPDATE class SET archived_at = ? WHERE id = ?", (store.clock(), class_.id))
        note(db, store.clock(), who, f"archive_class {len(people)}", class_.id)
        return len(people)

    count = store.write(act)
    renew(store)
    return count


def _shuffled(store: Store, people: list[int]) -> list[int]:
    """In an order that tells nothing of the list's."""
    return [person for _, person in sorted((store.new_id(), person) for person in people)]


def _hide(db: sqlite3.Connection, store: Store, class_id: int, person: int, name: str) -> None:
    """Gives a person's work in a class to a new one, of whom nothing is known; he goes if he is in no other class."""
    other = Person(store.new_id(), "learner", name)
    insert_person(db, store, other, "")
    db.execute("UPDATE enrolment SET person = ? WHERE class = ? AND person = ?", (other.id, class_id, person))
    theirs = "person = ? AND assignment IN (SELECT id FROM assignment WHERE class = ?)"
    for table in ("asked", "copy", "practice"):
        db.execute(f"UPDATE {table} SET person = ? WHERE {theirs}", (other.id, person, class_id))
    db.execute("DELETE FROM session WHERE person = ? AND class = ?", (person, class_id))
    if not db.execute("SELECT 1 FROM enrolment WHERE person = ?", (person,)).fetchone():
        _delete_person(db, person)


def thin_versions(store: Store, who: Who, *, days: int = 30) -> int:
    """Lightens the copies handed in ``days`` ago or more: of their versions, one for ten minutes stays, and the last.

    The texts that were refused to a copy stay all. Returns how many versions went.

    Raises:
        NotAllowed: another than the person in charge asks.
    """
    need_admin(who)
    before = store.clock() - days * 24 * 3_600_000

    def act(db: sqlite3.Connection) -> int:
        gone = db.execute(
            "DELETE FROM version WHERE rev IS NOT NULL AND copy IN (SELECT id FROM copy WHERE submitted < ?) "
            "AND EXISTS (SELECT 1 FROM version o WHERE o.copy = version.copy AND o.rev > version.rev "
            "AND o.at / 600000 = version.at / 600000)",
            (before,),
        ).rowcount
        note(db, store.clock(), who, f"thin_versions {gone}")
        return gone

    return store.write(act)
