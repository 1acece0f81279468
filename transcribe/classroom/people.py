"""People: the one in charge of the space, trainers, learners; their needs, their choices, their personal codes."""

import json
import math
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from transcribe.classroom.access import need_admin, need_learner_of, note
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.pins import hash_pin, is_sound, new_pins
from transcribe.classroom.store import Store
from transcribe.classroom.types import Person, Who
from transcribe.french import fold

OWNER = "Responsable"
LONGEST_NAME = 120
_LARGEST_SETTINGS = 8_000
_NUMBERS: dict[str, tuple[float, float]] = {
    "extra_time": (0, 3), "pace": (0.5, 1.5), "text_size": (1, 4), "accents": (0, 1), "same_sound": (0, 1)
}  # fmt: skip
_SWITCHES = frozenset(["spaced", "dark", "plain"])
_FACES = frozenset(["", "dyslexia"])


@dataclass(frozen=True, slots=True)
class Slip:
    """What somebody signs in with; the personal code is told once, when it is drawn."""

    person: Person
    pin: str = field(repr=False)


def owner(store: Store) -> Who:
    """The person at the computer itself, in charge of the whole space: he needs no session."""

    def act(db: sqlite3.Connection) -> Who:
        row = db.execute("SELECT * FROM person WHERE role = 'admin' ORDER BY created, id").fetchone()
        if row is not None:
            return Who(person_of(row))
        made = Person(store.new_id(), "admin", OWNER)
        insert_person(db, store, made, "")
        return Who(made)

    return store.write(act)


def add_trainer(store: Store, who: Who, name: str, *, pin: str = "") -> Slip:
    """A trainer, who signs in by his name and personal code, drawn where none is given.

    Raises:
        NotAllowed: another than the person in charge asks.
        ListRefused: no name, one that a trainer bears, or no personal code.
    """
    need_admin(who)
    code = pin or new_pins(store, 1)[0]
    made, secret = Person(store.new_id(), "trainer", tidy_name(name)), hash_pin(checked_pin(code))

    def act(db: sqlite3.Connection) -> Slip:
        taken = "SELECT 1 FROM person WHERE role <> 'learner' AND folded = ? AND disabled_at IS NULL"
        if db.execute(taken, (flat_name(made.name),)).fetchone():
            raise ListRefused(message="Un formateur porte déjà ce nom : ajoutez un prénom ou une initiale.")
        insert_person(db, store, made, secret)
        note(db, store.clock(), who, "add_trainer", made.id)
        return Slip(made, code)

    return store.write(act)


def insert_person(db: sqlite3.Connection, store: Store, person: Person, secret: str) -> None:
    """Writes a person."""
    db.execute(
        "INSERT INTO person (id, role, name, folded, identifier, pin_hash, needs_json, created) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (person.id, person.role, person.name, flat_name(person.name), person.identifier, secret,
         json.dumps(dict(person.needs), ensure_ascii=False), store.clock()),
    )  # fmt: skip


def renew_pin(store: Store, who: Who, person: int, *, pin: str = "") -> Slip:
    """A new personal code for a learner; the old one, every open session and every wait stop.

    Raises:
        NotAllowed: not a learner of his classes.
        ListRefused: the code given is none.
    """
    with store.read() as db:
        need_learner_of(db, who, person)
    code = pin or new_pins(store, 1)[0]
    secret = hash_pin(checked_pin(code))

    def act(db: sqlite3.Connection) -> Slip:
        row = need_learner_of(db, who, person)
        give_pin(db, person, secret)
        note(db, store.clock(), who, "renew_pin", person)
        return Slip(person_of(row), code)

    return store.write(act)


def give_pin(db: sqlite3.Connection, person: int, secret: str) -> None:
    """Writes the hash of a personal code; sessions and waits of the person end."""
    db.execute("UPDATE person SET pin_hash = ? WHERE id = ?", (secret, person))
    db.execute("DELETE FROM session WHERE person = ?", (person,))
    db.execute("DELETE FROM failure WHERE person = ?", (person,))


