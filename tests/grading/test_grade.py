"""One slip is one mistake, of the right class; what is equally right is none."""

from decimal import Decimal

import pytest

from tests.grading.fake import LETTER, LEXICON
from transcribe.grading import Grade, Page, grade
from transcribe.grading.types import Agreement


def graded(before: str, after: str, scheme: str = "sur-20") -> Grade:
    assert LETTER.count(before) == 1, before
    return grade(LETTER, LETTER.replace(before, after), LEXICON, scheme=scheme)


SLIPS = [
    ("ramipril 5 mg", "ramipril 10 mg", "dose", "critical"),
    ("2,5 mg", "25 mg", "dose", "critical"),
    ("2,5 mg", "2,5 µg", "dose", "critical"),
    ("14/8", "18/4", "dose", "critical"),
    ("matin et soir", "matin", "dose", "critical"),
    ("oreillette gauche", "oreillette droite", "laterality", "critical"),
    ("oreillette gauche", "oreillette", "laterality", "critical"),
    ("pas de souffle", "souffle", "negation", "critical"),
    ("Irena", "Irina", "identity", "critical"),
    ("Mme", "M.", "identity", "critical"),
    ("1954", "1945", "identity", "critical"),
    ("12 mars 2026", "12 mars 2025", "dose", "critical"),
    ("apixaban", "rivaroxaban", "drug", "critical"),
    ("apixaban", "apixabanne", "drug", "minor"),
    ("hypertension", "hypotension", "terminology", "critical"),
    ("dyspnée", "dispnée", "terminology", "minor"),
    ("récente", "récante", "spelling", "minor"),
    ("d'œdème", "d'œdeme", "accent", "minor"),
    ("dilatée", "dilaté", "agreement", "minor"),
    ("tension artérielle à", "tension artérielle a", "homophone", "minor"),
    (", pas de souffle", "", "omission", "critical"),
    ("vous remercie", "vous en remercie", "addition", "minor"),
    ("Chère consœur", "chère consœur", "capital", "minor"),
    ("coronarien.", "coronarien", "punctuation", "minor"),
    ("Traitement :", "Traitement:", "typography", "minor"),
    ("2,5 mg", "2.5 mg", "typography", "minor"),
    ("d'œdème", "d'oedème", "typography", "minor"),
    ("Dr Yaël", "Dr. Yaël", "abbreviation", "minor"),
    ("Traitement : ", "", "layout", "minor"),
    ("\nTraitement", " Traitement", "layout", "minor"),
    ("Bien confraternellement,\n", "", "layout", "minor"),
    ("Courrier au Dr Yaël Bensoussan\n", "", "layout", "minor"),
    ("\nDr Hélène Marchetti-Dufour", "", "layout", "minor"),
    ("hypertension artérielle", "hypertensionartérielle", "spelling", "minor"),
    ("fraction", "frac tion", "spelling", "minor"),
]


TURNED = [
    ("ECBU négatif.", "ECBU positif.", "negation", "critical"),
    ("Pouls absents.", "Pouls présents.", "negation", "critical"),
    ("Il n'a jamais fumé.", "Il a fumé.", "negation", "critical"),
    ("Absence de souffle.", "Présence de souffle.", "negation", "critical"),
    ("Elle ne fume plus.", "Elle fume plus.", "negation", "minor"),
    ("Sein controlatéral.", "Sein homolatéral.", "laterality", "critical"),
    ("Œdèmes bilatéraux.", "Œdèmes unilatéraux.", "laterality", "critical"),
    ("Lobe supérieur.", "Lobe inférieur.", "terminology", "critical"),
    ("Aucune douleur.", "Aucun douleur.", "agreement", "minor"),
    ("Recherche négative.", "Recherche négatif.", "agreement", "minor"),
    ("Jambe droite.", "Jambe droit.", "agreement", "minor"),
]


