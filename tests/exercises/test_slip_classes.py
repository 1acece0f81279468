"""Ce que chaque classe de fautes sème dans un texte : tout ce qu’elle peut, et rien d’autre.

Chaque cas donne le texte juste, puis toutes les fautes possibles, « attendu→écrit », dans l’ordre. Une liste vide est
un contre-exemple : là, cette classe n’a rien à semer.
"""

from itertools import pairwise

import pytest

from tests.shipped import lexicon
from transcribe.exercises.seeding import MAKERS, candidates, seed_errors
from transcribe.grading.types import KINDS

LEXICON = lexicon()
SLIPS: dict[str, list[tuple[str, list[str]]]] = {
    "dose": [
        ("Ramipril 5 mg par jour.", ["5→50", "5→6", "mg→g"]),
        ("Paracétamol 1 g.", ["1→10", "g→mg"]),
        ("Kétamine 20 mg.", ["20→2", "20→21", "mg→g"]),
        ("Héparine 12 500 UI.", ["12 500→1250", "12 500→12501"]),
        ("Aspirine 75 mg.", ["75→57", "75→76", "mg→g"]),
        ("Bisoprolol 2,5 mg.", ["2,5→25", "mg→g"]),
        ("Bisoprolol 1,25 mg.", ["1,25→12,5", "mg→g"]),
        ("Digoxine 0,5 mg", ["0,5→05", "mg→g"]),
        ("Il a 5 ans.", []),
        ("Marche 3 fois.", ["3→30", "3→4"]),
        ("Morphine 10 mg.", ["10→1", "10→11", "mg→g"]),
        ("Lasilix 40 mg.", ["40→4", "40→41", "mg→g"]),
        ("Amiodarone 33 mg", ["33→34", "mg→g"]),
        ("Insuline 12", []),
        ("Débit 12 à 15 mg.", ["15→51", "15→16", "mg→g"]),
        ("dose de mg", []),
        ("Mme Roy, née le 4 mai 1954, 5 mg.", ["5→50", "5→6", "mg→g"]),
    ],
    "laterality": [
        ("Douleur du genou gauche.", ["gauche→droit"]),
        ("Douleur de la jambe gauche.", ["gauche→droite"]),
        ("À droite, rien.", ["droite→gauche"]),
        ("Le bras gauche et la main droite.", ["gauche→droit", "droite→gauche"]),
        ("Gauche.", ["Gauche→Droit"]),
        ("Toux à gauche.", ["gauche→droite"]),
        ("L'oreille droite.", ["droite→gauche"]),
        ("ses jambes gauches", ["gauches→droites"]),
    ],
    "negation": [
        ("Sans lésion.", ["Sans→Avec"]),
        ("Pas de toux.", ["Pas de →"]),
        ("Pas d'œdème.", ["Pas d'→"]),
        ("Absence de fracture.", ["Absence→Présence"]),
        ("Fièvre : non mesurée.", ["non →"]),
        ("Non, il tousse.", []),
        ("Aucune lésion.", ["Aucune→Une"]),
        ("Il ne tousse pas.", []),
        ("Ni fièvre.", []),
        ("Jamais de toux.", ["Jamais de →"]),
        ("ECBU négatif.", ["négatif→positif"]),
    ],
    "terminology": [
        (
            "Hypertension portale.",
            [
                "Hypertension→Hypotension",
                "Hypertension→Hypotension",
                "Hypertension→Hipertension",
                "portale→portalle",
            ],
        ),
        (
            "Hyperkaliémie.",
            [
                "Hyperkaliémie→Hypokaliémie",
                "Hyperkaliémie→Hypokaliémie",
                "Hyperkaliémie→Hiperkaliémie",
                "Hyperkaliémie→Hyperkalliémie",
            ],
        ),
        (
            "Hypoglycémie.",
            ["Hypoglycémie→Hyperglycémie", "Hypoglycémie→Hyperglycémie", "Hypoglycémie→Hipoglycémie"],
        ),
        (
            "Perfusion intraveineuse.",
            [
                "Perfusion→Effusion",
                "Perfusion→Infusion",
                "Perfusion→Transfusion",
            ],
        ),
        ("Antéversion.", ["Antéversion→Rétroversion", "Antéversion→Rétroversion"]),
        ("Adduction de la hanche.", ["Adduction→Abduction", "Adduction→Aduction", "Adduction→Adducsion"]),
        (
            "Cholécystectomie.",
            [
                "Cholécystectomie→Cholécystostomie",
                "Cholécystectomie→Cholécistectomie",
                "Cholécystectomie→Cholécystectommie",
            ],
        ),
        ("IRM cérébrale.", ["cérébrale→cérébralle"]),
        ("Ablation.", ["Ablation→Abrasion", "Ablation→Ablasion"]),
        ("HÉMATURIE", ["HÉMATURIE→HÉMATOME"]),
        ("Toux.", ["Toux→Tout"]),
        ("Sans douleur à gauche.", []),
        ("Thorax douloureux.", []),
        ("Lésion extradurale.", ["extradurale→extraduralle"]),
        (
            "Hyperthyroïdie.",
            [
                "Hyperthyroïdie→Hypothyroïdie",
                "Hyperthyroïdie→Hypothyroïdie",
                "Hyperthyroïdie→Hiperthyroïdie",
                "Hyperthyroïdie→Hypertyroïdie",
            ],
        ),
        ("Rétroversion utérine.", ["Rétroversion→Antéversion"]),
        ("Il a le talon.", []),
        (
            "une ablation, une colonoscopie",
            ["ablation→abrasion", "ablation→ablasion", "colonoscopie→collonoscopie"],
        ),
    ],
    "spelling": [
        ("Le patient va mieux.", []),
        ("Consultation de contrôle.", []),
        ("Conclusion :\nLe patient va mieux.", []),
        ("Traitement : repos, surveillance.", ["surveillance→surveilance", "surveillance→surveillansse"]),
        ("Le traitement est poursuivi.", ["traitement→traitemment"]),
        ("Conclusion :\nSurveillance simple.", ["Surveillance→Surveilance", "Surveillance→Surveillansse"]),
        ("La surveillance.", ["surveillance→surveilance", "surveillance→surveillansse"]),
        ("Une différence.", ["différence→diférence", "différence→différensse"]),
        (
            "Il accepte difficilement.",
            [
                "accepte→acepte",
                "difficilement→dificilement",
                "difficilement→difficilemment",
                "difficilement→difficillement",
                "difficilement→diffissilement",
            ],
        ),
        ("Le traitement actuellement", []),
    ],
    "accent": [
        ("Dyspnée.", ["Dyspnée→Dyspnee"]),
        ("Un œdème.", ["œdème→œdeme"]),
        ("À gauche.", []),
        ("Il est traité.", []),
        ("La tâche.", []),
        ("Fièvre élevée.", ["Fièvre→Fievre", "élevée→élevee"]),
        ("Il est élevé.", ["élevé→éleve"]),
        ("être", ["être→etre"]),
        ("Où est-il ?", []),
        ("Même état.", ["Même→Meme", "état→etat"]),
        ("Un côlon dilaté.", []),
        ("Le foie est très gros.", ["très→tres"]),
    ],
    "agreement": [
        ("La patiente est opéré.", ["opéré→opérer"]),
        ("Nous avons opéré la patiente.", ["opéré→opérer"]),
        ("J'ai opéré la patiente.", ["opéré→opérer"]),
        ("Il a opéré la patiente.", ["opéré→opérer"]),
        ("Il a été opéré.", ["opéré→opérer"]),
        ("Il sera opéré.", ["opéré→opérer"]),
        ("Après avoir opéré, il sort.", ["opéré→opérer"]),
        ("Il sort opéré.", []),
        ("Antécédents opératoires associés :\nRien.", []),
        ("Compte rendu des lésions associées\nMotif : toux.", []),
        ("Des lésions opérées.", ["opérées→opérée"]),
        ("Le genou est opéré.", ["opéré→opérer"]),
        ("Il a été opéré.", ["opéré→opérer"]),
        ("Les membres inférieurs.", ["membres→membre"]),
        ("Il sera traité.", ["traité→traiter"]),
        ("Le traité.", []),
        ("Des lésions initiales.", ["initiales→initiale"]),
        ("Des formes actives.", ["actives→active"]),
        ("Les mêmes.", []),
        ("Conclusion : lésions stables.", ["stables→stable"]),
        ("Il va avoir toussé", []),
        ("avons noté, ai noté", []),
        ("des dosages normaux", []),
        ("Œdèmes", []),
        ("le foie traité", []),
        ("Il a opérées.", ["opérées→opérée"]),
        ("Des avis.", []),
        ("Des lésions récidivées.", ["récidivées→récidivée"]),
        ("La lésion opérée.", ["opérée→opéré"]),
        ("Des taux élevés", []),
        ("Les jambes", []),
        ("il est été passé", []),
        ("on a noté", []),
        ("je viens de noter, avoir noté", []),
        ("Les règles sont normales", []),
        ("Des dépôts, des drains", []),
        ("Traité, il est. Opérés hier.", ["Opérés→Opéré"]),
    ],
    "homophone": [
        ("Il a mal à la main.", ["a→à", "à→a"]),
        ("À droite.", []),
        ("Il est venu et on a vu.", ["est→et", "et→est", "on→ont", "a→à"]),
        ("Ces lésions et ses douleurs.", ["Ces→Ses", "et→est", "ses→ces"]),
        ("A la main.", ["A→À"]),
        ("Il s'est levé.", ["est→et"]),
        ("Et la main.", ["Et→Est"]),
        ("Douleur Et fièvre.", ["Et→Est"]),
    ],
    "capital": [
        ("Il va bien. Elle tousse.", ["Elle→elle"]),
        ("Il va bien.\nElle tousse.", []),
        ("Vu le 4 mai 2026.", ["4 mai 2026→4 Mai 2026"]),
        ("Vu le 1er août 2026.", ["1er août 2026→1er Août 2026"]),
        ("Il va. IRM faite. De plus.", []),
        ("Doliprane et Paris.", []),
        ("Il dort. La nuit. Un mot.", []),
        ("2 : Le jour. Ce soir.", []),
        ("Repos ! Il dort.", []),
        ("Vu en mai 2026.", []),
        ("Il va bien. Doliprane stoppé.", ["Doliprane→doliprane"]),
        ("Il va bien. On arrête.", []),
        ("Il dort : Toux vive.", []),
        ("Il va bien. Oui, elle tousse.", ["Oui→oui"]),
        ("Vu le 04/05/2026.", []),
    ],
    "punctuation": [
        ("Il va bien, il tousse.", [",→", ".→"]),
        ("Il va bien. Elle tousse.", [".→,", ".→"]),
        ("Toux,\nfièvre.", [".→"]),
        ("Fièvre : 38.", [".→"]),
        ("5 mg. Bien.", [".→"]),
        ("Repos, Il dort,", [",→"]),
        ("Il va (bien). Oui.", [".→"]),
        ("38. Oui.", [".→"]),
        ("Toux.\nFièvre.", [".→", ".→"]),
    ],
    "typography": [
        ("Fièvre : 38,5 °C ; 5 %.", [" :→:", "38,5→38.5", " ;→;"]),
        ("Toux, fièvre.", [",→ ,"]),
        ("Un œdème.", ["œdème→oedème"]),
        ("Taux 5, puis.", []),
        ("Fièvre : non.", [" :→:"]),
        ("a ,b", []),
        ("Toux : 5\u202f% et\u00a0; ok", [" :→:", "\u00a0;→;"]),
        ("Taux 12,5 : oui", ["12,5→12.5", " :→:"]),
        ("5 , 6", []),
        ("le 5, le six", []),
        ("cœur et sœur", ["cœur→coeur", "sœur→soeur"]),
        ("Fièvre: 38,5.", ["38,5→38.5"]),
        ("Un ratio 3:1", []),
    ],
    "abbreviation": [
        ("M. Roy.", ["M.→Mr"]),
        ("Mme Roy, Dr Roy.", ["Mme→Mme.", "Dr→Dr."]),
        ("10 unités.", ["unités→U"]),
        ("des unités", []),
        ("Le Pr Roy", ["Pr→Pr."]),
        ("Mlle Roy", ["Mlle→Mlle."]),
        ("Monsieur Roy", []),
        ("Vu par M Roy", []),
        ("Dr. Roy", ["Dr→Dr."]),
        ("Drs Roy et Blanc", ["Drs→Drs."]),
        ("10 U, 5 unités/kg", ["unités→U"]),
    ],
    "omission": [
        ("Il va bien, sans fièvre ni toux depuis hier, il dort bien.", []),
        ("Il va bien. Elle tousse la nuit depuis un mois. Repos.", [" Elle tousse la nuit depuis un mois.→"]),
        ("Il va, bien, oui.", []),
        ("Il va bien, il tousse encore un peu. Repos.", []),
        ("Il va bien, avec de la fièvre depuis hier, il dort bien.", [" avec de la fièvre depuis hier,→"]),
        ("Il va bien. Sans fièvre depuis deux jours. Repos.", []),
        ("Il va bien, vu hier soir, il dort.", [" vu hier soir,→"]),
        (
            "Il a bien dormi, très calme cette nuit-là avec son mari et ses enfants à la maison de repos, il dort.",
            [],
        ),
        ("Prend 12. Il va bien depuis ce jour. Repos.", []),
        ("Il va bien. Elle tousse la nuit depuis un mois.", []),
        ("Il va, un deux trois, oui.", [" un deux trois,→"]),
        ("Il va, deux mots longuement, oui.", [" deux mots longuement,→"]),
        ("Il va, longuement aimablement, oui.", []),
    ],
    "layout": [
        (
            "Chère consœur,\nElle va bien.\nConclusion : rien.\nBien confraternellement,\nDr Roy",
            ["\n→ ", "\n→ ", "Conclusion : →", "\n→ ", "Bien confraternellement,\n→", "\n→ "],
        ),
        ("Conclusion\nRien.\nAu total, bien.", ["\n→ ", "\n→ "]),
        ("Dr Paul Roy\nMotif : toux.\nIl va bien.", ["\n→ ", "Motif : →", "\n→ "]),
        ("Conclusion :\nRien.", ["\n→ "]),
        ("Cher confrère,\nJe vois Mme Roy.\nDr Paul Roy", ["\n→ ", "\n→ "]),
        (
            "Courrier au Dr Paul Roy\nCher confrère,\nMme Roy va bien.\nBien cordialement,\nDr Luc Blanc",
            ["\n→ ", "\n→ ", "\n→ ", "Bien cordialement,\n→", "\n→ "],
        ),
        (
            "Compte rendu\nMotif : toux. Histoire : rien.\nConclusion : repos.",
            ["\n→ ", "Motif : →", "\n→ ", "Conclusion : →"],
        ),
    ],
}


