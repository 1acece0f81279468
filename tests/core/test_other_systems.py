"""What Windows and macOS ask for, as far as Linux can tell: names, files held open, code pages, processes started anew.

What only such a machine could show is listed in ``docs/systemes.md``.
"""

import os
import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearer import Hearer
from tests.shipped import lexicon
from transcribe.batch import Ledger, Options, make_plan, run
from transcribe.batch.engines.here import here
from transcribe.batch.ledger import Record
from transcribe.core.errors import OutputError, cause_of
from transcribe.core.files import renamed_over, write_text
from transcribe.core.names import free_path, portable, safe_name, same_name
from transcribe.pipeline import Converter, Settings, make_converter

ROOT = Path(__file__).parent.parent.parent


def is_refused(name: str) -> bool:
    """Whether Windows takes no file of this name, by its own rules as pathlib knows them and by its documentation."""
    refused = any(c in '<>:"/\\|?*' or ord(c) < 32 for c in name)
    return refused or not name or name[-1] in " ." or _is_reserved(name)


def _is_reserved(name: str) -> bool:
    if sys.version_info >= (3, 13):
        import ntpath

        return ntpath.isreserved(name)
    return PureWindowsPath(name).is_reserved()


NAMES = st.text(min_size=1, max_size=40).filter(lambda name: "/" not in name and "\0" not in name)
ODD = [
    "CON",
    "nul.txt",
    "Aux.dictée.ogg",
    "LPT1",
    "com¹.wav",
    "CONIN$",
    "a:b",
    "fin. ",
    "..",
    "con .txt",
    "  ",
    "?",
    "\u0130",
]


@given(NAMES | st.sampled_from(ODD))
def test_any_name_becomes_one_that_every_system_takes(name: str) -> None:
    for made in (safe_name(name), portable(name, folder=True), portable(f"{name}.ogg")):
        assert not is_refused(made), made
    assert portable(portable(name)) == portable(name)
    assert safe_name(safe_name(name)) == safe_name(name)


@pytest.mark.parametrize(
    "name", ["dictée 12.ogg", "CONSULT.wav", "nulle part", "Dr. Roux.mp3", "comme.ogg", "é.e\u0301.wav"]
)
def test_a_name_that_all_systems_take_stays(name: str) -> None:
    assert portable(name) == portable(name, folder=True) == name


def planned(tmp_path: Path, *names: str) -> list[str]:
    for name in names:
        write_text(tmp_path / "in" / name, "pas de fièvre")
    return [task.name for task in make_plan([tmp_path / "in"], Ledger(tmp_path / "out")).tasks]


def test_results_bear_names_that_can_be_carried_to_windows(tmp_path: Path) -> None:
    names = planned(tmp_path, "CON.wav", "12:30.wav", "nul/a.wav", "lundi. /b.wav", "prn.x.wav")
    assert sorted(names) == ["12-30", "CON_", "lundi/b", "nul_/a", "prn_.x"]


def test_names_that_another_system_takes_for_one_are_told_apart(tmp_path: Path) -> None:
    names = planned(
        tmp_path,
        "Été.wav",
        "E\u0301te\u0301.wav",
        "été.wav",
        "a:b.wav",
        "a-b.wav",
        "lundi /c.wav",
        "lundi/c.wav",
    )
    assert len({same_name(name) for name in names}) == 7
    assert len(set(names)) == 7
    taken: set[str] = set()
    stems = [
        free_path(tmp_path / name, taken).name
        for name in ("Léa Roux", "LÉA ROUX", "Le\u0301a Roux", "Léa Roux (2)")
    ]
    assert stems == ["Léa Roux", "LÉA ROUX (2)", "Le\u0301a Roux (3)", "Léa Roux (2) (2)"]


def held(number: int = 32) -> PermissionError:
    """What Windows raises when a file is open elsewhere; there ``winerror`` tells which of its errors it is."""
    error = PermissionError(13, "Permission denied")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> list[OSError]:
    """Errors that the next renamings meet, one each; no time is waited."""
    errors: list[OSError] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if errors:
            raise errors.pop(0)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    return errors


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_an_antivirus_holds_for_a_moment_is_written(
    refusals: list[OSError], tmp_path: Path, number: int
) -> None:
    refusals += [held(number)] * 3
    write_text(tmp_path / "a.txt", "nouveau")
    assert (tmp_path / "a.txt").read_text("utf-8") == "nouveau"


def test_other_refusals_are_not_tried_again(refusals: list[OSError], tmp_path: Path) -> None:
    refusals += [PermissionError(13, "Permission denied"), held()]
    (tmp_path / "b.part").write_text("x", "utf-8")
    with pytest.raises(PermissionError):
        renamed_over(tmp_path / "b.part", tmp_path / "b.txt")
    assert len(refusals) == 1


def test_a_document_open_in_word_is_said_and_done_next_time(
    refusals: list[OSError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_text(tmp_path / "in" / "a.wav", "pas de fièvre")
    ledger = Ledger(tmp_path / "out")
    options = Options(("txt",), "réglages")
    engine = here(lambda: Converter(Hearer(), lexicon(), Settings()))
    tasks = make_plan([tmp_path / "in"], ledger).tasks
    put = ledger.put

    def put_then_refuse(name: str, record: Record) -> None:
        put(name, record)
        refusals.extend([held()] * 6)

    monkeypatch.setattr(ledger, "put", put_then_refuse)
    (result,) = run(tasks, ledger, options, engine)
    assert result.status == "failed"
    assert "un autre programme l’a ouvert, peut-être Word : fermez-le" in result.error
    assert {path.name for path in (tmp_path / "out").iterdir()} == {".transcribe.json"}
    monkeypatch.setattr(ledger, "put", put)
    assert [one.status for one in run(tasks, ledger, options, engine)] == ["converted"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (5, "peut-être Word"),
        (32, "fermez-le"),
        (3, "260 signes"),
        (206, "moins profond"),
        (123, "refuse ce nom"),
    ],
)
def test_what_windows_says_is_told_in_french(number: int, said: str) -> None:
    assert said in cause_of(held(number))
    assert said in str(OutputError(path="a", cause=cause_of(held(number))))


@pytest.mark.parametrize("page", ["cp850", "cp1252", "cp437", "ascii"])
def test_sentences_pass_through_any_code_page(tmp_path: Path, page: str) -> None:
    (tmp_path / "texte.txt").write_text("Céfalées à 38,5 °C – « œdème ».", "utf-8")
    for arguments in (["check", "texte.txt"], ["check", "absent.txt"], ["--help"], ["convert"]):
        done = subprocess.run(
            [sys.executable, "-m", "transcribe", *arguments], cwd=tmp_path, capture_output=True, check=False,
            env={**os.environ, "PYTHONIOENCODING": page, "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        said = (done.stdout + done.stderr).decode("utf-8")
        assert "Traceback" not in said
        assert "’" in said or "é" in said


def test_what_processes_are_given_can_be_sent_to_one_started_anew() -> None:
    factory = partial(make_converter, Settings(), model="base", device="cpu", precision="auto", threads=1)
    assert pickle.loads(pickle.dumps(factory)).keywords == factory.keywords
