"""Which tests look at which lines: measured once by coverage.py with a context for each test, and kept.

What a test file looks at is kept by its bytes and those of the tables it names: it is measured again when they change.
Where the package changed since, its lines are followed to where they stand now (:mod:`mutation.moved`): the record only
chooses the tests to ask, so one that is a little old can miss a kill.
"""

import ast
import hashlib
import json
import math
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import coverage
import pytest

from mutation.imports import called_at_import
from mutation.moved import Lines, Sources
from mutation.nearby import gives_commands, looks_through_browser
from mutation.settings import ARGUMENTS, SameExamples
from mutation.sites import Site

TESTS = ("french", "terms", "writing", "letters", "grading", "exercises", "cli")
"""Rooms of the tests that are asked: those of the rooms that are mutated, and beside them the files that give commands
(« transcribe anonymise » is tested with what it does). The others hear sound, open pages and files for minutes, and
look at these rooms in passing."""
_SERVED = "web"
"""The room whose files give commands too, through a server: minutes."""
_PROCESSES = ("test_killed.py", "test_serving.py")
"""Files of tests that look at another process, as those through a browser do: a fork cannot change what they see."""
_SOON = 8.0
"""Seconds of tests of the first round of a mutant that is imported anew; in the first round, of its own room."""
_MOST = 15.0
"""Seconds of tests after which a mutant has survived: a few lines are run by nearly all tests."""


class Record:
    """What every test looks at, and the seconds of processor that it takes."""

    def __init__(self, root: Path, measured: Iterable[tuple[dict[str, float], Lines]]) -> None:
        self._root = root
        self.most = math.inf
        self._lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.seconds: dict[str, float] = {}
        for seconds, files in measured:
            self.seconds.update(seconds)
            names = list(seconds)
            for path, lines in files.items():
                for line, tests in lines.items():
                    self._lines[path][int(line)].update(names[test] for test in tests)

    def rounds(self, site: Site) -> list[list[str]]:
        """The tests to ask about a mutant, in one or two rounds: the quick ones of its own room, the others."""
        chosen: list[str] = []
        total = 0.0
        for test in self.tests_of_table(site.path) if site.in_table else self.tests(site.path, site.line):
            total += self.seconds.get(test, 0.0)
            if chosen and total > _MOST:
                break
            chosen.append(test)
        own = [test for test in chosen if test.startswith(f"tests/{site.room}/")]
        soon, total = [], 0.0
        for test in own:
            total += self.seconds.get(test, 0.0)
            if total <= _SOON:
                soon.append(test)
        quick = set(soon)
        return [part for part in (soon, [test for test in chosen if test not in quick]) if part]

    def tests(self, path: str, line: int) -> list[str]:
        """The tests to ask about a line, the likeliest and quickest first.

        Those that run the line; for a line that is run when the module is imported, what the room's tables must
        know, and those that run a function where a name it binds is read. Then those that run anything in the module:
        what a cache or a fixture of the whole session keeps is run under the name of the first test only.
        """
        at_import = self._bound(path, line) & called_at_import(self._root / path)
        in_function = line in self._function_lines[path] and not at_import
        first = self._lines[path].get(line, set()) if in_function else self._reading(path, line)
        entered = [] if in_function else self._entered(path.split("/")[1])
        asked = [*entered, *self._by_time(first), *self._by_time(self._of_module(path) - first)]
        return list(dict.fromkeys(asked))

    def tests_of_table(self, path: str) -> list[str]:
        """The tests to ask about a table: those of the modules that name its file or its folder in a text."""
        wanted = {Path(path).name, Path(path).stem, Path(path).parent.name} - {"data", "terms"}
        found: set[str] = set()
        for module, tree in self._trees.items():
            texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
            if wanted & {text for text in texts if isinstance(text, str)}:
                found |= self._of_module(module)
        words = (Path(path).stem, "test_tables", "test_lists", "test_guards")
        found |= {test for test in self.seconds if any(word in test for word in words)}
        entered = self._entered(path.split("/")[1])
        return list(dict.fromkeys([*entered, *self._by_time(found)]))

    def _entered(self, room: str) -> list[str]:
        return [test for test in self.seconds if test.startswith(f"tests/{room}/test_known.py::")]

    def _by_time(self, tests: Iterable[str]) -> list[str]:
        return sorted(tests, key=lambda test: (self.seconds.get(test, 0.0), test))

    def _of_module(self, path: str) -> set[str]:
        lines = self._lines[path].items()
        return {test for line, tests in lines if line in self._function_lines[path] for test in tests}

    def _reading(self, path: str, line: int) -> set[str]:
        names, found = self._bound(path, line), set()
        for _ in range(3):  # A set read by an expression that a function reads.
            names |= {
                name
                for tree in self._trees.values()
                for statement in tree.body
                if isinstance(statement, ast.Assign | ast.AnnAssign) and names & _names(statement)
                for name in _targets(statement)
            }
        for module, functions in self._functions.items():
            for read, first, last in functions:
                if names & read:
                    for number in range(first, last + 1):
                        found |= self._lines[module].get(number, set())
        return found

    def _bound(self, path: str, line: int) -> set[str]:
        for statement in self._trees[path].body:
            first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))])
            if first <= line <= (statement.end_lineno or line):
                if isinstance(statement, ast.Assign | ast.AnnAssign):
                    return set(_targets(statement))
                if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                    return {statement.name}
        return set()

    @cached_property
    def _trees(self) -> dict[str, ast.Module]:
        files = sorted((self._root / "transcribe").rglob("*.py"))
        return {path.relative_to(self._root).as_posix(): ast.parse(path.read_text("utf-8")) for path in files}

    @cached_property
    def _functions(self) -> dict[str, list[tuple[set[str], int, int]]]:
        """Of each module its functions: the names they read, first and last line of the body."""
        return {
            module: [
                (_names(node), node.body[0].lineno, node.end_lineno or 0)
                for node in ast.walk(tree)
                if isinstance(node, ast.FunctionDef)
            ]
            for module, tree in self._trees.items()
        }

    @cached_property
    def _function_lines(self) -> dict[str, set[int]]:
        return {
            module: {line for _, first, last in functions for line in range(first, last + 1)}
            for module, functions in self._functions.items()
        }


