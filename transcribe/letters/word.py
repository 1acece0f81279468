"""A letter as a Word file: a model filled in, tracked changes, comments."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from transcribe.core.errors import OutputError, TemplateError
from transcribe.core.files import written_whole
from transcribe.core.revision import Revision
from transcribe.core.types import Letter, Paragraph, Section
from transcribe.letters.filler import Filling, fill, placeholders
from transcribe.letters.kinds import Template, find_template
from transcribe.letters.marks import Marks
from transcribe.letters.package import Element, WordPackage, w
from transcribe.letters.values import (
    blank,
    heading_date,
    lines,
    loose_lines,
    mandatory,
    missing_sections,
    values,
)
from transcribe.letters.word_runs import (
    CHANGED_ON,
    RunMaker,
    capitalised,
    paragraph,
    plain_run,
    printable,
    styled,
)

BLANK_STYLE = "Acompleter"
_LIST_MARK = re.compile(r"[-–•*][ \u00a0\u202f]+")
_STYLES = "word/styles.xml"
_LINE_ROLES = ("recipient", "date", "patient", "author")
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def write_docx(
    letter: Letter, revision: Revision, path: Path, *, clean: bool = False, model: Path | None = None
) -> None:
    """Writes the letter as a Word file, whole or not at all; the same input gives the same bytes.

    Applied edits are tracked changes and doubts are comments, unless ``clean``. ``model`` is a Word file
    with placeholders; by default that of the letter.

    Raises:
        TemplateError: the model is not a Word file, or a placeholder in it is wrong.
        OutputError: the file cannot be written.
    """
    content = docx_bytes(letter, revision, clean=clean, model=model)
    try:
        with written_whole(path) as stream:
            stream.write(content)
    except OSError as error:
        raise OutputError(path=path, cause=error.strerror or error) from error


def docx_bytes(
    letter: Letter, revision: Revision, *, clean: bool = False, model: Path | None = None
) -> bytes:
    """The Word file as bytes; see ``write_docx``."""
    kind = find_template(letter.template)
    package = WordPackage(model or (Path(letter.model) if letter.model else kind.model))
    _Document(letter, revision, kind, package, clean=clean).fill()
    return package.to_bytes()


def check_model(path: Path) -> None:
    """Refuses a Word file that cannot serve as a model.

    Raises:
        TemplateError: not a Word file, a placeholder that is unknown or misplaced, or no ``{{ corps }}``.
    """
    package = WordPackage(path)
    if "corps" not in placeholders(package):
        raise _no_body(package)


class _Document:
    """One model being filled."""

    def __init__(
        self, letter: Letter, revision: Revision, kind: Template, package: WordPackage, *, clean: bool
    ) -> None:
        self.letter = letter
        self.kind = kind
        self.package = package
        self.text = revision.text
        self.maker = RunMaker(Marks(revision), clean=clean)
        self.styles = _style_ids(package)
        if "heading 1" not in self.styles:
            self.styles["heading 1"] = _add_heading(package)
        self.used = placeholders(package)
        self._titled = False

    def fill(self) -> None:
        shown = values(self.letter, self.kind)
        needed = mandatory(self.kind)
        inline: dict[str, Callable[[Element | None], list[Element]]] = {
            name: self._value(value, blank(name) if name in needed else "") for name, value in shown.items()
        }
        inline["titre"] = self._title
        if recipients := lines(self.letter, "recipient"):
            inline["destinataire"] = lambda style: self._line_runs(recipients, style)
        empty = {name for name, value in shown.items() if not value and name not in needed}
        if "corps" not in self.used:
            raise _no_body(self.package)
        if recipients:
            empty.discard("destinataire")
        fill(self.package, Filling(inline, self._blocks(), frozenset(empty)))
        self._finish()

    def _blocks(self) -> dict[str, Callable[[Element | None], list[Element]]]:
        return {
            "corps": self._body,
            "lignes": lambda props: self._plain_lines(self._loose_lines(), props),
            "formule": lambda props: self._plain_lines(lines(self.letter, "closing"), props),
            "signature": self._signature,
        }

    # --- values -------------------------------------------------------------------------------------

    def _value(self, value: str, missing: str) -> Callable[[Element | None], list[Element]]:
        def make(style: Element | None) -> list[Element]:
            if value:
                return [plain_run(value, style)]
            return [self._blank(missing)] if missing else []

        return make

    def _title(self, style: Element | None) -> list[Element]:
        """The dictated title with its marks the first time, as plain text again in a page header."""
        dictated = lines(self.letter, "title")
        if self._titled or not dictated:
            name = values(self.letter, self.kind)["titre"]
            notes = [] if self._titled else self.maker.summary()
            self._titled = True
            return [plain_run(name, style), *notes]
        self._titled = True
        return [*self._line_runs(dictated[:1], style), *self.maker.summary()]

    def _line_runs(self, paragraphs: Iterable[Paragraph], style: Element | None) -> list[Element]:
        out: list[Element] = []
        for item in paragraphs:
            if out:
                out.append(plain_run(" ", style))
            out += self._runs(item.text, item.start, style)
        return out

    def _runs(self, text: str, start: int | None, style: Element | None = None) -> list[Element]:
        """Runs with marks where the text is that of the revision, plain ones where it was typed over."""
        if start is None or self.text[start : start + len(text)] != text:
            return [plain_run(text, style)]
        return self.maker.span(start, start + len(text), style)

    def _blank(self, text: str = "") -> Element:
        style = styled(BLANK_STYLE) if BLANK_STYLE in self.styles.values() else None
        return plain_run(text or blank(), style)

    # --- paragraphs ---------------------------------------------------------------------------------

    def _body(self, properties: Element | None) -> list[Element]:
        out: list[Element] = []
        if "titre" not in self.used:
            out += [self._styled("title", self._title(None))]
        if "lignes" not in self.used:
            out += self._plain_lines(self._loose_lines(), properties)
        blanks = missing_sections(self.letter, self.kind)
        for index, section in enumerate(self.letter.sections):
            out += [
                e for title, place in blanks if place == index for e in self._blank_section(title, properties)
            ]
            if section.role in {"body", "opening"}:
                out += self._section(section, properties)
        last = len(self.letter.sections)
        out += [e for title, place in blanks if place == last for e in self._blank_section(title, properties)]
        if "formule" not in self.used:
            out += self._plain_lines(lines(self.letter, "closing"), properties)
        if "signature" not in self.used:
            out += self._signature(properties)
        if "copies" not in self.used:
            copies = values(self.letter, self.kind)["copies"]
            if copies:
                out.append(paragraph(None, [plain_run(f"Copies\u00a0: {copies}")], properties=properties))
        return out

    def _section(self, section: Section, properties: Element | None) -> list[Element]:
        out: list[Element] = []
        if section.heading:
            out.append(self._styled("heading 1", self._heading(section)))
        out += self._plain_lines(section.paragraphs, properties, capital=bool(section.heading))
        if section.heading and not section.paragraphs:
            out.append(paragraph(None, [self._blank()], properties=properties))
        return out

    def _heading(self, section: Section) -> list[Element]:
        start = section.start
        if start is not None:
            dictated = self.text[start : start + len(section.heading)]
            if dictated.lower() == section.heading.lower():
                runs = capitalised(self.maker.span(start, start + len(dictated)))
                date = heading_date(self.letter, section)
                return [*runs, plain_run(" "), *self._runs(date.text, date.start)] if date else runs
        return [plain_run(section.heading)]

    def _blank_section(self, title: str, properties: Element | None) -> list[Element]:
        return [
            self._styled("heading 1", [plain_run(title)]),
            paragraph(None, [self._blank()], properties=properties),
        ]

    def _plain_lines(
        self, items: Iterable[Paragraph], properties: Element | None, *, capital: bool = False
    ) -> list[Element]:
        """Paragraphs and list items; ``capital`` shows the first letter under a heading as a capital."""
        out = []
        for item in items:
            mark = _LIST_MARK.match(item.text)
            bullet = self.styles.get("list bullet")
            if mark and bullet and item.start is not None:
                content = self._runs(item.text[mark.end() :], item.start + mark.end())
                out.append(paragraph(bullet, content))
            elif mark and bullet:
                out.append(paragraph(bullet, [plain_run(item.text[mark.end() :])]))
            else:
                runs = self._runs(item.text, item.start)
                out.append(paragraph(None, capitalised(runs) if capital else runs, properties=properties))
                capital = False
        return out

    def _signature(self, properties: Element | None) -> list[Element]:
        signed = lines(self.letter, "signature")
        if signed:
            return self._plain_lines(signed, properties)
        author = self.letter.fields.author
        if author and lines(self.letter, "author"):
            return [paragraph(None, [plain_run(author)], properties=properties)]
        shown = plain_run(author) if author else self._blank(blank("signature"))
        return [paragraph(None, [shown], properties=properties)]

    def _loose_lines(self) -> list[Paragraph]:
        """Lines around the body that no other placeholder shows."""
        roles = [r for r in _LINE_ROLES if r != "recipient" or "destinataire" not in self.used]
        rest = lines(self.letter, "copies")
        return [*lines(self.letter, "title")[1:], *loose_lines(self.letter, *roles), *rest]

    def _styled(self, name: str, content: list[Element]) -> Element:
        return paragraph(self.styles.get(name), content)

    # --- the whole file -----------------------------------------------------------------------------

    def _finish(self) -> None:
        left = self.maker.leftover()
        if left:
            first = self.package.document.find(f".//{w('p')}")
            first.extend(left)
        comments = self.maker.comments_part()
        if comments is not None:
            self.package.add_comments(comments)
        self._properties()

    def _properties(self) -> None:
        """Document title, author and fixed dates."""
        if "docProps/core.xml" not in self.package.parts:
            return
        core = self.package.tree("docProps/core.xml")
        shown = values(self.letter, self.kind)
        title = " – ".join(part for part in (shown["titre"], shown["patient"]) if part)
        for tag, value in (
            (f"{_DC}title", title),
            (f"{_DC}creator", shown["auteur"]),
            (f"{_DC}language", "fr-FR"),
        ):
            _set(core, tag, printable(value))
        for tag in (f"{_TERMS}created", f"{_TERMS}modified"):
            _set(core, tag, CHANGED_ON).set(_XSI_TYPE, "dcterms:W3CDTF")


def _no_body(package: WordPackage) -> TemplateError:
    return TemplateError(
        message=f"Modèle « {package.path} » : il y manque la balise {{{{ corps }}}}, sans laquelle rien de "
        "la dictée n’apparaîtrait ; écrivez-la seule dans un paragraphe."
    )


def _set(core: Element, tag: str, value: str) -> Element:
    element = core.find(tag)
    if element is None:
        element = etree.SubElement(core, tag)
    element.text = value
    return element


def _add_heading(package: WordPackage) -> str:
    """Word leaves out the styles that a document does not use: headings of the body need theirs."""
    if _STYLES not in package.parts:
        raise TemplateError(
            message=f"Modèle « {package.path} » : il n’a pas de styles ; enregistrez-le depuis Word."
        )
    styles = package.tree(_STYLES)
    style = etree.SubElement(styles, w("style"))
    style.set(w("type"), "paragraph")
    style.set(w("styleId"), "TranscribeRubrique")
    etree.SubElement(style, w("name")).set(w("val"), "heading 1")
    etree.SubElement(style, w("qFormat"))
    paragraph_properties = etree.SubElement(style, w("pPr"))
    etree.SubElement(paragraph_properties, w("keepNext"))
    spacing = etree.SubElement(paragraph_properties, w("spacing"))
    spacing.set(w("before"), "180")
    spacing.set(w("after"), "0")
    etree.SubElement(paragraph_properties, w("outlineLvl")).set(w("val"), "0")
    run_properties = etree.SubElement(style, w("rPr"))
    etree.SubElement(run_properties, w("b"))
    return "TranscribeRubrique"


def _style_ids(package: WordPackage) -> dict[str, str]:
    """Style ids by lower-case name: Word translates ids, not names."""
    if _STYLES not in package.parts:
        return {}
    styles = {}
    for style in package.peek(_STYLES).iter(w("style")):
        name = style.find(w("name"))
        if name is not None:
            styles[str(name.get(w("val"))).lower()] = str(style.get(w("styleId")))
    return styles
