"""What cannot be: a date of no calendar or with a word lost, a vital sign of nobody alive, a dose that no one gives.

Limits are wide: they tell a slip of the tongue or of the ear (60 °C, TA 12/80, SpO2 140 %) from a rare value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from transcribe.french.calendar import MONTH_NUMBERS, Date
from transcribe.french.doses import Substance, find_excesses, first_words
from transcribe.french.fold import fold_in_place
from transcribe.french.numbers import SPACE, WRITTEN_NUMBER, decimal_of
from transcribe.french.pressure import is_likely
from transcribe.french.tables import Row, rows
from transcribe.french.units import symbol_of

_LINK = r"(?:a|de|est|sont|etait|mesuree?|calculee?|:|=|,|artielle|arterielle|prise?|retrouvee?|cotee?)"
_WRITTEN = re.compile(rf"\b(\d{{1,2}})(?:er)?{SPACE}({'|'.join(MONTH_NUMBERS)})\b(?:{SPACE}(\d{{4}})\b)?")
_DAY_BEFORE = re.compile(rf"\b(?:du|le|les|des|au|entre){SPACE}(\d{{1,2}}(?:er)?{SPACE})$")
_NO_YEAR = re.compile(rf"{SPACE}(?:du|de|deux|2)(?=\s*(?:[.,;:)\n]|$))")
_NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])")
_PRESSURE = re.compile(
    rf"\b(?:ta|pa|tension(?:{SPACE}arterielle)?|pression{SPACE}arterielle)\b(?:{SPACE}?{_LINK}){{0,3}}{SPACE}?"
    rf"((\d{{1,3}}(?:,\d)?)/(\d{{1,3}}(?:,\d)?))(?![\d/])"
)
_RUN = re.compile(r"[^\W_]+")
_TENSIONS = frozenset({"ta", "pa", "tension", "pression"})

_DATE = "Date impossible : vérifier."
_LOST_LINK = "Date incomplète : un mot a pu se perdre entre les deux jours, vérifier."
_LOST_YEAR = "Date incomplète : l’année a pu se perdre, vérifier."
_VITAL = "Valeur impossible pour « {name} » : vérifier."
_TENSION = "Tension artérielle impossible : vérifier."


@dataclass(frozen=True, slots=True)
class Impossible:
    """``text[start:end]`` cannot be, and why, in French."""

    start: int
    end: int
    reason: str
    row: Row | None = None


def find_impossible(text: str, *, substance: Substance | None = None) -> tuple[Impossible, ...]:
    """Impossible dates, vital signs and doses of a written text, in order.

    ``substance`` tells the DCI of a brand; without it only drugs written by their DCI have a limit.
    """
    folded = fold_in_place(text)
    said = frozenset(_RUN.findall(folded))
    found = [*_dates(folded, said), *_pressures(folded, said), *_vitals(folded, said)]
    if substance is not None or not said.isdisjoint(first_words()):
        found.extend(
            Impossible(one.start, one.end, one.reason, one.row) for one in find_excesses(folded, substance)
        )
    return tuple(sorted(found, key=lambda one: one.start))


def _matches(
    pattern: re.Pattern[str], text: str, heads: frozenset[str], said: frozenset[str]
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds, looked for only where one of ``heads`` is ``said``."""
    stop = 0
    for start in sorted(place.start() for head in heads & said for place in _whole(head).finditer(text)):
        if start >= stop and (found := pattern.match(text, start)):
            stop = found.end()
            yield found


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{word}\b")


def _dates(folded: str, said: frozenset[str]) -> Iterator[Impossible]:
    if not said.isdisjoint(MONTH_NUMBERS):
        for match in _WRITTEN.finditer(folded):
            year = int(match[3] or 0)
            if not Date(int(match[1]), MONTH_NUMBERS[match[2]], year, 0, 0, "digits").is_possible:
                yield Impossible(match.start(), match.end(), _DATE)
            if before := _DAY_BEFORE.search(folded, max(0, match.start() - 12), match.start()):
                yield Impossible(before.start(1), match.end(2), _LOST_LINK)
            if not year and (after := _NO_YEAR.match(folded, match.end())):
                yield Impossible(match.start(), after.end(), _LOST_YEAR)
    for match in _NUMERIC.finditer(folded) if "/" in folded else ():
        if not Date(int(match[1]), int(match[2]), int(match[3]), 0, 0, "digits").is_possible:
            yield Impossible(match.start(), match.end(), _DATE)


def _pressures(folded: str, said: frozenset[str]) -> Iterator[Impossible]:
    for match in _matches(_PRESSURE, folded, _TENSIONS, said):
        if not is_likely(decimal_of(match[2]), decimal_of(match[3])):
            yield Impossible(match.start(1), match.end(1), _TENSION)


@cache
def _signs() -> tuple[re.Pattern[str], dict[str, Row], frozenset[str]]:
    """A pattern for the vital signs with their values, the row of each name, and what the names begin with."""
    found = {key: row for row in rows("vitals") for key in row.keys}
    names = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    pattern = (
        rf"\b({names})\b(?:{SPACE}?{_LINK}){{0,3}}{SPACE}?({WRITTEN_NUMBER})(?!\d|[,.]\d|/\d){SPACE}?"
        r"([^\W\d_]+(?:/[^\W\d_]+)?|%|°c?|/min|)"
    )
    return re.compile(pattern), found, frozenset(head[0] for key in found if (head := _RUN.match(key)))


def _vitals(folded: str, said: frozenset[str]) -> Iterator[Impossible]:
    pattern, table, heads = _signs()
    for match in _matches(pattern, folded, heads, said):
        row = table[match[1]]
        if match[3] in ("fois", "ans", "h", "heures", "jours") or not _takes(row, match[3]):
            continue
        if not row.number("low") <= decimal_of(match[2]) <= row.number("high"):
            yield Impossible(match.start(2), match.end(), _VITAL.format(name=row.forms[0]), row)


def _takes(row: Row, unit: str) -> bool:
    """Whether the limits of a sign are those of the unit that follows: a word of the sentence is none.

    « natrémie à 14 » and « sodium à 14 hier » are judged, « valproate de sodium 500 mg » is not.
    """
    symbol = "" if unit == "l" else symbol_of(unit)  # « l’après-midi »
    if (symbol or unit).lower() in row.texts("units"):
        return True
    return not symbol and not any(mark in unit for mark in ("/", "%", "°"))


def rows_in(text: str) -> tuple[Row, ...]:
    """The rows whose limits a text passes, for the tables' own examples."""
    return tuple(one.row for one in find_impossible(text) if one.row is not None)
