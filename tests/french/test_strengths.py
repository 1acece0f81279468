"""The strength of two numbers of a drug of two substances."""

import pytest

from transcribe.french.fold import fold
from transcribe.french.strengths import Strength, is_paired, read_strength


@pytest.mark.parametrize(
    ("name", "text", "strength"),
    [
        ("Seretide", "cinq cents cinquante", ("500", "50", 3)),
        ("Seretide", "cinq cents sur cinquante", ("500", "50", 4)),
        ("Seretide", "500 50 matin et soir", ("500", "50", 2)),
        ("Seretide", "500 sur 50 matin et soir", ("500", "50", 3)),
        ("Coaprovel", "cent cinquante douze cinq", ("150", "12,5", 4)),
        ("Coaprovel", "cent cinquante sur douze cinq", ("150", "12,5", 5)),
        ("Coaprovel", "cent cinquante douze virgule cinq par jour", ("150", "12,5", 5)),
        ("Exforge", "dix cent soixante", ("10", "160", 3)),
        ("Entresto", "quarante-neuf cinquante et un", ("49", "51", 4)),
    ],
)
def test_two_numbers_that_are_sold_together(name: str, text: str, strength: tuple[str, str, int]) -> None:
    found = read_strength(fold(name), fold(text).split())
    assert found is not None
    assert (found.first, found.second, found.stop) == strength


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Seretide", "cinq cents"),
        ("Seretide", "cinq cents sur"),
        ("Seretide", "cinq cents soixante"),
        ("Seretide", "sur cinq cents cinquante"),
        ("Coaprovel", "cent cinquante douze"),
        ("Ventoline", "cinq cents cinquante"),
    ],
)
def test_other_numbers_are_left_apart(name: str, text: str) -> None:
    assert read_strength(fold(name), fold(text).split()) is None


def test_one_number_may_be_said_instead() -> None:
    assert read_strength("coveram", ["dix", "cinq"]) == Strength("10", "5", 2, "")
    assert read_strength("cotareg", ["cent", "soixante", "vingt-cinq"]) == Strength("160", "25", 3, "")
    assert read_strength("exforge", ["cinq", "quatre-vingts"]) == Strength("5", "80", 2, "")
    assert read_strength("sinemet", ["cent", "dix"]) == Strength("100", "10", 2, "110")


def test_names_of_drugs_of_two_substances() -> None:
    assert is_paired("seretide")
    assert not is_paired("ventoline")
