"""Charges that are right: what is equally right costs nothing, one cause is charged once, and in its class."""

from pathlib import Path

import pytest

from tests.shipped import lexicon
from transcribe.grading import Mistake, grade
from transcribe.terms import load_lexicon


def mistakes(reference: str, attempt: str) -> tuple[Mistake, ...]:
    return grade(reference, attempt, lexicon()).mistakes


def charged(reference: str, attempt: str) -> list[str]:
    return [f"{m.kind} {m.severity}" for m in mistakes(reference, attempt)]


def swapped(text: str, before: str, after: str) -> str:
    assert text.count(before) == 1
    return text.replace(before, after)


EQUAL = [
    # declared equivalences, whatever stands beside them
    ("La tension artérielle est à 14/8.", "La pression artérielle est à 14/8."),
    ("La TA est à 14/8.", "La tension artérielle est à 14/8."),
    ("Paracétamol 1 g en cas de besoin. Repos.", "Paracétamol 1 g si besoin. Repos."),
    ("Paracétamol 1 g si besoin le soir.", "Paracétamol 1 g en cas de besoin le soir."),
    ("Morphine 5 mg si douleur intense.", "Morphine 5 mg en cas de douleur intense."),
    ("Retour en cas d'aggravation brutale.", "Retour si aggravation brutale."),
    ("Fibrillation atriale à 96/min.", "Fibrillation auriculaire à 96/min."),
    (
        "Antécédent de fibrillation auriculaire paroxystique.",
        "Antécédent de fibrillation atriale paroxystique.",
    ),
    ("Un flutter atrial commun est noté.", "Un flutter auriculaire commun est noté."),
    ("De nombreuses extrasystoles auriculaires.", "De nombreuses extrasystoles atriales."),
    ("Consulte pour une BAV de l'œil droit.", "Consulte pour une baisse d'acuité visuelle de l'œil droit."),
    ("Pas de bloc atrio-ventriculaire.", "Pas de BAV."),
    ("La pression intraoculaire est à 15.", "La tension intra-oculaire est à 15."),
    ("Le bilan par scanner est normal.", "Le bilan par TDM est normal."),
    # names
    ("Mme Violaine Estremoz, née le 4 mai 1954.", "Mme ESTREMOZ Violaine, née le 4 mai 1954."),
    ("Mme Violaine Estremoz consulte.", "Mme Estremoz Violaine consulte."),
    ("M. Jean-Paul De La Tour consulte.", "M. DE LA TOUR Jean-Paul consulte."),
    ("Opérateur : Dr Xavier Etcheverry", "Opérateur : Dr ETCHEVERRY Xavier"),
    # units, formulas, numbers
    ("Plaquettes à 310 000/mm³.", "Plaquettes à 310 000/mm3."),
    ("Une surface de 4 cm².", "Une surface de 4 cm2."),
    ("Un volume de 30 cm³.", "Un volume de 30 cm3."),
    ("La PaCO2 est à 41 mmHg.", "La PaCO₂ est à 41 mm Hg."),
    ("Insufflation de CO2.", "Insufflation de CO₂."),
    ("Insuline glargine 10 UI le soir.", "Insuline glargine 10 unités le soir."),
    ("Énoxaparine 4 000 UI par jour.", "Énoxaparine 4000 unités par jour."),
    ("Température à 38,2 °C.", "Température à 38,2°."),
    ("Température à 38,2 °C.", "Température à 38°2."),
    ("Céfazoline 2 g à l'induction.", "Céfazoline 2000 mg à l'induction."),
    ("Sous 2 L d'oxygène.", "Sous 2L d'oxygène."),
    # quotes, accents of capitals, 1990, hyphens
    ("Il dit : « Je vais bien ».", 'Il dit : "Je vais bien".'),
    ("Il dit : « Je vais bien ».", "Il dit : “Je vais bien”."),
    ('Il dit : "Je vais bien".', "Il dit : « Je vais bien »."),
    ("À l'examen, rien.", "A l'examen, rien."),
    ("Échographie normale.", "Echographie normale."),
    ("Érythème du visage.", "Erythème du visage."),
    ("Antécédents :\nNéant.", "ANTECEDENTS :\nNéant."),
    ("Mme Irène Étienne consulte.", "Mme Irène ETIENNE consulte."),
    ("Revu en août.", "Revu en aout."),
    ("Une bronchite aiguë.", "Une bronchite aigüe."),
    ("L'événement est grave.", "L'évènement est grave."),
    ("Une contre-indication.", "Une contrindication."),
    ("Malgré les anti-inflammatoires.", "Malgré les antiinflammatoires."),
    ("Une injection intraoculaire.", "Une injection intra-oculaire."),
    ("Bilan préopératoire.", "Bilan pré-opératoire."),
    ("Suites post-opératoires simples.", "Suites postopératoires simples."),
    ("Risque cardiovasculaire.", "Risque cardio-vasculaire."),
    ("Le réflexe  rotulien.", "Le réflexe rotulien."),
    ("Fracture du tibia et du péroné.", "Fracture du tibia et de la fibula."),
    ("Suivi par l'ophtalmologue.", "Suivi par l'ophtalmologiste."),
    # codes, however they are cut; Roman and Arabic figures of a classification
    ("Hernie L3-L4 gauche.", "Hernie L3/L4 gauche."),
    ("Classé EU-TIRADS 4.", "Classé EU TIRADS 4."),
    ("Lésion BI-RADS 3.", "Lésion BIRADS 3."),
    ("Polype (Paris 0-Is) réséqué.", "Polype (Paris 0 Is) réséqué."),
    ("Une gestante G2P1 de 30 ans.", "Une gestante G2 P1 de 30 ans."),
    ("Score CHA2DS2-VASc à 4.", "Score CHA2DS2 VASc à 4."),
    ("Tumeur pT2N0M0.", "Tumeur pT2 N0 M0."),
    ("Remaniements Modic 1.", "Remaniements Modic I."),
    ("Score ASA 2.", "Score ASA II."),
    ("Dyspnée NYHA III.", "Dyspnée NYHA 3."),
    ("Grade histopronostique II.", "Grade histopronostique 2."),
    # values and numbers to call
    ("Score de Boston à 8/9.", "Score de Boston à 8 sur 9."),
    ("TA à 14/8 ce jour.", "TA à 14 sur 8 ce jour."),
    ("EVA à 4/10.", "EVA à quatre sur dix."),
    ("Il mesure 1,75 m ce jour.", "Il mesure 1 m 75 ce jour."),
    ("Il mesure 1,75 m ce jour.", "Il mesure 1m75 ce jour."),
    ("Poids 3 240 g.", "Poids 3 kg 240."),
    ("Le numéro 3114 a été remis.", "Le numéro 31 14 a été remis."),
    ("Joignable au 06 12 34 56 78.", "Joignable au 0612345678."),
    ("Tél : 06 12 34 56 78.", "Tél : 06.12.34.56.78."),
    ("Dossier n° 123456.", "Dossier n° 123 456."),
    ("Le réflexe rotulien.", "Le  réflexe   rotulien."),
]


