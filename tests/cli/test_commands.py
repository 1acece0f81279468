"""The command line speaks French, starts fast, and says what is wrong in one sentence."""

import subprocess
import sys
from pathlib import Path

import pytest


def transcribe(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "transcribe", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_help_names_every_command() -> None:
    shown = transcribe("--help").stdout
    for name in ("convert", "models", "check", "write", "letter", "class", "lexicon"):
        assert f"\n  {name} " in shown


@pytest.mark.parametrize("name", ["convert", "models", "check", "write", "letter", "class", "lexicon"])
def test_each_command_explains_itself_in_french(name: str) -> None:
    done = transcribe(name, "--help")
    assert done.returncode == 0
    assert "Utilisation : transcribe " + name in done.stdout
    for english in ("Show this", "Usage:", "Options:\n", "[default", "required", " is ", "the "):
        assert english not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["convrt"], "Commande « convrt » inconnue."),
        (["convert"], "Argument manquant"),
        (["convert", "absent.wav", "--out", "x"], "« absent.wav » n’existe pas."),
        (["convert", ".", "--ut", "x"], "Option « --ut » inconnue."),
        (["convert", ".", "--out", "x", "--formats", "doc,rtf"], "« doc, rtf » : choisissez parmi docx"),
        (["convert", ".", "--out", "x", "--jobs", "0"], "0 n’est pas dans l’intervalle"),
        (["convert", ".", "--out", "x", "--device", "tpu"], "« tpu » n’est pas l’un de"),
        (["models", "en trop"], "Argument en trop"),
    ],
)
def test_wrong_usage_is_explained_and_exits_2(arguments: list[str], said: str) -> None:
    done = transcribe(*arguments)
    assert done.returncode == 2
    assert said in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--specialty", "astrologie", "Spécialité « astrologie » inconnue"),
        ("--template", "roman", "roman"),
        ("--template", "absent.docx", "absent.docx"),
    ],
)
def test_what_could_only_fail_later_is_refused_first(
    tmp_path: Path, option: str, value: str, said: str
) -> None:
    (tmp_path / "a.wav").touch()
    done = transcribe("convert", tmp_path, "--out", tmp_path / "out", option, value)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_unknown_model_is_named_with_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    done = transcribe("convert", tmp_path, "--out", tmp_path / "out", "--model", "géant")
    assert done.returncode == 1
    assert "Modèle « géant » inconnu" in done.stderr
    assert "large-v3-turbo" in done.stderr


def test_a_dry_run_says_and_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.wav").touch()
    (tmp_path / "in" / "notes.txt").touch()
    done = transcribe("convert", tmp_path / "in", "--out", tmp_path / "out", "--dry-run")
    assert done.returncode == 0
    assert "a.wav" in done.stdout
    assert "notes.txt" in done.stdout
    assert "1 à convertir" in done.stdout
    assert not (tmp_path / "out").exists()


def test_models_are_listed_with_size_and_licence() -> None:
    shown = transcribe("models").stdout
    assert "base" in shown
    assert "145 Mo" in shown
    assert "MIT" in shown
    assert "large-v3-turbo" in shown
