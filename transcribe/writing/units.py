"""Spoken units to symbols (SI, and the few others of French clinical usage).

Symbols follow the BIPM brochure on the SI: no full stop after a symbol, litre written "L" so that it is
never read as a one. Units that French clinicians write in full (comprimés, unités, jours, dioptries…) are
not here: they stay words.
"""

from collections.abc import Sequence
from functools import lru_cache

from transcribe.french import fold
from transcribe.writing.draft import Item

_PREFIXES = {
    "": "",
    "kilo": "k",
    "hecto": "h",
    "deca": "da",
    "deci": "d",
    "centi": "c",
    "milli": "m",
    "micro": "µ",
    "nano": "n",
    "pico": "p",
    "femto": "f",
    "mega": "M",
    "giga": "G",
}
_BASES = {
    "gramme": "g",
    "metre": "m",
    "litre": "L",
    "mole": "mol",
    "katal": "kat",
    "volt": "V",
    "ampere": "A",
    "watt": "W",
    "joule": "J",
    "pascal": "Pa",
    "hertz": "Hz",
    "becquerel": "Bq",
    "gray": "Gy",
    "sievert": "Sv",
    "curie": "Ci",
    "calorie": "cal",
    "equivalent": "Eq",
    "osmole": "osmol",
    "tesla": "T",
    "bel": "B",
}
_PREFIXED_ONLY = {"seconde": "s", "unite": "U", "bel": "B", "equivalent": "Eq", "calorie": "cal"}
_SPECIAL = {
    "kilo": "kg",
    "micron": "µm",
    "giga": "G",
    "tera": "T",
    "decibel": "dB",
    "degre": "°",
    "dalton": "Da",
    "kilodalton": "kDa",
}
_HEARD = {
    "mg": "mg",
    "g": "g",
    "gr": "g",
    "kg": "kg",
    "kgs": "kg",
    "µg": "µg",
    "μg": "µg",
    "mcg": "µg",
    "ug": "µg",
    "ng": "ng",
    "pg": "pg",
    "mm": "mm",
    "cm": "cm",
    "m": "m",
    "km": "km",
    "µm": "µm",
    "nm": "nm",
    "ml": "mL",
    "cl": "cL",
    "dl": "dL",
    "l": "L",
    "µl": "µL",
    "fl": "fL",
    "mmol": "mmol",
    "µmol": "µmol",
    "umol": "µmol",
    "mol": "mol",
    "mmhg": "mmHg",
    "ui": "UI",
    "mui": "mUI",
    "uh": "UH",
    "gy": "Gy",
    "mgy": "mGy",
    "cgy": "cGy",
    "msv": "mSv",
    "mbq": "MBq",
    "ms": "ms",
    "hz": "Hz",
    "khz": "kHz",
    "mhz": "MHz",
    "kcal": "kcal",
    "meq": "mEq",
    "db": "dB",
    "kv": "kV",
    "ma": "mA",
    "mv": "mV",
    "°": "°",
    "°c": "°C",
    "ºc": "°C",
    "%": "%",
    "‰": "‰",
    "min": "min",
    "h": "h",
    "mmh2o": "mmH2O",
    "cmh2o": "cmH2O",
    "cm2": "cm²",
    "cm²": "cm²",
    "mm2": "mm²",
    "mm²": "mm²",
    "m2": "m²",
    "m²": "m²",
    "cm3": "cm³",
    "cm³": "cm³",
    "mm3": "mm³",
    "mm³": "mm³",
}
_PHRASES: dict[tuple[str, ...], str] = {
    ("unites", "internationales"): "UI",
    ("unite", "internationale"): "UI",
    ("milliunites", "internationales"): "mUI",
    ("milli", "unites", "internationales"): "mUI",
    ("micro", "unites", "internationales"): "µUI",
    ("unites", "hounsfield"): "UH",
    ("unite", "hounsfield"): "UH",
    ("degres", "celsius"): "°C",
    ("degre", "celsius"): "°C",
    ("degres", "centigrades"): "°C",
    ("millimetres", "de", "mercure"): "mmHg",
    ("millimetre", "de", "mercure"): "mmHg",
    ("mm", "de", "mercure"): "mmHg",
    ("mm", "hg"): "mmHg",
    ("centimetres", "de", "mercure"): "cmHg",
    ("centimetres", "d'eau"): "cmH2O",
    ("centimetre", "d'eau"): "cmH2O",
    ("centimetres", "cubes", "d'eau"): "cm³ d'eau",
    ("milligrays", "centimetre"): "mGy.cm",
    ("milligray", "centimetre"): "mGy.cm",
    ("milligrays", "centimetres"): "mGy.cm",
    ("milligray", "centimetres"): "mGy.cm",
    ("milligrays", "par", "centimetre"): "mGy.cm",
    ("milligrays", "fois", "centimetre"): "mGy.cm",
    ("grays", "centimetre", "carre"): "Gy.cm²",
    ("gray", "centimetre", "carre"): "Gy.cm²",
    ("millisecondes",): "ms",
    ("milliseconde",): "ms",
    ("pour", "cent"): "%",
    ("pour", "100"): "%",
    ("pourcent",): "%",
    ("pourcents",): "%",
    ("pour", "mille"): "‰",
    ("pour", "1000"): "‰",
}
_PHRASE_HEADS = frozenset(phrase[0] for phrase in _PHRASES)
_POWERS = {"carre": "²", "carres": "²", "cube": "³", "cubes": "³"}
_DENOMINATORS = {
    "minute": "min",
    "minutes": "min",
    "heure": "h",
    "seconde": "s",
    "mn": "min",
    "min": "min",
    "h": "h",
    "champ": "",
}
LENGTHS = frozenset({"mm", "cm", "m", "µm", "dm", "nm"})


