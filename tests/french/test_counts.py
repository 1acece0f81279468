"""Where a strength ends and a count begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.french.cardinals import read_cardinal
from transcribe.french.counts import Parting, counted, kind_of, part, read_schedule
from transcribe.french.fold import fold
from transcribe.french.said_numbers import cardinal


def keys(text: str) -> list[str]:
    return fold(text).replace("'", "' ").split()


def parting(text: str, after: str, before: str = "metformine") -> tuple[int, int, bool] | None:
    found = part(keys(text), keys(after), before)
    return (found.strength, found.count, found.sure) if found else None


@pytest.mark.parametrize(
    ("text", "after", "right"),
    [
        ("mille deux", "fois par jour", (1000, 2, True)),
        ("quarante un", "comprimé", (40, 1, True)),
        ("cinq cents deux", "fois", (500, 2, True)),
        ("mille cinq", "gélules", (1000, 5, True)),
        ("cent vingt", "gouttes", (100, 20, True)),
        ("vingt deux", "le soir", (20, 2, False)),
        ("vingt deux", "matin et soir", (20, 2, False)),
        ("cinq cents deux", "à trois fois", (500, 2, True)),
        ("mille deux", "petites gélules", (1000, 2, True)),
        ("mille un", "demi-comprimé", (1000, 1, True)),
        ("mil neuf cent deux", "fois", (1900, 2, True)),
        ("deux cents un", "comprimé", (200, 1, True)),
    ],
)
def test_a_strength_and_a_count(text: str, after: str, right: tuple[int, int, bool]) -> None:
    assert parting(text, after) == right


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("mille", "fois", "metformine"),
        ("mille deux", "patients", "metformine"),
        ("mille deux", "", "metformine"),
        ("mille deux", "séances", "metformine"),
        ("vingt et un", "comprimés", "metformine"),
        ("quatre vingt", "gouttes", "metformine"),
        ("cent vingt", "comprimés", "de"),
        ("vingt deux", "le soir", "à"),
        ("vingt deux", "le soir", ""),
        ("vingt deux", "le soir", "2"),
        ("vingt deux douleur", "fois", "metformine"),
        ("mille deux cents", "fois", "metformine"),
        ("mil neuf", "comprimés", "metformine"),
        ("deux millions", "gouttes", "metformine"),
    ],
)
def test_what_is_one_number(text: str, after: str, before: str) -> None:
    assert part(keys(text), keys(after), fold(before)) is None


def test_all_of_a_parting() -> None:
    assert part(["mille", "deux"], ["fois"], "metformine") == Parting(1000, 2, 1002, 1, True)


@given(st.integers(1, 1999), st.integers(2, 8))
def test_a_parting_never_invents_a_number(strength: int, count: int) -> None:
    said = keys(f"{cardinal(strength)} {cardinal(count)}".replace("-", " "))
    found = part(said, ["fois"], "metformine")
    if found is not None:
        left, right = read_cardinal(said[: found.place]), read_cardinal(said[found.place :])
        assert left is not None and right is not None
        assert (left.value, right.value) == (found.strength, found.count)
        assert not found.sure or (found.strength, found.count) == (strength, count)


@pytest.mark.parametrize(
    ("text", "form", "place"),
    [
        ("comprimés", "comprimé", 0),
        ("demi comprimé", "comprimé", 1),
        ("grande gélule", "gélule", 1),
        ("à deux gélules", "gélule", 2),
        ("ou deux gélules", "gélule", 2),
        ("demi-comprimé", "comprimé", 0),
        ("matin", "matin", 0),
        ("midi", "midi", 0),
        ("soir", "soir", 0),
        ("le soir", "soir", 1),
        ("au coucher", "coucher", 1),
        ("à chaque repas", "repas", 2),
        ("avant le repas", "repas", 2),
        ("tous les jours", "jour", 2),
        ("par jour", "jour", 1),
        ("/ jour", "jour", 1),
        ("ce soir", "soir", 1),
        ("pendant les repas", "repas", 2),
    ],
)
def test_what_a_number_counts(text: str, form: str, place: int) -> None:
    found = counted(keys(text), 0)
    assert found is not None
    assert (found.row.forms[0], found.place) == (form, place)


@pytest.mark.parametrize(
    "text",
    ["", "patients", "jours", "semaine", "repas", "coucher", "pendant dix jours", "par comprimé", "le comprimé",
     "demi", "à deux", "le", "tous les", "de jour", "à deux patients"],
)  # fmt: skip
def test_what_counts_nothing(text: str) -> None:
    assert counted(keys(text), 0) is None


@pytest.mark.parametrize(
    ("key", "kind"),
    [("comprimes", "form"), ("gelule", "form"), ("fois", "taking"), ("bolus", "taking"), ("matin", "moment"),
     ("jour", "moment"), ("patient", None), ("", None)],
)  # fmt: skip
def test_kinds_of_counts(key: str, kind: str | None) -> None:
    assert kind_of(key) == kind


@pytest.mark.parametrize(
    ("text", "figures", "stop"),
    [
        ("un zéro un", ("1", "0", "1"), 3),
        ("1 0 0 1", ("1", "0", "0", "1"), 4),
        ("zéro zéro un", ("0", "0", "1"), 3),
        ("neuf zéro neuf", ("9", "0", "9"), 3),
        ("1 0 1 le soir", ("1", "0", "1"), 3),
        ("1 0 1 0 1", ("1", "0", "1", "0"), 4),
    ],
)
def test_a_scheme_of_takings(text: str, figures: tuple[str, ...], stop: int) -> None:
    assert read_schedule(keys(text)) == (figures, stop)


@pytest.mark.parametrize(
    "text", ["", "un zéro", "1 1 1", "0 0 0", "0 0 0 0", "10 0 1", "dix zéro un", "1 0 douleur", "1 0 1,5"]
)
def test_what_is_no_scheme(text: str) -> None:
    assert read_schedule(keys(text)) is None


def test_a_scheme_within_a_sentence() -> None:
    assert read_schedule(keys("ramipril un zéro un le matin"), 1) == (("1", "0", "1"), 4)
