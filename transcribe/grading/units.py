"""Units as grading names them, by the reader of ``french``; words that tell when and how a drug is taken."""

from decimal import Decimal
from functools import lru_cache

from transcribe.french.roman import roman_words
from transcribe.french.units import read_counted

_SAME = {"UI": "unité"}
"""Units that are dictated and written for one another: « 10 unités » of insulin are 10 UI."""
_TYPED = {"u": "U", "U": "U", "gamma": "µg", "gammas": "µg"}
_SCALES: dict[str, tuple[str, Decimal]] = {
    **{unit: ("g", Decimal(power)) for unit, power in
       (("kg", "1E3"), ("g", "1"), ("mg", "1E-3"), ("µg", "1E-6"), ("ng", "1E-9"))},
    **{unit: ("L", Decimal(power)) for unit, power in
       (("L", "1"), ("dL", "1E-1"), ("cL", "1E-2"), ("mL", "1E-3"), ("µL", "1E-6"), ("cc", "1E-3"))},
    **{unit: ("m", Decimal(power)) for unit, power in
       (("m", "1"), ("cm", "1E-2"), ("mm", "1E-3"), ("µm", "1E-6"))},
}  # fmt: skip


SYMBOLS = frozenset(_SCALES) | {"h", "min", "j", "mmHg"}
"""Symbols of units, which have no plural."""


@lru_cache(maxsize=1 << 14)
def unit_at(keys: tuple[str, ...]) -> tuple[str, int]:
    """The unit that folded words begin with, under one name for all its writings, and how many words it takes.

    « G » and « T » are giga and tera only where something divides them.
    """
    if keys[0] in _TYPED:
        return _TYPED[keys[0]], 1
    if keys[0] in ("G", "T"):
        return (keys[0], 1) if keys[1:2] == ("/",) else ("", 0)
    found = read_counted(keys)
    return (_SAME.get(found.symbol, found.symbol), found.stop) if found else ("", 0)


def same_quantity(number: Decimal, unit: str, other_number: Decimal, other_unit: str) -> bool:
    """Whether « 2 g » and « 2000 mg » are one quantity."""
    one, other = _SCALES.get(unit), _SCALES.get(other_unit)
    if one is None or other is None or one[0] != other[0]:
        return False
    return number * one[1] == other_number * other[1]


ROMAN_AFTER = roman_words("noun", "name", "read")
ROMAN_BETWEEN = roman_words("between")
"""May stand between « grade » and its figure: « grade histopronostique II »."""

# words that tell when, how often and how a drug is taken
POSOLOGY = frozenset(
    [
        "matin", "matins", "midi", "minuit", "soir", "soirs", "coucher", "lever", "jour", "jours", "quotidien",
        "quotidienne", "semaine", "semaines", "mois", "heure", "heures", "fois", "comprimé", "comprimés",
        "gélule", "gélules", "goutte", "gouttes", "ampoule", "ampoules", "intraveineuse", "intramusculaire",
        "sous-cutanée", "orale", "repas", "jeun", "demain", "hier",
    ]
)  # fmt: skip
