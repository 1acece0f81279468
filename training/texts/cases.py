"""Clinical prose of published case reports (CC BY), sentences clean enough to be read aloud."""

import json
import random
import re
from pathlib import Path

from training.texts.lexicons import spelt_right
from transcribe.french.said_numbers import cardinal, decimal, groups

_UNITS = {
    "mg": "milligrammes",
    "g": "grammes",
    "µg": "microgrammes",
    "kg": "kilos",
    "mm": "millimètres",
    "cm": "centimètres",
    "ml": "millilitres",
    "l": "litres",
    "%": "pour cent",
    "°c": "degrés",
    "°": "degrés",
    "ui": "unités",
    "mmhg": "millimètres de mercure",
    "mmol": "millimoles",
    "µmol": "micromoles",
    "dl": "décilitres",
    "j": "jours",
    "h": "heures",
    "min": "minutes",
    "mn": "minutes",
    "ng": "nanogrammes",
    "pg": "picogrammes",
    "mm3": "millimètres cubes",
    "u": "unités",
    "meq": "milliéquivalents",
    "jour": "jour",
    "jours": "jours",
}
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_QUANTITY = re.compile(rf"(\d+(?:[.,]\d+)?)\s?({_UNIT})(?:\s?/\s?({_UNIT}))?(?![\w/])", re.IGNORECASE)
_PRESSURE = re.compile(r"\b(\d{1,3})/(\d{1,3})\b")
_HOUR = re.compile(r"\b(\d{1,2})\s?h\s?(\d{2})\b")
_THOUSANDS = re.compile(r"\b(\d{1,3}) (\d{3})\b")
_REAL = re.compile(r"\b(\d+)[.,](\d{1,3})\b")
_NUMBER = re.compile(r"\b\d+\b")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XII": 12}
_UNSAYABLE = re.compile(
    r"[\[\]=+<>*/#|_…\"“”&±~≥≤×→αβγ%°µ]|\d|(?:[Ff]igure|[Tt]ableau \d|Fig\b|et al\b|http|www)"
)
# Faults of the published prose that no word by itself shows.
_WRONG = re.compile(
    r"\b(?:a (?:distance|droite|gauche|l'|la|partir|type|base|noter|cause|visée)|ont étaient|à été|ou il|le non|"
    r"du au|la quelle|post op\w*|pré op\w*|para \w+|cm|mm|ml|mg|kg|Gy|UI|SA|j|h|g|n|l|d|c|s|t|m)\b(?!')"
)
_FEMININE_AFTER = re.compile(
    r"\b(un) (?=(?:semaines?|heures?|années?|fois|minutes?|cures?|séances?|côtes?|unités?|vertèbres?)\b)"
)


def read_cases(folder: Path) -> list[list[str]]:
    """The sentences of each report of ``folder/case-reports.jsonl``, numbers in words; [] without the file."""
    path = folder / "case-reports.jsonl"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    return [kept for text in texts if (kept := [s for s in map(_clean, _sentences(text)) if s])]


def _sentences(text: str) -> list[str]:
    text = re.sub(r"\s+", " ", text.replace("’", "'").replace("–", "-"))
    return re.split(r"(?<=[a-zéè)]\.) (?=[A-ZÉÀ])", text)


def _clean(sentence: str) -> str:
    """The sentence as it may be read aloud; "" when it may not."""
    text = re.sub(r"\s*\((?:[Ff]ig|[Tt]ab)[^)]*\)", "", sentence.strip())
    text = re.sub(r"\s*\((?:\d+|[ivx]+)\)", "", text)
    text = _HOUR.sub(lambda m: f"{cardinal(int(m[1]), feminine=True)} heures {groups(m[2])}", text)
    text = _THOUSANDS.sub(r"\1\2", text)
    text = _PRESSURE.sub(r"\1 sur \2", text)
    text = _QUANTITY.sub(_quantity, text)
    text = _REAL.sub(lambda m: decimal(int(m[1]), m[2]), text)
    text = _NUMBER.sub(lambda m: cardinal(int(m[0])), text)
    text = _FEMININE_AFTER.sub("une ", text)
    text = re.sub(r"\b(?:VIII|VII|VI|IV|IX|XII|III|II)\b", lambda m: cardinal(_ROMAN[m[0]]), text)
    text = re.sub(r"\b(?:A|À) (?=l[a']|son |ce)", "À ", text)
    text = re.sub(r"\s+([,.)])", r"\1", text).replace("...", ".").replace(" : ", ", ").replace(" ; ", ", ")
    words = text.split()
    if _UNSAYABLE.search(text) or not 6 <= len(words) <= 45 or text.count("(") != text.count(")"):
        return ""
    if re.search(r"\b[A-Z]\.|[a-z][A-Z]|\w-\s|-$|'\s|\bM\.|\.\w|,\w", text) or not text.endswith("."):
        return ""
    if _WRONG.search(text) or not spelt_right(text):
        return ""
    if max(len(clause.split()) for clause in re.split(r"[,;:().]", text)) > 22:
        return ""
    return _lower_start(text)


def _quantity(match: re.Match[str]) -> str:
    value, unit, per = match[1].replace(".", ","), _UNITS[match[2].lower()], match[3]
    whole, _, digits = value.partition(",")
    words = decimal(int(whole), digits) if digits else cardinal(int(whole), feminine=unit == "heures")
    if float(value.replace(",", ".")) < 2:
        unit = unit.removesuffix("s") if unit not in ("pour cent",) else unit
    if per:
        unit += " par " + _UNITS[per.lower()].removesuffix("s")
    return f"{words} {unit}"


def _lower_start(text: str) -> str:
    if re.match(r"[LD]'", text):
        return text[0].lower() + text[1:]
    first = text.split(maxsplit=1)[0]
    return text if first.isupper() and len(first) > 1 else text[0].lower() + text[1:]


def case_document(reports: list[list[str]], chance: random.Random) -> str:
    """Six to ten sentences of one report, in order."""
    report = chance.choice(reports)
    size = chance.randint(5, 10)
    start = chance.randrange(max(1, len(report) - size + 1))
    lines = report[start : start + size]
    return "".join(line + (" " if chance.random() < 0.75 else "\n") for line in lines)
