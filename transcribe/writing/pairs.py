"""Two things said with one small word between them, or with a sign behind: E/A, cup/disc, 1 g/125 mg, RE+, col +4.

The word between is « sur », the sign « plus » or « moins »; each stays a word where anything else may follow.
"""

import re
from collections.abc import Sequence

from transcribe.writing.code_tables import SAID_RATIOS
from transcribe.writing.draft import MINUS, NB, SIGNS, Draft, Item
from transcribe.writing.readings import CODE, Quantity, Ratio, Score
from transcribe.writing.spans import is_paused
from transcribe.writing.starts import starts
from transcribe.writing.words import word_set

_MASSES = frozenset({"g", "mg", "µg"})
_RECEPTORS = frozenset({"re", "rp", "ro", "her2"})
_MARKERS = re.compile(r"cd\d{1,3}")
_AFTER_SIGN = word_set("a et avec ki ki-67 her her2 grade")
_IMPLANTS = word_set("prothese tige cupule implant cotyle taille col tete")
_LONGEST_NECK = 16
_LONGEST_RATIO = max(map(len, SAID_RATIOS))
_NEAR, _NEXT = 12, 2
_STARTS = frozenset({"sur", "plus", "moins", "gleason"})


def write_pairs(draft: Draft) -> None:
    """Joins what is said with « sur » and signs what is said with « plus » or « moins »."""
    for index in starts(draft, _STARTS):
        items = draft.items
        item = items[index]
        if item.key == "gleason":
            _total(draft, index)
            continue
        if not index or item.role != "word" or item.settled or item.trail or items[index - 1].trail:
            if index and item.trail and item.key in SIGNS and not items[index - 1].trail:
                _receptor(draft, index)
            continue
        if item.key == "sur":
            _said_ratio(draft, index - 1) or _strengths(draft, index)
        else:
            _receptor(draft, index) or _neck(draft, index)


def _said_ratio(draft: Draft, start: int) -> Item | None:
    """ "e sur a" → E/A, "cup sur disc" → cup/disc; said in full behind its name: "le rapport PaO2 sur FiO2"."""
    if start and draft.items[start - 1].key == "rapport":
        return None
    run = draft.items[start : start + _LONGEST_RATIO]
    keys = tuple("" if item.text in ("à", "À") else item.key for item in run)
    for length in range(len(keys), 2, -1):
        written = SAID_RATIOS.get(keys[:length])
        if written and not any(item.trail or item.role != "word" for item in run[: length - 1]):
            return draft.merge(start, start + length, written, CODE, "rapport")
    return None


def _strengths(draft: Draft, index: int) -> Item | None:
    """ "un gramme sur cent vingt-cinq milligrammes" → 1 g/125 mg."""
    if index + 1 >= len(draft.items):
        return None
    one, other = draft.items[index - 1].reading, draft.items[index + 1].reading
    if not (isinstance(one, Quantity) and isinstance(other, Quantity)):
        return None
    if one.unit not in _MASSES or other.unit not in _MASSES:
        return None
    text = f"{draft.items[index - 1].text}/{draft.items[index + 1].text}"
    return draft.merge(
        index - 1, index + 2, text, Quantity(one.digits, one.unit), "dosage de deux substances"
    )


def _receptor(draft: Draft, index: int) -> Item | None:
    """ "RE plus RP plus" → RE+ RP+; small letters only beside another of them."""
    items = draft.items
    name = items[index - 1]
    if name.key not in _RECEPTORS and not _MARKERS.fullmatch(name.key):
        return None
    follow = "" if is_paused(items, index + 1) else items[index + 1].key
    if follow and follow not in _AFTER_SIGN | _RECEPTORS and not _MARKERS.fullmatch(follow):
        return None
    near = (*items[max(0, index - 4) : index - 1], *items[index + 1 : index + 3])
    signed = any(item.key.rstrip("+" + MINUS) in _RECEPTORS for item in near)
    if not (name.text.isupper() or signed):
        return None
    text = name.text.upper() + SIGNS[items[index].key]
    return draft.merge(index - 1, index + 1, text, CODE, "signe d’un marqueur")


def _neck(draft: Draft, index: int) -> Item | None:
    """ "tige taille onze col plus quatre" → col +4."""
    items = draft.items
    number = items[index + 1] if index + 1 < len(items) else None
    if (
        items[index - 1].key not in ("col", "tete")
        or number is None
        or not number.is_integer
        or number.article
    ):
        return None
    if not is_paused(items, index + 2) or number.value > _LONGEST_NECK or not _near_implant(items, index - 1):
        return None
    return draft.merge(index, index + 2, f"{SIGNS[items[index].key]}{number.number}", Score(), "signe")


def _near_implant(items: Sequence[Item], index: int) -> bool:
    return any(item.key in _IMPLANTS for item in items[max(0, index - _NEAR) : index])


def _total(draft: Draft, index: int) -> None:
    """ "Gleason sept trois plus quatre" → 7 (3 + 4), where the sum is right."""
    items = draft.items
    place = next((i for i in range(index + 1, min(index + 4, len(items))) if items[i].is_integer), None)
    if place is None or place + 1 >= len(items) or items[place].trail:
        return
    total, parts = items[place], items[place + 1]
    figures = re.findall(r"\d+", parts.text) if isinstance(parts.reading, Score) else []
    bracketed = bool(parts.lead) or ")" in parts.trail
    if not bracketed and len(figures) == _NEXT and sum(map(int, figures)) == total.value:
        sums = Ratio(total.number or "", parts.text)
        draft.merge(place, place + 2, f"{total.number}{NB}({parts.text})", sums, "somme")
