"""``transcribe class`` : d’une liste d’école aux résultats."""

import shutil
from datetime import datetime
from pathlib import Path

import click
import docx
import openpyxl
import pytest
from click.testing import CliRunner

from tests.classroom.conftest import DRAFTS, exercise_folder
from tests.grading.fake import FakeLexicon
from transcribe import classroom
from transcribe.classroom.types import Who
from transcribe.cli.classroom import command
from transcribe.cli.moments import Moment
from transcribe.core.errors import TranscribeError
from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit, Transcript, Word
from transcribe.grading.history import read_history

SAMPLES = Path(__file__).parent.parent.parent / "samples"
LIST = "Nom;Prénom;Identifiant;Groupe\nMartin;Léa;A1;G1\nMartin;Léa;A2;G2\nLe Goff;Yanis;A3;G1\n"


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.space = folder / "espace"
        (folder / "liste.csv").write_text(LIST, "utf-8")
        exercise_folder(folder / "exercices", "relecture", DRAFTS["relecture"])

    def run(self, *arguments: str | Path, said: str = "") -> str:
        done = CliRunner().invoke(command, ["--espace", str(self.space), *map(str, arguments)], input=said)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_une_liste_d_ecole_fait_une_classe_et_ses_fiches(desk: Desk, tmp_path: Path) -> None:
    said = desk.run("create", "SAMA", tmp_path / "liste.csv", "--slips", tmp_path / "fiches.docx")
    assert "3 élèves en plus." in said
    table = docx.Document(str(tmp_path / "fiches.docx")).tables[0]
    cells = [cell.text for row in table.rows for cell in row.cells if cell.text]
    assert len(cells) == 3
    assert sum("Léa Martin (A1)" in text for text in cells) == 1
    store = classroom.Store(desk.space)
    for text in cells:
        code, pin = (text.split(f"{label}\u00a0: ")[1].split("\n")[0] for label in ("classe", "personnel"))
        name = text.split("\n")[0].partition(" (")[0]
        assert classroom.sign_in(store, code, name, pin)
    store.close()


def test_une_classe_sans_eleve_n_a_pas_de_fiches(desk: Desk, tmp_path: Path) -> None:
    store = classroom.Store(desk.space)
    classroom.create_class(store, classroom.owner(store), "Vide")
    store.close()
    said = desk.run("slips", "Vide", "--out", tmp_path / "fiches.docx")
    assert "La classe « Vide » n’a pas encore d’élève." in said
    assert not (tmp_path / "fiches.docx").exists()


def test_la_liste_relue_n_ajoute_que_les_nouveaux(desk: Desk, tmp_path: Path) -> None:
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    (tmp_path / "suite.csv").write_text(LIST + "Benali;Inès;A4;G2\n", "utf-8")
    assert "1 élève en plus, 3 déjà dans la classe." in desk.run("enrol", "sama", tmp_path / "suite.csv")


def test_des_homonymes_sans_identifiant_restent_deux(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "sans.csv").write_text("Élève\nLéa Martin\nLéa Martin\n", "utf-8")
    assert "2 élèves en plus." in desk.run("create", "SAMA", tmp_path / "sans.csv")
    assert "0 élève en plus, 2 déjà dans la classe." in desk.run("enrol", "SAMA", tmp_path / "sans.csv")


