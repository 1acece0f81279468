"""Blood pressure: "quatorze huit", "14-8", "cent quarante sur quatre-vingts"."""

import re

from transcribe.writing.draft import NB, Draft, Item
from transcribe.writing.readings import Number, Pressure
from transcribe.writing.units import parse_unit

PRESSURE = frozenset({"tension", "ta", "pa", "tensions", "pressions", "tensionnel", "tensionnels"})
_REASON = "tension artérielle"
_HEARD_PAIR = re.compile(r"([0-9]{1,3})[-/]([0-9]{1,3})")
_REACH = 7


def blood_pressure(draft: Draft, index: int) -> bool:
    """Writes the pressure that starts at ``index``; says whether one did."""
    tokens = draft.items
    if not near(tokens, index, PRESSURE, _REACH):
        return False
    return _heard_pair(draft, index) or _two_numbers(draft, index) or _one_number(draft, index)


def near(tokens: list[Item], index: int, keys: frozenset[str], distance: int) -> bool:
    """Whether one of ``keys`` stands at most ``distance`` tokens before ``index`` in the same sentence."""
    for place in range(index - 1, max(-1, index - 1 - distance), -1):
        token = tokens[place]
        if token.is_break or (token.role == "mark" and token.text in ".;") or "." in token.trail:
            return False
        if token.key in keys or (keys is PRESSURE and isinstance(token.reading, Pressure)):
            return True
        if keys is PRESSURE and token.key == "arterielle" and place and tokens[place - 1].key == "pression":
            return True
    return False


def _heard_pair(draft: Draft, index: int) -> bool:
    """The recogniser writes "quatorze huit" as "14-8", "14,8" or "148"."""
    token = draft.items[index]
    found = _HEARD_PAIR.fullmatch(token.text)
    high, _, low = (token.number or "").partition(",")
    if found:
        high, low = found.groups()
    elif low and (not token.heard[0].isdecimal() or parse_unit(draft.items, index + 1)[0]):
        return False
    if low and _is_pressure((high, low)):
        draft.merge(index, index + 1, f"{high}/{low}", Pressure(high, low), _REASON)
        return True
    glued = len(high) == 3 and token.heard == high and _is_pressure((high[:2], high[2]))
    if glued and not low and not token.trail.startswith("/"):
        after = "" if token.trail or index + 1 >= len(draft.items) else draft.items[index + 1].key
        if after not in ("sur", "mmhg", "mm", "millimetres", "/") and not after.isdecimal():
            text = f"{high[:2]}/{high[2]}"
            draft.doubt(
                [token], "dose", "Tension artérielle : vérifier la barre entre les deux chiffres.", (text,)
            )
    return False


def _two_numbers(draft: Draft, index: int) -> bool:
    tokens = draft.items
    token, after = tokens[index], index + 1
    if not token.is_integer or token.trail or after >= len(tokens):
        return False
    if tokens[after].key in ("sur", "/", "-") and not tokens[after].trail:
        after += 1
    if after >= len(tokens) or not tokens[after].is_integer or tokens[after].article:
        return False
    pair = (token.number or "", tokens[after].number or "")
    if not _is_pressure(pair):
        return False
    text, stop, unit = "/".join(pair), after + 1, ""
    if not tokens[after].trail:
        symbol, end = parse_unit(tokens, after + 1)
        if symbol in ("mmHg", "cmHg"):
            text, stop, unit = text + NB + symbol, end, symbol
    draft.merge(index, stop, text, Pressure(*pair, unit), _REASON)
    return True


def _one_number(draft: Draft, index: int) -> bool:
    """ "dix sept" is 10/7 where a pressure is due."""
    reading = draft.items[index].reading
    parts = tuple(map(str, reading.parts)) if isinstance(reading, Number) else ()
    if len(parts) != 2 or not _is_pressure(parts) or parse_unit(draft.items, index + 1)[0]:
        return False
    draft.merge(index, index + 1, "/".join(parts), Pressure(*parts), _REASON)
    return True


def _is_pressure(pair: tuple[str, ...]) -> bool:
    high, low = int(pair[0]), int(pair[1])
    tens = 5 <= high <= 30 and 2 <= low <= 18
    return low < high and (tens or (50 <= high <= 300 and 20 <= low <= 180))
