"""Dates of a text, full or not, birth dates among them; and the same dates some days later or earlier."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from transcribe.anonymising.types import Found
from transcribe.french import Token, tokenise
from transcribe.french.calendar import (
    MONTHS,
    WEEKDAYS,
    Date,
    full_year,
    month_of,
    read_date,
    read_day,
    read_year,
)
from transcribe.french.numbers import read_whole
from transcribe.french.units import symbol_of
from transcribe.french.word_sorts import sorted_words

_BIRTH = re.compile(r"\b(?:née?s?|naissance|ddn|naiss)\b[^.;\n]{0,45}$", re.IGNORECASE)
_ARTICLES = frozenset("le du au des les ce".split())
# In front of a month alone: « depuis janvier », « le mois de juin »; it moves as the dates around it do.
_MONTH_LINKS = frozenset("de d' en depuis fin debut courant mi des jusqu'en".split())
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])/((?:19|20)\d\d)")
_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})")
_CLOCK = frozenset("h heure heures fois".split())
_SMALL = sorted_words("preposition", "to", "with", "link", "auxiliary", "moment") | frozenset(
    "a prochain dernier".split()
)
_BORN_ON = (["ne", "le"], ["nee", "le"], ["naissance", "le"], ["naissance", ":"])
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


def find_dates(text: str, tokens: Sequence[Token]) -> list[Found]:
    """« 14 octobre 2026 », « 7 mai », « 22/07/1981 », « mars 2025 », « née en 1974 », in figures or in words."""
    keys = [token.key for token in tokens]
    found: list[Found] = []
    place = 0
    while place < len(tokens):
        stop = _date_at(tokens, keys, place)
        if stop <= place:
            place += 1
            continue
        start, end = tokens[place].start, tokens[stop - 1].end
        born = bool(_BIRTH.search(text, max(0, start - 60), start))
        found.append(
            Found(start, end, "birth" if born else "date", 1.0, "date de naissance" if born else "date")
        )
        place = stop
    return found


def _date_at(tokens: Sequence[Token], keys: Sequence[str], place: int) -> int:
    """Where a date that begins at a token stops; ``place`` when none does."""
    before = keys[place - 1] if place else ""
    seen = read_date(keys, place)
    if seen is not None and _is_date(tokens, seen, before):
        return seen.stop
    if month_of(keys[place]) and len(keys[place]) > 2:
        return _month_end(tokens, keys, place, before)
    if before == "en" and place > 1 and keys[place - 2] in ("ne", "nee"):
        year = read_year(keys, place)
        return year[1] if year is not None else place
    return max(
        _range_end(keys, place, before),
        _short_end(keys, place, before),
        _weekday_end(tokens, keys, place, before),
        _birth_end(keys, place),
    )


def _weekday_end(tokens: Sequence[Token], keys: Sequence[str], place: int, before: str) -> int:
    """« (le) mardi 14 », « vendredi dix »; not « mardi 14 h », « le lundi 3 comprimés »."""
    day = read_day(keys, place + 1) if keys[place] in WEEKDAYS else None
    if day is None:
        return place
    stop = day[1]
    following = keys[stop] if stop < len(keys) else ""
    if stop >= len(keys) or tokens[stop].kind == "break":
        return stop
    if tokens[stop].kind == "mark":
        return stop if following in (".", ",", ";", ")", ":") and tokens[stop].text != "/" else place
    if symbol_of(following) or following in _CLOCK or month_of(following):
        return place
    if read_whole(keys, stop) is not None or (following.endswith(("s", "x")) and following not in _SMALL):
        return place
    told = before in _ARTICLES | {"a", "pour", "depuis"} or following in _SMALL
    return stop if told else place


def _birth_end(keys: Sequence[str], place: int) -> int:
    """What is said behind « né le » in numbers that no calendar reads: « dix-neuf dix mille neuf cent soixante »."""
    if place < 2 or list(keys[place - 2 : place]) not in _BORN_ON:
        return place
    stop, count = place, 0
    while stop < len(keys) and (number := read_whole(keys, stop)) is not None:
        count, stop = count + len(number.figures), number.stop
    return stop if count > 4 else place


def _month_end(tokens: Sequence[Token], keys: Sequence[str], place: int, before: str) -> int:
    """« mars 2025 », « depuis mars »."""
    year = read_year(keys, place + 1)
    if year is not None and _FIRST_YEAR <= year[0] <= _LAST_YEAR:
        return year[1]
    return place + 1 if before in _MONTH_LINKS and not tokens[place].is_capital else place


def _range_end(keys: Sequence[str], place: int, before: str) -> int:
    """« (du) premier au neuf avril »."""
    day = read_day(keys, place)
    if (
        day is None
        or day[1] >= len(keys)
        or keys[day[1]] not in ("au", "et")
        or before not in ("du", "le", "les")
    ):
        return place
    other = read_date(keys, day[1] + 1)
    return other.stop if other is not None and not other.numeric else place


def _short_end(keys: Sequence[str], place: int, before: str) -> int:
    """« (le) 12/03 », « 12/2024 »; « 14/8 » without an article is a blood pressure."""
    if before != "/" and _MONTH_YEAR.fullmatch("".join(keys[place : place + 3])):
        return place + 3
    if before not in _ARTICLES or place + 2 >= len(keys) or keys[place + 1] != "/":
        return place
    pair = _SHORT.fullmatch("".join(keys[place : place + 3]))
    fits = pair is not None and int(pair[1]) <= 31 and int(pair[2]) <= 12
    return place + 3 if fits and keys[place + 3 : place + 4] != ["/"] else place


def _is_date(tokens: Sequence[Token], seen: Date, before: str) -> bool:
    if any(token.kind == "break" for token in tokens[seen.start : seen.stop]):
        return False
    if not seen.numeric:
        return True
    if seen.said == "digits":
        joined = seen.stop - seen.start
        return joined != 3 and seen.year != 0  # « 12 3 26 » without strokes is no date
    return seen.year >= _FIRST_YEAR and before in _ARTICLES


def shifted(text: str, days: int, *, year: int = 0) -> str:
    """A date some days later, written as it was: « 14 octobre 2026 », « 22/07/1981 », « mars 2025 ».

    ``year`` stands for the year that was left out. What cannot be read is left: empty text.
    """
    keys = [token.key for token in tokenise(text)]
    if not keys:
        return ""
    year = year or date.today().year
    if "au" in keys or "et" in keys:
        return _range_shifted(keys, days, year=year)
    if short := _SHORT.fullmatch("".join(keys)):
        moved = _moved(year, int(short[2]), int(short[1]), days)
        return f"{moved.day:02d}/{moved.month:02d}" if moved else ""
    if found := _MONTH_YEAR.fullmatch("".join(keys)):
        moved = _moved(int(found[2]), int(found[1]), 15, days)
        return f"{moved.month:02d}/{moved.year}" if moved else ""
    if keys[0] in WEEKDAYS:
        return _weekday_shifted(tokenise(text)[0].text, keys, days, year)
    return _full_shifted(text, keys, days, year)


def _full_shifted(text: str, keys: Sequence[str], days: int, year: int) -> str:
    seen = read_date(keys, 0)
    if seen is None or seen.stop != len(keys):
        return _month_shifted(keys, days, year)
    moved = _moved(full_year(seen.year) if seen.year else year, seen.month, seen.day, days)
    return _as_written(text, moved, seen) if moved else ""


def _weekday_shifted(weekday: str, keys: Sequence[str], days: int, year: int) -> str:
    """« mardi 14 » by whole weeks, from the first month of the year in which the 14th is a Tuesday."""
    day = read_day(keys, 1)
    if day is None or day[1] != len(keys):
        return ""
    for month in range(1, 13):
        moved = _moved(year, month, day[0], 0)
        if moved is not None and moved.weekday() == WEEKDAYS.index(keys[0]):
            later = moved + timedelta(days=days)
            return f"{weekday} {_day(later)}"
    return ""


def _month_shifted(keys: Sequence[str], days: int, year: int) -> str:
    """« mars 2025 », « mars », « 1974 », as their middle moves."""
    month = month_of(keys[0])
    said = read_year(keys, 1 if month else 0)
    if month == 0 and said is None:
        return ""
    moved = _moved(said[0] if said else year, month or 7, 15 if month else 1, days)
    if moved is None:
        return ""
    parts = ([MONTHS[moved.month - 1]] if month else []) + ([str(moved.year)] if said else [])
    return " ".join(parts)


def _range_shifted(keys: Sequence[str], days: int, *, year: int) -> str:
    """« 1er au 9 avril 2026 » some days later; the first month is named where the two differ."""
    first = read_day(keys, 0)
    last = read_date(keys, first[1] + 1) if first is not None else None
    if first is None or last is None:
        return ""
    full = last.year or year
    since, until = _moved(full, last.month, first[0], days), _moved(full, last.month, last.day, days)
    if since is None or until is None:
        return ""
    month = "" if since.month == until.month else f" {MONTHS[since.month - 1]}"
    end = f" {until.year}" if last.year else ""
    return f"{_day(since)}{month} {keys[first[1]]} {_day(until)} {MONTHS[until.month - 1]}{end}"


def _day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _moved(year: int, month: int, day: int, days: int) -> date | None:
    try:
        return date(year, month, day) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None


def _as_written(text: str, moved: date, seen: Date) -> str:
    if seen.numeric:
        sign = next((c for c in text if not c.isalnum() and not c.isspace()), "/")
        year = f"{moved.year:04d}" if seen.year >= 100 else f"{moved.year % 100:02d}"
        if re.match(r"\d{4}\D", text):
            return sign.join((year, f"{moved.month:02d}", f"{moved.day:02d}"))
        return sign.join((f"{moved.day:02d}", f"{moved.month:02d}", year))
    space = "\u00a0" if "\u00a0" in text else " "
    parts = [_day(moved), MONTHS[moved.month - 1]]
    if seen.year:
        parts.append(str(moved.year))
    return space.join(parts)
