"""Dates and times, in words and in figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.french.calendar import (
    Clock,
    find_dates,
    full_year,
    month_of,
    read_clock,
    read_date,
    read_month_and_year,
    read_run_together,
    written,
)
from transcribe.french.fold import fold
from transcribe.french.said_numbers import clock, date


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("douze mars 2026", (12, 3, 2026)),
        ("premier avril", (1, 4, 0)),
        ("1er avril 2026", (1, 4, 2026)),
        ("12/03/2026", (12, 3, 2026)),
        ("12 / 03 / 26", (12, 3, 26)),
        ("2026-03-12", (12, 3, 2026)),
        ("12.03.2026", (12, 3, 2026)),
        ("zéro trois zéro quatre soixante-dix", (3, 4, 70)),
        ("trois cinq vingt-six", (3, 5, 26)),
        ("douze zéro trois deux mille vingt-six", (12, 3, 2026)),
        ("trente et un décembre dix-neuf cent quarante-deux", (31, 12, 1942)),
        ("trois mars mil neuf cent vingt", (3, 3, 1920)),
        ("3 mars soixante-dix", (3, 3, 70)),
        ("3 janv 2026", (3, 1, 2026)),
        ("3 mars 12 mg", (3, 3, 0)),
        ("38 mars", (38, 3, 0)),
    ],
)
def test_dates(text: str, parts: tuple[int, int, int]) -> None:
    found = read_date(fold(text).split())
    assert found is not None
    assert (found.day, found.month, found.year) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("trois mille neuf cent cinquante", (3, 1950)),
        ("douze mille neuf cent cinquante-deux", (12, 1952)),
        ("trois mil neuf cents", (3, 1900)),
        ("mille neuf cent cinquante", None),
        ("treize mille neuf cent cinquante", None),
        ("trois mille huit cent cinquante", None),
        ("trois mille neuf cent cinquante grammes", None),
        ("trois cents", None),
    ],
)
def test_a_month_and_a_year_in_one_row_of_words(text: str, parts: tuple[int, int] | None) -> None:
    assert read_month_and_year(text.split()) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("vingt deux mille neuf cent cinquante", [(20, 2, 1950)]),
        ("vingt deux trois mille neuf cent cinquante", [(22, 3, 1950)]),
        ("trente deux mille neuf cent cinquante", []),
        ("trois mille neuf cent cinquante", []),
    ],
)
def test_a_day_a_month_and_a_year_in_one_row_of_words(text: str, parts: list[tuple[int, int, int]]) -> None:
    assert [(one.day, one.month, one.year) for one in read_run_together(text.split())] == parts


@pytest.mark.parametrize(
    "text",
    ["deux mois", "14/8", "14/13/2026", "45/08/2026", "trois cinq", "premier mai-juin", "mars 2026", "une"],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(fold(text).split()) is None


@given(st.dates(), st.booleans())
def test_every_date_said_is_read(day: object, hundreds: bool) -> None:
    import datetime

    assert isinstance(day, datetime.date)
    year = day.year if 1850 <= day.year <= 2150 else 1950
    value = day.replace(year=year, day=min(day.day, 28))
    keys = fold(date(value.day, value.month, value.year, hundreds=hundreds)).split()
    found = read_date(keys)
    assert found is not None
    assert (found.iso, found.stop, found.said) == (value.isoformat(), len(keys), "words")


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("38 mars", False),
        ("31 avril 2026", False),
        ("29 février 2023", False),
        ("29 février 2024", True),
        ("29 février", True),
        ("31 mars", True),
    ],
)
def test_impossible_dates_are_read_and_told(text: str, possible: bool) -> None:
    found = read_date(fold(text).split())
    assert found is not None
    assert found.is_possible is possible
    assert bool(found.iso) is (possible and found.year > 100)


@given(st.integers(0, 24), st.integers(0, 59))
def test_every_time_said_is_read(hour: int, minute: int) -> None:
    keys = fold(clock(hour, minute)).split()
    found = read_clock(keys)
    # « huit heures une » is no way to say a minute
    assert found == Clock(hour, minute or None, 0, len(keys) if minute != 1 else 2, "words") or minute == 1


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("huit heures zéro cinq", 8, 5),
        ("neuf heures cinq à jeun", 9, 5),
        ("16h42", 16, 42),
        ("16 h 42", 16, 42),
        ("16:30", 16, 30),
        ("8 h 05 ce matin", 8, 5),
        ("huit heures moins le quart", 7, 45),
        ("huit heures moins dix", 7, 50),
        ("midi et demi", 12, 30),
        ("minuit et quart", 0, 15),
        ("huit heures trente minutes", 8, 30),
        ("8 h", 8, None),
        ("8 h 2", 8, 2),
        ("8 h 5 puis", 8, 5),
        ("8 h 05 dents", 8, 5),
    ],
)
def test_times(text: str, hour: int, minute: int | None) -> None:
    found = read_clock(fold(text).split())
    assert found is not None
    assert (found.hour, found.minute) == (hour, minute)


@pytest.mark.parametrize(
    "text",
    [
        "8 h 2 fois",
        "9 h 2 patients",
        "huit heures deux fois par jour",
        "8 h 30 mg",
        "24 heures 3 comprimés",
        "8 h un comprimé",
        "8 h une fois",
        "huit heures un patient",
        "huit heures une",
        "8 h 1,5",
        "8 h 9 mois",
        "8 h 12 mois",
        "8 h 05 ans",
        "8 h 9 dents",
        "8 h 5 jours",
    ],
)
def test_a_count_after_hours_is_no_minutes(text: str) -> None:
    found = read_clock(fold(text).split())
    assert found is not None
    assert (found.minute, found.stop) == (None, 2)


@pytest.mark.parametrize(
    ("text", "stop"), [("8 h 5", 3), ("8 h 5 minutes", 4), ("8 h 5 min", 4), ("8 h 5 mn puis", 4)]
)
def test_the_word_minutes_belongs_to_the_time(text: str, stop: int) -> None:
    found = read_clock(fold(text).split())
    assert found is not None
    assert (found.minute, found.stop) == (5, stop)


@pytest.mark.parametrize("text", ["25 h", "huit", "midi", "heures", "16:75", "huit heurts"])
def test_what_is_no_time(text: str) -> None:
    assert read_clock(fold(text).split()) is None


def test_the_dates_of_a_text() -> None:
    text = "Né le 12 mars 1967, vu du 3 au 5 mars 2026 puis le trois avril deux mille vingt-six ; 31 février 2020."
    found = find_dates(text)
    assert [(text[d.start : d.end], d.iso, d.in_range) for d in found] == [
        ("12 mars 1967", "1967-03-12", False),
        ("5 mars 2026", "2026-03-05", True),
        ("trois avril deux mille vingt-six", "2026-04-03", False),
    ]


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("du 3 mars 2026 au 4 avril 2026", [True, True]),
        ("du 3 mars 2026 au 4", [True]),
        ("du 3 mars 2026 au matin", [False]),
        ("le 3 mars 2026, au 4", [False]),
        ("hospitalisé du 3 au 4 mars 2026", [True]),
        ("du service, vu le 4 mars 2026", [False]),
        ("au 4 mars 2026", [False]),
        ("12 mars 2026", [False]),
        ("le 3 mars 2026 puis le 4 avril 2026", [False, False]),
    ],
)
def test_the_two_ends_of_a_stay(text: str, ranges: list[bool]) -> None:
    assert [found.in_range for found in find_dates(text)] == ranges


def test_no_date_runs_over_a_line() -> None:
    assert find_dates("le 12\nmars 2026") == ()


def test_dates_as_they_are_written() -> None:
    assert written("2026-03-01") == "1er\u00a0mars\u00a02026"
    assert written("2026-12-31") == "31\u00a0décembre\u00a02026"
    assert written("demain") == "demain"


def test_years_on_two_digits_and_months() -> None:
    assert [full_year(26), full_year(70), full_year(1970)] == [2026, 1970, 1970]
    assert [month_of("aout"), month_of("sept"), month_of("marches")] == [8, 9, 0]
