"""What stands in a stretch of text: plain words, applied edits, doubts. Shared by Word and the page.

Edits of kind ``command`` and ``typography`` (a dictated « virgule », a no-break space) are written in every
sentence of every dictation: shown one by one they would hide the others. So would figures that only went from
words to digits (« le vingt-huit août » is « le 28 août »): these are shown where a doubt covers them. What is
applied without a mark is counted once for the whole document. All other kinds are shown where they stand.

Doubts are shown in two strengths: those to verify, and quietly those that may be wrong (« peut-être »).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from transcribe.core.revision import Piece, Revision
from transcribe.core.types import Doubt, DoubtKind, Edit, EditKind

FIRST_WORD = re.compile(r"[^\W\d_]+(?!\w)")
"""The first word of a paragraph: shown with a capital under a heading, unless it holds one (pH, pT1c)."""

SILENT: frozenset[EditKind] = frozenset({"command", "typography"})
FIGURES: frozenset[EditKind] = frozenset({"number", "unit", "date", "acronym"})

EDIT_NAMES: dict[EditKind, str] = {
    "term": "Terme médical",
    "agreement": "Accord",
    "command": "Commande dictée",
    "number": "Nombre",
    "unit": "Unité",
    "date": "Date",
    "acronym": "Sigle",
    "typography": "Typographie",
    "self_correction": "Autocorrection",
    "removal": "Passage retiré",
}
DOUBT_NAMES: dict[DoubtKind, str] = {
    "unknown": "Mot inconnu",
    "unsure": "Passage mal entendu",
    "confusable": "Termes à ne pas confondre",
    "dose": "Dose à vérifier",
    "laterality": "Côté à vérifier",
    "negation": "Négation à vérifier",
    "identity": "Identité à vérifier",
}

_MAYBE = "Peut-être mal entendu."


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one kind, from ``start`` in the text.

    ``edit`` with the ``heard`` words it replaced when the change is shown; ``doubts`` that cover it;
    ``first``, ``last``: the words it stands for (``last < first``: none, a space or an insertion).
    """

    text: str
    start: int
    first: int
    last: int
    edit: Edit | None = None
    heard: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def to_verify(self) -> tuple[Doubt, ...]:
        """The strong doubts that cover it."""
        return tuple(doubt for doubt in self.doubts if doubt.strong)


