"""Why a number, a unit, a date or a time was written otherwise."""

from collections.abc import Sequence

from transcribe.french import fold
from transcribe.grading.align import distance
from transcribe.grading.tokens import Token
from transcribe.grading.units import POSOLOGY
from transcribe.grading.verdicts import Verdict

_LONG_UNIT = 5
_CALENDAR = frozenset({"j", "sem", "h", "an", "mois", "fois"})
_MASSES = frozenset({"g", "mg", "kg"})


def judge_values(one: Sequence[Token], other: Sequence[Token]) -> Verdict:
    """The verdict on tokens of which at least one expected is a value."""
    if {token.text for token in (*one, *other)} == {"L", "R"}:
        return "code", "terminology", "critical"  # « 4L » and « 4R » are nodes of the chest, not litres
    if any(token.kind == "date" for token in one):
        return "date", "dose", "critical"
    wanted, given = _numbers(one), _numbers(other)
    if wanted == given and (verdict := _judge_units(one[-1], other[-1])):
        return verdict
    if len(wanted) == len(given) == 1 and _digits(wanted[0]) == _digits(given[0]):
        return "decimal", "dose", "critical"
    return "dose", "dose", "critical"


def _numbers(tokens: Sequence[Token]) -> list[str]:
    return [token.key for token in tokens if token.key[:4] in {"num:", "ord:"}]


def _digits(key: str) -> str:
    return key.removeprefix("num:").replace(".", "").strip("0")


def _judge_units(one: Token, other: Token) -> Verdict | None:
    if (one.key, other.key) == ("unité", "U"):
        return "abbreviation_unit", "abbreviation", "minor"
    if one.kind == other.kind == "unit":
        return "unit", "dose", "critical"
    if one.kind == "unit" and other.kind == "word":
        return _judge_misspelt(one, fold(one.text), fold(other.text))
    return None


def _judge_misspelt(one: Token, wanted: str, found: str) -> Verdict:
    """A unit that became something that is no unit: misspelt, badly abbreviated, or another word."""
    if one.key in POSOLOGY or one.key in _CALENDAR or len(one.text) > _LONG_UNIT:
        if wanted == found:
            return "accent", "accent", "minor"
        near = distance(wanted, found) <= 0.4
        return ("spelling", "spelling", "minor") if near else ("posology", "dose", "critical")
    near = distance(wanted, found) <= 0.5 and found not in _MASSES
    return ("abbreviation_unit", "abbreviation", "minor") if near else ("unit", "dose", "critical")
