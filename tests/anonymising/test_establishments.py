"""Lieux nommés par des mots de la langue, nombres et lettres qui disent de qui il s’agit : les règles et leurres."""

import pytest

from tests.anonymising.test_finding import named
from transcribe.anonymising.dates import shifted
from transcribe.anonymising.establishments import table

ROWS = sorted({(one.examples, one.counter_examples) for some in table().by_first.values() for one in some})


@pytest.mark.parametrize("text", [text for examples, _ in ROWS for text in examples])
def test_ce_qui_annonce_un_lieu_en_trouve_le_nom(text: str) -> None:
    assert named(text)


@pytest.mark.parametrize("text", [text for _, counters in ROWS for text in counters])
def test_ce_qui_dit_de_quelle_sorte_est_un_lieu_n_est_pas_un_nom(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("passage prévu le mardi 14.", ["mardi 14"]),
        ("fils, R. Parkinson, joignable", ["R. Parkinson"]),
        ("Aurélie B., infirmière", ["Aurélie B"]),
        ("son parrain, « Jojo », viendra", ["Jojo"]),
        ("téléphone de la maison : 43.17.52", ["43.17.52"]),
        ("bip 70 412", ["70 412"]),
        ("agrément CNGOF 75-0912", ["75-0912"]),
        ("demande 2403-5516-0082 reçue", ["2403-5516-0082"]),
        ("ambulance immatriculée g h 123 j k", ["g h 123 j k"]),
        ("rendez-vous avec le docteur lumière", ["lumière"]),
        ("la maman grâce travaille", ["grâce"]),
        ("elle s'appelle bien carie", ["carie"]),
        ("bilan de capucine 8 ans", ["capucine"]),
        ("suivie à nantes", ["nantes"]),
        ("né le dix-neuf dix mille neuf cent soixante", ["dix-neuf dix mille neuf cent soixante"]),
        ("appel au quarante-cinq cinquante et un zéro neuf", ["quarante-cinq cinquante et un zéro neuf"]),
        ("monsieur marcel le floch", ["marcel le floch"]),
        ("infirmière alexandra", ["alexandra"]),
    ],
)
def test_ce_qui_dit_de_qui_il_s_agit(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "le lundi 3 comprimés",
        "revu lundi 8 heures",
        "hépatite C. Le patient va bien",
        "le numéro 3114 a été remis",
        "le docteur confirme la lésion",
        "le docteur généraliste",
        "sa mère est suivie",
        "il appelle souvent",
        "entre 2019-2020",
        "passage au bloc à jeun",
        "à gauche, à plat, à froid",
        "score de Borg à 3",
        "examen de 3 minutes",
        "patient constant",
    ],
)
def test_ce_qui_n_en_dit_rien(text: str) -> None:
    assert named(text) == []


def test_un_jour_date_avance_de_semaines_entieres() -> None:
    assert shifted("mardi 14", 28, year=2026) == "mardi 12"  # avril 2026
