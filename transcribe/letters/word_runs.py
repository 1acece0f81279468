"""Runs, tracked changes and comments as WordprocessingML elements, in the order its schema asks for."""

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lxml import etree  # type: ignore[import-untyped]

from transcribe.core.types import Doubt, Edit
from transcribe.letters.marks import (
    DOUBT_NAMES,
    EDIT_NAMES,
    FIRST_WORD,
    Marks,
    Run,
    doubt_note,
    doubts_note,
    edit_note,
    silent_note,
)
from transcribe.letters.package import Element, W, w

CHANGED_ON = "2000-01-01T00:00:00Z"
"""Date of all tracked changes and comments: fixed, so that the same dictation gives the same bytes."""

PROGRAM = "transcribe"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EXPLAINED = frozenset({"term", "agreement", "self_correction"})
_BEFORE_CAPS = ("rStyle", "rFonts", "b", "bCs", "i", "iCs")
_AFTER_LINE = frozenset({"effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"})
_AFTER_HIGHLIGHT = _AFTER_LINE | {"u"}


class RunMaker:
    """Makes the runs of one document and gathers its comments.

    ``clean``: no mark at all, only the final text.
    """

    def __init__(self, marks: Marks, *, clean: bool) -> None:
        self.marks = marks
        self.clean = clean
        self.comments: list[tuple[int, str, str]] = []
        self._change = 0
        self._explained: set[int] = set()
        self._opened: dict[int, int] = {}

    def span(self, start: int, end: int, style: Element | None = None) -> list[Element]:
        """Elements for ``text[start:end]``; ``style`` is a ``w:rPr`` to copy."""
        if self.clean:
            return [plain_run(self.marks.revision.text[start:end], style)]
        out: list[Element] = []
        runs = list(_joined(self.marks.runs(start, end)))
        for index, run in enumerate(runs):
            before = runs[index - 1].to_verify if index else ()
            after = runs[index + 1].to_verify if index + 1 < len(runs) else ()
            out += self._open(doubt for doubt in run.to_verify if doubt not in before)
            out += self._run(run, style)
            out += self._close(doubt for doubt in run.to_verify if doubt not in after)
        for doubt in self.marks.doubts_in(start, end):
            if doubt.strong and id(doubt) not in self._opened:
                out += [*self._open([doubt]), *self._close([doubt])]
        return out

    def leftover(self) -> list[Element]:
        """Comments on doubts that no shown stretch of text carries, so that none is lost."""
        if self.clean:
            return []
        left = [d for d in self.marks.revision.to_verify if id(d) not in self._opened]
        return [element for d in left for element in (*self._open([d]), *self._close([d]))]

    def summary(self) -> list[Element]:
        """A comment on what carries none: edits applied without a mark, quiet doubts; empty when there is none."""
        count, revision = self.marks.silent_count, self.marks.revision
        quiet = len(revision.to_verify) < len(revision.doubts)
        if self.clean or not (count or quiet):
            return []
        notes = [
            doubts_note(revision) if quiet else "",
            silent_note(count) if count else "",
            "Les autres corrections sont des modifications suivies, à accepter ou à refuser."
            if count
            else "",
        ]
        text = " ".join(note for note in notes if note)
        number = self._comment(PROGRAM, text)
        return [_range("commentRangeStart", number), _range("commentRangeEnd", number), _reference(number)]

    def comments_part(self) -> Element | None:
        """Root of the comments part, or ``None`` when there is no comment."""
        if not self.comments:
            return None
        root = etree.Element(w("comments"), nsmap={"w": W})
        for number, author, text in self.comments:
            comment = etree.SubElement(root, w("comment"))
            comment.set(w("id"), str(number))
            comment.set(w("author"), author)
            comment.set(w("date"), CHANGED_ON)
            comment.set(w("initials"), "T")
            paragraph = etree.SubElement(comment, w("p"))
            run = etree.SubElement(paragraph, w("r"))
            _text(run, "t", text)
        return root

    def _run(self, run: Run, style: Element | None) -> list[Element]:
        if run.to_verify:
            style = highlighted(style)
        elif run.doubts:
            style = dotted(style)
        if run.edit is None:
            return [plain_run(run.text, style)]
        out: list[Element] = []
        note = self._explain(run.edit) if run.text else None
        if note is not None:
            out.append(_range("commentRangeStart", note))
        if run.heard:
            out.append(self._tracked("del", "delText", run.heard, run.edit, style))
        if run.text:
            out.append(self._tracked("ins", "t", run.text, run.edit, style))
        if note is not None:
            out += [_range("commentRangeEnd", note), _reference(note)]
        return out

    def _tracked(self, tag: str, text_tag: str, text: str, edit: Edit, style: Element | None) -> Element:
        change = etree.Element(w(tag))
        self._change += 1
        change.set(w("id"), str(100000 + self._change))
        change.set(w("author"), f"{PROGRAM} : {EDIT_NAMES[edit.kind].lower()}")
        change.set(w("date"), CHANGED_ON)
        change.append(plain_run(text, style, tag=text_tag))
        return change

    def _explain(self, edit: Edit) -> int | None:
        if edit.kind not in _EXPLAINED or id(edit) in self._explained:
            return None
        self._explained.add(id(edit))
        return self._comment(
            f"{PROGRAM} : {EDIT_NAMES[edit.kind].lower()}", edit_note(self.marks.revision, edit)
        )

    def _open(self, doubts: Iterable[Doubt]) -> list[Element]:
        out = []
        for doubt in doubts:
            if id(doubt) in self._opened:
                continue
            author = f"{PROGRAM} : {DOUBT_NAMES[doubt.kind].lower()}"
            number = self._comment(author, doubt_note(self.marks.revision, doubt))
            self._opened[id(doubt)] = number
            out.append(_range("commentRangeStart", number))
        return out

    def _close(self, doubts: Iterable[Doubt]) -> list[Element]:
        out = []
        for doubt in doubts:
            number = self._opened.get(id(doubt), -1)
            if number >= 0:
                out += [_range("commentRangeEnd", number), _reference(number)]
                self._opened[id(doubt)] = -1
        return out

    def _comment(self, author: str, text: str) -> int:
        number = len(self.comments)
        self.comments.append((number, author, text))
        return number


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Plain runs that follow one another under the same doubts, as one."""
    last: Run | None = None
    for run in runs:
        if last is not None and last.edit is None and run.edit is None and last.doubts == run.doubts:
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def plain_run(text: str, style: Element | None = None, *, tag: str = "t") -> Element:
    """A run; tabs and line ends of ``text`` become spaces, characters XML forbids are dropped."""
    run = etree.Element(w("r"))
    if style is not None:
        run.append(copy.deepcopy(style))
    _text(run, tag, text)
    return run


def capitalised(runs: list[Element]) -> list[Element]:
    """The runs with their first letter shown as a capital: a format, the text stays as dictated.

    A word that already holds a capital or a figure (pH, pT1c) is left as it is.
    """
    text = runs[0].find(w("t"))
    word = FIRST_WORD.match((text.text or "") if text is not None else "")
    if word is None or not word.group().islower():
        return runs
    first = etree.Element(w("r"))
    properties = runs[0].find(w("rPr"))
    properties = etree.Element(w("rPr")) if properties is None else copy.deepcopy(properties)
    caps = etree.Element(w("caps"))
    before = [c for c in properties if etree.QName(c).localname in _BEFORE_CAPS]
    properties.insert(len(before), caps)
    first.append(properties)
    _text(first, "t", text.text[0])
    text.text = text.text[1:]
    return [first, *runs]


def styled(name: str) -> Element:
    """Run properties that name a character style."""
    properties = etree.Element(w("rPr"))
    etree.SubElement(properties, w("rStyle")).set(w("val"), name)
    return properties


def highlighted(style: Element | None) -> Element:
    """Run properties with a yellow highlight, at its place in the schema's order."""
    return _marked(style, "highlight", "yellow", _AFTER_HIGHLIGHT)


