"""Drugs with a dose and a rhythm that doctors do prescribe, or none where this recipe knows none.

``doses.tsv``, written for this recipe, gives the usual doses of common substances and how they are taken; a
brand takes those of its substance. Any other drug is named with the forms of its class.
"""

import csv
import re
from functools import cache
from importlib import resources

from training.texts.grammar import Draw, phrases
from training.texts.lexicons import Term
from transcribe.french.said_numbers import cardinal, decimal

_UNITS = {
    "mg": "milligramme",
    "g": "gramme",
    "µg": "microgramme",
    "UI": "unité",
    "%": "pour cent",
}


_UNIT_AT_THE_END = re.compile(r" (?:milli|micro)grammes?$")


@cache
def usual_doses() -> dict[str, tuple[tuple[str, ...], str]]:
    """Substance → its usual doses in words, and a rhythm (a section of ``phrases/rythmes.txt``)."""
    file = resources.files("training.texts") / "doses.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["substance"]: (tuple(map(_words, row["doses"].split("|"))), row["rhythm"]) for row in rows}


def _words(dose: str) -> str:
    """ "2,5 mg" → "deux virgule cinq milligrammes"."""
    value, unit = dose.split(" ")
    whole, _, digits = value.partition(",")
    name = _UNITS[unit]
    if unit != "%" and float(value.replace(",", ".")) >= 2:
        name += "s"
    number = decimal(int(whole), digits) if digits else cardinal(int(whole), feminine=unit == "UI")
    return f"{number} {name}"


def prescription(draw: Draw, drug: Term) -> str:
    """ "bisoprolol cinq milligrammes le matin", "Xalatan, une goutte dans l'œil droit le soir"."""
    draw.notes["name"] = drug.text
    found = usual_doses().get(drug.substance or drug.text)
    if found:
        doses, rhythm = found
        usual = draw.chance.choice(doses)
        draw.notes |= {"usual": usual, "bare": _UNIT_AT_THE_END.sub("", usual)}
        return draw.text(draw.chance.choice(phrases("rythmes")[rhythm]))
    pools = phrases("prescriptions")
    pool = next((forms for tag, forms in pools.items() if tag in drug.tags), pools["orale"])
    return draw.text(draw.chance.choice(pool))


def dose(draw: Draw) -> str:
    """A dose that some drug has."""
    doses, _ = draw.chance.choice(list(usual_doses().values()))
    return draw.chance.choice(doses)
