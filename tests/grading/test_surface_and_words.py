"""Ce que deux mots égaux ont encore de différent, ce que la correction sait d’un mot, le rôle de chaque ligne."""

import pytest

from tests.shipped import lexicon
from transcribe.grading import grade
from transcribe.grading.heading import without_heading
from transcribe.grading.lexical import sided, words_of
from transcribe.grading.outline import outline
from transcribe.grading.tokens import tokenize

LEXICON = lexicon()
WORDS = words_of(LEXICON)


@pytest.mark.parametrize(
    ("reference", "attempt", "mistakes"),
    [
        ("Il va bien. Elle dort.", "Il va bien, Elle dort.", ["punctuation minor .→,"]),
        ("Conclusion : rien.", "Conclusion : Rien.", []),
        ("CONCLUSION : rien.", "Conclusion : rien.", ["capital minor CONCLUSION→Conclusion"]),
        ("Conclusion : rien.", "CONCLUSION : rien.", []),
        ("Le genou.", "le genou.", ["capital minor Le→le"]),
        ("La toux.", "LA TOUX.", []),
        ("Mme Roy va bien.", "Mme ROY va bien.", []),
        ("Mme Roy va bien.", "Mme roy va bien.", ["capital minor Roy→roy"]),
        ("Une IRM.", "Une Irm.", ["capital minor IRM→Irm"]),
        ("Il prend 5 mL.", "Il prend 5 ml.", []),
        ("Il prend 5 mg.", "Il prend 5 MG.", ["typography minor mg→MG"]),
        ("Il prend 5 mmol.", "Il prend 5 Mmol.", ["typography minor mmol→Mmol"]),
        ("Il va bien. Il a mal. Il dort.", "Il va bien. Il dort.", ["omission minor Il a mal.→"]),
        ("Il va bien et il dort.", "Il va bien Et il dort.", ["capital minor et→Et"]),
        ("- toux\n- fièvre", "- Toux\n- Fièvre", []),
        ("Un dosage à 5,20 g.", "Un dosage à 5,2 g.", ["typography minor 5,20→5,2"]),
        ("Un dosage à 0,5 g.", "Un dosage à ,5 g.", ["typography minor 0,5→,5"]),
        ("Un dosage à 1 000 g.", "Un dosage à 1000 g.", []),
        ("Il a 2 ans.", "Il a 2 an.", ["agreement minor ans→an"]),
        ("Il a 2,5 ans.", "Il a 2,5 an.", []),
        ("Pendant 3 semaines.", "Pendant 3 semaine.", ["agreement minor semaines→semaine"]),
        ("Il prend 5 g.", "Il prend 5 gr.", ["abbreviation minor g→gr"]),
        ("Dure 5 min.", "Dure 5 mn.", ["abbreviation minor min→mn"]),
        ("Vu par Mme Roy.", "Vu par Madame Roy.", []),
        ("Vu par Mme Roy.", "Vu par Mme. Roy.", ["abbreviation minor Mme→Mme."]),
        ("Vu à 8 h.", "Vu à 8h.", []),
        ("Toux ; fièvre.", "Toux; fièvre.", ["typography minor ;→;"]),
        ("Toux; fièvre.", "Toux ; fièvre.", ["typography minor ;→;"]),
        ("Un « oui ».", "Un «oui».", []),
        ("Un taux de 5 %.", "Un taux de 5%.", ["typography minor %→%"]),
        ("Il dort. Il mange.", "Il dort.Il mange.", ["typography minor Il→Il"]),
        ("Il dort.", "Il dort .", ["typography minor .→."]),
        ("Toux (sèche).", "Toux ( sèche ).", ["typography minor sèche→sèche", "typography minor )→)"]),
        ("Il prend 5 mg/j.", "Il prend 5 mg / j.", []),
        ("Un 3 × 4 cm.", "Un 3×4 cm.", []),
        ("Une TA à 12/8.", "Une TA à 12 / 8.", []),
        ("L'abdomen.", "L' abdomen.", ["typography minor abdomen→abdomen"]),
        ("Toux\nFièvre", "Toux Fièvre", ["layout minor Fièvre→Fièvre"]),
        (
            "Il va bien.\nIl dort.\nIl mange.",
            "Il va bien. Il dort. Il mange.",
            ["layout minor Il dort→Il dort"],
        ),
        ("Il va bien. Il dort.", "Il va bien.\nIl dort.", []),
        ("Il prend 10 unités.", "Il prend 10 U.", ["abbreviation minor unités→U"]),
        ("Il prend 10 comprimés.", "Il prend 10 compr.", ["dose critical comprimés→compr"]),
        ("Il prend 10 gouttes.", "Il prend 10 goutes.", ["spelling minor gouttes→goutes"]),
        ("Il prend 5 mg.", "Il prend 5 m.", ["dose critical mg→m"]),
        ("Il prend 5 mg.", "Il prend 5 mgr.", ["abbreviation minor mg→mgr"]),
        ("Dure 5 jours.", "Dure 5 semaines.", ["dose critical jours→semaines"]),
        ("Il prend 1,5 mg.", "Il prend 15 mg.", ["dose critical 1,5 mg→15 mg"]),
        ("Il prend 1,5 mg.", "Il prend 0,15 mg.", ["dose critical 1,5 mg→0,15 mg"]),
        ("Il prend 1,5 mg.", "Il prend 1,6 mg.", ["dose critical 1,5 mg→1,6 mg"]),
        ("Il a été opéré en 2019.", "Il a été opéré en 2020.", ["dose critical 2019→2020"]),
        ("Il est le 2e.", "Il est le 3e.", ["dose critical 2e→3e"]),
        ("Grade II.", "Grade III.", ["dose critical II→III"]),
        ("Grade II.", "Grade 2.", []),
        ("Vu le 3 juin.", "Vu le 03/06.", []),
        ("Vu le 3 juin.", "Vu le 3 juin 2026.", []),
        ("Vu le 3 juin 2026.", "Vu le 3 juin.", ["dose critical 3 juin 2026→3 juin"]),
        ("Un kyste à 38,2°.", "Un kyste à 38,2 °C.", ["dose critical °→°C"]),
        ("Il prend un comprimé.", "Il prend 1 comprimé.", []),
        ("Un événement.", "Un évènement.", []),
        ("Il connaît.", "Il connait.", []),
        ("Une HTA.", "Une hypertension artérielle.", []),
        ("Œil OD.", "Œil OG.", ["laterality critical OD→OG"]),
        ("Prurit.", "Prurrit.", ["terminology minor Prurit→Prurrit"]),
    ],
)
def test_majuscules_nombres_unites_espaces_et_lignes(
    reference: str, attempt: str, mistakes: list[str]
) -> None:
    found = grade(reference, attempt, LEXICON).mistakes
    assert [f"{one.kind} {one.severity} {one.expected}→{one.found}" for one in found] == mistakes


