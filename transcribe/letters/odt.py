"""A letter as an OpenDocument text: the same blocks, with doubts and corrections as comments in the margin."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from transcribe.core.errors import OutputError, cause_of
from transcribe.core.files import written_whole
from transcribe.core.revision import Revision
from transcribe.core.types import Letter
from transcribe.letters.laid_out import TRAITS, Inline, LaidBlock, LaidOut, lay_out
from transcribe.letters.marks import Marks, Run, doubt_note, edit_note
from transcribe.letters.package import Element
from transcribe.letters.word_runs import CHANGED_ON, PROGRAM, printable

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}
_MIME = "application/vnd.oasis.opendocument.text"
_EPOCH = (1980, 1, 1, 0, 0, 0)
# name, parent, space above and below and left margin in cm, size in points, bold
_STYLES = (
    ("Standard", "", 0.0, 0.2, 0.0, 11, False),
    ("Title", "Standard", 0.5, 0.35, 0.0, 18, True),
    ("Heading_20_1", "Standard", 0.3, 0.0, 0.0, 12, True),
    ("Destinataire", "Standard", 0.0, 0.15, 9.0, 11, False),
    ("Signature", "Standard", 0.5, 0.2, 9.0, 11, True),
)
_STYLE_OF = {"signature": "Signature", "recipient": "Destinataire"}


def write_odt(letter: Letter, revision: Revision, path: Path, *, clean: bool = False) -> None:
    """Writes the letter as an .odt, whole or not at all; the same input gives the same bytes.

    ``clean``: no comment at all.

    Raises:
        OutputError: the file cannot be written.
    """
    content = _Document(lay_out(letter, revision), revision, clean=clean).to_bytes()
    try:
        with written_whole(path) as stream:
            stream.write(content)
    except OSError as error:
        raise OutputError(path=path, cause=cause_of(error)) from error


def _q(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def _element(name: str, **attributes: str) -> Element:
    element = etree.Element(_q(name), nsmap=_NAMES)
    for key, value in attributes.items():
        element.set(_q(key.replace("__", ":").replace("_", "-")), value)
    return element


class _Document:
    def __init__(self, laid: LaidOut, revision: Revision, *, clean: bool) -> None:
        self.laid = laid
        self.revision = revision
        self.marks = Marks(revision)
        self.clean = clean
        self._noted: set[int] = set()

    def to_bytes(self) -> bytes:
        parts = {
            "content.xml": _xml(self._content()),
            "styles.xml": _xml(_styles()),
            "meta.xml": _xml(_meta(self.laid)),
            "META-INF/manifest.xml": _xml(_manifest()),
        }
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(zipfile.ZipInfo("mimetype", _EPOCH), _MIME, zipfile.ZIP_STORED)
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def _content(self) -> Element:
        root = _element("office:document-content", office__version="1.3")
        text = etree.SubElement(etree.SubElement(root, _q("office:body")), _q("office:text"))
        laid = self.laid
        if recipient := laid.recipient or _present(laid.value("destinataire")):
            text.append(self._paragraph(recipient, "Destinataire"))
        if date := _present(laid.value("date")):
            text.append(self._paragraph((Inline("Le "), *date), "Destinataire"))
        text.append(self._heading(laid.title or (Inline(laid.values["titre"]),), "Title", 1))
        text.append(self._identity())
        self._flow(text, (b for b in laid.lines if b.role != "recipient"))
        for blocks in (laid.body, laid.closing, laid.signature, laid.copies):
            self._flow(text, blocks)
        if copies := laid.values["copies"]:
            text.append(self._paragraph((Inline(f"Copies\u00a0: {copies}"),), "Standard"))
        return root

    def _identity(self) -> Element:
        table = _element("table:table", table__name="Identité du patient")
        table.append(_element("table:table-column", table__number_columns_repeated=str(len(TRAITS))))
        head = etree.SubElement(table, _q("table:table-header-rows"))
        for place, cells in (
            (head, [label for label, _ in TRAITS]),
            (table, [self.laid.value(name).text for _, name in TRAITS]),
        ):
            row = etree.SubElement(place, _q("table:table-row"))
            for cell in cells:
                holder = etree.SubElement(row, _q("table:table-cell"))
                holder.append(self._paragraph((Inline(cell),), "Standard"))
        return table

    def _flow(self, parent: Element, blocks: Iterable[LaidBlock]) -> None:
        listed: Element | None = None
        for block in blocks:
            if block.role == "item":
                listed = etree.SubElement(parent, _q("text:list")) if listed is None else listed
                item = etree.SubElement(listed, _q("text:list-item"))
                item.append(self._paragraph(block.inlines, "Standard"))
                continue
            listed = None
            if block.role == "heading":
                parent.append(self._heading(_capital(block), "Heading_20_1", 2))
            else:
                parent.append(self._paragraph(_capital(block), _STYLE_OF.get(block.role, "Standard")))

    def _heading(self, inlines: Iterable[Inline], style: str, level: int) -> Element:
        element = _element("text:h", text__style_name=style, text__outline_level=str(level))
        return self._filled(element, inlines)

    def _paragraph(self, inlines: Iterable[Inline], style: str) -> Element:
        return self._filled(_element("text:p", text__style_name=style), inlines)

    def _filled(self, element: Element, inlines: Iterable[Inline]) -> Element:
        for inline in inlines:
            if inline.start is None:
                _append(element, inline.text)
                continue
            end = inline.start + len(inline.text)
            shown = self.revision.text[inline.start : end]
            runs = self.marks.runs(inline.start, end)
            for run in runs:
                changed = inline.text != shown and run is runs[0]
                _append(element, inline.text[: len(run.text)] if changed else run.text)
                for note in self._notes(run):
                    element.append(note)
        return element

    def _notes(self, run: Run) -> Iterable[Element]:
        if self.clean:
            return
        notes = [(doubt, doubt_note(self.revision, doubt)) for doubt in run.to_verify]
        edits = [(run.edit, edit_note(self.revision, run.edit))] if run.edit is not None else []
        for mark, text in (*edits, *notes):
            if id(mark) in self._noted:
                continue
            self._noted.add(id(mark))
            annotation = _element("office:annotation")
            etree.SubElement(annotation, _q("dc:creator")).text = PROGRAM
            etree.SubElement(annotation, _q("dc:date")).text = CHANGED_ON
            etree.SubElement(annotation, _q("text:p")).text = printable(text)
            yield annotation


def _present(value: Inline) -> tuple[Inline, ...]:
    return (value,) if value.text else ()


def _capital(block: LaidBlock) -> tuple[Inline, ...]:
    """The stretches of a block, the first letter a capital where the block wants one."""
    if not block.capital or not block.inlines:
        return block.inlines
    first, *rest = block.inlines
    return (Inline(first.text[:1].upper() + first.text[1:], first.start, first.blank), *rest)


def _append(element: Element, text: str) -> None:
    """Adds text at the end of an element, runs of spaces kept."""
    for number, part in enumerate(printable(text).split("  ")):
        if number:
            etree.SubElement(element, _q("text:s")).set(_q("text:c"), "2")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + part
        else:
            element.text = (element.text or "") + part


def _styles() -> Element:
    root = _element("office:document-styles", office__version="1.3")
    styles = etree.SubElement(root, _q("office:styles"))
    for name, parent, above, below, left, size, bold in _STYLES:
        style = _element("style:style", style__name=name, style__family="paragraph")
        if parent:
            style.set(_q("style:parent-style-name"), parent)
        space = {"fo__margin_top": above, "fo__margin_bottom": below, "fo__margin_left": left}
        style.append(
            _element("style:paragraph-properties", **{key: f"{value}cm" for key, value in space.items()})
        )
        style.append(
            _element(
                "style:text-properties",
                fo__font_size=f"{size}pt",
                fo__font_weight="bold" if bold else "normal",
                fo__font_family="Arial",
                fo__language="fr",
                fo__country="FR",
            )
        )
        styles.append(style)
    return root


def _meta(laid: LaidOut) -> Element:
    root = _element("office:document-meta", office__version="1.3")
    meta = etree.SubElement(root, _q("office:meta"))
    etree.SubElement(meta, _q("dc:title")).text = printable(laid.name)
    etree.SubElement(meta, _q("dc:creator")).text = printable(laid.values["auteur"])
    etree.SubElement(meta, _q("dc:language")).text = "fr-FR"
    return root


def _manifest() -> Element:
    root = _element("manifest:manifest", manifest__version="1.3")
    for path, kind in (
        ("/", _MIME),
        *((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml")),
    ):
        root.append(_element("manifest:file-entry", manifest__full_path=path, manifest__media_type=kind))
    return root


def _xml(root: Element) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return content