@pytest.mark.parametrize(("reference", "attempt"), EQUAL)
def test_ce_qui_est_egalement_juste_ne_coute_rien(reference: str, attempt: str) -> None:
    assert charged(reference, attempt) == []


OTHER = [
    ("La pression intraoculaire est à 15.", "La pression intracrânienne est à 15.", "terminology critical"),
    ("Fracture de l'auriculaire gauche.", "Fracture de l'annulaire gauche.", "terminology critical"),
    ("Mme Violaine Estremoz consulte.", "Mme Violaine Estremos consulte.", "identity critical"),
    ("Plaquettes à 310 000/mm³.", "Plaquettes à 310 000/cm³.", "dose critical"),
    ("Une surface de 4 cm².", "Une surface de 4 cm³.", "dose critical"),
    ("Insuline 10 UI le soir.", "Insuline 100 UI le soir.", "dose critical"),
    ("Flexion à 90°.", "Flexion à 90 °C.", "dose critical"),
    ("Température à 38,2 °C.", "Température à 38,7°.", "dose critical"),
    ("Céfazoline 2 g à l'induction.", "Céfazoline 200 mg à l'induction.", "dose critical"),
    ("Céfazoline 2 g à l'induction.", "Céfazoline 2 mg à l'induction.", "dose critical"),
    ("Un patient âgé.", "Un patient agé.", "accent minor"),
    ("Une tache brune.", "Une tâche brune.", "homophone minor"),
    ("Il est mûr et pâle.", "Il est mur et pâle.", "homophone minor"),
    ("Des lésions bilatérales.", "Des lésions bi-latérales.", "spelling minor"),
    ("Des lésions bilatérales.", "Des lésions unilatérales.", "laterality critical"),
    ("Une hypertension ancienne.", "Une hyper-tension ancienne.", "spelling minor"),
    ("Hernie L3-L4 gauche.", "Hernie L3-L5 gauche.", "terminology critical"),
    ("Une anémie sévère.", "Une anémie modérée.", "terminology critical"),
    ("Une lésion bénigne.", "Une lésion maligne.", "terminology critical"),
    ("Une douleur aiguë.", "Une douleur chronique.", "terminology critical"),
    ("Une anémie modérée.", "Une anémie modéré.", "agreement minor"),
    ("Une radiographie du thorax.", "Une radio du thorax.", "abbreviation minor"),
    ("Elle pèse 65 kg.", "Elle pèse 65 kgs.", "abbreviation minor"),
    ("Fracture du péroné droit.", "Fracture du radius droit.", "terminology critical"),
    ("Séquences T2-5 mm.", "Séquences T25 mm.", "typography minor"),
    ("TA à 14/8 ce jour.", "TA à 14/9 ce jour.", "dose critical"),
    ("Dose de 3114 UI.", "Dose de 31 14 UI.", "dose critical"),
    ("Fracture Garden III.", "Fracture Garden IV.", "dose critical"),
    ("Suivi 3-4 jours.", "Suivi 34 jours.", "dose critical"),
    ("Dr Jean-Paul Roy consulte.", "Dr Jean Paul Roy consulte.", "typography minor"),
    ("Il ne verbalise plus d'idées noires.", "Il verbalise des idées noires.", "negation critical"),
    ("Il ne verbalise plus d'idées noires.", "Il ne verbalise pas d'idées noires.", "negation critical"),
    ("Il ne prend rien.", "Il prend.", "negation critical"),
    ("Il n'a jamais fumé.", "Il a fumé.", "negation critical"),
    ("Il n'a jamais fumé.", "Il a jamais fumé.", "negation minor"),
    ("Il ne fume plus.", "Il fume plus.", "negation minor"),
]


