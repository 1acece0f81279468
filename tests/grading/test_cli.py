"""``transcribe grade``: the JSON others read, exit codes, usage."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.grading.fake import LETTER, LEXICON
from transcribe.cli.grade import command


@pytest.fixture(autouse=True)
def small_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.terms.load_lexicon", lambda: LEXICON, raising=False)


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(command, arguments, standalone_mode=False)
    code = done.return_value if isinstance(done.return_value, int) else done.exit_code
    return code, done.stdout, done.stderr


def test_json_of_an_attempt(tmp_path: Path) -> None:
    (tmp_path / "gold.txt").write_text(LETTER, "utf-8")
    (tmp_path / "léa.txt").write_text(LETTER.replace("gauche", "droite"), "utf-8")
    code, out, _ = run(
        "--reference", str(tmp_path / "gold.txt"), str(tmp_path / "léa.txt"), "--format", "json"
    )
    (shown,) = json.loads(out)
    (mistake,) = shown["mistakes"]
    assert code == 0
    assert (shown["attempt"], shown["mark"]) == ((tmp_path / "léa.txt").as_posix(), 18)
    assert {"kind", "severity", "expected", "found", "rule", "points"} <= mistake.keys()
    assert (mistake["kind"], mistake["severity"], mistake["points"]) == ("laterality", "critical", 2)


def test_a_bad_file_is_said_and_the_others_are_graded(tmp_path: Path) -> None:
    (tmp_path / "gold.txt").write_text(LETTER, "utf-8")
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "a.txt").write_text(LETTER, "utf-8")
    (folder / "b.txt").write_text("", "utf-8")
    code, out, err = run("--reference", str(tmp_path / "gold.txt"), str(folder), "--format", "json")
    assert code == 1
    assert [entry.get("mark") for entry in json.loads(out)] == [20, None]
    assert err.count("\n") == 1
    assert "b.txt" in err


def test_usage_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER, "utf-8")
    done = CliRunner().invoke(command, [str(tmp_path / "a.txt")])
    assert done.exit_code == 2
    assert "--reference" in done.stderr
