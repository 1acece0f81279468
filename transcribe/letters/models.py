# python-docx ships no types.
# ruff: noqa: ANN401
"""Makes the ``modele.docx`` of the shipped kinds: ``python -m transcribe.letters.models``.

Trainers restyle these files in Word; this module only says what they start from. Running it again writes
them anew.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from transcribe.letters.kinds import Template, list_templates
from transcribe.letters.package import WordPackage

_FONT = "Arial"
_INK = RGBColor(0x1F, 0x3A, 0x5F)
_GREY = RGBColor(0x59, 0x59, 0x59)
_TRAITS = (
    ("Nom", "{{ patient.noms }}"),
    ("Prénom", "{{ patient.prenom }}"),
    ("Date de naissance", "{{ patient.naissance }}"),
    ("Sexe", "{{ patient.sexe }}"),
)
_TABLES = frozenset({"Normal Table", "Table Grid"})
_UNUSED = ("/stylesWithEffects", "/thumbnail", "/customXml")
_WIDTHS = (5.6, 4.2, 4.2, 2.6)


def make_model(kind: Template) -> bytes:
    """The Word model of a kind."""
    document = Document()
    _page(document)
    _styles(document)
    _header(document)
    _letterhead(document)
    document.add_paragraph("{{ titre }}", style="Title")
    _identity(document)
    document.add_paragraph("{{ lignes }}", style="Lignes dictées")
    document.add_paragraph("{{ corps }}", style="Body Text")
    document.add_paragraph("{{ formule }}", style="Formule de fin")
    document.add_paragraph("{{ signature }}", style="Signature médecin")
    document.add_paragraph("Copies\u00a0: {{ copies }}", style="Copies")
    _lighten(document)
    document.core_properties.title = kind.name
    document.core_properties.author = ""
    document.core_properties.comments = ""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _lighten(document: Any) -> None:
    """Drops what the library's own template brings along and no model uses: table styles, a thumbnail…"""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLES:
            style.element.getparent().remove(style.element)
    for holder in (document.part, document.part.package):
        for number, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_UNUSED):
                del holder.rels[number]


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def _styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.08
    _language(document)
    _font(styles["Body Text"], 11)
    styles["Body Text"].paragraph_format.space_before = Pt(5)
    styles["Body Text"].paragraph_format.space_after = Pt(4)
    _title_style(styles["Title"])
    heading = styles["Heading 1"]
    _font(heading, 12, bold=True, color=_INK)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(9), Pt(0)
    heading.paragraph_format.keep_with_next = True
    _font(styles["List Bullet"], 11)
    styles["List Bullet"].paragraph_format.space_after = Pt(3)
    _font(styles["Header"], 11, color=_GREY)
    stops = styles["Header"].element.pPr.find(qn("w:tabs"))
    if stops is not None:
        styles["Header"].element.pPr.remove(stops)
    _new(styles, "En-tête du service", size=11, color=_GREY, after=14)
    _new(styles, "Destinataire", size=11, after=4, left=Cm(9))
    _new(styles, "Lignes dictées", size=11, before=8, after=4)
    _new(styles, "Formule de fin", size=11, before=12, after=6)
    _new(styles, "Signature médecin", size=11, before=14, after=6, left=Cm(9), bold=True)
    _new(styles, "Copies", size=11, before=12, after=0, color=_GREY)
    _new(styles, "Identité", size=11, before=2, after=2)
    blank = styles.add_style("Acompleter", WD_STYLE_TYPE.CHARACTER)
    blank.font.italic = True
    blank.font.color.rgb = RGBColor(0x9C, 0x2A, 0x00)
    blank.quick_style = True


def _title_style(style: Any) -> None:
    _font(style, 18, bold=True, color=_INK)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(10)
    borders = style.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)


def _new(
    styles: Any,
    name: str,
    *,
    size: float,
    before: float = 0,
    after: float = 6,
    left: Any = None,
    color: RGBColor | None = None,
    bold: bool = False,
) -> None:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.quick_style = True
    _font(style, size, bold=bold, color=color)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if left is not None:
        style.paragraph_format.left_indent = left


def _font(style: Any, size: float, *, bold: bool = False, color: RGBColor | None = None) -> None:
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), _FONT)
    style.font.color.rgb = color or RGBColor(0, 0, 0)


def _language(document: Any) -> None:
    """French on every style that has run properties, and as the default."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "fr-FR")
    normal = document.styles["Normal"].element.get_or_add_rPr()
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "fr-FR")
    normal.append(lang)


def _header(document: Any) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    tabs = paragraph.paragraph_format.tab_stops
    paragraph.add_run("{{ patient.resume }}")
    paragraph.add_run("\tPage\u00a0")
    _field(paragraph, "PAGE")
    paragraph.add_run("/")
    _field(paragraph, "NUMPAGES")
    tabs.add_tab_stop(Cm(16.6), alignment=_right())


def _right() -> Any:
    from docx.enum.text import WD_TAB_ALIGNMENT

    return WD_TAB_ALIGNMENT.RIGHT


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _letterhead(document: Any) -> None:
    document.add_paragraph("[Établissement – service – adresse – téléphone]", style="En-tête du service")
    document.add_paragraph("{{ destinataire }}", style="Destinataire")
    document.add_paragraph("Le {{ date }}", style="Destinataire")


def _identity(document: Any) -> None:
    table = document.add_table(rows=2, cols=len(_TRAITS))
    table.style = "Table Grid"
    table.alignment = None
    for column, width in enumerate(_WIDTHS):
        for row in table.rows:
            row.cells[column].width = Cm(width)
        table.columns[column].width = Cm(width)
    for column, (label, tag) in enumerate(_TRAITS):
        head, value = table.rows[0].cells[column].paragraphs[0], table.rows[1].cells[column].paragraphs[0]
        head.style = value.style = "Identité"
        head.add_run(label).bold = True
        value.add_run(tag)
        head.alignment = WD_ALIGN_PARAGRAPH.LEFT
        shade = OxmlElement("w:shd")
        for name, content in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E8EEF5")):
            shade.set(qn(name), content)
        table.rows[0].cells[column]._tc.get_or_add_tcPr().append(shade)
    _table_notes(table)


def _table_notes(table: Any) -> None:
    """Header row repeated and read as such; a title and description for screen readers."""
    row = table.rows[0]._tr.get_or_add_trPr()
    row.append(OxmlElement("w:tblHeader"))
    properties = table._tbl.tblPr
    for tag, text in (("w:tblCaption", "Identité du patient"), ("w:tblDescription", "Traits d’identité")):
        note = OxmlElement(tag)
        note.set(qn("w:val"), text)
        properties.append(note)


def main() -> None:
    """Writes the models of all shipped kinds."""
    for kind in list_templates():
        kind.model.write_bytes(make_model(kind))
        package = WordPackage(Path(kind.model))
        kind.model.write_bytes(package.to_bytes())


if __name__ == "__main__":
    main()
