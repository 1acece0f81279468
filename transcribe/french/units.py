"""The one reader of units: spoken names, symbols as they are typed, and what they are divided by.

Symbols follow the BIPM brochure on the SI: no full stop after a symbol, litre written « L » so that it is never
read as a one. Units that French clinicians write in full (comprimés, unités, jours, dioptries…) have no symbol: see
``COUNTED``.

Keys are folded words, as for ``numbers``; a lone capital letter keeps its capital (« M » is an initial).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transcribe.french.fold import fold

_PREFIXES = {
    "kilo": "k", "hecto": "h", "deca": "da", "deci": "d", "centi": "c", "milli": "m", "micro": "µ", "nano": "n",
    "pico": "p", "femto": "f", "mega": "M", "giga": "G",
}  # fmt: skip
_BASES = {
    "gramme": "g", "metre": "m", "litre": "L", "mole": "mol", "katal": "kat", "volt": "V", "ampere": "A",
    "watt": "W", "joule": "J", "pascal": "Pa", "hertz": "Hz", "becquerel": "Bq", "gray": "Gy", "sievert": "Sv",
    "curie": "Ci", "osmole": "osmol", "tesla": "T", "newton": "N", "ohm": "Ω",
}  # fmt: skip
_PREFIXED_ONLY = {
    "seconde": "s", "unite": "U", "bel": "B", "equivalent": "Eq", "calorie": "cal", "hert": "Hz", "dalton": "Da",
}  # fmt: skip
_SPECIAL = {
    "kilo": "kg",
    "micron": "µm",
    "giga": "G",
    "tera": "T",
    "degre": "°",
    "dalton": "Da",
    "charriere": "Ch",
}
_TYPED = {
    **dict.fromkeys(["mg", "g", "kg", "µg", "ng", "pg", "mm", "cm", "m", "km", "dm", "µm", "nm"], ""),
    **dict.fromkeys(["mmol", "µmol", "nmol", "pmol", "mol", "ms", "kcal", "min", "h", "°", "%", "‰"], ""),
    "gr": "g", "kgs": "kg", "mcg": "µg", "ug": "µg", "ml": "mL", "cl": "cL", "dl": "dL", "l": "L", "µl": "µL",
    "ul": "µL", "fl": "fL", "umol": "µmol", "mmhg": "mmHg", "cmhg": "cmHg", "ui": "UI", "mui": "mUI", "uh": "UH",
    "gy": "Gy", "mgy": "mGy", "cgy": "cGy", "msv": "mSv", "mbq": "MBq", "gbq": "GBq", "hz": "Hz", "khz": "kHz",
    "mhz": "MHz", "meq": "mEq", "db": "dB", "kv": "kV", "ma": "mA", "mv": "mV", "kpa": "kPa", "mosm": "mOsm",
    "°c": "°C", "ºc": "°C", "mmh2o": "mmH2O", "cmh2o": "cmH2O", "bpm": "bpm", "mmhg.": "mmHg",
    **{f"{length}{power}": f"{length}{sign}" for length in ("mm", "cm", "dm", "m", "µm")
       for power, sign in (("2", "²"), ("²", "²"), ("3", "³"), ("³", "³"))},
}  # fmt: skip
_TYPED = {key: symbol or key for key, symbol in _TYPED.items()}
_PHRASES: dict[tuple[str, ...], str] = {
    ("unites", "internationales"): "UI", ("unite", "internationale"): "UI",
    ("milliunites", "internationales"): "mUI", ("milli-unites", "internationales"): "mUI",
    ("micro-unites", "internationales"): "µUI", ("milli", "unites", "internationales"): "mUI",
    ("micro", "unites", "internationales"): "µUI", ("microunites", "internationales"): "µUI",
    ("unites", "hounsfield"): "UH", ("unite", "hounsfield"): "UH",
    ("degres", "celsius"): "°C", ("degre", "celsius"): "°C", ("degres", "centigrades"): "°C",
    ("millimetres", "de", "mercure"): "mmHg", ("millimetre", "de", "mercure"): "mmHg",
    ("mm", "de", "mercure"): "mmHg", ("mm", "hg"): "mmHg", ("centimetres", "de", "mercure"): "cmHg",
    ("centimetres", "d'eau"): "cmH2O", ("centimetre", "d'eau"): "cmH2O",
    ("centimetres", "cubes", "d'eau"): "cm³ d'eau",
    ("milligrays", "centimetre"): "mGy.cm", ("milligray", "centimetre"): "mGy.cm",
    ("milligrays", "centimetres"): "mGy.cm", ("milligray", "centimetres"): "mGy.cm",
    ("milligrays", "par", "centimetre"): "mGy.cm", ("milligrays", "fois", "centimetre"): "mGy.cm",
    ("grays", "centimetre", "carre"): "Gy.cm²", ("gray", "centimetre", "carre"): "Gy.cm²",
    ("pour", "cent"): "%", ("pour", "100"): "%", ("pourcent",): "%", ("pourcents",): "%",
    ("pour", "mille"): "‰", ("pour", "1000"): "‰",
}  # fmt: skip
_PHRASE_HEADS = frozenset(phrase[0] for phrase in _PHRASES)
PER_HUNDRED = frozenset(phrase[1] for phrase in _PHRASES if phrase[0] == "pour")
"""What « pour » divides by: « pour cent », « pour mille »."""
_POWERS = {"carre": "²", "carres": "²", "cube": "³", "cubes": "³"}
_GAMMA = frozenset({"gamma", "gammas", "γ"})
_NO_GAMMA = frozenset("gt GT globuline globulines glutamyl glutamyl-transferase knife camera".split())
"""After « gamma », words with which it is no microgram: « gamma GT »."""
_TIMES = {
    "minute": "min", "minutes": "min", "mn": "min", "min": "min", "heure": "h", "h": "h", "seconde": "s", "s": "s",
    "champ": "",
}  # fmt: skip
_DAYS = {"jour": "j", "j": "j"}
_BODY = frozenset({"kg", "m²"})
# Units of the laboratory: said before « litre » without « par » (« micromoles litre »).
_CONCENTRATED = re.compile(r"(?:[mµnp]?(?:g|mol|U|UI|Eq|osmol)|G|T)")
_VOLUMES = {"litre": "L", "decilitre": "dL", "millilitre": "mL", "microlitre": "µL"}
LENGTHS = frozenset({"mm", "cm", "m", "µm", "dm", "nm"})
"""Symbols of lengths, which have squares and cubes."""

COUNTED: dict[str, tuple[str, ...]] = {
    "unité": ("unité", "unités"),
    "cc": ("cc",),
    "s": ("s", "sec", "seconde", "secondes"),
    "min": ("min", "mn", "minute", "minutes"),
    "h": ("h", "heure", "heures"),
    "j": ("j", "jour", "jours"),
    "sem": ("sem", "semaine", "semaines"),
    "mois": ("mois",),
    "an": ("an", "ans", "année", "années"),
    "comprimé": ("comprimé", "comprimés", "cp", "cps"),
    "gélule": ("gélule", "gélules"),
    "goutte": ("goutte", "gouttes"),
    "ampoule": ("ampoule", "ampoules"),
    "dioptrie": ("dioptrie", "dioptries"),
    "fois": ("fois", "x"),
}
"""What is counted without a symbol of the SI, and times, by one name for all their forms."""
_COUNTED_OF = {fold(form): name for name, forms in COUNTED.items() for form in forms}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in ``keys[start:stop]`` and its symbol, « mg/kg/j »."""

    symbol: str
    start: int
    stop: int