@pytest.mark.parametrize(
    ("word", "drug", "term", "common", "listed"),
    [
        ("asthme", "", True, True, True),
        ("hémorragie", "", True, True, True),
        ("Doliprane", "marque", True, False, True),
        ("doliprane", "marque", False, False, True),
        ("amoxicilline", "dci", True, False, True),
        ("insuline", "dci", True, False, True),
        ("sérum", "", True, True, True),
        ("acti", "marque", False, False, False),
        ("glargine", "dci", True, False, True),
        ("table", "", False, True, True),
        ("hépatoscopies", "", True, False, True),
        ("HTA", "", True, False, True),
        ("irm", "", True, False, False),
        ("B12", "", True, False, False),
        ("l'", "", False, False, False),
        ("x", "", False, True, True),
        ("toux", "", True, True, True),
        ("Roy", "", False, True, True),
        ("patient", "", False, True, True),
        ("hypokaliémie", "", True, False, True),
        ("gastrologie", "", True, False, True),
        ("coloscopies", "", True, False, True),
        ("cliniques", "", True, True, True),
        ("ABCDEFG", "", False, False, False),
        ("ABCDEF", "", True, False, False),
        ("1234", "", True, False, False),
        ("thrombose", "", True, False, True),
        ("normale", "", False, True, True),
    ],
)
def test_ce_que_l_on_sait_d_un_mot(word: str, drug: str, term: bool, common: bool, listed: bool) -> None:
    assert WORDS.drug(word) == drug
    assert (WORDS.is_term(word), WORDS.is_common(word), WORDS.is_listed(word)) == (term, common, listed)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("od", "gauche"),
        ("og", "droit"),
        ("gauche", "droit"),
        ("droites", "gauche"),
        ("toux", ""),
        ("og.", ""),
    ],
)
def test_un_cote_a_son_contraire(word: str, other: str) -> None:
    assert sided(word) == other


