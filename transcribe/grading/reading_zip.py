"""Word and OpenDocument files, read with the standard library inside strict bounds."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from transcribe.grading.types import Style

_PART_LIMIT = 12 << 20
_TOTAL_LIMIT = 120 << 20
_ENTRIES = 3000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
# paragraphs of a work sheet that speak to the learner
INSTRUCTION_STYLE = "Consigne"

# what a spoilt, encrypted, absurdly nested or oddly compressed archive may raise while it is read
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError,
            KeyError, OSError)  # fmt: skip

Line = tuple[str, Style]


def zip_lines(path: Path, content: bytes) -> list[Line]:
    """Lines of a .docx or .odt file.

    Raises:
        DocumentError: damaged, unsafe (bomb, macros, entities) or another kind of archive.
    """
    from transcribe.grading.reading import refusal

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = _checked(path, archive)
            if "word/document.xml" in names:
                styles = (
                    _docx_styles(_part(path, archive, "word/styles.xml"))
                    if "word/styles.xml" in names
                    else {}
                )
                return list(_docx_lines(_part(path, archive, "word/document.xml"), styles))
            if "content.xml" in names:
                return list(_odt_lines(_part(path, archive, "content.xml")))
    except _DAMAGED as error:
        raise refusal(path, "est endommagé ou protégé", "ouvrez-le et enregistrez-le à nouveau") from error
    raise refusal(
        path, "n’est ni un fichier Word ni un fichier OpenDocument", "rendez un .docx, .odt, .txt ou .html"
    )


def _checked(path: Path, archive: zipfile.ZipFile) -> set[str]:
    from transcribe.grading.reading import refusal

    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _ENTRIES or total > _TOTAL_LIMIT:
        raise refusal(
            path,
            "se déploie en un contenu démesuré (archive piégée ?)",
            "demandez à l’élève un document neuf",
        )
    names = {entry.filename for entry in entries}
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise refusal(path, "contient des macros", "enregistrez-le en .docx ordinaire, sans macro")
    return names


def _part(path: Path, archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    from transcribe.grading.reading import refusal

    with archive.open(name) as stream:
        data = stream.read(_PART_LIMIT + 1)
    if len(data) > _PART_LIMIT:
        raise refusal(
            path,
            "se déploie en un contenu démesuré (archive piégée ?)",
            "demandez à l’élève un document neuf",
        )
    plain = data.replace(b"\0", b"")  # UTF-16 would hide the word
    if _DTD.search(plain):
        raise refusal(
            path,
            "contient des entités XML, interdites dans un document",
            "demandez à l’élève un document neuf",
        )
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise refusal(path, "est endommagé", "ouvrez-le et enregistrez-le à nouveau") from error


# --- Word -------------------------------------------------------------------------------------------------


def _docx_styles(root: ElementTree.Element) -> dict[str, str]:
    names: dict[str, str] = {}
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            names[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "")
    return names


def _docx_lines(root: ElementTree.Element, styles: dict[str, str]) -> Iterator[Line]:
    body = root.find(f"{_W}body")
    for paragraph in _docx_paragraphs(root if body is None else body):
        mark = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = styles.get(mark.get(f"{_W}val", ""), mark.get(f"{_W}val", "")) if mark is not None else ""
        if name == INSTRUCTION_STYLE:
            continue
        is_list = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        text = "".join(_docx_text(paragraph))
        for line in text.split("\n"):
            yield line, "list" if is_list else _style_of(name)


def _docx_paragraphs(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag not in {f"{_MC}Fallback", f"{_W}del", f"{_W}moveFrom"}:
            yield from _docx_paragraphs(child)


def _docx_text(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_MC}Fallback"}:
            yield from _docx_text(child)


def _style_of(name: str) -> Style:
    lower = name.lower()
    if lower in {"title", "titre", "titre du document"}:
        return "title"
    if re.match(r"(?:heading|titre) ?\d", lower):
        return "heading"
    return "list" if lower.startswith(("list", "liste")) else ""


# --- OpenDocument -----------------------------------------------------------------------------------------


def _odt_lines(root: ElementTree.Element) -> Iterator[Line]:
    parents = {
        style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "")
        for style in root.iter(f"{_STYLE}style")
    }
    text = root.find(f"{_OFFICE}body/{_OFFICE}text")
    yield from _odt_blocks(root if text is None else text, parents)


def _odt_blocks(element: ElementTree.Element, parents: dict[str, str]) -> Iterator[Line]:
    for child in element:
        if child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            name = child.get(f"{_TEXT}style-name", "")
            name = parents.get(name, name) or name
            if name == INSTRUCTION_STYLE:
                continue
            is_list = element.tag == f"{_TEXT}list-item"
            style: Style = "heading" if child.tag == f"{_TEXT}h" else "list" if is_list else _odt_style(name)
            for line in "".join(_odt_text(child)).split("\n"):
                yield line, style
        elif child.tag not in {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms"}:
            yield from _odt_blocks(child, parents)


def _odt_style(name: str) -> Style:
    return "title" if name in {"Title", "Titre"} else "heading" if name.startswith("Heading") else ""


def _odt_text(element: ElementTree.Element) -> Iterator[str]:
    yield _squeezed(element.text)
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1") or 1), 100)
        elif child.tag == f"{_TEXT}tab":
            yield " "
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in {f"{_OFFICE}annotation", f"{_TEXT}note"}:
            yield from _odt_text(child)
        yield _squeezed(child.tail)


def _squeezed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