@pytest.mark.parametrize(
    ("kind", "text", "slips"),
    [(kind, text, slips) for kind, cases in SLIPS.items() for text, slips in cases],
)
def test_une_classe_seme_ceci_et_rien_d_autre(kind: str, text: str, slips: list[str]) -> None:
    found = candidates(text, LEXICON, 0)[kind]  # type: ignore[index]
    assert [f"{one.expected}→{one.found}" for one in found] == slips
    for one in found:
        assert text[one.start : one.end] == one.expected
        assert one.kind == kind


def test_chaque_classe_de_fautes_se_seme() -> None:
    assert set(MAKERS) == set(KINDS)


TEXT = (
    "Mme Irena Szymczak, née le 4 mai 1954, a mal au genou gauche. Elle prend ramipril 5 mg. Pas de fièvre, ni toux.\n"
    "Conclusion : rien à droite."
)


def test_les_fautes_sont_a_douze_caracteres_les_unes_des_autres() -> None:
    for seed in range(20):
        _, errors = seed_errors(TEXT, LEXICON, count=30, seed=seed)
        gaps = [later.start - one.end for one, later in pairwise(errors)]
        assert min(gaps) >= 12
        assert [one.start for one in errors] == sorted(one.start for one in errors)


def test_les_classes_prennent_leur_tour() -> None:
    for seed in range(10):
        _, errors = seed_errors(TEXT, LEXICON, count=4, seed=seed)
        assert len({one.kind for one in errors}) == len(errors) == 4


def test_un_meme_mot_ne_porte_pas_deux_fois_la_meme_classe_de_fautes() -> None:
    text = "Genou gauche douloureux. " + "Puis, quelques jours après, le genou gauche va mieux. " * 3
    for seed in range(10):
        _, errors = seed_errors(text, LEXICON, count=20, seed=seed, classes=("laterality",))
        assert [one.expected for one in errors] == ["gauche"]


def test_il_n_y_a_jamais_plus_de_fautes_que_demande() -> None:
    for count in range(8):
        _, errors = seed_errors(TEXT, LEXICON, count=count, seed=count)
        assert len(errors) == count
