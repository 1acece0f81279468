"""Marks of copies handed in: graded once from the stored key, shown when the assignment says."""

import json
import sqlite3
import threading
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING

from transcribe.classroom.access import need_assignment, need_copy_of_class, need_own_copy, note
from transcribe.classroom.arranged import scheme_for
from transcribe.classroom.assigning import assignment_in, assignments_of, person_in
from transcribe.classroom.copies import copy_of
from transcribe.classroom.errors import ListRefused, NotOpen
from transcribe.classroom.exercises import read_sheet
from transcribe.classroom.store import Store
from transcribe.classroom.taken import wrongly_taken
from transcribe.classroom.types import Assignment, Copy, Who

if TYPE_CHECKING:
    from transcribe.documents.types import Style
    from transcribe.grading.keys import Key
    from transcribe.grading.scheme import Scheme
    from transcribe.grading.types import Grade, Lexicon, Page

_LONGEST_COMMENT = 4_000
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Marked:
    """A copy with its grade, the page that was graded, the key it was graded against and the scheme's title.

    ``taken`` are the ranks, among the grade's mistakes, of wrong corrections that the learner accepted. ``own_mark`` is
    the trainer's, which replaces the grade's; ``comment`` is his too.
    """

    copy: Copy
    key: "Key"
    page: "Page"
    grade: "Grade"
    scheme: str
    taken: tuple[int, ...] = ()
    own_mark: Decimal | None = None
    comment: str = ""


def mark(store: Store, copy: int, lexicon: "Lexicon") -> Marked:
    """Grades a copy handed in and keeps the grade: what the server does by itself, for nobody.

    Raises:
        NotOpen: it is not handed in.
    """
    from transcribe.grading.decisions import is_of, parse_decisions
    from transcribe.grading.marking import grade

    with store.read() as db:
        row, exercise = _rows(db, copy)
        events = db.execute(
            "SELECT kind, first, last, value FROM event WHERE copy = ? ORDER BY id", (copy,)
        ).fetchall()
        author = person_in(db, row["person"])
    if row["submitted"] is None:
        raise NotOpen(why="n’est pas encore rendu")
    found = copy_of(row)
    key, scheme = key_of(exercise["key_json"], exercise["scheme_text"])
    rules = scheme_for(author, scheme)
    page = page_of(found, exercise["kind"])
    decisions = [
        one
        for one in parse_decisions(exercise["accepted"], "acceptes.toml")
        if is_of(one, author.identifier or author.name, author.name)
    ]
    with _one_at_a_time:  # a class that hands in at once must not starve those who still type
        graded = grade(key.reference, page, lexicon, scheme=rules, given=key.given, decisions=decisions)
    taken = wrongly_taken(graded, read_sheet(exercise).text, [tuple(one) for one in events])
    store.write(lambda db: _keep(db, store.clock(), copy, graded, taken, rules.title, exercise["accepted"]))
    with store.read() as db:
        return _marked(db, found)


def _rows(db: sqlite3.Connection, copy: int) -> tuple[sqlite3.Row, sqlite3.Row]:
    row = db.execute("SELECT * FROM copy WHERE id = ?", (copy,)).fetchone()
    exercise = db.execute(
        "SELECT x.*, CASE a.scheme WHEN '' THEN x.scheme ELSE a.scheme END AS scheme_text "
        "FROM exercise x JOIN assignment a ON a.exercise = x.id WHERE a.id = ?",
        (row["assignment"],),
    ).fetchone()
    return row, exercise


@lru_cache(maxsize=64)
def key_of(key_json: str, scheme: str) -> "tuple[Key, Scheme]":
    """The key of an exercise and a marking scheme: a shipped one by its name, or the text of another."""
    from transcribe.grading.keys import parse_key
    from transcribe.grading.scheme import DEFAULT, SHIPPED, load_scheme, parse_scheme

    rules = (
        load_scheme(scheme or DEFAULT) if not scheme or scheme in SHIPPED else parse_scheme(scheme, "barème")
    )
    return parse_key(key_json, "exercise.json"), rules


def page_of(copy: Copy, kind: str) -> "Page":
    """The page that a copy makes: its lines without empty ones, their styles where the exercise asks for some."""
    from transcribe.grading.reading import page_from_text
    from transcribe.grading.types import Page

    if kind not in ("mise-en-page", "dictee") or not any(copy.styles):
        return page_from_text(copy.text)
    known: dict[str, Style] = {"title": "title", "heading": "heading", "list": "list"}
    lines = copy.text.split("\n")
    styles = [*copy.styles, *[""] * (len(lines) - len(copy.styles))]
    kept = [
        (line, known.get(style, ""))
        for text, style in zip(lines, styles, strict=False)
        if (line := page_from_text(text).text)
    ]
    return Page("\n".join(line for line, _ in kept), tuple(style for _, style in kept))


def _keep(
    db: sqlite3.Connection,
    now: int,
    copy: int,
    grade: "Grade",
    taken: tuple[int, ...],
    title: str,
    accepted: str,
) -> None:
    import msgspec

    row = {
        "copy": copy, "at": now, "mark": str(grade.mark), "maximum": str(grade.maximum), "scheme": title,
        "result_json": msgspec.json.encode(grade).decode(), "taken_json": json.dumps(taken), "accepted": accepted,
    }  # fmt: skip
    sets = ", ".join(f"{name} = excluded.{name}" for name in row if name != "copy")
    db.execute(
        f"INSERT INTO grade ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)}) "
        f"ON CONFLICT (copy) DO UPDATE SET {sets}",
        row,
    )


