"""The marks of a class as one table, which the page shows and every file repeats: same learners, order and marks."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from transcribe.classroom.enrolling import members
from transcribe.classroom.people import labels
from transcribe.classroom.results import results
from transcribe.classroom.store import Store
from transcribe.classroom.types import Class, Who

if TYPE_CHECKING:
    from transcribe.grading.sitting import Result

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A learner's marks, in the order of the exercises; ``None`` where there is none. ``mean`` is out of the scheme's
    maximum.
    """

    person: int
    learner: str
    identifier: str
    group: str
    marks: tuple[Decimal | None, ...]
    comments: tuple[str, ...]
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class MarkTable:
    """The marks that count (each learner's last attempt), in the order of the class; ``results``: what they are of."""

    titles: tuple[str, ...]
    maxima: tuple[Decimal, ...]
    rows: tuple[MarkRow, ...]
    maximum: Decimal
    results: "tuple[Result, ...]" = field(repr=False)


def marks_in(store: Store, who: Who, class_: Class) -> MarkTable:
    """The table of a class, those without a mark too.

    Raises:
        NotAllowed: not his class.
    """
    from transcribe.grading.scheme import DEFAULT, shipped_scheme
    from transcribe.grading.summary import rounded, summary

    with store.read() as db:
        found = results(store, who, class_)
        people = members(store, who, class_)
        said = {
            (str(row["person"]), str(row["exercise"])): str(row["comment"])
            for row in db.execute(
                "SELECT c.person, a.exercise, g.comment FROM grade g JOIN copy c ON c.id = g.copy "
                "JOIN assignment a ON a.id = c.assignment WHERE a.class = ? ORDER BY c.number",
                (class_.id,),
            )
        }
    whole = summary(found, shipped_scheme(DEFAULT))
    exercises = whole.exercises()
    marks = {(one.attempt.learner_id, one.key.id): grade for one, grade in whole.graded()}
    groups = {one.attempt.learner_id: one.attempt.group for one in found}
    maxima = {one.key.id: grade.maximum for one, grade in whole.graded()}
    means, shown = whole.averages(), labels(people)
    rows = []
    for person in people:
        name = str(person.id)
        got = [marks.get((name, exercise)) for exercise, _ in exercises]
        mean = means.get(name)
        rows.append(
            MarkRow(
                person.id, shown[person.id], person.identifier, groups.get(name, ""),
                tuple(None if grade is None else grade.mark for grade in got),
                tuple(said.get((name, exercise), "") for exercise, _ in exercises),
                None if mean is None else Decimal(str(rounded(mean))),
            )
        )  # fmt: skip
    titles = tuple(title for _, title in exercises)
    tops = tuple(maxima[one] for one, _ in exercises)
    return MarkTable(titles, tops, tuple(rows), whole.scheme.maximum, tuple(found))


def mark_text(mark: Decimal | None) -> str:
    """A mark with a decimal comma; nothing for none."""
    return "" if mark is None else f"{mark.normalize():f}".replace(".", ",")


def csv_text(table: MarkTable) -> str:
    """The table for a spreadsheet or a marks book set to French: « ; », decimal comma, the order of the class."""
    heads = [f"{title} (sur {mark_text(top)})" for title, top in zip(table.titles, table.maxima, strict=True)]
    lines = [["Élève", "Groupe", *heads, f"Moyenne (sur {mark_text(table.maximum)})"]]
    lines += [[one.learner, one.group, *map(mark_text, one.marks), mark_text(one.mean)] for one in table.rows]
    return _written(lines, ";")


def column_text(table: MarkTable, rank: int) -> str:
    """The marks of one exercise, one a line in the order of the class, to be pasted in a column elsewhere."""
    return "\n".join(mark_text(one.marks[rank]) for one in table.rows)


def moodle_text(table: MarkTable) -> str:
    """The table as the gradebook of Moodle imports it: identifier, name, then a mark and its comment each."""
    heads = [part for title in table.titles for part in (title, f"{title} (commentaire)")]
    lines = [["Numéro d’identification", "Nom complet", *heads]]
    for one in table.rows:
        cells = [
            part
            for mark, said in zip(one.marks, one.comments, strict=True)
            for part in ("" if mark is None else f"{mark.normalize():f}", said)
        ]
        lines.append([one.identifier, one.learner, *cells])
    return _written(lines, ",")


def _written(lines: Sequence[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(
        [[_harmless(cell) for cell in line] for line in lines]
    )
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
