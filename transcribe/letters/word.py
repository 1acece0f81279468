"""A letter as a Word file: a model filled in, tracked changes, comments."""

from collections.abc import Callable, Iterable
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from transcribe.core.errors import OutputError, TemplateError, cause_of
from transcribe.core.files import written_whole
from transcribe.core.revision import Revision
from transcribe.core.types import Letter
from transcribe.letters.filler import Filling, fill, placeholders
from transcribe.letters.kinds import find_template
from transcribe.letters.laid_out import Inline, LaidBlock, LaidOut, lay_out
from transcribe.letters.marks import Marks
from transcribe.letters.package import Element, WordPackage, w
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
_STYLES = "word/styles.xml"
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
        raise OutputError(path=path, cause=cause_of(error)) from error


def docx_bytes(
    letter: Letter, revision: Revision, *, clean: bool = False, model: Path | None = None
) -> bytes:
    """The Word file as bytes; see ``write_docx``."""
    kind = find_template(letter.template)
    package = WordPackage(model or (Path(letter.model) if letter.model else kind.model))
    _Document(lay_out(letter, revision), revision, package, clean=clean).fill()
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

    def __init__(self, laid: LaidOut, revision: Revision, package: WordPackage, *, clean: bool) -> None:
        self.laid = laid
        self.package = package
        self.maker = RunMaker(Marks(revision), clean=clean)
        self.styles = _style_ids(package)
        if "heading 1" not in self.styles:
            self.styles["heading 1"] = _add_heading(package)
        self.used = placeholders(package)
        self._titled = False

    def fill(self) -> None:
        if "corps" not in self.used:
            raise _no_body(self.package)
        laid = self.laid
        inline: dict[str, Callable[[Element | None], list[Element]]] = {
            name: self._value(laid.value(name)) for name in laid.values
        }
        inline["titre"] = self._title
        empty = {name for name, value in laid.values.items() if not value and name not in laid.needed}
        if laid.recipient:
            inline["destinataire"] = lambda style: self._inlines(laid.recipient, style)
            empty.discard("destinataire")
        fill(self.package, Filling(inline, self._groups(), frozenset(empty)))
        self._finish()

    def _groups(self) -> dict[str, Callable[[Element | None], list[Element]]]:
        return {
            "corps": self._body,
            "lignes": lambda props: self._blocks(self._lines(), props),
            "formule": lambda props: self._blocks(self.laid.closing, props),
            "signature": lambda props: self._blocks(self.laid.signature, props),
        }

    # --- values -------------------------------------------------------------------------------------

    def _value(self, value: Inline) -> Callable[[Element | None], list[Element]]:
        return lambda style: [self._inline(value, style)[0]] if value.text else []

    def _title(self, style: Element | None) -> list[Element]:
        """The dictated title with its marks the first time, as plain text again in a page header."""
        first, self._titled = not self._titled, True
        notes = self.maker.summary() if first else []
        if first and self.laid.title:
            return [*self._inlines(self.laid.title, style), *notes]
        return [plain_run(self.laid.values["titre"], style), *notes]

    def _inlines(self, inlines: Iterable[Inline], style: Element | None = None) -> list[Element]:
        return [run for inline in inlines for run in self._inline(inline, style)]

    def _inline(self, inline: Inline, style: Element | None = None) -> list[Element]:
        """Runs with marks where the text is that of the revision, plain ones where it was typed over."""
        if inline.blank:
            return [
                plain_run(inline.text, styled(BLANK_STYLE) if BLANK_STYLE in self.styles.values() else None)
            ]
        if inline.start is None:
            return [plain_run(inline.text, style)]
        return self.maker.span(inline.start, inline.start + len(inline.text), style)

    # --- paragraphs ---------------------------------------------------------------------------------

    def _body(self, properties: Element | None) -> list[Element]:
        laid, out = self.laid, []
        if "titre" not in self.used:
            out.append(paragraph(self.styles.get("title"), self._title(None)))
        if "lignes" not in self.used:
            out += self._blocks(self._lines(), properties)
        out += self._blocks(laid.body, properties)
        if "formule" not in self.used:
            out += self._blocks(laid.closing, properties)
        if "signature" not in self.used:
            out += self._blocks(laid.signature, properties)
        if "copies" not in self.used and (copies := laid.values["copies"]):
            out.append(paragraph(None, [plain_run(f"Copies\u00a0: {copies}")], properties=properties))
        return out

    def _blocks(self, blocks: Iterable[LaidBlock], properties: Element | None) -> list[Element]:
        return [self._block(block, properties) for block in blocks]

    def _block(self, block: LaidBlock, properties: Element | None) -> Element:
        runs = self._inlines(block.inlines)
        if block.role == "heading":
            return paragraph(self.styles.get("heading 1"), capitalised(runs) if block.capital else runs)
        bullet = self.styles.get("list bullet")
        if block.role == "item" and bullet:
            return paragraph(bullet, runs)
        if block.mark is not None:
            runs = [*self._inline(block.mark), *runs]
        return paragraph(None, capitalised(runs) if block.capital else runs, properties=properties)

    def _lines(self) -> list[LaidBlock]:
        """Lines around the body that no other placeholder shows."""
        shown_elsewhere = "recipient" if "destinataire" in self.used else ""
        return [*(b for b in self.laid.lines if b.role != shown_elsewhere), *self.laid.copies]

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
        for tag, value in (
            (f"{_DC}title", self.laid.name),
            (f"{_DC}creator", self.laid.values["auteur"]),
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
