"""Les fautes semées sont de celles qu’une secrétaire fait : ajouts, noms, médicaments, et ce qu’on ne touche pas."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shipped import lexicon
from transcribe.exercises.seeding import candidates, seed_errors
from transcribe.french.civilities import mistaken_for
from transcribe.french.degrees import adverbs_before
from transcribe.french.misspellings import alike_names, misspellings
from transcribe.grading.types import Kind

LEXICON = lexicon()
SEEDS = range(12)


def written(text: str, kind: Kind) -> set[str]:
    """What errors of a class write, over some seeds."""
    place = f"Conclusion :\n{text}"  # an addition is made in the body of a document
    return {one.found for seed in SEEDS for one in candidates(place, LEXICON, seed)[kind]}


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("Apixaban 5 mg deux fois par jour.", "par par"),
        ("Lésion de la main droite.", "de la de la"),
        ("Une douleur intense.", "très intense"),
        ("L'oreillette gauche est dilatée.", "bien dilatée"),
        ("Le patient est sorti hier.", "est donc"),
        ("J'ai revu Mme Roy.", "ai bien"),
        ("Toux depuis 3 jours.", "depuis environ"),
        ("Examen normal.", "tout à fait normal"),
    ],
)
def test_un_ajout_qu_une_secretaire_a_pu_taper(text: str, added: str) -> None:
    assert added in written(text, "addition")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Fibrillation atriale paroxystique.", "atriale"),
        ("Bilan de santé, patient sevré.", "santé"),
        ("Patiente née à terme.", "née"),
        ("Une douleur très intense.", "intense"),
        ("Une douleur nettement intense.", "intense"),
        ("Le foie n'est pas dilaté.", "dilaté"),
        ("Le patient n'est pas sorti.", "est"),
        ("Il y a une lésion.", "a"),
        ("Cela revient à la normale.", "normale"),
        ("Syndrome douloureux chronique.", "douloureux"),
        ("Toux depuis hier.", "depuis"),
        ("Nous nous voyons demain.", "nous"),
    ],
)
def test_pas_d_adverbe_ou_la_grammaire_ni_le_sens_n_en_veulent(text: str, word: str) -> None:
    found = written(text, "addition")
    assert not [one for one in found if word in one.split() and one != f"{word} {word}"]


@settings(max_examples=40)
@given(st.integers(0, 100_000))
def test_un_ajout_est_un_mot_redit_ou_un_adverbe_et_garde_les_mots_de_la_reference(seed: int) -> None:
    text = (
        "La patiente a été revue pour une douleur intense depuis 3 jours. L'abdomen est souple, sans défense."
    )
    _, errors = seed_errors(f"Conclusion :\n{text}", LEXICON, count=6, seed=seed, classes=("addition",))
    for one in errors:
        rest = one.found.split()
        for word in one.expected.split():
            rest.remove(word)
        adverbs = {"donc", "bien", "également", "environ", *adverbs_before(one.expected)}
        assert " ".join(rest) in adverbs | {one.expected}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Lefèvre", {"Lefebvre", "Lefébure"}),
        ("Vannier", {"Vanier"}),
        ("Colin", {"Collin"}),
        ("Nathalie", {"Natalie"}),
        ("Hernandez", {"Hernandes"}),
        ("Szymczak", set()),
        ("Bernard", set()),
        ("Corentin", set()),
        ("Youssef", set()),
        ("Nguyen", set()),
        ("Olivier", set()),
    ],
)
def test_un_nom_ne_devient_qu_un_nom_du_meme_son(name: str, found: set[str]) -> None:
    assert {*alike_names(name), *misspellings(name, "name")} - {"Leffèvre"} == found


def test_une_civilite_s_ecrit_pour_une_autre_du_meme_role() -> None:
    assert mistaken_for("M.") == ("Mme",)
    assert mistaken_for("Mme") == ("Mlle", "M.")
    assert mistaken_for("Dr") == ("Pr",)
    assert mistaken_for("Me") == mistaken_for("Drs") == mistaken_for("enfant") == ()
    assert "M." in written("J'ai revu Mme Lefèvre.", "identity")
    assert written("J'ai revu madame la directrice.", "identity") == set()
    assert written("Le Dr va bien.", "identity") == set()
    double = written("Vu par le Dr Lefèvre-Dufour.", "identity")
    assert double == {"Lefebvre-Dufour", "Lefébure-Dufour", "Pr"}
    double = written("Vu par le Dr Dufour-Lefèvre.", "identity")
    assert double == {"Dufour-Lefebvre", "Dufour-Lefébure", "Pr"}
    assert {"Codoliprane", "Dolliprane"} <= written("Il prend du Doliprane.", "drug")
    assert {"M.", "Pr"} & written("Vu par le Dr Lefèvre.", "identity") == {"Pr"}


@pytest.mark.parametrize("year", ["2025", "2019"])
def test_une_date_de_naissance_ne_passe_pas_dans_l_avenir(year: str) -> None:
    found = written(f"Enfant Aya Traoré, née le 19 novembre {year}.", "identity")
    assert not [one for one in found if one.endswith(("2052", "2091"))]


def test_deux_chiffres_d_une_date_de_naissance_s_inversent() -> None:
    assert "4 mai 1945" in written("Mme Roy, née le 4 mai 1954.", "identity")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nantes, le 3 mars 2026", ["Nantes"]),
        ("Suivi à Valbrune et à Saint-Étienne.", ["Valbrune", "Saint-Étienne"]),
        ("Incision de Pfannenstiel, maladie de Parkinson.", ["Pfannenstiel", "Parkinson"]),
        ("Sa fille Camille, son mari Philippe.", ["Camille", "Philippe"]),
        ("Valbrune, le 12 juin 2026\nDr Karim Benhaddou", ["Valbrune"]),
    ],
)
def test_une_ville_ou_un_nom_propre_ne_se_recrit_pas(text: str, names: list[str]) -> None:
    for seed in SEEDS:
        for found in candidates(text, LEXICON, seed).values():
            assert not [one for one in found if one.expected in names]


def test_un_nom_commun_a_la_majuscule_en_tete_se_recrit() -> None:
    assert written("Maladie traitée.", "spelling")


@pytest.mark.parametrize(
    "text",
    [
        "Anticorps anti-nucléaires positifs, anti-TNF arrêté, anti-CD20.",
        "Anticorps anti insuline positifs.",
        "Anticorps anti-récepteur de l'acétylcholine positifs.",
        "Anticorps dirigés contre l'insuline.",
        "Récepteurs à la progestérone positifs à 60 %.",
        "Anticorps anti-infliximab et anti infliximab.",
        "Anti-thyroglobuline à 200 UI/mL.",
        "Potassium 5,2 mmol/L, albumine à 32 g/L.",
        "Créatinine et potassium dans 7 jours.",
        "Antagoniste de l'aldostérone.",
    ],
)
def test_la_cible_d_un_anticorps_et_ce_qu_on_dose_ne_sont_pas_des_medicaments(text: str) -> None:
    assert written(text, "drug") == set()


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("Infliximab, anticorps anti-TNF alpha.", "Infliximab"),
        ("Adalimumab 40 mg, anticorps anti-adalimumab.", "Adalimumab"),
        ("Progestérone 200 mg le soir.", "Progestérone"),
        ("Malade sous albumine.", "albumine"),
        ("Allergie à l'amoxicilline.", "amoxicilline"),
    ],
)
def test_un_medicament_donne_en_reste_un(text: str, drug: str) -> None:
    found = {one.expected for seed in SEEDS for one in candidates(text, LEXICON, seed)["drug"]}
    assert found == {drug}


def test_un_medicament_se_prend_pour_un_autre_qui_lui_ressemble() -> None:
    assert "oméprazole" in written("Il prend ésoméprazole 40 mg.", "drug")
    assert not written("Il prend metformine 1 000 mg.", "drug") & {"merbromine", "ténormine"}


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Deux antécédents notables.", {"rétrocédents"}),
        ("Perfusion intraveineuse.", {"extraveineuse"}),
        ("Test immunologique positif.", {"négatif"}),
        ("Lymphadénopathie cervicale.", {"sservicale"}),
    ],
)
def test_un_terme_ne_devient_pas_un_mot_qui_n_existe_pas(text: str, absent: set[str]) -> None:
    assert not written(text, "terminology") & absent
