"""The outermost shell: exit codes, and never a traceback."""

import sys

import click
import pytest

from transcribe.cli import main as shell
from transcribe.core.errors import LexiconError


def ended(monkeypatch: pytest.MonkeyPatch, outcome: Exception | int | None) -> int:
    def cli(**_settings: object) -> int | None:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(shell.cli, "main", cli)
    monkeypatch.setattr(sys, "argv", ["transcribe", "check", "a.txt"])
    with pytest.raises(SystemExit) as end:
        shell.main()
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.mark.parametrize(
    ("outcome", "code", "said"),
    [
        (0, 0, ""),
        (None, 0, ""),
        (1, 1, ""),
        (2, 2, ""),
        (click.exceptions.Abort(), 130, "Interrompu."),
        (click.UsageError("mal écrit"), 2, "Erreur : mal écrit"),
        (click.ClickException("raté"), 1, "Erreur : raté"),
        (LexiconError(message="lexique abîmé"), 1, "Erreur : lexique abîmé"),
        (ZeroDivisionError(), 1, "Erreur : cette commande n’a pas pu être traité"),
    ],
)
def test_each_end_has_its_code_and_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    outcome: Exception | int | None,
    code: int,
    said: str,
) -> None:
    monkeypatch.delenv("TRANSCRIBE_DEBUG", raising=False)
    assert ended(monkeypatch, outcome) == code
    err = capsys.readouterr().err
    assert err.startswith(said)
    assert err.count("\n") == bool(said)


def test_a_reader_that_closed_its_end_is_told_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    assert ended(monkeypatch, BrokenPipeError()) == 1
    sys.stdout.close()
    assert capsys.readouterr().err == ""


def test_the_details_are_shown_to_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCRIBE_DEBUG", "1")
    monkeypatch.setattr(shell.cli, "main", lambda **_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        shell.main()