def record(root: Path, kept: Path) -> Record:
    """The record of a checkout, from what was kept where that still holds; minutes otherwise."""
    files = [
        path
        for path in sorted((root / "tests").glob("*/test_*.py"))
        if (path.parent.name in TESTS or (path.parent.name != _SERVED and gives_commands(path)))
        and path.name not in _PROCESSES
        and not looks_through_browser(path)
    ]
    sources = Sources(root, kept / "sources")
    keys = {path: kept / _digest(root, [path, *_tables(path)]) for path in files}
    missing = {path: key for path, key in keys.items() if not key.is_file()}
    if missing:
        sources.keep()
        _measure(root, missing, sources)
    measured = (json.loads(key.read_text("utf-8")) for key in keys.values())
    return Record(
        root, ((one["seconds"], sources.followed(one["lines"], one["sources"])) for one in measured)
    )


def _tables(test: Path) -> Iterator[Path]:
    """What lies beside a test file and is named in it: what its examples are made from."""
    words = set(re.findall(r"\w+", test.read_text("utf-8")))
    for path in test.parent.rglob("*"):
        names = {path.stem, *path.parent.relative_to(test.parent).parts}
        if not path.name.startswith("test_") and names & words:
            yield path


def _digest(root: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            name = path.relative_to(root).as_posix()
            digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:24]


def _measure(root: Path, missing: dict[Path, Path], sources: Sources) -> None:
    """Runs test files under coverage, a room at a time, and keeps what each looks at."""
    here = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{here}", "PYTHONDONTWRITEBYTECODE": "1"}
    compiled = [sys.executable, "-c", "from transcribe.terms import load_lexicon; load_lexicon()"]
    subprocess.run(compiled, cwd=root, env=environment, check=True)
    rooms: dict[str, list[Path]] = defaultdict(list)
    for path in missing:
        rooms[path.parent.name].append(path)

    def measured(room: str) -> None:
        found = root.parent / f"looks-{room}.json"
        command = [sys.executable, "-m", "mutation.looking", str(root), str(found), *map(str, rooms[room])]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        if not found.is_file():
            raise SystemExit(f"the tests cannot be run:\n{done.stdout[-4000:]}{done.stderr[-2000:]}")
        looks = json.loads(found.read_text("utf-8"))
        for test in looks.pop("failed"):
            print(f"fails without any mutation, not asked: {test}", flush=True)
        for path in rooms[room]:
            missing[path].parent.mkdir(parents=True, exist_ok=True)
            seconds, lines = looks.get(path.relative_to(root).as_posix(), ({}, {}))
            text = json.dumps({"seconds": seconds, "lines": lines, "sources": sources.now})
            missing[path].write_text(text, "utf-8")

    for room in rooms:
        measured(room)


class _Contexts:
    """Tells coverage.py which test runs, takes the time, notes what fails."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self._measured = measured
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._measured.switch_context(item.nodeid)
        start = _processor()
        yield
        self.seconds[item.nodeid] = round(_processor() - start, 4)
        self._measured.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _names(tree: ast.AST) -> set[str]:
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return found | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def _targets(statement: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _main(root: Path, found: Path, files: Sequence[str]) -> None:
    measured = coverage.Coverage(data_file=None, source=[str(root / "transcribe")], config_file=False)
    contexts = _Contexts(measured)
    measured.start()
    pytest.main([*ARGUMENTS, *files], plugins=[SameExamples(), contexts])
    measured.stop()
    looks: dict[str, tuple[dict[str, float], Lines]] = {}
    place: dict[str, int] = {}
    for test, seconds in contexts.seconds.items():
        if test not in contexts.failed:
            of_file = looks.setdefault(test.split("::")[0], ({}, {}))[0]
            place[test] = len(of_file)
            of_file[test] = seconds
    data = measured.get_data()
    for path in data.measured_files():
        name = Path(path).relative_to(root).as_posix()
        for line, tests in data.contexts_by_lineno(path).items():
            for test in set(tests) & set(place):
                lines = looks[test.split("::")[0]][1].setdefault(name, {})
                lines.setdefault(str(line), []).append(place[test])
    found.write_text(json.dumps({"failed": sorted(contexts.failed), **looks}), "utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
