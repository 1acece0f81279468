"""Competence sheets: levels only from what was measured, evidence always shown."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.grading.fake import LETTER, LEXICON
from transcribe.cli.competences import command
from transcribe.core.errors import DocumentError
from transcribe.grading import Page, grade, load_scheme
from transcribe.grading.competence_files import competence_docx, evidence_lines, write_sheets
from transcribe.grading.competences import CRITERIA, OURS, Assessed, Criterion, assess, sheets
from transcribe.grading.history import RESULTS_FILE, PastCopy, PastMistake, names_people, read_history
from transcribe.grading.keys import Key
from transcribe.grading.reports import write_reports
from transcribe.grading.sitting import Attempt, Result
from transcribe.grading.types import KINDS, Kind

BY_ID = {criterion.id: criterion for criterion in CRITERIA}


def past(kind: str = "dictee", *mistakes: PastMistake, number: int = 1, **more: object) -> PastCopy:
    facts: dict[str, object] = {"day": date(2026, 10, number), "words": 100, "identity": True, **more}
    return PastCopy("lea", "Léa", f"{number:02}-{kind}", f"Texte {number}", kind, mistakes=mistakes, **facts)  # type: ignore[arg-type]


def level(criterion: str, *copies: PastCopy) -> str:
    return assess(BY_ID[criterion], copies).level  # type: ignore[index]


DOSE = PastMistake("dose", critical=True, expected="5 mg", found="50 mg")
ACCENT = PastMistake("accent", expected="dyspnée", found="dyspnee")


@pytest.mark.parametrize(
    ("criterion", "copies", "expected"),
    [
        ("fidelity", [past(number=n) for n in (1, 2, 3)], "acquis"),
        ("fidelity", [past("dictee", DOSE, number=n) for n in (1, 2, 3)], "non acquis"),
        ("fidelity", [past(number=1), past("dictee", DOSE, number=2), past("dictee", DOSE, number=3),
                      past(number=4)], "en cours d’acquisition"),
        ("fidelity", [past(number=1), past(number=2)], "à confirmer"),
        ("fidelity", [], "non évalué"),
        ("fidelity", [past("trous", number=n) for n in (1, 2, 3)], "non évalué"),
        ("fidelity", [past("mise-en-page", number=n) for n in (1, 2, 3)], "non évalué"),
        ("layout", [past("relecture", number=n) for n in (1, 2, 3)], "non évalué"),
        ("layout", [past("mise-en-page", number=n) for n in (1, 2, 3)], "acquis"),
        ("language", [past("trous", number=n) for n in (1, 2, 3)], "acquis"),
        ("language", [past("dictee", ACCENT, ACCENT, ACCENT, number=n) for n in (1, 2, 3)], "non acquis"),
        ("language", [past("dictee", ACCENT, ACCENT, number=n) for n in (1, 2, 3)], "acquis"),
        ("identity", [past(number=n, identity=False) for n in (1, 2, 3)], "non évalué"),
        ("identity", [past(number=n) for n in (1, 2, 3)], "acquis"),
        ("time", [past(number=n) for n in (1, 2, 3)], "non évalué"),
        ("time", [past(number=n, timed=True) for n in (1, 2, 3)], "acquis"),
    ],
)  # fmt: skip
def test_un_niveau_vient_de_ce_qui_est_mesure(criterion: str, copies: list[PastCopy], expected: str) -> None:
    assert level(criterion, *copies) == expected


def test_un_texte_inacheve_compte_pour_le_temps_et_non_pour_la_fidelite() -> None:
    end = PastMistake("omission", critical=True, words=40, unfinished=True)
    copies = [past("dictee", end, number=n, timed=True) for n in (1, 2, 3)]
    assert level("fidelity", *copies) == "acquis"
    assert level("time", *copies) == "non acquis"


def test_un_passage_signale_n_est_pas_une_infidelite() -> None:
    flagged = PastMistake("omission", critical=True, words=2, flagged=True)
    assert level("fidelity", *(past("dictee", flagged, number=n) for n in (1, 2, 3))) == "acquis"


def test_une_copie_dont_rien_n_est_ecrit_ne_mesure_rien() -> None:
    nothing = PastMistake("omission", words=100, unfinished=True)
    assert level("language", *(past("dictee", nothing, number=n) for n in (1, 2, 3))) == "non évalué"


kinds_of_mistakes = st.builds(
    PastMistake, st.sampled_from(list(KINDS)), st.booleans(), words=st.integers(1, 8)
)
a_copy = st.builds(
    lambda kind, mistakes, number, timed: past(kind, *mistakes, number=number, timed=timed),
    st.sampled_from(["", "dictee", "relecture", "trous", "mise-en-page", "autre"]),
    st.lists(kinds_of_mistakes, max_size=5),
    st.integers(1, 28),
    st.booleans(),
)


@given(st.sampled_from(CRITERIA), st.lists(a_copy, max_size=6), a_copy)
def test_une_copie_sans_faute_de_plus_ne_fait_jamais_baisser(
    criterion: Criterion, copies: list[PastCopy], more: PastCopy
) -> None:
    order = ["non acquis", "en cours d’acquisition", "acquis"]
    before, after = assess(criterion, copies), assess(criterion, [*copies, past(more.kind, timed=True)])
    if before.level in order:
        assert order.index(after.level) >= order.index(before.level)


@given(st.sampled_from(CRITERIA), st.lists(a_copy, max_size=6))
def test_chaque_niveau_montre_ses_preuves(criterion: Criterion, copies: list[PastCopy]) -> None:
    found = assess(criterion, copies)
    assert (found.level == "non évalué") == (not found.evidence)
    lines = " ".join(evidence_lines(found))
    assert str(len(found.evidence)) in lines or not found.evidence
    assert (found.met < len(found.evidence)) == ("Hors du critère" in lines)


def test_chaque_classe_de_fautes_est_d_un_critere_et_d_un_seul() -> None:
    seen: list[Kind] = [kind for criterion in CRITERIA for kind in criterion.kinds]
    assert sorted(seen) == sorted(KINDS)


@pytest.mark.parametrize(
    ("lines", "met", "count"),
    [
        ("1 copie sur 3 répond au critère.", 1, 3),
        ("2 copies sur 3 répondent au critère.", 2, 3),
        ("0 copie sur 3 répond au critère.", 0, 3),
    ],
)
def test_les_preuves_s_accordent(lines: str, met: int, count: int) -> None:
    copies = [past("dictee", *([] if n <= met else [DOSE]), number=n) for n in range(1, count + 1)]
    assert evidence_lines(assess(BY_ID["fidelity"], copies))[0].replace("\u00a0", " ") == lines


@pytest.mark.parametrize(
    "text", ["Mme Irena Szymczak va bien.", "Courrier au Dr Bensoussan", "M. Petit, 54 ans"]
)
def test_un_texte_nomme_quelqu_un(text: str) -> None:
    assert names_people(text)


@pytest.mark.parametrize(
    "text", ["Le docteur est là.", "Consultation de cardiologie", "Monsieur, je vous écris", ""]
)
def test_un_texte_ne_nomme_personne(text: str) -> None:
    assert not names_people(text)


def graded(learner: str, text: str, day: int, exercise: str = "01-cardio") -> Result:
    key = Key(exercise, f"Cardiologie {exercise}", Page(LETTER), "dictee", extra={"source": {"id": "cardio"}})
    attempt = Attempt(
        learner.casefold(), learner, exercise, at=datetime(2026, 10, day, 12, tzinfo=UTC), page=Page(text)
    )
    return Result(attempt, key, grade(key.reference, attempt.page, LEXICON))


def test_les_resultats_vont_et_reviennent(tmp_path: Path) -> None:
    results = [
        graded("Léa", LETTER.replace("ramipril 5 mg", "ramipril 50 mg"), 3),
        graded("Hugo", LETTER[: len(LETTER) // 2], 3),
    ]
    write_reports(results, load_scheme("sur-20"), tmp_path / "s1")
    hugo, lea = read_history([tmp_path])
    assert (lea.learner, lea.day, lea.source, lea.identity) == ("Léa", date(2026, 10, 3), "cardio", True)
    assert [(one.kind, one.critical) for one in lea.mistakes] == [("dose", True)]
    assert any(one.unfinished and one.words > 10 for one in hugo.mistakes)


def test_la_derniere_copie_d_un_exercice_compte_une_fois(tmp_path: Path) -> None:
    for folder, day in (("s1", 3), ("s2", 10), ("s0", 1)):
        write_reports([graded("Léa", LETTER, day)], load_scheme("sur-20"), tmp_path / folder)
    (only,) = read_history([tmp_path / "s1", tmp_path / "s2" / "classe.xlsx", tmp_path / "s0" / RESULTS_FILE])
    assert only.day == date(2026, 10, 10)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"format": 2, "copies": []}', '{"format": 1, "copies": [{}]}', '{"format": 1, "copies": 3}',
     '{"format": 1, "copies": [{"learner_id": "a", "learner": "A", "exercise": "x", "title": "X", "mark": "vingt",'
     ' "maximum": 20, "words": 1, "mistakes": []}]}', "[" * 100_000],
)  # fmt: skip
def test_un_fichier_de_resultats_abime_est_dit(tmp_path: Path, content: str) -> None:
    (tmp_path / RESULTS_FILE).write_text(content, "utf-8")
    with pytest.raises(DocumentError, match="n’est pas un fichier de résultats correct"):
        read_history([tmp_path])


def test_un_dossier_sans_resultats_est_dit(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"aucun résultat .* transcribe grade"):
        read_history([tmp_path])


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_le_livret_dit_le_niveau_la_preuve_et_ce_qui_est_a_nous(tmp_path: Path) -> None:
    copies = [past("dictee", DOSE, number=1), past(number=2), past(number=3), past("trous", ACCENT, number=4)]
    paths = write_sheets(sheets(copies), tmp_path)
    assert [path.name for path in paths] == ["competences.xlsx", "Léa.docx"]
    text = text_of(paths[1]).replace("\u00a0", " ")
    for part in ("RNCP40800", OURS, "2 copies sur 3 répondent", "non évalué", "du 01/10/2026 au 04/10/2026",
                 "3 dictées, 1 texte à trous", "Texte 1 (01/10/2026), 1 faute critique", "signature"):  # fmt: skip
        assert part in text
    book = openpyxl.load_workbook(paths[0])
    assert book.sheetnames == ["Niveaux", "Preuves", "Copies", "Critères"]
    assert [cell.value for cell in book["Niveaux"][2]][-1] == "non évalué"
    assert book["Copies"].max_row == 5


def test_deux_homonymes_ont_chacun_leur_fiche(tmp_path: Path) -> None:
    one, other = past(number=1), PastCopy("lea-b", "Léa", "02", "Texte", words=10)
    names = [path.name for path in write_sheets(sheets([one, other]), tmp_path)]
    assert names == ["competences.xlsx", "Léa.docx", "Léa (2).docx"]


def test_la_meme_fiche_donne_les_memes_octets() -> None:
    (sheet,) = sheets([past(number=1)])
    assert competence_docx(sheet) == competence_docx(sheet)


def test_la_commande(tmp_path: Path) -> None:
    write_reports([graded("Léa", LETTER, 3)], load_scheme("sur-20"), tmp_path / "s1")
    out = tmp_path / "fiches"
    done = CliRunner().invoke(command, [str(tmp_path / "s1"), "--out", str(out)], standalone_mode=False)
    assert "Fidélité à ce qui est dicté : à confirmer" in done.stdout
    assert (out / "livret" / "Léa.docx").is_file()
    late = ["--since", "01/12/2026"]
    done = CliRunner().invoke(
        command, [str(tmp_path / "s1"), "--out", str(out), *late], standalone_mode=False
    )
    assert done.return_value == 1
    assert "aucune copie notée" in done.stderr


def test_json_des_resultats_est_lisible(tmp_path: Path) -> None:
    write_reports([graded("Léa", LETTER, 3)], load_scheme("sur-20"), tmp_path)
    data = json.loads((tmp_path / RESULTS_FILE).read_text("utf-8"))
    assert data["copies"][0]["learner"] == "Léa"


def test_assessed_compte_ce_qui_repond() -> None:
    found: Assessed = assess(BY_ID["fidelity"], [past(number=1), past("dictee", DOSE, number=2)])
    assert (found.met, len(found.evidence)) == (1, 2)
