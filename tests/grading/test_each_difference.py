"""Une différence, sa classe et sa gravité : un cas par règle de la correction, avec ce qui ne coûte rien.

Chaque cas donne la référence, la copie, puis les fautes comptées : « classe gravité attendu→écrit ».
"""

import pytest

from tests.shipped import lexicon
from transcribe.grading import grade

LEXICON = lexicon()


@pytest.mark.parametrize(
    ("reference", "attempt", "mistakes"),
    [
        ("un œdème", "un oedème", ["typography minor œdème→oedème"]),
        ("Il a mal au rein.", "Il a mal aux reins.", ["agreement minor au rein→aux reins"]),
        ("Le rein droit est normal.", "Le reins droit est normal.", ["agreement minor rein→reins"]),
        ("Elle va à la selle.", "Elle va a la selle.", ["homophone minor à→a"]),
        ("La fièvre est élevée.", "La fievre est élevée.", ["accent minor fièvre→fievre"]),
        ("Une tache brune.", "Une tâche brune.", ["homophone minor tache→tâche"]),
        ("Écoute le souffle.", "Ecoute le souffle.", []),
        ("Un compte-rendu joint.", "Un compterendu joint.", ["typography minor compte-rendu→compterendu"]),
        (
            "Le post-opératoire est simple.",
            "Le post opératoire est simple.",
            ["typography minor post-opératoire→post opératoire"],
        ),
        (
            "Un examen neurologique.",
            "Un examen neuro logique.",
            ["spelling minor neurologique→neuro logique"],
        ),
        ("L'abdomen est souple.", "Labdomen est souple.", ["spelling minor L'abdomen→Labdomen"]),
        ("Il a aussitôt consulté.", "Il a aussi tôt consulté.", ["homophone minor aussitôt→aussi tôt"]),
        (
            "Traitement par amoxicilline.",
            "Traitement par ampicilline.",
            ["drug critical amoxicilline→ampicilline"],
        ),
        (
            "Traitement par amoxicilline.",
            "Traitement par amoxiciline.",
            ["drug minor amoxicilline→amoxiciline"],
        ),
        ("Traitement par Doliprane.", "Traitement par paracétamol.", ["drug critical Doliprane→paracétamol"]),
        ("Traitement par Doliprane.", "Traitement par Dolipranne.", ["drug minor Doliprane→Dolipranne"]),
        ("Traitement par repos.", "Traitement par amiodarone.", ["drug critical repos→amiodarone"]),
        (
            "Traitement par amiodarone.",
            "Traitement par kinésithérapie.",
            ["drug critical amiodarone→kinésithérapie"],
        ),
        ("Le patient est venu.", "La patient est venu.", ["agreement minor Le→La"]),
        ("Ramipril matin.", "Ramipril soir.", ["dose critical matin→soir"]),
        ("Ramipril le matin.", "Ramipril les matins.", ["agreement minor le matin→les matins"]),
        ("Un anticorps anti-CD20.", "Un anticorps anti-CD30.", ["terminology critical anti-CD20→anti-CD30"]),
        ("Une IRM du genou.", "Une IRN du genou.", ["abbreviation critical IRM→IRN"]),
        ("Une IRM du genou.", "Une irm du genou.", ["capital minor IRM→irm"]),
        ("Une HTA ancienne.", "Une hta ancienne.", ["capital minor HTA→hta"]),
        (
            "Une hypertension artérielle.",
            "Une hypotension artérielle.",
            ["terminology critical hypertension→hypotension"],
        ),
        ("Un examen normal.", "Un examen anormal.", ["terminology critical normal→anormal"]),
        (
            "Un résultat normal.",
            "Des résultats normaux.",
            ["agreement minor Un résultat normal→Des résultats normaux"],
        ),
        (
            "Une lésion antérieure.",
            "Une lésion postérieure.",
            ["terminology critical antérieure→postérieure"],
        ),
        (
            "Une hystérectomie ancienne.",
            "Une hystérotomie ancienne.",
            ["terminology critical hystérectomie→hystérotomie"],
        ),
        ("Les lésions sont abaissées.", "Les lésions sont abaissée.", ["agreement minor abaissées→abaissée"]),
        ("Les lésions sont abaissées.", "Les lésions sont abaisser.", ["agreement minor abaissées→abaisser"]),
        ("Il faut opérer ce genou.", "Il faut opéré ce genou.", ["agreement minor opérer→opéré"]),
        ("Il va mieux ce jour.", "Ils vont mieux ce jour.", ["agreement minor Il va→Ils vont"]),
        ("Il parle lentement.", "Il parlait lentement.", ["agreement minor parle→parlait"]),
        ("Un mal de dos.", "Un mal de dose.", ["terminology minor dos→dose"]),
        ("Une dyspnée d'effort.", "Une dispnée d'effort.", ["terminology minor dyspnée→dispnée"]),
        ("Une dyspnée d'effort.", "Une dysphagie d'effort.", ["terminology critical dyspnée→dysphagie"]),
        ("Une dyspnée d'effort.", "Une table d'effort.", ["terminology critical dyspnée→table"]),
        ("Il marche normalement.", "Il marche normalemment.", ["spelling minor normalement→normalemment"]),
        ("Il marche normalement.", "Il marche rapidement.", ["terminology minor normalement→rapidement"]),
        ("Il va bien.", "Il va.", ["omission minor bien→"]),
        ("Il n'a pas de fièvre.", "Il a de la fièvre.", ["negation critical n' … pas→"]),
        ("Il n'a pas de fièvre.", "Il a pas de fièvre.", ["negation minor n'→"]),
        ("Il n'a pas de fièvre.", "Il n'a de fièvre.", ["negation critical pas→"]),
        ("Il a de la fièvre.", "Il n'a pas de fièvre.", ["negation critical →n' … pas"]),
        ("Douleur du genou gauche.", "Douleur du genou.", ["laterality critical gauche→"]),
        ("Douleur du genou.", "Douleur du genou gauche.", ["laterality critical →gauche"]),
        ("Douleur du genou gauche.", "Douleur du genou droit.", ["laterality critical gauche→droit"]),
        ("Revu par le Dr Paul Roy hier.", "Revu par le Dr Paul hier.", ["identity critical Roy→"]),
        ("Revu par le Dr Paul Roy hier.", "Revu par Paul Roy hier.", ["omission minor le Dr→"]),
        ("Revu par le Dr Paul Roy hier.", "Revu par le Pr Paul Roy hier.", ["identity minor Dr→Pr"]),
        ("Mme Irène Roy va bien.", "M. Irène Roy va bien.", ["identity critical Mme→M."]),
        ("Mme Irène Roy va bien.", "Mme Irene Roy va bien.", ["accent minor Irène→Irene"]),
        ("Mme Irène Roy va bien.", "Mme Irène Roi va bien.", ["identity critical Roy→Roi"]),
        (
            "Mme Anne-Marie Roy va bien.",
            "Mme Anne Marie Roy va bien.",
            ["typography minor Anne-Marie→Anne Marie"],
        ),
        (
            "Mme Roy, née le 4 mai 1954, va bien.",
            "Mme Roy, née le 4 mai 1945, va bien.",
            ["identity critical 4 mai 1954→4 mai 1945"],
        ),
        (
            "Mme Roy, née le 4 mai 1954, va bien.",
            "Mme Roy va bien.",
            ["omission critical , née le 4 mai 1954,→"],
        ),
        ("Vu le 4 mai 2026 ici.", "Vu le 5 mai 2026 ici.", ["dose critical 4 mai 2026→5 mai 2026"]),
        ("Vu le 4 mai 2026 ici.", "Vu ici.", ["dose critical le 4 mai 2026→"]),
        ("Ramipril 5 mg par jour.", "Ramipril 50 mg par jour.", ["dose critical 5 mg→50 mg"]),
        ("Ramipril 5 mg par jour.", "Ramipril 5 g par jour.", ["dose critical mg→g"]),
        ("Ramipril 5 mg par jour.", "Ramipril par jour.", ["dose critical 5 mg→"]),
        ("Ramipril 5 mg par jour.", "Ramipril 5 par jour.", ["dose critical mg→"]),
        ("Ramipril 5 mg par jour.", "Ramipril 5 mg.", ["dose critical par jour→"]),
        ("Ramipril 5 mg par jour.", "Ramipril 5 mg jour.", ["omission minor par→"]),
        ("Ramipril par jour.", "Ramipril 5 mg par jour.", ["dose critical →5 mg"]),
        ("Prendre 3 à 4 comprimés.", "Prendre 3 et 4 comprimés.", ["dose critical à→et"]),
        ("Température 38,5 °C.", "Température 38,6 °C.", ["dose critical 38,5 °C→38,6 °C"]),
        ("Ramipril 2,5 mg.", "Ramipril 25 mg.", ["dose critical 2,5 mg→25 mg"]),
        ("Vu à 8 h 30 ce jour.", "Vu à 9 h 30 ce jour.", ["dose critical 8 h 30→9 h 30"]),
        ("Il va bien, il dort.", "Il va bien il dort.", ["punctuation minor ,→"]),
        ("Il va bien il dort.", "Il va bien, il dort.", ["punctuation minor →,"]),
        ("Il va bien. Elle dort.", "Il va bien. elle dort.", ["capital minor Elle→elle"]),
        ("Le genou va bien.", "Le Genou va bien.", ["capital minor genou→Genou"]),
        ("Toux : 5 jours.", "Toux: 5 jours.", ["typography minor :→:"]),
        ("Toux, fièvre.", "Toux,fièvre.", ["typography minor fièvre→fièvre"]),
        ("Un dosage à 5,2 g.", "Un dosage à 5.2 g.", ["typography minor 5,2→5.2"]),
        ("Il prend 10 000 UI.", "Il prend 10000 UI.", []),
        ("Vu par le Dr Roy.", "Vu par le Dr. Roy.", ["abbreviation minor Dr→Dr."]),
        ("Vu par M. Roy.", "Vu par Mr Roy.", ["abbreviation minor M.→Mr"]),
        ("Vu par M. Roy.", "Vu par Monsieur Roy.", []),
        ("Il va bien et il mange.", "Il va bien et et il mange.", ["addition minor →et"]),
        ("Il va bien et il mange.", "Il va bien et il mange beaucoup.", ["addition minor →beaucoup"]),
        (
            "Il va bien et il mange.",
            "Il va bien et il mange sous amiodarone.",
            ["addition critical →sous amiodarone"],
        ),
        (
            "Il va bien.\nConclusion : repos.",
            "Il va bien. Conclusion : repos.",
            ["layout minor Conclusion→Conclusion"],
        ),
        ("Il va bien.\nConclusion : repos.", "Il va bien.\nrepos.", ["layout minor Conclusion :→"]),
        ("Conclusion\nRepos.", "Conclusion :\nRepos.", []),
        (
            "Il va bien virgule il dort.",
            "Il va bien, il dort.",
            ["punctuation minor →,", "omission minor virgule→"],
        ),
        ("Il va bien, il dort.", "Il va bien virgule il dort.", ["punctuation minor ,→virgule"]),
        ("Il va bien.\nIl dort.", "Il va bien. à la ligne Il dort.", ["layout minor →à la ligne"]),
        (
            "Une thrombose de la veine.",
            "Une [inaudible] de la veine.",
            ["omission minor thrombose→[inaudible]"],
        ),
        ("Une thrombose de la veine.", "Une thrombose [?] de la veine.", []),
        ("Une thrombose de la veine.", "Une de la veine.", ["omission critical thrombose→"]),
        ("Le scanner cérébral est fait.", "Le scanner est fait.", ["omission critical cérébral→"]),
        (
            "Il a bien mangé, très calme, avec sa fille.",
            "Il a bien mangé.",
            ["omission minor , très calme, avec sa fille.→"],
        ),
        ("Je vous remercie de votre confiance.", "Je vous remercie.", ["omission minor de votre confiance→"]),
        (
            "Chère consœur,\nElle va bien.\nBien confraternellement,\nDr Anne Roy",
            "Chère consœur,\nElle va bien.\nDr Anne Roy",
            ["layout minor Bien confraternellement,→"],
        ),
        (
            "Chère consœur,\nElle va bien.\nBien confraternellement,\nDr Anne Roy",
            "Elle va bien.\nBien confraternellement,\nDr Anne Roy",
            ["layout minor Chère consœur,→"],
        ),
        (
            "Chère consœur,\nElle va bien.\nBien confraternellement,\nDr Anne Roy",
            "Chère consœur,\nElle va bien.\nBien confraternellement,",
            ["layout minor Dr Anne Roy→"],
        ),
        (
            "Dr Anne Roy\nCardiologue\nChère consœur,\nElle va bien.",
            "Chère consœur,\nElle va bien.",
            ["layout minor Dr Anne Roy→", "layout minor Cardiologue→"],
        ),
        ("Anne, 6 sem de repos.", "Anne, 6 sem. de repos.", []),
        ("Les poids sont bons.", "Les poid sont bons.", ["spelling minor poids→poid"]),
        ("C'est une lésion.", "S'est une lésion.", ["homophone minor C'→S'"]),
        ("Il s'est blessé.", "Il c'est blessé.", ["homophone minor s'→c'"]),
        (
            "Le malade est revu demain matin à jeun.",
            "Le malade est revu demain soir à jeun.",
            ["dose critical matin→soir"],
        ),
        ("Repos au lit.", "Repos au lit et repas.", ["dose critical →et repas"]),
    ],
)
def test_une_difference_se_compte_ainsi(reference: str, attempt: str, mistakes: list[str]) -> None:
    found = grade(reference, attempt, LEXICON).mistakes
    assert [f"{one.kind} {one.severity} {one.expected}→{one.found}" for one in found] == mistakes


@pytest.mark.parametrize(("reference", "attempt"), [
    ("Ramipril 5 mg par jour.", "Ramipril 50 mg par jour."),
    ("Douleur du genou gauche.", "Douleur du genou droit."),
    ("Il n'a pas de fièvre.", "Il a de la fièvre."),
    ("Mme Roy, née le 4 mai 1954, va bien.", "Mme Roy, née le 4 mai 1945, va bien."),
    ("Traitement par amoxicilline.", "Traitement par ampicilline."),
])  # fmt: skip
def test_ce_qui_est_grave_dans_un_sens_l_est_dans_l_autre(reference: str, attempt: str) -> None:
    for one, other in ((reference, attempt), (attempt, reference)):
        assert [found.severity for found in grade(one, other, LEXICON).mistakes] == ["critical"]
