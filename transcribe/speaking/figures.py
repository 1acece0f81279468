"""Numbers as they are read aloud: measures, pressures, fractions, dates, hours, powers, identifiers."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from transcribe.french.calendar import MONTHS
from transcribe.french.identifiers import written_nir
from transcribe.french.pressure import may_be_pressure
from transcribe.french.said_numbers import cardinal, clock, date, decimal, groups, ordinal, year
from transcribe.french.units import written_unit
from transcribe.speaking.units import said_unit, unit_pattern, unit_ways

Ways = tuple[str, ...]
_SPACE = "[ \u00a0\u202f]"
NUMBER = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+)(?:[,.]\d+)?"
_END = r"(?![\w/²³]|[,.]\d)"
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_MONTH = "|".join(MONTHS)
_TENSION = re.compile(r"(?i:tension|pression|\bt\.?a\b|\bpas?\b)[^.;\n]{0,40}$")
_ACUITY = re.compile(r"(?i:acuité|vision|\bav\b|œil|\bod\b|\bog\b)[^;\n]{0,90}$")
_MURMUR = re.compile(r"(?i:souffle)[^.;\n]{0,60}$")
_PARTS = {2: "demi", 3: "tiers", 4: "quart"}
_FEMININE_UNITS = frozenset(["h", "min", "s", "UI", "U", "UH", "D"])
_FEMININE = re.compile(
    r" ?(?:fois|heures?|minutes?|secondes?|semaines?|années?|unités?"
    r"|[a-zà-ÿ]+(?:ules?|outtes?|oules?|ées?|oses?|tions?|sions?|aines?|ttes?|ières?|ères?|elles?|illes?|isses?"
    r"|ances?|ences?|tés?|ites?|ies|ures?|ousses?|ires?))(?![\wà-ÿ])"
)
_LONGEST_COUNT = 6


def number_ways(text: str, after: str = "") -> Ways:
    """A number as written, « 1 000 », « 0,05 », « 0612 »; ``after`` is what follows, for « une gélule »."""
    whole, _, decimals = re.sub(_SPACE, "", text).replace(".", ",").partition(",")
    feminine = bool(_FEMININE.match(after)) and not decimals
    if decimals:
        return (decimal(int(whole), decimals),)
    if len(whole) > _LONGEST_COUNT and not re.search(_SPACE, text):
        return groups(whole), " ".join(cardinal(int(figure)) for figure in whole)
    if whole.startswith("0") and len(whole) > 1:
        return groups(whole), " ".join(cardinal(int(figure)) for figure in whole)
    said = cardinal(int(whole), feminine=feminine)
    return (said,) if len(whole) < 4 else (said, groups(whole))


def _measure(found: re.Match[str], before: str) -> Ways:
    symbol = re.sub(_SPACE, " ", found["unit"])
    glued = found.string[found.end("number")] == found["unit"][0]
    if glued and len(symbol) == 1 and symbol.isupper() and symbol != "L":
        return ()  # « 3D » is a code
    return _said_measure(found, symbol)


def _typed_measure(found: re.Match[str], before: str) -> Ways:
    """« 12,1g/dl », « 13 000 /mm 3 »: units as people type them."""
    if not found["unit"]:
        return ()
    typed = re.sub(r"(?<=m) ?([23])(?!\d)", lambda power: "²³"[int(power[1]) - 2], found["unit"])
    symbol = written_unit(typed) or (
        "/" + written_unit(typed[1:]) if typed[0] == "/" and written_unit(typed[1:]) else ""
    )
    return _said_measure(found, symbol) if symbol else ()


def _said_measure(found: re.Match[str], symbol: str) -> Ways:
    value = Decimal(re.sub(_SPACE, "", found["number"]).replace(",", "."))
    unit = said_unit(symbol, several=value >= 2)
    number = number_ways(found["number"])[0]
    if not unit:
        return ()
    if symbol in _FEMININE_UNITS:
        number = re.sub(r"\bun$", "une", number)
    whole, _, tenths = found["number"].partition(",")
    if symbol == "°C":
        split = f"{cardinal(int(whole))} degrés {cardinal(int(tenths))}" if len(tenths) == 1 else ""
        return tuple(filter(None, (f"{number} {unit}", split, f"{number} degrés Celsius")))
    if symbol == "m" and len(tenths) == 2 and tenths[0] != "0":
        metres = f"{cardinal(int(whole))} {said_unit('m', several=int(whole) > 1)} {cardinal(int(tenths))}"
        return metres, f"{number} {unit}"
    others = [f"{number} {way}" for one in (value >= 2, True) for way in unit_ways(symbol, several=one)]
    return tuple(dict.fromkeys([f"{number} {unit}", *others]))


def _pressure(found: re.Match[str], before: str) -> Ways:
    high, low = (Decimal(found[name].replace(",", ".")) for name in ("high", "low"))
    above, below = number_ways(found["high"])[0], number_ways(found["low"])[0]
    linked = f"{above} sur {below}"
    if found["unit"]:
        return (f"{linked} {said_unit(found['unit'].strip())}",)
    if _TENSION.search(before) and may_be_pressure(high, low):
        return f"{above} {below}", linked
    if not found["low"].isdecimal() or not found["high"].isdecimal():
        return (linked,)
    part = _PARTS.get(int(low)) or ordinal(int(low))
    if int(low) < 2 or int(high) > 20:
        return linked, f"{above} slash {below}"
    plural = "s" if int(high) > 1 and not part.endswith("s") else ""
    over = f"{above} {part}{plural}"
    if (low == 10 and _ACUITY.search(before)) or (low == 6 and _MURMUR.search(before)):
        return over, linked
    return linked, over, f"{above} slash {below}"


def _dimensions(found: re.Match[str], before: str) -> Ways:
    numbers = [number_ways(one.strip())[0] for one in re.split("[×x]", found["numbers"])]
    unit = said_unit(found["unit"]) if found["unit"] else ""
    return tuple(f"{link.join(numbers)} {unit}".strip() for link in (" sur ", " par ", " fois "))


def _power(found: re.Match[str], before: str) -> Ways:
    exponent = int(found["exponent"].translate(_SUPERSCRIPTS))
    said = f"dix puissance {'moins ' if exponent < 0 else ''}{cardinal(abs(exponent))}"
    factor = f"{number_ways(found['factor'])[0]} fois " if found["factor"] else ""
    rate = f" {said_unit(found['unit'])}" if found["unit"] else ""
    return (f"{factor}{said}{rate}",)


def _date(found: re.Match[str], before: str) -> Ways:
    day = 1 if found["day"] == "1er" else int(found["day"])
    number = int(found["year"]) if found["year"] else None
    return (date(day, MONTHS.index(found["month"].lower()) + 1, number),) if 1 <= day <= 31 else ()


def _month(found: re.Match[str], before: str) -> Ways:
    return (f"{found['month']} {year(int(found['year']))}",)


def _numeric_date(found: re.Match[str], before: str) -> Ways:
    day, month, number = int(found["day"]), int(found["month"]), int(found["year"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return ()
    figures = f"{groups(found['day'])} {groups(found['month'])} {year(number)}"
    return figures, date(day, month, number)


def _clock(found: re.Match[str], before: str) -> Ways:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 24 or minute >= 60:
        return ()
    said = clock(hour, minute)
    return (said, f"{said}e", f"{said}e minute") if minute == 1 else (said,)


def _phone(found: re.Match[str], before: str) -> Ways:
    return (" ".join(groups(pair) for pair in re.findall(r"\d\d", found.group())),)


def _nir(found: re.Match[str], before: str) -> Ways:
    parts = found.group().split()
    if not written_nir("".join(parts)):
        return ()
    return " ".join(number_ways(part)[0] for part in parts), " ".join(groups(part) for part in parts)


def _schedule(found: re.Match[str], before: str) -> Ways:
    return (" ".join(number_ways(one)[0] for one in found.group().split("-")),)


def _range(found: re.Match[str], before: str) -> Ways:
    low, high = (number_ways(found[name])[0] for name in ("low", "high"))
    return f"{low} à {high}", f"{low} tiret {high}", f"{low} {high}"


def _postcode(found: re.Match[str], before: str) -> Ways:
    figures = found.group()
    return cardinal(int(figures)), f"{groups(figures[:2])} {' '.join(_three(figures[2:]))}"


def _three(figures: str) -> Iterator[str]:
    """« 013 » → zéro treize; « 100 » → cent."""
    zeros = len(figures) - len(figures.lstrip("0"))
    yield from [cardinal(0)] * zeros
    if figures[zeros:]:
        yield cardinal(int(figures[zeros:]))


def _ordinal(found: re.Match[str], before: str) -> Ways:
    feminine = found["ending"] in ("re", "ère", "res", "ères")
    return (ordinal(int(found["number"]), feminine=feminine) + "s" * found["ending"].endswith("s"),)


def _plain(found: re.Match[str], before: str) -> Ways:
    return number_ways(found.group(), found.string[found.end() : found.end() + 30])


def forms() -> tuple[tuple["re.Pattern[str]", Callable[["re.Match[str]", str], Ways]], ...]:
    """What numbers look like in a text, with how each is said; the first that fits is taken."""
    unit, n = unit_pattern(), NUMBER
    power = "⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
    typed = r"(?:[^\W\d]+|%)?(?:/[^\W\d]+|/1,73 ?m)*(?:[²³]| ?[23](?!\d))?"
    patterns = (
        (rf"0\d(?:{_SPACE}\d\d){{4}}(?!\d)", _phone),
        (r"[1-478] \d\d \d\d (?:\d\d|2[AB]) \d{3} \d{3}(?: \d\d)?(?!\d)", _nir),
        (rf"(?P<day>1er|\d{{1,2}}){_SPACE}(?P<month>{_MONTH})(?:{_SPACE}(?P<year>\d{{4}}))?(?!\w)", _date),
        (rf"(?P<month>{_MONTH}){_SPACE}(?P<year>\d{{4}})(?!\w)", _month),
        (r"(?P<day>\d\d)/(?P<month>\d\d)/(?P<year>\d{4})(?!\d)", _numeric_date),
        (rf"(?P<hour>\d{{1,2}}){_SPACE}?h(?:{_SPACE}?(?P<minute>\d\d))?(?![\w/])", _clock),
        (rf"(?:(?P<factor>{n}){_SPACE}?×{_SPACE}?)?10(?P<exponent>{power})(?P<unit>/(?:{unit}))?{_END}", _power),
        (rf"(?P<numbers>{n}(?:{_SPACE}?[×x]{_SPACE}?{n})+)(?:{_SPACE}?(?P<unit>{unit}))?{_END}", _dimensions),
        (r"\d(?:-\d){2,3}(?![\w-])", _schedule),
        (rf"(?P<number>{n}){_SPACE}?(?P<unit>{unit}){_END}", _measure),
        (rf"(?P<number>{n}){_SPACE}?(?P<unit>{typed})(?![\w/])", _typed_measure),
        (rf"(?P<high>\d{{1,3}}(?:,\d)?)/(?P<low>\d{{1,3}}(?:,\d)?)(?P<unit>{_SPACE}?[mc]mHg)?{_END}", _pressure),
        (rf"(?P<low>{n})[-–](?P<high>{n})(?![\w-])", _range),
        (r"(?P<number>\d+)(?P<ending>ers?|ères?|res?|èmes?|es?)(?![\w])", _ordinal),
        (r"\d{5}(?= [A-Z][a-zà-ÿ])", _postcode),
        (rf"{n}(?![\w])", _plain),
    )  # fmt: skip
    return tuple((re.compile(pattern), say) for pattern, say in patterns)
