"""The feedback sheet as a Word file, for those who print or comment it."""

from typing import TYPE_CHECKING, Any

from transcribe.documents.plain_word import word_bytes
from transcribe.grading.french import (
    FLOOR,
    count_text,
    counted_text,
    decided_text,
    decimal_text,
    density_text,
    difference,
    mark_text,
    percent,
    waived_text,
    work_text,
)
from transcribe.grading.marked import Span, marked_lines, revisions
from transcribe.grading.needs import USUAL, Needs
from transcribe.grading.sitting import Result
from transcribe.grading.types import KINDS, Grade, Mistake

if TYPE_CHECKING:
    from docx.document import Document

_PLAIN = Needs(size=11, line_spacing=1)
_TABLE_SIZE = 13
_GRAVE, _LIGHT, _GOOD, _SOFT = "A3161F", "8A5300", "11663C", "5B6875"


def sheet_docx(result: Result, scheme_title: str) -> bytes:
    """The sheet of one attempt as the bytes of a .docx; ``result`` must have a grade."""
    grade = result.grade
    if grade is None:
        raise ValueError("no grade to show")
    needs = _PLAIN if result.needs == USUAL else result.needs
    document = new_document(f"{result.key.title} — {result.attempt.learner}", needs)
    document.add_paragraph(result.key.title, style="Title")
    _head(document, result, grade, scheme_title)
    if grade.mistakes:
        document.add_heading("À revoir en priorité", 1)
        for text in revisions(grade):
            document.add_paragraph(text, style="List Bullet")
    document.add_heading("Votre texte", 1)
    for line in marked_lines(result.page, grade):
        paragraph = document.add_paragraph()
        for span in line:
            _add_span(paragraph, span)
    if grade.mistakes:
        document.add_heading("Vos fautes, les critiques d’abord", 1)
        (_table if needs.size <= _TABLE_SIZE else _listed)(document, grade)
        _sum(document, grade)
    if grade.waived:
        document.add_heading("Décisions du formateur", 1)
        for one in grade.waived:
            document.add_paragraph(waived_text(one), style="List Number")
    return word_bytes(document)


def new_document(title: str, needs: Needs = _PLAIN) -> "Document":
    """An empty A4 document in French with readable styles, in the layout that a learner needs."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.language = "fr-FR"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, points in (
        ("Normal", needs.size),
        ("Title", needs.size * 1.7),
        ("Heading 1", needs.size * 1.25),
        ("Heading 2", needs.size * 1.1),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = needs.font, Pt(round(points * 2) / 2)
        style.font.color.rgb = RGBColor.from_string("1C2733")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if "Theme" in key:
                del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(key), needs.font)
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(5)
    normal.paragraph_format.line_spacing = needs.line_spacing
    _speak_french(document)
    if needs.letter_spacing:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(needs.letter_spacing * 20)))
        normal.element.get_or_add_rPr().append(spacing)
    return document


def _speak_french(document: "Document") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    properties.append(language)
    for default in document.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), "fr-FR")


def _head(document: "Document", result: Result, grade: Grade, scheme_title: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.add_run(f"Fiche de {result.attempt.learner}").bold = True
    paragraph = document.add_paragraph()
    run = paragraph.add_run(mark_text(grade))
    run.bold, run.font.size = True, Pt(18)
    if grade.asked:
        document.add_paragraph(f"{work_text(grade)}.")
    document.add_paragraph(
        f"{counted_text(grade).capitalize()} ; "
        f"{count_text(grade.words, 'mot')} ; termes justes "
        f"{percent(grade.figures.get('term_recall', 1.0))} ; {density_text(grade)} ; "
        f"barème : {scheme_title}."
    )


def _add_span(paragraph: Any, span: Span) -> None:  # noqa: ANN401
    mistake = span.mistake
    if span.waived is not None:
        if span.text:
            _colored(paragraph, span.text, _GOOD)
        _colored(paragraph, f"✓{span.number}", _GOOD).font.superscript = True
        return
    if mistake is None:
        paragraph.add_run(span.text)
        return
    color = _GRAVE if mistake.severity == "critical" else _LIGHT
    if not span.missing:
        run = _colored(paragraph, span.text, color)
        run.font.strike = mistake.expected != mistake.found
        run.bold = mistake.severity == "critical"
    if mistake.expected and mistake.expected != mistake.found:
        _colored(paragraph, (" " if span.text else "") + f"[{mistake.expected}]", _GOOD).font.underline = True
    number = _colored(paragraph, f"({span.number})", color)
    number.font.superscript = True
    if span.missing:
        paragraph.add_run(" ")


def _colored(paragraph: Any, text: str, color: str) -> Any:  # noqa: ANN401
    from docx.shared import RGBColor

    run = paragraph.add_run(text)
    run.font.color.rgb = RGBColor.from_string(color)
    return run


def _table(document: "Document", grade: Grade) -> None:
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=4, style="Table Grid")
    table.autofit = False
    widths = (Cm(1.2), Cm(3.6), Cm(9.8), Cm(2))
    for cell, text in zip(table.rows[0].cells, ("N°", "Classe", "Faute et règle", "Points"), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    _repeat_header(table.rows[0])
    for number, mistake in enumerate(grade.mistakes, 1):
        row = table.add_row()
        _keep_whole(row)
        cells = row.cells
        cells[0].paragraphs[0].add_run(str(number))
        color = _GRAVE if mistake.severity == "critical" else _LIGHT
        _colored(cells[1].paragraphs[0], _class_text(mistake), color).bold = True
        cells[2].paragraphs[0].add_run(difference(mistake)).bold = True
        cells[2].add_paragraph(mistake.rule)
        if decided := decided_text(mistake):
            _colored(cells[2].add_paragraph(), decided[:1].upper() + decided[1:], _GOOD)
        if mistake.revise:
            _colored(cells[2].add_paragraph(), f"À revoir : {mistake.revise}", _SOFT)
        cells[3].paragraphs[0].add_run(f"−{decimal_text(mistake.points)}")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _listed(document: "Document", grade: Grade) -> None:
    """The mistakes one under the other: in large letters, a table's columns would be too narrow."""
    for number, mistake in enumerate(grade.mistakes, 1):
        color = _GRAVE if mistake.severity == "critical" else _LIGHT
        paragraph = document.add_paragraph()
        _colored(paragraph, f"{number}. {_class_text(mistake)}", color).bold = True
        paragraph.add_run(f" (−{decimal_text(mistake.points)})")
        paragraph.paragraph_format.keep_with_next = True
        paragraph = document.add_paragraph()
        paragraph.add_run(difference(mistake)).bold = True
        paragraph.paragraph_format.keep_with_next = True
        document.add_paragraph(mistake.rule)
        if decided := decided_text(mistake):
            _colored(document.add_paragraph(), decided[:1].upper() + decided[1:], _GOOD)
        if mistake.revise:
            _colored(document.add_paragraph(), f"À revoir : {mistake.revise}", _SOFT)


def _class_text(mistake: Mistake) -> str:
    return KINDS[mistake.kind] + (" (critique)" if mistake.severity == "critical" else "")


def _repeat_header(row: Any) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _sum(document: "Document", grade: Grade) -> None:
    lost = " − ".join(decimal_text(m.points) for m in grade.mistakes if m.points)
    total = f"{decimal_text(grade.maximum)}{' − ' + lost if lost else ''} = {decimal_text(grade.mark)}"
    document.add_paragraph(f"Calcul : {total}.")
    if grade.floored:
        document.add_paragraph(FLOOR)
