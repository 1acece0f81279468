"""Where the rooms may be mutated, and the draw by seed."""

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator

from mutation import tables
from mutation.operators import KINDS

ROOMS = ("french", "writing", "letters", "grading", "terms", "exercises", "cli")
_TABLES = {
    "transcribe/french/**/*.toml": "french",
    "transcribe/french/**/*.tsv": "french",
    "transcribe/grading/**/*.toml": "grading",
    "lexicons/confusions/terms.tsv": "terms",
    "lexicons/formation/*.tsv": "terms",
}
"""Tables that guards read → the room whose guards they are."""
_FEW = 10
"""Files of a room that a quick draw looks at."""
_EXCLUDED = Path(__file__).with_name("excluded.toml")


@dataclass(frozen=True, slots=True)
class Site:
    """One mutation that may be made: file from the root, line from 1.

    In a module ``occurrence`` is the how-manieth of the ``operator`` of that kind; in a table ``new`` is the line
    instead, empty where it is dropped.
    """

    room: str
    kind: str
    path: str
    line: int
    operator: int = 0
    occurrence: int = 0
    new: str = ""

    @property
    def in_table(self) -> bool:
        """Whether it is a table that is mutated."""
        return not self.path.endswith(".py")

    def mutated(self, source: str) -> str:
        """The text of the file with the mutation made."""
        if self.in_table:
            return tables.changed(source, self.line, self.new)
        changed = mutate_code(source, KINDS[self.kind][self.operator], self.occurrence)
        assert isinstance(changed, str), self
        return changed


def sites(root: Path, room: str, few: random.Random | None = None, only: tuple[str, ...] = ()) -> list[Site]:
    """All sites of a room, in the order of its files, without those that ``excluded.toml`` gives a reason for.

    With ``few``, those of some of its files only, drawn by it: to parse them all takes most of a minute.
    """
    files = sorted((root / "transcribe" / room).rglob("*.py"))
    owned = [pattern for pattern, owner in _TABLES.items() if owner == room]
    files += [path for pattern in owned for path in sorted(root.glob(pattern))]
    if only:
        files = [path for path in files if any(part in path.relative_to(root).as_posix() for part in only)]
    if few:
        files = sorted(few.sample(files, min(_FEW, len(files))))
    found: list[Site] = []
    for path in files:
        name, text = path.relative_to(root).as_posix(), path.read_text("utf-8")
        if path.suffix == ".py":
            found += _in_module(room, name, text)
            continue
        lines = text.split("\n")
        found += [
            Site(room, kind, name, line, new=new)
            for kind, line, new in tables.changes(name, text)
            if not excluded(name, lines[line - 1])
        ]
    return found


def draw(
    root: Path,
    rooms: tuple[str, ...],
    kinds: tuple[str, ...],
    count: int,
    seed: int,
    few: bool = False,
    only: tuple[str, ...] = (),
) -> list[Site]:
    """``count`` different sites: the rooms in turn, in each a kind at random (of ``kinds``, if any), then a site.

    ``few`` looks at some files of each room only, ``only`` at those whose path holds one of some texts.
    """
    chance = random.Random(seed)
    left: dict[str, dict[str, list[Site]]] = {room: defaultdict(list) for room in rooms}
    for room in rooms:
        for site in sites(root, room, chance if few and not only else None, only):
            if not kinds or site.kind in kinds:
                left[room][site.kind].append(site)
    drawn: list[Site] = []
    while len(drawn) < count and any(left.values()):
        for room in rooms:
            if len(drawn) < count and left[room]:
                kind = chance.choice(sorted(left[room]))
                of_kind = left[room][kind]
                drawn.append(of_kind.pop(chance.randrange(len(of_kind))))
                if not of_kind:
                    del left[room][kind]
    return drawn


def excluded(path: str, line: str) -> bool:
    """Whether the written list says that a mutation there would mean nothing."""
    return any(files.search(path) and lines.search(line) for files, lines in _exclusions())


@cache
def _exclusions() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    entries = tomllib.loads(_EXCLUDED.read_text("utf-8"))["excluded"]
    assert all(entry["reason"] for entry in entries)
    return tuple((re.compile(entry.get("file", "")), re.compile(entry.get("line", ""))) for entry in entries)


def _in_module(room: str, path: str, source: str) -> Iterator[Site]:
    nodes, lines = list(ast_nodes(get_ast(source))), source.split("\n")
    for kind, operators in KINDS.items():
        for number, operator in enumerate(operators):
            for occurrence, line in enumerate(_places(operator, nodes)):
                if not excluded(path, lines[line - 1]):
                    yield Site(room, kind, path, line, number, occurrence)


def _places(operator: Operator, nodes: list[object]) -> Iterator[int]:
    for node in nodes:
        for (line, _), _ in operator.mutation_positions(node):
            yield line