@pytest.mark.parametrize(("reference", "attempt", "kind"), OTHER)
def test_ce_qui_n_est_pas_egal_reste_une_faute_et_une_seule(reference: str, attempt: str, kind: str) -> None:
    assert charged(reference, attempt) == [kind]


LETTER = """Compte-rendu de consultation
Mme Nadia Ferrand, née le 4 mai 1954, consulte pour une dyspnée d'effort.
Traitement : ramipril 2,5 mg par jour, metformine 1 000 mg 2 fois par jour.
L'examen clinique est normal : pas d'œdème, saturation à 98 %.
Conclusion : bronchite aiguë ; contrôle dans 6 semaines."""

HEADERS = [
    "Léa Martin, groupe B, le 27/11/2026",
    "Léa MARTIN",
    "MARTIN Léa\nClasse : TSMS 1",
    "Nom : Martin\nPrénom : Léa\nDate : 27 novembre 2026",
    "Hugo Petit – BTS SP3S – 2e année",
    "Copie de Nour El Amrani",
    "Dictée n° 4\nYanis B.",
    "27/11/2026",
    "Élève n° 12 / promotion 2026",
    "Exercice 3\nKim Nguyen Thi\nGroupe 2\n",
    "Léa Fontanel\nTSMA 1 – 27/11/2026",
    "Yacine",
    "Léa M.",
    "COMPTE-RENDU DE CONSULTATION – Océane Petitjean – BTS 1",
    "Devoir surveillé du 12/11/2026 – Camille Roy",
    "NF/lm",
    "Tapé par Léa Martin",
]


@pytest.mark.parametrize("header", HEADERS)
def test_le_nom_la_classe_et_la_date_en_tete_ne_sont_pas_des_fautes(header: str) -> None:
    assert charged(LETTER, f"{header}\n{LETTER}") == []


@pytest.mark.parametrize(
    "footer", ["Anaïs Morel, groupe 1", "Tapé par Léa Martin", "Léa Martin", "Groupe 2", "NF/lm"]
)
def test_le_nom_et_la_classe_au_bas_non_plus(footer: str) -> None:
    assert charged(LETTER, f"{LETTER}\n{footer}") == []


@pytest.mark.parametrize(
    "added", ["Dr Paul Martin", "Bonne réception", "Fin de dictée", "Le 27/11/2026", "Ramipril"]
)
def test_une_ligne_au_bas_qui_n_est_pas_de_l_eleve_est_un_ajout(added: str) -> None:
    (found,) = mistakes(LETTER, f"{LETTER}\n{added}")
    assert found.kind in {"addition", "dose", "drug"}


