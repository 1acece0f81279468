"""Copies: opened, saved at every pause without losing a letter, handed in once.

The save protocol. A window (``tab``) numbers its changes (``seq``) and says which revision they were typed on
(``base``). A change already received is ``Known``. One typed on the revision that stands, or by the window that wrote
the revision that stands (its answer may have been lost), is ``Saved``. Any other is a ``Conflict``: the text is kept
as a version all the same, and the copy stays as it is until the learner has chosen.
"""

import json
import sqlite3
from collections.abc import Sequence

from transcribe.classroom.assigning import assignment_for
from transcribe.classroom.errors import HandedIn, NotAllowed, NotOpen
from transcribe.classroom.exercises import read_sheet
from transcribe.classroom.store import Store, new_id
from transcribe.classroom.types import (
    Assignment,
    Conflict,
    Copy,
    Decision,
    Known,
    Saved,
    Sound,
    Who,
    WorkSheet,
)

LONGEST = 200_000
_IDLE_MS = 120_000


def open_copy(store: Store, who: Who, assignment: int) -> Copy:
    """The copy that a learner is working on, begun now if there is none and another attempt is allowed.

    Raises:
        NotAllowed: it is not asked of him.
        NotOpen: before its date, after its end, or no attempt is left.
    """
    asked = assignment_for(store, who, assignment)

    def act(db: sqlite3.Connection) -> Copy:
        rows = db.execute(
            "SELECT * FROM copy WHERE assignment = ? AND person = ? ORDER BY number",
            (assignment, who.person.id),
        ).fetchall()
        if rows and rows[-1]["submitted"] is None:
            return copy_of(rows[-1])
        _check_open(asked, store.clock(), len(rows))
        sheet = read_sheet(db.execute("SELECT * FROM exercise WHERE id = ?", (asked.exercise_id,)).fetchone())
        text = "".join(_joined(sheet)) if sheet.pieces else sheet.text
        styles = tuple("" for _ in sheet.gaps)
        made = Copy(new_id(), assignment, who.person.id, len(rows) + 1, 0, text, styles, store.clock())
        db.execute(
            "INSERT INTO copy (id, assignment, person, number, rev, text, styles_json, tab, seq, started) "
            "VALUES (?, ?, ?, ?, 0, ?, ?, '', 0, ?)",
            (made.id, assignment, who.person.id, made.number, text, json.dumps(styles), made.started),
        )
        return made

    return store.write(act)


def _joined(sheet: WorkSheet) -> list[str]:
    return [
        part
        for n, piece in enumerate(sheet.pieces)
        for part in ([piece, "____"] if n < len(sheet.gaps) else [piece])
    ]


def _check_open(asked: Assignment, now: int, done: int) -> None:
    if now < asked.opens:
        raise NotOpen(why="n’est pas encore ouvert")
    if asked.closes is not None and now > asked.closes:
        raise NotOpen(why="est fermé : demandez à votre formateur s’il peut le rouvrir")
    if asked.attempts and done >= asked.attempts:
        raise NotOpen(why="est rendu, et il n’y a pas d’autre essai")


def save(
    store: Store, who: Who, copy: int, *, base: int, text: str, styles: Sequence[str], tab: str, seq: int
) -> Saved | Known | Conflict:
    """Receives a text; what it answers is on the disk.

    Raises:
        NotAllowed: not his copy.
        HandedIn: the copy is handed in (the text is kept as a version).
        ValueError: a text longer than ``LONGEST`` characters, or no window name.
    """
    if len(text) > LONGEST or not tab or len(tab) > 64 or len(styles) > LONGEST:
        raise ValueError("not a text of a copy")
    listed = json.dumps(list(styles), ensure_ascii=False)

    def act(db: sqlite3.Connection) -> Saved | Known | Conflict | None:
        row = _own(db, who, copy)
        if db.execute(
            "SELECT 1 FROM version WHERE copy = ? AND tab = ? AND seq = ?", (copy, tab, seq)
        ).fetchone():
            return Known(row["rev"], row["text"], tuple(json.loads(row["styles_json"])))
        now = store.clock()
        fits = row["submitted"] is None and (row["rev"] == base or (row["tab"] == tab and row["seq"] < seq))
        rev = row["rev"] + 1 if fits else None
        db.execute(
            "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (copy, tab, seq, base, rev, text, listed, now),
        )
        if row["submitted"] is not None:
            return None
        if rev is None:
            return Conflict(row["rev"], row["text"], tuple(json.loads(row["styles_json"])))
        since = now - (row["saved"] if row["saved"] is not None else row["started"])
        db.execute(
            "UPDATE copy SET rev = ?, text = ?, styles_json = ?, tab = ?, seq = ?, saved = ?, "
            "active_ms = active_ms + ? WHERE id = ?",
            (rev, text, listed, tab, seq, now, since if 0 <= since <= _IDLE_MS else 0, copy),
        )
        return Saved(rev)

    answer = store.write(act)
    if answer is None:
        raise HandedIn()
    return answer


