"""The text of a .txt, .docx or .odt file, line by line (one paragraph is one line)."""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcribe.core.errors import DocumentError

if TYPE_CHECKING:
    from docx.document import Document

_LARGEST = 64 * 1024 * 1024
"""Bytes of unpacked XML; a document beyond it is no compte-rendu."""
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_document(path: Path) -> list[str]:
    """The lines of a document.

    Raises:
        DocumentError: missing, empty of readable content, damaged, or of a kind that is not read.
    """
    readers = {".txt": _read_text, "": _read_text, ".docx": _read_docx, ".odt": _read_odt}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise DocumentError(
            message=f"« {path} » : le format {path.suffix} n’est pas lu ; "
            "enregistrez le document en .docx, .odt ou .txt."
        )
    if not path.is_file():
        raise DocumentError(message=f"« {path} » n’existe pas : vérifiez le nom et le dossier.")
    try:
        return reader(path)
    except DocumentError:
        raise
    except Exception as error:  # zip, XML and python-docx each have their own errors for a damaged file
        raise DocumentError(
            message=f"« {path} » est endommagé, ou n’est pas un document {path.suffix or 'texte'} : "
            "ouvrez-le dans un traitement de texte et enregistrez-le à nouveau."
        ) from error


def _read_text(path: Path) -> list[str]:
    data = path.read_bytes()
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError(message=f"« {path} » n’est pas un fichier texte : donnez un .txt, .docx ou .odt.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16").splitlines()
    try:
        return data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        # Notepad and old dictation software still write the Windows encoding.
        return data.decode("cp1252", errors="replace").splitlines()


def _read_docx(path: Path) -> list[str]:
    from docx import Document

    _refuse_bomb(path)
    return _paragraphs(Document(str(path)))


def _paragraphs(document: "Document") -> list[str]:
    """Paragraphs and table cells in reading order; a merged cell counts once."""
    lines: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                seen: list[object] = []
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.append(cell._tc)
                        lines += [paragraph.text for paragraph in cell.paragraphs]
        else:
            lines.append(block.text)
    return [part for line in lines for part in line.split("\n")]


def _read_odt(path: Path) -> list[str]:
    from lxml import etree  # type: ignore[import-untyped]

    _refuse_bomb(path)
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml")
    # Entities stay as they are and nothing is fetched: a document must not read other files.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    lines: list[str] = []
    for element in root.iter(f"{_TEXT}p", f"{_TEXT}h"):
        lines += _odt_text(element).split("\n")
    return lines


def _odt_text(element: Any) -> str:  # noqa: ANN401 (lxml has no types)
    """The text of a paragraph; notes inside it are paragraphs of their own."""
    parts: list[str] = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * int(child.get(f"{_TEXT}c", "1")))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag != f"{_TEXT}note":
            parts.append(_odt_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xml")) > _LARGEST:
            raise DocumentError(
                message=f"« {path} » est démesuré (plus de 64 Mo de texte) : il n’est pas lu."
            )