def test_la_signature_d_un_autre_n_est_pas_le_nom_de_l_eleve() -> None:
    signed = f"{LETTER}\nDr Iris Falkenberg"
    assert charged(signed, f"{LETTER}\nPaul Martin") == ["identity critical"]


@pytest.mark.parametrize(
    "added",
    [
        "IRM du 27/11/2026",
        "Confidentiel",
        "Patiente suivie de longue date pour diabète.",
        "Mme Irène Dupont",
        "Urgent",
        "Dr Paul Vasseur",
        "Ramipril 5 mg",
    ],
)
def test_une_ligne_ajoutee_en_tete_qui_n_est_pas_de_l_eleve_est_un_ajout(added: str) -> None:
    found = mistakes(LETTER, f"{added}\n{LETTER}")
    assert len(found) == 1
    assert found[0].kind in {"addition", "identity", "dose", "drug"}
    assert "deux fois" not in found[0].rule


def test_un_ajout_a_la_fin_est_un_ajout() -> None:
    (found,) = mistakes(LETTER, f"{LETTER}\nFin de la dictée")
    assert found.kind == "addition"
    assert "deux fois" not in found.rule


def test_un_mot_double_est_ecrit_deux_fois() -> None:
    (found,) = mistakes(LETTER, swapped(LETTER, "pour une", "pour une une"))
    assert found.kind == "addition"
    assert "deux fois" in found.rule


LIST = """Suites :
- Ablation de la sonde le lendemain
- Paracétamol 1 g en cas de douleur
- Contrôle dans 3 semaines"""


@pytest.mark.parametrize(
    "attempt",
    [
        LIST.replace("lendemain", "lendemain ;")
        .replace("douleur", "douleur ;")
        .replace("semaines", "semaines."),
        LIST.replace("lendemain", "lendemain,")
        .replace("douleur", "douleur,")
        .replace("semaines", "semaines."),
        LIST.replace("- A", "- a").replace("- P", "- p").replace("- C", "- c"),
        LIST.replace("- ", "• "),
        LIST.replace("- ", "– "),
        LIST.replace("- ", "-"),
        LIST.replace("- ", ""),
    ],
)
def test_les_marques_d_une_liste_sont_libres_quand_la_dictee_n_en_dit_rien(attempt: str) -> None:
    assert charged(LIST, attempt) == []


def test_les_marques_d_une_liste_dictees_sont_dues() -> None:
    dictated = LIST.replace("lendemain", "lendemain ;").replace("douleur", "douleur ;")
    assert charged(dictated, dictated.replace("douleur ;", "douleur")) == ["punctuation minor"]


def test_un_point_de_trop_hors_d_une_liste_reste_une_faute() -> None:
    assert charged("Compte rendu clair.", "Compte rendu. clair.") == ["punctuation minor"]


ONE_CAUSE = [
    ("Il dit : « Je vais bien » et sort.", "Il dit : Je vais bien et sort.", "punctuation minor"),
    ("Un polype (sessile) du côlon.", "Un polype sessile du côlon.", "punctuation minor"),
    ("Un polype sessile du côlon.", "Un polype (sessile) du côlon.", "punctuation minor"),
    ("Pas de fièvre, pas de toux.", "Pas de fièvre virgule pas de toux.", "punctuation minor"),
    ("Pas de fièvre. Pas de toux.", "Pas de fièvre point Pas de toux.", "punctuation minor"),
    ("Motif : une toux sèche.", "Motif deux points une toux sèche.", "punctuation minor"),
    ("Pas de fièvre ; pas de toux.", "Pas de fièvre point virgule pas de toux.", "punctuation minor"),
    ("Pas de toux, pas de râle, pas de bruit.", "Pas de toux virgule pas de râle virgule pas de bruit.",
     "punctuation minor"),
    ("Un polype (sessile) du côlon.", "Un polype ouvrez la parenthèse sessile fermez la parenthèse du côlon.",
     "punctuation minor"),
    ("Motif : une toux.\nExamen : normal.", "Motif : une toux.\nÀ la ligne Examen : normal.", "layout minor"),
    ("Motif : une toux.\nExamen : normal.", "Motif : une toux. À la ligne Examen : normal.", "layout minor"),
    ("Motif : toux sèche.\nExamen : râles secs.\nBilan : normal ce jour.\nRepos.",
     "Motif : toux sèche. Examen : râles secs. Bilan : normal ce jour. Repos.", "layout minor"),
    ("Un nodule à droite. Ce nodule est froid. Nodules bénins.",
     "Un nodulle à droite. Ce nodulle est froid. Nodulles bénins.", "terminology minor"),
]  # fmt: skip


