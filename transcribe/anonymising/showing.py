"""What a page shows of one file under review: its text, what was found in it, where its words are heard.

Places in a text are counted as browsers do, in UTF-16 units.
"""

from collections.abc import Callable
from itertools import accumulate
from typing import Any

from transcribe.anonymising.deciding import Standing
from transcribe.anonymising.keeping import Item
from transcribe.anonymising.replacing import places
from transcribe.anonymising.review import SURE, UNWRITTEN, Line
from transcribe.anonymising.types import LABELS

_LAST_PLANE = "\uffff"


def text_of(item: Item) -> dict[str, Any]:
    """The text of a file, its passages, and for each piece of the text the place where it starts and its seconds."""
    revision = item.revision
    text = revision.text
    unit = _units(text)
    heard = []
    for piece in revision.pieces if item.sound else ():
        start, end = revision.seconds_of(piece.first, piece.last)
        if piece.text.strip() and end > start:
            heard.append([unit(piece.start), round(start, 2), round(end, 2)])
    return {
        "text": text,
        "places": heard,
        "passages": [_passage(item, line, unit) for line in item.lines],
    }


def _passage(item: Item, line: Line, unit: Callable[[int], int]) -> dict[str, Any]:
    before, _, rest = line.context.partition("[")
    written = line.start >= 0
    return {
        "id": line.id,
        "label": UNWRITTEN if line.kind is None else LABELS[line.kind],
        "text": line.text,
        "before": before[-40:],
        "after": rest[len(line.text) :].removeprefix("]")[:40],
        "why": line.why,
        "unsure": line.confidence < SURE,
        "from": unit(line.start) if written else -1,
        "to": unit(line.end) if written else -1,
        "seconds": [line.since, line.until] if item.sound and line.until > line.since else None,
    }


def standing_of(item: Item, standing: Standing) -> dict[str, Any]:
    """What the table says of a file: each answer by the passage, what was added, and how far it is decided."""
    text = item.revision.text
    unit = _units(text)
    done, total = standing.count(item)
    return {
        "answers": {line.id: _answer(standing, line.id) for line in item.lines},
        "added": [
            {
                "id": one.id,
                "label": LABELS[one.addition.kind],
                "text": one.addition.text,
                "replacement": one.addition.replacement,
                "everywhere": not one.addition.file,
                "seconds": [one.addition.since, one.addition.until] if one.addition.until else None,
                **_stands(item, one.addition.text, unit),
            }
            for one in standing.of(item)
        ],
        "done": done,
        "total": total,
        "faults": list(standing.faults),
    }


def _answer(standing: Standing, name: str) -> list[Any]:
    answer = standing.answers[name]
    return [answer.confirmed, answer.replacement]


def _stands(item: Item, text: str, unit: Callable[[int], int]) -> dict[str, Any]:
    """Where a passage that was added stands in the text, and the seconds where it is heard first."""
    revision = item.revision
    spans, heard = places(revision, text)
    first = heard[0] if heard and item.sound else None
    return {
        "spans": [[unit(start), unit(end)] for start, end in spans],
        "times": len(spans) or len(heard),
        "heard": list(revision.seconds_of(*first)) if first else None,
    }


def _units(text: str) -> Callable[[int], int]:
    """From an index of a text to UTF-16 units."""
    if max(text, default="") <= _LAST_PLANE:
        return int
    return list(accumulate((1 + (sign > _LAST_PLANE) for sign in text), initial=0)).__getitem__
