"""The figures of the README are where ``benchmarks/figures.toml`` says, and as near to the measure as it says."""

from pathlib import Path

import figures
import pytest
from figures import Figure, compared, read_figures, table

DATA = """
[[sentence]]
page = "page.md"
text = "| mots faux | {plain} % | {ours} % |"

[figure.ours]
what = "mots faux, nous"
within = 0.5
on = "samples"

[figure.ratio]
what = "rapport"
within = 0.1
on = "samples"
of = ["ours", "plain"]
"""


def read(folder: Path, page: str, data: str = DATA) -> list[Figure]:
    (folder / "page.md").write_text(page, "utf-8")
    (folder / "figures.toml").write_text(data, "utf-8")
    return read_figures(folder / "figures.toml", folder)


def test_the_readme_says_each_sentence_once() -> None:
    found = {one.name: one for one in read_figures()}
    assert found["ratio"].said < 1.5
    assert all(one.within > 0 and one.on in ("samples", "dictations") for one in found.values())


def test_figures_are_read_whatever_the_spaces(tmp_path: Path) -> None:
    ours, ratio = read(tmp_path, "Avant\n| mots faux |  35,1 %\n| 16 % | après")
    assert ours.said == 16
    assert ratio.said == pytest.approx(16 / 35.1)


@pytest.mark.parametrize(
    "page", ["rien", "| mots faux | 1 % | 2 % |\n| mots faux | 3 % | 4 % |", "| mots faux | un % | 2 % |"]
)
def test_a_sentence_that_is_not_said_once_is_named(tmp_path: Path, page: str) -> None:
    with pytest.raises(ValueError, match=r"page\.md says \d times, and not once: \| mots faux"):
        read(tmp_path, page)


@pytest.mark.parametrize(
    ("measured", "verdict"), [(16.5, "juste"), (15.5, "juste"), (16.6, "FAUX"), (3.0, "FAUX")]
)
def test_what_differs_by_more_than_is_said_is_wrong(measured: float, verdict: str) -> None:
    (row,) = compared([Figure("ours", "mots faux", 16.0, 0.5, "samples")], {"ours": measured}, on="samples")
    assert row.verdict == verdict
    assert table([row]).endswith(verdict)


def test_what_is_said_of_other_dictations_is_held_to_what_the_samples_gave() -> None:
    said = Figure("ours", "mots faux", 16.0, 0.5, "dictations", samples=9.0)
    assert [row.verdict for row in compared([said], {"ours": 9.2}, on="samples")] == ["juste"]
    assert [row.verdict for row in compared([said], {"ours": 16.2}, on="samples")] == ["FAUX"]
    assert [row.verdict for row in compared([said], {"ours": 16.2}, on="dictations")] == ["juste"]
    unknown = Figure("ours", "mots faux", 16.0, 0.5, "dictations")
    assert [row.verdict for row in compared([unknown], {"ours": 1.0}, on="samples")] == [""]
    assert [row.verdict for row in compared([said], {}, on="samples")] == [""]


def test_sizes_are_those_of_this_environment() -> None:
    from headline import sizes

    found = sizes()
    assert found["model"] == pytest.approx(148, abs=1)
    assert 300 < found["program"] < 2000


def test_what_an_outcome_is_worth_is_counted_in_words() -> None:
    from dictations import Dictation
    from headline import Outcome, rates

    gold = {
        "spoken": "toux depuis trois jours",
        "written": "Toux depuis 3 jours.",
        "terms": ["toux", "fièvre"],
    }
    given = [Dictation("a", figures.ROOT, gold)]
    assert rates(Outcome(1.0, ("toux depuis 3 jours",), ("Toux depuis 3 mois.",)), given) == {
        "heard": 0.0,
        "final": 25.0,
        "terms": 50.0,
    }