def checked_pin(pin: str) -> str:
    """A personal code that somebody chooses, as it is.

    Raises:
        ListRefused: it is none.
    """
    if not is_sound(pin):
        raise ListRefused(
            message="Un code personnel compte de 4 à 12 chiffres, ni tous égaux ni à la suite : choisissez-en un autre."
        )
    return pin


def unlock(store: Store, who: Who, person: int) -> None:
    """Ends the wait of a learner who failed too often.

    Raises:
        NotAllowed: not a learner of his classes.
    """

    def act(db: sqlite3.Connection) -> None:
        need_learner_of(db, who, person)
        db.execute("DELETE FROM failure WHERE person = ?", (person,))
        note(db, store.clock(), who, "unlock", person)

    store.write(act)


def set_needs(store: Store, who: Who, person: int, needs: Mapping[str, Any]) -> None:
    """The adaptations that a trainer grants: ``extra_time`` (0.33: a third more), ``pace``, ``text_size``, ``spaced``,
    ``face``, and the shares of their cost that wrong accents and words of the same sound keep (``accents``,
    ``same_sound``).

    Raises:
        NotAllowed: not a learner of his classes.
        ListRefused: an unknown need, or one out of bounds.
    """
    text = json.dumps(checked_needs(needs), ensure_ascii=False)

    def act(db: sqlite3.Connection) -> None:
        need_learner_of(db, who, person)
        db.execute("UPDATE person SET needs_json = ? WHERE id = ?", (text, person))
        note(db, store.clock(), who, "set_needs", person)

    store.write(act)


def checked_needs(needs: Mapping[str, Any]) -> dict[str, Any]:
    """Adaptations that every page can show.

    Raises:
        ListRefused: an unknown need, or one out of bounds.
    """
    for name, value in needs.items():
        low, high = _NUMBERS.get(name, (1, 0))
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        good = (
            (is_number and low <= value <= high)
            or (name in _SWITCHES and isinstance(value, bool))
            or (name == "face" and value in _FACES)
        )
        if not good:
            bounds = ", ".join(f"{one} de {least:g} à {most:g}" for one, (least, most) in _NUMBERS.items())
            raise ListRefused(
                message=f"Aménagement refusé ({name}) : connus : {bounds}, {', '.join(sorted(_SWITCHES))}, face."
            )
    return dict(needs)


def save_settings(store: Store, who: Who, settings: Mapping[str, Any]) -> None:
    """Keeps what a person chose for himself.

    Raises:
        NotAllowed: settings that no page of ours would send.
    """
    text = json.dumps(dict(settings), ensure_ascii=False)
    if len(text) > _LARGEST_SETTINGS:
        raise NotAllowed()
    store.write(
        lambda db: db.execute("UPDATE person SET settings_json = ? WHERE id = ?", (text, who.person.id))
    )


def flat_name(name: str) -> str:
    """A name to be found by: no accents, capitals, hyphens or double spaces; words in any order."""
    return " ".join(sorted(fold(name).replace("-", " ").replace("’", " ").replace("'", " ").split()))


def tidy_name(name: str) -> str:
    """A name as it is kept.

    Raises:
        ListRefused: empty, endless, or without a letter.
    """
    shown = " ".join(name.split())
    if len(shown) > LONGEST_NAME or not shown.isprintable() or not any(map(str.isalpha, shown)):
        raise ListRefused(message=f"Il faut un nom, de {LONGEST_NAME} signes au plus.")
    return shown


def person_of(row: sqlite3.Row) -> Person:
    """A person from its row."""
    return Person(
        row["id"], row["role"], row["name"], row["identifier"],
        json.loads(row["needs_json"]), json.loads(row["settings_json"]),
    )  # fmt: skip


def labels(people: list[Person]) -> dict[int, str]:
    """What to call each person of a list, in its order: namesakes take their identifier, else a rank."""
    names = [flat_name(one.name) for one in people]
    out: dict[int, str] = {}
    for number, one in enumerate(people):
        rank = names[:number].count(names[number]) + 1
        alone = names.count(names[number]) == 1
        out[one.id] = one.name if alone else f"{one.name} ({one.identifier or rank})"
    return out
