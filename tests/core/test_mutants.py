"""The verdicts on mutants (benchmarks/mutants.py): which are taken back when a test fails without any mutant."""

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="limites POSIX")
pytest.importorskip("cosmic_ray", reason="l’option « mutants » n’est pas installée")

from cosmic_ray.mutating import mutate_code
from mutation import trial
from mutation.forks import Ended
from mutation.living import in_function
from mutation.operators import KINDS
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


@pytest.mark.parametrize(
    ("line", "living"),
    [(2, False), (5, False), (8, False), (14, True), (19, True)],
    ids=["decorating", "given a decorator", "making a table", "decorated", "called by a function"],
)
def test_what_is_called_while_its_module_is_imported_is_imported_anew(
    tmp_path: Path, line: int, living: bool
) -> None:
    (tmp_path / "m.py").write_text(
        "def dress(f):\n    return f\n\ndef options(*names):\n    return dress\n\ndef table():\n    return {1: 2}\n\n"
        "TABLE = table()\n\n@dress\n@options('a')\ndef shown(): return 1\n\ndef inner():\n    x = 1\n\n    return x\n",
        "utf-8",
    )
    assert in_function(tmp_path, Site("cli", "word", "m.py", line)) is living


@pytest.mark.parametrize(
    "source",
    ['X = ("a", "b")\n', 'X = ("a", "b",)\n', 'X = (\n    "a",\n    "b",\n)\n', 'X = {"a": 1, "b": 2,}\n'],
)
@pytest.mark.parametrize("dropped", [0, 1])
def test_a_word_dropped_from_two_leaves_the_other_in_its_collection(source: str, dropped: int) -> None:
    changed = mutate_code(source, KINDS["word"][0], dropped)
    found: dict[str, object] = {}
    exec(changed, found)
    left = found["X"]
    assert isinstance(left, tuple | dict)
    assert list(left) == ["ba"[dropped]]
