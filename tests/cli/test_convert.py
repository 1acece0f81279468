"""``transcribe convert`` without a model: what is listened to stands in the files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.batch.reader import Reader
from transcribe.batch import Engine, Task
from transcribe.cli import computing, convert
from transcribe.core.files import write_text
from transcribe.pipeline import Converter, Settings
from transcribe.terms import load_lexicon


class Maker:
    """Stands for ``make_converter``: notes how it was called."""

    def __init__(self) -> None:
        self.calls: list[dict[str, object]] = []
        self.settings: list[Settings] = []

    def __call__(self, settings: Settings, **options: object) -> Converter:
        self.settings.append(settings)
        self.calls.append(options)
        notify = options["notify"]
        assert callable(notify)
        notify("Modèle chargé.")
        return Converter(Reader(), load_lexicon(), settings)


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> Maker:
    made = Maker()
    monkeypatch.setattr(computing, "make_converter", made)
    return made


@pytest.fixture
def run(tmp_path: Path, maker: Maker) -> Callable[..., Result]:
    def invoke(*arguments: str, **files: str) -> Result:
        for name, text in files.items():
            write_text(tmp_path / "in" / f"{name}.wav", text)
        given = [str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--formats", "txt", *arguments]
        return CliRunner().invoke(convert.command, given, standalone_mode=False)

    return invoke


def test_a_good_folder_ends_well_with_its_table(run: Callable[..., Result], tmp_path: Path) -> None:
    done = run(a="pas de fièvre", b="tension artérielle à quatorze huit")
    assert done.return_value == 0
    assert "Modèle chargé." in done.stderr
    assert "[2/2] b.wav" in done.stderr
    assert "2 converti(s), 0 déjà fait(s), 0 échec(s)" in done.stdout
    assert (tmp_path / "out" / "a.txt").read_text("utf-8").strip() == "Pas de fièvre"


def test_a_second_run_says_what_was_done_and_loads_nothing(run: Callable[..., Result], maker: Maker) -> None:
    run(a="pas de fièvre")
    done = run()
    assert done.return_value == 0
    assert "0 converti(s), 1 déjà fait(s)" in done.stdout
    assert len(maker.calls) == 1
    assert "1 converti(s)" in run("--force").stdout
    assert len(maker.calls) == 2


def test_one_failure_is_told_by_the_exit_code(run: Callable[..., Result]) -> None:
    done = run(a="pas de fièvre", b="")
    assert done.return_value == 1
    assert "1 converti(s), 0 déjà fait(s), 1 échec(s)" in done.stdout


def test_quiet_shows_failures_and_no_table(run: Callable[..., Result]) -> None:
    done = run("--quiet", a="pas de fièvre", b="")
    assert done.stdout == ""
    assert "b.wav" in done.stderr
    assert "a.wav" not in done.stderr


def test_a_dry_run_writes_nothing(run: Callable[..., Result], tmp_path: Path, maker: Maker) -> None:
    done = run("--dry-run", a="pas de fièvre")
    assert done.return_value == 0
    assert "1 à convertir, 0 déjà fait(s)." in done.stdout
    assert not (tmp_path / "out").exists()
    assert not maker.calls


def test_a_folder_without_sound_is_said_and_is_no_failure(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notes.txt").touch()
    done = run()
    assert done.return_value == 0
    assert "Aucun fichier audio à convertir." in done.stderr
    assert "notes.txt" in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_interruption_says_how_far_it_went(run: Callable[..., Result]) -> None:
    done = run(a="pas de fièvre", b="arrêt", c="toux")
    assert "Interrompu : 1 fichier(s) sur 3 terminé(s)" in done.stderr
    assert done.exit_code == 1
    assert done.stdout == ""


def test_an_interruption_that_a_library_swallowed_is_not_lost(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Asked:
        def check(self) -> None:
            raise KeyboardInterrupt

    class Block:
        def __enter__(self) -> Asked:
            return Asked()

        def __exit__(self, *_details: object) -> None:
            return None

    monkeypatch.setattr(convert, "interruption", Block)
    assert "Interrompu : 1 fichier(s) sur 2" in run(a="pas de fièvre", b="toux").stderr
    # nothing is left to do after the last file: it is no interruption any more
    assert run(b="toux").return_value == 0


def test_settings_reach_the_converter(run: Callable[..., Result], maker: Maker) -> None:
    run("--no-correction", "--specialty", "cardiologie", "--model", "tiny", a="toux")
    assert not maker.settings[0].correction
    assert maker.settings[0].specialty == "cardiologie"
    assert maker.calls[0]["model"] == "tiny"
    assert maker.calls[0]["threads"] == 0  # one file at a time: the machine is its own
    run("--force")
    assert maker.settings[1].correction


@pytest.mark.parametrize(("cores", "jobs", "threads"), [(8, 2, 4), (8, 3, 2), (2, 4, 1), (None, 2, 1)])
def test_several_files_at_a_time_share_the_cores(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, cores: int | None, jobs: int, threads: int
) -> None:
    prepared: list[str] = []
    made: list[object] = []

    def noted(factory: object, **_: object) -> Engine:
        made.append(factory)
        return lambda tasks: iter(())

    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    monkeypatch.setattr(computing, "prepare_model", lambda model, **_: prepared.append(model))
    monkeypatch.setattr(computing, "local", noted)
    run("--jobs", str(jobs), "--model", "tiny", a="toux")
    assert made[0].keywords["threads"] == threads  # type: ignore[attr-defined]
    assert prepared == ["tiny"]


@pytest.mark.parametrize(
    ("formats", "office", "code", "said"),
    [
        ("docx", None, 0, ""),
        ("DOCX, txt,", None, 0, ""),
        ("pdf", None, 2, "LibreOffice"),
        ("pdf", Path("soffice"), 0, ""),
        ("rtf,docx", Path("soffice"), 2, "« rtf »"),
        (",", None, 2, "choisissez parmi"),
    ],
)
def test_forms_that_cannot_be_written_are_refused_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, formats: str, office: Path | None, code: int, said: str
) -> None:
    monkeypatch.setattr(convert, "find_office", lambda: office)
    given = [str(tmp_path), "--out", str(tmp_path / "out"), "--formats", formats]
    done = CliRunner().invoke(convert.command, given)
    assert done.exit_code == code
    assert said in done.stderr


def test_lengths_that_cannot_be_known_are_nought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def length(path: Path) -> float:
        if path.name == "b.wav":
            raise ValueError
        return 12.0

    monkeypatch.setattr(convert, "probe_duration", length)
    tasks = [Task(tmp_path / name, name) for name in ("a.wav", "b.wav", "absent.wav")]
    for task in tasks[:2]:
        task.source.touch()
    assert list(convert._lengths(tasks).values()) == [12.0, 0.0, 0.0]


def test_the_sober_setting_follows_two_readings_on_one_core_and_gives_way(
    run: Callable[..., Result], maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_way: list[bool] = []
    monkeypatch.setattr(convert, "give_way", lambda: given_way.append(True))
    run(a="toux")
    assert (maker.calls[0]["beams"], maker.calls[0]["threads"], given_way) == (0, 0, [])
    assert "1 converti(s)" in run("--sobre").stdout  # another result: not taken for done
    assert (maker.calls[1]["beams"], maker.calls[1]["threads"], given_way) == (2, 1, [True])
    assert "1 déjà fait(s)" in run("--sobre").stdout


def test_a_run_closes_with_what_it_cost(run: Callable[..., Result]) -> None:
    done = run(a="pas de fièvre ni de toux", b="")
    assert "d’audio converties" in done.stdout.splitlines()[-1]
    assert "estimation" in done.stdout.splitlines()[-1]
    assert "estimation" in run().stdout  # the file that failed was tried again
    assert "estimation" not in run("--quiet").stdout


def test_a_run_with_nothing_to_do_cost_nothing(run: Callable[..., Result]) -> None:
    run(a="toux")
    assert "estimation" not in run().stdout
