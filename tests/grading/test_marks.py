"""Une note juste : ce qui manque n’est pas faux, un doute signalé vaut mieux que deviné, le travail demandé compte."""

from decimal import Decimal

import pytest

from tests.grading.fake import LETTER, LEXICON
from transcribe.documents import Style
from transcribe.grading import Grade, Page, grade

SCHEMES = ("sur-20", "aqdoc", "taux")
LONG = "\n".join(
    f"Paragraphe {number} : la patiente décrit une douleur du membre gauche depuis {number} jours, sans fièvre ni toux."
    for number in range(2, 22)
)


def share(result: Grade) -> float:
    return float(result.mark / result.maximum)


def part(text: str, share_kept: float) -> str:
    words = text.split(" ")
    return " ".join(words[: round(len(words) * share_kept)])


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("copy", ["Bonjour", "Bonjour madame", "???", "x", "Le patient va bien."])
def test_une_copie_d_un_mot_vaut_a_peu_pres_zero(scheme: str, copy: str) -> None:
    assert share(grade(LETTER, copy, LEXICON, scheme=scheme)) <= 0.06


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", [LETTER, LONG], ids=["court", "long"])
@pytest.mark.parametrize("kept", [0.2, 0.4, 0.6, 0.8])
def test_le_debut_parfait_d_un_texte_vaut_sa_part_de_la_note(scheme: str, text: str, kept: float) -> None:
    result = grade(text, part(text, kept), LEXICON, scheme=scheme)
    assert share(result) == pytest.approx(kept, abs=0.06)
    (end,) = [mistake for mistake in result.mistakes if mistake.unfinished]
    assert end.rule.startswith("Texte inachevé à partir de « ")


@pytest.mark.parametrize("kept", [5, 12, 20])
def test_un_paragraphe_deplace_ne_fait_pas_un_texte_inacheve(kept: int) -> None:
    lines = LONG.split("\n")[:kept]
    moved = [lines[1], lines[0], *lines[2:]]
    (only,) = grade("\n".join(lines), "\n".join(moved), LEXICON).mistakes
    assert only.kind == "layout"
    short = grade(LONG, "\n".join(moved), LEXICON)
    assert share(short) == pytest.approx(kept / 20 - 0.5 / 20, abs=0.02)


def test_arreter_au_milieu_d_une_phrase_n_ajoute_pas_de_signe_oublie() -> None:
    (end,) = grade(LONG, LONG[: LONG.index(", sans", 900)], LEXICON).mistakes
    assert end.unfinished


def test_un_texte_inacheve_et_fautif_perd_aussi_ses_fautes() -> None:
    whole = grade(LONG, part(LONG, 0.6), LEXICON)
    wrong = grade(LONG, part(LONG, 0.6).replace("gauche", "droit", 1), LEXICON)
    assert whole.mark - wrong.mark == Decimal(2)


def test_un_trou_au_milieu_coute_et_n_est_pas_un_texte_inacheve() -> None:
    lines = LONG.split("\n")
    result = grade(LONG, "\n".join(lines[:5] + lines[12:]), LEXICON)
    assert not any(mistake.unfinished for mistake in result.mistakes)
    assert share(result) <= 1 - 7 / 20


@pytest.mark.parametrize("forgotten", ["\nDr Hélène Marchetti-Dufour", "Bien confraternellement,\n"])
def test_une_signature_oubliee_ne_fait_pas_un_texte_inacheve(forgotten: str) -> None:
    result = grade(LETTER, LETTER.replace(forgotten, ""), LEXICON)
    assert not any(mistake.unfinished for mistake in result.mistakes)


FLAGS = [
    "???",
    "[inaudible]",
    "[?]",
    "[mot inaudible]",
    "(inaudible ?)",
    "____",
    "[…]",
    "[à réécouter]",
    "[incompris]",
]


@pytest.mark.parametrize("flag", FLAGS)
def test_un_doute_signale_coute_moins_qu_un_mot_faux(flag: str) -> None:
    flagged = grade(LETTER, LETTER.replace("apixaban", flag), LEXICON)
    wrong = grade(LETTER, LETTER.replace("apixaban", "rivaroxaban"), LEXICON)
    (mistake,) = flagged.mistakes
    assert (mistake.kind, mistake.severity, mistake.flagged) == ("omission", "minor", True)
    assert flagged.maximum - flagged.mark < wrong.maximum - wrong.mark


def test_un_seul_signalement_vaut_pour_les_mots_qu_il_remplace() -> None:
    (mistake,) = grade(LETTER, LETTER.replace("oreillette gauche", "[inaudible]"), LEXICON).mistakes
    assert mistake.flagged
    assert mistake.expected == "oreillette gauche"


@pytest.mark.parametrize(
    "written", ["apixaban [?]", "apixaban (?)", "apixaban ??"], ids=["crochets", "parenthèses", "points"]
)
def test_un_doute_a_cote_du_mot_juste_ne_coute_rien(written: str) -> None:
    assert grade(LETTER, LETTER.replace("apixaban", written), LEXICON).mistakes == ()


