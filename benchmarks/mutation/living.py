"""Mutants inside functions: the code of the living function is replaced in a fork, where all tests are collected."""

import ast
import functools
import gc
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from mutation.forks import IMPOSSIBLE, Ended, forked
from mutation.looking import Record
from mutation.settings import ARGUMENTS, SameExamples
from mutation.sites import Site
from mutation.trial import enter, mutated, rounds

Report = Callable[[int, Ended | None], None]
"""Told of each mutant, by its number: how its tests ended; None when no test runs the line."""


def in_function(root: Path, site: Site) -> bool:
    """Whether a mutation changes only what the body of a function does."""
    return not site.in_table and _place(root / site.path, site.line) is not None


def try_living(sites: Sequence[tuple[int, Site]], copy: Path, record: Record, report: Report) -> None:
    """Tries numbered mutants, all of which are in functions; ``IMPOSSIBLE`` where the code could not be replaced."""
    enter(copy)
    files = sorted({test.split("::")[0] for test in record.seconds})
    arguments = [*ARGUMENTS, "-x", "--capture=no", f"--basetemp={copy.parent / 'tmp'}", *files]
    pytest.main(arguments, plugins=[SameExamples(), _Trials(sites, copy, record, report)])


class _Trials:
    """Takes the place of pytest's loop over the tests."""

    def __init__(self, sites: Sequence[tuple[int, Site]], copy: Path, record: Record, report: Report) -> None:
        self._sites, self._copy, self._record, self._report = sites, copy, record, report
        self._failing = -1

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        gc.freeze()
        for number, site in self._sites:
            tests = [test for part in rounds(site, self._record) for test in part]
            if not tests:
                self._report(number, None)
                continue
            seconds = sum(self._record.seconds.get(test, 0.0) for test in tests)
            with mutated(site, self._copy) as text:
                run = functools.partial(self._run, session, [items[test] for test in tests], site, text)
                self._report(number, forked(run, 20 + 4 * seconds))
        return True

    def _run(
        self, session: pytest.Session, items: Sequence[pytest.Item], site: Site, text: str, writing: int
    ) -> int:
        self._failing = writing
        if not _replaced(self._copy / site.path, site.line, text):
            return IMPOSSIBLE
        for item, following in zip(items, [*items[1:], None], strict=True):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                break
        return int(session.testsfailed > 0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self._failing >= 0:
            os.write(self._failing, f"{report.nodeid}\n".encode())


def _replaced(file: Path, line: int, text: str) -> bool:
    """Gives the living functions of a place the code of the mutant; empties the caches of the package."""
    place = _place_in(text, line)
    codes = list(_codes(compile(text, str(file), "exec"), place)) if place else []
    if len(codes) != 1:
        return False
    living = [
        one
        for one in gc.get_objects()
        if isinstance(one, FunctionType)
        and one.__code__.co_filename == str(file)
        and (one.__code__.co_qualname, one.__code__.co_firstlineno) == place
    ]
    try:
        for function in living:
            function.__code__ = codes[0]
    except ValueError:  # Another number of free variables.
        return False
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper) and one.__module__.startswith("transcribe."):
            one.cache_clear()
    return bool(living)


def _codes(code: CodeType, place: tuple[str, int]) -> Iterator[CodeType]:
    if (code.co_qualname, code.co_firstlineno) == place:
        yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant, place)


@functools.cache
def _place(file: Path, line: int) -> tuple[str, int] | None:
    return _place_in(file.read_text("utf-8"), line)


def _place_in(text: str, line: int) -> tuple[str, int] | None:
    """Qualified name and first line of the outermost function whose body holds a line."""
    pending: list[tuple[str, ast.stmt]] = [("", statement) for statement in ast.parse(text).body]
    while pending:
        prefix, statement = pending.pop()
        if isinstance(statement, ast.ClassDef):
            pending += [(f"{prefix}{statement.name}.", inner) for inner in statement.body]
        if isinstance(statement, ast.FunctionDef) and statement.body[0].lineno <= line <= (
            statement.end_lineno or 0
        ):
            first = min([statement.lineno, *(decorator.lineno for decorator in statement.decorator_list)])
            return f"{prefix}{statement.name}", first
    return None
