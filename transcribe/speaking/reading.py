"""A written text read aloud so that dictating it gives it back: each way of saying is tried, and what fails is told."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript, Word
from transcribe.french.tokens import Token, tokenise
from transcribe.speaking.marks import Marks
from transcribe.speaking.pieces import pieces_of
from transcribe.speaking.types import Piece, Punctuation, Reading, Unmade

_ROUNDS = 6
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "−": "-", "‑": "-"})


def read_aloud(text: str, *, acronyms: Mapping[str, str] | None = None) -> Reading:
    """How a text is dictated, every mark said; where a way of saying does not come back, the others are tried.

    ``acronyms``: as for ``writing.write``. Nothing is hidden: ``unmade`` holds what comes back otherwise.
    """
    text = _clean(text)
    pieces = pieces_of(text)
    choice, good = [0] * len(pieces), [-1] * len(pieces)
    for _ in range(_ROUNDS):
        _, wrong = _tried(text, _chosen(pieces, choice), acronyms)
        for place in range(len(pieces)):
            if place not in wrong and good[place] < 0:
                good[place] = choice[place]
        others = [place for place in wrong if len(pieces[place].ways) > 1 and good[place] < 0]
        if not others:
            break
        for place in others:
            choice[place] = (choice[place] + 1) % len(pieces[place].ways)
    return _tried(text, _chosen(pieces, [max(0, one) for one in good]), acronyms)[0]


def dictated(reading: Reading, punctuation: Punctuation, dice: random.Random) -> str:
    """The words of a reading with its marks said in full, in part or not at all; « , » and « . » are pauses.

    One line. With ``"complète"`` every mark and line is a command.
    """
    return _joined(reading.pieces, Marks(punctuation, dice))


def _clean(text: str) -> str:
    lines = (" ".join(line.split(" ")).strip() for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _chosen(pieces: Sequence[Piece], choice: Sequence[int]) -> tuple[Piece, ...]:
    return tuple(
        replace(piece, ways=(piece.ways[place],)) for piece, place in zip(pieces, choice, strict=True)
    )


def _joined(pieces: Sequence[Piece], marks: Marks) -> str:
    said = ""
    for place, piece in enumerate(pieces):
        following = pieces[place + 1].mark if place + 1 < len(pieces) else ""
        words = marks.said(piece.mark, following) if piece.mark else piece.ways[0]
        if not words[:1].isalnum():
            said = said.rstrip(",.?") + words if words else said
        else:
            said += f" {words}"
    return said.strip()


def _tried(
    text: str, pieces: tuple[Piece, ...], acronyms: Mapping[str, str] | None
) -> tuple[Reading, set[int]]:
    """The reading with these ways of saying, and the places of the pieces that do not come back."""
    from transcribe.writing import write

    said = _joined(pieces, Marks("complète", random.Random(0)))
    words = tuple(Word(word, 0.0, 0.0, 1.0) for word in said.split())
    given = write(Revision(Transcript(words=words)), acronyms=acronyms).text
    wanted, got = _tokens(text), _tokens(given)
    unmade: list[Unmade] = []
    matcher = SequenceMatcher(None, [t.text for t in wanted], [t.text for t in got], autojunk=False)
    kept = sum(size for _, _, size in matcher.get_matching_blocks())
    for name, a1, a2, b1, b2 in matcher.get_opcodes():
        if name != "equal":
            start = wanted[a1].start if a1 < len(wanted) else len(text)
            end = wanted[a2 - 1].end if a2 > a1 else start
            shown = " ".join(token.text for token in got[b1:b2])
            unmade.append(Unmade(start, end, text[start:end], shown))
    wrong = {
        place for place, piece in enumerate(pieces)
        if any(piece.start < max(one.end, one.start + 1) and one.start < piece.end for one in unmade)
    }  # fmt: skip
    return Reading(text, pieces, tuple(unmade), len(wanted), kept), wrong


def _tokens(text: str) -> Sequence[Token]:
    """Tokens as they are compared: no-break spaces are spaces, and apostrophes all alike."""
    return tokenise(text.translate(_PLAIN))
