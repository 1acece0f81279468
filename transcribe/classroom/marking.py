"""Marks of copies handed in: graded from the stored key, shown when the assignment says."""

import json
import sqlite3
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from transcribe.classroom.copies import _own, copy_of
from transcribe.classroom.errors import NotOpen
from transcribe.classroom.store import Store
from transcribe.classroom.types import Assignment, Copy, Who

if TYPE_CHECKING:
    from transcribe.documents.types import Style
    from transcribe.grading.keys import Key
    from transcribe.grading.scheme import Scheme
    from transcribe.grading.types import Grade, Lexicon, Page


@dataclass(frozen=True, slots=True)
class Marked:
    """A copy with its grade, the page that was graded and the key it was graded against."""

    copy: Copy
    key: "Key"
    page: "Page"
    grade: "Grade"


def mark(store: Store, copy: int, lexicon: "Lexicon") -> Marked:
    """Grades a copy handed in and keeps the grade; the same copy again gives the same."""
    with store.read() as db:
        row = db.execute("SELECT * FROM copy WHERE id = ?", (copy,)).fetchone()
        exercise = db.execute(
            "SELECT x.* FROM exercise x JOIN assignment a ON a.exercise = x.id WHERE a.id = ?",
            (row["assignment"],),
        ).fetchone()
    marked = _graded(copy_of(row), exercise, lexicon)
    _keep(store, marked)
    return marked


def _graded(copy: Copy, exercise: sqlite3.Row, lexicon: "Lexicon") -> Marked:
    from transcribe.grading.marking import grade

    key, scheme = key_of(exercise)
    page = page_of(copy, exercise["kind"])
    return Marked(copy, key, page, grade(key.reference, page, lexicon, scheme=scheme, given=key.given))


def key_of(exercise: sqlite3.Row) -> "tuple[Key, Scheme]":
    """The key and the marking scheme of an exercise's row."""
    from transcribe.grading.keys import read_key
    from transcribe.grading.scheme import load_scheme

    with TemporaryDirectory(prefix="transcribe-") as folder:
        place = Path(folder, "exercise.json")
        place.write_text(exercise["key_json"], "utf-8")
        key = read_key(place)
        if not exercise["scheme"]:
            return key, load_scheme("sur-20")
        scheme = Path(folder, "bareme.toml")
        scheme.write_text(exercise["scheme"], "utf-8")
        return key, load_scheme(str(scheme))


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


def _keep(store: Store, marked: Marked) -> None:
    from transcribe.grading.serial import grade_to_dict

    grade = marked.grade
    text = json.dumps(grade_to_dict(grade), ensure_ascii=False)
    store.write(
        lambda db: db.execute(
            "INSERT OR REPLACE INTO grade VALUES (?, ?, ?, ?, ?)",
            (marked.copy.id, store.clock(), str(grade.mark), str(grade.maximum), text),
        )
    )


def may_see(copy: Copy, asked: Assignment, now: int) -> bool:
    """Whether a learner sees the mark of his copy by now."""
    if copy.submitted is None:
        return False
    if copy.returned is not None or asked.feedback == "at_once":
        return True
    return asked.feedback == "after_due" and asked.due is not None and now >= asked.due


def marked_for(store: Store, who: Who, copy: int, lexicon: "Lexicon") -> Marked:
    """The marked copy, for its learner.

    Raises:
        NotAllowed: not his copy.
        NotOpen: not handed in, or its mark is not to be seen yet.
    """
    from transcribe.classroom.assigning import assignment_for

    with store.read() as db:
        row = _own(db, who, copy)
        exercise = db.execute(
            "SELECT x.* FROM exercise x JOIN assignment a ON a.exercise = x.id WHERE a.id = ?",
            (row["assignment"],),
        ).fetchone()
    found = copy_of(row)
    if not may_see(found, assignment_for(store, who, found.assignment_id), store.clock()):
        raise NotOpen(why="n’a pas encore de note à voir")
    return _graded(found, exercise, lexicon)


def marks_of(store: Store, who: Who) -> dict[int, tuple[Decimal, Decimal]]:
    """The mark and maximum of each graded copy of a learner, whether or not it is his to see yet."""
    with store.read() as db:
        rows = db.execute(
            "SELECT g.copy, g.mark, g.maximum FROM grade g JOIN copy c ON c.id = g.copy WHERE c.person = ?",
            (who.person.id,),
        )
        return {row["copy"]: (Decimal(row["mark"]), Decimal(row["maximum"])) for row in rows}
