"""The competence sheets as files: one Word sheet a learner for the livret, one workbook for the class."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcribe.core.errors import OutputError, cause_of
from transcribe.core.files import written_whole
from transcribe.core.locks import working_in
from transcribe.core.names import free_path, safe_name
from transcribe.documents.plain_word import word_bytes
from transcribe.grading.competences import (
    COMPETENCE,
    CRITERIA,
    FEWEST,
    OURS,
    REGISTER,
    Assessed,
    Evidence,
    Sheet,
)
from transcribe.grading.french import NBSP, count_text, decimal_text
from transcribe.grading.sheet_docx import new_document
from transcribe.grading.workbook import fill

if TYPE_CHECKING:
    from docx.document import Document

_PATIENCE = 10.0
_SHOWN = 3
_NAMES = {
    "": ("texte", "textes"),
    "dictee": ("dictée", "dictées"),
    "relecture": ("relecture", "relectures"),
    "trous": ("texte à trous", "textes à trous"),
    "mise-en-page": ("mise en page", "mises en page"),
}


def write_sheets(sheets: Sequence[Sheet], out: Path) -> list[Path]:
    """Writes ``competences.xlsx`` and ``livret/<learner>.docx``. Returns the paths written.

    Raises:
        OutputError: a file cannot be written.
    """
    taken: set[str] = set()
    files = [(out / "competences.xlsx", competence_workbook(sheets))]
    for sheet in sheets:
        stem = free_path(out / "livret" / safe_name(sheet.learner), taken)
        files.append((stem.with_name(stem.name + ".docx"), competence_docx(sheet)))
    with working_in(out, wait=_PATIENCE):
        for path, content in files:
            try:
                with written_whole(path) as stream:
                    stream.write(content)
            except OSError as error:
                raise OutputError(path=error.filename or path, cause=cause_of(error)) from error
    return [path for path, _ in files]


# --- words ----------------------------------------------------------------------------------------------


def day_text(day: date | None) -> str:
    """« 12/10/2026 »."""
    return f"{day:%d/%m/%Y}" if day else "sans date"


def period_text(sheet: Sheet) -> str:
    """« du 12/09/2026 au 20/11/2026 », or what is known of it."""
    if sheet.period is None:
        return "dates inconnues"
    first, last = sheet.period
    return f"le {day_text(first)}" if first == last else f"du {day_text(first)} au {day_text(last)}"


def work_text(sheet: Sheet) -> str:
    """« 4 dictées, 2 relectures »."""
    counts = Counter(copy.kind if copy.kind in _NAMES else "" for copy in sheet.copies)
    return ", ".join(
        f"{counts[kind]}{NBSP}{names[counts[kind] > 1]}" for kind, names in _NAMES.items() if counts[kind]
    )


def evidence_lines(one: Assessed) -> list[str]:
    """What a level rests on: how many copies, figures, and the copies that fall short."""
    count = len(one.evidence)
    if not count:
        return ["Aucune copie ne mesure ce critère."]
    if one.criterion.id == "time":
        lines = [f"{_of(one)} dans le temps de la séance : {_finished(one.met)}."]
    else:
        mistakes = sum(evidence.count for evidence in one.evidence)
        critical = sum(evidence.critical for evidence in one.evidence)
        mean = sum(evidence.rate for evidence in one.evidence) / count
        grave = f", dont {critical}{NBSP}critique{'s' * (critical > 1)}" if critical else ""
        lines = [
            f"{_of(one)} au critère.",
            f"{count_text(mistakes, 'faute')}{grave} ; {_rate(mean)} en moyenne."
            if mistakes
            else "Aucune faute.",
        ]
    if count < FEWEST:
        lines.append(f"Un niveau demande {FEWEST}{NBSP}copies au moins.")
    short = [evidence for evidence in one.evidence if not evidence.met]
    if short:
        shown = " ; ".join(_short(evidence) for evidence in short[-_SHOWN:])
        more = f" ; et {len(short) - _SHOWN} de plus" if len(short) > _SHOWN else ""
        lines.append(f"Hors du critère : {shown}{more}.")
    return lines


def _of(one: Assessed) -> str:
    count = len(one.evidence)
    if one.criterion.id == "time":
        return count_text(count, "copie") + " écrite" + "s" * (count > 1)
    return f"{one.met}{NBSP}copie{'s' * (one.met > 1)} sur {count} répond{'ent' if one.met > 1 else ''}"


def _finished(count: int) -> str:
    return f"{count}{NBSP}achevée{'s' * (count > 1)}"


def _short(evidence: Evidence) -> str:
    where = f"{evidence.copy.title} ({day_text(evidence.copy.day)})"
    if evidence.critical:
        return f"{where}, {count_text(evidence.critical, 'faute critique')}"
    return (
        f"{where}, {_rate(evidence.rate)}" if evidence.count and evidence.rate else f"{where}, texte inachevé"
    )


def _rate(rate: float) -> str:
    shown = round(rate, 1)
    return f"{decimal_text(shown)}{NBSP}faute{'s' * (shown >= 2)} pour 100{NBSP}mots"


# --- Word -----------------------------------------------------------------------------------------------


def competence_docx(sheet: Sheet) -> bytes:
    """The sheet of a learner as the bytes of a .docx."""
    document = new_document(f"Compétence – {sheet.learner}")
    document.add_paragraph(sheet.learner, style="Title")
    paragraph = document.add_paragraph()
    paragraph.add_run(f"Compétence ({REGISTER}) : ").bold = True
    paragraph.add_run(f"«{NBSP}{COMPETENCE}{NBSP}»")
    group = f"{sheet.group} ; " if sheet.group else ""
    copies = count_text(len(sheet.copies), "copie notée")
    document.add_paragraph(f"{group}{copies} {period_text(sheet)} : {work_text(sheet)}.")
    document.add_paragraph(OURS)
    document.add_heading("Niveau et preuves de chaque critère", 1)
    rows = [[one.criterion.title, one.level, evidence_lines(one)] for one in sheet.criteria]
    _table(document, ("Critère", "Niveau", "Preuves"), rows, (3.6, 3.2, 9.8))
    document.add_heading("Copies", 1)
    _table(document, _COPY_NAMES, list(_copy_rows(sheet)), (2.2, 4.2, 1.9, 1.6, 1.9, 1.6, 1.6, 1.6), size=9)
    document.add_heading("Ce que mesure chaque critère", 1)
    for criterion in CRITERIA:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{criterion.title} : ").bold = True
        paragraph.add_run(f"{criterion.rule} {criterion.note}".strip())
    document.add_paragraph(
        f"Niveaux : «{NBSP}acquis{NBSP}» quand trois quarts des copies au moins répondent au critère, "
        f"«{NBSP}en cours d’acquisition{NBSP}» à partir de quatre sur dix, «{NBSP}non acquis{NBSP}» en dessous ; "
        f"«{NBSP}à confirmer{NBSP}» avec moins de {FEWEST}{NBSP}copies, «{NBSP}non évalué{NBSP}» sans aucune."
    )
    _opinion(document)
    return word_bytes(document)


_COPY_NAMES = ("Date", "Exercice", "Note", "Fidélité", "Langue", "Forme", "Identité", "Temps")


def _copy_rows(sheet: Sheet) -> Iterator[list[Any]]:
    for copy in sheet.copies:
        met = []
        for one in sheet.criteria:
            found = next((evidence for evidence in one.evidence if evidence.copy is copy), None)
            met.append("–" if found is None else "oui" if found.met else "non")
        mark = f"{decimal_text(copy.mark)}{NBSP}/{NBSP}{decimal_text(copy.maximum)}"
        yield [day_text(copy.day), copy.title, mark, *met]


def _opinion(document: "Document") -> None:
    heading = document.add_heading("Avis du formateur", 1)
    heading.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=1, style="Table Grid")
    cell = table.rows[0].cells[0]
    cell.paragraphs[0].add_run("Niveau retenu et observations (confidentialité comprise) :")
    for _ in range(4):
        cell.add_paragraph()
    cell.add_paragraph("Date :                                        Nom et signature :")


def _table(
    document: "Document",
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    size: float = 10,
) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = document.add_table(rows=1, cols=len(names), style="Table Grid")
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for number, (cell, value) in enumerate(zip(added.cells, row, strict=True)):
            lines = [value] if isinstance(value, str) else value
            cell.paragraphs[0].add_run(lines[0]).bold = number == 1 and len(names) == len(_HEAD)
            for line in lines[1:]:
                cell.add_paragraph(line)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for line in table.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = Pt(size)


_HEAD = ("Critère", "Niveau", "Preuves")


# --- workbook -------------------------------------------------------------------------------------------


def competence_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The class's workbook: levels, what each rests on, every copy, and what the criteria are."""
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Niveaux"
    titles = [criterion.title for criterion in CRITERIA]
    fill(first, ("Élève", "Groupe", "Copies", "Du", "Au", *titles), map(_level_row, sheets), _days(3, 4))
    evidence = book.create_sheet("Preuves")
    names = ("Élève", "Critère", "Niveau", "Copies évaluées", "Copies conformes", "Fautes", "Fautes critiques",
             "Fautes pour 100 mots", "Détail")  # fmt: skip
    fill(evidence, names, (row for sheet in sheets for row in _evidence_rows(sheet)), {7: "0.00"})
    copies = book.create_sheet("Copies")
    columns = ("Élève", "Date", "Exercice", "Genre", "Note", "Sur", "Mots", *titles)
    fill(copies, columns, (row for sheet in sheets for row in _work_rows(sheet)), {**_days(1), 4: "0.00"})
    about = book.create_sheet("Critères")
    fill(about, ("Critère", "Une copie répond au critère si", "Mesuré sur"),
         [[one.title, one.rule, one.note] for one in CRITERIA] + [["Origine", OURS, ""]], {})  # fmt: skip
    _wrap(about)
    _wrap(evidence)
    book.properties.title = f"Compétence {REGISTER} : {COMPETENCE}"
    book.properties.creator = ""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _days(*columns: int) -> dict[int, str]:
    return dict.fromkeys(columns, "dd/mm/yyyy")


