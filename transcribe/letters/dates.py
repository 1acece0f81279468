"""French dates in a text: ``12 mars 2026``, ``1er mars 2026``, ``12/03/2026``, also in words."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from transcribe.french import fold, fold_in_place
from transcribe.french.calendar import MONTHS
from transcribe.french.cardinals import TENS, UNITS

_MONTH_NUMBERS = {fold(name): number for number, name in enumerate(MONTHS, 1)}
_UNITS = {word: value for value, word in enumerate(map(fold, UNITS))} | {"une": 1, "premier": 1}
_TENS = {**TENS, "vingts": 20}
_NUMBER_WORD = "|".join([*_UNITS, *_TENS, "cents?", "mille?", "mil", "et"])
_WRITTEN = re.compile(
    r"\b(?P<day>1er|1ᵉʳ|\d{1,2})\s+(?P<month>[a-zà-ÿ]{3,9})\s+(?P<year>\d{4})\b", re.IGNORECASE
)
_FIGURES = re.compile(r"\b(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})\b")
_SPOKEN = re.compile(
    rf"\b(?P<day>1er|\d{{1,2}}|(?:(?:{_NUMBER_WORD})[ -]){{1,4}}?)\s*(?P<month>{'|'.join(_MONTH_NUMBERS)})\s+"
    rf"(?P<year>\d{{4}}|(?:(?:{_NUMBER_WORD})(?:[ -]|\b)){{2,7}})"
)
_RANGE = re.compile(r"\bdu\s+(?:1er|\d{1,2})(?:\s+\w+){0,2}\s+au\s*$", re.IGNORECASE)
_RANGE_AFTER = re.compile(r"\s+au\s+(?:1er|\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at ``start:end``; ``in_range``: one end of « du … au … »."""

    start: int
    end: int
    iso: str
    in_range: bool = False


@lru_cache(maxsize=16)
def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All full dates of a text, in order. Impossible ones (31 février) are left out."""
    folded = fold_in_place(text)
    found: dict[int, FoundDate] = {}
    for pattern, source in ((_WRITTEN, text), (_FIGURES, text), (_SPOKEN, folded)):
        for match in pattern.finditer(source):
            iso = _iso(match["day"], match["month"], match["year"])
            end = match.end() - (len(match.group()) - len(match.group().rstrip(" -")))
            if iso and not any(d.start < end and match.start() < d.end for d in found.values()):
                is_range = bool(_RANGE.search(text[: match.start()]) or _RANGE_AFTER.match(text, end))
                found[match.start()] = FoundDate(match.start(), end, iso, is_range)
    return tuple(found[start] for start in sorted(found))


def written(iso: str) -> str:
    """``2026-03-01`` as ``1er mars 2026``, with no-break spaces; other values unchanged."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}\u00a0{MONTHS[day.month - 1]}\u00a0{day.year}"


def _iso(day: str, month: str, year: str) -> str:
    month_number = int(month) if month.isdecimal() else _MONTH_NUMBERS.get(fold(month), 0)
    day_number = 1 if fold(day) in {"1er", "1ᵉʳ"} else _number(day)
    year_number = _number(year)
    if year_number < 1880:
        return ""
    try:
        return date(year_number, month_number, day_number).isoformat()
    except ValueError:
        return ""


def _number(text: str) -> int:
    """Value of figures or of French number words below ten thousand."""
    if text.isdecimal():
        return int(text)
    total = group = 0
    for word in re.split(r"[ -]+", text.strip(" -")):
        if word in {"cent", "cents"}:
            group = max(group, 1) * 100
        elif word in {"mille", "mil"}:
            total, group = total + max(group, 1) * 1000, 0
        elif word in {"vingt", "vingts"} and group % 100 == 4:
            group += 76
        else:
            group += _UNITS.get(word, _TENS.get(word, 0))
    return total + group