@pytest.mark.parametrize(("right", "wrong", "kind", "severity"), TURNED)
def test_what_turns_a_sentence_over_is_critical_and_its_agreement_is_not(
    right: str, wrong: str, kind: str, severity: str
) -> None:
    mistakes = grade(right, wrong, LEXICON).mistakes
    assert [(m.kind, m.severity) for m in mistakes] == [(kind, severity)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("la docteure Roy", "la Dre Roy"),
        ("le Dr Roy", "le Dre Roy"),
        ("M. Roy", "monsieur Roy"),
        ("MM. Roy et Petit", "messieurs Roy et Petit"),
        ("Sein ipsilatéral.", "Sein homolatéral."),
        ("les Drs Roy et Petit", "les docteurs Roy et Petit"),
    ],
)
def test_sides_and_civilities_that_are_equally_right(one: str, other: str) -> None:
    assert grade(one, other, LEXICON).mistakes == ()


@pytest.mark.parametrize(("before", "after", "kind", "severity"), SLIPS)
def test_one_slip_is_one_mistake_of_its_class(before: str, after: str, kind: str, severity: str) -> None:
    mistakes = graded(before, after).mistakes
    assert [(m.kind, m.severity) for m in mistakes] == [(kind, severity)]
    assert mistakes[0].rule.endswith((".", ".)"))
    assert mistakes[0].revise


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("5 mg par jour", "5 milligrammes par jour"),
        ("5 mg par jour", "5mg/j"),
        ("5 mg par jour", "cinq milligrammes par jour"),
        ("12 mars 2026", "12/03/2026"),
        ("4 mai 1954", "04/05/1954"),
        ("Dr Yaël", "docteur Yaël"),
        ("Mme Irena", "Madame Irena"),
        ("hypertension artérielle", "HTA"),
        ("92/min", "92 par minute"),
        ("m'avoir", "m’avoir"),
        ("Antécédents : hypertension", "ANTÉCÉDENTS : hypertension"),
        ("Antécédents : hypertension", "Antécédents\nHypertension"),
        ("Antécédents : hypertension", "- Antécédents : hypertension"),
        ("55 %", "55\u202f%"),
    ],
)
def test_harmless_variants_are_no_mistakes(before: str, after: str) -> None:
    result = graded(before, after)
    assert result.mistakes == ()
    assert result.mark == result.maximum


def test_the_same_misspelling_again_counts_once_and_says_so() -> None:
    text = LETTER.replace("tension artérielle", "tension artériele").replace(
        "hypertension artérielle", "hypertension artériele"
    )
    (mistake,) = grade(LETTER, text, LEXICON).mistakes
    assert len(mistake.repeats) == 1
    assert "2 fois, comptée une seule fois" in mistake.rule


def test_the_same_wrong_dose_again_counts_again() -> None:
    reference = "Ramipril 5 mg le matin.\nÀ la sortie : ramipril 5 mg le matin."
    mistakes = grade(reference, reference.replace("5", "50"), LEXICON).mistakes
    assert [m.kind for m in mistakes] == ["dose", "dose"]


def test_a_passage_that_moved_is_one_mistake() -> None:
    lines = LETTER.split("\n")
    lines[4], lines[7] = lines[7], lines[4]
    kinds = [m.kind for m in grade(LETTER, "\n".join(lines), LEXICON).mistakes]
    assert set(kinds) == {"layout"}
    assert len(kinds) <= 2


def test_a_full_stop_lost_with_its_capital_is_one_mistake() -> None:
    reference = "Il ne note pas de lésion. Contrôle dans deux mois."
    mistakes = grade(reference, "Il ne note pas de lésion, contrôle dans deux mois.", LEXICON).mistakes
    assert [m.kind for m in mistakes] == ["punctuation"]


def test_critical_mistakes_come_first_and_mark_places() -> None:
    text = LETTER.replace("récente", "récante").replace("gauche", "droite")
    first, second = grade(LETTER, text, LEXICON).mistakes
    assert (first.kind, second.kind) == ("laterality", "spelling")
    assert text[first.start : first.end] == "droite"
    assert LETTER[first.reference_start : first.reference_end] == "gauche"


def test_spacing_is_free_when_the_scheme_says_so() -> None:
    from dataclasses import replace

    from transcribe.grading import load_scheme

    free = replace(load_scheme("sur-20"), french_spaces=False)
    text = LETTER.replace(" :", ":").replace("55 %", "55%")
    assert grade(LETTER, text, LEXICON, scheme=free).mistakes == ()
    assert grade(LETTER, text, LEXICON).mistakes != ()


