"""Punctuation and lines said as commands: in full, in part or not at all; all from ``french``'s table of commands."""

import random
from functools import cache

from transcribe.french.commands import command_rows
from transcribe.speaking.types import Punctuation

_DETERMINERS = {"(": "la", "«": "les", "[": "le"}
# How often a doctor who dictates some marks dictates this one; a mark and the end of its line are said together.
_IN_PART = {
    ",": 0.2,
    ".": 0.35,
    ":": 0.6,
    ";": 0.6,
    "?": 0.4,
    "!": 0.2,
    "- ": 1.0,
    "…": 0.8,
    "\n": 0.8,
    ".\n": 0.75,
    ":\n": 0.9,
    "(": 0.85,
    "«": 0.85,
    "[": 0.85,
}
_CLOSING = {")": "(", "»": "«", "]": "["}
_PAUSES = {
    ",": ",",
    ";": ",",
    ":": ",",
    "(": ",",
    ")": ",",
    ".": ".",
    "…": ".",
    "?": "?",
    "!": ".",
    "\n": ".",
}
SENTENCE_ENDS = frozenset(".?!…\n")


@cache
def commands() -> dict[str, str]:
    """Each mark with the command that is said for it: « , » → « virgule », « ( » → « ouvrez la parenthèse »."""
    said: dict[str, str] = {}
    for row in command_rows("phrase", "line", "point", "comma", "colon", "ellipsis", "dash"):
        said.setdefault(row.text("mark"), row.forms[0])
    said["…"] = next(row.forms[-1] for row in command_rows("phrase") if row.text("mark") == "…")
    opening, closing = (command_rows(sort)[0].forms[0] for sort in ("open", "close"))
    for row in command_rows("pair"):
        noun = f"{_DETERMINERS[row.text('opens')]} {row.forms[0]}"
        said[row.text("opens")], said[row.text("closes")] = f"{opening} {noun}", f"{closing} {noun}"
    return said


class Marks:
    """Decides which marks are dictated, as one doctor would, and what is heard for each."""

    def __init__(self, punctuation: Punctuation, dice: random.Random) -> None:
        self.punctuation, self._dice = punctuation, dice
        self._opened: dict[str, bool] = {}

    def said(self, mark: str, following: str) -> str:
        """What is said for a mark, its pause included: « virgule, », or only « , »; ``following`` is the next mark.

        A full stop before the end of a line is decided with it.
        """
        if self._dictated(mark, following):
            command = commands()[mark]
            return command + (
                "" if mark in _CLOSING.values() or mark == "- " else self._pause(mark, following)
            )
        return _PAUSES.get(mark, "")

    def _pause(self, mark: str, following: str) -> str:
        """« point à la ligne. »: nothing is heard between a mark and the end of its line."""
        if following == "\n":
            return "," if mark == ":" else ""
        return "." if mark in SENTENCE_ENDS else ","

    def _dictated(self, mark: str, following: str) -> bool:
        if self.punctuation != "partielle":
            return self.punctuation == "complète"
        if mark in _CLOSING:
            return self._opened.pop(_CLOSING[mark], False)
        pair = mark + "\n" if following == "\n" and mark + "\n" in _IN_PART else mark
        said = self._dice.random() < _IN_PART.get(pair, 1.0)
        if mark in _DETERMINERS:
            self._opened[mark] = said
        return said
