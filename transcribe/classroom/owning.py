"""The person in charge of a space: named by whoever starts it first, at the computer itself."""

import sqlite3

from transcribe.classroom.access import note
from transcribe.classroom.errors import ListRefused
from transcribe.classroom.people import checked_pin, flat_name, give_pin, owner, tidy_name
from transcribe.classroom.pins import hash_pin
from transcribe.classroom.store import Store
from transcribe.classroom.types import Who


def is_settled(store: Store) -> bool:
    """Whether the person in charge has chosen a name and a personal code, and may sign in by the pages."""
    with store.read() as db:
        return (
            db.execute("SELECT 1 FROM person WHERE role = 'admin' AND pin_hash <> ''").fetchone() is not None
        )


def settle(store: Store, name: str, pin: str) -> None:
    """Gives the person in charge a name and a personal code: what is done at the computer itself, for nobody else.

    Asked again, it replaces both, and every open session of that person ends.

    Raises:
        ListRefused: no name, one that a trainer bears, or no personal code.
    """
    who, shown, secret = owner(store), tidy_name(name), hash_pin(checked_pin(pin))

    def act(db: sqlite3.Connection) -> None:
        taken = "SELECT 1 FROM person WHERE role = 'trainer' AND folded = ? AND disabled_at IS NULL"
        if db.execute(taken, (flat_name(shown),)).fetchone():
            raise ListRefused(message="Un formateur porte déjà ce nom : ajoutez un prénom ou une initiale.")
        db.execute(
            "UPDATE person SET name = ?, folded = ? WHERE id = ?", (shown, flat_name(shown), who.person.id)
        )
        give_pin(db, who.person.id, secret)
        note(db, store.clock(), Who(who.person), "settle", who.person.id)

    store.write(act)
