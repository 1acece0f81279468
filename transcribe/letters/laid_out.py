"""A letter as blocks ready for any file format: read once from the letter, rendered as often as wanted.

Each block keeps the rule that opened it and, for each of its stretches of text, the character of
``Revision.text`` it starts at: that is how a renderer shows edits and doubts, and plays the sound.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from transcribe.core.revision import Revision
from transcribe.core.types import Letter, Paragraph, Section
from transcribe.letters.kinds import Template, find_template
from transcribe.letters.marks import FIRST_WORD
from transcribe.letters.values import blank, mandatory, values

BlockRole = Literal[
    "recipient",
    "date",
    "title",
    "patient",
    "author",
    "heading",
    "paragraph",
    "item",
    "closing",
    "signature",
    "copies",
]
_LIST_MARK = re.compile(r"[-–•*][ \u00a0\u202f]+")
_END_ROLES = frozenset({"closing", "signature", "copies"})
TRAITS = (
    ("Nom", "patient.noms"),
    ("Prénom", "patient.prenom"),
    ("Date de naissance", "patient.naissance"),
    ("Sexe", "patient.sexe"),
)
"""The identity table: what each cell is called and the value it shows."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of text. ``start``: its place in ``Revision.text``; ``None`` when it was typed over, or not dictated.

    ``blank``: what stands where something was not dictated.
    """

    text: str
    start: int | None = None
    blank: bool = False


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """A paragraph of the document. ``rule``: title of the template's section it belongs to, if any.

    ``capital``: its first letter is shown as a capital (the text stays as dictated). ``mark``: the dash of a list
    item, which a format with real lists replaces.
    """

    role: BlockRole
    inlines: tuple[Inline, ...]
    rule: str = ""
    capital: bool = False
    mark: Inline | None = None

    @property
    def text(self) -> str:
        """Its text, without marks."""
        return "".join(inline.text for inline in self.inlines)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A whole document. ``values`` are those of the placeholders, ``needed`` the names shown even when blank.

    ``lines`` stand between the front and the body: what was dictated about recipient, date, patient and author.
    """

    kind: Template
    values: Mapping[str, str]
    needed: frozenset[str]
    title: tuple[Inline, ...]
    recipient: tuple[Inline, ...]
    lines: tuple[LaidBlock, ...]
    body: tuple[LaidBlock, ...]
    closing: tuple[LaidBlock, ...]
    signature: tuple[LaidBlock, ...]
    copies: tuple[LaidBlock, ...]

    @property
    def name(self) -> str:
        """Title and patient, as a file's or a page's own title."""
        return " – ".join(part for part in (self.values["titre"], self.values["patient"]) if part)

    def value(self, name: str) -> Inline:
        """A value, or the blank to fill in where it is needed; an empty text otherwise."""
        if text := self.values.get(name, ""):
            return Inline(text)
        return Inline(blank(name), blank=True) if name in self.needed else Inline("")


def lay_out(letter: Letter, revision: Revision) -> LaidOut:
    """The blocks of a letter, in the order of its template.

    Raises:
        TemplateError: the letter's template is unknown.
    """
    kind = find_template(letter.template)
    reader = _Reader(letter, revision.text, kind)
    return LaidOut(
        kind=kind,
        values=values(letter, kind),
        needed=mandatory(kind),
        title=tuple(i for p in reader.lines("title")[:1] for i in reader.inlines(p)),
        recipient=tuple(i for p in reader.lines("recipient") for i in reader.inlines(p, spaced=True))[:-1],
        lines=tuple(reader.loose()),
        body=tuple(reader.body()),
        closing=tuple(reader.blocks("closing", reader.lines("closing"))),
        signature=tuple(reader.signature()),
        copies=tuple(reader.blocks("copies", reader.lines("copies"))),
    )