@lru_cache(maxsize=4096)
def symbol_of(key: str) -> str:
    """Symbol of a unit in one word, spoken or typed; empty for any other word. « milligrammes » gives « mg »."""
    if key in _TYPED:
        return _TYPED[key]
    singular = (key[:-1] if key.endswith("s") else key).replace("-", "")
    if singular in _SPECIAL:
        return _SPECIAL[singular]
    if base := _BASES.get(singular) or _BASES.get(key):
        return base
    for prefix, sign in _PREFIXES.items():
        if singular.startswith(prefix):
            rest = singular[len(prefix) :]
            if base := _PREFIXED_ONLY.get(rest) or _BASES.get(rest):
                return sign + base
    return "dB" if singular == "decibel" else ""


@lru_cache(maxsize=4096)
def written_unit(text: str) -> str:
    """The right form of a unit typed in one piece, « g/l », « ml/24h », « mg/kg/j »; empty when it is none.

    Capitals count in the head: « G/L » is giga per litre, « g/l » gram.
    """
    head, *below = text.replace("μ", "µ").split("/")
    symbols = [head if head in ("G", "T") and below else symbol_of(head.lower())]
    if len(head) == 1 and head.isupper() and head not in "LGT":
        symbols = ["U"] if head == "U" and below else [""]
    for part in below:
        hours = re.fullmatch(r"(\d+)\s?h(?:eures)?", part)
        low = part.lower()
        symbols.append(f"{hours[1]} h" if hours else _TIMES.get(low) or _DAYS.get(low) or symbol_of(low))
    return "/".join(symbols) if all(symbols) else ""


