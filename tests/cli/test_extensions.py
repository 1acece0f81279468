"""Extensions of other packages: each brings what it says, and none can break the rest."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.extensions import EXAMPLES, forget, install, install_example
from tests.hearer import Hearer
from tests.shipped import lexicon
from transcribe.batch import Ledger, Options, make_plan, run
from transcribe.batch.engines.here import here
from transcribe.cli.main import cli
from transcribe.core.data import shipped
from transcribe.core.files import CACHE_VARIABLE
from transcribe.exercises.plugins import further_kinds
from transcribe.grading.keys import KEY_FILE
from transcribe.pipeline import Converter, Settings, known_forms
from transcribe.terms import load_lexicon
from transcribe.terms.contributing import check_folder
from transcribe.terms.folders import package_folders
from transcribe.terms.stamp import state

TEXT = (
    "Compte-rendu de consultation. TA à 125/80. Pose d’une orthonyxie. Kardégic 75 mg, revoir le 12 mai 2026."
)


@pytest.fixture(autouse=True)
def nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("transcribe.nlp.is_installed", lambda: False)  # seconds, and not what is tried here
    (tmp_path / "texte.txt").write_text(TEXT, "utf-8")
    forget()


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "transcribe"]


def transcribe(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_the_example_of_a_form_writes_its_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert "finir par" in transcribe("letter", "texte.txt", "--out", "lettre.md").stderr
    install_example(monkeypatch, tmp_path / "site", "forme-markdown")
    assert transcribe("letter", "texte.txt", "--out", "lettre.md").exit_code == 0
    assert "125/80" in (tmp_path / "lettre.md").read_text("utf-8")
    assert (
        "choisissez parmi docx"
        in (done := transcribe("convert", "texte.txt", "-o", "x", "--formats", "rien")).stderr
    )
    assert "spacy, md" in done.stderr
    assert not said(caplog)


def test_the_example_of_a_lexicon_is_known_with_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr("transcribe.terms.folders.shipped", lambda _name: shipped("lexicons") / "formation")
    assert not load_lexicon().knows("orthonyxie")
    before = state()
    install_example(monkeypatch, tmp_path / "site", "lexique-podologie")
    assert load_lexicon().knows("orthonyxie")
    entry = load_lexicon().entry("orthonyxie")
    assert entry is not None
    assert entry.lexicon == "podologie"
    assert state() != before
    assert "podologie" in transcribe("lexicon", "list").stdout
    assert check_folder(EXAMPLES / "lexique-podologie" / "transcribe_lexique_podologie") == []


def test_the_example_of_a_kind_makes_exercises_that_are_graded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("transcribe.terms.load_lexicon", lexicon, raising=False)
    asked = ("exercise", "make", "texte.txt", "--out", "exercices", "--kind", "chiffres", "--errors", "3")
    refused = transcribe(*asked)
    assert refused.exit_code == 2
    assert "compte-rendu" in refused.stderr
    install_example(monkeypatch, tmp_path / "site", "exercice-chiffres")
    assert transcribe(*asked).exit_code == 0
    (folder,) = (tmp_path / "exercices").iterdir()
    key = json.loads((folder / KEY_FILE).read_text("utf-8"))
    assert key["title"].startswith("Chiffres intervertis")
    assert key["kind"] == "relecture"
    assert len(key["errors"]) == 3
    (tmp_path / "copie.txt").write_text(TEXT, "utf-8")
    assert "20" in transcribe("grade", str(folder), "copie.txt").stdout


BROKEN = {
    "absent": ("absent_tout_court:write", "le module « absent_tout_court » lui manque"),
    "boum": ("boum:write", "il n’a pas pu être chargé : ZeroDivisionError"),
    "sortie": ("sortie:write", "il n’a pas pu être chargé : SystemExit"),
    "nombre": ("bon:NUMBER", "il ne donne pas une fonction"),
    "rien": ("bon:nothing", "il n’a pas pu être chargé : AttributeError"),
    "html": ("bon:write", "ce nom est déjà celui de « transcribe »"),
    "é": ("bon:write", "le nom d’une forme est le suffixe"),
}
CODE = {
    "boum": "1 / 0",
    "sortie": "raise SystemExit(3)",
    "bon": "NUMBER = 3\ndef write(work, path): path.write_text('bon')\ndef fails(work, path): return work.none\n",
}


def test_forms_that_are_wrong_are_said_and_left_aside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    entries = {name: value for name, (value, _reason) in BROKEN.items()} | {"bon": "bon:write"}
    install(monkeypatch, tmp_path / "site", "paquet-abime", {"transcribe.formats": entries}, CODE)
    assert transcribe("letter", "texte.txt", "--out", "lettre.bon").exit_code == 0
    assert transcribe("letter", "texte.txt", "--out", "lettre.html").exit_code == 0
    assert (tmp_path / "lettre.html").stat().st_size > 1000
    assert known_forms()[-1] == "bon"
    sentences = said(caplog)
    assert len(sentences) == len(BROKEN)
    for name, (_value, reason) in BROKEN.items():
        (sentence,) = (one for one in sentences if one.startswith(f"« {name} »"))
        assert "du paquet « paquet-abime »" in sentence
        assert reason in sentence
        assert sentence.endswith("pip uninstall paquet-abime) ; tout le reste fonctionne.")


def test_of_two_packages_with_one_name_the_first_has_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for package in ("premier", "second"):
        entries = {"transcribe.formats": {"bon": "bon:write"}}
        install(monkeypatch, tmp_path / package, package, entries, CODE)
    assert known_forms()[-1] == "bon"
    assert known_forms()[-1] == "bon"
    (sentence,) = said(caplog)
    assert "du paquet « second »" in sentence
    assert "déjà celui de « premier »" in sentence


def test_a_form_that_fails_costs_no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(monkeypatch, tmp_path / "site", "paquet", {"transcribe.formats": {"rate": "bon:fails"}}, CODE)
    (tmp_path / "dictee.wav").write_text("pas de fièvre", "utf-8")
    ledger = Ledger(tmp_path / "out")
    tasks = make_plan([tmp_path / "dictee.wav"], ledger).tasks
    options = Options(("rate", "txt"), "réglages")
    (result,) = run(tasks, ledger, options, here(lambda: Converter(Hearer(), lexicon(), Settings())))
    assert result.status == "failed"
    assert "« rate », du paquet « paquet », n’a pas pu faire" in result.error
    assert "dictee.rate » (AttributeError)" in result.error
    assert [path.name for path in result.outputs] == ["dictee.txt"]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"dictee.txt", ".transcribe.json"}
    done = transcribe("letter", "texte.txt", "--out", "lettre.rate")
    assert done.exit_code == 1
    assert "paquet « paquet »" in str(done.exception)
    assert not (tmp_path / "lettre.rate").exists()


@pytest.mark.parametrize(
    ("value", "code", "reason"),
    [
        ("lex:FOLDER", "FOLDER = '/nulle/part'", "n’est pas un lexique"),
        ("lex:FOLDER", "FOLDER = 3", "il ne donne pas le chemin d’un dossier"),
        ("lex:make", "def make(): raise OSError", "il n’a pas pu être chargé : OSError"),
    ],
)
def test_a_lexicon_that_is_wrong_is_said_and_left_aside(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    value: str,
    code: str,
    reason: str,
) -> None:
    install(
        monkeypatch, tmp_path / "site", "lexique", {"transcribe.lexicons": {"mien": value}}, {"lex": code}
    )
    assert package_folders() == []
    assert package_folders() == []
    (sentence,) = said(caplog)
    assert reason in sentence


def test_a_lexicon_with_a_wrong_line_or_a_taken_name_is_left_aside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "table"
    folder.mkdir()
    (folder / "lexicon.toml").write_text("", "utf-8")
    (folder / "terms.tsv").write_text("term\tfrequency\nzorbule\tbeaucoup\n", "utf-8")
    entries = {"transcribe.lexicons": {"mien": "lexb:FOLDER", "medical": "lexb:FOLDER"}}
    install(monkeypatch, tmp_path / "site", "lexique", entries, {"lexb": f"FOLDER = {str(folder)!r}"})
    assert package_folders() == []
    taken, wrong = said(caplog)
    assert "« medical »" in taken
    assert "déjà celui de « transcribe »" in taken
    assert "ligne 2 : la fréquence « beaucoup »" in wrong


KIND = """
from transcribe.exercises import Seeded
from transcribe.exercises.plugins import FurtherKind
def outside(text, lexicon, choices): return [Seeded(0, 3, "abc", "abd", "dose")]
def none(text, lexicon, choices): return []
def fails(text, lexicon, choices): return 1 / 0
def same(text, lexicon, choices): return [Seeded(0, 1, text[:1], text[:1], "dose")]
def strange(text, lexicon, choices): return [Seeded(0, 1, text[:1], "", "magie")]
DEHORS, RIEN, RATE, MEME, CLASSE = (FurtherKind("T", one) for one in (outside, none, fails, same, strange))
"""


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("dehors", "genres:DEHORS", "la faute « abd » n’est pas à sa place"),
        ("rien", "genres:RIEN", "il n’y trouve aucune faute"),
        ("rate", "genres:RATE", "ZeroDivisionError"),
        ("meme", "genres:MEME", "n’en est pas une"),
        ("classe", "genres:CLASSE", "la classe « magie » n’existe pas"),
    ],
)
def test_a_kind_that_fails_on_a_text_is_said_and_costs_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str, reason: str
) -> None:
    monkeypatch.setattr("transcribe.terms.load_lexicon", lexicon, raising=False)
    entries = {"transcribe.exercise_kinds": {name: value}}
    install(monkeypatch, tmp_path / "site", "genres", entries, {"genres": KIND})
    done = transcribe("exercise", "make", "texte.txt", "-o", "ex", "--kind", name, "--kind", "dictee")
    assert f"« {name} », du paquet « genres »" in done.stderr
    assert reason in done.stderr
    assert len(list((tmp_path / "ex").iterdir())) == 1


def test_a_kind_that_is_none_is_said_and_left_aside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    entries = {"transcribe.exercise_kinds": {"dictee": "g:X", "Nom": "g:X", "objet": "g:X", "tous": "g:X"}}
    install(monkeypatch, tmp_path / "site", "genres", entries, {"g": "X = 1"})
    assert further_kinds() == {}
    assert len(said(caplog)) == 4


def test_a_damaged_list_of_extensions_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(**_options: object) -> None:
        raise ValueError

    monkeypatch.setattr("importlib.metadata.entry_points", fails)
    assert known_forms()[-1] == "spacy"
    (sentence,) = said(caplog)
    assert "pip check" in sentence


def test_nothing_is_read_of_them_for_help_or_for_our_own_forms(tmp_path: Path) -> None:
    for arguments in (
        ["convert", "--help"],
        ["exercise", "make", "--help"],
        ["letter", "texte.txt", "-o", "a.txt"],
    ):
        code = (
            "import sys, importlib.metadata as m\n"
            "def fails(**_): raise SystemExit('lu')\n"
            f"m.entry_points = fails; sys.argv = ['transcribe', *{arguments!r}]\n"
            "from transcribe.cli.main import main; main()"
        )
        root = str(EXAMPLES.parent)
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={"PYTHONPATH": root, "HOME": str(tmp_path)},
        )
        assert done.returncode == 0, done.stderr
