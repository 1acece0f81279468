"""Slips to print and cut out: what each learner needs to enter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from transcribe.classroom.people import Slip, labels
from transcribe.classroom.types import Class

if TYPE_CHECKING:
    from docx.document import Document

_COLUMNS = 2


def slips_docx(class_: Class, slips: Sequence[Slip], *, address: str = "") -> bytes:
    """The slips as the bytes of a .docx, two a row; ``address`` is that of the class on its network, if known."""
    from transcribe.documents.plain_word import word_bytes
    from transcribe.grading.sheet_docx import new_document

    document = new_document(f"Fiches d’accès – {class_.name}")
    table: Any = document.add_table(rows=0, cols=_COLUMNS, style="Table Grid")
    shown = labels([one.person for one in slips])
    for start in range(0, len(slips), _COLUMNS):
        row = table.add_row()
        _keep_whole(row)
        for cell, slip in zip(row.cells, slips[start : start + _COLUMNS], strict=False):
            _fill(cell, class_, shown[slip.person.id], slip.pin, address)
    _note(document)
    return word_bytes(document)


def _fill(cell: Any, class_: Class, name: str, pin: str, address: str) -> None:  # noqa: ANN401
    from docx.shared import Pt

    cell.paragraphs[0].add_run(name).bold = True
    cell.add_paragraph(class_.name)
    for label, value in (("Adresse", address), ("Code de la classe", class_.code), ("Code personnel", pin)):
        if value:
            line = cell.add_paragraph(f"{label}\u00a0: ")
            run = line.add_run(value)
            run.bold, run.font.size = True, Pt(14)
            run.font.name = "Courier New"


def _note(document: "Document") -> None:
    document.add_paragraph(
        "Chaque fiche est à remettre à son seul destinataire. Un code perdu se remplace\u00a0: "
        "«\u00a0transcribe class pin CLASSE NOM\u00a0»."
    )


def _keep_whole(row: Any) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
