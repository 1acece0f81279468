"""A Word file as parts: read safely, changed, written with the same bytes for the same content."""

import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from transcribe.core.errors import TemplateError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LARGEST_PART = 64 * 1024 * 1024
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What ``zipfile`` raises of an archive that is damaged, encrypted, or packed in a way that it does not know."""
_DOCUMENT = "word/document.xml"

Element = Any
"""An lxml element (the library ships no types)."""


def w(name: str) -> str:
    """Qualified name in the WordprocessingML namespace."""
    return f"{{{W}}}{name}"


class WordPackage:
    """The parts of a ``.docx``; ``parts`` are bytes, ``tree`` parses one and keeps it for writing."""

    def __init__(self, path: Path) -> None:
        """Reads the file.

        Raises:
            TemplateError: not a Word file, or it holds macros.
        """
        self.path = path
        self.parts = _read(path)
        self._trees: dict[str, Element] = {}

    def tree(self, name: str) -> Element:
        """Root element of a part."""
        if name not in self._trees:
            self._trees[name] = self.peek(name)
        return self._trees[name]

    def peek(self, name: str) -> Element:
        """Root element of a part that will be written back as it was."""
        if name not in self.parts:
            raise TemplateError(
                message=f"« {self.path} » : la partie « {name} » manque ; "
                "ouvrez le fichier dans Word et enregistrez-le à nouveau."
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self.parts[name], parser)
        except etree.XMLSyntaxError as error:
            raise TemplateError(
                message=f"« {self.path} » : la partie « {name} » est illisible ({error}) ; "
                "ouvrez le fichier dans Word et enregistrez-le à nouveau."
            ) from error

    def text_parts(self) -> list[str]:
        """Names of the parts that hold text: body, headers, footers."""
        names = [n for n in self.parts if n.startswith(("word/header", "word/footer")) and n.endswith(".xml")]
        return [_DOCUMENT, *sorted(names)]

    @property
    def document(self) -> Element:
        """Root of the main part."""
        return self.tree(_DOCUMENT)

    def add_comments(self, root: Element) -> None:
        """Adds (or replaces) the comments part."""
        self._trees["word/comments.xml"] = root
        self.parts["word/comments.xml"] = b""
        types = self.tree("[Content_Types].xml")
        if not any(child.get("PartName") == "/word/comments.xml" for child in types):
            etree.SubElement(
                types,
                f"{{{_TYPES}}}Override",
                PartName="/word/comments.xml",
                ContentType=f"{_WORD_TYPE}.comments+xml",
            )
        relations = self.tree("word/_rels/document.xml.rels")
        if not any(child.get("Type") == f"{R}/comments" for child in relations):
            used = {child.get("Id") for child in relations}
            number = next(n for n in range(1, 10000) if f"rIdC{n}" not in used)
            etree.SubElement(
                relations,
                f"{{{_RELATIONS}}}Relationship",
                Id=f"rIdC{number}",
                Type=f"{R}/comments",
                Target="comments.xml",
            )

    def to_bytes(self) -> bytes:
        """The file, its parts in a fixed order with a fixed date."""
        names = sorted(self.parts, key=lambda name: (name != "[Content_Types].xml", name))
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name in names:
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                archive.writestr(info, self._content(name))
        return buffer.getvalue()

    def _content(self, name: str) -> bytes:
        if name not in self._trees:
            return self.parts[name]
        content: bytes = etree.tostring(
            self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return content


def _read(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST_PART:
                raise TemplateError(message=f"« {path} » est trop volumineux pour un modèle Word.")
            parts = {n: archive.read(n) for n in archive.namelist() if not n.endswith("/")}
    except _UNREADABLE as error:
        raise TemplateError(
            message=f"« {path} » n’est pas un fichier Word (.docx) lisible : "
            "ouvrez-le dans Word et enregistrez-le au format « Document Word (.docx) »."
        ) from error
    if _DOCUMENT not in parts or "[Content_Types].xml" not in parts:
        raise TemplateError(message=f"« {path} » n’est pas un document Word (.docx).")
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise TemplateError(
            message=f"« {path} » contient des macros : enregistrez-le en « Document Word (.docx) »."
        )
    return parts
