"""Measures: a number and its unit in one piece or in two, and what a second number must not be merged into."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.french.fold import fold
from transcribe.french.quantities import Measure, read_measure
from transcribe.french.said_numbers import cardinal


def keys(text: str) -> list[str]:
    return fold(text).replace("'", "' ").split()


def measured(text: str, before: str = "") -> tuple[str, str]:
    """The measure as it would be written, and the words left after it."""
    found = read_measure(keys(text), before=before)
    assert found is not None, text
    assert found.start == 0
    return f"{found.figures} {found.symbol}", " ".join(keys(text)[found.stop :])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("cinq cents milligrammes", "500 mg"),
        ("un virgule cinq gramme", "1,5 g"),
        ("120 par minute", "120 /min"),
        ("zéro milligramme", "0 mg"),
        ("zéro cinq milligramme", "0,5 mg"),
        ("zéro zéro cinq milligramme", "0,05 mg"),
        ("zéro cinq pour cent", "0,5 %"),
        ("zéro cinq pour mille", "0,5 ‰"),
        ("zéro vingt-cinq mg", "0,25 mg"),
        ("zéro cent vingt-cinq mg", "0,125 mg"),
        ("deux centimètres et demi", "2,5 cm"),
        ("un gramme et demi", "1,5 g"),
        ("deux grammes et demi par litre", "2,5 g/L"),
        ("un gramme cinq", "1,5 g"),
        ("un gramme vingt par litre", "1,20 g/L"),
        ("un gramme cinq par litre", "1,5 g/L"),
        ("trois kilos cinq", "3,5 kg"),
        ("trois kilos deux cents", "3,2 kg"),
        ("trois kilos deux cent cinquante", "3,25 kg"),
        ("un litre cinq", "1,5 L"),
        ("un litre cinquante", "1,50 L"),
        ("quatre centimètres cinq", "4,5 cm"),
        ("quatre millimètres cinq", "4,5 mm"),
        ("un mètre soixante-douze", "1,72 m"),
        ("deux mètres dix", "2,10 m"),
        ("trente-neuf degrés cinq", "39,5 °C"),
        ("30 degrés 5", "30,5 °C"),
        ("45 degrés 5", "45,5 °C"),
        ("37 °C 8", "37,8 °C"),
    ],
)
def test_a_measure_in_one_piece_or_two(text: str, written: str) -> None:
    assert measured(text) == (written, "")


@pytest.mark.parametrize(
    ("text", "written", "left"),
    [
        ("deux grammes", "2 g", ""),
        ("deux grammes et", "2 g", "et"),
        ("deux grammes et trois", "2 g", "et trois"),
        ("deux grammes ou demi", "2 g", "ou demi"),
        ("deux grammes demi dose", "2 g", "demi dose"),
        ("un virgule cinq gramme et demi", "1,5 g", "et demi"),
        ("un virgule cinq gramme cinq", "1,5 g", "cinq"),
        ("un gramme un", "1 g", "un"),
        ("un gramme une", "1 g", "une"),
        ("un gramme zéro", "1 g", "zero"),
        ("un gramme cinq fois par jour", "1 g", "cinq fois par jour"),
        ("un gramme quatre fois", "1 g", "quatre fois"),
        ("un gramme cinq comprimés", "1 g", "cinq comprimes"),
        ("un gramme dix sachets", "1 g", "dix sachets"),
        ("onze milligrammes deux le matin", "11 mg", "deux le matin"),
        ("onze milligrammes deux patients", "11 mg", "deux patients"),
        ("onze milligrammes vingt-cinq", "11 mg", "vingt-cinq"),
        ("un gramme cinq patients", "1 g", "cinq patients"),
        ("un gramme vingt-cinq litre", "1 g", "vingt-cinq litre"),
        ("trois kilos vingt", "3 kg", "vingt"),
        ("trois kilos 1000", "3 kg", "1000"),
        ("un litre 500", "1 L", "500"),
        ("quatre centimètres cinquante-deux", "4 cm", "cinquante-deux"),
        ("quatre millilitres cinq", "4 mL", "cinq"),
        ("un mètre sept", "1 m", "sept"),
        ("trois mètres dix", "3 m", "dix"),
        ("29 degrés 5", "29 °", "5"),
        ("46 degrés 5", "46 °", "5"),
        ("39 degrés 52", "39 °", "52"),
        ("zéro gramme cinq fois", "0 g", "cinq fois"),
    ],
)
def test_a_second_number_that_is_no_decimal_stays(text: str, written: str, left: str) -> None:
    assert measured(text) == (written, left)


@pytest.mark.parametrize(
    "text",
    [
        "gramme",
        "",
        "cinq",
        "cinq patients",
        "douze par jour",
        "zéro cinq",
        "zéro cinq cinq mg",
        "zéro zéro milligramme",
        "zéro 1000 mg",
        "zéro cinq heures",
        "zéro cinq minutes",
        "zéro cinq degrés",
        "deux heures et demie",
    ],
)
def test_what_is_no_measure(text: str) -> None:
    assert read_measure(keys(text)) is None


@pytest.mark.parametrize("text", ["deux h et demie", "2 min et demie", "50 % et demi"])
def test_a_half_after_a_time_or_a_percentage_is_none_of_ours(text: str) -> None:
    written, left = measured(text)
    assert "," not in written
    assert left.startswith("et demi")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("onze milligrammes deux", "11,2 mg"),
        ("onze milligrammes vingt-cinq", "11,25 mg"),
        ("quatre millimoles deux", "4,2 mmol"),
        ("quatre-vingts micromoles cinq", "80,5 µmol"),
        ("douze microgrammes cinq", "12,5 µg"),
    ],
)
def test_a_result_has_decimals(text: str, written: str) -> None:
    assert measured(text, before="a") == (written, "")  # « créatinine à onze milligrammes deux »


def test_a_result_has_no_three_decimals() -> None:
    assert measured("onze milligrammes 250", before="a") == ("11 mg", "250")


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("un gramme deux le matin", ("1,2 g", "1 g, 2")),
        ("un gramme deux matin et soir", ("1,2 g", "1 g, 2")),
        ("un gramme deux par jour", ("1,2 g", "1 g, 2")),
        ("un gramme quatre à midi", ("1,4 g", "1 g, 4")),
        ("un gramme deux puis rien", ()),
        ("cinq cents milligrammes deux", ("500,2 mg", "500 mg, 2")),
        ("onze milligrammes deux puis rien", ("11,2 mg", "11 mg, 2")),
        ("onze milligrammes cinq le matin", ("11,5 mg", "11 mg, 5")),
        ("quatre millimoles deux", ()),
        ("zéro milligramme cinq le matin", ()),
        ("zéro milligramme vingt-cinq", ()),
        ("un gramme cinq matin et soir", ()),
        ("un gramme cinq le matin", ()),
        ("un gramme dix matin et soir", ()),
        ("un gramme cinq par jour", ()),
        ("un gramme deux", ()),
        ("un gramme deux pour", ()),
        ("un gramme deux ,", ()),
    ],
)
def test_both_readings_are_kept_where_a_small_number_may_be_a_count(
    text: str, alternatives: tuple[str, ...]
) -> None:
    found = read_measure(keys(text))
    assert found is not None
    assert found.in_two
    assert found.alternatives == alternatives


@pytest.mark.parametrize("after", "a au de du pour et en avec sous soit ce chez avant apres".split())
def test_grammar_after_a_second_number_makes_it_decimals(after: str) -> None:
    assert read_measure(["1", "g", "2", after, "x"]) == Measure("1,2", "g", 0, 3, True)


def test_a_measure_within_a_sentence() -> None:
    said = keys("il prend un gramme cinq par jour")
    assert read_measure(said, 2) == Measure("1,5", "g", 2, 5, True)
    assert read_measure(said, 0) is None


def test_a_measure_in_one_piece_says_so() -> None:
    assert read_measure(["500", "mg"]) == Measure("500", "mg", 0, 2)
    assert read_measure(["80", "par", "minute"]) == Measure("80", "/min", 0, 3)
    assert read_measure(["0", "5", "mg"]) == Measure("0,5", "mg", 0, 3, True)
    assert read_measure(["2", "g", "et", "demi", "par", "litre"]) == Measure("2,5", "g/L", 0, 6, True)


@given(
    st.integers(1, 2000),
    st.sampled_from(["mg", "g", "µg", "mL", "UI", "kg", "cm"]),
    st.integers(1, 30),
    st.sampled_from(["comprimés", "gélules", "fois", "sachets", "gouttes", "bouffées"]),
)
def test_a_count_is_never_merged_into_a_measure(strength: int, unit: str, count: int, noun: str) -> None:
    for said in (f"{strength} {unit} {count} {noun}", f"{cardinal(strength)} {unit} {count} {noun}"):
        found = read_measure(keys(said))
        assert found is not None
        assert (found.figures, found.symbol, found.in_two) == (str(strength), unit, False)
