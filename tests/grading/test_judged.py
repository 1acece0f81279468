"""Ce que la correction compte d’une différence, de part et d’autre de chaque limite (``judged.tsv``)."""

from pathlib import Path

import pytest

from tests.shipped import lexicon
from transcribe.grading import grade

LEXICON = lexicon()
TABLE = Path(__file__).parent / "judged.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]


@pytest.mark.parametrize(("reference", "attempt", "mistakes"), ROWS)
def test_une_difference_se_juge_ainsi(reference: str, attempt: str, mistakes: str) -> None:
    found = grade(reference.replace("¶", "\n"), attempt.replace("¶", "\n"), LEXICON).mistakes
    told = " ; ".join(f"{one.kind} {one.severity} {one.expected}→{one.found}" for one in found)
    assert told.replace("\n", "¶") == mistakes


@pytest.mark.parametrize("reference", sorted({row[0] for row in ROWS}))
def test_une_copie_pareille_ne_perd_rien(reference: str) -> None:
    text = reference.replace("¶", "\n")
    assert grade(text, text, LEXICON).mistakes == ()


def test_un_point_decimal_et_un_zero_de_trop_ne_se_disent_pas_de_meme() -> None:
    def rule(reference: str, attempt: str) -> str:
        (one,) = grade(reference, attempt, LEXICON).mistakes
        return one.rule

    point = rule("Taux à 1,5 g.", "Taux à 1.5 g.")
    assert "virgule" in point
    assert rule("Taux à 1,50 g.", "Taux à 1,5 g.") != point
    assert rule("Taux à 0,5 g.", "Taux à ,5 g.") != point