class _Reader:
    def __init__(self, letter: Letter, text: str, kind: Template) -> None:
        self.letter = letter
        self.text = text
        self.kind = kind
        dates = {p.start: p for p in self.lines("date")}
        self.heading_dates = {
            id(section): dates[place]
            for section in letter.sections
            if section.role == "body"
            and section.start is not None
            and (place := section.start + len(section.heading) + 1) in dates
        }

    def lines(self, *roles: str) -> list[Paragraph]:
        """Paragraphs of the lines around the body that have one of the roles."""
        return [p for section in self.letter.sections if section.role in roles for p in section.paragraphs]

    def loose(self) -> Iterable[LaidBlock]:
        """Lines between front and body, but for dates said in a label, which stand in its heading."""
        in_headings = {id(p) for p in self.heading_dates.values()}
        yield from self.blocks("title", self.lines("title")[1:])
        roles: tuple[BlockRole, ...] = ("recipient", "date", "patient", "author")
        for section in self.letter.sections:
            for role in roles:
                if section.role == role:
                    yield from self.blocks(role, [p for p in section.paragraphs if id(p) not in in_headings])

    def body(self) -> Iterable[LaidBlock]:
        """Headings, paragraphs and list items; a mandatory section that nobody dictated is a blank to fill."""
        missing = self._missing()
        for index, section in enumerate(self.letter.sections):
            yield from (b for title, place in missing if place == index for b in self._blank_section(title))
            if section.role in {"body", "opening"}:
                yield from self._section(section)
        last = len(self.letter.sections)
        yield from (b for title, place in missing if place == last for b in self._blank_section(title))

    def signature(self) -> Iterable[LaidBlock]:
        signed = self.lines("signature")
        if signed:
            yield from self.blocks("signature", signed)
            return
        author = self.letter.fields.author
        shown = Inline(author) if author else Inline(blank("signature"), blank=True)
        yield LaidBlock("signature", (shown,))

    def inlines(self, item: Paragraph, *, spaced: bool = False) -> tuple[Inline, ...]:
        """Its text, at its place where the revision still holds it; ``spaced`` adds the space before what follows."""
        start = item.start
        if start is not None and self.text[start : start + len(item.text)] != item.text:
            start = None
        own = Inline(item.text, start)
        return (own, Inline(" ")) if spaced else (own,)

    def blocks(self, role: BlockRole, items: Iterable[Paragraph], rule: str = "") -> Iterable[LaidBlock]:
        """A block for each paragraph; one that starts with a dash is a list item without it."""
        for item in items:
            mark = _LIST_MARK.match(item.text)
            if mark is None:
                yield LaidBlock(role, self.inlines(item), rule)
                continue
            start = None if item.start is None else item.start + mark.end()
            dash = self.inlines(Paragraph(mark.group(), item.start))[0]
            yield LaidBlock("item", self.inlines(Paragraph(item.text[mark.end() :], start)), rule, mark=dash)

    def _section(self, section: Section) -> Iterable[LaidBlock]:
        if section.heading:
            yield LaidBlock(
                "heading", self._heading(section), section.rule, capital=section.start is not None
            )
        capital = bool(section.heading)
        for block in self.blocks("paragraph", section.paragraphs, section.rule):
            if capital and block.role == "paragraph":
                word = FIRST_WORD.match(block.text)
                yield LaidBlock(
                    block.role, block.inlines, block.rule, word is not None and word.group().islower()
                )
                capital = False
            else:
                yield block
        if section.heading and not section.paragraphs:
            yield LaidBlock("paragraph", (Inline(blank(), blank=True),), section.rule)

    def _heading(self, section: Section) -> tuple[Inline, ...]:
        start = section.start
        if start is None:
            return (Inline(section.heading),)
        dictated = self.text[start : start + len(section.heading)]
        if dictated.lower() != section.heading.lower():
            return (Inline(section.heading),)
        date = self.heading_dates.get(id(section))
        own = Inline(dictated, start)
        return (own, Inline(" "), *self.inlines(date)) if date else (own,)

    def _blank_section(self, title: str) -> Iterable[LaidBlock]:
        yield LaidBlock("heading", (Inline(title),), title)
        yield LaidBlock("paragraph", (Inline(blank(), blank=True),), title)

    def _missing(self) -> list[tuple[str, int]]:
        """Mandatory sections that nobody dictated, each with the index of the section it stands before."""
        order = {rule.id: number for number, rule in enumerate(self.kind.sections)}
        places = [(order.get(s.rule, -1), i) for i, s in enumerate(self.letter.sections) if s.role == "body"]
        there = {number for number, _ in places}
        ends = [i for i, s in enumerate(self.letter.sections) if s.role in _END_ROLES]
        after_body = max((i + 1 for _, i in places), default=min(ends, default=len(self.letter.sections)))
        return [
            (rule.title, min((i for other, i in places if other > number), default=after_body))
            for number, rule in enumerate(self.kind.sections)
            if rule.mandatory and number not in there
        ]
