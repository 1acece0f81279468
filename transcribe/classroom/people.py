"""People, classes, and who is signed in."""

import hashlib
import json
import secrets
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from transcribe.classroom.errors import ListRefused, NotAllowed, NotFound, SignInRefused, TooMany
from transcribe.classroom.store import Store, new_id
from transcribe.classroom.types import Class, Person, Role, Who
from transcribe.french import fold

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# letters and digits that nobody takes for one another on a board: no 0/O, 1/I/L, 5/S, 2/Z, 8/B, U/V
_CODE = "ACDEFGHJKMNPQRTWXY34679"
CODE_LENGTH = 6
PIN_LENGTH = 6
_HOUR = 3_600_000
SESSION_MS: dict[Role, int] = {"learner": 8 * _HOUR, "trainer": _HOUR}
FREE_FAILURES = 5
_FIRST_WAIT_MS = 60_000
_LONGEST_WAIT_MS = _HOUR
_hashing = threading.Semaphore(2)  # each costs 19 MiB


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody of a class list. ``pin`` empty: one is drawn."""

    name: str
    identifier: str = ""
    team: str = ""
    pin: str = ""
    needs: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """What a learner signs in with; the personal code is told once, when it is drawn."""

    person: Person
    pin: str


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's figures for Argon2id


def hash_pin(pin: str) -> str:
    """The Argon2id hash of a personal code."""
    with _hashing:
        return _hasher().hash(pin)


def _is_pin(hashed: str, pin: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    with _hashing:
        try:
            return _hasher().verify(hashed, pin)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobody() -> str:
    return hash_pin(secrets.token_hex(8))


def new_pin() -> str:
    """A personal code of six digits."""
    return "".join(secrets.choice("0123456789") for _ in range(PIN_LENGTH))


def flat_name(name: str) -> str:
    """A name to be found by: no accents, capitals, hyphens or double spaces; words in any order."""
    return " ".join(sorted(fold(name).replace("-", " ").replace("’", " ").replace("'", " ").split()))


# --- classes ------------------------------------------------------------------------------------------------------


def create_class(store: Store, name: str) -> Class:
    """A new class.

    Raises:
        ListRefused: the name is empty or taken.
    """
    name = " ".join(name.split())
    if not name:
        raise ListRefused(message="Le nom de la classe est vide : donnez-en un.")

    def act(db: sqlite3.Connection) -> Class:
        if db.execute("SELECT 1 FROM class WHERE folded = ?", (fold(name),)).fetchone():
            raise ListRefused(message=f"La classe « {name} » existe déjà : donnez un autre nom.")
        made = Class(new_id(), name, _new_code(db))
        db.execute(
            "INSERT INTO class (id, name, folded, code, created) VALUES (?, ?, ?, ?, ?)",
            (made.id, name, fold(name), made.code, store.clock()),
        )
        return made

    return store.write(act)


def _new_code(db: sqlite3.Connection) -> str:
    while True:
        code = "".join(secrets.choice(_CODE) for _ in range(CODE_LENGTH))
        if not db.execute("SELECT 1 FROM class WHERE code = ?", (code,)).fetchone():
            return code


def classes(store: Store) -> list[Class]:
    """Every class, by name."""
    with store.read() as db:
        return [_class(row) for row in db.execute("SELECT * FROM class ORDER BY folded")]


def find_class(store: Store, name: str) -> Class:
    """A class by its name.

    Raises:
        NotFound: there is none.
    """
    with store.read() as db:
        row = db.execute("SELECT * FROM class WHERE folded = ?", (fold(" ".join(name.split())),)).fetchone()
    if row is None:
        there = ", ".join(f"« {one.name} »" for one in classes(store)) or "aucune"
        raise NotFound(
            message=f"Il n’y a pas de classe « {name} » (classes : {there}) : vérifiez son nom, ou créez-la."
        )
    return _class(row)


def _class(row: sqlite3.Row) -> Class:
    return Class(row["id"], row["name"], row["code"], row["archived_at"] is not None)


def enrol(store: Store, class_: Class, newcomers: Sequence[Newcomer]) -> list[Slip]:
    """Adds people to a class: all or none. Each gets a personal code.

    Raises:
        ListRefused: a name is empty, or two people cannot be told apart (same name, no identifier).
    """
    _check_names(newcomers)
    coded = [(one, one.pin or new_pin()) for one in newcomers]
    hashed = [hash_pin(pin) for _, pin in coded]

    def act(db: sqlite3.Connection) -> list[Slip]:
        slips = []
        for (one, pin), secret in zip(coded, hashed, strict=True):
            name = " ".join(one.name.split())
            if _enrolled(db, class_.id, name, one.identifier):
                raise ListRefused(
                    message=f"« {name} » est déjà dans la classe « {class_.name} » : retirez sa ligne, "
                    "ou donnez-lui un identifiant s’il s’agit d’une autre personne."
                )
            person = Person(new_id(), "learner", name, one.identifier, dict(one.needs or {}))
            db.execute(
                "INSERT INTO person (id, role, name, folded, identifier, pin_hash, needs_json, created) "
                "VALUES (?, 'learner', ?, ?, ?, ?, ?, ?)",
                (person.id, name, flat_name(name), one.identifier, secret,
                 json.dumps(person.needs, ensure_ascii=False), store.clock()),
            )  # fmt: skip
            db.execute("INSERT INTO enrolment VALUES (?, ?, ?)", (class_.id, person.id, one.team))
            slips.append(Slip(person, pin))
        return slips

    return store.write(act)


def _check_names(newcomers: Sequence[Newcomer]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for number, one in enumerate(newcomers, 1):
        if not one.name.strip():
            raise ListRefused(
                message=f"La personne n° {number} de la liste n’a pas de nom : complétez la ligne."
            )
        key = (flat_name(one.name), one.identifier)
        if key in seen:
            raise ListRefused(
                message=f"« {one.name} » est deux fois dans la liste sans identifiant qui les distingue : "
                "ajoutez une colonne « identifiant », ou retirez une ligne."
            )
        seen[key] = one.name


def _enrolled(db: sqlite3.Connection, class_id: int, name: str, identifier: str) -> bool:
    rows = db.execute(
        "SELECT p.identifier FROM enrolment e JOIN person p ON p.id = e.person "
        "WHERE e.class = ? AND p.folded = ? AND p.disabled_at IS NULL",
        (class_id, flat_name(name)),
    )
    return any(row["identifier"] == identifier for row in rows)


def members(store: Store, class_: Class) -> list[Person]:
    """The learners of a class, by name."""
    with store.read() as db:
        rows = db.execute(
            "SELECT p.* FROM enrolment e JOIN person p ON p.id = e.person "
            "WHERE e.class = ? AND p.disabled_at IS NULL ORDER BY p.folded, p.identifier",
            (class_.id,),
        )
        return [person_of(row) for row in rows]


def renew_pin(store: Store, person: Person) -> Slip:
    """A new personal code; the old one and every open session stop."""
    pin = new_pin()
    secret = hash_pin(pin)

    def act(db: sqlite3.Connection) -> None:
        db.execute("UPDATE person SET pin_hash = ? WHERE id = ?", (secret, person.id))
        db.execute("DELETE FROM session WHERE person = ?", (person.id,))
        db.execute("DELETE FROM failure")

    store.write(act)
    return Slip(person, pin)


def person_of(row: sqlite3.Row) -> Person:
    """A person from its row."""
    return Person(
        row["id"], row["role"], row["name"], row["identifier"],
        json.loads(row["needs_json"]), json.loads(row["settings_json"]),
    )  # fmt: skip


def save_settings(store: Store, who: Who, settings: Mapping[str, Any]) -> None:
    """Keeps what a person chose for himself."""
    text = json.dumps(dict(settings), ensure_ascii=False)
    store.write(
        lambda db: db.execute("UPDATE person SET settings_json = ? WHERE id = ?", (text, who.person.id))
    )


# --- signing in -----------------------------------------------------------------------------------------------------


def sign_in(store: Store, code: str, name: str, pin: str, *, address: str = "") -> str:
    """The token of a new session, which nothing but its SHA-256 is kept of.

    Raises:
        TooMany: too many failures for that name or from that address.
        SignInRefused: code, name and personal code do not go together.
    """
    tried = [
        _tried(f"nom|{code.strip().upper()}|{flat_name(name)}"),
        *([_tried(f"poste|{address}")] if address else []),
    ]
    _check_wait(store, tried)
    code = "".join(code.split()).upper()
    with store.read() as db:
        rows = db.execute(
            "SELECT p.id, p.role, p.pin_hash, c.id AS class FROM class c JOIN enrolment e ON e.class = c.id "
            "JOIN person p ON p.id = e.person "
            "WHERE c.code = ? AND p.folded = ? AND p.disabled_at IS NULL AND c.archived_at IS NULL",
            (code, flat_name(name)),
        ).fetchall()
    if not rows:
        _is_pin(_nobody(), pin)  # takes as long as a name that exists
    for row in rows:
        if _is_pin(row["pin_hash"], pin):
            return _open(store, row, tried)
    _count(store, tried)
    raise SignInRefused()


def _tried(what: str) -> bytes:
    return hashlib.sha256(what.encode()).digest()


def _check_wait(store: Store, tried: Sequence[bytes]) -> None:
    now = store.clock()
    with store.read() as db:
        for who in tried:
            row = db.execute("SELECT until FROM failure WHERE who = ?", (who,)).fetchone()
            if row and row["until"] > now:
                seconds = -(-(row["until"] - now) // 1000)
                minutes = -(-seconds // 60)
                raise TooMany(wait=f"{seconds} s" if seconds <= 90 else f"{minutes} minutes")


def _count(store: Store, tried: Sequence[bytes]) -> None:
    def act(db: sqlite3.Connection) -> None:
        now = store.clock()
        for rank, who in enumerate(tried):
            row = db.execute("SELECT count, until FROM failure WHERE who = ?", (who,)).fetchone()
            stale = row is not None and row["until"] < now - 24 * _HOUR
            count = 1 if row is None or stale else row["count"] + 1
            free = FREE_FAILURES * (1 if rank == 0 else 8)  # a room behind one address is many people
            wait = 0 if count < free else min(_FIRST_WAIT_MS * 2 ** min(count - free, 20), _LONGEST_WAIT_MS)
            db.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?)", (who, count, now + wait))

    store.write(act)


def _open(store: Store, row: sqlite3.Row, tried: Sequence[bytes]) -> str:
    token = secrets.token_urlsafe(32)

    def act(db: sqlite3.Connection) -> None:
        now = store.clock()
        db.executemany("DELETE FROM failure WHERE who = ?", [(who,) for who in tried[:1]])
        db.execute("DELETE FROM session WHERE expires < ?", (now,))
        db.execute(
            "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)",
            (_digest(token), row["id"], row["class"], now, now, now + SESSION_MS[row["role"]]),
        )

    store.write(act)
    return token


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def session_of(store: Store, token: str) -> Who | None:
    """Who holds a token; nobody when it is unknown, revoked or expired."""
    with store.read() as db:
        row = db.execute(
            "SELECT p.*, s.class AS session_class FROM session s JOIN person p ON p.id = s.person "
            "WHERE s.token_sha256 = ? AND s.expires > ? AND p.disabled_at IS NULL",
            (_digest(token), store.clock()),
        ).fetchone()
    return Who(person_of(row), row["session_class"]) if row else None


def sign_out(store: Store, token: str) -> None:
    """Ends a session."""
    store.write(lambda db: db.execute("DELETE FROM session WHERE token_sha256 = ?", (_digest(token),)))


def unlock(store: Store, who: Who) -> None:
    """Forgets every failed sign-in.

    Raises:
        NotAllowed: ``who`` is no trainer.
    """
    if not who.is_trainer:
        raise NotAllowed()
    store.write(lambda db: db.execute("DELETE FROM failure"))