def test_points_are_exact_and_stop_at_zero() -> None:
    result = grade(LETTER, "Courrier au Dr Yaël Bensoussan", LEXICON)
    assert result.mark + sum((m.points for m in result.mistakes), Decimal(0)) == result.maximum
    wrong = (
        LETTER.replace("mg", "g").replace("gauche", "droite").replace("pas de", "").replace("2026", "2016")
    )
    short = grade(LETTER * 2, wrong, LEXICON)
    assert short.mark == 0
    assert short.floored
    assert sum((m.points for m in short.mistakes), Decimal(0)) == short.maximum


def test_aqdoc_takes_three_and_one_and_passes_at_98() -> None:
    light = graded("récente", "récante", "aqdoc")
    grave = graded("ramipril 5 mg", "ramipril 50 mg", "aqdoc")
    assert light.mark == 99
    assert light.passed is True
    assert grave.mark == 97
    assert grave.passed is False


def test_taux_is_the_word_error_rate() -> None:
    result = graded("récente", "récante", "taux")
    assert result.words == sum(1 for _ in _words(LETTER))
    assert result.mark == Decimal(100) - (Decimal(100) / result.words).quantize(Decimal("0.01"))
    assert result.figures["word_error_rate"] == pytest.approx(1 / result.words)


def _words(text: str) -> list[str]:
    from transcribe.grading.tokens import tokenize

    return [token.text for token in tokenize(text) if token.kind != "mark"]


def test_missed_terms_are_named_and_counted() -> None:
    page = Page(LETTER, terms=("dyspnée", "hypertension artérielle", "apixaban", "oreillette gauche"))
    result = grade(page, LETTER.replace("apixaban", "apixabam"), LEXICON)
    assert result.missed_terms == ("apixaban",)
    assert result.figures["term_recall"] == 0.75


def test_styles_count_only_when_both_files_have_them() -> None:
    reference = Page("Compte-rendu opératoire\nConclusion\nPas de lésion.", ("title", "heading", ""))
    flat = Page(reference.text, ("", "", ""))
    (mistake,) = grade(reference, flat, LEXICON).mistakes[:1]
    assert mistake.kind == "layout"
    assert grade(reference, reference, LEXICON).mistakes == ()
    assert grade(reference, Page(reference.text), LEXICON).mistakes == ()


def test_un_accord_s_explique_par_le_mot_qui_le_commande() -> None:
    text = "Les plaquettes sont abaissées."
    told = Agreement(text.index("abaissées"), text.index("."), 4, 14, "f", "p")
    (mistake,) = grade(
        Page(text, agreements=(told,)), text.replace("abaissées", "abaissés"), LEXICON
    ).mistakes
    assert mistake.kind == "agreement"
    assert mistake.rule == "« abaissées » s’accorde avec « plaquettes » (féminin pluriel)."


def test_sans_analyse_la_regle_d_accord_reste_generale() -> None:
    text = "Les plaquettes sont abaissées."
    (mistake,) = grade(text, text.replace("abaissées", "abaissés"), LEXICON).mistakes
    assert mistake.kind == "agreement"
    assert "plaquettes" not in mistake.rule


@pytest.mark.parametrize("written", ["1  000 mg", "1\u00a0 000 mg", "1 000 mg", "1\u202f000 mg", "1000 mg"])
def test_une_espace_de_trop_dans_un_nombre_n_en_fait_pas_un_autre(written: str) -> None:
    text = "Metformine 1\u00a0000 mg 2 fois par jour."
    mistakes = grade(text, text.replace("1\u00a0000 mg", written), LEXICON).mistakes
    assert all((m.kind, m.severity) == ("typography", "minor") for m in mistakes)


@pytest.mark.parametrize("written", ["1 00 mg", "1\n000 mg de plus", "100 mg", "1, 000 mg"])
def test_un_autre_nombre_reste_une_faute_de_dose(written: str) -> None:
    text = "Metformine 1\u00a0000 mg 2 fois par jour."
    kinds = {m.kind for m in grade(text, text.replace("1\u00a0000 mg", written), LEXICON).mistakes}
    assert kinds & {"dose", "addition"}
