"""Lines of the package followed from where they stood when a test was measured to where they stand now."""

import difflib
import hashlib
import json
from collections import defaultdict
from functools import cache, cached_property
from pathlib import Path

Lines = dict[str, dict[str, list[int]]]
"""File → line → the tests that run it, as places in the table of seconds."""


class Sources:
    """The modules of a checkout, and the texts that they had when something was measured."""

    def __init__(self, root: Path, kept: Path) -> None:
        self._root, self._kept = root, kept

    @cached_property
    def now(self) -> str:
        """The digest of the names and texts of all modules as they stand."""
        return hashlib.sha256(json.dumps(self._texts).encode()).hexdigest()[:24]

    @cached_property
    def _texts(self) -> dict[str, str]:
        files = sorted((self._root / "transcribe").rglob("*.py"))
        return {file.relative_to(self._root).as_posix(): file.read_text("utf-8") for file in files}

    def keep(self) -> None:
        """Keeps the texts as they stand, to follow their lines later."""
        self._kept.mkdir(parents=True, exist_ok=True)
        (self._kept / self.now).write_text(json.dumps(self._texts), "utf-8")

    def followed(self, lines: Lines, then: str) -> Lines:
        """What was measured under the digest ``then``, on the lines of today."""
        if then == self.now:
            return lines
        return {
            path: self._moved(path, then, of_file) for path, of_file in lines.items() if path in self._texts
        }

    def _moved(self, path: str, then: str, of_file: dict[str, list[int]]) -> dict[str, list[int]]:
        before = _kept_texts(self._kept / then).get(path, "")
        if before == self._texts[path]:
            return of_file
        found: dict[str, set[int]] = defaultdict(set)
        for old, new in _pairs(before, self._texts[path]):
            found[str(new)].update(of_file.get(str(old), ()))
        return {line: sorted(tests) for line, tests in found.items() if tests}


@cache
def _kept_texts(file: Path) -> dict[str, str]:
    texts: dict[str, str] = json.loads(file.read_text("utf-8"))
    return texts


@cache
def _pairs(before: str, after: str) -> list[tuple[int, int]]:
    """Old and new line, from 1; a line that is new stands for all those it replaces and its neighbours."""
    matcher = difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    found = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            found += [(start + step + 1, new_start + step + 1) for step in range(end - start)]
        else:
            found += [(old, new + 1) for new in range(new_start, new_end) for old in range(start, end + 2)]
    return found
