"""Une seule graphie quand l’usage en connaît plusieurs."""

import pytest

from transcribe.core.revision import Revision
from transcribe.core.types import Edit, Transcript
from transcribe.terms import Lexicon
from transcribe.terms.grammar import put_right, settle_spellings


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("suites post-opératoires simples", "suites postopératoires simples"),
        ("suites post opératoires, simples.", "suites postopératoires, simples."),
        ("un micro nodule", "un micronodule"),
        ("tissu sous cutané", "tissu sous-cutané"),
        ("lésion hypo-échogène", "lésion hypoéchogène"),
        ("voie d'abord postérolatérale", "voie d'abord postéro-latérale"),
        ("scanner thoracoabdominal", "scanner thoraco-abdominal"),
        ("controle de la creatinine", "contrôle de la créatinine"),
        ("Resultat normal", "Résultat normal"),
        ("dosage de la progesterone", "dosage de la progestérone"),
        ("traitement contraindiqué", "traitement contre-indiqué"),
        ("Contraindication absolue", "Contre-indication absolue"),
        ("l'inter-ventriculaire antérieure", "l'interventriculaire antérieure"),
        ("le colon ascendant", "le côlon ascendant"),
        ("Colon sans lésion", "Côlon sans lésion"),
        ("rectum normal. Colons", "rectum normal. Côlons"),
        ("sous l'aparoscopie ce jour", "sous laparoscopie ce jour"),
        ("L’ombalgie chronique", "Lombalgie chronique"),
        ("pas de l'ithiase visible", "pas de lithiase visible"),
        ("une d'ialyse en urgence", "une dialyse en urgence"),
        ("avec d’iarrhée,", "avec diarrhée,"),
        ("pas d’yspnée ni toux", "pas de dyspnée ni toux"),
        ("un épisode d'iarrhée hier", "un épisode de diarrhée hier"),
    ],
)
def test_la_graphie_de_la_maison(heard: str, written: str, lexicon: Lexicon) -> None:
    revision = settle_spellings(Revision(Transcript.from_text(heard)), lexicon)
    assert revision.text == written
    assert {edit.kind for edit in revision.edits} == {"typography"}


@pytest.mark.parametrize(
    "text",
    [
        "sous anesthésie générale",
        "un patient thrombolysé hier",
        "vu par Ethambutol Durand",
        "sous traitement antibiotique",
        "post-partum immédiat",
        "un thoracoscope",
        "micro, nodule",
        "voie postéro-latérale",
        "sternocléidomastoïdien",
        "madame Colon opérée",
        "Mme. Colon opérée",
        "vu par Colon hier",
        "la colonne",
        "notion d'hépatite ancienne",
        "l'arthrose du genou",
        "l'attention portée au patient",
        "monsieur d'Iarrhée",
        "le docteur L'Ombaire",
        "d'artériopathie ni d'angor",
        "l'aparo",
    ],
)
def test_les_autres_mots_restent(text: str, lexicon: Lexicon) -> None:
    assert settle_spellings(Revision(Transcript.from_text(text)), lexicon).text == text


def test_un_mot_deja_corrige_garde_la_nature_de_sa_correction(lexicon: Lexicon) -> None:
    heard = Revision(Transcript.from_text("la voie postérolatérale"))
    corrected = heard.revise([Edit(2, 2, "postérolatérale", "term", "mal entendu", 0.9)])
    (edit,) = put_right(corrected, lexicon).edits
    assert (edit.text, edit.kind, edit.confidence) == ("postéro-latérale", "term", 0.9)


@pytest.mark.parametrize(("place", "joined"), [(1, False), (2, False), (3, True)])
def test_un_prefixe_dit_a_part_ne_se_joint_pas_a_ce_qui_est_deja_corrige(
    place: int, joined: bool, lexicon: Lexicon
) -> None:
    text = "un micro nodule stable"
    edit = Edit(place, place, text.split()[place], "term", "mal entendu", 0.9)
    revision = settle_spellings(Revision(Transcript.from_text(text)).revise([edit]), lexicon)
    assert ("micronodule" in revision.text) is joined
