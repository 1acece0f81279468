"""Cuts a text into tokens whose keys are equal when two writings are equally right.

"5 mg", "5mg" and "cinq milligrammes" give the same keys; so do "12 mars 2026", "12/03/2026" and "2026-03-12",
"Dr" and "docteur", "16 h 42" and "16:42". What a key leaves out (capitals, spaces) is compared afterwards.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from transcribe.french import fold
from transcribe.french.calendar import month_of, read_clock, read_date, read_day
from transcribe.french.cardinals import atoms_of, read_cardinal
from transcribe.french.civilities import civility_of, is_plural
from transcribe.french.numbers import decimal_of, read_ordinal, read_roman
from transcribe.french.quantities import read_measure
from transcribe.grading.pieces import Piece, pieces, plain
from transcribe.grading.units import ROMAN_AFTER, ROMAN_BETWEEN, unit_at

TokenKind = Literal["word", "number", "unit", "date", "time", "title", "mark", "flag"]


_LONGEST_DATE = 9
_LONGEST_TIME = 8
_FIGURED = frozenset({"iso", "dmy"})
_HOURS = re.compile(r"h(\d\d)")
"""What is left of « 16h42 » once its figures are cut off."""
_LETTERS = frozenset({"word", "elided"})


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:end]`` of a document. ``value`` is the number of a number, the unit of a unit…"""

    text: str
    start: int
    end: int
    kind: TokenKind
    key: str
    line_start: bool = False


