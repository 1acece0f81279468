"""The class's workbook: real numbers, filters, one row a fact."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from transcribe.grading.alike import Alike, alike
from transcribe.grading.french import difference
from transcribe.grading.scheme import Scheme
from transcribe.grading.seance import Session, SessionMark
from transcribe.grading.seance_files import session_rows
from transcribe.grading.sitting import Result
from transcribe.grading.summary import Summary, summary
from transcribe.grading.types import KINDS, SEVERITIES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MARKS = ("Élève", "Exercice", "Niveau", "Note", "Sur", "Réussi", "Fautes critiques", "Autres fautes",
          "Taux d’erreur (mots)", "Termes justes", "Fichier", "Refus", "Identifiant", "Groupe", "Date",
          "Tentative")  # fmt: skip
_FAULTS = (
    "Élève",
    "Exercice",
    "Classe",
    "Gravité",
    "Attendu",
    "Écrit",
    "Points",
    "Fois",
    "Rubrique",
    "Règle",
    "À revoir",
)
_ALIKE = (
    "Élève",
    "Autre élève",
    "Exercice",
    "Fautes rares communes",
    "Fautes courantes communes",
    "Copies comparées",
    "Fautes",
)
_LONGEST = 32_000


def workbook(
    results: Sequence[Result],
    scheme: Scheme,
    session: Session | None = None,
    marks: Sequence[SessionMark] = (),
) -> bytes:
    """The bytes of an .xlsx: marks, a table of learners by exercises, mistakes, classes, terms.

    ``marks`` are those of the ``session``.
    """
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Notes"
    formats = {8: "0.0%", 9: "0.0%", 3: "0.00", 14: "dd/mm/yyyy"}
    fill(first, _MARKS, (_mark_row(result) for result in results), formats)
    whole = summary(results, scheme)
    table_names, table_rows = _table(whole)
    fill(
        book.create_sheet("Tableau"),
        table_names,
        table_rows,
        dict.fromkeys(range(1, len(table_names)), "0.00"),
    )
    fill(book.create_sheet("Fautes"), _FAULTS, _fault_rows(results), {6: "0.00"})
    fill(
        book.create_sheet("Par classe"),
        ("Élève", *map(str.capitalize, KINDS.values()), "Total"),
        _kind_rows(whole),
        {},
    )
    terms = book.create_sheet("Termes difficiles")
    fill(terms, ("Terme", "Copies où il est faux"), whole.hardest_terms(), {})
    if session is not None:
        names, rows = session_rows(marks, session)
        fill(book.create_sheet("Séance", 0), names, rows, dict.fromkeys(range(1, len(names) - 2), "0.00"))
    if found := alike(results):
        fill(book.create_sheet("Copies semblables"), _ALIKE, map(_alike_row, found), {})
    book.properties.title = "Notes de la classe"
    book.properties.creator = ""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _mark_row(result: Result) -> list[Any]:
    grade, key, attempt = result.grade, result.key, result.attempt
    day = attempt.at.date() if attempt.at else None
    whose = [attempt.learner_id, attempt.group or None, day, attempt.number]
    file = attempt.origin.name if attempt.origin else None
    if grade is None:
        return [attempt.learner, key.title, key.level or None, *[None] * 7, file, result.refused, *whose]
    grave = sum(m.severity == "critical" for m in grade.mistakes)
    passed = None if grade.passed is None else "oui" if grade.passed else "non"
    return [
        attempt.learner, key.title, key.level or None, float(grade.mark), float(grade.maximum), passed, grave,
        len(grade.mistakes) - grave, grade.figures.get("word_error_rate"), grade.figures.get("term_recall"),
        file, None, *whose,
    ]  # fmt: skip


def _alike_row(one: Alike) -> list[Any]:
    shown = " ; ".join(difference(mistake) for mistake in one.mistakes)
    return [*one.learners, one.title, len(one.mistakes), one.common, one.copies, shown]


def _table(whole: Summary) -> tuple[list[str], list[list[Any]]]:
    exercises = whole.exercises()
    marks = {(result.attempt.learner_id, result.key.id): grade for result, grade in whole.graded()}
    averages = whole.averages()
    rows = []
    for learner, name in whole.names().items():
        got = [marks.get((learner, exercise)) for exercise, _ in exercises]
        rows.append([name, *(float(grade.mark) if grade else None for grade in got), averages[learner]])
    return ["Élève", *(title for _, title in exercises), "Moyenne"], rows


def _fault_rows(results: Iterable[Result]) -> Iterable[list[Any]]:
    for result in results:
        for m in result.grade.mistakes if result.grade else ():
            yield [
                result.attempt.learner, result.key.title, KINDS[m.kind], SEVERITIES[m.severity],
                m.expected, m.found,
                float(m.points), 1 + len(m.repeats), m.heading, m.rule, m.revise,
            ]  # fmt: skip


def _kind_rows(whole: Summary) -> Iterable[list[Any]]:
    counts = whole.by_learner()
    for learner, name in whole.names().items():
        row = [counts[learner][kind] for kind in KINDS]
        yield [name, *row, sum(row)]


def fill(
    sheet: "Worksheet", names: Sequence[str], rows: Iterable[Sequence[Any]], formats: dict[int, str]
) -> None:
    """A sheet with a line of titles and rows of real numbers; ``formats`` are those of columns, counted from 0."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    widths = [len(name) + 4 for name in names]
    for column, name in enumerate(names, 1):
        cell = sheet.cell(1, column, name)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B5C8A")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    last = 1
    for last, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            filled = sheet.cell(last, column)
            if isinstance(value, str):
                # a text that begins with « = » is a text, never a formula
                filled.value, filled.data_type = value[:_LONGEST], "s"
                filled.quotePrefix = value.startswith(("=", "+", "-", "@"))
                widths[column - 1] = max(widths[column - 1], min(len(value) + 2, 60))
            else:
                filled.value = value
                if column - 1 in formats:
                    filled.number_format = formats[column - 1]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(width, 60)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{max(last, 1)}"
