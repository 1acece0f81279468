"""Classes: made, listed, filled from a school's list; whoever makes one is in charge of it."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transcribe.classroom.access import need_class, need_trainer, note
from transcribe.classroom.arranged import needs_from
from transcribe.classroom.errors import ListRefused, NotAllowed, NotFound
from transcribe.classroom.people import (
    Slip,
    checked_needs,
    flat_name,
    give_pin,
    insert_person,
    labels,
    person_of,
    tidy_name,
)
from transcribe.classroom.pins import hash_pin, new_pins
from transcribe.classroom.store import Store
from transcribe.classroom.types import Class, Person, Who
from transcribe.french import fold

# letters that nobody takes for one another on a board; no vowel, hence no word; no figure
CODE_LETTERS = "BCDFGHJKMNPQRSTVWXZ"
CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody of a class list. ``pin`` empty: one is drawn."""

    name: str = field(repr=False)
    identifier: str = field(default="", repr=False)
    team: str = ""
    pin: str = field(default="", repr=False)
    needs: Mapping[str, Any] | None = None


def create_class(store: Store, who: Who, name: str) -> Class:
    """A new class, of which he who asks is in charge.

    Raises:
        NotAllowed: a learner asks.
        ListRefused: the name is empty or taken.
    """
    need_trainer(who)
    name = " ".join(name.split())
    if not name or len(name) > 120 or not name.isprintable():
        raise ListRefused(message="Le nom de la classe est vide ou trop long : donnez-en un.")

    def act(db: sqlite3.Connection) -> Class:
        if db.execute("SELECT 1 FROM class WHERE folded = ?", (fold(name),)).fetchone():
            raise ListRefused(message=f"La classe « {name} » existe déjà : donnez un autre nom.")
        made = Class(store.new_id(), name, _new_code(db, store))
        db.execute(
            "INSERT INTO class (id, name, folded, code, created) VALUES (?, ?, ?, ?, ?)",
            (made.id, name, fold(name), made.code, store.clock()),
        )
        db.execute("INSERT INTO teaching VALUES (?, ?)", (made.id, who.person.id))
        note(db, store.clock(), who, "create_class", made.id)
        return made

    return store.write(act)


def _new_code(db: sqlite3.Connection, store: Store) -> str:
    while True:
        code = store.draw_text(CODE_LETTERS, CODE_LENGTH)
        if not db.execute("SELECT 1 FROM class WHERE code = ?", (code,)).fetchone():
            return code


def renew_code(store: Store, who: Who, class_: int) -> str:
    """A new code for a class, when the old one went round; sessions go on.

    Raises:
        NotAllowed: not his class.
    """

    def act(db: sqlite3.Connection) -> str:
        need_class(db, who, class_)
        code = _new_code(db, store)
        db.execute("UPDATE class SET code = ? WHERE id = ?", (code, class_))
        note(db, store.clock(), who, "renew_code", class_)
        return code

    return store.write(act)


def share_class(store: Store, who: Who, class_: int, trainer: int) -> None:
    """Puts another trainer in charge of a class too.

    Raises:
        NotAllowed: not his class, or no such trainer.
    """

    def act(db: sqlite3.Connection) -> None:
        need_class(db, who, class_)
        if not db.execute("SELECT 1 FROM person WHERE id = ? AND role = 'trainer'", (trainer,)).fetchone():
            raise NotAllowed()
        db.execute("INSERT OR IGNORE INTO teaching VALUES (?, ?)", (class_, trainer))
        note(db, store.clock(), who, "share_class", class_)

    store.write(act)


def classes(store: Store, who: Who) -> list[Class]:
    """The classes of a trainer (all, for the person in charge), or those that a learner is in, by name."""
    table = "teaching" if who.is_trainer else "enrolment"
    with store.read() as db:
        rows = db.execute(
            f"SELECT * FROM class WHERE :all OR id IN (SELECT class FROM {table} WHERE person = :person) "
            "ORDER BY archived_at IS NOT NULL, folded",
            {"all": who.person.role == "admin", "person": who.person.id},
        )
        return [_class(row) for row in rows]


def find_class(store: Store, who: Who, name: str) -> Class:
    """A class of his who asks, by its name or code.

    Raises:
        NotAllowed: a learner asks.
        NotFound: there is none.
    """
    need_trainer(who)
    wanted, there = fold(" ".join(name.split())), classes(store, who)
    for one in there:
        if wanted in (fold(one.name), fold(one.code)):
            return one
    shown = ", ".join(f"« {one.name} »" for one in there) or "aucune"
    raise NotFound(
        message=f"Il n’y a pas de classe « {name} » (classes : {shown}) : vérifiez son nom, ou créez-la."
    )