def _marked(db: sqlite3.Connection, copy: Copy) -> Marked:
    """A graded copy, as it was graded."""
    import msgspec

    from transcribe.grading.types import Grade

    _, exercise = _rows(db, copy.id)
    kept = db.execute("SELECT * FROM grade WHERE copy = ?", (copy.id,)).fetchone()
    key, scheme = key_of(exercise["key_json"], exercise["scheme_text"])
    return Marked(
        copy,
        key,
        page_of(copy, exercise["kind"]),
        msgspec.json.decode(kept["result_json"], type=Grade),
        kept["scheme"] or scheme.title,
        tuple(json.loads(kept["taken_json"])),
        None if kept["own_mark"] is None else Decimal(kept["own_mark"]),
        kept["comment"],
    )


def waiting(store: Store) -> list[int]:
    """The copies handed in that wait for a grade, the oldest first.

    The server was stopped before it was made, or the trainer has decided otherwise since (``acceptes.toml``).
    """
    with store.read() as db:
        rows = db.execute(
            "SELECT c.id FROM copy c JOIN assignment a ON a.id = c.assignment JOIN exercise x ON x.id = a.exercise "
            "LEFT JOIN grade g ON g.copy = c.id "
            "WHERE c.submitted IS NOT NULL AND (g.copy IS NULL OR g.accepted <> x.accepted) ORDER BY c.submitted, c.id"
        )
        return [row["id"] for row in rows]


# --- what learners see --------------------------------------------------------------------------------------------


def may_see(copy: Copy, asked: Assignment, now: int) -> bool:
    """Whether a learner sees the mark of his copy by now.

    After the date is after the latest one that any learner has: who works longer is told nothing by the others.
    """
    if copy.submitted is None:
        return False
    if copy.returned is not None or asked.feedback == "at_once":
        return True
    return asked.feedback == "after_due" and asked.shown_from is not None and now >= asked.shown_from


def marked_for(store: Store, who: Who, copy: int, lexicon: "Lexicon") -> Marked:
    """The marked copy, for its learner; graded now if that is still to be done.

    Raises:
        NotAllowed: not his copy.
        NotOpen: not handed in, or its mark is not to be seen yet.
    """
    with store.read() as db:
        found = copy_of(need_own_copy(db, who, copy))
        asked = assignment_in(db, who.person, found.assignment_id)
        if not may_see(found, asked, store.clock()):
            raise NotOpen(why="n’a pas encore de note à voir")
        if db.execute("SELECT 1 FROM grade WHERE copy = ?", (copy,)).fetchone():
            return _marked(db, found)
    return mark(store, copy, lexicon)


def marks_of(store: Store, who: Who) -> dict[int, tuple[Decimal, Decimal]]:
    """The mark and maximum of each graded copy of a learner that he may see by now."""
    with store.read() as db:
        asked = {one.id: one for one in assignments_of(store, who)}
        rows = db.execute(
            "SELECT c.*, coalesce(g.own_mark, g.mark) AS mark, g.maximum FROM grade g JOIN copy c ON c.id = g.copy "
            "WHERE c.person = ?",
            (who.person.id,),
        ).fetchall()
        return {
            row["id"]: (Decimal(row["mark"]), Decimal(row["maximum"]))
            for row in rows
            if row["assignment"] in asked and may_see(copy_of(row), asked[row["assignment"]], store.clock())
        }


# --- what trainers do ---------------------------------------------------------------------------------------------


def marked_by(store: Store, who: Who, copy: int, lexicon: "Lexicon") -> Marked:
    """The marked copy, for a trainer of its class, whenever learners see it.

    Raises:
        NotAllowed: not a copy of his classes.
        NotOpen: not handed in.
    """
    with store.read() as db:
        found = copy_of(need_copy_of_class(db, who, copy))
        if db.execute("SELECT 1 FROM grade WHERE copy = ?", (copy,)).fetchone():
            return _marked(db, found)
    return mark(store, copy, lexicon)


def judge(store: Store, who: Who, copy: int, *, own_mark: str = "", comment: str = "") -> None:
    """The trainer's own mark in place of the grade's (``""``: none), and his comment.

    Raises:
        NotAllowed: not a copy of his classes.
        NotOpen: it has no grade yet.
        ListRefused: a mark that is none, or a comment too long.
    """
    if len(comment) > _LONGEST_COMMENT:
        raise ListRefused(message=f"Le commentaire dépasse {_LONGEST_COMMENT} signes : raccourcissez-le.")

    def act(db: sqlite3.Connection) -> None:
        need_copy_of_class(db, who, copy)
        row = db.execute("SELECT maximum FROM grade WHERE copy = ?", (copy,)).fetchone()
        if row is None:
            raise NotOpen(why="n’a pas encore de note")
        value = _checked_mark(own_mark, Decimal(row["maximum"]))
        db.execute("UPDATE grade SET own_mark = ?, comment = ? WHERE copy = ?", (value, comment, copy))
        note(db, store.clock(), who, "judge", copy)

    store.write(act)


def _checked_mark(text: str, maximum: Decimal) -> str | None:
    if not text.strip():
        return None
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or not 0 <= value <= maximum or value.as_tuple().exponent < -4:  # type: ignore[operator]
        raise ListRefused(message=f"La note va de 0 à {maximum} : corrigez-la.")
    return str(value)


def give_back(store: Store, who: Who, assignment: int) -> int:
    """Shows learners the marks of an assignment from now on, whatever its dates; returns how many copies.

    Raises:
        NotAllowed: not an assignment of his classes.
    """

    def act(db: sqlite3.Connection) -> int:
        need_assignment(db, who, assignment)
        done = db.execute(
            "UPDATE copy SET returned_at = ? WHERE assignment = ? AND submitted IS NOT NULL AND returned_at IS NULL",
            (store.clock(), assignment),
        ).rowcount
        note(db, store.clock(), who, f"give_back {done}", assignment)
        return done

    return store.write(act)