def dotted(style: Element | None) -> Element:
    """Run properties with a dotted line under the text, at its place in the schema's order."""
    return _marked(style, "u", "dotted", _AFTER_LINE)


def _marked(style: Element | None, name: str, value: str, after: frozenset[str]) -> Element:
    properties = etree.Element(w("rPr")) if style is None else copy.deepcopy(style)
    for old in properties.findall(w(name)):
        properties.remove(old)
    mark = etree.Element(w(name))
    mark.set(w("val"), value)
    later = [child for child in properties if etree.QName(child).localname in after]
    if later:
        later[0].addprevious(mark)
    else:
        properties.append(mark)
    return properties


def printable(text: str) -> str:
    """Text that XML can hold."""
    return "".join(" " if c in "\t\n\r" else c for c in text if c in "\t\n\r" or _is_xml(ord(c)))


def paragraph(style: str | None, content: Sequence[Element], *, properties: Element | None = None) -> Element:
    """A paragraph of a style, or with properties to copy."""
    out = etree.Element(w("p"))
    if properties is not None:
        out.append(copy.deepcopy(properties))
    elif style:
        etree.SubElement(etree.SubElement(out, w("pPr")), w("pStyle")).set(w("val"), style)
    out.extend(content)
    return out


def _text(run: Element, tag: str, text: str) -> None:
    element = etree.SubElement(run, w(tag))
    element.text = printable(text)
    element.set(_SPACE, "preserve")


def _range(tag: str, number: int) -> Element:
    element = etree.Element(w(tag))
    element.set(w("id"), str(number))
    return element


def _reference(number: int) -> Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("commentReference")).set(w("id"), str(number))
    return run


def _is_xml(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
