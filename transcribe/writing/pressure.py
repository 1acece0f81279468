"""Blood pressure: "quatorze huit", "14-8", "cent vingt quatre vingt", "cent quarante sur quatre-vingts"."""

import re
from decimal import Decimal

from transcribe.french.pressure import may_be_pressure, read_pressure
from transcribe.french.units import read_rate
from transcribe.writing.draft import NB, Draft, Item
from transcribe.writing.numbers import leave_spoken
from transcribe.writing.readings import Pressure
from transcribe.writing.spans import keys_from, unit_at, words_from

PRESSURE = frozenset({"tension", "ta", "pa", "tensions", "pressions", "tensionnel", "tensionnels"})
_ONE_NUMBER = frozenset(
    "systolique diastolique moyenne differentielle systoliques pas pad pam oculaire intraoculaire veineuse".split()
)
_REASON = "tension artérielle"
_EITHER = "Tension artérielle : un nombre ou deux, vérifier."
_HEARD_PAIR = re.compile(r"([0-9]{1,3})[-/]([0-9]{1,3})")
_REACH = 7


def blood_pressure(draft: Draft, index: int) -> Item | None:
    """Writes the pressure that starts at ``index``, and gives its item; None where there is none."""
    if not near(draft.items, index, PRESSURE, _REACH):
        return None
    return _heard_pair(draft, index) or _said(draft, index)


def near(items: list[Item], index: int, keys: frozenset[str], distance: int) -> bool:
    """Whether one of ``keys`` stands at most ``distance`` items before ``index`` in the same sentence."""
    for back, item in enumerate(reversed(items[max(0, index - distance) : index]), 1):
        if (item.trail and "." in item.trail) or (
            item.role == "mark" and (item.text in ".;" or "\n" in item.text)
        ):
            return False
        if item.key in keys or (keys is PRESSURE and isinstance(item.reading, Pressure)):
            return True
        if (
            keys is PRESSURE
            and item.key == "arterielle"
            and back < index
            and items[index - back - 1].key == "pression"
        ):
            return True
    return False


def _heard_pair(draft: Draft, index: int) -> Item | None:
    """The recogniser writes "quatorze huit" as "14-8", "14,8" or "148"."""
    item = draft.items[index]
    found = _HEARD_PAIR.fullmatch(item.text)
    high, _, low = (item.number or "").partition(",")
    if found:
        high, low = found.groups()
    elif low and (not item.heard[0].isdecimal() or unit_at(draft.items, index + 1)):
        return None
    if low and may_be_pressure(Decimal(high), Decimal(low)):
        if not found and draft.items[index + 1 : index + 2] and _is_linked(draft, index):
            return None
        return draft.merge(index, index + 1, f"{high}/{low}", Pressure(high, low), _REASON)
    glued = len(high) == 3 and item.heard == high and may_be_pressure(Decimal(high[:2]), Decimal(high[2]))
    if glued and not low and not item.trail.startswith("/"):
        after = "" if item.trail or index + 1 >= len(draft.items) else draft.items[index + 1].key
        if after not in ("sur", "mmhg", "mm", "millimetres", "/") and not after.isdecimal():
            text = f"{high[:2]}/{high[2]}"
            draft.doubt(
                [item], "dose", "Tension artérielle : vérifier la barre entre les deux chiffres.", (text,)
            )
    return None


def _is_linked(draft: Draft, index: int) -> bool:
    """Whether « sur » follows: « 13,5 sur 8 » is no pressure of 13/5."""
    return not draft.items[index].trail and draft.items[index + 1].key in ("sur", "/")


def _said(draft: Draft, index: int) -> Item | None:
    items = draft.items
    keys, ends = words_from(items, index)
    found = read_pressure(keys)
    if found is None or found.stop not in ends:
        return None
    stop = index + ends.index(found.stop) + 1
    run = items[index:stop]
    if found.alternatives:
        if near(items, index, _ONE_NUMBER, _REACH) or unit_at(items, stop) or _is_rate(items, stop):
            return None
        return leave_spoken(draft, run, _EITHER, found.alternatives)
    if not found.unit and len(run) == 1 and unit_at(items, stop):
        return None
    text = f"{found.high}/{found.low}" + (f"{NB}{found.unit}" if found.unit else "")
    return draft.merge(index, stop, text, Pressure(found.high, found.low, found.unit), _REASON)


def _is_rate(items: list[Item], stop: int) -> bool:
    """Whether « par minute » follows: « tension à neuf cinq, pouls à cent vingt-huit par minute »."""
    return not items[stop - 1].trail and read_rate(keys_from(items, stop, 3), 0) is not None
