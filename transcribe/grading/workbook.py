"""The class's workbook: real numbers, filters, one row a fact."""

from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from transcribe.grading.sitting import Result
from transcribe.grading.types import KINDS, SEVERITIES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MARKS = ("Élève", "Exercice", "Niveau", "Note", "Sur", "Réussi", "Fautes critiques", "Autres fautes",
          "Taux d’erreur (mots)", "Termes justes", "Fichier", "Refus")  # fmt: skip
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
_LONGEST = 32_000


def workbook(results: Sequence[Result]) -> bytes:
    """The bytes of an .xlsx: marks, a table of learners by exercises, mistakes, classes, terms."""
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Notes"
    _fill(first, _MARKS, (_mark_row(result) for result in results), {8: "0.0%", 9: "0.0%", 3: "0.00"})
    table_names, table_rows = _table(results)
    _fill(
        book.create_sheet("Tableau"),
        table_names,
        table_rows,
        dict.fromkeys(range(1, len(table_names)), "0.00"),
    )
    _fill(book.create_sheet("Fautes"), _FAULTS, _fault_rows(results), {6: "0.00"})
    _fill(
        book.create_sheet("Par classe"),
        ("Élève", *map(str.capitalize, KINDS.values()), "Total"),
        _kind_rows(results),
        {},
    )
    _fill(
        book.create_sheet("Termes difficiles"), ("Terme", "Copies où il est faux"), hardest_terms(results), {}
    )
    book.properties.title = "Notes de la classe"
    book.properties.creator = ""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _mark_row(result: Result) -> list[Any]:
    grade, key = result.grade, result.key
    if grade is None:
        return [
            result.attempt.learner,
            key.title,
            key.level or None,
            *[None] * 7,
            result.attempt.path.name,
            result.refused,
        ]
    grave = sum(m.severity == "critical" for m in grade.mistakes)
    passed = None if grade.passed is None else "oui" if grade.passed else "non"
    return [
        result.attempt.learner, key.title, key.level or None, float(grade.mark),
        float(grade.maximum), passed, grave,
        len(grade.mistakes) - grave, grade.figures.get("word_error_rate"), grade.figures.get("term_recall"),
        result.attempt.path.name, None,
    ]  # fmt: skip


def _table(results: Sequence[Result]) -> tuple[list[str], list[list[Any]]]:
    exercises = list(
        dict.fromkeys(r.key.title for r in sorted(results, key=lambda r: (r.key.level, r.key.id)))
    )
    learners = sorted({r.attempt.learner for r in results}, key=str.casefold)
    marks = {(r.attempt.learner, r.key.title): float(r.grade.mark) for r in results if r.grade is not None}
    rows = []
    for learner in learners:
        got = [marks.get((learner, exercise)) for exercise in exercises]
        known = [mark for mark in got if mark is not None]
        rows.append([learner, *got, sum(known) / len(known) if known else None])
    return ["Élève", *exercises, "Moyenne"], rows


def _fault_rows(results: Iterable[Result]) -> Iterable[list[Any]]:
    for result in results:
        for m in result.grade.mistakes if result.grade else ():
            yield [
                result.attempt.learner, result.key.title, KINDS[m.kind], SEVERITIES[m.severity],
                m.expected, m.found,
                float(m.points), 1 + len(m.repeats), m.heading, m.rule, m.revise,
            ]  # fmt: skip


def _kind_rows(results: Sequence[Result]) -> Iterable[list[Any]]:
    counts: dict[str, Counter[str]] = {}
    for result in results:
        if result.grade is not None:
            counts.setdefault(result.attempt.learner, Counter()).update(m.kind for m in result.grade.mistakes)
    for learner in sorted(counts, key=str.casefold):
        row = [counts[learner][kind] for kind in KINDS]
        yield [learner, *row, sum(row)]


def hardest_terms(results: Sequence[Result]) -> list[list[Any]]:
    """Terms by the number of attempts that have them wrong, most first."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for result in results:
        for term in result.grade.missed_terms if result.grade else ():
            counts[term.casefold()] += 1
            shown.setdefault(term.casefold(), term)
    return [
        [shown[key], count] for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _fill(
    sheet: "Worksheet", names: Sequence[str], rows: Iterable[Sequence[Any]], formats: dict[int, str]
) -> None:
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