def _class(row: sqlite3.Row) -> Class:
    return Class(row["id"], row["name"], row["code"], row["archived_at"] is not None)


def enrol(store: Store, who: Who, class_: Class, newcomers: Sequence[Newcomer]) -> list[Slip]:
    """Adds people to a class: all or none. Each gets a personal code.

    Raises:
        NotAllowed: not his class.
        ListRefused: a name is empty, or two people cannot be told apart (same name, no identifier).
    """
    with store.read() as db:
        need_class(db, who, class_.id)
    _check_names(newcomers)
    drawn = new_pins(store, len(newcomers))
    coded = [(one, one.pin or pin) for one, pin in zip(newcomers, drawn, strict=True)]
    hashed = [hash_pin(pin) for _, pin in coded]

    def act(db: sqlite3.Connection) -> list[Slip]:
        if need_class(db, who, class_.id)["archived_at"] is not None:
            raise ListRefused(
                message=f"La classe « {class_.name} » est archivée : on n’y inscrit plus personne."
            )
        slips = []
        for (one, pin), secret in zip(coded, hashed, strict=True):
            person = Person(
                store.new_id(), "learner", tidy_name(one.name), one.identifier, checked_needs(one.needs or {})
            )
            if _enrolled(db, class_.id, person.name, one.identifier):
                raise ListRefused(
                    message=f"« {person.name} » est déjà dans la classe « {class_.name} » : retirez sa ligne, "
                    "ou donnez-lui un identifiant s’il s’agit d’une autre personne."
                )
            insert_person(db, store, person, secret)
            db.execute("INSERT INTO enrolment VALUES (?, ?, ?)", (class_.id, person.id, one.team))
            slips.append(Slip(person, pin))
        note(db, store.clock(), who, f"enrol {len(slips)}", class_.id)
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


def read_list(path: Path) -> list[Newcomer]:
    """Those of a .csv or .xlsx list.

    What its columns arrange for a learner (« tiers-temps », « aménagement »…), and ``needs.toml`` beside it, go with
    him.

    Raises:
        DocumentError: the list cannot be read, has no column of names, or arranges what nobody can.
        ListRefused: a name is none.
    """
    from transcribe.grading.needs import arrangements, needs_beside
    from transcribe.grading.roster import read_roster

    roster = read_roster(path)
    arranged = arrangements(roster, needs_beside(path), list_path=path)
    return [
        Newcomer(
            tidy_name(one.name), one.id if one.given else _rank_of(one.id, one.name), one.group,
            needs=needs_from(arranged.of(one.id, one.name)),
        )
        for one in roster.learners
    ]  # fmt: skip


def newcomers_of(
    store: Store, who: Who, class_: Class, listed: Sequence[Newcomer]
) -> tuple[list[Newcomer], int]:
    """Those of a list who are not in the class yet, and how many are.

    Raises:
        NotAllowed: not his class.
    """
    there = {(flat_name(one.name), one.identifier) for one in members(store, who, class_)}
    new = [one for one in listed if (flat_name(one.name), one.identifier) not in there]
    return new, len(listed) - len(new)


def _rank_of(made: str, name: str) -> str:
    """What tells namesakes apart in a list without identifiers: what was added to the name, else nothing."""
    plain = "-".join(flat_name(name).split())
    return made.removeprefix(plain).strip("-") if made.startswith(plain) else made


def members(store: Store, who: Who, class_: Class) -> list[Person]:
    """The learners of a class, by name.

    Raises:
        NotAllowed: not his class.
    """
    with store.read() as db:
        need_class(db, who, class_.id)
        return members_in(db, class_.id)


def members_in(db: sqlite3.Connection, class_id: int) -> list[Person]:
    """The learners of a class, by family name."""
    rows = db.execute(
        "SELECT p.* FROM enrolment e JOIN person p ON p.id = e.person "
        "WHERE e.class = ? AND p.disabled_at IS NULL ORDER BY filed(p.name), p.identifier, p.id",
        (class_id,),
    )
    return [person_of(row) for row in rows]


def renew_pins(store: Store, who: Who, class_: Class) -> list[tuple[str, Slip]]:
    """New personal codes for a whole class, with what to call each learner: slips to print.

    Raises:
        NotAllowed: not his class.
    """
    people = members(store, who, class_)
    pins = new_pins(store, len(people))
    hashed = [hash_pin(pin) for pin in pins]

    def act(db: sqlite3.Connection) -> None:
        need_class(db, who, class_.id)
        for one, secret in zip(people, hashed, strict=True):
            give_pin(db, one.id, secret)
        note(db, store.clock(), who, f"renew_pins {len(people)}", class_.id)

    store.write(act)
    shown = labels(people)
    return [(shown[one.id], Slip(one, pin)) for one, pin in zip(people, pins, strict=True)]