def _level_row(sheet: Sheet) -> list[Any]:
    first, last = sheet.period or (None, None)
    return [
        sheet.learner, sheet.group or None, len(sheet.copies), first, last, *(one.level for one in sheet.criteria)
    ]  # fmt: skip


def _evidence_rows(sheet: Sheet) -> Iterator[list[Any]]:
    for one in sheet.criteria:
        timed = one.criterion.id == "time" or not one.evidence
        count = len(one.evidence)
        figures: list[Any] = [None, None, None]
        if not timed:
            figures = [
                sum(evidence.count for evidence in one.evidence),
                sum(evidence.critical for evidence in one.evidence),
                sum(evidence.rate for evidence in one.evidence) / count,
            ]
        detail = " ".join(evidence_lines(one))
        yield [
            sheet.learner,
            one.criterion.title,
            one.level,
            count,
            one.met if count else None,
            *figures,
            detail,
        ]


def _work_rows(sheet: Sheet) -> Iterator[list[Any]]:
    for copy, row in zip(sheet.copies, _copy_rows(sheet), strict=True):
        kind = _NAMES.get(copy.kind, _NAMES[""])[0]
        yield [sheet.learner, copy.day, copy.title, kind, copy.mark, copy.maximum, copy.words, *row[3:]]


def _wrap(sheet: Any) -> None:  # noqa: ANN401
    from openpyxl.styles import Alignment

    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
