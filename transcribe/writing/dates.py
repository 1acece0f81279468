"""Dates, clock times, years."""

import re
from collections.abc import Sequence

from transcribe.french.calendar import (
    HOURS,
    MONTH_NUMBERS,
    MONTHS,
    SHORT_MONTHS,
    read_clock,
    read_date,
    read_month_and_year,
    read_run_together,
    read_year,
)
from transcribe.french.calendar import Clock as SaidClock
from transcribe.french.calendar import Date as SaidDate
from transcribe.french.cardinals import NUMBER_WORDS
from transcribe.french.numbers import read_whole
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import NB, Draft, Item
from transcribe.writing.numbers import leave_spoken
from transcribe.writing.readings import Clock, Date, Number, Year
from transcribe.writing.spans import is_paused, keys_from
from transcribe.writing.starts import number_starts
from transcribe.writing.words import word_set

_YEAR_BEFORE = word_set(
    "en depuis annee annees an debut fin courant mi des jusqu'en ete automne hiver printemps noel"
)
_DAY_BEFORE = sorted_words("day") | word_set("le du au date dates naissance")
_AFTER_DURATION = frozenset({"de", "du", "des", "plus", "apres", "post", "d'evolution"})
_AFTER_DATE = sorted_words("of", "to", "with", "preposition", "pronoun", "link") | {"a"}
_BORN = frozenset({"né", "née", "nés", "nées"})
_LAST_YEAR = 2150
_UNCLEAR_BIRTH = "Une date de naissance dont le jour, le mois et l’année se confondent : vérifier."
_HEARD_CLOCK = re.compile(r"([01]?\d|2[0-4])h(\d{2})?")


def write_dates(draft: Draft) -> None:
    """Writes days, months, years and clock times."""
    for index in number_starts(draft, _PLACES):
        item = draft.items[index]
        if item.role != "word" or item.settled:
            continue
        if item.number is not None:
            if not (_number(draft, index) or _glued_birth(draft, index)):
                _lone_year(draft, index)
        elif item.key in _STARTS:
            _STARTS[item.key](draft, index)
        elif item.key[:1].isdecimal():
            _date(draft, index) or (_HEARD_CLOCK.fullmatch(item.key) and _clock(draft, index))


def _number(draft: Draft, index: int) -> Item | None:
    if not _goes_on(draft.items, index):
        return None
    keys = keys_from(draft.items, index)
    return (
        _run_in(draft, index)
        or _date(draft, index, keys)
        or _clock(draft, index, keys)
        or _april(draft, index)
    )


def _goes_on(items: list[Item], index: int) -> bool:
    """Whether what follows a number may make it a date or a time: a month, hours, other figures."""
    if items[index].trail or index + 1 >= len(items):
        return False
    follow = items[index + 1]
    return follow.number is not None or follow.key < ":" or follow.key in _AFTER_NUMBER or "-" in follow.key


def _date(draft: Draft, index: int, keys: Sequence[str] | None = None) -> Item | None:
    items = draft.items
    found = read_date(keys or keys_from(items, index))
    if found is None:
        return None
    if found.numeric:
        return _numeric_date(draft, index, found)
    before = items[index - 1].key if index else ""
    if (items[index].article and before not in ("le", "du", "au")) or not 1 <= found.day <= 31:
        return None
    month = next(place for place in range(index, index + found.stop) if items[place].key in MONTH_NUMBERS)
    stop, year = _year_after(items, month)
    return _write_month(draft, index, stop, found.day, found.month, year)


def _month(draft: Draft, index: int) -> None:
    """ "mars deux mille vingt-quatre", without a day."""
    stop, year = _year_after(draft.items, index)
    if year:
        _write_month(draft, index, stop, 0, MONTH_NUMBERS[draft.items[index].key], year)


def _write_month(draft: Draft, start: int, stop: int, day: int, month: int, year: int) -> Item:
    shown = "1er" if day == 1 else str(day or "")
    name = MONTHS[month - 1]
    text = (
        f"{shown}{NB}{name} {year}" if day and year else NB.join(filter(None, (shown, name, str(year or ""))))
    )
    heard = " ".join(t.heard for t in draft.items[start:stop])
    same = heard == text.replace(NB, " ")
    return draft.merge(start, stop, text, Date(day, month, year), "date", kind="typography" if same else None)


