"""La mention « Copie : Dr X » : due quand le médecin l’a dictée, libre quand il ne l’a pas dictée."""

from pathlib import Path

import pytest

from tests.shipped import lexicon
from transcribe.grading import grade
from transcribe.grading.copies import with_copies
from transcribe.grading.reading import read_page

BODY = """Consultation du 12 mars 2026
Chère consœur,
Je vous remercie de m'avoir adressé Mme Irena Szymczak pour une dyspnée d'effort.
Bien confraternellement,
Dr Hélène Marchetti"""
DICTATED = f"{BODY}\nCopie : Dr Karim Benhaddou"


def charged(reference: str, attempt: str) -> list[str]:
    return [f"{m.kind} {m.severity}" for m in grade(reference, attempt, lexicon()).mistakes]


@pytest.mark.parametrize(
    "line",
    [
        "Copie : Dr Karim Benhaddou",
        "Copie au Dr Karim Benhaddou",
        "Copie à : docteur Karim Benhaddou",
        "Copie adressée au Dr BENHADDOU Karim",
        "Une copie est adressée au Dr Karim Benhaddou",
        "En copie : Dr Karim Benhaddou",
        "CC : Dr Karim Benhaddou",
    ],
)
def test_une_copie_dictee_s_ecrit_de_plusieurs_facons(line: str) -> None:
    assert charged(DICTATED, f"{BODY}\n{line}") == []


@pytest.mark.parametrize(
    "attempt",
    [
        BODY.replace("Chère", "Copie : Dr Karim Benhaddou\nChère"),
        BODY.replace("Dr Hélène", "Copie : Dr Karim Benhaddou\nDr Hélène"),
    ],
)
def test_la_mention_des_copies_se_place_aussi_avant(attempt: str) -> None:
    assert charged(DICTATED, attempt) == []


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("", ["layout minor"]),
        ("\nCopie : Dr Karim Benhadou", ["identity critical"]),
        ("\nCopie : Dr Paul Martin", ["identity critical"]),
        ("\nCopie : Dr Karim Benhaddou\nCopie : Dr Paul Martin", ["addition minor"]),
    ],
)
def test_une_copie_dictee_est_due_et_a_son_destinataire(line: str, kinds: list[str]) -> None:
    assert charged(DICTATED, BODY + line) == kinds


@pytest.mark.parametrize(
    "line", ["Copie : Dr Karim Benhaddou", "Copies : Dr Karim Benhaddou, Dr Anne Le Goff", "cc Dr Benhaddou"]
)
def test_une_copie_qui_n_est_pas_dictee_n_est_pas_une_faute_au_bas(line: str) -> None:
    assert charged(BODY, f"{BODY}\n{line}") == []


@pytest.mark.parametrize(
    "line", ["Copie conforme", "Copie de l'imagerie remise au patient", "Double J en place"]
)
def test_une_phrase_qui_parle_de_copie_est_un_ajout(line: str) -> None:
    assert charged(BODY, f"{BODY}\n{line}") != []


def test_la_reference_porte_la_copie_dictee(tmp_path: Path) -> None:
    path = tmp_path / "dictee.toml"
    path.write_text(
        "written = '''Lettre\nDr Marchetti'''\n[document]\ncopies = ['Dr Karim Benhaddou']\n", "utf-8"
    )
    assert read_page(path).text == "Lettre\nDr Marchetti\nCopie : Dr Karim Benhaddou"


def test_une_copie_deja_ecrite_n_est_pas_repetee() -> None:
    assert with_copies(DICTATED, ["Dr Karim Benhaddou"]) == DICTATED
    assert with_copies(BODY, []) == BODY
    assert with_copies(BODY, ["Dr A", "Dr B"]).endswith("\nCopies : Dr A, Dr B")
