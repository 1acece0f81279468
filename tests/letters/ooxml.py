"""Rules of Open XML (ECMA-376 part 1, transitional schema) that can be checked offline on a ``.docx``.

Order of the children of paragraph, run, table and cell properties; what may stand in tracked changes;
unique identifiers; comment ranges that open, close and refer; parts that are declared and related.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
}
_IN_PARAGRAPH = (
    "pPr r ins del moveFrom moveTo commentRangeStart commentRangeEnd bookmarkStart bookmarkEnd "
    "hyperlink fldSimple proofErr"
)


def faults(content: bytes) -> list[str]:
    """Everything in a Word file that breaks a rule; empty when it is valid."""
    archive = zipfile.ZipFile(BytesIO(content))
    found = [f"doublon : {name}" for name in archive.namelist() if archive.namelist().count(name) > 1]
    roots = {
        n: etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".rels"))
    }
    found += _package(archive.namelist(), roots)
    for name, root in roots.items():
        if name.startswith("word/") and name.endswith(".xml"):
            found += [f"{name} : {fault}" for fault in _part(root)]
    return [*found, *_comments(roots)]


def _package(names: list[str], roots: dict[str, Any]) -> Iterator[str]:
    types = roots["[Content_Types].xml"]
    overrides = {t.get("PartName") for t in types if t.tag.endswith("Override")}
    extensions = {t.get("Extension") for t in types if t.tag.endswith("Default")}
    for name in names:
        if f"/{name}" not in overrides and name.rsplit(".", 1)[-1] not in extensions:
            yield f"type non déclaré : {name}"
    for name in overrides:
        if name.lstrip("/") not in names:
            yield f"partie déclarée mais absente : {name}"
    for rels, root in roots.items():
        if not rels.endswith(".rels"):
            continue
        base = posixpath.dirname(posixpath.dirname(rels))
        ids = [r.get("Id") for r in root]
        if len(ids) != len(set(ids)):
            yield f"relations en double : {rels}"
        for relation in root:
            target = posixpath.normpath(posixpath.join(base, relation.get("Target"))).lstrip("/")
            if relation.get("TargetMode") != "External" and target not in names:
                yield f"relation sans cible : {target}"


def _part(root: Any) -> Iterator[str]:
    for tag, order in _ORDER.items():
        names = order.split()
        for element in root.iter(f"{W}{tag}"):
            found = [etree.QName(child).localname for child in element]
            if any(name not in names for name in found):
                yield f"enfant inconnu dans {tag} : {found}"
            elif found != sorted(set(found), key=names.index):
                yield f"ordre des enfants de {tag} : {found}"
    for cell in root.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            yield "une cellule doit finir par un paragraphe"
    yield from _text(root)


def _text(root: Any) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        for place, child in enumerate(paragraph):
            name = etree.QName(child).localname
            if child.tag.startswith(W) and name not in _IN_PARAGRAPH.split():
                yield f"enfant de p : {name}"
            if name == "pPr" and place > 0:
                yield "pPr n’est pas en tête de p"
    for run in root.iter(f"{W}r"):
        deleted = any(a.tag == f"{W}del" for a in run.iterancestors())
        if run.find(f"{W}t" if deleted else f"{W}delText") is not None:
            yield "texte supprimé et texte en place confondus"
    changes = [c for tag in ("ins", "del") for c in root.iter(f"{W}{tag}") if c.getparent().tag == f"{W}p"]
    ids = [change.get(f"{W}id") for change in changes]
    if len(ids) != len(set(ids)) or any(not change.get(f"{W}author") for change in changes):
        yield "modification suivie sans identifiant propre ou sans auteur"


def _comments(roots: dict[str, Any]) -> Iterator[str]:
    document = roots["word/document.xml"]
    comments = roots.get("word/comments.xml")
    known = [] if comments is None else [c.get(f"{W}id") for c in comments]
    if len(known) != len(set(known)):
        yield "commentaires en double"
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        used = [e.get(f"{W}id") for e in document.iter(f"{W}{tag}")]
        if sorted(used) != sorted(known):
            yield f"{tag} : {used} au lieu de {known}"
