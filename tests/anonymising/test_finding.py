"""Ce qui dit de qui il s’agit est trouvé ; maladies, médicaments, doses et âges ne le sont pas."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.anonymising.marked import NOTES, unmark
from tests.shipped import lexicon
from transcribe import terms, writing
from transcribe.anonymising import Passage, Vocabulary, find, find_in
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript, Word
from transcribe.french import bare_words
from transcribe.french.civilities import civility_of
from transcribe.french.particles import is_particle

KNOWN = Vocabulary(lexicon())
# Words of notes that the finder may take besides, and identities that it may miss, over all of them.
FALSE_SHARE, MISSED = 0.02, 2  # a year alone, a day alone


def shown(text: str, *, heard: bool = False) -> list[tuple[str, str]]:
    return [(found.of(text), found.kind) for found in find(text, KNOWN, heard=heard)]


def named(text: str) -> list[str]:
    return [words for words, _ in shown(text)]


def found_in(text: str) -> list[Passage]:
    revision = writing.write(Revision(Transcript.from_text(text)), acronyms=terms.acronyms())
    return list(find_in(revision, KNOWN))


def test_notes_written_without_the_finder() -> None:
    missed, false, words = [], 0, 0
    for path in sorted(NOTES.glob("*.txt")):
        text, gold = unmark(path.read_text("utf-8"))
        taken = [(found.start, found.end) for found in find(text, KNOWN)]
        for start, end, _ in gold:
            inside = [w for w in bare_words(text) if start <= w.start < end and not small(w.text)]
            if any(not any(s <= w.start < e for s, e in taken) for w in inside):
                missed.append(f"{path.name} : {text[start:end]}")
        for word in bare_words(text):
            words += 1
            over = any(s <= word.start < e for s, e in taken) and not any(
                s <= word.start < e for s, e, _ in gold
            )
            false += over and not small(word.text)
    assert len(missed) <= MISSED, missed
    assert false <= FALSE_SHARE * words


def small(word: str) -> bool:
    return civility_of(word) is not None or is_particle(word)


@pytest.mark.parametrize("path", sorted((NOTES / "dictees").glob("*.txt")), ids=lambda path: path.stem)
def test_dictated_notes(path: Path) -> None:
    """Noms épelés et remarques au secrétariat, qui ne sont plus dans le texte, sont encore dans le son."""
    text, gold = unmark(path.read_text("utf-8").strip())
    revision = writing.write(Revision(Transcript.from_text(text)), acronyms=terms.acronyms())
    words = revision.transcript.words
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word.text) + 1)
    taken = {
        index
        for one in find_in(revision, KNOWN)
        if one.words is not None
        for index in range(one.words[0], one.words[1] + 1)
    }
    for start, end, _ in gold:
        for index, word in enumerate(words):
            inside = start <= starts[index] < end
            assert not inside or index in taken or small(word.text.strip(".,")), text[start:end]


@pytest.mark.parametrize(
    ("text", "passage", "kind"),
    [
        ("J’ai revu Mme Blanc.", "Blanc", "person"),
        ("Vu par le docteur Rose.", "Rose", "person"),
        ("M. LUNDI est sorti.", "LUNDI", "person"),
        ("Sa fille Aurore l’accompagne.", "Aurore", "person"),
        ("Il est suivi avec l’interne Léa Van Houtte.", "Léa Van Houtte", "person"),
        ("Mme Roy, née Goyhenetche, est venue.", "Goyhenetche", "person"),
        ("GOUTTE Fernande, 78 ans.", "GOUTTE Fernande", "person"),
        ("M. Dupont (D, U, P, O, N, T) est vu.", "D, U, P, O, N, T", "person"),
        ("Prélèvement adressé au Dr J.-P. Martin.", "J.-P. Martin", "person"),
        ("vue par le dr martin ce jour", "martin", "person"),
        ("mr benhamou vient pour toux", "benhamou", "person"),
        ("Vu par l’abbé Moulin.", "Moulin", "person"),
        ("Anesthésiste : Petit.", "Petit", "person"),
        ("Lima (Mme), vue ce jour.", "Lima", "person"),
        ("Une jeune fille prénommée Capucine.", "Capucine", "person"),
        ("Lettre de F. Delrieu.", "F. Delrieu", "person"),
        ("Il est suivi à Bordeaux.", "Bordeaux", "place"),
        ("IRM du 12/2024.", "12/2024", "date"),
        ("Mme Roy (ch. 112) dort.", "112", "file"),
        ("Enfant scolarisé à Champigny.", "Champigny", "place"),
        ("Patient: OUATTARA Moussa Sexe: M Né(e) le: 15/08/1968", "OUATTARA Moussa", "person"),
        ("Tribunal, RG 25/04417.", "25/04417", "file"),
        ("Elle vit à Sens.", "Sens", "place"),
        ("Il est né à Saint-Louis.", "Saint-Louis", "place"),
        ("Née le 3 mars 1950.", "3 mars 1950", "birth"),
        ("Né le 22/07/1981.", "22/07/1981", "birth"),
        ("Revu le 7 mai.", "7 mai", "date"),
        ("Hospitalisée du 1er au 9 avril 2026.", "1er au 9 avril 2026", "date"),
        ("Symptômes depuis mars 2025.", "mars 2025", "date"),
        ("NIR 2 39 09 99 122 045 61.", "2 39 09 99 122 045 61", "nir"),
        ("NIR 1 44 11 2B 096 018 42.", "1 44 11 2B 096 018 42", "nir"),
        ("IPP : 8004517723.", "8004517723", "ipp"),
        ("Joindre le 06 12 48 77 03.", "06 12 48 77 03", "phone"),
        ("Joindre le +33 7 68 10 22 95.", "+33 7 68 10 22 95", "phone"),
        ("son téléphone est le zéro six, douze, quarante-cinq, soixante-dix-huit, quatre-vingt-trois",
         "zéro six, douze, quarante-cinq, soixante-dix-huit, quatre-vingt-trois", "phone"),
        ("Courriel : a.roy@exemple.fr.", "a.roy@exemple.fr", "email"),
        ("RPPS 10004587213.", "10004587213", "rpps"),
        ("FINESS 350000741.", "350000741", "finess"),
        ("Il habite 17 bis rue des Tanneurs.", "17 bis rue des Tanneurs", "address"),
        ("Il habite 12, rue du Moulin, 18100 Vierzon.", "18100", "postcode"),
        ("Dossier n° 447-B.", "447-B", "file"),
    ],
)  # fmt: skip
def test_une_identite(text: str, passage: str, kind: str) -> None:
    assert (passage, kind) in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Maladie de Parkinson, signe de Babinski, score de Glasgow à 15.",
        "Pas de signe de Kernig ni de Brudzinski.",
        "Score de Hoehn et Yahr à 3, maladie de Charcot-Marie-Tooth.",
        "Incision de Pfannenstiel, position de Trendelenburg, broche de Kirschner.",
        "Épanchement du cul-de-sac de Douglas, bacille de Calmette et Guérin.",
        "Ramipril 5 mg par jour, Kardégic 75 mg, Doliprane 1 g 3 fois par jour.",
        "TA 14/8, pouls à 92/min, FEVG à 55 %, CHA2DS2-VASc à 4.",
        "Patient de 54 ans, 72 kg, hospitalisé 3 semaines.",
        "Klebsiella pneumoniae, Escherichia coli, Plasmodium falciparum.",
        "COMPTE-RENDU D’HOSPITALISATION\nConclusion : examen normal.",
        "Echographie normale. Evolution favorable. Etat général conservé.",
        "Le numéro 3114 a été remis.",
        "NYHA II, IRM, TDM, ECBU, CRP à 12 mg/L.",
        "Le docteur a vu le patient. Madame la directrice est prévenue.",
        "Les urgences ont été prévenues, mise en place d’une attelle au cours de l’examen.",
        "le docteur confirme, madame reste au lit, monsieur est parti, l’enfant seul est calme",
        "Trou de Monro libre, polygone de Willis, poche de Rathke, réflexe de Moro présent.",
        "Irradiation de 50 Gy en 25 fractions. Pose d’une voie veineuse. Une Echographie, puis Ethambutol.",
        "Aide : aucune. Anesthésiste : néant.",
        "Il a bu un verre de rosé blanc lundi.",
    ],
)
def test_ce_qui_n_est_personne(text: str) -> None:
    assert shown(text) == []


def test_un_nom_trouve_une_fois_l_est_partout() -> None:
    text = "Mme Etcheverry est adressée. Etcheverry doit revenir. ETCHEVERRY a appelé."
    assert [one for one, _ in shown(text)] == ["Etcheverry", "Etcheverry", "ETCHEVERRY"]


def test_un_mot_de_la_langue_n_est_un_nom_que_la_ou_il_en_est_un() -> None:
    text = "M. Droit va bien. Ventricule droit normal. M. Petit a un petit nodule."
    assert [one for one, _ in shown(text)] == ["Droit", "Petit"]


def test_un_nom_mal_entendu_va_jusqu_a_la_naissance() -> None:
    text = "madame Jamila Ivali a hydré maté plus loin au UAL virgule né le premier mars mille neuf cent cinquante"
    first, kind = shown(text, heard=True)[0]
    assert first.startswith("Jamila") and first.endswith("virgule") and kind == "person"


def test_ce_qui_suit_un_nom_entendu_reste() -> None:
    assert shown("madame Roy est stable, elle sort demain.", heard=True) == [("Roy", "person")]


def test_la_remarque_retiree_du_texte_reste_a_couvrir() -> None:
    said = found_in(
        "examen normal point. merci de mettre une copie au docteur Karim Benhaddou. fin de dictée."
    )
    assert [one.text for one in said] == ["Karim Benhaddou."] and said[0].words is not None


def test_rien_ne_se_chevauche_dans_ce_qui_fut_entendu() -> None:
    words = tuple(
        Word(text, place / 2, place / 2 + 0.4, 0.9)
        for place, text in enumerate("madame Irina Simxac, SZ née".split())
    )
    passages = find_in(Revision(Transcript(words, duration=5.0)), KNOWN)
    taken = [index for one in passages if one.words for index in range(one.words[0], one.words[1] + 1)]
    assert len(taken) == len(set(taken)) and {1, 2} <= set(taken)


@given(
    st.lists(
        st.sampled_from("Mme Dr Roy de la Blanc né le 3 mars 1950 , . \n rue 12 PARIS à A. 06".split(" ")),
        max_size=20,
    )
)
def test_les_passages_sont_dans_l_ordre_et_dans_le_texte(words: list[str]) -> None:
    text = " ".join(words)
    found = find(text, KNOWN)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
