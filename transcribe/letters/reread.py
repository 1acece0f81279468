"""A revision whose text somebody corrected by hand: the marks and times of what they left are kept."""

import difflib
import re
from dataclasses import dataclass, replace

from transcribe.core.revision import Piece, Revision
from transcribe.core.types import Edit

_TOKEN = re.compile(r"\s|[^\s]+")
_REASON = "Corrigé à la main"


@dataclass(frozen=True, slots=True)
class _Change:
    """Characters ``start:end`` of the old text became ``new_start:new_end`` of the new one."""

    start: int
    end: int
    new_start: int
    new_end: int


def corrected(revision: Revision, text: str) -> Revision:
    """A revision that gives ``text`` and keeps the edits, doubts and times of passages left as they were.

    A changed passage becomes an edit of the words it stands on; a doubt on it is settled.
    """
    text = _settled(text)
    if text == _settled(revision.text):
        return revision
    if not revision.transcript.words:
        from transcribe.letters.plain import plain_revision

        return plain_revision(text)
    new = _with_edits(revision, _edits(revision, text))
    return new if new.text == text else _with_edits(revision, [_whole(revision, text)])


def _settled(text: str) -> str:
    """A text as files give it back: one line end between lines, no space around it."""
    return re.sub(r"[ \t]*[\r\n]+[ \t]*", "\n", text).strip()


def _edits(revision: Revision, text: str) -> list[Edit]:
    visible = [piece for piece in revision.pieces if piece.text]
    if not visible:
        return [_whole(revision, text)]
    groups: list[tuple[int, int, list[_Change]]] = []
    for change in _changes(revision.text, text):
        low, high = _touched(visible, change)
        if groups and low <= groups[-1][1]:
            previous = groups.pop()
            low, high, changes = previous[0], max(high, previous[1]), [*previous[2], change]
        else:
            changes = [change]
        groups.append((low, high, changes))
    return [_edit(visible[low : high + 1], changes, text) for low, high, changes in groups]


def _changes(old: str, new: str) -> list[_Change]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    old_places, new_places = _places(before), _places(after)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        _Change(old_places[a], old_places[b], new_places[c], new_places[d])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _places(tokens: list[str]) -> list[int]:
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places


def _touched(visible: list[Piece], change: _Change) -> tuple[int, int]:
    """First and last piece that a change lies on or between."""
    low = max((i for i, piece in enumerate(visible) if piece.start <= change.start), default=0)
    high = next((i for i, piece in enumerate(visible) if piece.end >= change.end), len(visible) - 1)
    return low, max(low, high)


def _edit(pieces: list[Piece], changes: list[_Change], text: str) -> Edit:
    start = changes[0].new_start - (changes[0].start - pieces[0].start)
    end = changes[-1].new_end + (pieces[-1].end - changes[-1].end)
    first = min(piece.first for piece in pieces)
    last = max(piece.last for piece in pieces)
    return Edit(first, last, text[start:end], "typography", _REASON)


def _whole(revision: Revision, text: str) -> Edit:
    return Edit(0, len(revision.transcript.words) - 1, text, "typography", _REASON)


def _with_edits(revision: Revision, new: list[Edit]) -> Revision:
    kept = [edit for edit in revision.edits if not any(_meets(edit, other) for other in new)]
    doubts = [
        d
        for d in revision.doubts
        if not any(d.first <= other.last and d.last >= other.first for other in new)
    ]
    return replace(revision, edits=(*kept, *new), doubts=tuple(doubts))


def _meets(old: Edit, new: Edit) -> bool:
    """Whether an earlier edit must give way: it shares words or a place with the new one."""
    if old.is_insertion or new.is_insertion:
        return (old.first == new.first and old.last == new.last) or (
            not new.is_insertion and new.first <= old.first <= new.last
        )
    return old.first <= new.last and old.last >= new.first