def _year_after(items: list[Item], month: int) -> tuple[int, int]:
    """Index after the year that follows a month, and the year; 0 when none does."""
    place = month + 1
    if place >= len(items) or items[month].trail:
        return month + 1, 0
    if re.fullmatch(r"[12]\.\d{3}", items[place].text):
        return place + 1, int(items[place].text.replace(".", ""))
    if items[place].number == "2000" and items[place].trail == "," and place + 1 < len(items):
        # The recogniser hears "deux mille, vingt-six".
        rest = items[place + 1]
        if rest.is_integer and 10 <= rest.value <= 99:
            return place + 2, 2000 + int(rest.value)
    year = read_year(keys_from(items, place, 2), 0)
    return (place + 1, year[0]) if year and year[0] >= 100 else (month + 1, 0)


def _numeric_date(draft: Draft, index: int, found: SaidDate) -> Item | None:
    """ "le douze zéro trois deux mille vingt-six" → 12/03/2026, "né le zéro trois zéro quatre soixante-dix"."""
    items = draft.items
    if found.stop == 1 or (items[index].key == "0" and len(items[index].text) > 1):
        return None
    due = _is_due(items, index)
    if found.year < 100 and (not due or found.stop < 3 or items[index].article):
        return None
    if 100 <= found.year < 1900:
        return None
    return _write_numeric(draft, index, index + found.stop, found.day, found.month, found.year)


def _write_numeric(draft: Draft, start: int, stop: int, day: int, month: int, year: int) -> Item:
    return draft.merge(start, stop, _numeric_text(day, month, year), Date(day, month, year), "date")


def _numeric_text(day: int, month: int, year: int) -> str:
    return f"{day:02d}/{month:02d}/{year:02d}"


def _april(draft: Draft, index: int) -> Item | None:
    """ "né le douze zéro quatre vingt-cinq" → 12/04/25: the month and the year heard as one number, 85."""
    items = draft.items
    figures = [item.number if item.is_integer else None for item in items[index : index + 3]]
    paused = any(item.trail for item in items[index : index + 2])
    if len(figures) < 3 or None in figures or paused or not _is_due(items, index):
        return None
    day, zero, rest = (int(one or "0") for one in figures)
    if not 1 <= day <= 31 or figures[1] != "0" or rest // 10 != 8 or zero:
        return None
    if len(items) > index + 3 and items[index + 3].number is not None and not items[index + 2].trail:
        return None
    year = rest - 60
    return draft.merge(index, index + 3, f"{day:02d}/04/{year}", Date(day, 4, year), "date")


def _run_in(draft: Draft, index: int) -> Item | None:
    """ "né le douze trois mille neuf cent cinquante" → 12/03/1950: the month and the year heard as one number, 3950."""
    items = draft.items
    place = index + 1
    if items[place].number == "0" and not items[place].trail:
        place += 1
    last = items[place] if place < len(items) else items[index]
    found = read_month_and_year(_words_of(last))
    if found is None or items[index].trail or not (_is_due(items, index) or _tells_birth(items, index)):
        return None
    day = 1 if items[index].key == "premier" else int(items[index].value)
    if not (_is_due(items, index) or not items[index].article) or not _ends(items, place):
        return None
    if not SaidDate(day, *found, 0, 0, "words").is_possible:
        return None
    return _write_numeric(draft, index, place + 1, day, *found)


def _glued_birth(draft: Draft, index: int) -> Item | None:
    """ "né le vingt deux mille neuf cent cinquante", 22 950 or 20/02/1950, stays in words, with a doubt."""
    items = draft.items
    words = _words_of(items[index])
    if (
        not words
        or items[index].value < _LAST_YEAR
        or not _tells_birth(items, index)
        or not _ends(items, index)
    ):
        return None
    readings = [_numeric_text(one.day, one.month, one.year) for one in read_run_together(words)]
    return leave_spoken(draft, items[index : index + 1], _UNCLEAR_BIRTH, readings, kind="identity")


def _words_of(item: Item) -> tuple[str, ...]:
    reading = item.reading
    return reading.words if isinstance(reading, Number) and not reading.settled else ()


def _tells_birth(items: list[Item], index: int) -> bool:
    """Whether a birth is dated just before: « né le », « date de naissance : »."""
    place = index - 1
    while place >= 0 and (items[place].key in ("le", "au", "du") or items[place].text == ":"):
        place -= 1
    if place < 0:
        return False
    if items[place].key == "naissance":
        return "date" in [item.key for item in items[max(0, place - 2) : place]] or place == index - 2
    return items[place].text.lower() in _BORN