@lru_cache(maxsize=4096)
def unit_symbol(key: str) -> str:
    """Symbol of a one-word unit, "" when the word is none: "milligrammes" gives "mg"."""
    if key in _HEARD:
        return _HEARD[key]
    singular = key[:-1] if key.endswith("s") and key not in ("gray",) else key
    if singular in _SPECIAL:
        return _SPECIAL[singular]
    singular = singular.replace("-", "")
    if singular in _BASES and singular not in _PREFIXED_ONLY:
        return _BASES[singular]
    if key.endswith("z") and key in _BASES:
        return _BASES[key]
    for prefix, sign in _PREFIXES.items():
        if prefix and singular.startswith(prefix):
            rest = singular[len(prefix) :]
            base = _PREFIXED_ONLY.get(rest) or _BASES.get(rest)
            if base is None and rest in ("hert", "unite"):
                base = {"hert": "Hz", "unite": "U"}[rest]
            if base:
                return sign + base
    return ""


def parse_unit(tokens: Sequence[Item], start: int, *, skip: int = -1) -> tuple[str, int]:
    """Symbol of the unit said at ``start`` ("milligrammes par kilo" → "mg/kg") and the index after it.

    ("", start) when no unit stands there. The punctuation heard after a word ends the unit. A number at
    ``skip`` may stand inside it ("un gramme vingt par litre").
    """
    symbol, place = _simple(tokens, start)
    if place == skip:
        place += 1
    if not symbol:
        return "", start
    while _continues(tokens, place - 1) and place < len(tokens):
        key = tokens[place].key
        jump = 1
        if key == "et" and place + 1 < len(tokens) and tokens[place + 1].key == "par":
            key, jump = "par", 2
        if key not in ("par", "/"):
            break
        below, after = _denominator(tokens, place + jump)
        if not below:
            break
        symbol, place = f"{symbol}/{below}", after
    return symbol, place


def parse_rate(tokens: Sequence[Item], start: int) -> tuple[str, int]:
    """The "/min" of "par minute" that follows a bare number; ("", start) when there is none."""
    if start + 1 < len(tokens) and tokens[start].key == "par" and not tokens[start].trail:
        below = {"minute": "min", "minutes": "min", "mn": "min", "min": "min"}.get(tokens[start + 1].key, "")
        if below:
            return "/" + below, start + 2
    return "", start


def _simple(tokens: Sequence[Item], start: int) -> tuple[str, int]:
    if start >= len(tokens):
        return "", start
    key = tokens[start].key
    if key in _PHRASE_HEADS:
        for length in (3, 2, 1):
            run = tokens[start : start + length]
            phrase = tuple(t.key for t in run)
            if phrase in _PHRASES and all(not t.trail for t in run[:-1]):
                return _PHRASES[phrase], start + length
    if key in _PREFIXES and key and _continues(tokens, start) and start + 1 < len(tokens):
        # The recogniser cuts "micromole" in two: "micro mole".
        whole = "" if key == "kilo" and tokens[start + 1].number else unit_symbol(key + tokens[start + 1].key)
        if whole:
            return whole, start + 2
    symbol = unit_symbol(key)
    if (len(key) == 1 and tokens[start].text.isupper() and key != "l") or tokens[start].text == "Cl":
        symbol = ""  # "4 M. Bon": an initial; "K 4 Cl 102": a chloride
    if not symbol:
        return "", start
    place = start + 1
    if symbol in LENGTHS and _continues(tokens, start) and place < len(tokens):
        power = _POWERS.get(tokens[place].key)
        if power:
            return symbol + power, place + 1
    return symbol, place


def _denominator(tokens: Sequence[Item], start: int) -> tuple[str, int]:
    if start >= len(tokens):
        return "", start
    token = tokens[start]
    if token.number == "1,73" and not token.trail:
        area, after = _simple(tokens, start + 1)
        return (f"1,73 {area}", after) if area == "m²" else ("", start)
    if token.number == "24" and start + 1 < len(tokens) and fold(tokens[start + 1].text).startswith("heure"):
        return "24 h", start + 2
    if token.key in _DENOMINATORS:
        return _DENOMINATORS[token.key], start + 1
    return _simple(tokens, start)


def _continues(tokens: Sequence[Item], index: int) -> bool:
    return index < len(tokens) and not tokens[index].trail
