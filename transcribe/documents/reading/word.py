"""Word files: tracked changes as accepted, text boxes and notes as blocks of their own, tables cell by cell.

ECMA-376 part 1: paragraphs §17.3, tracked changes §17.13.5, notes §17.11, text boxes inside ``mc:AlternateContent``
(part 3), of which only the first choice that can be read is taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from transcribe.documents.reading.archive import Archive
from transcribe.documents.types import Block, Place, Style

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText"})
_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class _WordStyle:
    name: str
    parent: str
    listed: bool
    outline: bool


def word_blocks(archive: Archive) -> tuple[Block, ...]:
    """The blocks of a Word file: body in reading order, then footnotes and endnotes."""
    reader = _Reader(_styles(archive.part("word/styles.xml")))
    root = archive.part("word/document.xml")
    assert root is not None
    body = root.find(f"{_W}body")
    blocks = list(reader.blocks(root if body is None else body, "body"))
    for part, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        notes = archive.part(part)
        for note in [] if notes is None else notes.findall(f"{_W}{tag}"):
            if note.get(f"{_W}type", "normal") == "normal":
                blocks += [block for block in reader.blocks(note, "note") if block.text.strip()]
    return tuple(blocks)


def _styles(root: Element | None) -> dict[str, _WordStyle]:
    found: dict[str, _WordStyle] = {}
    for style in [] if root is None else root.iter(f"{_W}style"):
        found[style.get(f"{_W}styleId", "")] = _WordStyle(
            _value(style, "name"),
            _value(style, "basedOn"),
            style.find(f"{_W}pPr/{_W}numPr") is not None,
            _is_outline(style.find(f"{_W}pPr")),
        )
    return found


def _value(element: Element, child: str) -> str:
    found = element.find(f"{_W}{child}")
    return "" if found is None else found.get(f"{_W}val", "")


def _is_outline(properties: Element | None) -> bool:
    return properties is not None and _value(properties, "outlineLvl") in set("012345678")


class _Reader:
    def __init__(self, styles: dict[str, _WordStyle]) -> None:
        self.styles = styles
        self.boxes: list[Element] = []

    def blocks(self, element: Element, place: Place, depth: int = 0) -> Iterator[Block]:
        """Blocks inside an element; a paragraph whose mark was deleted runs into the next one."""
        if depth > _DEEPEST:
            raise ValueError("too deep")
        head = ""
        for child in _accepted(element):
            if child.tag == f"{_W}p":
                text = head + self._text(child)
                if child.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                    head = text
                    continue
                head = ""
                yield from self._paragraph(child, text, place)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child, depth)
            else:
                yield from self.blocks(child, place, depth + 1)
            yield from self._boxed(depth)
        if head.strip():
            yield Block(head, place=place)

    def _paragraph(self, paragraph: Element, text: str, place: Place) -> Iterator[Block]:
        properties = paragraph.find(f"{_W}pPr")
        identifier = "" if properties is None else _value(properties, "pStyle")
        name = self.styles[identifier].name if identifier in self.styles else identifier
        style = self._style(properties, identifier)
        for line in text.split("\n"):
            yield Block(line, style, name, place)

    def _table(self, table: Element, depth: int) -> Iterator[Block]:
        for row in _accepted(table):
            if row.find(f"{_W}trPr/{_W}del") is None:
                yield from self.blocks(row, "table", depth + 1)

    def _boxed(self, depth: int) -> Iterator[Block]:
        while self.boxes:
            boxes, self.boxes = self.boxes, []
            for box in boxes:
                yield from self.blocks(box, "box", depth + 1)

    def _text(self, element: Element, depth: int = 0) -> str:
        if depth > _DEEPEST:
            raise ValueError("too deep")
        parts: list[str] = []
        for child in _accepted(element):
            if child.tag == f"{_W}t":
                parts.append(child.text or "")
            elif child.tag in _BREAKS:
                parts.append("\n")
            elif child.tag == f"{_W}tab":
                parts.append("\t")
            elif child.tag == f"{_W}noBreakHyphen":
                parts.append("-")
            elif child.tag == f"{_W}txbxContent":
                self.boxes.append(child)
            elif child.tag == f"{_V}textpath":
                continue
            elif not _is_hidden(child):
                parts.append(self._text(child, depth + 1))
        return "".join(parts)

    def _style(self, properties: Element | None, identifier: str) -> Style:
        listed = properties is not None and properties.find(f"{_W}numPr") is not None
        if listed and properties is not None:
            listed = _value(properties.find(f"{_W}numPr") or properties, "numId") != "0"
        outline = _is_outline(properties)
        seen: set[str] = set()
        while identifier and identifier not in seen:
            seen.add(identifier)
            known = self.styles.get(identifier)
            style = _named_style(known.name if known else identifier)
            if style in ("title", "heading"):
                return style
            listed = listed or style == "list" or (known is not None and known.listed)
            outline = outline or (known is not None and known.outline)
            identifier = known.parent if known else ""
        return "heading" if outline else "list" if listed else ""


def _accepted(element: Element) -> Iterator[Element]:
    """Children once every tracked change is accepted, and the best of alternative contents."""
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            fallback = child.find(f"{_MC}Fallback")
            yield from (one for one in (choice if choice is not None else fallback,) if one is not None)
        else:
            yield child


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return mark is not None and mark.get(f"{_W}val", "true") not in _OFF


def _named_style(name: str) -> Style:
    lower = name.lower()
    if lower in {"title", "titre", "titre du document"}:
        return "title"
    if re.match(r"(?:heading|titre) ?\d", lower):
        return "heading"
    return "list" if lower.startswith(("list", "liste", "puce")) else ""
