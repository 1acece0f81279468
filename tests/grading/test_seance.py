"""A sitting: one mark, what is missing counts 0 and is said, a mock exam tells learners nothing."""

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.grading.fake import LETTER, LEXICON
from transcribe.cli.grade import command
from transcribe.core.errors import DocumentError
from transcribe.grading import Grade, Page
from transcribe.grading.history import read_history
from transcribe.grading.keys import Key, write_key
from transcribe.grading.seance import (
    MAXIMUM,
    SESSION_FILE,
    Part,
    Session,
    mark_line,
    read_session,
    session_marks,
    session_text,
)
from transcribe.grading.sitting import Attempt, Result

OTHER = "Certificat médical\nJe soussigné certifie avoir vu ce jour le jeune Théo, qui peut reprendre la natation."
PARTS = (Part("01-a", "Dictée", 30), Part("02-b", "Relecture", 10))
SESSION = Session("Séance de 40 minutes", 40, False, PARTS)


def got(learner: str, exercise: str, mark: str, maximum: str = "20") -> Result:
    key = Key(exercise, exercise, Page("a"))
    grade = Grade(Decimal(mark), Decimal(maximum), (), "x")
    return Result(Attempt(learner, learner.title(), exercise), key, grade)


def refused(learner: str, exercise: str) -> Result:
    return Result(
        Attempt(learner, learner.title(), exercise), Key(exercise, exercise, Page("a")), refused="illisible"
    )


def line(*results: Result) -> list[str]:
    return [mark_line(one, SESSION).replace("\u00a0", " ") for one in session_marks(results, SESSION)]


def test_la_note_pese_chaque_exercice() -> None:
    assert line(got("léa", "01-a", "10"), got("léa", "02-b", "20")) == [
        "Léa — Séance de 40 minutes : 12,5 / 20"
    ]


def test_un_bareme_sur_cent_est_ramene_sur_vingt() -> None:
    (one,) = session_marks([got("léa", "01-a", "50", "100"), got("léa", "02-b", "100", "100")], SESSION)
    assert one.mark == Decimal("12.50")


def test_un_exercice_non_rendu_compte_zero_et_c_est_dit() -> None:
    assert line(got("léa", "01-a", "20")) == [
        "Léa — Séance de 40 minutes : 15 / 20 ; compté 0 : Relecture (non rendu)"
    ]


def test_une_copie_illisible_rend_la_note_provisoire() -> None:
    assert line(got("léa", "01-a", "20"), refused("léa", "02-b")) == [
        "Léa — Séance de 40 minutes : 15 / 20 (provisoire) ; compté 0 : Relecture (copie non notée)"
    ]


def test_une_copie_illisible_puis_une_bonne_ne_change_rien() -> None:
    assert line(refused("léa", "02-b"), got("léa", "01-a", "20"), got("léa", "02-b", "20")) == [
        "Léa — Séance de 40 minutes : 20 / 20"
    ]


def test_qui_n_a_rien_rendu_de_la_seance_n_y_est_pas() -> None:
    assert line(got("hugo", "99-autre", "20")) == []


marks = st.lists(
    st.one_of(st.none(), st.integers(0, 80).map(lambda n: Decimal(n) / 4)), min_size=1, max_size=6
)


@given(marks, st.data())
def test_la_note_est_la_somme_des_points(got_marks: list[Decimal | None], data: st.DataObject) -> None:
    parts = tuple(Part(f"{n}", f"{n}", data.draw(st.integers(1, 60))) for n in range(len(got_marks)))
    session = Session("s", 45, False, parts)
    results = [got("léa", f"{n}", str(mark)) for n, mark in enumerate(got_marks) if mark is not None]
    found = session_marks(results, session)
    assert len(found) == bool(results)
    for one in found:
        points = sum(session.worth(part.part) * (part.mark or 0) / MAXIMUM for part in one.parts)
        assert abs(one.mark - points) < Decimal("0.04")
        assert 0 <= one.mark <= MAXIMUM
        assert len(one.missing) == got_marks.count(None)
    assert abs(sum(map(session.worth, parts)) - MAXIMUM) < Decimal("0.04")


def test_le_fichier_va_et_revient(tmp_path: Path) -> None:
    session = Session('Examen « blanc » "3 h 45"\\', 225, True, PARTS)
    (tmp_path / SESSION_FILE).write_text(session_text(session), "utf-8")
    assert read_session(tmp_path, ["01-a", "02-b"]) == session


