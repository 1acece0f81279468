"""The pages that people read: their blocks of code, and what they quote of the program."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ROOMS = ("changes", "extensions", "lexicons", "lexicons/voisins", "samples", "templates", "training")
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / folder / "README.md" for folder in _ROOMS),
    ]
)
_FENCE = re.compile(r"(?P<indent> *)```(?P<language>[\w-]*)(?P<rest>.*)")
_MARK = re.compile(r"<!-- non exécuté : (?P<reason>.+) -->")
_QUOTED = re.compile(r"`(transcribe [^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page. ``line`` counts from 1; ``rest`` follows the language; ``reason``: why it is not run."""

    page: Path
    line: int
    language: str
    text: str
    rest: str = ""
    reason: str = ""

    @property
    def place(self) -> str:
        """« docs/classe.md:12 »."""
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    """The fenced and the indented blocks of a page, in order; an indented one has no language."""
    found: list[Block] = []
    lines, place, reason = page.read_text("utf-8").split("\n"), 0, ""
    while place < len(lines):
        line = lines[place]
        if mark := _MARK.fullmatch(line.strip()):
            reason = mark["reason"]
        elif fence := _FENCE.fullmatch(line):
            end = next(i for i in range(place + 1, len(lines)) if lines[i].strip() == "```")
            body = [one.removeprefix(fence["indent"]) for one in lines[place + 1 : end]]
            found.append(Block(page, place + 2, fence["language"], "\n".join(body), fence["rest"], reason))
            place, reason = end, ""
        elif line.startswith("    ") and not (place and lines[place - 1].strip()):
            end = place
            while end < len(lines) and (lines[end].startswith("    ") or not lines[end].strip()):
                end += 1
            body = [one[4:] for one in lines[place:end]]
            found.append(Block(page, place + 1, "", "\n".join(body).rstrip(), "", reason))
            place, reason = end - 1, ""
        elif line.strip():
            reason = ""
        place += 1
    return tuple(found)


def quoted(page: Path) -> list[str]:
    """The commands that a page quotes in its sentences: « transcribe class pin »."""
    return _QUOTED.findall(page.read_text("utf-8"))