def _ends(items: list[Item], index: int) -> bool:
    """Whether the item counts nothing: a pause or a small word comes after it."""
    return is_paused(items, index + 1) or items[index + 1].key in _AFTER_DATE


def _is_due(items: list[Item], index: int) -> bool:
    """Whether a date is called for by the word before: « né le »."""
    return bool(index) and items[index - 1].key in _DAY_BEFORE and not items[index - 1].trail


def _lone_year(draft: Draft, index: int) -> None:
    items = draft.items
    item = items[index]
    if not item.is_integer or not 1900 <= item.value <= 2100 or not index:
        return
    before = items[index - 1]
    if before.key in _YEAR_BEFORE and not before.trail:
        item.reading = Year(item.number or "")


def _first_of_range(draft: Draft, index: int) -> None:
    """ "du premier au cinq août" → du 1er au 5 août; "premier mars"; "le premier deux deux mille vingt-quatre"."""
    items = draft.items
    if _date(draft, index) or items[index].trail or (index + 1 < len(items) and _run_in(draft, index)):
        return
    if _is_due(items, index) and (figures := read_date(["1", *keys_from(items, index + 1)])):
        whole = figures.numeric and figures.stop > 2 and figures.year >= 100
        if whole and _numeric_date(draft, index, figures):
            return
    keys = keys_from(items, index + 1, 3)
    if len(keys) == 3 and keys[0] in ("au", "et") and keys[1].isdecimal() and keys[2] in MONTH_NUMBERS:
        items[index].rewrite("1er", "date", Date(day=1))


def _clock(draft: Draft, index: int, keys: Sequence[str] | None = None) -> Item | None:
    items = draft.items
    found = read_clock(keys or keys_from(items, index))
    if found is None:
        return None
    glued = found.stop == 1
    if found.minute is None and not glued and not _is_moment(items, index, index + found.stop):
        return None
    return _write_clock(draft, index, found)


def _write_clock(draft: Draft, index: int, found: SaidClock) -> Item:
    text = f"{found.hour}{NB}h" + (f"{NB}{found.minute:02d}" if found.minute is not None else "")
    return draft.merge(index, index + found.stop, text, Clock(found.hour, found.minute or 0), "heure")


def _is_moment(items: list[Item], index: int, stop: int) -> bool:
    """Whether "à huit heures" is a time of day rather than a duration."""
    before = items[index - 1] if index else None
    after = items[stop].key if stop < len(items) and not items[stop - 1].trail else ""
    if [t.key for t in items[stop : stop + 2]] in (["du", "matin"], ["du", "soir"]):
        return True
    if after in _AFTER_DURATION or after.startswith("d'") or before is None or before.trail:
        return False
    if before.key in ("de", "entre") and _is_span(items, stop):
        return True
    if before.key in ("a", "et") and index > 1 and isinstance(items[index - 2].reading, Clock):
        return True
    counts = index > 1 and items[index - 2].number is not None and not items[index - 2].settled
    return not counts and before.text.lower() in ("à", "vers", "dès", "jusqu'à", "jusqu’à", "avant")


def _is_span(items: list[Item], stop: int) -> bool:
    """Whether "à dix-huit heures" follows "de huit heures"."""
    keys = keys_from(items, stop, 3)
    if len(keys) < 3 or keys[0] not in ("a", "et") or keys[2] != "heures":
        return False
    number = read_whole(keys, 1)
    return number is not None and number.value <= 24


def _noon(draft: Draft, index: int) -> None:
    items = draft.items
    if items[index].trail or not index:
        return
    found = read_clock(keys_from(items, index))
    if found is not None and items[index - 1].key in ("a", "vers", "des", "jusqu'a", "avant", "apres"):
        _write_clock(draft, index, found)


_STARTS = {
    **dict.fromkeys(MONTH_NUMBERS, _month),
    "premier": _first_of_range,
    "1er": _first_of_range,
    "midi": _noon,
    "minuit": _noon,
}
_PLACES = frozenset(_STARTS)
_AFTER_NUMBER = NUMBER_WORDS | HOURS | SHORT_MONTHS | frozenset(MONTH_NUMBERS) | {"et", "mil"}
