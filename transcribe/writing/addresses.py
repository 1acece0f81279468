"""Electronic addresses said aloud: "docteur point martin arobase clinique point fr", "trois w point ameli point fr"."""

from collections.abc import Sequence
from functools import cache, lru_cache

from transcribe.french import fold
from transcribe.french.cardinals import is_number_word, read_cardinal
from transcribe.french.tables import rows
from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral.cues import Cue, Cues
from transcribe.writing.readings import Address

_REASON = "adresse électronique dictée"
_DOUBT = "Adresse électronique dictée : vérifier chaque lettre."
_LONGEST = 12


def join_addresses(draft: Draft) -> None:
    """Writes addresses whose end was said ("point fr"); others stay words."""
    index = 0
    while index < len(draft.items):
        item = draft.items[index]
        if not _may_begin(item.key):
            index += 1
            continue
        if ("@" in item.key or "www." in item.key) and item.role == "word" and len(item.key) > 1:
            item.reading, item.cased = Address(), True
        cue = _cues().at(draft.items, index) if item.key in _cues().firsts else None
        if cue is not None and cue.sort in ("at", "head"):
            _join(draft, index, cue)
        index += 1


@lru_cache(maxsize=1 << 14)
def _may_begin(key: str) -> bool:
    return key in _cues().firsts or "@" in key or "www." in key


@cache
def _cues() -> Cues:
    return Cues(rows("addresses"), "sort")


def _join(draft: Draft, index: int, cue: Cue) -> None:
    items = draft.items
    place = index + len(cue.words)
    if items[place - 1].trail or items[index].lead:
        return
    if cue.sort == "at":
        start, local = _before(items, index)
        stop, domain = _after(items, place)
        text = f"{local}@{domain}"
    else:
        sign, length = _sign(items, place)
        start, local = index, "www"
        stop, domain = _after(items, place + length) if sign == "." else (place, "")
        text = f"www.{domain}"
    if not local or not domain:
        return
    whole = draft.merge(start, stop, text, Address(), _REASON)
    whole.cased = True
    draft.doubt([whole], "unsure", _DOUBT)


def _before(items: Sequence[Item], index: int) -> tuple[int, str]:
    """Where the part before the sign begins, and its text; "" when there is none."""
    place, text = index, ""
    while place > 0 and index - place < _LONGEST:
        start, part = _part_before(items, place)
        if not part:
            break
        place, text = start, part + text
        sign, length = _sign_before(items, place)
        if not sign:
            break
        place, text = place - length, sign + text
    return (place, text) if text and text[0] not in ".-_" else (index, "")


def _part_before(items: Sequence[Item], stop: int) -> tuple[int, str]:
    """The word, the letters or the number that ends before item ``stop``."""
    place, text = stop, ""
    while place > 0 and _may_be_part(items[place - 1]):
        item = items[place - 1]
        single = len(item.key) == 1 or _digits([item.key])
        if text and not single and not text[0].isdigit():
            break
        place, text = place - 1, (_digits([item.key]) or _letters(item)) + text
        if not single:
            break
    return place, text


def _after(items: Sequence[Item], place: int) -> tuple[int, str]:
    """Index after the part that follows the sign, and its text; "" unless its end is said."""
    text, first = "", place
    while place < len(items) and place - first < _LONGEST and _may_be_part(items[place], last=True):
        cue = _cues().at(items, place)
        ended = cue is not None and cue.sort == "end" and text.endswith(".")
        text, place = text + (_digits([items[place].key]) or _letters(items[place])), place + 1
        sign, length = _sign(items, place)
        following = _cues().at(items, place + length) if sign and place + length < len(items) else None
        goes_on = following is not None and following.sort == "end" and not items[place - 1].trail
        if ended and not (sign == "." and goes_on):
            return place, text
        if items[place - 1].trail or not sign:
            break
        text, place = text + sign, place + length
    return first, ""


def _may_be_part(item: Item, *, last: bool = False) -> bool:
    if item.role != "word" or item.lead or (item.trail and not last):
        return False
    return item.text.isalnum() or is_number_word(item.key)


def _letters(item: Item) -> str:
    return fold(item.text)


def _digits(keys: Sequence[str]) -> str:
    if keys[0].isdecimal():
        return keys[0]
    found = read_cardinal(keys) if is_number_word(keys[0]) else None
    return str(found.value) if found else ""


def _sign(items: Sequence[Item], place: int) -> tuple[str, int]:
    """The sign said at ``place`` and the number of its items; ("", 0) when none is."""
    if place >= len(items) or items[place].key not in _cues().firsts:
        return "", 0
    cue = _cues().at(items, place)
    if cue is None or cue.sort != "sign" or items[place + len(cue.words) - 1].trail:
        return "", 0
    return cue.row.text("sign"), len(cue.words)


def _sign_before(items: Sequence[Item], stop: int) -> tuple[str, int]:
    """The sign said just before item ``stop``, the longest, and the number of its items."""
    for length in (3, 2, 1):
        sign, used = _sign(items, stop - length) if stop > length else ("", 0)
        if used == length:
            return sign, length
    return "", 0
