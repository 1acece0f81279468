"""Le titre d’un exercice vient du document, la consigne ne nomme que ce qui est là."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.shipped import lexicon
from transcribe.exercises import Choices, Level, Source, make_exercise
from transcribe.exercises.asking import Asked, parts_of, tasks, tasks_of, watched_in
from transcribe.exercises.make import numbered
from transcribe.exercises.sources import find_sources
from transcribe.exercises.titles import title_in, title_of
from transcribe.exercises.types import ExerciseKind
from transcribe.grading import Page

LEXICON = lexicon()
LEVEL = Level(2, 0.3, ())
SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Consultation de cardiologie du 12 mars 2026\nCher ami,", "Consultation de cardiologie"),
        ("Courrier au Dr Roy\nCompte-rendu opératoire\nM. Jean Roy", "Compte-rendu opératoire"),
        ("Échographie abdominale réalisée le 3 mai 2026 par le Dr Roy\nMme Roy", "Échographie abdominale"),
        (
            "Compte-rendu anatomopathologique à l'attention du Dr Roy\nM. Roy",
            "Compte-rendu anatomopathologique",
        ),
        ("Bon état général.", ""),
    ],
)
def test_un_titre_s_arrete_a_la_date_et_aux_personnes(text: str, title: str) -> None:
    assert title_in(text) == title


def test_le_titre_vient_du_document_et_non_du_nom_de_fichier() -> None:
    text = "Compte-rendu d'échographie abdominale du 3 mai 2026\nConclusion :\nFoie normal."
    made = make_exercise(Source("echo-abdo_01", Page(text)), "dictee", LEVEL, LEXICON, Choices())
    assert made.title == "Dictée – Compte-rendu d’échographie abdominale"


def test_la_specialite_distingue_des_titres_pareils() -> None:
    source = Source("a", Page("Compte-rendu opératoire\nM. Jean Roy"), specialty="ophtalmologie")
    assert title_of(source) == "Compte-rendu opératoire (ophtalmologie)"
    source = Source("a", Page("Consultation de cardiologie"), specialty="cardiologie")
    assert title_of(source) == "Consultation de cardiologie"


def test_sans_titre_le_nom_du_fichier_et_jamais_deux_titres_pareils() -> None:
    made = make_exercise(Source("toux_du-soir", Page("Il tousse.")), "dictee", LEVEL, LEXICON, Choices())
    assert [one.title for one in numbered([made, made])] == [
        "Dictée – toux du soir",
        "Dictée – toux du soir, 2",
    ]


def test_chaque_dictee_d_exemple_a_le_titre_de_son_document() -> None:
    titles = {source.id: title_of(source) for source in find_sources([SAMPLES], lambda _: "")}
    assert len(titles) == 12
    assert titles["vasc-imagerie-01"].startswith("Écho-doppler veineux des membres inférieurs")
    assert not [title for name, title in titles.items() if name.split("-")[-1] in title]


def consigne(text: str, kind: ExerciseKind, **choices: object) -> str:
    made = make_exercise(Source("a", Page(text)), kind, LEVEL, LEXICON, Choices(**choices))  # type: ignore[arg-type]
    return "\n".join((*tasks_of(made, "word"), *tasks_of(made, "page"))).replace("\u00a0", " ")


def test_la_consigne_d_une_dictee_ne_nomme_que_les_parties_du_document() -> None:
    assert "titre" not in consigne("Il tousse depuis hier.", "dictee")
    whole = consigne("Consultation de cardiologie\nAntécédents : asthme.\nDr Jean Roy", "dictee")
    assert ": titre, rubriques, paragraphes, signature." in whole


def test_la_consigne_d_une_relecture_ne_dit_de_surveiller_que_ce_qui_s_y_trouve() -> None:
    assert watched_in("Douleur du genou gauche, pas de fièvre.") == ("les côtés", "les négations")
    assert watched_in("Mme Roy prend ramipril 5 mg.") == ("les doses", "les identités")
    assert "Surveillez" not in consigne("Il tousse depuis hier et respire mal.", "relecture")


def test_une_relecture_sans_faute_semee_ne_promet_pas_de_fautes() -> None:
    assert "contient peut-être des fautes" in consigne("Oui", "relecture")
    assert "contient des fautes" in consigne("Le patient prend de la metformine par voie orale.", "relecture")


def test_la_consigne_ne_parle_d_audio_et_d_initiale_que_s_il_y_en_a() -> None:
    text = "Conclusion :\nGastrite antrale, ramipril 5 mg."
    assert "audio" not in consigne(text, "trous") + consigne(text, "dictee") + consigne(text, "mise-en-page")
    assert "lettre" not in consigne(text, "trous", help="aucune")
    assert "lettre" in consigne(text, "trous", help="initiale")
    # gaps that only ask for a dose have no first letter
    assert "lettre" not in consigne("Il prend 5 mg par jour.", "trous", help="initiale")


def test_la_mise_en_page_ne_demande_que_les_styles_du_document() -> None:
    assert "Titre" not in consigne("Il tousse.\nIl respire mal.", "mise-en-page")
    assert "Titre 1" in consigne("Antécédents :\nasthme.\nTraitement :\naucun.", "mise-en-page")


def test_ou_rien_n_est_connu_la_consigne_reste_generale() -> None:
    asked = Asked("dictee")
    assert tasks(asked, "page")[1] == "Saisissez tout le document dans la page."
    assert parts_of(Page("Il tousse.")) == frozenset()
    assert tasks(replace(asked, kind="inconnu"), "page") == ()
