"""« transcribe class » : ce qui est dit, compté, demandé avant d’effacer, à chaque limite."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.classroom.test_cli import Desk
from tests.grading.fake import FakeLexicon
from transcribe import classroom
from transcribe.classroom.results import Standing
from transcribe.cli import arranging
from transcribe.cli.classroom import command
from transcribe.cli.moments import Moment
from transcribe.core.errors import TranscribeError


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.run("create", "SAMA", tmp_path / "liste.csv")
    return made


def code(desk: Desk, *arguments: str | Path) -> int:
    line = ["--espace", str(desk.space), *map(str, arguments)]
    done = CliRunner().invoke(command, line, standalone_mode=False)
    assert done.exception is None, done.exception
    assert done.return_value in (None, 0, 1)
    return done.return_value or 0


def standing_of(person: int, mark: float | None, maximum: float | None, *, late: int) -> Standing:
    when = Moment().convert("3/12/2026 9h05", None, None)
    first, most = (None if one is None else Decimal(str(one)) for one in (mark, maximum))
    return Standing(
        person, "Yanis Le Goff", "G1", 1, 1, "Relecture", 1, 1, when, when, when, late, 0, 0, first, most,
        corrected=False, returned=False,
    )  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("answer", ["oui", "o", "OUI", " Oui "])
@pytest.mark.parametrize("line", [("forget", "SAMA", "A1"), ("archive", "SAMA")])
def test_oui_efface(desk: Desk, line: tuple[str, ...], answer: str) -> None:
    said = desk.run(*line, said=f"{answer}\n")
    assert "(oui ou non)" in said
    assert "C’est effacé." in said or "archivée : 3 noms en moins." in said


@pytest.mark.parametrize("answer", ["non", "n", "", "peut-être", "ou", "oui mais"])
@pytest.mark.parametrize("line", [("forget", "SAMA", "A1"), ("archive", "SAMA")])
def test_toute_autre_reponse_garde_tout(desk: Desk, line: tuple[str, ...], answer: str) -> None:
    desk.run(*line, said=f"{answer}\n")
    listed = desk.run("list", "SAMA")
    assert all(name in listed for name in ("Léa Martin (A1)", "Léa Martin (A2)", "Yanis Le Goff"))
    assert "archivée" not in desk.run("list")


@pytest.mark.parametrize("line", [("forget", "SAMA", "A1"), ("archive", "SAMA")])
def test_l_option_oui_ne_demande_rien(desk: Desk, line: tuple[str, ...]) -> None:
    assert "(oui ou non)" not in desk.run(*line, "--oui")
    assert "Léa Martin (A1)" not in desk.run("list", "SAMA")


def test_une_sauvegarde_se_reprend_apres_oui(desk: Desk) -> None:
    saved = Path(desk.run("backup").partition(" : ")[2].strip())
    assert saved.is_file()
    desk.run("forget", "SAMA", "A3", "--oui")
    assert "est reprise" not in desk.run("restore", saved, said="non\n")
    assert "Yanis" not in desk.run("list", "SAMA")


def test_les_donnees_d_un_eleve_s_ecrivent(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "yanis.zip"
    assert desk.run("export", "SAMA", "yanis le goff", "--out", out) == f"Données de Yanis Le Goff : {out}\n"
    assert out.read_bytes()[:2] == b"PK"


def test_un_pluriel_est_un_pluriel(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "un.csv").write_text("Nom;Prénom\nBenali;Inès\n", "utf-8")
    assert "1 élève en plus." in desk.run("create", "Une", tmp_path / "un.csv")
    assert "1 fiche d’accès : " in desk.run("slips", "Une", "--out", tmp_path / "fiches.docx")
    assert "3 fiches d’accès : " in desk.run("slips", "SAMA", "--out", tmp_path / "fiches.docx")
    listed = desk.run("list")
    assert ", 1 élève\n" in listed and ", 3 élèves\n" in listed
    assert "« Une » archivée : 1 nom en moins." in desk.run("archive", "Une", "--oui")
    assert desk.run("thin") == "0 version en moins.\n"


def test_une_classe_sans_liste_n_inscrit_personne(desk: Desk) -> None:
    said = desk.run("create", "Vide")
    assert said.startswith("Classe « Vide » créée, code ")
    assert "en plus" not in said
    assert ", 0 élève\n" in desk.run("list")


def test_les_fiches_sont_proposees_quand_elles_ne_sont_pas_ecrites(desk: Desk, tmp_path: Path) -> None:
    later = "Fiches d’accès : transcribe class slips « B » --out fiches.docx"
    assert later in desk.run("create", "B", tmp_path / "liste.csv")
    said = desk.run("create", "C", tmp_path / "liste.csv", "--slips", tmp_path / "fiches.docx")
    assert "transcribe class slips" not in said
    again = desk.run("enrol", "B", tmp_path / "liste.csv", "--slips", tmp_path / "rien.docx")
    assert again == "0 élève en plus, 3 déjà dans la classe.\n"
    assert not (tmp_path / "rien.docx").exists()


@pytest.mark.parametrize(
    ("mark", "maximum", "shown"),
    [(None, None, ""), (None, 20.0, ""), (12.5, None, ""), (12.5, 20.0, ", 12,5/20"), (0.0, 20.0, ", 0/20")],
)
def test_une_note_se_montre_quand_elle_est_entiere(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, mark: float | None, maximum: float | None, shown: str
) -> None:
    def standing(store: Any, who: Any, class_: Any) -> list[Standing]:
        yanis = next(one for one in classroom.members(store, who, class_) if "Goff" in one.name)
        late = mark is None and maximum is None
        return [standing_of(yanis.id, mark, maximum, late=int(late))]

    monkeypatch.setattr("transcribe.classroom.results.standings", standing)
    late = ", en retard" if mark is None and maximum is None else ""
    _, _, said = plain(desk.run("list", "SAMA")).partition("Yanis Le Goff\n    Relecture : ")
    assert said.partition("\n")[0].endswith(f" le 03/12/2026 à 9 h 05{late}{shown}")


def test_une_demande_ne_compte_que_ce_qui_a_son_texte(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reviewed(store: Any, who: Any, *_heard: object, fictitious: bool) -> int:
        return classroom.add_exercises(store, who, tmp_path / "exercices", fictitious=fictitious)[0]

    monkeypatch.setattr("transcribe.cli.asking._reviewed", reviewed)
    monkeypatch.setattr("transcribe.terms.load_lexicon", FakeLexicon)
    for name in ("une", "deux", "seule"):
        (tmp_path / f"{name}.ogg").write_bytes(b"OggS")
    for name in ("une", "deux"):
        (tmp_path / f"{name}.txt").write_text("Motif : douleur", "utf-8")
    one, two, alone = (tmp_path / f"{name}.ogg" for name in ("une", "deux", "seule"))
    assert code(desk, "review", "SAMA", one, "--fictif") == 0
    assert code(desk, "review", "SAMA", one, alone, "--fictif") == 1
    assert code(desk, "review", "SAMA", alone, "--fictif") == 1
    assert "demandé" not in desk.run("review", "SAMA", alone, "--fictif")
    assert "demandé" in desk.run("review", "SAMA", one, two, "--fictif")


def test_de_vraies_dictees_sont_dites_reelles(desk: Desk, tmp_path: Path) -> None:
    warned = "ne passeront pas sur un réseau non chiffré"
    assert warned in desk.run("add", "SAMA", tmp_path / "exercices")
    assert warned not in desk.run("add", "SAMA", tmp_path / "exercices", "--fictif")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({}, "aucun aménagement"),
        ({"extra_time": 0.33}, "temps en plus 33 %"),
        ({"pace": 0.8}, "voix à 80 %"),
        ({"text_size": 2}, "taille 2"),
        ({"spaced": True}, "texte aéré"),
        ({"spaced": False}, "aucun aménagement"),
        ({"face": "dyslexia"}, "police pour la dyslexie"),
        ({"face": ""}, "aucun aménagement"),
        ({"accents": 0.0}, "accents comptés à 0 %"),
        ({"same_sound": 0.5}, "lettres sans effet sur le son comptées à 50 %"),
        ({"pace": 1.2, "extra_time": 0.5}, "temps en plus 50 %, voix à 120 %"),
    ],
)
def test_un_amenagement_se_dit(wanted: dict[str, Any], said: str) -> None:
    assert plain(arranging._said(wanted)) == said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--large"], "taille 2."),
        (["--extra-time", "0"], "temps en plus 0 %."),
        (["--extra-time", "200"], "temps en plus 200 %."),
        (["--pace", "50"], "voix à 50 %."),
        (["--pace", "150"], "voix à 150 %."),
    ],
)
def test_un_amenagement_donne_se_garde(desk: Desk, options: list[str], said: str) -> None:
    assert plain(desk.run("needs", "SAMA", "A3", *options)) == f"Yanis Le Goff : {said}\n"
    assert plain(desk.run("needs", "SAMA", "A3")) == f"Yanis Le Goff : {said}\n"


@pytest.mark.parametrize(
    ("options", "limits"),
    [
        (["--extra-time", "201"], "0<=x<=200"),
        (["--pace", "49"], "50<=x<=150"),
        (["--pace", "151"], "50<=x<=150"),
    ],
)
def test_un_amenagement_hors_limites_est_refuse(desk: Desk, options: list[str], limits: str) -> None:
    assert desk.run("needs", "SAMA", "A3", *options).endswith(
        f" {limits}.\n"
    )  # the words are click’s, or ours once the program has begun
    assert desk.run("needs", "SAMA", "A3") == "Yanis Le Goff : aucun aménagement.\n"


def test_sans_titre_tous_les_exercices_dates_attendent(desk: Desk, tmp_path: Path) -> None:
    desk.run("add", "SAMA", tmp_path / "exercices", "--fictif")
    with pytest.raises(TranscribeError, match="n’a de date de remise"):
        desk.run("delay", "SAMA", "A1", "10/12/2026")
    assert "pour le 10/12/2026" in desk.run("delay", "SAMA", "A1", "10/12/2026", "--exercise", "RELECTURE")
    desk.run("add", "SAMA", tmp_path / "exercices", "--due", "3/12/2026", "--fictif")
    assert "pour le 10/12/2026" in desk.run("delay", "SAMA", "A1", "10/12/2026")


@pytest.mark.parametrize("name", ["A3", "Yanis Le Goff", "yanis le goff", "YANIS LE GOFF"])
def test_un_eleve_se_nomme_comme_on_veut(desk: Desk, name: str) -> None:
    assert desk.run("needs", "SAMA", name) == "Yanis Le Goff : aucun aménagement.\n"


def test_une_classe_inconnue_se_dit(desk: Desk) -> None:
    with pytest.raises(TranscribeError, match="Il n’y a pas de classe « SAMB »"):
        desk.run("needs", "SAMB", "A3")


def test_chaque_commande_finit_bien(desk: Desk, tmp_path: Path) -> None:
    for line in (
        ("list",),
        ("list", "SAMA"),
        ("enrol", "SAMA", tmp_path / "liste.csv"),
        ("slips", "SAMA", "--out", tmp_path / "fiches.docx"),
        ("pin", "SAMA", "A3"),
        ("add", "SAMA", tmp_path / "exercices", "--due", "3/12/2026", "--fictif"),
        ("needs", "SAMA", "A3", "--large"),
        ("delay", "SAMA", "A3", "10/12/2026"),
        ("export", "SAMA", "A3", "--out", tmp_path / "a3.zip"),
        ("results", "SAMA", "--out", tmp_path / "notes.xlsx"),
        ("backup",),
        ("thin",),
        ("forget", "SAMA", "A3", "--oui"),
        ("archive", "SAMA", "--oui"),
    ):
        assert code(desk, *line) == 0, line
