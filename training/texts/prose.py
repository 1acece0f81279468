"""Sentences of reports of every specialty, written here: ``prose/<specialty>.txt``, groups parted by a blank line.

Numbers are in words. They tell which words follow which (``python -m training.texts --pairs``); the documents that
voices read are not made of them, since a line holds forms that no voice says well (« CHA2DS2-VASc »).
"""

import re
from pathlib import Path

_FOLDER = Path(__file__).with_name("prose")
_SAID = {",": " virgule", ".": " point", ":": " deux points", ";": " point virgule"}
_MARK = re.compile(r"\s*([,.:;])(?=\s|$)")


def read_prose() -> list[list[str]]:
    """The groups of sentences of all specialties, in the order of their files; each follows as in one report."""
    groups: list[list[str]] = []
    for path in sorted(_FOLDER.glob("*.txt")):
        for group in path.read_text("utf-8").strip().split("\n\n"):
            if lines := [line.strip() for line in group.splitlines() if line.strip()]:
                groups.append(lines)
    return groups


def as_dictated() -> list[str]:
    """Each group twice: its marks said, and left out."""
    texts = [" ".join(lines) for lines in read_prose()]
    return [_MARK.sub(lambda found: _SAID[found[1]], text) for text in texts] + texts
