"""The words of a revision one by one, each with the piece it comes from, and the way back to an edit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transcribe.core.revision import Revision
from transcribe.french import fold
from transcribe.french.commands import mark_nouns
from transcribe.terms.tokens import cut_elision

_WORD = re.compile(r"\S+")
_OPENING, _CLOSING = '([«"“', '.,;:!?…)]»"”'


@dataclass(frozen=True, slots=True)
class Unit:
    """A word without its marks: ``text`` after the elision ``lead``; it ``opens`` or ``closes`` a clause.

    ``piece`` is the piece it stands in, ``start`` and ``end`` its place in the text of that piece.
    """

    number: int
    piece: int
    start: int
    end: int
    lead: str
    text: str
    opens: bool
    closes: bool
    comma: bool

    @property
    def word(self) -> str:
        """The word in small letters."""
        return self.text.lower()


def units_of(revision: Revision) -> list[Unit]:
    """Every word of a revision that was not removed, in order."""
    units: list[Unit] = []
    for number, piece in enumerate(revision.pieces):
        for match in _WORD.finditer(piece.text):
            units.append(_unit(len(units), number, match))
    return units


def _unit(number: int, piece: int, match: "re.Match[str]") -> Unit:
    run = match.group()
    core = run.lstrip(_OPENING)
    opened = len(run) - len(core)
    bare = core.rstrip(_CLOSING)
    lead, text = cut_elision(bare)
    start = match.start() + opened + len(lead)
    end = match.start() + opened + len(bare)
    command = fold(bare) in mark_nouns()
    closes = bare != core or command
    return Unit(
        number, piece, start, end, fold(lead), text, opened > 0 or command, closes, core.endswith(",")
    )


def with_texts(
    revision: Revision, units: Sequence[Unit], piece: int, texts: Mapping[int, str]
) -> tuple[int, int, str]:
    """First and last word of a piece, and its text with some units written otherwise."""
    found = revision.pieces[piece]
    text = found.text
    for unit in sorted((unit for unit in units if unit.piece == piece), key=lambda unit: -unit.start):
        if unit.number in texts:
            text = text[: unit.start] + texts[unit.number] + text[unit.end :]
    return found.first, found.last, text
