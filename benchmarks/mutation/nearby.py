"""Which tests to ask without a record: those of the mutant's own room and of the rooms that build on it, for seconds.

A sample for each change: nothing is measured first, so a mutant may survive here that the whole record kills.
"""

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mutation.sites import Site

_ABOVE = {
    "french": ("french", "writing", "terms", "letters", "grading"),
    "writing": ("writing", "letters"),
    "letters": ("letters", "cli"),
    "grading": ("grading", "exercises", "cli"),
    "terms": ("terms", "grading"),
    "exercises": ("exercises", "cli"),
    "cli": ("cli", "classroom", "anonymising", "speaking"),
}
_MOST = 8.0
"""Seconds of tests after which a mutant has survived."""
_ANEW = 5
"""Files that are imported for a mutant for which the package is imported anew, after the first."""
_SLOW = ("test_rules", "test_invariants", "test_folders", "test_exercise", "test_learner_page", "test_killed")
"""Files with tests of a second and more: asked last."""
_BROAD = {"test_shown": 1.5}
"""Files whose few tests look at a whole room, which name none of its modules."""


class Nearby:
    """What :class:`mutation.looking.Record` tells, from the names of things alone."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.seconds: Mapping[str, float] = {}
        self.most = _MOST

    def rounds(self, site: Site) -> list[list[str]]:
        """Files of tests in the order in which they are asked, in rounds."""
        tables = Path(site.path).stem if site.in_table else ""
        names = {tables, "test_tables"} if site.in_table else self._names(site)
        first, *others = self._ordered(site.room, names)
        return [[first], others[:_ANEW]] if site.in_table else [[first, *others]]

    def _names(self, site: Site) -> set[str]:
        tree = ast.parse((self._root / site.path).read_text("utf-8"))
        around = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and node.lineno <= site.line <= (node.end_lineno or 0)
        }
        return {Path(site.path).stem, *around}

    def _ordered(self, room: str, names: set[str]) -> list[str]:
        found: list[str] = []
        for number, other in enumerate(_ABOVE.get(room, (room,))):
            files = sorted((self._root / "tests" / other).glob("test_*.py"))
            found += sorted(
                (
                    file.relative_to(self._root).as_posix()
                    for file in files
                    if not looks_through_browser(file)
                ),
                key=lambda name: (
                    not (number == 0 and name.endswith("test_known.py")),
                    Path(name).stem in _SLOW,
                    -sum(_says(self._root / name, word) for word in names) - _BROAD.get(Path(name).stem, 0.0),
                    name,
                ),
            )
        return found


@cache
def _text(file: Path) -> str:
    return f"{file.stem} {file.read_text('utf-8')}"


def looks_through_browser(file: Path) -> bool:
    """Whether the tests of a file need a browser, which a fork cannot change."""
    return "tests.browser" in _text(file) or "playwright" in _text(file)


def gives_commands(file: Path) -> bool:
    """Whether the tests of a file run the program's commands, or compare what they say of themselves."""
    return "transcribe.cli" in _text(file) or "tests.docs.commands" in _text(file)


def _says(file: Path, word: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(word.strip('_'))}(?![a-z])", _text(file)) is not None
