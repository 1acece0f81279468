"""Dates, clock times, years."""

import re

from transcribe.french import fold
from transcribe.french.calendar import MONTHS as _MONTHS
from transcribe.writing.draft import NB, Draft, Item
from transcribe.writing.readings import Clock, Date, Year
from transcribe.writing.words import word_set

MONTHS = {fold(name): name for name in _MONTHS}
_YEAR_BEFORE = word_set(
    "en depuis annee annees an debut fin courant mi des jusqu'en ete automne hiver printemps noel"
)
_HEARD_TIME = re.compile(r"([01]?\d|2[0-4])h(\d{2})?")
_HEARD_ORDINAL = re.compile(r"1(er|ère|ere|°)")
_AFTER_DURATION = frozenset({"de", "du", "des", "plus", "apres", "post", "d'evolution"})


def write_dates(draft: Draft) -> None:
    """Writes days, months, years and clock times."""
    index = 0
    while index < len(draft.items):
        token = draft.items[index]
        if token.role == "word" and not token.settled:
            if token.key in MONTHS:
                index = _month(draft, index)
            elif token.number is not None:
                _clock(draft, index) or _numeric_date(draft, index) or _lone_year(draft, index)
            elif token.key == "premier":
                _first_of_range(draft, index)
            elif token.key in ("midi", "minuit"):
                _noon(draft, index)
            elif found := _HEARD_TIME.fullmatch(token.key):
                text = f"{int(found[1])}{NB}h" + (f"{NB}{found[2]}" if found[2] else "")
                token.rewrite(text, "heure", Clock(int(found[1]), int(found[2] or 0)))
        index += 1


def _month(draft: Draft, index: int) -> int:
    tokens = draft.items
    start, day = index, ""
    before = tokens[index - 1] if index else None
    if before is not None and not before.trail and before.role == "word":
        if before.key in ("premier", "1er") or _HEARD_ORDINAL.fullmatch(before.text):
            start, day = index - 1, "1er"
        elif before.article and (index < 2 or tokens[index - 2].key not in ("le", "du", "au")):
            pass
        elif before.is_integer and 1 <= before.value <= 31 and not before.settled:
            day = "1er" if before.value == 1 and before.article else str(int(before.value))
            start = index - 1
    stop, year = _year_after(tokens, index)
    if not day and not year:
        return index
    words = [part for part in (day, MONTHS[tokens[index].key], year) if part]
    text = NB.join(words)
    if day and year:
        text = f"{words[0]}{NB}{words[1]} {year}"
    heard = " ".join(t.heard for t in tokens[start:stop])
    month = list(MONTHS).index(tokens[index].key) + 1
    reading = Date(1 if day == "1er" else int(day or 0), month, int(year or 0))
    draft.merge(
        start, stop, text, reading, "date", kind="typography" if heard == text.replace(NB, " ") else None
    )
    return start


def _first_of_range(draft: Draft, index: int) -> None:
    """ "du premier au cinq août" → du 1er au 5 août."""
    keys = [t.key for t in draft.items[index + 1 : index + 4]]
    if len(keys) == 3 and keys[0] in ("au", "et") and keys[1].isdecimal() and keys[2] in MONTHS:
        token = draft.items[index]
        if not token.trail:
            token.rewrite("1er", "date", Date(day=1))


def _year_after(tokens: list[Item], month: int) -> tuple[int, str]:
    stop = month + 1
    if stop >= len(tokens) or tokens[month].trail:
        return month + 1, ""
    if re.fullmatch(r"[12]\.\d{3}", tokens[stop].text):
        return stop + 1, tokens[stop].text.replace(".", "")
    if not tokens[stop].is_integer:
        return month + 1, ""
    value = int(tokens[stop].value)
    if value == 2000 and stop + 1 < len(tokens) and tokens[stop].trail == ",":
        # The recogniser hears "deux mille, vingt-six".
        rest = tokens[stop + 1]
        if rest.is_integer and 10 <= rest.value <= 99:
            return stop + 2, str(2000 + int(rest.value))
    if 1850 <= value <= 2150:
        return stop + 1, str(value)
    return month + 1, ""