REFERENCE = "Cher confrère,\nJe vois Mme Anne Roy, née le 4 mai 1954.\nMotif : toux."


@pytest.mark.parametrize(
    ("above", "first"),
    [
        ("Léa Durand\n", "Cher confrère,"),
        ("Nom : Durand\nClasse : BTS 2\n", "Cher confrère,"),
        ("Durand Léa\n12/03/2026\nExercice 3\n", "Cher confrère,"),
        ("Exercice\n", "Cher confrère,"),
        ("Anne Roy\n", "Anne Roy"),
        ("Doliprane\n", "Doliprane"),
        ("Mme Durand\n", "Mme Durand"),
        ("Toux\n", "Toux"),
        ("", "Cher confrère,"),
        ("Léa\n", "Cher confrère,"),
        ("Dictée\nLéa\n", "Cher confrère,"),
        ("Cher confrere\n", "Cher confrere"),
        ("Copie de Léa\nDevoir n° 2\nGroupe A\nTD\nClasse B\nPromo 3\n", "Promo 3"),
        ("5 mg\n", "5 mg"),
    ],
)
def test_ce_que_l_eleve_ecrit_de_lui_au_dessus_ne_se_corrige_pas(above: str, first: str) -> None:
    text = above + REFERENCE
    left = without_heading(tokenize(text), tokenize(REFERENCE), (REFERENCE, text), WORDS)
    assert text[left[0].start :].split("\n")[0] == first


LETTER = """Dr Paul Roy
Cardiologue
Nantes, le 3 mars 2026
Cher confrère,
Je vois Mme Anne de La Tour, née le 4 mai 1954.
Motif : toux depuis le 3 mai.
Conclusion :
Repos.
Bien cordialement,
Dr Paul Roy"""


def test_chaque_ligne_d_une_lettre_a_son_role() -> None:
    found, tokens = outline(LETTER), tokenize(LETTER)
    roles = [role for token, role in zip(tokens, found.roles, strict=True) if token.line_start]
    assert roles == [
        "author", "opening", "date", "opening", "body", "heading", "heading", "body", "closing", "signature",
    ]  # fmt: skip
    names = ["Paul", "Roy", "Anne", "de", "La", "Tour", "Paul", "Roy"]
    assert [tokens[place].text for place in sorted(found.names)] == names
    assert [tokens[place].text for place in found.births] == ["4 mai 1954"]
    assert found.items == frozenset()


def test_une_liste_a_ses_articles_et_leur_fin() -> None:
    text = "Mme Roy\n- toux\n- fièvre.\nVue le 4 mai 2026."
    found, tokens = outline(text), tokenize(text)
    assert [tokens[place].text for place in sorted(found.items)] == ["toux", "fièvre"]
    ends = [tokens[i].text for i in range(len(tokens)) if found.is_item_end(i, tokens)]
    assert ends == ["fièvre"]
    assert not found.is_item_end(len(tokens), tokens)
