"""OpenDocument texts: insertions are in place, deletions apart; boxes and notes as blocks of their own."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from transcribe.documents.reading.archive import Archive
from transcribe.documents.types import Block, Place, Style

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_APART = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}note-citation"}
)
_DEEPEST = 200


def odt_blocks(archive: Archive) -> tuple[Block, ...]:
    """The blocks of an OpenDocument text, in reading order; notes follow their paragraph."""
    root = archive.part("content.xml")
    assert root is not None
    parents = {
        style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "")
        for style in root.iter(f"{_STYLE}style")
    }
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    reader = _Reader(parents)
    return tuple(reader.blocks(root if body is None else body, "body", listed=False))


class _Reader:
    def __init__(self, parents: dict[str, str]) -> None:
        self.parents = parents
        self.apart: list[tuple[Element, Place]] = []

    def blocks(self, element: Element, place: Place, *, listed: bool, depth: int = 0) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise ValueError("too deep")
        for child in element:
            if child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                yield from self._paragraph(child, place, listed)
                while self.apart:
                    apart, self.apart = self.apart, []
                    for inner, where in apart:
                        yield from self.blocks(inner, where, listed=False, depth=depth + 1)
            elif child.tag not in _APART:
                inside: Place = "table" if child.tag == f"{_TABLE}table" else place
                inside = "box" if child.tag == f"{_DRAW}text-box" else inside
                yield from self.blocks(
                    child, inside, listed=listed or child.tag == f"{_TEXT}list-item", depth=depth + 1
                )

    def _paragraph(self, element: Element, place: Place, listed: bool) -> Iterator[Block]:
        name = element.get(f"{_TEXT}style-name", "")
        name = self.parents.get(name, name) or name
        style: Style = "list" if listed else _style(name)
        if element.tag == f"{_TEXT}h" and style != "title":
            style = "heading"
        for line in self._text(element).split("\n"):
            yield Block(line, style, name.replace("_20_", " "), place)

    def _text(self, element: Element, depth: int = 0) -> str:
        if depth > _DEEPEST:
            raise ValueError("too deep")
        parts = [_squeezed(element.text)]
        for child in element:
            if child.tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c", "1")
                parts.append(" " * min(int(count) if count.isdecimal() else 1, 100))
            elif child.tag == f"{_TEXT}tab":
                parts.append("\t")
            elif child.tag == f"{_TEXT}line-break":
                parts.append("\n")
            elif child.tag == f"{_TEXT}note":
                self.apart += [(body, "note") for body in child.findall(f"{_TEXT}note-body")]
            elif child.tag == f"{_DRAW}text-box":
                self.apart.append((child, "box"))
            elif child.tag not in _APART:
                parts.append(self._text(child, depth + 1))
            parts.append(_squeezed(child.tail))
        return "".join(parts)


def _style(name: str) -> Style:
    if name in {"Title", "Titre"}:
        return "title"
    return "heading" if name.startswith(("Heading", "Titre_20_")) else ""


def _squeezed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
