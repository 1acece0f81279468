"""SCORM 1.2 packages: a page of ours that marks itself and tells its platform, with its manifest and its sound.

Sources: « SCORM Version 1.2: The SCORM Content Aggregation Model » (imsmanifest.xml, at the root of the archive) and
« The SCORM Run-Time Environment » (the object API, the data model cmi), ADL, 2001. The mark is computed in the
learner's browser: only what a browser can judge goes there, gaps and a text to proofread whose faults are known; the
key is in the page, kept from the eye and no more.
"""

import json
import re
from functools import cache
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree as ET

from transcribe.core.html import asset, page_policy, script_json, template
from transcribe.interop.packing import packed
from transcribe.interop.types import Fault, Task
from transcribe.scripts import inlined
from transcribe.scripts.controls import ACTIONS, PACES, pace_text
from transcribe.scripts.hiding import hidden

PAGE = "index.html"
_PAGE = ("transcribe.interop", "page")
_OWN = ("api.js", "marking.js", "page.js")
_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_PIECE = re.compile(r"\n+|\S+")


def scorm_package(task: Task) -> bytes | None:
    """The .zip of a task, or nothing where a browser cannot mark it: neither gaps nor a fault to find."""
    key = _key(task)
    if key is None:
        return None
    files = {"imsmanifest.xml": manifest(task), PAGE: page(task, key).encode()}
    return packed(files | {sound.name: sound.content for sound in task.sounds})


def _key(task: Task) -> dict[str, Any] | None:
    if task.kind == "trous" and task.blanks:
        return {"answers": [blank.answer for blank in task.blanks]}
    faults = visible(task) if task.kind == "relecture" else []
    if not faults:
        return None
    return {
        "right": task.right,
        "faults": [
            {
                "from": a,
                "to": b,
                "found": one.found,
                "expected": task.right[one.start : one.end],
                "label": one.label,
            }
            for one, (a, b) in faults
        ],
    }


def visible(task: Task) -> list[tuple[Fault, tuple[int, int]]]:
    """The faults that words and ends of lines tell, each with its range of pieces of the right text.

    An ordinary space in the place of a no-break one is none of them: a browser's field does not show which it is.
    """
    spans = [found.span() for found in _PIECE.finditer(task.right)]
    out = []
    for one in task.faults:
        touched = [n for n, (start, end) in enumerate(spans) if start < one.end and one.start < end]
        place = sum(end <= one.start for _, end in spans)
        first, last = (touched[0], touched[-1] + 1) if touched else (place, place)
        begin = min(one.start, spans[first][0]) if touched else one.start
        stop = max(one.end, spans[last - 1][1]) if touched else one.end
        wrong = task.right[begin : one.start] + one.found + task.right[one.end : stop]
        # with what stands beside it: a fault may join two words
        around = (task.right[max(0, begin - 1) : begin], task.right[stop : stop + 1])
        if _pieces(around[0] + wrong + around[1]) != _pieces(around[0] + task.right[begin:stop] + around[1]):
            out.append((one, (first, last)))
    return out


def _pieces(text: str) -> list[str]:
    return ["\n" if found[0].startswith("\n") else found[0] for found in _PIECE.finditer(text)]


def page(task: Task, key: dict[str, Any]) -> str:
    """The page: it loads nothing but the sound beside it, and runs nothing but its own script."""
    salt = sha256(f"{task.id}\0{json.dumps(key)}".encode()).hexdigest()[:16]
    keys = {name: ACTIONS[name][1] for name in ("toggle", "back", "slower", "faster")}
    work: dict[str, Any] = {
        "id": task.id,
        "kind": task.kind,
        "keys": keys,
        "salt": salt,
        "key": hidden(json.dumps(key, ensure_ascii=False), salt),
    }
    if task.kind == "trous":
        work["pieces"] = list(task.pieces)
        work["gaps"] = [{"initial": blank.initial, "hint": blank.hint} for blank in task.blanks]
    else:
        work["text"] = task.given
    style, script = asset(*_PAGE, "page.css"), _script()
    return template(*_PAGE, "page.html.j2").render(
        task=task, keys=keys, paces=[(f"{pace:.2f}", pace_text(pace)) for pace in PACES],
        style=style, script=script, work=script_json(work),
        policy=page_policy(style, script, media="'self' blob:", closed=True),
    )  # fmt: skip


def manifest(task: Task) -> bytes:
    """``imsmanifest.xml``: one organization, one item, one resource with its files."""
    ET.register_namespace("", _CP)
    ET.register_namespace("adlcp", _ADL)
    name = identifier(task.id)
    root = ET.Element(f"{{{_CP}}}manifest", identifier=f"MANIFEST-{name}", version="1.1")
    about = _child(root, "metadata")
    _child(about, "schema").text = "ADL SCORM"
    _child(about, "schemaversion").text = "1.2"
    organizations = _child(root, "organizations", default=f"ORG-{name}")
    organization = _child(organizations, "organization", identifier=f"ORG-{name}")
    _child(organization, "title").text = task.title
    item = _child(
        organization, "item", identifier=f"ITEM-{name}", identifierref=f"RES-{name}", isvisible="true"
    )
    _child(item, "title").text = task.title
    resources_ = _child(root, "resources")
    resource = _child(
        resources_, "resource",
        **{"identifier": f"RES-{name}", "type": "webcontent", f"{{{_ADL}}}scormtype": "sco", "href": PAGE},
    )  # fmt: skip
    for file in (PAGE, *(sound.name for sound in task.sounds)):
        _child(resource, "file", href=file)
    ET.indent(root, space="  ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def identifier(text: str) -> str:
    """A text as part of an XML identifier; its digest tells apart those that look alike in letters of ASCII."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", text).strip("-")[:40]
    return f"{plain}-{sha256(text.encode()).hexdigest()[:8]}"


def _child(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{_CP}}}{name}", attributes)


@cache
def _script() -> str:
    return inlined("page.js", {name: asset(*_PAGE, name) for name in _OWN})
