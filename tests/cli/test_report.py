"""What « convert » shows while it works and when it ends."""

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console

from transcribe.batch import Plan, Result, Task
from transcribe.batch.footprint import Footprint
from transcribe.cli import report
from transcribe.cli.report import closing_table, footprint_line, ignored_lines, make_watcher, plan_lines

GOOD = Result(Task(Path("a.wav"), "a"), "converted", 90.0, 120, 3)
OLD = Result(Task(Path("longue dictée.wav"), "longue dictée"), "skipped", 30.0, 40, 0)
BAD = Result(Task(Path("b.wav"), "b"), "failed", error="« b.wav » est vide.")


def plan(*ignored: str, unread: tuple[str, ...] = ()) -> Plan:
    return Plan((), tuple(Path(name) for name in ignored), unread)


def test_the_closing_table_has_a_row_a_file_and_the_reasons() -> None:
    shown = closing_table([GOOD, OLD, BAD], plan("notes.txt", unread=("« x » est illisible.",)), Path("cr"))
    assert shown.splitlines() == [
        "fichier            minutes    mots  doutes  résultat",
        "a.wav                  1,5     120       3  converti",
        "longue dictée.wav      0,5      40       0  déjà fait",
        "b.wav                    –       –       –  ÉCHEC",
        "",
        "Échecs (1) :",
        "  « b.wav » est vide.",
        "Pas de l’audio, laissé de côté (1) : notes.txt",
        "« x » est illisible.",
        "1 converti(s), 1 déjà fait(s), 1 échec(s) ; 2,0 min d’audio ; résultats dans « cr ».",
    ]


def test_without_failure_no_failure_is_announced() -> None:
    assert "chec" not in closing_table([GOOD], plan(), Path("cr")).replace("0 échec(s)", "")


@pytest.mark.parametrize(
    ("count", "end"),
    [(1, "f0"), (10, "f9"), (11, "f9… et 1 autre"), (12, "f9… et 2 autres"), (15, "f9… et 5 autres")],
)
def test_ten_ignored_files_are_named_and_the_others_counted(count: int, end: str) -> None:
    (line,) = ignored_lines(plan(*(f"f{number}" for number in range(count))))
    assert f"({count})" in line
    assert line.endswith(end)


def test_a_dry_run_lists_what_is_to_do_and_what_is_done() -> None:
    lines = plan_lines([OLD], [GOOD.task], plan("notes.txt"))
    assert lines[:2] == ["à convertir  a.wav → a", "déjà fait    longue dictée.wav"]
    assert lines[-1] == "1 à convertir, 1 déjà fait(s)."


def test_lines_count_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    with make_watcher(0.0, 2, quiet=False) as watcher:
        watcher.say("On commence.")
        watcher.result(GOOD, 90.0)
        watcher.result(BAD, 0.0)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        "On commence.",
        "[1/2] a.wav : 1,5 min, 120 mots, 3 doute(s)",
        "[2/2] b.wav : ÉCHEC",
    ]


def test_quiet_says_failures_only(capsys: pytest.CaptureFixture[str]) -> None:
    with make_watcher(0.0, 2, quiet=True) as watcher:
        watcher.say("On commence.")
        watcher.result(GOOD, 90.0)
        watcher.result(BAD, 0.0)
    assert capsys.readouterr().err == "« b.wav » est vide.\n"


def test_the_bar_counts_minutes_of_sound_and_files(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(
        "rich.console.Console", lambda **_: Console(file=screen, force_terminal=True, width=200)
    )
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with make_watcher(180.0, 2, quiet=False) as watcher:
        watcher.progress(30.0)
        assert _bar(watcher) == ("0/2 fichiers", "0,5 / 3,0 min", 30.0)
        watcher.result(GOOD, 90.0)
        assert _bar(watcher) == ("1/2 fichiers", "1,5 / 3,0 min", 90.0)
        watcher.progress(30.0)
        assert _bar(watcher) == ("1/2 fichiers", "2,0 / 3,0 min", 120.0)
        watcher.result(BAD, 90.0)
    assert "b.wav : ÉCHEC" in screen.getvalue()
    assert "a.wav" not in screen.getvalue()


def _bar(watcher: object) -> tuple[str, str, float]:
    assert isinstance(watcher, report._Bar)
    (task,) = watcher._bar.tasks
    return task.description, task.fields["minutes"], task.completed


@pytest.mark.parametrize(
    ("joules", "energy"),
    [
        (0, "moins de 0,1 Wh"),
        (179, "moins de 0,1 Wh"),
        (180, "0,1 Wh"),
        (3_600, "1,0 Wh"),
        (3_599_000, "999,7 Wh"),
        (3_600_000, "1,0 kWh"),
        (9_000_000, "2,5 kWh"),
    ],
)
def test_the_energy_is_said_in_a_unit_of_its_size(joules: float, energy: str) -> None:
    assert f"énergie, estimation : {energy} (" in footprint_line(Footprint(1.5, 90, joules, "power")).replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(
    ("method", "counted", "by_power"),
    [("counter", True, False), ("power", False, True), ("both", True, True)],
)
def test_how_the_energy_is_known_is_said(method: str, counted: bool, by_power: bool) -> None:
    said = footprint_line(Footprint(1.5, 90, 3_600, method)).replace("\u00a0", " ")  # type: ignore[arg-type]
    assert said.startswith("Coût : 1,5 min d’audio converties, 90 s de processeur")
    assert ("compteur du processeur" in said, "Green Algorithms" in said) == (counted, by_power)
