"""What a trainer decides of a copy's mistakes: kept with the exercise, and every copy of it graded again at once."""

import sqlite3
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from transcribe.classroom.access import need_copy_of_class, note
from transcribe.classroom.assigning import assignment_at, person_in
from transcribe.classroom.copies import copy_of
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.marking import mark, waiting
from transcribe.classroom.store import Store
from transcribe.classroom.types import Assignment, Class, Copy, Person, Sound, Who

if TYPE_CHECKING:
    from transcribe.grading.types import Decision, Lexicon

_LONGEST = 200_000
_FILE = "décisions"


@dataclass(frozen=True, slots=True)
class Handed:
    """A copy with its author, what was asked of whom, its sounds, and the numbers of its neighbours to be read next.

    ``active_ms`` is the time spent; ``decisions`` are those kept for its exercise, whoever they are about.
    """

    copy: Copy
    author: Person
    asked: Assignment
    class_: Class
    sounds: tuple[Sound, ...]
    active_ms: int
    decisions: "tuple[Decision, ...]"
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Regraded:
    """How many copies were graded again, and how many marks that changed."""

    copies: int
    changed: int


def handed_in(store: Store, who: Who, copy: int) -> Handed:
    """A copy handed in, with what a trainer needs to mark it.

    Raises:
        NotAllowed: not a copy of his classes, or not handed in.
    """
    from transcribe.classroom.exercises import read_sheet
    from transcribe.grading.decisions import parse_decisions

    with store.read() as db:
        row = need_copy_of_class(db, who, copy)
        if row["submitted"] is None:
            raise NotAllowed()
        asked, class_ = assignment_at(store, who, row["assignment"])
        exercise = db.execute("SELECT * FROM exercise WHERE id = ?", (asked.exercise_id,)).fetchone()
        others = [
            one["id"]
            for one in db.execute(
                "SELECT c.id FROM copy c JOIN person p ON p.id = c.person WHERE c.assignment = ? "
                "AND c.submitted IS NOT NULL ORDER BY filed(p.name), p.identifier, p.id, c.number",
                (asked.id,),
            )
        ]
        place = others.index(copy)
        return Handed(
            copy_of(row), person_in(db, row["person"]), asked, class_, read_sheet(exercise).sounds, row["active_ms"],
            parse_decisions(exercise["accepted"], _FILE), others[place - 1] if place else None,
            others[place + 1] if place + 1 < len(others) else None,
        )  # fmt: skip


def decide(store: Store, who: Who, copy: int, decision: "Decision", lexicon: "Lexicon") -> Regraded:
    """Keeps a decision about a mistake of a copy, for its author or for all, and grades again every copy it may touch.

    Raises:
        NotAllowed: not a copy of his classes.
        ListRefused: a decision that means nothing, or too many of them.
    """
    from transcribe.core.errors import DocumentError
    from transcribe.grading.decisions import entry_text, parse_decisions

    entry = entry_text(decision)

    def act(db: sqlite3.Connection) -> int:
        exercise, kept = _decisions_in(db, who, copy)
        whole = f"{kept.rstrip()}\n\n{entry}".lstrip()
        try:
            parse_decisions(whole, _FILE)
        except DocumentError as error:
            raise ListRefused(message=_plain(str(error))) from error
        if len(whole) > _LONGEST:
            raise ListRefused(message="Cet exercice a trop de décisions : retirez-en d’abord.")
        _keep(db, store, who, exercise, whole)
        return exercise

    return _regrade(store, store.write(act), lexicon)


def _plain(sentence: str) -> str:
    """The sentence without the place in a file that nobody sees here."""
    return sentence.partition(" : ")[2] or sentence


def undecide(store: Store, who: Who, copy: int, rank: int, lexicon: "Lexicon") -> Regraded:
    """Takes back a decision, by its rank among those of the exercise, and grades the copies again.

    Raises:
        NotAllowed: not a copy of his classes, or no such decision.
    """
    from transcribe.grading.decisions import parse_decisions

    def act(db: sqlite3.Connection) -> int:
        exercise, kept = _decisions_in(db, who, copy)
        found = parse_decisions(kept, _FILE)
        if not 0 <= rank < len(found):
            raise NotAllowed()
        lines = kept.split("\n")
        first = found[rank].line - 1
        last = found[rank + 1].line - 1 if rank + 1 < len(found) else len(lines)
        _keep(db, store, who, exercise, "\n".join([*lines[:first], *lines[last:]]).strip() + "\n")
        return exercise

    return _regrade(store, store.write(act), lexicon)


def _decisions_in(db: sqlite3.Connection, who: Who, copy: int) -> tuple[int, str]:
    row = need_copy_of_class(db, who, copy)
    found = db.execute(
        "SELECT x.id, x.accepted FROM exercise x JOIN assignment a ON a.exercise = x.id WHERE a.id = ?",
        (row["assignment"],),
    ).fetchone()
    return int(found["id"]), str(found["accepted"])


def _keep(db: sqlite3.Connection, store: Store, who: Who, exercise: int, text: str) -> None:
    db.execute("UPDATE exercise SET accepted = ? WHERE id = ?", (text, exercise))
    note(db, store.clock(), who, "decide", exercise)


def _regrade(store: Store, exercise: int, lexicon: "Lexicon") -> Regraded:
    before = _marks(store, exercise)
    again = [copy for copy in waiting(store) if copy in before]
    for copy in again:
        mark(store, copy, lexicon)
    after = _marks(store, exercise)
    return Regraded(len(again), sum(before[one] != after[one] for one in again))


def _marks(store: Store, exercise: int) -> dict[int, Decimal | None]:
    """The grade's mark of each copy handed in of an exercise, in all classes."""
    with store.read() as db:
        rows = db.execute(
            "SELECT c.id, g.mark FROM copy c JOIN assignment a ON a.id = c.assignment "
            "LEFT JOIN grade g ON g.copy = c.id WHERE a.exercise = ? AND c.submitted IS NOT NULL",
            (exercise,),
        ).fetchall()
    return {row["id"]: None if row["mark"] is None else Decimal(row["mark"]) for row in rows}