def test_les_resultats_sont_ceux_de_l_ecran(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    asked = desk.run("add", "SAMA", tmp_path / "exercices", "--due", "3/12/2026 14h30", "--fictif")
    assert "1 exercice demandé à « SAMA », à rendre pour le 03/12/2026 à 14\u00a0h\u00a030." in asked
    store = classroom.Store(desk.space)
    owner = classroom.owner(store)
    class_ = classroom.find_class(store, owner, "SAMA")
    yanis = Who(next(one for one in classroom.members(store, owner, class_) if "Goff" in one.name), class_.id)
    copy = classroom.open_copy(store, yanis, classroom.assignments_of(store, yanis)[0].id)
    classroom.hand_in(store, yanis, copy.id)
    store.close()
    monkeypatch.setattr("transcribe.terms.load_lexicon", FakeLexicon)
    said = desk.run("results", "SAMA", "--out", tmp_path / "resultats.xlsx")
    assert said == f"1 copie notée : {tmp_path / 'resultats.xlsx'}\n"
    (past,) = read_history([tmp_path / "resultats.xlsx"])  # « competences » et « remedial » les reprennent
    assert (past.learner, past.kind) == ("Yanis Le Goff", "relecture")
    sheet = openpyxl.load_workbook(tmp_path / "resultats.xlsx")["Notes"]
    names = [cell.value for cell in sheet[1]]
    rows = [dict(zip(names, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    by_name = {row["Élève"]: row for row in rows}
    assert set(by_name) == {"Yanis Le Goff", "Léa Martin (A1)", "Léa Martin (A2)"}
    assert by_name["Yanis Le Goff"]["Note"] == 0
    assert by_name["Léa Martin (A1)"]["Refus"] == "Pas commencé"
    listed = desk.run("list", "SAMA")
    assert "Yanis Le Goff\n    Exercice relecture : rendu le" in listed
    assert ", 0/20" in listed


def test_ce_qui_est_compte_s_accorde(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.terms.load_lexicon", FakeLexicon)
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    assert "SAMA : code" in desk.run("list")
    desk.run("add", "SAMA", tmp_path / "exercices", "--due", "3/12/2026 14h30", "--fictif")
    store = classroom.Store(desk.space)
    class_ = classroom.find_class(store, classroom.owner(store), "SAMA")
    people = classroom.members(store, classroom.owner(store), class_)
    copies, sheets = [], []
    for person in people:
        said = desk.run("results", "SAMA", "--out", tmp_path / "r.xlsx")
        copies.append(said.partition(" :")[0])
        sheets.append(desk.run("return", "SAMA").strip())
        who = Who(person, class_.id)
        copy = classroom.open_copy(store, who, classroom.assignments_of(store, who)[0].id)
        classroom.hand_in(store, who, copy.id)
    store.close()
    assert copies == ["0 copie notée", "1 copie notée", "2 copies notées"]
    assert sheets == ["0 fiche rendue.", "1 fiche rendue.", "1 fiche rendue."]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "absente"], "Il n’y a pas de classe « absente » (classes : « SAMA »)"),
        (["create", "sama"], "La classe « sama » existe déjà"),
        (["pin", "SAMA", "Léa Martin"], "écrivez « Léa Martin (A1) », « Léa Martin (A2) »"),
        (["pin", "SAMA", "Personne"], "Personne ne s’appelle « Personne » dans la classe « SAMA »."),
        (["add", "SAMA", "."], "ne contient pas d’exercice"),
    ],
)
def test_un_refus_dit_quoi_faire(
    desk: Desk, tmp_path: Path, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TranscribeError) as refused:
        desk.run(*arguments)
    assert said in str(refused.value)


def test_la_liste_dit_les_amenagements_de_chacun(desk: Desk, tmp_path: Path) -> None:
    roll = "Nom;Prénom;Tiers-temps;Aménagement\nLe Goff;Yanis;oui;dyslexie\nBenali;Inès;;\n"
    (tmp_path / "liste.csv").write_text(roll, "utf-8")
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    assert "Yanis Le Goff : temps en plus 33 %, " in desk.run("needs", "SAMA", "Yanis Le Goff")
    assert "accents comptés à 0 %" in desk.run("needs", "SAMA", "Yanis Le Goff")
    assert "Inès Benali : aucun aménagement." in desk.run("needs", "SAMA", "Inès Benali")
    said = desk.run("needs", "SAMA", "Inès Benali", "--large", "--pace", "80")
    assert said == "Inès Benali : voix à 80 %, taille 2.\n"
    assert desk.run("needs", "SAMA", "Inès Benali", "--none") == "Inès Benali : aucun aménagement.\n"


def test_une_liste_refusee_ne_laisse_pas_une_classe_vide(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("Ville;Age\nLyon;17\n", "utf-8")
    with pytest.raises(TranscribeError, match="colonne de noms"):
        desk.run("create", "SAMA", tmp_path / "liste.csv")
    assert "Aucune classe" in desk.run("list")


def test_un_amenagement_refuse_dit_la_ligne(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("Nom;Prénom;Tiers-temps\nLe Goff;Yanis;beaucoup\n", "utf-8")
    with pytest.raises(TranscribeError, match="ligne 2"):
        desk.run("create", "SAMA", tmp_path / "liste.csv")


def test_ajouter_a_nouveau_garde_les_conditions_que_rien_ne_change(desk: Desk, tmp_path: Path) -> None:
    """Pour ses décisions (acceptes.toml), le formateur ajoute à nouveau l’exercice : la date n’est pas perdue."""
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    desk.run("add", "SAMA", tmp_path / "exercices", "--due", "3/12/2026", "--attempts", "3", "--fictif")

    def terms() -> tuple[int | None, int]:
        store = classroom.Store(desk.space)
        owner = classroom.owner(store)
        (one,) = classroom.assignments_in(store, owner, classroom.find_class(store, owner, "SAMA"))
        store.close()
        return one.due, one.attempts

    before = terms()
    desk.run("add", "SAMA", tmp_path / "exercices", "--fictif")
    assert terms() == before
    desk.run("add", "SAMA", tmp_path / "exercices", "--attempts", "5", "--fictif")
    assert terms() == (None, 5)


def test_dire_apres_coup_qu_une_dictee_est_fictive_n_en_fait_pas_deux(desk: Desk, tmp_path: Path) -> None:
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    for options, real in (((), 1), (("--fictif",), 0), ((), 0)):
        desk.run("add", "SAMA", tmp_path / "exercices", *options)
        store = classroom.Store(desk.space)
        assert len(classroom.real_titles(store)) == real
        assert len(classroom.list_exercises(store, classroom.owner(store))) == 1
        store.close()


def test_un_eleve_a_plus_de_temps_pour_rendre(desk: Desk, tmp_path: Path) -> None:
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    desk.run("add", "SAMA", tmp_path / "exercices", "--due", "3/12/2026", "--closes", "4/12/2026", "--fictif")
    said = desk.run("delay", "SAMA", "A1", "10/12/2026", "--exercise", "relecture")
    assert said == "Léa Martin : « Exercice relecture » pour le 10/12/2026 à 23\u00a0h\u00a059.\n"
    with pytest.raises(TranscribeError, match="ne répond à ce titre"):
        desk.run("delay", "SAMA", "A1", "10/12/2026", "--exercise", "absent")


def test_un_vrai_compte_rendu_a_verifier(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Le texte est celui du programme ; la correction se défait, le doute se tranche, la note vient du texte juste."""
    words = "motif irradiation de la loge prostatite".split()
    heard = Transcript(tuple(Word(word, n, n + 0.8, 0.9) for n, word in enumerate(words)))
    revision = Revision(heard).revise(
        [Edit(0, 0, "Motif :", "term", "essai")],
        doubts=[Doubt(5, 5, "unsure", "mal entendu", ("prostatique",))],
    )
    monkeypatch.setattr("transcribe.exercises.batch.Transcriber.hear", lambda self, path: revision)
    monkeypatch.setattr("transcribe.terms.load_lexicon", FakeLexicon)
    shutil.copy(SAMPLES / "onco-certificat-01.ogg", tmp_path / "dictee.ogg")
    (tmp_path / "dictee.txt").write_text("Motif : irradiation de la loge prostatique", "utf-8")
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    assert "1 exercice demandé à « SAMA »." in desk.run("review", "SAMA", tmp_path / "dictee.ogg", "--fictif")
    store = classroom.Store(desk.space)
    owner = classroom.owner(store)
    class_ = classroom.find_class(store, owner, "SAMA")
    who = Who(classroom.members(store, owner, class_)[0], class_.id)
    copy = classroom.open_copy(store, who, classroom.assignments_of(store, who)[0].id)
    sheet = classroom.read_copy(store, who, copy.id)[2]
    assert copy.text == sheet.text == "Motif : irradiation de la loge prostatite"
    assert [(one.kind, one.text, one.alternatives) for one in sheet.marks] == [
        ("correction", "Motif :", ("motif",)), ("doubt", "prostatite", ("prostatique",))
    ]  # fmt: skip
    assert sheet.marks[1].seconds == (5.0, 5.8)
    assert sheet.sounds and sheet.places
    first, last = sheet.marks[1].first, sheet.marks[1].last
    classroom.record(store, who, copy.id, [("accepted", first, last, "prostatique")])
    right = copy.text.replace("prostatite", "prostatique")
    classroom.save(store, who, copy.id, base=0, text=right, styles=[], tab="t", seq=1)
    classroom.hand_in(store, who, copy.id)
    marked = classroom.mark(store, copy.id, FakeLexicon())
    assert marked.grade.mark == marked.grade.maximum
    assert (marked.grade.asked, marked.grade.corrected) == (1, 1)
    store.close()


def test_une_dictee_sans_son_texte_juste_n_est_pas_a_verifier(desk: Desk, tmp_path: Path) -> None:
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    (tmp_path / "seule.ogg").write_bytes(b"OggS")
    said = desk.run("review", "SAMA", tmp_path / "seule.ogg")
    assert "n’a pas son texte juste à côté : posez-y seule.txt, .docx, .odt ou .toml." in said


def test_effacer_demande_oui(desk: Desk, tmp_path: Path) -> None:
    desk.run("create", "SAMA", tmp_path / "liste.csv")
    for said in ("non\n", "\n", ""):
        assert "C’est effacé." not in desk.run("forget", "SAMA", "A1", said=said)
    assert "C’est effacé." in desk.run("forget", "SAMA", "A1", said="oui\n")
    desk.run("archive", "SAMA", "--oui")
    assert "SAMA (archivée) : code" in desk.run("list")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-03", datetime(2026, 12, 3, 23, 59, 59)),
        ("3/12/2026", datetime(2026, 12, 3, 23, 59, 59)),
        ("03/12/2026 14h30", datetime(2026, 12, 3, 14, 30)),
        ("3/12/2026 à 14 h", datetime(2026, 12, 3, 14)),
        ("2026-12-03T08:05", datetime(2026, 12, 3, 8, 5)),
    ],
)
def test_les_dates_s_ecrivent_comme_on_les_dit(text: str, moment: datetime) -> None:
    assert Moment().convert(text, None, None) == moment.astimezone().timestamp() * 1000


@pytest.mark.parametrize("text", ["demain", "2026-13-03", "31/2/2026", "3/12/26", ""])
def test_une_date_fausse_est_refusee(text: str) -> None:
    with pytest.raises(click.BadParameter):
        Moment().convert(text, None, None)
