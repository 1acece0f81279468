"""Mutants tried one after another, two at a time: those inside functions in one process, the others in another.

Inside a function, the code of the living function is replaced in a fork of a process in which all tests are collected
(:mod:`mutation.living`). Tables, and what a module does when it is imported, are imported anew in a fork of a process
that has imported everything but the package. Both work in copies of the checkout, which itself is never touched.
"""

import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol

import pytest

from mutation.forks import FAILED, SURVIVED, Ended, forked
from mutation.settings import ARGUMENTS, SameExamples
from mutation.sites import Site

_WARM = (
    "hypothesis.strategies", "numpy", "numpy.fft", "msgspec", "click.testing", "rich.progress", "lxml.etree", "docx",
    "docx.oxml", "jinja2", "openpyxl", "pypdf", "rapidfuzz", "symspellpy", "jsonschema", "tomllib", "zipfile", "csv",
)  # fmt: skip


class Looks(Protocol):
    """Which tests to ask about a mutant: from a record of what each runs, or from the names of things."""

    @property
    def seconds(self) -> Mapping[str, float]:
        """Seconds of processor of each test; empty when nobody measured them."""

    @property
    def most(self) -> float:
        """Seconds of tests after which a round has ended and the mutant has survived it."""

    def rounds(self, site: Site) -> list[list[str]]:
        """Tests, or whole files of them, in the order in which they are asked, in rounds."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant: « killed », « survived », « unseen » (no test runs it), « unsure »; by which test."""

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


def limit(looks: Looks, tests: Sequence[str]) -> float:
    """Seconds of processor after which a fork that runs these tests never ends."""
    return 20 + 4 * min(looks.most, sum(looks.seconds.get(test, 0.0) for test in tests) or 30)


def imported_anew(site: Site, copy: Path, looks: Looks) -> Verdict:
    """The verdict on a mutant, the package and the tests imported with it."""
    seconds = 0.0
    for tests in (asked := looks.rounds(site)):
        with mutated(site, copy):
            ended = forked(_fresh_run(copy, tests, looks.most), limit(looks, tests))
        seconds += ended.seconds
        if ended.killed:
            return Verdict(site, "killed", ended.by, round(seconds, 1))
    return Verdict(site, "survived" if asked else "unseen", "", round(seconds, 1))


def believed(verdicts: Sequence[Verdict], copy: Path) -> list[Verdict]:
    """The verdicts; « unsure » where the test that killed fails without any mutant too."""
    killers = sorted({one.by for one in verdicts if "::" in one.by})
    if not killers:
        return list(verdicts)
    failing = forked(_fresh_run(copy, killers, math.inf, "--maxfail=0"), 3000).by.splitlines()
    return [replace(one, outcome="unsure") if one.by in failing else one for one in verdicts]


def _fresh_run(copy: Path, tests: Sequence[str], most: float, stop: str = "-x") -> Callable[[int], int]:
    def run(writing: int) -> int:
        enter(copy)
        files = dict.fromkeys(test.split("::")[0] for test in tests)
        arguments = [*ARGUMENTS, stop, f"--basetemp={copy.parent / 'tmp'}", *files]
        status = pytest.main(arguments, plugins=[SameExamples(), _Chosen(tests, writing, most)])
        return SURVIVED if status == pytest.ExitCode.OK else FAILED

    return run


def chosen(items: Sequence[pytest.Item], tests: Sequence[str]) -> list[pytest.Item]:
    """The items of tests or of whole files of tests, in the order of these."""
    order = {test: number for number, test in enumerate(tests)}
    place = {item: order.get(item.nodeid, order.get(item.nodeid.split("::")[0])) for item in items}
    return sorted((item for item in items if place[item] is not None), key=lambda item: place[item] or 0)


class _Chosen:
    """Runs the chosen tests only, in their order, for so many seconds, and tells which failed."""

    def __init__(self, tests: Sequence[str], writing: int, most: float) -> None:
        self._tests, self._writing, self._most = tests, writing, most
        self._start = 0.0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = chosen(items, self._tests)
        self._start = time.process_time()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self) -> bool | None:
        return True if time.process_time() - self._start > self._most else None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self._writing, f"{report.nodeid}\n".encode())


def verdict(site: Site, ended: Ended) -> Verdict:
    """The verdict that an end means."""
    return Verdict(site, "killed" if ended.killed else "survived", ended.by, ended.seconds)
