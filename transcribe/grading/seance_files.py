"""What shows a sitting: rows of the workbook, a section of the class page, a learner's summary."""

from collections.abc import Sequence
from html import escape
from typing import Any

from transcribe.documents.plain_word import word_bytes
from transcribe.grading.french import NBSP, decimal_text
from transcribe.grading.needs import USUAL, Needs
from transcribe.grading.seance import MAXIMUM, PartMark, Session, SessionMark, weights_text
from transcribe.grading.sheet_docx import new_document
from transcribe.grading.style import scrolling

EXAM = (
    "Examen blanc : aucune fiche n’est écrite pour les élèves ; pour les écrire ensuite, mettez exam = false "
    "dans seance.toml."
)


def session_rows(marks: Sequence[SessionMark], session: Session) -> tuple[list[str], list[list[Any]]]:
    """Names of columns, then a row a learner: his mark, his marks brought to 20, what counts 0."""
    names = ["Élève", "Note", "Sur", *(part.title for part in session.parts), "Comptés 0", "Provisoire"]
    weights = ["Poids", None, None, *(float(part.weight) for part in session.parts), None, None]
    rows = [
        [
            one.learner,
            float(one.mark),
            float(MAXIMUM),
            *(None if part.mark is None else round(float(part.mark), 2) for part in one.parts),
            " ; ".join(_why(part) for part in one.missing) or None,
            "oui" if one.provisional else None,
        ]
        for one in marks
    ]
    return names, [*rows, weights]


def session_section(marks: Sequence[SessionMark], session: Session) -> str:
    """The table of the sitting in the class page."""
    head = "".join(f'<th scope="col" class="n">{escape(part.title)}</th>' for part in session.parts)
    rows = "".join(_row(one) for one in marks)
    note = f"<p>{escape(EXAM)}</p>" if session.exam else ""
    table = (
        f'<table class="names"><thead><tr><th scope="col">Élève</th><th scope="col" class="n">Note</th>{head}</tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )
    return (
        f'<section class="list"><h2>{escape(session.title)}</h2><p class="soft">{escape(weights_text(session))}</p>'
        f"{note}{scrolling(table, session.title)}</section>"
    )


def _row(one: SessionMark) -> str:
    cells = "".join(f'<td class="n">{escape(_got(part))}</td>' for part in one.parts)
    mark = decimal_text(one.mark) + (" (provisoire)" if one.provisional else "")
    return f'<tr><th scope="row">{escape(one.learner)}</th><td class="n"><b>{mark}</b></td>{cells}</tr>'


def _got(part: PartMark) -> str:
    return f"0 ({part.short})" if part.mark is None else decimal_text(round(part.mark, 2))


def _why(part: PartMark) -> str:
    return f"{part.part.title} : {part.why}"


def session_docx(one: SessionMark, session: Session, needs: Needs | None = None) -> bytes:
    """A learner's summary of the sitting as the bytes of a .docx: the mark and how it is made."""
    from docx.shared import Pt

    document = new_document(f"{session.title} — {one.learner}", needs or USUAL)
    document.add_paragraph(session.title, style="Title")
    document.add_paragraph().add_run(f"Fiche de {one.learner}").bold = True
    run = document.add_paragraph().add_run(f"{decimal_text(one.mark)}{NBSP}/{NBSP}{decimal_text(MAXIMUM)}")
    run.bold, run.font.size = True, Pt(18)
    if one.provisional:
        document.add_paragraph("Note provisoire : une copie rendue n’a pas pu être notée.")
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, name in zip(
        table.rows[0].cells, ("Exercice", "Note sur 20", "Vaut au plus", "Points"), strict=True
    ):
        cell.paragraphs[0].add_run(name).bold = True
    for part in one.parts:
        worth = session.worth(part.part)
        points = decimal_text(round((part.mark or 0) * worth / MAXIMUM, 2))
        texts = (part.part.title, _got(part), decimal_text(worth), points)
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)
    document.add_paragraph()
    document.add_paragraph(weights_text(session))
    return word_bytes(document)