def test_un_dossier_d_exercices_n_est_pas_une_seance(tmp_path: Path) -> None:
    assert read_session(tmp_path, ["01-a"]) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("minutes = ", "n’est pas un fichier TOML correct : erreur d’écriture"),
        ("minutes = 45", "au moins un exercice"),
        ("minutes = 0\n[[exercise]]\nid = '01-a'\nweight = 1", "« minutes » doit être"),
        ("minutes = 45\nexam = 'oui'\n[[exercise]]\nid = '01-a'\nweight = 1", "true ou false"),
        ("minutes = 45\n[[exercise]]\nid = '01-a'\nweight = 0", "poids .* plus grand que 0"),
        ("minutes = 45\n[[exercise]]\nid = '01-a'\nweight = nan", "poids .* plus grand que 0"),
        ("minutes = 45\n[[exercise]]\nweight = 1", "n’a pas de « id »"),
        ("minutes = 45\n[[exercise]]\nid = '07-z'\nweight = 1", "« 07-z » n’est pas dans ce dossier"),
        (
            "minutes = 45\n[[exercise]]\nid = '01-a'\nweight = 1\n[[exercise]]\nid = '01-a'\nweight = 1",
            "deux fois",
        ),
        ("minutes = 45\npoids = 2\n[[exercise]]\nid = '01-a'\nweight = 1", "« poids » est inconnu"),
        ("minutes = 45\nexercise = 3", "au moins un exercice"),
    ],
)
def test_un_fichier_mal_ecrit_est_dit(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / SESSION_FILE).write_text(text, "utf-8")
    with pytest.raises(DocumentError, match=said):
        read_session(tmp_path, ["01-a", "02-b"])


@pytest.fixture
def sitting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sitting of two exercises; Léa hands in both, Hugo one."""
    monkeypatch.setattr("transcribe.terms.load_lexicon", lambda: LEXICON, raising=False)
    folder, copies = tmp_path / "seance", tmp_path / "copies"
    for identifier, text in (("01-a", LETTER), ("02-b", OTHER)):
        write_key(
            folder / identifier / "formateur" / "exercise.json", Key(identifier, identifier, Page(text))
        )
    copies.mkdir()
    (copies / "Léa - 01-a.txt").write_text(LETTER, "utf-8")
    (copies / "Léa - 02-b.txt").write_text(OTHER, "utf-8")
    (copies / "Hugo - 01-a.txt").write_text(LETTER, "utf-8")
    return tmp_path


def grade(sitting: Path, *, exam: bool) -> str:
    session = Session("Séance", 40, exam, PARTS)
    (sitting / "seance" / SESSION_FILE).write_text(session_text(session), "utf-8")
    arguments = [str(sitting / "seance"), str(sitting / "copies"), "--out", str(sitting / "out")]
    done = CliRunner().invoke(command, arguments, standalone_mode=False)
    assert done.return_value == 0, done.output
    return done.stdout.replace("\u00a0", " ")


def test_grade_note_la_seance_en_entier(sitting: Path) -> None:
    out = grade(sitting, exam=False)
    assert "Hugo — Séance : 15 / 20 ; compté 0 : Relecture (non rendu)" in out
    assert "Léa — Séance : 20 / 20\n" in out
    sheet = openpyxl.load_workbook(sitting / "out" / "classe.xlsx")["Séance"]
    assert [cell.value for cell in sheet[2]] == ["Hugo", 15, 20, 20, None, "Relecture : non rendu", None]
    rows = (sitting / "out" / "moodle.csv").read_text("utf-8-sig").splitlines()
    assert rows[0].endswith(",Séance")
    assert [row.split(",")[1::5] for row in rows[1:]] == [["Hugo", "15"], ["Léa", "20"]]
    assert "0 (non rendu)" in (sitting / "out" / "classe.html").read_text("utf-8")
    assert (sitting / "out" / "fiches" / "Hugo" / "séance.docx").is_file()
    assert all(copy.timed for copy in read_history([sitting / "out"]))


def test_le_json_a_la_note_de_la_seance(sitting: Path) -> None:
    (sitting / "seance" / SESSION_FILE).write_text(session_text(SESSION), "utf-8")
    arguments = [str(sitting / "seance"), str(sitting / "copies"), "--format", "json"]
    shown = json.loads(CliRunner().invoke(command, arguments, standalone_mode=False).stdout)
    hugo = next(one for one in shown if "session" in one and one["learner"] == "Hugo")
    assert (hugo["mark"], hugo["maximum"], hugo["exercises"][1]["why"]) == (15, 20, "non rendu")
    assert len([one for one in shown if "session" not in one]) == 3


def test_un_examen_blanc_n_ecrit_rien_pour_les_eleves(sitting: Path) -> None:
    out = grade(sitting, exam=True)
    assert "aucune fiche n’est écrite pour les élèves" in out
    assert not (sitting / "out" / "fiches").exists()
    assert {path.name for path in (sitting / "out").iterdir()} >= {
        "classe.xlsx",
        "classe.html",
        "resultats.json",
    }