def read_unit(keys: Sequence[str], start: int = 0, *, skip: int | None = None) -> Unit | None:
    """The unit at ``start``: « milligrammes par kilo », « mm de mercure », « micromoles litre », « mg kilo jour ».

    ``skip`` is the index of one word to step over after the first: the number in « un gramme vingt par litre ».
    """
    symbol, place = _simple(keys, start)
    if not symbol:
        return None
    if skip is not None and place == skip:
        place += 1
    elif (together := _unsaid_per(keys, place, symbol)) is not None:
        return Unit(symbol + together[0], start, together[1])
    while place < len(keys):
        key, jump = keys[place], 1
        if key == "et" and keys[place + 1 : place + 2] and keys[place + 1] == "par":
            key, jump = "par", 2
        if key not in ("par", "/"):
            break
        below, after = _denominator(keys, place + jump, bare=key == "/")
        if not below:
            break
        symbol, place = f"{symbol}/{below}", after
    return Unit(symbol, start, place)


def read_counted(keys: Sequence[str], start: int = 0) -> Unit | None:
    """One unit after a number, not what it is divided by, or what is counted: « mg », « comprimés », « j »."""
    symbol, stop = _simple(keys, start)
    if stop <= start + 1 and start < len(keys) and (name := _COUNTED_OF.get(keys[start])):
        return Unit(name, start, start + 1)
    return Unit(symbol, start, stop) if symbol else None


def read_rate(keys: Sequence[str], start: int) -> Unit | None:
    """What a bare number is divided by: « par minute » is « /min », « par millimètre cube » is « /mm³ »."""
    if start + 1 >= len(keys) or keys[start] != "par":
        return None
    below = {"minute": "min", "minutes": "min", "mn": "min", "min": "min"}.get(keys[start + 1], "")
    if below:
        return Unit("/" + below, start, start + 2)
    volume, place = _simple(keys, start + 1)
    if volume[-1:] == "³" or volume in ("µL", "mL", "L"):
        return Unit("/" + volume, start, place)
    return None


def _unsaid_per(keys: Sequence[str], place: int, symbol: str) -> tuple[str, int] | None:
    """« litre » after « micromoles », « kilo jour » after « milligramme »: divisions said without « par »."""
    if place >= len(keys):
        return None
    if keys[place] in _VOLUMES and _CONCENTRATED.fullmatch(symbol):
        return "/" + _VOLUMES[keys[place]], place + 1
    if keys[place] in ("kilo", "kg") and re.fullmatch(r"[mµn]?g|m?UI|mmol|mEq|mL", symbol):
        after = keys[place + 1] if place + 1 < len(keys) else ""
        time = _DAYS.get(after) or _TIMES.get(after, "")
        return (f"/kg/{time}", place + 2) if time else ("/kg", place + 1)
    if symbol in ("mL", "L", "mg", "µg") and keys[place] == "heure":
        return "/h", place + 1
    if symbol in ("mL", "L") and keys[place] == "minute":
        return "/min", place + 1
    return None


def _simple(keys: Sequence[str], start: int) -> tuple[str, int]:
    if start >= len(keys):
        return "", start
    key = keys[start]
    if key in _PHRASE_HEADS:
        for length in (3, 2, 1):
            phrase = tuple(keys[start : start + length])
            if symbol := _PHRASES.get(phrase, ""):
                return symbol, start + len(phrase)
    if key in _PREFIXES and start + 1 < len(keys):
        # The recogniser cuts « micromole » in two: « micro mole ».
        after = keys[start + 1]
        apart = (key == "kilo" and after[:1].isdecimal()) or (key == "giga" and after in _VOLUMES)  # G/L
        whole = "" if apart else symbol_of(key + after)
        if whole:
            return _with_power(keys, start + 2, whole)
    if len(key) == 1 and key.isupper():
        key = "l" if key == "L" else ""
    if key in _GAMMA and not _NO_GAMMA.intersection(keys[start + 1 : start + 2]):
        return "µg", start + 1
    symbol = symbol_of(key)
    return _with_power(keys, start + 1, symbol) if symbol else ("", start)


def _with_power(keys: Sequence[str], place: int, symbol: str) -> tuple[str, int]:
    if symbol in LENGTHS and place < len(keys) and (power := _POWERS.get(keys[place])):
        return symbol + power, place + 1
    return symbol, place


def _denominator(keys: Sequence[str], start: int, *, bare: bool) -> tuple[str, int]:
    if start >= len(keys):
        return "", start
    key = keys[start]
    if key == "1,73":
        area, after = _simple(keys, start + 1)
        return (f"1,73 {area}", after) if area == "m²" else ("", start)
    if key in ("24", "48", "12") and start + 1 < len(keys) and keys[start + 1] in ("heures", "heure", "h"):
        return f"{key} h", start + 2
    if key in _TIMES:
        return _TIMES[key], start + 1
    if bare and key in _DAYS:
        return _DAYS[key], start + 1
    return _simple(keys, start)
