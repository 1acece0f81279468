"""The verdicts on mutants (benchmarks/mutants.py): which are taken back when a test fails without any mutant."""

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="limites POSIX")
pytest.importorskip("cosmic_ray", reason="l’option « mutants » n’est pas installée")

from mutation import trial
from mutation.forks import Ended
from mutation.sites import Site
from mutation.trial import Verdict, believed


def verdicts() -> list[Verdict]:
    site = Site("writing", "compare", "transcribe/writing/a.py", 1)
    return [
        Verdict(site, "killed", "tests/a.py::test_one", 1.0),
        Verdict(site, "killed", "tests/a.py::test_two", 1.0),
        Verdict(site, "killed", "a limit", 1.0),
        Verdict(site, "survived", "", 1.0),
        Verdict(site, "unseen", "", 0.0),
    ]


@pytest.mark.parametrize(
    ("ended", "unsure"),
    [
        (Ended(0, "", 1.0), []),
        (Ended(1, "tests/a.py::test_two", 1.0), [1]),
        (Ended(1, "tests/a.py::test_one\ntests/a.py::test_two", 1.0), [0, 1]),
    ],
)
def test_only_a_kill_by_a_test_that_fails_anyway_is_unsure(
    monkeypatch: pytest.MonkeyPatch, ended: Ended, unsure: list[int]
) -> None:
    monkeypatch.setattr(trial, "forked", lambda run, limit: ended)
    expected = [
        replace(one, outcome="unsure") if place in unsure else one for place, one in enumerate(verdicts())
    ]
    assert believed(verdicts(), Path()) == expected


def test_no_test_runs_again_when_none_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "forked", lambda run, limit: pytest.fail("a run of nothing"))
    assert believed(verdicts()[2:], Path()) == verdicts()[2:]
