"""Numbers, years, dates and hours in words, as they are dictated."""

import pytest

from transcribe.french.said_numbers import cardinal, clock, date, decimal, groups, ordinal, year


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zéro"),
        (1, "un"),
        (16, "seize"),
        (17, "dix-sept"),
        (20, "vingt"),
        (21, "vingt et un"),
        (22, "vingt-deux"),
        (60, "soixante"),
        (61, "soixante et un"),
        (70, "soixante-dix"),
        (71, "soixante et onze"),
        (72, "soixante-douze"),
        (79, "soixante-dix-neuf"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"),
        (100, "cent"),
        (101, "cent un"),
        (180, "cent quatre-vingts"),
        (200, "deux cents"),
        (201, "deux cent un"),
        (999, "neuf cent quatre-vingt-dix-neuf"),
        (1000, "mille"),
        (1001, "mille un"),
        (2000, "deux mille"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (1_000_000, "un million"),
        (2_000_200, "deux millions deux cents"),
        (3_000_000_000, "trois milliards"),
    ],
)
def test_a_cardinal(number: int, words: str) -> None:
    assert cardinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "une"), (21, "vingt et une"), (81, "quatre-vingt-une"), (11, "onze"), (2, "deux"), (0, "zéro")],
)
def test_a_feminine_cardinal(number: int, words: str) -> None:
    assert cardinal(number, feminine=True) == words


def test_a_negative_number_is_no_cardinal() -> None:
    with pytest.raises(ValueError, match="negative"):
        cardinal(-1)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "premier"),
        (2, "deuxième"),
        (3, "troisième"),
        (4, "quatrième"),
        (5, "cinquième"),
        (6, "sixième"),
        (9, "neuvième"),
        (10, "dixième"),
        (11, "onzième"),
        (21, "vingt et unième"),
        (24, "vingt-quatrième"),
        (30, "trentième"),
        (80, "quatre-vingtième"),
        (200, "deux centième"),
        (1000, "millième"),
    ],
)
def test_an_ordinal(number: int, words: str) -> None:
    assert ordinal(number) == words
    assert ordinal(number, feminine=True) == words.replace("premier", "première")


@pytest.mark.parametrize(
    ("whole", "digits", "words"),
    [
        (0, "05", "zéro virgule zéro cinq"),
        (1, "5", "un virgule cinq"),
        (12, "25", "douze virgule vingt-cinq"),
        (3, "0", "trois virgule zéro"),
        (0, "001", "zéro virgule zéro zéro un"),
    ],
)
def test_a_decimal(whole: int, digits: str, words: str) -> None:
    assert decimal(whole, digits) == words


@pytest.mark.parametrize(
    ("number", "usual", "in_hundreds"),
    [
        (2026, "deux mille vingt-six", "deux mille vingt-six"),
        (1948, "mille neuf cent quarante-huit", "dix-neuf cent quarante-huit"),
        (1900, "mille neuf cents", "dix-neuf cents"),
        (1100, "mille cent", "onze cents"),
        (1099, "mille quatre-vingt-dix-neuf", "mille quatre-vingt-dix-neuf"),
        (2000, "deux mille", "deux mille"),
    ],
)
def test_a_year(number: int, usual: str, in_hundreds: str) -> None:
    assert (year(number), year(number, hundreds=True)) == (usual, in_hundreds)


def test_a_date() -> None:
    assert date(1, 3) == "premier mars"
    assert date(2, 12, 2026) == "deux décembre deux mille vingt-six"
    assert date(31, 1, 1948, hundreds=True) == "trente et un janvier dix-neuf cent quarante-huit"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "zéro heure"),
        (1, 0, "une heure"),
        (2, 0, "deux heures"),
        (8, 30, "huit heures trente"),
        (21, 1, "vingt et une heures un"),
    ],
)
def test_an_hour(hour: int, minute: int, words: str) -> None:
    assert clock(hour, minute) == words


@pytest.mark.parametrize(
    ("digits", "size", "words"),
    [
        ("0612", 2, "zéro six douze"),
        ("00", 2, "zéro zéro"),
        ("345", 3, "trois cent quarante-cinq"),
        ("123", 2, "douze trois"),
    ],
)
def test_digits_by_groups(digits: str, size: int, words: str) -> None:
    assert groups(digits, size) == words
