"""Measures said in several numbers: "douze sur sept millimètres", ratios."""

from transcribe.french.counts import kind_of
from transcribe.french.units import LENGTHS
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.code_tables import ROMAN_NOUNS
from transcribe.writing.draft import NB, Draft, Item
from transcribe.writing.readings import Dimensions, Ratio
from transcribe.writing.spans import unit_at

_DURATIONS = sorted_words("duration")
_DILUTED = ("dilu", "titre", "serum", "solution")
_NEAR = 5
_TIMES = ("sur", "par", "x", "×", "fois")


def dimensions(draft: Draft, index: int) -> Item | None:
    """ "douze sur sept millimètres" → 12 × 7 mm; the unit may also follow the first number, or each."""
    items = draft.items
    numbers = [items[index].number or ""]
    symbol, place = _length(items, index + 1) if not items[index].trail else ("", index + 1)
    first_symbol = symbol
    while place + 1 < len(items) and not items[place - 1].trail and len(numbers) < 3:
        if items[place].key not in _TIMES or items[place].trail or items[place + 1].number is None:
            break
        if first_symbol and items[place].key == "fois":
            break
        numbers.append(items[place + 1].number or "")
        place += 2
        if not items[place - 1].trail:
            other, after = _length(items, place)
            if other and symbol and other != symbol:
                return None
            symbol, place = other or symbol, after
    if len(numbers) < 2 or not symbol:
        return None
    if first_symbol and place < len(items) and not items[place - 1].trail and _is_noun(items[place]):
        return None
    text = f"{NB}×{NB}".join(numbers) + NB + symbol
    return draft.merge(index, place, text, Dimensions(tuple(numbers), symbol), "dimensions")


def _length(items: list[Item], start: int) -> tuple[str, int]:
    unit = unit_at(items, start)
    return (unit.symbol, unit.stop) if unit is not None and unit.symbol in LENGTHS else ("", start)


def _is_noun(item: Item) -> bool:
    if item.role != "word":
        return False
    return kind_of(item.key) in ("form", "taking") or item.key in _DURATIONS or item.number is not None


def ratio(draft: Draft, index: int) -> Item | None:
    """ "huit sur neuf" → 8/9; "grade un sur trois" → 1/3; "testing à quatre plus sur cinq" → 4+/5."""
    items = draft.items
    first = items[index]
    place = index + 1
    plus = place < len(items) and items[place].key in ("plus", "+") and not items[place].trail
    place += plus
    if first.trail or place + 1 >= len(items) or items[place].key != "sur" or items[place].trail:
        return None
    last = items[place + 1]
    graded = index > 0 and (items[index - 1].key in ROMAN_NOUNS or _is_diluted(items, index))
    if not last.is_integer or last.article or (first.article and not graded):
        return None
    reading = Ratio(f"{first.number}{'+' * plus}", last.number or "")
    return draft.merge(index, place + 2, f"{reading.top}/{reading.bottom}", reading, "rapport")


def _is_diluted(items: list[Item], index: int) -> bool:
    """Whether « un sur dix » is a dilution: "diluée au un sur dix", "sérum à un sur mille"."""
    lead = items[index - 1]
    if lead.trail or lead.key not in ("au", "a"):
        return False
    return any(item.key.startswith(_DILUTED) for item in items[max(0, index - _NEAR) : index - 1])
