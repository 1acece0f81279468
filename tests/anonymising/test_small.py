"""Des noms qui ont perdu leur capitale : ce qui les annonce, ce qui les suit, et les mots qui ne sont personne."""

import pytest

from tests.anonymising.test_finding import named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("vue avec sa femme maryvonne ce jour", ["maryvonne"]),
        ("sa sœur paulette dit qu'il est tombé", ["paulette"]),
        ("son mari ange est prévenu", ["ange"]),
        ("l'infirmier teiki a posé la voie", ["teiki"]),
        ("prénom fatoumata", ["fatoumata"]),
        ("prénom Danuta, suivie en ville", ["Danuta"]),
        ("adressé au docteur le guen", ["guen"]),
        ("lucas bernardin a une toux", ["lucas bernardin"]),
        ("chantal viendra demain", ["chantal"]),
        ("vit à sélestat depuis un an", ["sélestat"]),
        ("avec leur fils Ariimatea", ["Ariimatea"]),
        ("sa belle-sœur Kamala traduit", ["Kamala"]),
        ("Dr Yann Le Bihan\nYLB/SD", ["Yann Le Bihan", "YLB/SD"]),
        ("véhicule FK-482-ZR", ["FK-482-ZR"]),
        ("dossier AEMO/2022/0731", ["AEMO/2022/0731"]),
        ("N° d'identifiant zéro zéro huit, cinq cent deux", ["zéro zéro huit, cinq cent deux"]),
        ("écrire à o.noir arobase sfr.fr", ["o.noir arobase sfr.fr"]),
        ("écrire à paul point roy arobase orange point fr", ["paul point roy arobase orange point fr"]),
        ("prévenu ce 28/02", ["28/02"]),
    ],
)
def test_un_nom_sans_capitale_est_trouve_derriere_ce_qui_l_annonce(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text", ["signe de Babinski", "fils de Vicryl", "maladie de Parkinson", "score de Hoehn et Yahr"]
)
def test_un_texte_peut_finir_par_un_eponyme(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "le patient est dyspnéique et apyrétique",
        "sa mère est suivie pour un diabète",
        "sa sœur a eu un cancer",
        "le docteur confirme la lésion",
        "infirmier à domicile deux fois par jour",
        "pose d'un fil de Vicryl",
        "prénom à vérifier",
        "la patiente se plaint de rachialgies",
        "traitement par bisoprolol et ramipril",
        "tension à 14/8 ce soir",
        "IRM T2/FLAIR sans anomalie",
        "numéro deux du classement",
        "assistante sociale trois fois",
        "hôpital de jour",
    ],
)
def test_un_mot_de_la_langue_ou_de_la_medecine_n_est_personne(text: str) -> None:
    assert named(text) == []