ONE_CAUSE += [
    ("Mme Nadège Kerdraon consulte.", "Mme KERDRON Nadège consulte.", "identity critical"),
    ("Mme Nadège Kerdraon consulte.", "Mme KERDRAON Nadége consulte.", "accent minor"),
    ("Mme Nadège Kerdraon consulte.", "Mme KERDRON Nadine consulte.", "identity critical"),
    ("Mme Lucinda Ferreira da Costa sort.", "Mme FEREIRA DA COSTA Lucinda sort.", "identity critical"),
    ("Annexes normales des deux côtés.", "Annexes normales du côté droit.", "laterality critical"),
    ("Examen normal à droite.", "Examen normal des deux côtés.", "laterality critical"),
    ("À droite, rien. À gauche, thrombose.", "À gauche, rien. À droite, thrombose.", "laterality critical"),
    ("La hanche droite est libre, la hanche gauche raide.", "La hanche gauche est libre, la hanche droite raide.",
     "laterality critical"),
    ("TA : 120/80 mmHg ce jour.", "TA : 12/8 ce jour.", "dose critical"),
    ("Bilan : NFS, CRP.", "Bilan : CRP, NFS.", "layout minor"),
    ("Ni alcool ni cannabis.", "N'y alcool n'y cannabis.", "homophone minor"),
    ("Un œdème du cæcum, le cœur est sain.", "Un oedème du caecum, le coeur est sain.", "typography minor"),
    ("Fièvre si besoin.", "Fièvre s'y besoin.", "homophone minor"),
    ("Revu dans deux jours.", "Revu d'en deux jours.", "homophone minor"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "attempt"),
    [
        ("Prendre 5 mg le matin, puis rien.", "Prendre le matin, puis rien, 5 mg."),
        ("Sans fièvre, frissons ni toux.", "Fièvre, frissons ni toux, sans."),
    ],
)
def test_une_dose_ou_une_negation_deplacee_reste_critique(reference: str, attempt: str) -> None:
    assert any("critical" in one for one in charged(reference, attempt))


def test_deux_cotes_faux_qui_ne_s_echangent_pas_sont_deux_fautes() -> None:
    reference = "Hanche droite raide, hanche gauche libre, genou droit sec."
    attempt = "Hanche gauche raide, hanche gauche libre, genou gauche sec."
    assert charged(reference, attempt) == ["laterality critical"] * 2


@pytest.mark.parametrize(("reference", "attempt", "kind"), ONE_CAUSE)
def test_une_cause_une_faute(reference: str, attempt: str, kind: str) -> None:
    assert charged(reference, attempt) == [kind]


def test_un_mot_dicte_qui_est_aussi_une_commande_reste_un_mot() -> None:
    assert charged("Le point douloureux est fixe.", "Le douloureux est fixe.") == ["omission minor"]
    assert (
        charged("Deux causes distinctes sont à séparer.", "Deux causes distinctes sont point à séparer.")
        != []
    )


CLASSES = [
    ("Une dose unique.", "Une dos unique.", "terminology"),
    ("Le pouls est régulier.", "Le poul est régulier.", "terminology"),
    ("Vu par le neurologue.", "Vu par le neurologe.", "terminology"),
    ("Un foyer de crépitants.", "Un foyé de crépitants.", "spelling"),
    ("Le bilan est en cours.", "Le bilan est en court.", "homophone"),
    ("La plaie s'est fermée.", "La plaie c'est fermée.", "homophone"),
    ("Ils se sont améliorés.", "Ils ce sont améliorés.", "homophone"),
    ("Suivi pendant 3 à 4 jours.", "Suivi pendant 3 et 4 jours.", "dose"),
    ("Des ganglions en 4L sont vus.", "Des ganglions en 4R sont vus.", "terminology"),
    ("Des ganglions en 4R sont vus.", "Des ganglions en 4L sont vus.", "terminology"),
    ("Prendre le comprimé à midi.", "Prendre le comprimé à minuit.", "dose"),
    ("En fin de journée, rien.", "Enfin de journée, rien.", "homophone"),
    ("Un examen complet.", "Une examen complet.", "agreement"),
    ("Les lésions sont récentes.", "Les lésions sont récente.", "agreement"),
    ("Il faut surveiller la plaie.", "Il faut surveillé la plaie.", "agreement"),
    ("Elle a été adressée.", "Elle a été adresser.", "agreement"),
    ("Crise d'asthme sévère.", "Crise d'astme sévère.", "terminology"),
    ("Pas d'hémorragie active.", "Pas d'hémoragie active.", "terminology"),
    ("Suivi depuis 2 ans.", "Suivi depuis deux an.", "agreement"),
    ("Prendre 1 comprimé.", "Prendre 1 comprimés.", "agreement"),
    ("Un tabac à 30 paquets-années.", "Un tabac à 30 paquet-année.", "agreement"),
]