def _numeric_date(draft: Draft, index: int) -> bool:
    """ "le douze zéro trois deux mille vingt-six" → 12/03/2026."""
    tokens = draft.items
    place = index
    parts: list[str] = []
    while place < len(tokens) and tokens[place].is_integer and len(parts) < 4:
        parts.append(tokens[place].number or "")
        place += 1
        if tokens[place - 1].trail:
            break
    if len(parts) == 4 and parts[1] == "0":
        parts = [parts[0], "0" + parts[2] if len(parts[2]) == 1 else parts[2], parts[3]]
    elif len(parts) >= 3:
        parts, place = parts[:3], index + 3
    if len(parts) != 3 or not 1900 <= int(parts[2]) <= 2100:
        return False
    if not 1 <= int(parts[0]) <= 31 or not 1 <= int(parts[1]) <= 12:
        return False
    text = f"{int(parts[0]):02d}/{int(parts[1]):02d}/{parts[2]}"
    draft.merge(index, place, text, Date(int(parts[0]), int(parts[1]), int(parts[2])), "date")
    return True


def _lone_year(draft: Draft, index: int) -> bool:
    tokens = draft.items
    token = tokens[index]
    if not token.is_integer or not 1900 <= token.value <= 2100 or not index:
        return False
    if tokens[index - 1].key in _YEAR_BEFORE and not tokens[index - 1].trail:
        token.reading = Year(token.number or "")
        return True
    return False


def _clock(draft: Draft, index: int) -> bool:
    tokens = draft.items
    token = tokens[index]
    if not token.is_integer or not 0 <= token.value <= 24 or token.trail or index + 1 >= len(tokens):
        return False
    hours = tokens[index + 1]
    if hours.key not in ("heure", "heures", "h"):
        return False
    hour = int(token.value)
    stop, minutes = index + 2, ""
    if not hours.trail:
        stop, minutes, hour = _minutes(tokens, index + 2, hour)
    if not minutes and not _is_moment(tokens, index, stop):
        return False
    text = f"{hour}{NB}h" + (f"{NB}{minutes}" if minutes else "")
    draft.merge(index, stop, text, Clock(hour, int(minutes or 0)), "heure")
    return True


def _minutes(tokens: list[Item], start: int, hour: int) -> tuple[int, str, int]:
    """Index after the minutes, the two digits ("" when none), and the hour (changed by "moins le quart")."""
    keys = [t.key for t in tokens[start : start + 3]] + ["", "", ""]
    if keys[0] == "et" and keys[1] in ("demie", "demi"):
        return start + 2, "30", hour
    if keys[0] == "et" and keys[1] == "quart":
        return start + 2, "15", hour
    if keys[:3] == ["moins", "le", "quart"]:
        return start + 3, "45", hour - 1
    if start < len(tokens) and tokens[start].is_integer and not tokens[start].article:
        value = int(tokens[start].value)
        if 0 < value < 60:
            follow = tokens[start + 1].key if start + 1 < len(tokens) and not tokens[start].trail else ""
            if follow in ("minutes", "minute"):
                return start + 2, f"{value:02d}", hour
            return start + 1, f"{value:02d}", hour
    return start, "", hour


def _is_moment(tokens: list[Item], index: int, stop: int) -> bool:  # noqa: PLR0911
    """Whether "à huit heures" is a time of day rather than a duration."""
    before = tokens[index - 1] if index else None
    after = tokens[stop] if stop < len(tokens) and not tokens[stop - 1].trail else None
    if [t.key for t in tokens[stop : stop + 2]] in (["du", "matin"], ["du", "soir"]):
        return True
    if after is not None and (after.key in _AFTER_DURATION or after.key.startswith("d'")):
        return False
    if before is None or before.trail or before.number is not None:
        return False
    if before.key in ("de", "entre") and _is_span(tokens, stop):
        return True
    if before.key in ("a", "et") and index > 1 and isinstance(tokens[index - 2].reading, Clock):
        return True
    if index > 1 and tokens[index - 2].number is not None and not tokens[index - 2].settled:
        return False
    return before.text.lower() in ("à", "vers", "dès", "jusqu'à", "jusqu’à", "avant")


def _is_span(tokens: list[Item], stop: int) -> bool:
    """Whether "à dix-huit heures" follows "de huit heures"."""
    run = tokens[stop : stop + 3]
    if len(run) < 3 or run[0].key not in ("a", "et") or run[2].key != "heures":
        return False
    return run[1].is_integer and run[1].value <= 24


def _noon(draft: Draft, index: int) -> None:
    tokens = draft.items
    if tokens[index].trail or index + 1 >= len(tokens) or not index:
        return
    hour = 12 if tokens[index].key == "midi" else 0
    stop, minutes, _ = _minutes(tokens, index + 1, hour)
    if minutes and tokens[index - 1].key in ("a", "vers", "des", "jusqu'a", "avant", "apres"):
        draft.merge(index, stop, f"{hour}{NB}h{NB}{minutes}", Clock(hour, int(minutes)), "heure")
