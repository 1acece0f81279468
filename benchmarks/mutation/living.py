"""Mutants inside functions: the code of the living function is replaced in a fork, where all tests are collected."""

import ast
import functools
import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from mutation.forks import IMPOSSIBLE, Ended, forked
from mutation.imports import called_at_import
from mutation.settings import ARGUMENTS, SameExamples
from mutation.sites import Site
from mutation.trial import Looks, chosen, enter, limit, mutated

_FLOORS = (
    ("core",),
    ("french",),
    ("terms", "writing", "letters", "documents", "nlp", "speech"),
    ("grading",),
)
"""Rooms on one floor do not use one another (docs/architecture.md); all others are above these."""
Functions = dict[tuple[str, str, int], list[FunctionType]]
"""By file, qualified name and first line."""
Report = Callable[[int, Ended | None], None]
"""Told of each mutant, by its number: how its tests ended; None when no test runs the line."""


def in_function(root: Path, site: Site) -> bool:
    """Whether a mutation changes only what the body of a function does, which nothing calls while it is imported."""
    if site.in_table:
        return False
    file = root / site.path
    place = _place(file, site.line)
    return place is not None and place[0] not in called_at_import(file)


def try_living(sites: Sequence[tuple[int, Site]], copy: Path, looks: Looks, report: Report) -> None:
    """Tries numbered mutants, all of which are in functions; ``IMPOSSIBLE`` where the code could not be replaced."""
    enter(copy)
    files = sorted({test.split("::")[0] for _, site in sites for part in looks.rounds(site) for test in part})
    arguments = [*ARGUMENTS, "-x", "--capture=no", f"--basetemp={copy.parent / 'tmp'}", *files]
    pytest.main(arguments, plugins=[SameExamples(), _Trials(sites, copy, looks, report)])


class _Trials:
    """Takes the place of pytest's loop over the tests."""

    def __init__(self, sites: Sequence[tuple[int, Site]], copy: Path, looks: Looks, report: Report) -> None:
        self._sites, self._copy, self._looks, self._report = sites, copy, looks, report
        self._failing = -1
        self._functions: Functions = {}
        self._caches: list[functools._lru_cache_wrapper[object]] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        _fill_caches()
        self._look_around()
        gc.freeze()  # A fork then copies no page to count what is alive; it also hides all of that from gc.
        for number, site in self._sites:
            tests = [test for part in self._looks.rounds(site) for test in part]
            if not tests:
                self._report(number, None)
                continue
            with mutated(site, self._copy) as text:
                run = functools.partial(self._run, session, chosen(session.items, tests), site, text)
                self._report(number, forked(run, limit(self._looks, tests)))
        return True

    def _run(
        self, session: pytest.Session, items: Sequence[pytest.Item], site: Site, text: str, writing: int
    ) -> int:
        self._failing = writing
        if not self._replaced(self._copy / site.path, site, text):
            return IMPOSSIBLE
        start = time.process_time()
        for item, following in zip(items, [*items[1:], None], strict=True):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed or time.process_time() - start > self._looks.most:
                break
        return int(session.testsfailed > 0)

    def _look_around(self) -> None:
        """Notes the living functions of the package and its caches."""
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(self._copy)):
                self._functions.setdefault(_id(one.__code__.co_filename, one.__code__), []).append(one)
            if isinstance(one, functools._lru_cache_wrapper):
                self._caches.append(one)

    def _replaced(self, file: Path, site: Site, text: str) -> bool:
        """Gives the living functions of a place the code of the mutant; empties the caches that it may have filled."""
        place = _place_in(text, site.line)
        codes = list(_codes(compile(text, str(file), "exec"), place)) if place else []
        living = self._functions.get(_id(str(file), codes[0]), []) if len(codes) == 1 else []
        try:
            for function in living:
                function.__code__ = codes[0]
        except ValueError:  # Another number of free variables.
            return False
        for one in self._caches:
            if _may_use(one.__module__, site.room):
                one.cache_clear()
        return bool(living)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self._failing >= 0:
            os.write(self._failing, f"{report.nodeid}\n".encode())


def _fill_caches() -> None:
    """What nearly all tests ask for first, once for all forks."""
    from transcribe.grading import grade
    from transcribe.terms import load_lexicon

    grade("Œdème des membres inférieurs.", "Oedème des membre inférieurs.", load_lexicon())


def _id(file: str, code: CodeType) -> tuple[str, str, int]:
    return file, code.co_qualname, code.co_firstlineno


def _may_use(module: str, room: str) -> bool:
    """Whether a module may be built on a room: its own modules and those of the floors above."""
    package, other = (*module.split("."), "")[:2]
    return package == "transcribe" and (other == room or _floor(other) > _floor(room))


def _floor(room: str) -> int:
    return next((number for number, rooms in enumerate(_FLOORS) if room in rooms), len(_FLOORS))


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