@pytest.mark.parametrize(("reference", "attempt", "kind"), CLASSES)
def test_chaque_faute_est_de_sa_classe(reference: str, attempt: str, kind: str) -> None:
    assert [m.kind for m in mistakes(reference, attempt)] == [kind]


def test_un_infinitif_n_est_pas_une_forme_conjuguee() -> None:
    (found,) = mistakes("Il faut surveiller la plaie.", "Il faut surveillé la plaie.")
    assert "conjuguée" not in found.rule
    assert "infinitif" in found.rule
    (other,) = mistakes("La plaie a été surveillée.", "La plaie a été surveiller.")
    assert "conjuguée" not in other.rule


def test_un_code_de_ganglion_n_est_pas_un_litre() -> None:
    (found,) = mistakes("Des ganglions en 4L sont vus.", "Des ganglions en 4R sont vus.")
    assert "unité" not in found.rule


SIDES = [
    ("Acuité :\n- Œil droit : 4/10\n- Œil gauche : 9/10", "Acuité :\n- Œil gauche : 4/10\n- Œil droit : 9/10"),
    ("- Rein droit : normal\n- Rein gauche : dilaté", "- Rein gauche : normal\n- Rein droit : dilaté"),
    ("- Genou droit : sec et stable\n- Genou gauche : sec et stable, douloureux",
     "- Genou gauche : sec et stable\n- Genou droit : sec et stable, douloureux"),
    ("À droite : hanche libre et indolore.\nÀ gauche : hanche raide et douloureuse.",
     "À gauche : hanche libre et indolore.\nÀ droite : hanche raide et douloureuse."),
    ("- OD : 4/10 Parinaud 2\n- OG : 9/10 Parinaud 4", "- OG : 4/10 Parinaud 2\n- OD : 9/10 Parinaud 4"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "attempt"), SIDES)
def test_des_cotes_echanges_sont_critiques(reference: str, attempt: str) -> None:
    found = charged(reference, attempt)
    assert found
    assert set(found) == {"laterality critical"}


def test_deux_lignes_entieres_echangees_ne_changent_pas_de_cote() -> None:
    reference = "- Rein droit : taille normale, cortex conservé\n- Rein gauche : dilaté, cortex aminci"
    lines = reference.split("\n")
    assert charged(reference, "\n".join(reversed(lines))) == ["layout minor"]


def test_un_medicament_du_lexique_de_l_utilisateur_en_est_un_partout(tmp_path: Path) -> None:
    folder = tmp_path / "maison"
    folder.mkdir()
    (folder / "lexicon.toml").write_text('id = "maison"\ntitle = "Maison"\nlicence = "CC0"\n', "utf-8")
    (folder / "terms.tsv").write_text(
        "term\tfrequency\tkind\tpronunciation\ttags\nzorbicaptan\t\tdci\t\t\n", "utf-8"
    )
    mine = load_lexicon(folders=[folder])
    for reference, attempt, severity in (
        ("Prendre zorbicaptan 5 mg.", "Prendre zorbicaptant 5 mg.", "minor"),
        ("Prendre zorbicaptan 5 mg.", "Prendre ramipril 5 mg.", "critical"),
        ("Zorbicaptan 5 mg.", "Zorbycaptan 5 mg.", "minor"),
        ("Prendre ramipril 5 mg.", "Prendre zorbicaptan 5 mg.", "critical"),
    ):
        found = grade(reference, attempt, mine).mistakes
        assert [(m.kind, m.severity) for m in found] == [("drug", severity)]


def test_un_mot_invente_n_est_un_medicament_que_si_le_lexique_le_dit() -> None:
    assert "drug" not in [m.kind for m in mistakes("Un zorbicaptan net.", "Un zorbicaptant net.")]
