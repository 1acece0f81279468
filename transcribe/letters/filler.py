"""Fills the ``{{ … }}`` of a Word file: names only, no code, wherever Word cut them into runs."""

import copy
import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from transcribe.core.errors import TemplateError
from transcribe.french import fold
from transcribe.letters.package import Element, WordPackage, w
from transcribe.letters.values import BLOCKS, PLACEHOLDERS

_TAG = re.compile(r"\{\{(?P<name>[^{}]*)\}\}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEPT_IN_CELL = (w("tc"), w("txbxContent"))

Inline = Callable[[Element | None], list[Element]]
"""Makes the runs of a value, given the run properties of its placeholder."""
Blocks = Callable[[Element | None], list[Element]]
"""Makes the paragraphs of a value, given the paragraph properties of its placeholder."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What to put in: runs by name, paragraphs by name, and which names have nothing to show.

    A paragraph all of whose placeholders are ``empty`` is taken out.
    """

    inline: Mapping[str, Inline]
    blocks: Mapping[str, Blocks]
    empty: frozenset[str] = frozenset()


def placeholders(package: WordPackage) -> set[str]:
    """Names used in a model.

    Raises:
        TemplateError: a name is unknown, or braces are not closed.
    """
    found = set()
    for part in package.text_parts():
        for paragraph in package.tree(part).iter(w("p")):
            text = "".join(t.text or "" for t in _texts(paragraph))
            found |= set(_names(package, text))
    return found


def fill(package: WordPackage, filling: Filling) -> None:
    """Replaces every placeholder of body, headers and footers, in place."""
    for part in package.text_parts():
        for paragraph in list(package.tree(part).iter(w("p"))):
            text = "".join(t.text or "" for t in _texts(paragraph))
            if "{{" in text or "}}" in text:
                _fill_paragraph(paragraph, _names(package, text), text, filling)


def _fill_paragraph(paragraph: Element, names: Sequence[str], text: str, filling: Filling) -> None:
    blocks = [name for name in names if name in filling.blocks]
    if blocks:
        for element in filling.blocks[blocks[0]](paragraph.find(w("pPr"))):
            paragraph.addprevious(element)
        _remove(paragraph)
        return
    if names and all(name in filling.empty for name in names):
        _remove(paragraph)
        return
    for match in reversed(list(_TAG.finditer(text))):
        _replace(paragraph, match.start(), match.end(), filling.inline[_key(match["name"])])


def _replace(paragraph: Element, start: int, end: int, make: Inline) -> None:
    """Cuts the text runs around ``start:end`` and puts new runs between."""
    place = 0
    first: Element | None = None
    for text in _texts(paragraph):
        content = text.text or ""
        left, right = place, place + len(content)
        place = right
        if right <= start or left >= end:
            continue
        run = text.getparent()
        if first is None:
            first = run
            tail = content[end - left :]
            text.text = content[: start - left]
            _split_after(run, text, tail)
            anchor = run
            for element in make(run.find(w("rPr"))):
                anchor.addnext(element)
                anchor = element
        else:
            text.text = content[end - left :]
        text.set(_SPACE, "preserve")


def _split_after(run: Element, text: Element, tail: str) -> None:
    """Moves ``tail`` and what follows ``text`` in its run to a new run after it."""
    rest = list(text.itersiblings())
    if not tail and not rest:
        return
    new = etree.Element(w("r"))
    properties = run.find(w("rPr"))
    if properties is not None:
        new.append(copy.deepcopy(properties))
    if tail:
        element = etree.SubElement(new, w("t"))
        element.text = tail
        element.set(_SPACE, "preserve")
    new.extend(rest)
    run.addnext(new)


def _remove(paragraph: Element) -> None:
    """Takes a paragraph out; a table cell keeps at least one."""
    parent = paragraph.getparent()
    alone = len(parent.findall(w("p"))) == 1
    if alone and parent.tag in _KEPT_IN_CELL:
        for run in paragraph.findall(w("r")):
            paragraph.remove(run)
        return
    properties = paragraph.find(w("pPr"))
    section = None if properties is None else properties.find(w("sectPr"))
    if section is not None:
        for run in paragraph.findall(w("r")):
            paragraph.remove(run)
        return
    parent.remove(paragraph)


def _texts(paragraph: Element) -> list[Element]:
    """Text elements of a paragraph, without those of paragraphs inside it (text boxes)."""
    return [t for t in paragraph.iter(w("t")) if next(t.iterancestors(w("p"))) is paragraph]


def _names(package: WordPackage, text: str) -> list[str]:
    rest = _TAG.sub("", text)
    if "{{" in rest or "}}" in rest:
        raise _wrong(package, text, "des accolades « {{ » et « }} » ne vont pas par deux")
    names = []
    for match in _TAG.finditer(text):
        key = _key(match["name"])
        if key not in PLACEHOLDERS:
            raise _unknown(package, text, match["name"].strip())
        names.append(key)
    blocks = [name for name in names if name in BLOCKS]
    if blocks and (len(names) > 1 or rest.strip()):
        raise _wrong(package, text, f"« {{{{ {blocks[0]} }}}} » doit être seul dans son paragraphe")
    return names


def _key(name: str) -> str:
    """A name without regard to case, accents or spaces: ``{{ Patient.Prénom }}`` is ``patient.prenom``."""
    return (
        re.sub(r"[\s\u00a0]*\.[\s\u00a0]*", ".", fold(name).strip()).replace(" ", "_").replace("\u00a0", "")
    )


def _unknown(package: WordPackage, text: str, name: str) -> TemplateError:
    near = difflib.get_close_matches(_key(name), PLACEHOLDERS, n=3, cutoff=0.5) or list(PLACEHOLDERS)[:3]
    known = ", ".join(f"{{{{ {n} }}}}" for n in near)
    return _wrong(
        package, text, f"« {{{{ {name} }}}} » n’est pas une balise connue ; les plus proches : {known}"
    )


def _wrong(package: WordPackage, text: str, what: str) -> TemplateError:
    shown = text.strip()
    if len(shown) > 80:
        shown = f"{shown[:80]}…"
    return TemplateError(message=f"Modèle « {package.path} », paragraphe « {shown} » : {what}.")
