"""Sentences of reports of every specialty, written here: ``prose/<specialty>.txt``, groups parted by a blank line.

Numbers are in words. They tell which words follow which (``python -m training.texts --pairs``), and voices read them,
but for the lines that hold forms that no voice says well (« CHA2DS2-VASc »).
"""

import random
import re
from functools import cache
from pathlib import Path

from training.texts.speaking import speak

_FOLDER = Path(__file__).with_name("prose")
_SAID = {",": " virgule", ".": " point", ":": " deux points", ";": " point virgule"}
_SHORTEST, _LONGEST = 4, 9
_UNSAYABLE = re.compile(r"\d|[^\w\s,;:.?!()«»'’-]|\w[A-ZÉÈ]")
_MARK = re.compile(r"\s*([,.:;])(?=\s|$)")


def read_prose() -> list[list[str]]:
    """The groups of sentences of all specialties, in the order of their files; each follows as in one report."""
    groups: list[list[str]] = []
    for path in sorted(_FOLDER.glob("*.txt")):
        for group in path.read_text("utf-8").strip().split("\n\n"):
            if lines := [line.strip() for line in group.splitlines() if line.strip()]:
                groups.append(lines)
    return groups


def is_sayable(line: str) -> bool:
    """Whether a voice reads the line as a doctor would: no figure, no sign, sigla spelled and acronyms known.

    >>> is_sayable("Scanner TAP sans lésion suspecte."), is_sayable("Score CHA2DS2-VASc à quatre.")
    (True, False)
    """
    return not _UNSAYABLE.search(speak(line))


@cache
def _sayable() -> list[list[str]]:
    groups = ([line for line in group if is_sayable(line)] for group in read_prose())
    return [group for group in groups if len(group) >= _SHORTEST]


def prose_document(chance: random.Random) -> str:
    """Some sentences of one report that follow one another, each on its line or not."""
    group = chance.choice(_sayable())
    size = min(chance.randint(_SHORTEST, _LONGEST), len(group))
    start = chance.randint(0, len(group) - size)
    return "".join(line + chance.choice([" ", " ", "\n"]) for line in group[start : start + size]).strip()


def as_dictated() -> list[str]:
    """Each group twice: its marks said, and left out."""
    texts = [" ".join(lines) for lines in read_prose()]
    return [_MARK.sub(lambda found: _SAID[found[1]], text) for text in texts] + texts
