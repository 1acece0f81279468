"""The door: a revision cut into items, the punctuation around each word set beside it."""

import re
from collections.abc import Iterable, Mapping

from transcribe.core.revision import Revision
from transcribe.french.cardinals import UNITS
from transcribe.french.commands import glued_command
from transcribe.writing.draft import Change, Draft, Item, heard_item
from transcribe.writing.readings import Mark, Opaque

_OPENING = "([«\"“'‘"
_CLOSING = ',.;:!?…)]»"”'
_GLUED_SENTENCES = re.compile(
    r"([\w'’-]*[^\W\d_]{4}|[\w,]*\d)\.(?!(?-i:fr|com|org|net|eu)$)(a|à|[^\W\d_]{2,})", re.IGNORECASE
)
_NUMBER_LETTER = re.compile(rf"({'|'.join(UNITS[1:13])})-([A-Z])")
_GLUED_COMMAND = glued_command()  # "cuir chevelu-point", "Cavirgule"
_PURE_MARKS = frozenset({",", ".", ";", ":", "!", "?", "…", "...", "(", ")", "[", "]", "«", "»"})
_OPAQUE, _HEARD_MARK = Opaque(), Mark()


def tokenise(
    revision: Revision, breaks: Iterable[int] = (), *, acronyms: Mapping[str, str] | None = None
) -> Draft:
    """The items of a revision; a line break stands before each word index in ``breaks``."""
    draft = Draft(revision, [], acronyms or {})
    lines = set(breaks)
    for piece in revision.pieces:
        if piece.first in lines and draft.items:
            draft.items.append(heard_item("\n", piece.first, piece.first - 1, reading=_HEARD_MARK))
            draft.heard_breaks += 1
        confidence = piece.edit.confidence if piece.edit else 1.0
        if not piece.text.strip():
            change = Change(piece.edit.kind, "retrait") if piece.edit else None
            draft.aside.append(heard_item("", piece.first, piece.last, change=change))
        elif piece.last < piece.first or "\n" in piece.text:
            draft.items.append(heard_item(piece.text, piece.first, piece.last, reading=_OPAQUE))
        else:
            for part in piece.text.split():
                draft.items.extend(_split(part, piece.first, piece.last, confidence))
    return draft


def _split(text: str, first: int, last: int, confidence: float) -> Iterable[Item]:
    if cut := _cut(text):
        left, right, mark = cut
        yield heard_item(left, first, last, trail=mark, confidence=confidence)
        yield from _split(right, first, last, confidence)
        return
    if text in _PURE_MARKS:
        yield heard_item("…" if text == "..." else text, first, last, reading=_HEARD_MARK)
        return
    core = text
    if not core[0].isalnum():
        core = core.lstrip(_OPENING)
    lead = text[: len(text) - len(core)]
    if core and not core[-1].isalnum():
        body = core.rstrip(_CLOSING)
        if "(" in body and ")" in core[len(body) :] and ")" not in body:
            body += ")"
        core, trail = body, core[len(body) :]
    else:
        trail = ""
    if not core:
        core, lead, trail = text, "", ""
    yield heard_item(core, first, last, lead=lead, trail=trail.replace("...", "…"), confidence=confidence)


def _cut(text: str) -> tuple[str, str, str] | None:
    """Two words that came as one: the left one, the rest, and the mark between them."""
    if "." in text and (glued := _GLUED_SENTENCES.fullmatch(text.rstrip(_CLOSING))):
        return glued.group(1), text[glued.start(2) :], "."
    if "-" in text and (hyphened := _NUMBER_LETTER.fullmatch(text.rstrip(_CLOSING))):
        left = hyphened.group(1)  # "L quatre-L cinq"
        return left, text[len(left) + 1 :], ""
    if "oint" in text or "irgul" in text.lower():
        bare = text.rstrip(_CLOSING)
        if command := _GLUED_COMMAND.fullmatch(bare):
            return command[1], (command[2] or command[3]) + text[len(bare) :], ""
    return None
