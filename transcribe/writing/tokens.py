"""The door: a revision cut into items, the punctuation around each word set beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from transcribe.core.revision import Revision
from transcribe.french import fold
from transcribe.french.cardinals import UNITS
from transcribe.french.commands import glued_command
from transcribe.writing.draft import Draft, Item, change_of, heard_item
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


class Part(NamedTuple):
    """One word or mark of a heard text, the punctuation around it set beside it."""

    text: str
    key: str
    lead: str = ""
    trail: str = ""
    is_mark: bool = False


def tokenise(
    revision: Revision, breaks: Iterable[int] = (), *, acronyms: Mapping[str, str] | None = None
) -> Draft:
    """The items of a revision; a line break stands before each word index in ``breaks``."""
    draft = Draft(revision, [], acronyms or {})
    items, lines = draft.items, set(breaks)
    for text, first, last, edit in revision.runs:
        if first in lines and items:
            items.append(heard_item("\n", first, first - 1, reading=_HEARD_MARK))
            draft.heard_breaks += 1
        parts = _parts_of(text)
        if not parts:
            change = change_of(edit.kind, "retrait") if edit else None
            draft.aside.append(heard_item("", first, last, change=change))
        elif last < first or "\n" in text:
            items.append(heard_item(text, first, last, reading=_OPAQUE))
        else:
            confidence = edit.confidence if edit else 1.0
            for core, key, lead, trail, is_mark in parts:
                item = Item(first, last, core, key, lead, trail)
                item.confidence = confidence
                if is_mark:
                    item.reading = _HEARD_MARK
                items.append(item)
    return draft


@lru_cache(maxsize=1 << 15)
def _parts_of(text: str) -> tuple[Part, ...]:
    """The words and marks of a heard text; the same few thousand words make most dictations."""
    return tuple(part for word in text.split() for part in _split(word))


def _split(text: str) -> Iterator[Part]:
    if cut := _cut(text):
        left, right, mark = cut
        yield Part(left, fold(left), trail=mark)
        yield from _split(right)
        return
    if text in _PURE_MARKS:
        shown = "…" if text == "..." else text
        yield Part(shown, fold(shown), is_mark=True)
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
    yield Part(core, fold(core), lead, trail.replace("...", "…"))


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