class Marks:
    """The marks of a revision, by place in its text."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self._spans = [(*revision.span_of(d.first, d.last), d) for d in revision.doubts]

    def runs(self, start: int, end: int) -> list[Run]:
        """The runs of ``text[start:end]``; their texts put together give it back."""
        out: list[Run] = []
        place = start
        for piece in self.revision.pieces:
            if piece.end < start or piece.start > end or not (piece.text or self._is_shown(piece)):
                continue
            left, right = max(piece.start, start), min(piece.end, end)
            if piece.text and left >= right:
                continue
            if left > place:
                out += self._split(place, left, None)
            out += self._split(left, right, piece) if piece.text else [self._removed(piece, start)]
            place = max(place, right)
        if place < end:
            out += self._split(place, end, None)
        return out

    def doubts_in(self, start: int, end: int) -> list[Doubt]:
        """Doubts on some character of ``text[start:end]``, or on a place in it where words were removed."""
        return [d for a, b, d in self._spans if (a < end and b > start) or (a == b and start <= a <= end)]

    @property
    def silent_count(self) -> int:
        """How many edits are applied without a mark of their own."""
        return sum(
            piece.edit is not None and piece.edit.kind in SILENT | FIGURES and not self._is_shown(piece)
            for piece in self.revision.pieces
        )

    def _split(self, start: int, end: int, piece: Piece | None) -> list[Run]:
        """One run, cut where a doubt begins or ends; a shown edit stays whole."""
        edit = piece.edit if piece and self._is_shown(piece) else None
        cuts = {start, end}
        if edit is None:
            cuts |= {c for a, b, _ in self._spans for c in (a, b) if start < c < end}
        places = sorted(cuts)
        first, last = (piece.first, piece.last) if piece else (0, -1)
        heard = self._heard(piece) if piece and edit and start == piece.start else ""
        return [
            Run(self.revision.text[a:b], a, first, last, edit, heard, self._covering(a, b))
            for a, b in pairwise(places)
        ]

    def _covering(self, start: int, end: int) -> tuple[Doubt, ...]:
        return tuple(d for a, b, d in self._spans if a < end and b > start)

    def _removed(self, piece: Piece, start: int) -> Run:
        """A removal, with the space that parted it from its neighbour."""
        heard = self._heard(piece)
        heard = f" {heard}" if piece.start > start else f"{heard} "
        return Run("", piece.start, piece.first, piece.last, piece.edit, heard)

    def _heard(self, piece: Piece) -> str:
        return " ".join(word.text for word in self.revision.transcript.words[piece.first : piece.last + 1])

    def _is_shown(self, piece: Piece) -> bool:
        if piece.edit is None or piece.edit.kind in SILENT:
            return False
        covering = self._covering(piece.start, piece.end)
        if piece.edit.kind in FIGURES and not any(doubt.strong for doubt in covering):
            return False
        return piece.text != self._heard(piece)


def doubts_note(revision: Revision) -> str:
    """How many passages are to verify, and what the quiet marks are; nothing for a text without doubts."""
    strong = len(revision.to_verify)
    counted = f"{strong} {'passage' if strong < 2 else 'passages'} à vérifier."
    if strong == len(revision.doubts):
        return counted if strong else ""
    return f"{counted} En pointillé\u00a0: peut-être mal entendu."


def silent_note(count: int) -> str:
    """What is said once of the edits that carry no mark."""
    return (
        f"Ponctuation dictée, typographie et nombres mis en chiffres, appliqués sans marque\u00a0: {count}."
    )


def clock(seconds: float) -> str:
    """A time in the audio as it is said: ``1 min 12 s``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}\u00a0h\u00a0" if hours else ""
    return (
        f"{head}{minutes}\u00a0min\u00a0{rest:02d}\u00a0s"
        if head or minutes
        else f"0\u00a0min\u00a0{rest}\u00a0s"
    )


def doubt_note(revision: Revision, doubt: Doubt) -> str:
    """What a doubt says to the person who reads: kind, reason, alternatives, place in the audio."""
    parts = _head(DOUBT_NAMES[doubt.kind], doubt.reason) if doubt.strong else [_MAYBE]
    if doubt.alternatives:
        parts.append(f"Propositions\u00a0: {_quoted(doubt.alternatives)}.")
    start, end = revision.seconds_of(doubt.first, doubt.last)
    if end > 0:
        parts.append(f"À écouter à {clock(start)}.")
    return " ".join(parts)


def edit_note(revision: Revision, edit: Edit) -> str:
    """What an applied edit says: kind, reason, what was heard, alternatives, place in the audio."""
    heard = " ".join(word.text for word in revision.transcript.words[edit.first : edit.last + 1])
    parts = _head(EDIT_NAMES[edit.kind], edit.reason)
    if heard:
        parts.append(f"Entendu\u00a0: «\u00a0{heard}\u00a0».")
    if edit.alternatives:
        parts.append(f"Autres propositions\u00a0: {_quoted(edit.alternatives)}.")
    start, end = revision.seconds_of(edit.first, edit.last)
    if end > 0:
        parts.append(f"À écouter à {clock(start)}.")
    return " ".join(parts)


def _head(kind: str, reason: str) -> list[str]:
    """The kind, then the reason; the reason alone when it names the kind."""
    if reason.lower().startswith(kind.lower()):
        return [_sentence(reason)]
    return [f"{kind}.", _sentence(reason)] if reason else [f"{kind}."]


def _sentence(text: str) -> str:
    shown = text[:1].upper() + text[1:]
    return shown if shown.endswith((".", "!", "?", "…")) else f"{shown}."


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"«\u00a0{word}\u00a0»" for word in words)
