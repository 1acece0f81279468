"""Powers of lenses: "œil droit plus un soixante-quinze, moins zéro cinquante à dix degrés" → +1,75, −0,50 à 10°."""

from collections.abc import Sequence

from transcribe.french.optics import Power, optic_words, read_powers
from transcribe.french.sides import side_words
from transcribe.writing.draft import SIGNS, Draft, Item
from transcribe.writing.numbers import leave_spoken
from transcribe.writing.readings import Figure, Quantity
from transcribe.writing.spans import keys_from, unit_at, words_from

_REACH = 8
_SKIPPED = side_words() | {"a", "de", "est", "et", "la", "le", "l'", "en", "axe", "add", "addition"}
_NAMED = optic_words("lens", "near")
_EYES = optic_words("eye")
_LENSES = optic_words("lens")
_REASON = "puissance d’un verre"
_UNCLEAR = "La puissance d’un verre, qui se lit autrement aussi : vérifier."


def lens_power(draft: Draft, index: int, sign: str) -> bool:
    """Writes what « plus » or « moins » at ``index`` begins, where a lens is spoken of; whether it was one."""
    items = draft.items
    if not _is_optical(items, index, sign):
        return False
    powers, ends = _powers(items, index + 1)
    if not powers:
        return False
    if len(powers) > 1 or not powers[0].sure:
        stop = index + 1 + ends.index(max(power.stop for power in powers)) + 1
        readings = tuple(f"{sign}{power.figures}" for power in powers)
        leave_spoken(draft, items[index:stop], _UNCLEAR, readings)
        return True
    _write(draft, index, index + 1 + ends.index(powers[0].stop) + 1, sign + powers[0].figures, powers[0])
    return True


def addition(draft: Draft, index: int) -> None:
    """ "addition deux vingt-cinq" → addition 2,25."""
    if draft.items[index].trail:
        return
    powers, ends = _powers(draft.items, index + 1)
    if len(powers) == 1 and powers[0].sure and "," in powers[0].figures:
        _write(draft, index + 1, index + 2 + ends.index(powers[0].stop), powers[0].figures, powers[0])


def _powers(items: Sequence[Item], index: int) -> tuple[tuple[Power, ...], list[int]]:
    keys, ends = words_from(items, index)
    if ends and "," in (items[index].number or ""):
        keys = keys_from(items, index)
        ends = [place + 1 for place in range(len(keys))]
    return read_powers(keys, ends), ends


def _write(draft: Draft, start: int, stop: int, text: str, power: Power) -> None:
    """One item for a power, with the degrees that « moins deux degrés » has behind it."""
    unit = unit_at(draft.items, stop) if not draft.items[stop - 1].trail else None
    if unit is not None and unit.symbol == "°":
        draft.merge(start, unit.stop, f"{text}°", Quantity(power.figures, "°"), _REASON)
    else:
        draft.merge(start, stop, text, Figure(power.figures), _REASON)


def _is_optical(items: Sequence[Item], index: int, sign: str) -> bool:
    """Whether the words before a sign speak of a lens: right before it, or some words before « moins »."""
    adjacent = True
    for place in range(index - 1, max(-1, index - 1 - _REACH), -1):
        item = items[place]
        if (item.role == "mark" and item.text not in (":", ",")) or any(
            mark in item.trail for mark in ".;?!"
        ):
            return False
        key = item.key.rpartition("'")[2] or item.key
        if adjacent and (key in _NAMED or key in _EYES or item.text.startswith(tuple(SIGNS.values()))):
            return True
        if key in _LENSES and sign != "+" and items[index - 1].key not in ("au", "du", "le", "la", "de"):
            return True
        axis = item.text.endswith("°") or (
            item.number is not None and place and items[place - 1].key in ("axe", "a")
        )
        adjacent = adjacent and (key in _SKIPPED or axis or item.role == "mark")
    return False
