"""Blood pressures: what two numbers of a living person are, and where words without a link are cut."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transcribe.french.fold import fold
from transcribe.french.pressure import Pressure, is_likely, may_be_pressure, read_pressure
from transcribe.french.said_numbers import cardinal


def keys(text: str) -> list[str]:
    return fold(text).replace("'", "' ").split()


@pytest.mark.parametrize(
    ("text", "high", "low"),
    [
        ("quatorze huit", "14", "8"),
        ("quatorze sur huit", "14", "8"),
        ("14 / 8", "14", "8"),
        ("15 - 9", "15", "9"),
        ("140 / 80", "140", "80"),
        ("13,5 / 8", "13,5", "8"),
        ("cent vingt quatre vingt", "120", "80"),
        ("cent quarante quatre vingt dix", "140", "90"),
        ("cent dix soixante dix", "110", "70"),
        ("deux cent dix cent dix", "210", "110"),
        ("deux cents dix cent dix", "210", "110"),
        ("deux cent deux cent un", "202", "101"),
        ("quatre vingt cinq cinquante", "85", "50"),
        ("quatre vingt dix soixante", "90", "60"),
        ("cent quatre vingts sur cent", "180", "100"),
        ("vingt huit", "20", "8"),
        ("vingt huit seize", "28", "16"),
        ("vingt deux douze", "22", "12"),
        ("dix sept dix", "17", "10"),
        ("dix sept", "10", "7"),
        ("quinze et demi neuf", "15,5", "9"),
        ("quatorze neuf et demi", "14", "9,5"),
        ("quinze et demi sur neuf", "15,5", "9"),
        ("quatorze sur neuf et demi", "14", "9,5"),
    ],
)
def test_a_pressure_and_where_it_is_cut(text: str, high: str, low: str) -> None:
    assert read_pressure(keys(text)) == Pressure(high, low, "", 0, len(keys(text)))


@pytest.mark.parametrize(
    ("text", "unit", "stop"),
    [
        ("quatorze huit mmhg", "mmHg", 3),
        ("quatorze sur huit centimètres de mercure", "cmHg", 6),
        ("140 / 80 mm de mercure", "mmHg", 6),
        ("quatorze huit mg", "", 2),
        ("quatorze huit cm", "", 2),
        ("treize sept et puis", "", 2),
        ("14 / 8 ce jour", "", 3),
        ("cent vingt quatre vingt et le pouls à cent", "", 4),
        ("cent vingt quatre vingt et", "", 4),
        ("quatorze huit et quinze neuf", "", 2),
        ("treize cinq huit mmhg", "mmHg", 4),
    ],
)
def test_only_the_units_of_a_pressure_are_taken_with_it(text: str, unit: str, stop: int) -> None:
    found = read_pressure(keys(text))
    assert found is not None
    assert (found.unit, found.stop) == (unit, stop)


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("cent soixante", ("160", "100/60")),
        ("cent soixante dix", ("170", "100/70")),
        ("cent vingt", ("120", "100/20")),
        ("cent trente quatre", ("134", "100/34")),
        ("vingt deux", ("22", "20/2")),
        ("trente deux", ("32", "30/2")),
        ("deux cents deux cent un", ("202/101", "200/201")),
        ("deux cents deux cent dix", ("202/110", "200/210")),
    ],
)
def test_two_readings_are_both_kept(text: str, alternatives: tuple[str, ...]) -> None:
    assert read_pressure(keys(text)) == Pressure("", "", "", 0, len(keys(text)), alternatives)


@pytest.mark.parametrize(
    "text",
    [
        "douleur",
        "",
        "quatorze",
        "14",
        "14 douleur",
        "quinze et demi",
        "quatorze un",
        "14 un",
        "14 une",
        "14 sur une",
        "cent dix",
        "trois cents",
        "deux deux",
        "trente trente",
        "mille deux cents",
        "8 / 14",
        "8 8",
        "80 / 80",
        "4 / 2",
        "31 / 18",
        "quatorze huit sur dix",
        "quatorze huit sur",
        "cent vingt quatre vingt / dix",
    ],
)
def test_what_is_no_pressure(text: str) -> None:
    assert read_pressure(keys(text)) is None


def test_a_pressure_within_a_sentence() -> None:
    said = keys("tension à quatorze huit ce jour")
    assert read_pressure(said, 2) == Pressure("14", "8", "", 2, 4)
    assert read_pressure(said, 0) is None
    assert read_pressure(["15", "et", "demi", "/", "9"]) == Pressure("15,5", "9", "", 0, 5)


@pytest.mark.parametrize(
    ("high", "low", "likely"),
    [
        ("6", "3", True),
        ("5.9", "3", False),
        ("6", "2.9", False),
        ("28", "16", True),
        ("28.1", "16", False),
        ("28", "16.1", False),
        ("8", "6", True),
        ("7.9", "6", False),
        ("60", "30", True),
        ("59", "30", False),
        ("60", "29", False),
        ("280", "160", True),
        ("281", "160", False),
        ("280", "161", False),
        ("70", "60", True),
        ("69", "60", False),
        ("60", "70", False),
        ("12", "80", False),
        ("124", "20", False),
    ],
)
def test_limits_of_a_likely_pressure(high: str, low: str, likely: bool) -> None:
    assert is_likely(Decimal(high), Decimal(low)) is likely


@pytest.mark.parametrize(
    ("high", "low", "possible"),
    [
        (5, 2, True),
        (4, 2, False),
        (5, 1, False),
        (30, 18, True),
        (31, 18, False),
        (30, 19, False),
        (8, 8, False),
        (8, 9, False),
        (50, 20, True),
        (49, 20, False),
        (50, 19, False),
        (300, 180, True),
        (301, 180, False),
        (300, 181, False),
        (80, 80, False),
        (14, 80, False),
    ],
)
def test_limits_of_what_may_be_a_pressure(high: int, low: int, possible: bool) -> None:
    assert may_be_pressure(Decimal(high), Decimal(low)) is possible


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_likely_pressure_may_be_one(high: int, low: int) -> None:
    assert not is_likely(high, low) or (may_be_pressure(Decimal(high), Decimal(low)) and low < high)


@given(st.integers(6, 28), st.integers(3, 16))
def test_a_pressure_said_with_its_link_is_read_or_left(high: int, low: int) -> None:
    found = read_pressure(keys(f"{cardinal(high)} sur {cardinal(low)}"))
    if may_be_pressure(Decimal(high), Decimal(low)):
        assert found is not None
        assert (found.high, found.low, found.alternatives) == (str(high), str(low), ())
    else:
        assert found is None


@example(200, 200)
@example(200, 201)
@given(st.integers(1, 999), st.integers(1, 300))
def test_words_without_a_link_never_give_another_pressure(high: int, low: int) -> None:
    """What is read from two numbers said in a row is those two, one of several readings, or nothing."""
    said = f"{cardinal(high)} {cardinal(low)}".replace("-", " ")
    found = read_pressure(keys(said))
    if found is not None and not found.alternatives:
        words = f"{cardinal(int(found.high))} {cardinal(int(found.low))}".replace("-", " ")
        heard = keys(said)[: found.stop]
        assert (
            keys(words) == heard or keys(words.replace("vingts", "vingt").replace("cents", "cent")) == heard
        )
