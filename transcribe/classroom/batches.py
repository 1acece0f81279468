"""Batches: exercises made together from the dictations of a space, on the choices of one form."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transcribe.classroom.access import need_trainer, note
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.exercises import item_of, read_sheet, sound_path
from transcribe.classroom.jobs import add_job
from transcribe.classroom.store import Store
from transcribe.classroom.types import ExerciseItem, Who, WorkSheet

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Batch:
    """Exercises made together. ``choices`` are those of the form; ``said`` what could not be made, a line each."""

    id: int
    name: str
    exam: bool
    choices: Mapping[str, Any]
    said: str
    created: int
    count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """An exercise as its trainer looks at it before he asks for it: the learner's sheet, and the right text."""

    item: ExerciseItem
    sheet: WorkSheet
    reference: str = field(repr=False)
    faults: tuple[tuple[str, str], ...] = ()


def create_batch(store: Store, who: Who, name: str, choices: Mapping[str, Any], *, exam: bool = False) -> int:
    """A batch to be made by a process of its own; gives its number.

    Raises:
        NotAllowed: a learner asks.
        ListRefused: no name.
    """
    need_trainer(who)
    shown = _tidy(name)

    def act(db: sqlite3.Connection) -> int:
        number = _insert(db, store, who, shown, choices, exam=exam)
        add_job(db, store, "batch", number)
        return number

    return store.write(act)


def gather(store: Store, who: Who, name: str, exercises: Sequence[int]) -> int:
    """A batch of exercises that the space has already, whoever made them; gives its number.

    Raises:
        NotAllowed: a learner asks, or no such exercise.
        ListRefused: no name, or no exercise.
    """
    need_trainer(who)
    shown = _tidy(name)
    if not exercises:
        raise ListRefused(message="Cochez les exercices de cette série.")

    def act(db: sqlite3.Connection) -> int:
        known = {row["id"] for row in db.execute("SELECT id FROM exercise")}
        if not known >= set(exercises):
            raise NotAllowed()
        number = _insert(db, store, who, shown, {}, exam=False)
        fill_batch(db, number, exercises, [])
        return number

    return store.write(act)


def _tidy(name: str) -> str:
    shown = " ".join(name.split())
    if not shown or len(shown) > _LONGEST_NAME or not shown.isprintable():
        raise ListRefused(message=f"Il faut un nom à cette série, de {_LONGEST_NAME} signes au plus.")
    return shown


def _insert(
    db: sqlite3.Connection, store: Store, who: Who, name: str, choices: Mapping[str, Any], *, exam: bool
) -> int:
    number = store.new_id()
    db.execute(
        "INSERT INTO batch (id, name, exam, choices_json, created) VALUES (?, ?, ?, ?, ?)",
        (number, name, int(exam), json.dumps(dict(choices), ensure_ascii=False), store.clock()),
    )
    note(db, store.clock(), who, "create_batch", number)
    return number


_SELECT = "SELECT b.*, (SELECT count(*) FROM batch_item i WHERE i.batch = b.id) AS count FROM batch b "


def batches(store: Store, who: Who) -> list[Batch]:
    """Every batch, the newest first.

    Raises:
        NotAllowed: a learner asks.
    """
    need_trainer(who)
    with store.read() as db:
        return [_batch(row) for row in db.execute(_SELECT + "ORDER BY b.created DESC, b.id")]


def batch_at(store: Store, who: Who, batch: int) -> tuple[Batch, list[Preview]]:
    """A batch and its exercises, in their order.

    Raises:
        NotAllowed: a learner asks, or there is none.
    """
    need_trainer(who)
    with store.read() as db:
        row = db.execute(_SELECT + "WHERE b.id = ?", (batch,)).fetchone()
        if row is None:
            raise NotAllowed()
        items = _items(db, batch)
    return _batch(row), [_preview(one) for one in items]


def _items(db: sqlite3.Connection, batch: int) -> list[sqlite3.Row]:
    """The exercises of a batch, in their order."""
    return db.execute(
        "SELECT x.* FROM batch_item i JOIN exercise x ON x.id = i.exercise WHERE i.batch = ? ORDER BY i.rank",
        (batch,),
    ).fetchall()


def keys_in(store: Store, who: Who, batch: int) -> list[tuple[str, str, list[Path]]]:
    """The name, the key (the text of ``exercise.json``) and the sound files of each exercise of a batch.

    Raises:
        NotAllowed: a learner asks, or there is no such batch.
    """
    need_trainer(who)
    with store.read() as db:
        if not db.execute("SELECT 1 FROM batch WHERE id = ?", (batch,)).fetchone():
            raise NotAllowed()
        rows = _items(db, batch)
    return [
        (
            row["slug"],
            row["key_json"],
            [sound_path(store, s.digest, s.suffix) for s in read_sheet(row).sounds],
        )
        for row in rows
    ]


def _preview(row: sqlite3.Row) -> Preview:
    key = json.loads(row["key_json"])
    faults = tuple(
        (str(one.get("expected", "")), str(one.get("found", ""))) for one in key.get("errors") or ()
    )
    return Preview(item_of(row), read_sheet(row), str(key["reference"]["text"]), faults)


def fill_batch(db: sqlite3.Connection, batch: int, exercises: Sequence[int], said: Sequence[str]) -> None:
    """Puts exercises in a batch in the place of what it held; ``said`` are the sentences of what was refused."""
    db.execute("DELETE FROM batch_item WHERE batch = ?", (batch,))
    db.executemany(
        "INSERT OR IGNORE INTO batch_item VALUES (?, ?, ?)",
        [(batch, exercise, rank) for rank, exercise in enumerate(exercises, 1)],
    )
    db.execute("UPDATE batch SET said = ? WHERE id = ?", ("\n".join(said), batch))


def remove_item(store: Store, who: Who, batch: int, exercise: int) -> None:
    """Takes an exercise out of a batch; it stays in the space.

    Raises:
        NotAllowed: a learner asks, or it is not in it.
    """
    need_trainer(who)

    def act(db: sqlite3.Connection) -> None:
        gone = "DELETE FROM batch_item WHERE batch = ? AND exercise = ?"
        if not db.execute(gone, (batch, exercise)).rowcount:
            raise NotAllowed()

    store.write(act)


def remove_batch(store: Store, who: Who, batch: int) -> None:
    """Forgets a batch; what was asked of its exercises stays.

    Raises:
        NotAllowed: a learner asks, or there is none.
    """
    need_trainer(who)

    def act(db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM batch_item WHERE batch = ?", (batch,))
        db.execute("DELETE FROM job WHERE kind = 'batch' AND target = ?", (batch,))
        if not db.execute("DELETE FROM batch WHERE id = ?", (batch,)).rowcount:
            raise NotAllowed()
        note(db, store.clock(), who, "remove_batch", batch)

    store.write(act)


def _batch(row: sqlite3.Row) -> Batch:
    choices = json.loads(row["choices_json"])
    return Batch(
        row["id"], row["name"], bool(row["exam"]), choices, row["said"], row["created"], row["count"]
    )
