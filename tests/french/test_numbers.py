"""Decimals, halves, fractions, powers, ordinals, Roman figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.french.fold import fold
from transcribe.french.numbers import (
    Fraction,
    Power,
    decimal_of,
    is_number_key,
    read_fraction,
    read_number,
    read_ordinal,
    read_power,
    read_roman,
    to_roman,
)
from transcribe.french.said_numbers import cardinal, decimal


@pytest.mark.parametrize(
    ("text", "figures", "said"),
    [
        ("zéro virgule cinq", "0,5", "words"),
        ("zéro virgule zéro zéro cinq milligramme", "0,005", "words"),
        ("zéro virgule cent vingt-cinq", "0,125", "words"),
        ("treize et demi sur huit", "13,5", "words"),
        ("deux virgule zéro", "2", "words"),
        ("3 virgule 5", "3,5", "digits"),
        ("trois virgule 5", "3,5", "mixed"),
        ("1.5 mg", "1,5", "digits"),
        ("4 000 unités", "4000", "digits"),
        ("12 mille plaquettes", "12000", "mixed"),
        ("3 millions", "3000000", "mixed"),
        ("1 million", "1000000", "mixed"),
        ("2,5 millions", "2500000", "mixed"),
        ("1,2345 mille", "1,2345", "digits"),
        ("3 milliards", "3", "digits"),
        ("1 234 567", "1234567", "digits"),
        ("0 123", "0", "digits"),
        ("12 34", "12", "digits"),
        ("60 et un ans", "61", "mixed"),
        ("mille deux cents", "1200", "words"),
        ("quatorze huit", "14", "words"),
        ("deux heures et demie", "2", "words"),
        ("cinq virgule douleur", "5", "words"),
        ("mille virgule cinq", "1000", "words"),
        ("un virgule mille", "1", "words"),
        ("un virgule zéro mille", "1", "words"),
        ("un virgule zéro zéro", "1", "words"),
        ("un virgule cinq deux", "1,5", "words"),
        ("un virgule zéro cinq deux", "1,05", "words"),
        ("4 0000", "4", "digits"),
    ],
)
def test_a_number_and_where_it_stops(text: str, figures: str, said: str) -> None:
    found = read_number(fold(text).split())
    assert found is not None
    assert (found.figures, found.said) == (figures, said)
    assert found.value == Decimal(figures.replace(",", "."))


@given(st.integers(0, 999), st.from_regex(r"0{0,2}[1-9][0-9]{0,2}", fullmatch=True))
def test_every_decimal_said_is_read(whole: int, digits: str) -> None:
    keys = fold(decimal(whole, digits)).split()
    found = read_number(keys)
    assert found is not None
    assert (found.figures, found.stop) == (f"{whole},{digits}", len(keys))


@pytest.mark.parametrize("text", ["douleur", "virgule cinq", "et demi", "l'un", "", "T2", "1/2"])
def test_what_begins_no_number(text: str) -> None:
    assert read_number(fold(text).split(" ")) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("première", 1), ("seconde", 2), ("vingt et unième", 21), ("3e", 3), ("1er", 1), ("2ème", 2)],
)
def test_ordinals(text: str, value: int) -> None:
    found = read_ordinal(fold(text).split())
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "text", ["vingt et une semaine", "quantième", "deuxièmement", "énième", "3", "tiers"]
)
def test_what_is_no_ordinal(text: str) -> None:
    assert read_ordinal(fold(text).split()) is None


def test_fractions() -> None:
    assert read_fraction(["deux", "tiers"]) == Fraction(2, 3, 0, 2)
    assert read_fraction(["trois", "sixiemes"]) == Fraction(3, 6, 0, 2)
    assert read_fraction(["un", "quart"]) == Fraction(1, 4, 0, 2)
    assert read_fraction(["trois", "sixieme"]) is None
    assert read_fraction(["deux", "semaines"]) is None
    assert read_fraction(["deux", "premiers"]) is None


@pytest.mark.parametrize(
    "text", ["2,5 tiers", "deux", "tiers", "2,5", "cent un tiers", "zéro tiers", "trois premiers"]
)
def test_what_is_no_fraction(text: str) -> None:
    assert read_fraction(fold(text).split()) is None


def test_powers_of_ten() -> None:
    assert read_power("dix puissance cinq".split()) == Power("", 5, 0, 3)
    assert read_power("10 puissance moins 3".split()) == Power("", -3, 0, 4)
    assert read_power("deux fois dix puissance neuf".split()) == Power("2", 9, 0, 5)
    assert read_power("deux puissance trois".split()) is None
    assert read_power("dix puissance virale".split()) is None
    assert read_power("deux fois dix comprimes".split()) is None


@given(st.integers(1, 39))
def test_roman_figures(value: int) -> None:
    assert read_roman(to_roman(value)) == value


@pytest.mark.parametrize("text", ["", "IIII", "VX", "iv", "XL", "L", "IVX"])
def test_badly_made_roman_figures(text: str) -> None:
    assert read_roman(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("1 000", "1000"), ("0,50", "0.50"), (",5", "0.5"), ("12\u202f500,5", "12500.5")]
)
def test_the_value_of_a_written_number(text: str, value: str) -> None:
    assert decimal_of(text) == Decimal(value)


def test_words_that_numbers_are_made_of() -> None:
    assert all(map(is_number_key, ["zero", "une", "cents", "virgule", "demi", "1,5", "quarante"]))
    assert not any(map(is_number_key, ["mil", "et", "premier", "douleur", "t2"]))
    assert cardinal(0) == "zéro"


@pytest.mark.parametrize("text", ["cinq cents vingt", "vingt un", "cinq cents un"])
def test_words_that_lack_their_link_may_be_two_numbers(text: str) -> None:
    found = read_number(text.split())
    assert found is not None and found.loose


@pytest.mark.parametrize(
    "text", ["20", "520", "4 000", "20 et un", "12 mille", "vingt et un", "quatre vingt un", "1,5"]
)
def test_what_is_written_or_linked_is_one_number(text: str) -> None:
    found = read_number(text.split())
    assert found is not None and not found.loose
