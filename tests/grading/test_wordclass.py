"""Ce qui sépare deux mots : les couples que chaque question reconnaît, et ceux qu’elle ne doit pas reconnaître."""

from collections.abc import Callable

import pytest

from transcribe.french import prefixes
from transcribe.grading import wordclass as wc

Question = Callable[[str, str], bool]
COUPLES: dict[Question, tuple[list[str], list[str]]] = {
    wc.differs_by_accents: (
        ["tache tâche", "eleve élevé", "mur mûr"],
        ["tâche Tâche", "œil oeil", "mot mots"],
    ),
    wc.differs_by_ligature: (
        ["œil oeil", "cæcum caecum"],
        ["œil Œil", "œil œil", "cœur coeurs"],
    ),
    wc.differs_by_hyphen: (
        ["compte-rendu compterendu", "post-op postop", "l'œil lœil", "A-B ab"],
        ["mot mots", "rétro rètro"],
    ),
    wc.are_grammar_homophones: (
        ["a à", "foie fois", "ces ses", "et est"],
        ["mot maux"],
    ),
    wc.are_forms: (
        [
            "dilaté dilatée",
            "dilatée dilatées",
            "le la",
            "droit droite",
            "abaissées abaisser",
            "normal normaux",
            "actif active",
            "mis mise",
            "il elle",
            "lésion lésions",
            "vu vue",
            "va vont",
            "est était",
            "œil yeux",
            "paquet-année paquets-années",
            "sous-cutané sous-cutanée",
            "main mains",
            "montre montrent",
            "complet complète",
            "public publique",
            "long longue",
            "reçu reçue",
            "jambe jambes",
            "ami amie",
            "au aux",
            "ce cette",
            "neuf neuve",
            "un une",
            "aucun aucune",
            "nul nulle",
        ],
        [
            "gauche droite",
            "lésion légion",
            "os as",
            "sous-cutané sus-cutané",
            "chat chien",
            "mais mains",
            "patient patience",
            "traite traitement",
        ],
    ),
    wc.are_listed_forms: (
        [
            "le la",
            "droit droite",
            "gauche gauches",
            "peut peuvent",
            "quel quelles",
            "tout toutes",
            "notre nos",
            "cher chère",
            "confrère consœur",
            "a ont",
        ],
        ["droite gauche", "a est"],
    ),
    wc.are_other_nouns: (
        ["dos dose", "port porte", "foi foie", "cas case"],
        ["petit petite", "bras brase", "grand grande", "pli plis", "vis visé", "mot mots"],
    ),
    wc.are_noun_forms: (
        [
            "dilaté dilatée",
            "normal normale",
            "paquet-année paquets-années",
            "actif actives",
            "nerveux nerveuse",
            "neuf neuves",
            "ami amies",
            "mal maux",
            "moyen moyennes",
            "ancien anciennes",
            "visuel visuelles",
        ],
        ["dilaté dilater", "paquet-année paquets-ans", "a b", "al aux"],
    ),
    wc.are_participle_and_infinitive: (
        ["opéré opérer", "opérée opérer", "opérait opérer", "allé aller", "opéré opérés", "passé passer"],
        ["opéré opéra", "né ner", "mangez manger", "dose doser"],
    ),
    wc.sound_alike: (
        ["foie fois", "foie foi", "saint sein", "mètre maître"],
        ["a à", "dose dos", "et est"],
    ),
    prefixes.opposed: (
        [
            "hypertension hypotension",
            "typique atypique",
            "normal anormal",
            "abduction adduction",
            "intraveineux extraveineux",
            "perméable imperméable",
            "réversible irréversible",
            "tachycardie bradycardie",
            "prédilatation postdilatation",
            "sus-hépatique sous-hépatique",
            "mobile immobile",
            "stable instable",
            "activé désactivé",
            "interosseux intraosseux",
            "supraclaviculaire infraclaviculaire",
            "monoplégie polyplégie",
        ],
        ["hyper hypo", "tension torsion", "hypertension hypothyroïdie"],
    ),
    wc.other_suffix: (
        [
            "hystérectomie hystérotomie",
            "colectomie colostomie",
            "néphrite néphrose",
            "hémiplégie hémiparésie",
            "arthrite arthrose",
            "dysphagie dysphasie",
        ],
        ["hystérectomie hystérectomies", "colectomie gastrectomie", "colectomie gastrotomie"],
    ),
}
YES = [(question, couple) for question, (yes, _) in COUPLES.items() for couple in yes]
NO = [(question, couple) for question, (_, no) in COUPLES.items() for couple in no]
MIRRORED = [
    wc.are_forms,
    wc.are_noun_forms,
    prefixes.opposed,
    wc.other_suffix,
    wc.are_other_nouns,
    wc.sound_alike,
]


def name(value: object) -> str:
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize(("question", "couple"), YES, ids=name)
def test_oui(question: Question, couple: str) -> None:
    assert question(*couple.split())


@pytest.mark.parametrize(("question", "couple"), NO, ids=name)
def test_non(question: Question, couple: str) -> None:
    assert not question(*couple.split())


@pytest.mark.parametrize("question", MIRRORED, ids=name)
def test_l_ordre_des_deux_mots_n_y_fait_rien(question: Question) -> None:
    for couples, expected in zip(COUPLES[question], (True, False), strict=True):
        for couple in couples:
            one, other = couple.split()
            assert question(other, one) is expected, couple
