"""Mutants tried one after another, two at a time: those inside functions in one process, the others in another.

Inside a function, the code of the living function is replaced in a fork of a process in which all tests are collected
(:mod:`mutation.living`). Tables, and what a module does when it is imported, are imported anew in a fork of a process
that has imported everything but the package. Both work in copies of the checkout, which itself is never touched.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from mutation.forks import FAILED, SURVIVED, Ended, forked
from mutation.looking import Record
from mutation.settings import ARGUMENTS, SameExamples
from mutation.sites import Site

_WARM = (
    "hypothesis.strategies", "numpy", "numpy.fft", "msgspec", "click.testing", "rich.progress", "lxml.etree", "docx",
    "docx.oxml", "jinja2", "openpyxl", "pypdf", "rapidfuzz", "symspellpy", "jsonschema", "tomllib", "zipfile", "csv",
)  # fmt: skip
_SOON = 8.0
"""Seconds of tests of the first round of a mutant that is imported anew; in the first round, of its own room."""
_MOST = 15.0
"""Seconds of tests after which a mutant has survived: a few lines are run by nearly all tests."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant: « killed », « survived » or « unseen » (no test runs the line), and by which test."""

    site: Site
    outcome: str
    by: str
    seconds: float

    @property
    def killed(self) -> bool:
        """Whether some test failed, or never ended."""
        return self.outcome == "killed"


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """A copy of what git knows or would add, with byte-code that holds as long as the source is the same."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve() / "copy"
        for name in filter(None, listed.stdout.split("\0")):
            if (root / name).is_file():
                target = copy / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / name, target)
        compiling = [
            sys.executable,
            "-m",
            "compileall",
            "-q",
            "--invalidation-mode",
            "checked-hash",
            "transcribe",
        ]
        subprocess.run(compiling, cwd=copy, check=True, stdout=subprocess.DEVNULL)
        yield copy


@contextmanager
def mutated(site: Site, copy: Path) -> Iterator[str]:
    """The text of the mutant, in the copy for the time of the block."""
    file = copy / site.path
    source = file.read_text("utf-8")
    text = site.mutated(source)
    file.write_text(text, "utf-8")
    try:
        yield text
    finally:
        file.write_text(source, "utf-8")


def enter(copy: Path) -> None:
    """Makes a copy the checkout of this process, which must not have imported the package from elsewhere."""
    assert "transcribe" not in sys.modules
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = True
    os.environ.update(PYTHONPATH=str(copy), PYTHONDONTWRITEBYTECODE="1")


def warm() -> None:
    """Imports what every test would, except the package and the tests."""
    for name in _WARM:
        with suppress(ImportError):
            import_module(name)


def rounds(site: Site, record: Record) -> list[list[str]]:
    """The tests to ask about a mutant, in one or two rounds: the quick ones of its own room, the others."""
    asked = record.tests_of_table(site.path) if site.in_table else record.tests(site.path, site.line)
    chosen: list[str] = []
    total = 0.0
    for test in asked:
        total += record.seconds.get(test, 0.0)
        if chosen and total > _MOST:
            break
        chosen.append(test)
    own = [test for test in chosen if test.startswith(f"tests/{site.room}/")]
    soon, total = [], 0.0
    for test in own:
        total += record.seconds.get(test, 0.0)
        if total <= _SOON:
            soon.append(test)
    quick = set(soon)
    return [part for part in (soon, [test for test in chosen if test not in quick]) if part]


def imported_anew(site: Site, copy: Path, record: Record) -> Verdict:
    """The verdict on a mutant, the package and the tests imported with it."""
    seconds = 0.0
    for tests in (asked := rounds(site, record)):
        with mutated(site, copy):
            ended = forked(
                _fresh_run(copy, tests), 20 + 4 * sum(record.seconds.get(test, 0) for test in tests)
            )
        seconds += ended.seconds
        if ended.killed:
            return Verdict(site, "killed", ended.by, round(seconds, 1))
    return Verdict(site, "survived" if asked else "unseen", "", round(seconds, 1))


def _fresh_run(copy: Path, tests: Sequence[str]) -> Callable[[int], int]:
    def run(writing: int) -> int:
        enter(copy)
        files = dict.fromkeys(test.split("::")[0] for test in tests)
        arguments = [*ARGUMENTS, "-x", f"--basetemp={copy.parent / 'tmp'}", *files]
        status = pytest.main(arguments, plugins=[SameExamples(), _Chosen(tests, writing)])
        return SURVIVED if status == pytest.ExitCode.OK else FAILED

    return run


class _Chosen:
    """Runs the chosen tests only, in their order, and tells which failed."""

    def __init__(self, tests: Sequence[str], writing: int) -> None:
        self._order = {test: number for number, test in enumerate(tests)}
        self._writing = writing

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self._order]
        items[:] = sorted(chosen, key=lambda item: self._order[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self._writing, f"{report.nodeid}\n".encode())


def verdict(site: Site, ended: Ended) -> Verdict:
    """The verdict that an end means."""
    return Verdict(site, "killed" if ended.killed else "survived", ended.by, ended.seconds)
