"""Marking schemes: shipped ones load, wrong lines are named."""

from pathlib import Path

import pytest

from transcribe.grading.scheme import SHIPPED, SchemeError, load_scheme, parse_scheme
from transcribe.grading.types import KINDS

GOOD = 'id = "x"\nmaximum = 10\n[points]\ndose = { critical = 2, minor = 1 }\nspelling = 0.5\n'


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_schemes_load(name: str) -> None:
    assert load_scheme(name).id == name


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scheme_of_points_prices_every_class(name: str) -> None:
    scheme = load_scheme(name)
    assert scheme.method == "words" or scheme.costs.keys() == KINDS.keys()


def test_a_trainers_scheme(tmp_path: Path) -> None:
    path = tmp_path / "mien.toml"
    path.write_text(GOOD, "utf-8")
    scheme = load_scheme(str(path))
    assert scheme.points("dose", "critical", 1) == 2
    assert scheme.points("spelling", "minor", 1) * 2 == 1
    assert scheme.points("layout", "minor", 1) == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("dose", "doze"), "ligne 4"),
        (GOOD.replace("maximum = 10", "maximum = -1"), "ligne 2"),
        (GOOD.replace("critical = 2", 'critical = "deux"'), "ligne 4"),
        (GOOD.replace(", minor = 1", ""), "ligne 4"),
        (GOOD.replace("maximum", "maximun"), "« maximun » est inconnu"),
        (GOOD.replace("= 10", "= = 10"), "ligne 2"),
        ('id = "x"\nmaximum = 10\n', "« points » manque"),
    ],
)
def test_a_wrong_line_is_named(text: str, said: str) -> None:
    with pytest.raises(SchemeError, match=said):
        parse_scheme(text, "mien.toml")


def test_an_unknown_scheme_lists_the_known_ones() -> None:
    with pytest.raises(SchemeError, match="sur-20, aqdoc, taux"):
        load_scheme("sur-40")


def test_long_omissions_cost_by_their_length() -> None:
    scheme = load_scheme("sur-20")
    assert scheme.points("omission", "critical", 11) == 3 * scheme.points("omission", "critical", 1)
