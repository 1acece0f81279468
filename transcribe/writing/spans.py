"""What the readers of French need: the keys of items in a row, up to the first pause."""

from collections.abc import Sequence
from functools import lru_cache

from transcribe.french.numbers import COMMAS
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
        keys.append(_key(item))
        if item.trail and not (
            item.trail == "," and place + 1 < len(items) and items[place + 1].key in COMMAS
        ):
            break
    return keys


def _key(item: Item) -> str:
    reading = item.reading
    if reading.settled:
        return f"·{item.key}"
    if isinstance(reading, Number):
        return item.key if reading.article else reading.digits
    if (len(item.text) == 1 and item.text.isupper()) or item.text == "Cl":
        return item.text  # an initial, "K 4 Cl 102"
    return item.key


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


def unit_at(items: Sequence[Item], start: int) -> Unit | None:
    """The unit that the items from ``start`` on say, its places counted from the first item of all."""
    if start >= len(items) or not _may_be_unit(items[start].key):
        return None
    found = read_unit(keys_from(items, start, 8))
    return Unit(found.symbol, start, start + found.stop) if found else None


def rate_at(items: Sequence[Item], start: int) -> Unit | None:
    """What a bare number is divided by, said from ``start`` on."""
    if start >= len(items) or items[start].key != "par":
        return None
    found = read_rate(keys_from(items, start, 4), 0)
    return Unit(found.symbol, start, start + found.stop) if found else None


@lru_cache(maxsize=4096)
def _may_be_unit(key: str) -> bool:
    return bool(symbol_of(key)) or read_unit((key, "cent")) is not None or key in _HEADS


_HEADS = frozenset(
    "unites unite milliunites milli micro microunites millimetres millimetre mm centimetres centimetre milligrays "
    "milligray grays gray pour degres degre kilo nano pico mega giga hecto deca deci centi femto".split()
)
