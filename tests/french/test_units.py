"""Units said and typed."""

from pathlib import Path

import pytest

from transcribe.french.fold import fold
from transcribe.french.units import Unit, read_counted, read_rate, read_unit, symbol_of, written_unit


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("milligrammes", "mg"),
        ("milligramme kilo jour", "mg/kg/j"),
        ("milligrammes par kilo par jour", "mg/kg"),
        ("micromoles litre", "µmol/L"),
        ("micro mole par litre", "µmol/L"),
        ("millimoles par litre", "mmol/L"),
        ("giga par litre", "G/L"),
        ("millimètres cubes", "mm³"),
        ("kilos par mètre carré", "kg/m²"),
        ("grammes par vingt-quatre heures", "g"),
        ("grammes par 24 heures", "g/24 h"),
        ("unités internationales par kilo et par heure", "UI/kg/h"),
        ("millilitres heure", "mL/h"),
        ("millimètres de mercure", "mmHg"),
        ("mm hg", "mmHg"),
        ("centimètres d'eau", "cmH2O"),
        ("pour cent", "%"),
        ("mg / kg / j", "mg/kg/j"),
        ("litres heureux", "L"),
        ("grammes litres", "g"),
        ("micro litre", "µL"),
        ("milli litres", "mL"),
        ("kilo litre", "kL"),
        ("giga litre", "G/L"),
        ("kilo 24 heures", "kg"),
        ("milli grammes par milli litre", "mg/mL"),
        ("gamma par minute", "µg/min"),
        ("gamma", "µg"),
    ],
)
def test_units_said(text: str, symbol: str) -> None:
    found = read_unit(fold(text).split())
    assert found is not None
    assert found.symbol == symbol


@pytest.mark.parametrize(
    "text",
    [
        "comprimés",
        "jours",
        "unités",
        "patients",
        "par jour",
        "programme",
        "mètreur",
        "gamma gt élevée",
        "gamma knife",
        "gt gamma élevée",
    ],
)
def test_what_is_no_unit_of_the_si(text: str) -> None:
    assert read_unit(fold(text).split()) is None


def test_a_lone_capital_is_an_initial_but_for_the_litre() -> None:
    assert read_unit(["M"]) is None
    assert read_unit(["G"]) is None
    assert read_unit(["L"]) is not None
    assert read_unit(["m"]) is not None


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("g/l", "g/L"),
        ("G/L", "G/L"),
        ("ml/24h", "mL/24 h"),
        ("mg/kg/j", "mg/kg/j"),
        ("U/L", "U/L"),
        ("µmol/l", "µmol/L"),
        ("μg/l", "µg/L"),
        ("mm3", "mm³"),
        ("l/min", "L/min"),
        ("et/ou", ""),
        ("M", ""),
        ("g/", ""),
        ("comprimés", ""),
    ],
)
def test_units_typed_in_one_piece(typed: str, right: str) -> None:
    assert written_unit(typed) == right


@pytest.mark.parametrize(
    ("text", "rate"),
    [("par minute", "/min"), ("par millimètre cube", "/mm³"), ("par microlitre", "/µL"), ("par jour", "")],
)
def test_rates_of_a_bare_number(text: str, rate: str) -> None:
    found = read_rate(fold(text).split(), 0)
    assert (found.symbol if found else "") == rate


def test_symbols_of_words() -> None:
    assert [symbol_of("grays"), symbol_of("hertz"), symbol_of("kilocalories"), symbol_of("decibels")] == [
        "Gy", "Hz", "kcal", "dB",
    ]  # fmt: skip
    assert symbol_of("centimetreur") == ""


UNITS = [
    line.split("\t")
    for line in (Path(__file__).parent / "units.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def shown(found: Unit | None) -> str:
    """A unit as the table writes it: its symbol and how many words it takes."""
    return f"{found.symbol} ({found.stop})" if found else ""


@pytest.mark.parametrize("row", UNITS, ids=[row[0] for row in UNITS])
def test_units_as_said_and_as_written(row: list[str]) -> None:
    said, unit, counted, rate, symbol, right = row
    keys = said.split(" ")
    assert shown(read_unit(keys)) == unit
    assert shown(read_counted(keys)) == counted
    assert shown(read_rate(["par", *keys], 0)) == rate
    assert symbol_of(said) == symbol
    assert written_unit(said) == right
    within = read_unit(["prendre", *keys], 1)
    assert (within.symbol if within else "") == unit.partition(" (")[0]
