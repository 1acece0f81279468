"""Copies: opened, saved at every pause without losing a letter, handed in once.

The save protocol. A window (``tab``) numbers its changes (``seq``) and says which revision they were typed on
(``base``). One typed on the revision that stands, or by the window that wrote the revision that stands (its answer may
have been lost), is ``Saved``. One that changes nothing there is ``Known``: it was received before, the same window has
sent a later one since, or the text is the same. Any other is a ``Conflict``, and is one again when it is sent again:
the text is kept as a version all the same, and the copy stays as it is until the learner has chosen. So a window never
goes on from a text of another that it was not shown.
"""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from transcribe.classroom.access import need_own_copy
from transcribe.classroom.assigning import assignment_for, assignment_in
from transcribe.classroom.errors import Closed, HandedIn, NotOpen
from transcribe.classroom.exercises import read_sheet
from transcribe.classroom.store import Store
from transcribe.classroom.types import (
    Assignment,
    Conflict,
    Copy,
    Decision,
    Known,
    Saved,
    Who,
    WorkSheet,
)

LONGEST = 200_000
_IDLE_MS = 120_000
_GRACE_MS = 120_000


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a window sends; ``styles`` as JSON."""

    base: int
    text: str = field(repr=False)
    styles: str = field(repr=False)
    tab: str
    seq: int

    def renamed(self) -> "_Sent":
        """The same from a window of another name, which its content gives it."""
        content = hashlib.sha256(f"{self.text}\0{self.styles}".encode("utf-8", "replace")).hexdigest()
        return replace(self, tab=f"{self.tab[:40]}~{content[:20]}")


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
        made = Copy(store.new_id(), assignment, who.person.id, len(rows) + 1, 0, text, styles, store.clock())
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
        HandedIn, Closed: the copy does not change any more (the text is kept as a version).
        ValueError: a text longer than ``LONGEST`` characters, or no window name.
    """
    return saving(store, who, copy, base=base, text=text, styles=styles, tab=tab, seq=seq).result()


def saving(
    store: Store, who: Who, copy: int, *, base: int, text: str, styles: Sequence[str], tab: str, seq: int
) -> "Future[Saved | Known | Conflict]":
    """As ``save``, without waiting: what ``save`` raises comes by the future, but for the ``ValueError``."""
    if (
        len(text) > LONGEST
        or not tab
        or len(tab) > 64
        or len(styles) > LONGEST
        or not _is_text(text, tab, *styles)
    ):
        raise ValueError("not a text of a copy")
    sent = _Sent(base, text, json.dumps(list(styles), ensure_ascii=False), tab, seq)
    done: Future[Saved | Known | Conflict] = Future()

    def tell(writing: "Future[Saved | Known | Conflict | HandedIn]") -> None:
        failure = writing.exception()
        answer = failure or writing.result()
        if isinstance(answer, BaseException):  # also a refusal whose text had to be kept, hence committed
            done.set_exception(answer)
        else:
            done.set_result(answer)

    store.submit(lambda db: _receive(db, store.clock(), who, copy, sent)).add_done_callback(tell)
    return done


