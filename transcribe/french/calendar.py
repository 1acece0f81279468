"""The one reader of dates and clock times, in words and in figures.

Keys are folded words or figures, as for ``numbers``; « 12/03/2026 » may be one key or five.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from transcribe.french.cardinals import read_cardinal
from transcribe.french.counts import kind_of
from transcribe.french.fold import fold
from transcribe.french.numbers import Number, Said, read_ordinal, read_whole
from transcribe.french.tokens import Token, tokenise
from transcribe.french.units import symbol_of

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
"""As ``datetime.date.weekday`` counts them."""
_SHORT = {
    "janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTH_NUMBERS = {fold(name): number for number, name in enumerate(MONTHS, 1)}
"""The number of each month by its folded name."""
SHORT_MONTHS = frozenset(_SHORT)
"""The folded short names of months."""
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"([01]?\d|2[0-4])h([0-5]\d)?")
_COLON = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
HOURS = frozenset({"heure", "heures", "h"})
_NOONS = {"midi": 12, "minuit": 0}
_NOT_YEARS = frozenset("h heure heures ans an mg g kg mois jours jour semaines fois % comprimes".split())
_ENTERED = (1850, 2150)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in ``keys[start:stop]``; ``year`` is 0 when it is not said, below 100 when said on two digits.

    ``numeric``: said or written by numbers alone (« 12/03/2026 », « douze zéro trois vingt-six »).
    """

    day: int
    month: int
    year: int
    start: int
    stop: int
    said: Said
    numeric: bool = False

    @property
    def is_possible(self) -> bool:
        """Whether the calendar has it; 29 February is possible when the year is not known."""
        if not 1 <= self.month <= 12 or not 1 <= self.day <= _LONGEST[self.month - 1]:
            return False
        if self.year < 100:
            return True
        try:
            date(self.year, self.month, self.day)
        except ValueError:
            return False
        return True

    @property
    def iso(self) -> str:
        """``2026-03-12``; empty without its four-digit year, or when the calendar has no such day."""
        if self.year < 100 or not self.is_possible:
            return ""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class Clock:
    """A number of hours and minutes in ``keys[start:stop]``: a time of day, or how long something lasts.

    ``minute`` is None when no minutes were said (« huit heures »).
    """

    hour: int
    minute: int | None
    start: int
    stop: int
    said: Said


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of a text, at ``start:end`` of its characters; ``in_range``: one end of « du … au … »."""

    start: int
    end: int
    iso: str
    in_range: bool = False


def month_of(key: str) -> int:
    """The number of a month by its folded name, whole or short; 0 for any other word."""
    return MONTH_NUMBERS.get(key) or _SHORT.get(key, 0)


def full_year(year: int, *, pivot: int = 50) -> int:
    """A year on two digits in its century: below ``pivot`` in this one; others unchanged."""
    return year if year >= 100 or year < 0 else year + (2000 if year < pivot else 1900)


def read_date(keys: Sequence[str], start: int = 0) -> Date | None:
    """The date at ``start``, with or without its year; days that no month has are read, see ``is_possible``."""
    if start >= len(keys):
        return None
    return _in_one_key(keys[start], start) or _written(keys, start) or _numeric(keys, start)


def _in_one_key(key: str, start: int) -> Date | None:
    if found := _ISO.fullmatch(key):
        return _plausible(Date(int(found[3]), int(found[2]), int(found[1]), start, start + 1, "digits", True))
    if found := _NUMERIC.fullmatch(key):
        return _plausible(Date(int(found[1]), int(found[3]), int(found[4]), start, start + 1, "digits", True))
    return None


def _plausible(found: Date) -> Date | None:
    """A date by numbers alone is one only when the numbers fit."""
    return found if 1 <= found.month <= 12 and 1 <= found.day <= 31 else None


def _written(keys: Sequence[str], start: int) -> Date | None:
    day = read_day(keys, start)
    if day is None or day[1] >= len(keys) or not (month := month_of(keys[day[1]])):
        return None
    place = day[1] + 1
    short = keys[day[1]] in _SHORT
    if short and keys[place : place + 1] and keys[place] == ".":
        place += 1
    year = read_year(keys, place)
    if keys[day[1]] == "sept" and (not keys[start][0].isdecimal() or (year is None and place == day[1] + 1)):
        return None  # « trois sept » is two numbers
    said = _said(keys, start, day[1], year)
    return Date(day[0], month, year[0] if year else 0, start, year[1] if year else place, said)


def _said(keys: Sequence[str], start: int, month: int, year: tuple[int, int] | None) -> Said:
    parts = [*keys[start:month], *(keys[month + 1 : year[1]] if year else ())]
    figures = [part[:1].isdecimal() for part in parts]
    return "digits" if all(figures) else "mixed" if any(figures) else "words"


def read_day(keys: Sequence[str], start: int) -> tuple[int, int] | None:
    """The day of a month at ``start`` and where it stops: « premier », « 1er », « 1 », « trente et un »."""
    ordinal = read_ordinal(keys, start)
    if ordinal is not None and ordinal.value == 1 and keys[start][-1] in "r1":
        return 1, ordinal.stop
    number = read_whole(keys, start)
    if number is None or not number.is_whole or not 1 <= number.value <= 99:
        return None
    return int(number.value), number.stop


def read_year(keys: Sequence[str], start: int) -> tuple[int, int] | None:
    """The year at ``start`` and where it stops: « 2026 », « mil neuf cent vingt », « 26 », « soixante-dix ».

    On two digits only when nothing after makes it a count.
    """
    number = read_whole(keys, start)
    if number is None or not number.is_whole:
        return None
    following = keys[number.stop] if number.stop < len(keys) else ""
    if _ENTERED[0] <= number.value <= _ENTERED[1]:
        return int(number.value), number.stop
    short = 10 <= number.value <= 99 and (number.said == "words" or len(number.figures) == 2)
    if short and following not in _NOT_YEARS:
        return int(number.value), number.stop
    return None


def _numeric(keys: Sequence[str], start: int) -> Date | None:
    """« douze zéro trois deux mille vingt-six », « trois cinq vingt-six », « 12 / 03 / 2026 » in its pieces."""
    place, said = start, set[str]()
    parts: list[int] = []
    for what in ("day", "month", "year"):
        two = _two_digits(keys, place)
        number = read_whole(keys, place) if two is None else None
        found = two or ((int(number.value), number.stop) if number and number.is_whole else None)
        if found is None:
            return None
        said.add("digits" if keys[place][0].isdecimal() else "words")
        parts.append(found[0])
        place = found[1]
        if what != "year" and place < len(keys) and keys[place] in ("/", "-", "."):
            place += 1
    if not (_ENTERED[0] <= parts[2] <= _ENTERED[1] or 0 <= parts[2] <= 99):
        return None
    kind: Said = "mixed" if len(said) > 1 else "digits" if "digits" in said else "words"
    return _plausible(Date(parts[0], parts[1], parts[2], start, place, kind, True))


def read_month_and_year(words: Sequence[str]) -> tuple[int, int] | None:
    """The month and the year of a birth in one row of number words: « trois mille neuf cent cinquante » is 3, 1950.

    None where the words are none: no month has that number, or the year is not of the twentieth century.
    """
    heads = [place for place, key in enumerate(words) if key.split("-")[0] in ("mille", "mil")]
    if not heads or not heads[0]:
        return None
    month, year = read_cardinal(words[: heads[0]]), read_cardinal(words[heads[0] :])
    if month is None or year is None or month.used < heads[0] or year.used < len(words) - heads[0]:
        return None
    return (month.value, year.value) if 1 <= month.value <= 12 and 1900 <= year.value <= 1999 else None


def read_run_together(words: Sequence[str]) -> tuple[Date, ...]:
    """The dates that one row of number words may be: « vingt deux mille neuf cent cinquante » is 20/2/1950."""
    found = []
    for place in range(1, len(words)):
        day, rest = read_cardinal(words[:place]), read_month_and_year(words[place:])
        if day is None or rest is None or day.used < place:
            continue
        date_said = Date(day.value, *rest, 0, len(words), "words", numeric=True)
        if date_said.is_possible:
            found.append(date_said)
    return tuple(found)


def _two_digits(keys: Sequence[str], start: int) -> tuple[int, int] | None:
    """« zéro trois » as a number of two digits."""
    first = read_whole(keys, start)
    if first is None or first.figures != "0":
        return None
    second = read_whole(keys, first.stop)
    if second is None or not second.is_whole or not second.value <= 9:
        return None
    return int(second.value), second.stop


def read_clock(keys: Sequence[str], start: int = 0) -> Clock | None:
    """Hours and minutes at ``start``: « huit heures zéro cinq », « 16 h 30 », « 16h », « 16:30 », « midi et demi ».

    What follows the hours is minutes only when nothing counts it: in « 8 h 2 fois » the time ends after « h ».
    """
    if start >= len(keys):
        return None
    if found := _CLOCK.fullmatch(keys[start]) or _COLON.fullmatch(keys[start]):
        return Clock(int(found[1]), int(found[2]) if found[2] else None, start, start + 1, "digits")
    if keys[start] in _NOONS:
        minute, stop, shift = _minutes(keys, start + 1)
        return Clock(_NOONS[keys[start]] + shift, minute, start, stop, "words") if minute else None
    number = read_whole(keys, start)
    hours = number is not None and number.is_whole and number.value <= 24
    if number is None or not hours or HOURS.isdisjoint(keys[number.stop : number.stop + 1]):
        return None
    minute, stop, shift = _minutes(keys, number.stop + 1)
    return (
        Clock(int(number.value) + shift, minute, start, stop, number.said)
        if number.value + shift >= 0
        else None
    )


def _minutes(keys: Sequence[str], start: int) -> tuple[int | None, int, int]:
    """The minutes at ``start``, where they stop, and what they take from the hour (« moins le quart »)."""
    following = [*keys[start : start + 3], "", "", ""]
    if following[0] == "et" and following[1] in ("demie", "demi"):
        return 30, start + 2, 0
    if following[0] == "et" and following[1] == "quart":
        return 15, start + 2, 0
    if following[:3] == ["moins", "le", "quart"]:
        return 45, start + 3, -1
    if following[0] == "moins" and (less := read_whole(keys, start + 1)) and 1 <= less.value <= 29:
        return 60 - int(less.value), less.stop, -1
    two = _two_digits(keys, start)
    number = read_whole(keys, start) if two is None else None
    found = two or ((int(number.value), number.stop) if number and _may_be_minutes(keys, number) else None)
    if found is None or not 0 < found[0] < 60:
        return None, start, 0
    after = keys[found[1]] if found[1] < len(keys) else ""
    return found[0], found[1] + (after in ("minute", "minutes", "min", "mn")), 0


def _may_be_minutes(keys: Sequence[str], number: Number) -> bool:
    """Whether a number after hours is minutes: « 8 heures 5 », « 8 h 05 », not « 8 h 2 fois », « 9 h 2 patients »."""
    if not number.is_whole or keys[number.start] in ("un", "une"):
        return False
    after = keys[number.stop] if number.stop < len(keys) else ""
    if kind_of(after) in ("form", "taking") or symbol_of(after) not in ("", "min"):
        return False
    if number.value >= 10 or (number.said == "digits" and len(number.figures) == 2):
        return after not in ("ans", "mois")
    return not after.endswith(("s", "x")) or after in _AFTER_TIMES


# Small words in -s or -x that may follow a time; any other plural after one digit is counted by it.
_AFTER_TIMES = frozenset(
    "apres avais c'etais dans des depuis ensuite les mais minutes moins nous ses vous plus puis sans tous vers".split()
)


@lru_cache(maxsize=16)
def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All full dates of a text, in order. Impossible ones (31 février) are left out."""
    tokens = tokenise(text)
    keys = [token.key for token in tokens]
    found: list[FoundDate] = []
    place = 0
    while place < len(tokens):
        seen = read_date(keys, place) if _may_begin(tokens[place]) else None
        iso = _iso(seen) if seen is not None and _is_one_line(tokens, seen) else ""
        if seen is None or not iso:
            place += 1
            continue
        start, end = tokens[seen.start].start, tokens[seen.stop - 1].end
        found.append(FoundDate(start, end, iso, _in_range(keys, seen.start, seen.stop)))
        place = seen.stop
    return tuple(found)


def _may_begin(token: Token) -> bool:
    return token.kind in ("number", "ordinal", "code", "word")


def _iso(found: Date) -> str:
    """A full date of a text: its year on four digits, from 1880 on, in the figures or words people use."""
    if found.numeric and found.said == "words":
        return ""
    return found.iso if found.year >= 1880 else ""


def _is_one_line(tokens: Sequence[Token], found: Date) -> bool:
    return all(token.kind != "break" for token in tokens[found.start : found.stop])


def _in_range(keys: Sequence[str], start: int, stop: int) -> bool:
    """Whether « du 3 (mars) au » stands before, or « au 4 » after."""
    if stop + 1 < len(keys) and keys[stop] == "au" and keys[stop + 1][0].isdecimal():
        return True
    if not start or keys[start - 1] != "au":
        return False
    return any(keys[place] == "du" and read_day(keys, place + 1) for place in range(max(0, start - 6), start))


def written(iso: str) -> str:
    """``2026-03-01`` as ``1er mars 2026``, with no-break spaces; other values unchanged."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}\u00a0{MONTHS[day.month - 1]}\u00a0{day.year}"
