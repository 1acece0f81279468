"""Getting in and out: class code, name and personal code against a session; failures make one wait, ever longer."""

import hashlib
import sqlite3
from collections.abc import Sequence

from transcribe.classroom.access import need_learner_of, note
from transcribe.classroom.errors import SignInRefused, TooMany
from transcribe.classroom.people import flat_name, person_of
from transcribe.classroom.pins import is_pin
from transcribe.classroom.store import Store
from transcribe.classroom.types import Role, Who

_HOUR = 3_600_000
SESSION_MS: dict[Role, int] = {"learner": 8 * _HOUR, "trainer": _HOUR, "admin": _HOUR}
FREE_FAILURES = 5
_ROOM = 8  # times more of them from one address: a room behind one address is many people
_FIRST_WAIT_MS = 60_000
_LONGEST_WAIT_MS = _HOUR
_FORGOTTEN_MS = 24 * _HOUR
_RENEWED_MS = 60_000
_TOKEN_BITS = 256


def sign_in(store: Store, code: str, name: str, pin: str, *, address: str = "") -> str:
    """The token of a learner's new session, which nothing but its SHA-256 is kept of.

    Raises:
        TooMany: too many failures for that person or from that address.
        SignInRefused: code, name and personal code do not go together.
    """
    flat = "".join(char for char in code.upper() if char.isalnum())
    with store.read() as db:
        rows = db.execute(
            "SELECT p.id, p.role, p.pin_hash, c.id AS class FROM class c JOIN enrolment e ON e.class = c.id "
            "JOIN person p ON p.id = e.person "
            "WHERE c.code = ? AND p.folded = ? AND p.disabled_at IS NULL AND c.archived_at IS NULL",
            (flat, flat_name(name)),
        ).fetchall()
    return _enter(store, rows, f"{flat}|{flat_name(name)}", pin, address)


def sign_in_trainer(store: Store, name: str, pin: str, *, address: str = "") -> str:
    """The token of a new session of a trainer, or of the person in charge once he is settled.

    Raises:
        TooMany, SignInRefused: as ``sign_in``.
    """
    with store.read() as db:
        rows = db.execute(
            "SELECT id, role, pin_hash, NULL AS class FROM person "
            "WHERE role <> 'learner' AND pin_hash <> '' AND folded = ? AND disabled_at IS NULL",
            (flat_name(name),),
        ).fetchall()
    return _enter(store, rows, f"|{flat_name(name)}", pin, address)


def _enter(store: Store, rows: Sequence[sqlite3.Row], tried: str, pin: str, address: str) -> str:
    """A session for the one of ``rows`` whose personal code it is; namesakes are told apart by theirs."""
    subjects: list[tuple[bytes, int | None]] = [(_digest(f"personne|{row['id']}"), row["id"]) for row in rows]
    subjects = subjects or [(_digest(f"nom|{tried}"), None)]
    room = [(_digest(f"poste|{address}"), None)] if address else []
    _check_wait(store, [*subjects, *room])
    plain = "".join(pin.split())
    found = [row for row in rows if is_pin(row["pin_hash"], plain)]
    if not rows:
        is_pin("", plain)  # takes as long as a name that exists
    if len(found) != 1:
        _count(store, subjects, room)
        raise SignInRefused()
    return _open(store, found[0])


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _check_wait(store: Store, subjects: Sequence[tuple[bytes, int | None]]) -> None:
    now = store.clock()
    with store.read() as db:
        waits = [
            row["until"] - now
            for subject, _ in subjects
            for row in db.execute("SELECT until FROM failure WHERE subject = ?", (subject,))
        ]
    longest = max(waits, default=0)
    if longest > 0:
        seconds = -(-longest // 1000)
        raise TooMany(wait=f"{seconds} s" if seconds <= 90 else f"{-(-seconds // 60)} minutes")


def _count(
    store: Store, subjects: Sequence[tuple[bytes, int | None]], room: Sequence[tuple[bytes, int | None]]
) -> None:
    def act(db: sqlite3.Connection) -> None:
        now = store.clock()
        db.execute("DELETE FROM failure WHERE at < ?", (now - _FORGOTTEN_MS,))
        for times, those in ((1, subjects), (_ROOM, room)):
            for subject, person in those:
                row = db.execute("SELECT count FROM failure WHERE subject = ?", (subject,)).fetchone()
                count = 1 if row is None else row["count"] + 1
                over = count - FREE_FAILURES * times
                wait = 0 if over < 0 else min(_FIRST_WAIT_MS * 2 ** min(over, 20), _LONGEST_WAIT_MS)
                db.execute(
                    "INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?, ?)",
                    (subject, person, count, now, now + wait),
                )

    store.write(act)


def _open(store: Store, row: sqlite3.Row) -> str:
    token = f"{store.draw(_TOKEN_BITS):064x}"

    def act(db: sqlite3.Connection) -> None:
        now = store.clock()
        db.execute("DELETE FROM failure WHERE person = ?", (row["id"],))
        db.execute("DELETE FROM session WHERE expires < ?", (now,))
        db.execute(
            "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)",
            (_digest(token), row["id"], row["class"], now, now, now + SESSION_MS[row["role"]]),
        )

    store.write(act)
    return token


def session_of(store: Store, token: str, *, renew: bool = True) -> Who | None:
    """Who holds a token; nobody when it is unknown, revoked or expired.

    A trainer's lasts from his last request, but for those that a page makes by itself (``renew`` false).
    """
    digest, now = _digest(token), store.clock()
    with store.read() as db:
        row = db.execute(
            "SELECT p.*, s.class AS session_class, s.seen FROM session s JOIN person p ON p.id = s.person "
            "WHERE s.token_sha256 = ? AND s.expires > ? AND p.disabled_at IS NULL",
            (digest, now),
        ).fetchone()
    if row is None:
        return None
    if renew and row["role"] != "learner" and now - row["seen"] > _RENEWED_MS:
        until = now + SESSION_MS["trainer"]
        store.write(
            lambda db: db.execute(
                "UPDATE session SET seen = ?, expires = ? WHERE token_sha256 = ?", (now, until, digest)
            )
        )
    return Who(person_of(row), row["session_class"])


def sign_out(store: Store, token: str) -> None:
    """Ends a session."""
    store.write(lambda db: db.execute("DELETE FROM session WHERE token_sha256 = ?", (_digest(token),)))


def revoke(store: Store, who: Who, person: int) -> int:
    """Ends every session of a person: one's own, or a learner's of one's classes. Returns how many.

    Raises:
        NotAllowed: not his.
    """

    def act(db: sqlite3.Connection) -> int:
        if person != who.person.id:
            need_learner_of(db, who, person)
        ended = db.execute("DELETE FROM session WHERE person = ?", (person,)).rowcount
        note(db, store.clock(), who, "revoke", person)
        return ended

    return store.write(act)
