"""What the readers of French need: the keys of items in a row, up to the first pause."""

from collections.abc import Sequence
from functools import lru_cache

from transcribe.french.numbers import COMMAS, is_number_key
from transcribe.french.units import Unit, read_rate, read_unit, symbol_of
from transcribe.writing.draft import Item
from transcribe.writing.readings import Number

_MOST = 14


def keys_from(items: Sequence[Item], start: int, most: int = _MOST) -> list[str]:
    """Keys of the items from ``start`` on, as far as nothing but spaces parts them; one key an item.

    Numbers that were read are their figures (the articles « un » and « une » stay words); a lone capital keeps its
    capital; what is settled is no number any more. A pause before « virgule » is the recogniser's: it parts nothing.
    """
    keys: list[str] = []
    for place in range(start, min(len(items), start + most)):
        item = items[place]
        if item.role != "word" or (item.lead and place > start):
            break
        if item.settled:
            keys.append(f"·{item.key}")
        elif item.number is not None:
            keys.append(item.key if item.article else item.number)
        else:
            text = item.text  # an initial keeps its capital: "K 4 Cl 102"
            keys.append(text if (len(text) == 1 and text.isupper()) or text == "Cl" else item.key)
        if item.trail and not (
            item.trail == "," and place + 1 < len(items) and items[place + 1].key in COMMAS
        ):
            break
    return keys


def words_from(items: Sequence[Item], start: int) -> tuple[list[str], list[int]]:
    """The same keys with the words of numbers as they were said, and how many keys end each item."""
    keys: list[str] = []
    ends: list[int] = []
    for item, key in zip(items[start:], keys_from(items, start), strict=False):
        reading = item.reading
        words = reading.words if isinstance(reading, Number) and not reading.settled else ()
        keys.extend(words or (key,))
        ends.append(len(keys))
    return keys, ends


def stands_alone(items: Sequence[Item], index: int) -> bool:
    """Whether nothing that follows a number can be a part of it: a pause, or a word that no number goes on with."""
    if index + 1 >= len(items):
        return True
    item, follow = items[index], items[index + 1]
    if item.trail and not (item.trail == "," and follow.key in COMMAS):
        return True
    return follow.role != "word" or (follow.number is None and not _goes_on(follow.key))


@lru_cache(maxsize=1 << 14)
def _goes_on(key: str) -> bool:
    """Whether a number may go on with a folded word: another number, a comma, « et demi », « fois dix »."""
    return is_number_key(key) or key in _INSIDE or "-" in key or "iem" in key or key[:1] <= "9"


_INSIDE = frozenset({"et", "mil", "fois", "x", "×", "puissance", "exposant"})


def may_be_measured(items: Sequence[Item], index: int) -> bool:
    """Whether what follows a number may give it a unit."""
    if not stands_alone(items, index):
        return True
    if items[index].trail or index + 1 >= len(items):
        return False
    follow = items[index + 1]
    return follow.role == "word" and (may_be_unit(follow.key) or follow.key == "par")


def unit_at(items: Sequence[Item], start: int) -> Unit | None:
    """The unit that the items from ``start`` on say, its places counted from the first item of all."""
    if start >= len(items) or not may_be_unit(items[start].key):
        return None
    found = read_unit(keys_from(items, start, 8))
    return Unit(found.symbol, start, start + found.stop) if found else None


def rate_at(items: Sequence[Item], start: int) -> Unit | None:
    """What a bare number is divided by, said from ``start`` on."""
    if start >= len(items) or items[start].key != "par":
        return None
    found = read_rate(keys_from(items, start, 4), 0)
    return Unit(found.symbol, start, start + found.stop) if found else None


@lru_cache(maxsize=1 << 14)
def may_be_unit(key: str) -> bool:
    """Whether a unit may begin with a folded word."""
    return bool(symbol_of(key)) or read_unit((key, "cent")) is not None or key in _HEADS


_HEADS = frozenset(
    "unites unite milliunites milli micro microunites millimetres millimetre mm centimetres centimetre milligrays "
    "milligray grays gray pour degres degre kilo nano pico mega giga hecto deca deci centi femto".split()
)


def is_paused(items: Sequence[Item], index: int) -> bool:
    """Whether a pause or a mark stands between items ``index - 1`` and ``index``; true at both ends."""
    if not 0 < index < len(items):
        return True
    left, right = items[index - 1], items[index]
    return left.role != "word" or right.role != "word" or bool(left.trail)