@pytest.mark.parametrize("text", ["Douleur ? Non.", "Quelle dose ?", "Vu (Dr Roy) et (suite)"])
def test_une_vraie_question_n_est_pas_un_signalement(text: str) -> None:
    result = grade(text, text, LEXICON)
    assert result.mistakes == ()
    assert not any(mistake.flagged for mistake in grade(text, "Rien.", LEXICON).mistakes)


# --- le travail demandé -----------------------------------------------------------------------------------

FAULTS = [("récente", "récante"), ("ramipril 5 mg", "ramipril 50 mg"), ("oreillette gauche", "oreillette droite"),
          ("pas de souffle", "souffle")]  # fmt: skip
DRAFT = LETTER
for _right, _wrong in FAULTS:
    DRAFT = DRAFT.replace(_right, _wrong)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_le_brouillon_rendu_tel_quel_vaut_zero(scheme: str) -> None:
    result = grade(LETTER, DRAFT, LEXICON, scheme=scheme, given=Page(DRAFT))
    assert (result.mark, result.asked, result.corrected) == (Decimal(0), len(FAULTS), 0)


@pytest.mark.parametrize("count", range(len(FAULTS) + 1))
def test_chaque_faute_corrigee_vaut_la_meme_part(count: int) -> None:
    copy = DRAFT
    for right, wrong in FAULTS[:count]:
        copy = copy.replace(wrong, right)
    result = grade(LETTER, copy, LEXICON, given=Page(DRAFT))
    assert result.mark == result.maximum * count / len(FAULTS)
    assert result.corrected == count
    assert result.mark + sum((m.points for m in result.mistakes), Decimal(0)) == result.maximum


def test_une_faute_introduite_coute_selon_le_bareme() -> None:
    result = grade(LETTER, LETTER.replace("apixaban", "rivaroxaban"), LEXICON, given=Page(DRAFT))
    assert (result.mark, result.corrected) == (Decimal(18), len(FAULTS))
    assert [mistake.asked for mistake in result.mistakes] == [False]


def test_une_faute_touchee_mais_encore_legere_garde_la_moitie_de_sa_part() -> None:
    copy = LETTER.replace("récente", "réçente")
    assert grade(LETTER, copy, LEXICON, given=Page(DRAFT)).mark == Decimal("17.5")


def test_une_dose_corrigee_en_une_autre_dose_fausse_ne_vaut_rien() -> None:
    copy = LETTER.replace("ramipril 5 mg", "ramipril 15 mg")
    assert grade(LETTER, copy, LEXICON, given=Page(DRAFT)).mark == 15


def test_les_trous_laisses_vides_ne_valent_rien_et_les_trous_justes_leur_part() -> None:
    gaps = LETTER.replace("apixaban", "____________").replace("ramipril", "____________")
    assert grade(LETTER, gaps, LEXICON, given=Page(gaps)).mark == 0
    half = LETTER.replace("apixaban", "____________")
    assert grade(LETTER, half, LEXICON, given=Page(gaps)).mark == 10


def test_un_brouillon_sans_faute_se_note_comme_une_dictee() -> None:
    result = grade(LETTER, LETTER.replace("récente", "récante"), LEXICON, given=Page(LETTER))
    assert (result.mark, result.asked) == (Decimal("19.5"), 0)


def test_la_mise_en_page_se_note_sur_les_styles_et_les_lignes() -> None:
    named: dict[int, Style] = {0: "title", 2: "heading"}
    styles = tuple(named.get(line, "") for line in range(LETTER.count("\n") + 1))
    reference = Page(LETTER, styles)
    flat = Page(" ".join(LETTER.split("\n")))
    assert grade(reference, flat, LEXICON, given=flat).mark == 0
    assert grade(reference, reference, LEXICON, given=flat).mark == 20
    lines_only = grade(reference, Page(LETTER), LEXICON, given=flat)
    assert 0 < lines_only.mark < 20


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("copy", ["Bonjour", "???", "Merci docteur.", "Le patient va bien."])
def test_quelques_mots_pour_une_relecture_valent_zero(scheme: str, copy: str) -> None:
    result = grade(LETTER, copy, LEXICON, scheme=scheme, given=Page(DRAFT))
    assert result.mark == 0
    assert result.corrected == 0


def test_une_relecture_dont_la_moitie_est_effacee_ne_corrige_pas_cette_moitie() -> None:
    lines = LETTER.split("\n")
    half = grade(LETTER, "\n".join(lines[: len(lines) // 2]), LEXICON, given=Page(DRAFT))
    assert half.corrected < half.asked
    assert share(half) <= len(" ".join(lines[: len(lines) // 2]).split()) / len(LETTER.split()) + 0.05


@pytest.mark.parametrize("copy", ["Bonjour", "Merci docteur.", "Le patient va bien."])
def test_quelques_mots_ne_sont_compares_a_aucun_autre(copy: str) -> None:
    rest, added = grade(LETTER, copy, LEXICON).mistakes
    assert rest.unfinished
    assert (added.kind, added.expected, added.found) == ("addition", "", copy)