def _is_text(*texts: str) -> bool:
    """Whether texts can be stored; the error that would say so later holds the text itself."""
    try:
        for text in texts:
            text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _receive(
    db: sqlite3.Connection, now: int, who: Who, copy: int, sent: _Sent
) -> Saved | Known | Conflict | HandedIn:
    row = need_own_copy(db, who, copy)
    standing = (row["rev"], row["text"], tuple(json.loads(row["styles_json"])))
    same = (row["text"], row["styles_json"]) == (sent.text, sent.styles)
    found = db.execute(
        "SELECT rev, text, styles_json FROM version WHERE copy = ? AND tab = ? AND seq = ?",
        (copy, sent.tab, sent.seq),
    ).fetchone()
    if found is not None and (found["text"], found["styles_json"]) != (sent.text, sent.styles):
        return _receive(db, now, who, copy, sent.renamed())  # two windows of one name: both texts are kept
    if found is not None:
        own = found["rev"] is not None and row["tab"] == sent.tab
        return Known(*standing) if own or same else Conflict(*standing)
    closed = _closed(db, now, who, row)
    own = row["tab"] == sent.tab
    takes = closed is None and not same and (row["rev"] == sent.base or (own and row["seq"] < sent.seq))
    rev = row["rev"] + 1 if takes else None
    db.execute(
        "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (copy, sent.tab, sent.seq, sent.base, rev, sent.text, sent.styles, now),
    )
    if same or (
        closed is None and not takes and own
    ):  # nothing new, or overtaken by what this window sent since
        return Known(*standing)
    if closed is not None:
        return closed
    if rev is None:
        return Conflict(*standing)
    since = now - (row["saved"] if row["saved"] is not None else row["started"])
    db.execute(
        "UPDATE copy SET rev = ?, text = ?, styles_json = ?, tab = ?, seq = ?, saved = ?, "
        "active_ms = active_ms + ? WHERE id = ?",
        (rev, sent.text, sent.styles, sent.tab, sent.seq, now, since if 0 <= since <= _IDLE_MS else 0, copy),
    )
    return Saved(rev)


def _closed(db: sqlite3.Connection, now: int, who: Who, row: sqlite3.Row) -> HandedIn | None:
    """Why a copy takes no more text; a copy that closes has a moment for what is still under way."""
    if row["submitted"] is not None:
        return HandedIn()
    closes = assignment_in(db, who.person, row["assignment"]).closes
    return Closed() if closes is not None and now > closes + _GRACE_MS else None


def record(store: Store, who: Who, copy: int, events: Sequence[tuple[Decision, int, int, str]]) -> None:
    """Keeps what a learner decided: (kind, first, last, value), places in the text that he was given.

    Raises:
        NotAllowed: not his copy.
        HandedIn: the copy is handed in.
        ValueError: a place that is none.
    """

    for _, first, last, value in events:
        if not 0 <= first <= last <= LONGEST or len(value) > LONGEST:
            raise ValueError("not a place of a text")

    def act(db: sqlite3.Connection) -> None:
        if need_own_copy(db, who, copy)["submitted"] is not None:
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
        need_own_copy(db, who, copy)
        for row in db.execute("SELECT kind, first, last FROM event WHERE copy = ? ORDER BY id", (copy,)):
            place = (row["first"], row["last"])
            if row["kind"] == "undone":
                found.discard(place)
            elif row["kind"] != "listened":
                found.add(place)
    return found


def hand_in(store: Store, who: Who, copy: int) -> Copy:
    """Hands a copy in; a second time changes nothing. That it is late, or took longer than allowed, is kept and said.

    Raises:
        NotAllowed: not his copy.
    """

    def act(db: sqlite3.Connection) -> Copy:
        row = need_own_copy(db, who, copy)
        if row["submitted"] is None:
            asked = assignment_in(db, who.person, row["assignment"])
            now = store.clock()
            late = max(0, now - asked.due) if asked.due is not None else 0
            over = max(0, now - row["started"] - asked.minutes * 60_000) if asked.minutes else 0
            db.execute(
                "UPDATE copy SET submitted = ?, late_ms = ?, over_ms = ? WHERE id = ?",
                (now, late, over, copy),
            )
        return copy_of(need_own_copy(db, who, copy))

    return store.write(act)


def read_copy(store: Store, who: Who, copy: int) -> tuple[Copy, Assignment, WorkSheet]:
    """A learner's copy, what was asked, and the work sheet.

    Raises:
        NotAllowed: not his copy.
    """
    with store.read() as db:
        found = copy_of(need_own_copy(db, who, copy))
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


def copy_of(row: sqlite3.Row) -> Copy:
    """A copy from its row."""
    return Copy(
        row["id"], row["assignment"], row["person"], row["number"], row["rev"], row["text"],
        tuple(json.loads(row["styles_json"])), row["started"], row["saved"], row["submitted"], row["returned_at"],
        row["late_ms"], row["over_ms"],
    )  # fmt: skip