@lru_cache(maxsize=512)
def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order; bullets are dress, not text."""
    return tuple(_Reader(text, pieces(text)).read())


class _Reader:
    """Joins raw pieces into dates, times, numbers and units."""

    def __init__(self, text: str, raws: Sequence[Piece]) -> None:
        self.text = text
        self.raws = raws
        self.out: list[Token] = []

    def read(self) -> list[Token]:
        place = 0
        while place < len(self.raws):
            raw = self.raws[place]
            value = raw.group not in _LETTERS or _may_count(raw.text, raw.lower)
            used = (
                (value and (self._date(place) or self._clock(place) or self._number(place)))
                or self._unit(place)
                or self._title(place)
                or self._plain(place)
            )
            place += used
        return self.out

    def _emit(self, first: int, count: int, kind: TokenKind, key: str) -> int:
        start, end = self.raws[first].start, self.raws[first + count - 1].end
        before = self.text[self.out[-1].end if self.out else 0 : start]
        self.out.append(Token(self.text[start:end], start, end, kind, key, not self.out or "\n" in before))
        return count

    def _lower(self, place: int) -> str:
        return self.raws[place].lower if 0 <= place < len(self.raws) else ""

    def _tight(self, first: int, last: int) -> bool:
        """Whether pieces ``first..last`` exist and stand on one line or are only wrapped."""
        if last >= len(self.raws):
            return False
        return "\n\n" not in self.text[self.raws[first].start : self.raws[last].end]

    # --- dates ----------------------------------------------------------------------------------------

    def _date(self, place: int) -> int:
        raw = self.raws[place]
        if raw.group in _FIGURED:
            found = read_date((_squeezed(raw),))
            return self._emit(place, 1, "date", _date_key(found.day, found.month, found.year)) if found else 0
        return self._written_date(place)

    def _written_date(self, place: int) -> int:
        keys, pieces_of = self._keys(place, _LONGEST_DATE)
        day = read_day(keys, 0) if keys else None
        if day is None or not 1 <= day[0] <= 31:
            return 0
        after = keys[day[1]] if day[1] < len(keys) else ""
        found = read_date(keys) if after == "/" or month_of(after) else None
        slashed = found is not None and found.year > 99 and keys[day[1] : day[1] + 3 : 2] == ["/", "/"]
        if found is None or (found.numeric and not slashed):
            return self._range(place, day[0], pieces_of[day[1]] if day[1] < len(pieces_of) else 1)
        if found.stop < len(pieces_of) and pieces_of[found.stop] == pieces_of[found.stop - 1]:
            return 0  # a hyphenated word is only partly of the date
        count = pieces_of[found.stop - 1] + 1
        return self._emit(place, count, "date", _date_key(found.day, found.month, found.year))

    def _keys(self, place: int, most: int) -> tuple[list[str], list[int]]:
        """The folded words from a place on, hyphens apart, and the piece that each is of, counted from the place."""
        keys: list[str] = []
        of: list[int] = []
        for index in range(place, min(place + most, len(self.raws))):
            raw = self.raws[index]
            if raw.group in _FIGURED or raw.group == "clock":
                parts = [_squeezed(raw)]
            elif tight := _HOURS.fullmatch(raw.lower):
                parts = ["h", tight[1]]
            else:
                parts = fold(raw.lower).split("-") if raw.group == "word" else [fold(raw.lower)]
            keys += parts
            of += [index - place] * len(parts)
        return keys, of

    def _range(self, place: int, day: int, used: int) -> int:
        """« 6 au 27 janvier 2026 »: the first date takes its month from the second."""
        if self._lower(place + used) not in {"au", "et"}:
            return 0
        last = read_date(self._keys(place + used + 1, _LONGEST_DATE)[0])
        if last is None or (last.numeric and last.stop > 1) or last.day <= day:
            return 0
        return self._emit(place, used, "date", _date_key(day, last.month, 0))

    # --- times, numbers, units ------------------------------------------------------------------------

    def _clock(self, place: int) -> int:
        keys, pieces_of = self._keys(place, _LONGEST_TIME)
        found = read_clock(keys)
        if found is None or found.minute is None:
            return 0  # « 8 h » alone may be a length of time
        if found.stop < len(pieces_of) and pieces_of[found.stop] == pieces_of[found.stop - 1]:
            return 0  # a hyphenated word is only partly of the time
        count = pieces_of[found.stop - 1] + 1
        return self._emit(place, count, "time", f"time:{found.hour}:{found.minute:02d}")

    def _number(self, place: int) -> int:
        raw = self.raws[place]
        if (fever := self._fever(place)) is not None:
            return self._emit(place, 3, "number", f"num:{fever.normalize():f}°")
        if raw.group == "number":
            return self._emit(place, 1, "number", f"num:{decimal_of(raw.text).normalize():f}")
        if (value := _ordinal(raw.lower)) is not None:
            return self._emit(place, 1, "number", f"ord:{value}")
        if (value := read_roman(raw.text)) and self._takes_roman(place - 1):
            return self._emit(place, 1, "number", f"num:{value}")
        found = self._spelled(place)
        if found and self._lower(place + found[1]) != "-":
            return self._emit(place, found[1], "number", f"num:{found[0]}")
        return 0

    def _takes_roman(self, place: int) -> bool:
        """Whether a figure after a word may be Roman: « stade III », « Modic I », « grade histopronostique II »."""
        word = fold(self._lower(place))
        return word in ROMAN_AFTER or (word in ROMAN_BETWEEN and fold(self._lower(place - 1)) in ROMAN_AFTER)

    def _fever(self, place: int) -> Decimal | None:
        """« 38°2 » is 38,2 °C."""
        if place + 2 >= len(self.raws) or self.raws[place + 1].text != "°":
            return None
        raw = self.raws[place : place + 3]
        tight = raw[0].end == raw[1].start and raw[1].end == raw[2].start
        found = read_measure([one.lower for one in raw]) if tight else None
        return decimal_of(found.figures) if found and found.in_two and found.symbol == "°C" else None

    def _spelled(self, place: int) -> tuple[int, int] | None:
        """A number in letters: its value and how many pieces it takes."""
        if place >= len(self.raws) or not atoms_of(fold(self.raws[place].lower).partition("-")[0]):
            return None
        words: list[str] = []
        ends: list[int] = []
        for index in range(place, min(place + 9, len(self.raws))):
            if self.raws[index].group != "word":
                break
            for part in fold(self.raws[index].lower).split("-"):
                words.append(part)
                ends.append(index)
        found = read_cardinal(words)
        if found is None or (found.used == 1 and words[0] in ("un", "une")):
            return None  # alone, an article
        value, used = found.value, found.used
        if used < len(ends) and ends[used] == ends[used - 1]:
            return None  # a hyphenated word is only partly a number: « quatre-heures »
        return value, ends[used - 1] - place + 1

    def _unit(self, place: int) -> int:
        if not self._after_quantity(place):
            return 0
        if self._lower(place) == "/":
            return self._emit(place, 1, "unit", "par") if self._unit_at(place + 1) else 0
        found = self._unit_at(place)
        if found is None:
            return 0
        key, count = found
        if key == "fois" and self._lower(place) == "x" and self._lower(place + 1) not in {"/", "par"}:
            return self._emit(place, count, "mark", "×")
        return self._emit(place, count, "unit", key)

    def _unit_at(self, place: int) -> tuple[str, int] | None:
        if place >= len(self.raws):
            return None
        keys = []
        for index in range(place, min(place + 3, len(self.raws))):
            if index > place and not self._tight(place, index):
                break
            keys.append(_unit_key(self.raws[index]))
        key, count = unit_at(tuple(keys))
        return (key, count) if key else None

    def _after_quantity(self, place: int) -> bool:
        if not self.out:
            return False
        before = self.out[-1]
        if before.kind == "number" and before.key.startswith("num:"):
            return True
        if before.kind == "unit":
            return before.key == "par" or self._lower(place) == "/"
        article = before.key in {"par", "chaque", "un", "une", "demi"}
        return article and (before.key != "chaque" or self._lower(place) in {"jour", "semaine"})

    def _title(self, place: int) -> int:
        raw = self.raws[place]
        found = civility_of(raw.text)
        if found is None or found.written.islower() or not self._capital_follows(place):
            return 0
        return self._emit(place, 1, "title", found.key + ("+" if is_plural(raw.text) else ""))

    def _capital_follows(self, place: int) -> bool:
        following = self.raws[place + 1] if place + 1 < len(self.raws) else None
        if following is not None and following.text == "." and place + 2 < len(self.raws):
            following = self.raws[place + 2]
        return following is not None and following.text[:1].isupper()

    def _plain(self, place: int) -> int:
        raw = self.raws[place]
        if raw.group == "flag":
            return self._emit(place, 1, "flag", "[?]")
        if raw.group == "acronym":
            return self._emit(place, 1, "word", raw.lower.replace(".", ""))
        if raw.group in {"word", "elided"}:
            return self._emit(place, 1, "word", raw.lower)
        if raw.group in {"mark", "degree"}:
            key = "…" if raw.text.startswith("...") else plain(raw.text)
            is_times = key in {"*", "×"}
            return self._emit(place, 1, "mark", "×" if is_times else key)
        return self._emit(place, 1, "word", raw.lower)


@lru_cache(maxsize=1 << 15)
def _may_count(text: str, lower: str) -> bool:
    """Whether a word may begin a number, an ordinal or a date."""
    counted = bool(atoms_of(fold(lower).partition("-")[0])) or lower == "premier"
    return counted or _ordinal(lower) is not None or bool(read_roman(text))


def _unit_key(raw: Piece) -> str:
    """A piece as the reader of units wants it: folded, but for a lone capital."""
    return raw.text if len(raw.text) == 1 and raw.text.isupper() else fold(raw.lower).replace("° c", "°c")


def _squeezed(raw: Piece) -> str:
    """« 12 / 03 / 2026 » as one key."""
    return "".join(raw.lower.split())


def _date_key(day: int, month: int, year: int) -> str:
    if 0 < year < 100:
        year += 2000 if year < 50 else 1900
    return f"date:{year or '----'}-{month:02d}-{day:02d}"


def _ordinal(word: str) -> int | None:
    """1 for "premier" or "1er", 2 for "2e"; "seconde" is a length of time."""
    found = read_ordinal((fold(word),)) if not word.startswith("second") else None
    return found.value if found is not None else None