def record(store: Store, who: Who, copy: int, events: Sequence[tuple[Decision, int, int, str]]) -> None:
    """Keeps what a learner decided: (kind, first, last, value), places in the text that he was given.

    Raises:
        NotAllowed: not his copy.
        HandedIn: the copy is handed in.
    """

    def act(db: sqlite3.Connection) -> None:
        if _own(db, who, copy)["submitted"] is not None:
            raise HandedIn()
        db.executemany(
            "INSERT INTO event (copy, at, kind, first, last, value) VALUES (?, ?, ?, ?, ?, ?)",
            [(copy, store.clock(), *one) for one in events],
        )

    store.write(act)


def decided(store: Store, who: Who, copy: int) -> set[tuple[int, int]]:
    """The places already decided on, those undone since left out.

    Raises:
        NotAllowed: not his copy.
    """
    found: set[tuple[int, int]] = set()
    with store.read() as db:
        _own(db, who, copy)
        for row in db.execute("SELECT kind, first, last FROM event WHERE copy = ? ORDER BY id", (copy,)):
            place = (row["first"], row["last"])
            if row["kind"] == "undone":
                found.discard(place)
            elif row["kind"] != "listened":
                found.add(place)
    return found


def hand_in(store: Store, who: Who, copy: int) -> Copy:
    """Hands a copy in; a second time changes nothing.

    Raises:
        NotAllowed: not his copy.
    """

    def act(db: sqlite3.Connection) -> Copy:
        if _own(db, who, copy)["submitted"] is None:
            db.execute("UPDATE copy SET submitted = ? WHERE id = ?", (store.clock(), copy))
        return copy_of(_own(db, who, copy))

    return store.write(act)


def read_copy(store: Store, who: Who, copy: int) -> tuple[Copy, Assignment, WorkSheet]:
    """A learner's copy, what was asked, and the work sheet.

    Raises:
        NotAllowed: not his copy.
    """
    with store.read() as db:
        found = copy_of(_own(db, who, copy))
        asked = assignment_for(store, who, found.assignment_id)
        sheet = read_sheet(db.execute("SELECT * FROM exercise WHERE id = ?", (asked.exercise_id,)).fetchone())
    return found, asked, sheet


def copies_of(store: Store, who: Who) -> list[Copy]:
    """Every copy of a learner, the first attempt first."""
    with store.read() as db:
        rows = db.execute("SELECT * FROM copy WHERE person = ? ORDER BY started, number", (who.person.id,))
        return [copy_of(row) for row in rows]


def seconds_left(copy: Copy, asked: Assignment, now: int) -> float | None:
    """Time left in seconds, below 0 when it is over; nothing when the exercise is not timed."""
    return copy.started / 1000 + asked.minutes * 60 - now / 1000 if asked.minutes else None


def sound_for(store: Store, who: Who, digest: str) -> Sound:
    """An audio file that somebody may hear: of an exercise assigned to him and open.

    Raises:
        NotAllowed: not so, or there is none.
    """
    with store.read() as db:
        rows = db.execute(
            "SELECT x.sheet_json FROM exercise x JOIN assignment a ON a.exercise = x.id "
            "JOIN enrolment e ON e.class = a.class AND e.person = :person "
            "LEFT JOIN adaptation d ON d.assignment = a.id AND d.person = :person "
            "WHERE coalesce(d.opens, a.opens) <= :now AND instr(x.sheet_json, :digest)",
            {"person": who.person.id, "now": store.clock(), "digest": f'"{digest}"'},
        ).fetchall()
    for row in rows:
        for sound in read_sheet(row).sounds:
            if sound.digest == digest:
                return sound
    raise NotAllowed()


def _own(db: sqlite3.Connection, who: Who, copy: int) -> sqlite3.Row:
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM copy WHERE id = ? AND person = ?", (copy, who.person.id)
    ).fetchone()
    if row is None:
        raise NotAllowed()
    return row


def copy_of(row: sqlite3.Row) -> Copy:
    """A copy from its row."""
    return Copy(
        row["id"], row["assignment"], row["person"], row["number"], row["rev"], row["text"],
        tuple(json.loads(row["styles_json"])), row["started"], row["saved"], row["submitted"], row["returned_at"],
    )  # fmt: skip
