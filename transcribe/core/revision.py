"""Edits applied to a transcript, and the way back from any character to words and seconds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from transcribe.core.types import Doubt, Edit, Instruction, Transcript

_NO_SPACE_BEFORE = frozenset(",.)]…")
_NO_SPACE_AFTER = frozenset("([")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and what it stands for: words ``first..last`` heard, or an edit of them.

    ``start`` is the index of its first character in ``Revision.text``; a removal has an empty ``text``.
    """

    text: str
    first: int
    last: int
    start: int
    edit: Edit | None = None

    @property
    def end(self) -> int:
        """Index just after its last character in ``Revision.text``."""
        return self.start + len(self.text)


Run = tuple[str, int, int, Edit | None]
"""A text, the first and the last word that it stands for, and the edit that wrote it, if one did."""


@dataclass(frozen=True)
class Revision:
    """A transcript with the edits, doubts and instructions that the stages have added so far.

    Raises:
        ValueError: edits overlap, or an edit, doubt or instruction lies outside the words.
    """

    transcript: Transcript
    edits: tuple[Edit, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    instructions: tuple[Instruction, ...] = ()

    def __post_init__(self) -> None:
        edits = sorted(self.edits, key=_position)
        doubts = sorted(self.doubts, key=_position)
        object.__setattr__(self, "edits", tuple(edits))
        object.__setattr__(self, "doubts", tuple(doubts))
        _check_edits(self.edits, len(self.transcript.words))
        marks: tuple[Doubt | Instruction, ...] = (*self.doubts, *self.instructions)
        for mark in marks:
            if not 0 <= mark.first <= mark.last < len(self.transcript.words):
                raise ValueError(f"{mark} lies outside the words")

    @property
    def to_verify(self) -> tuple[Doubt, ...]:
        """The strong doubts, which are counted; the others are only shown."""
        return tuple(doubt for doubt in self.doubts if doubt.strong)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Every heard word and every edit, once, in reading order; ``pieces`` adds where each stands in ``text``."""
        words = self.transcript.words
        if not self.edits:
            return tuple((word.text, index, index, None) for index, word in enumerate(words))
        runs: list[Run] = []
        place = 0
        for edit in self.edits:
            runs.extend((words[index].text, index, index, None) for index in range(place, edit.first))
            runs.append((edit.text, edit.first, edit.last, edit))
            place = edit.last + 1
        runs.extend((words[index].text, index, index, None) for index in range(place, len(words)))
        return tuple(runs)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Every heard word and every edit, once, in reading order."""
        pieces: list[Piece] = []
        previous: Piece | None = None
        for text, first, last, edit in self.runs:
            start = previous.end if previous else 0
            if previous and text and not _is_glued(previous.text, previous.edit, text, edit):
                start += 1
            piece = Piece(text, first, last, start, edit)
            pieces.append(piece)
            previous = piece if text else previous
        return tuple(pieces)

    @cached_property
    def text(self) -> str:
        """The text after all edits; paragraphs are separated by one newline."""
        out: list[str] = []
        before, earlier = "", None
        for text, _, _, edit in self.runs:
            if not text:
                continue
            if out and not _is_glued(before, earlier, text, edit):
                out.append(" ")
            out.append(text)
            before, earlier = text, edit
        return "".join(out)

    def piece_at(self, character: int) -> Piece:
        """The piece a character of ``text`` comes from; a separating space belongs to the piece before.

        Raises:
            IndexError: ``character`` is not an index of ``text``.
        """
        if not 0 <= character < len(self.text):
            raise IndexError(character)
        return self._visible[bisect_right(self._starts, character) - 1]

    def words_at(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and the last heard word of ``text[start:end]``; None when no word was heard there.

        Raises:
            IndexError: ``start`` or ``end - 1`` is not an index of ``text``.
        """
        first, last = self.piece_at(start).first, self.piece_at(end - 1).last
        return (first, last) if 0 <= first <= last else None

    def seconds_at(self, character: int) -> tuple[float, float]:
        """Start and end, in the audio, of what stands at a character of ``text``."""
        piece = self.piece_at(character)
        return self.seconds_of(piece.first, piece.last)

    def seconds_of(self, first: int, last: int) -> tuple[float, float]:
        """Start and end of words ``first..last``; an insertion lies between its neighbours."""
        words = self.transcript.words
        if last < first:
            before = words[first - 1].end if first > 0 else 0.0
            after = words[first].start if first < len(words) else before
            return before, max(before, after)
        return words[first].start, words[last].end

    def span_of(self, first: int, last: int) -> tuple[int, int]:
        """Where words ``first..last`` stand in ``text``, as (start, end) characters.

        Words that an edit replaced together with others give the whole span of that edit; removed words
        give an empty span at their place.
        """
        touched = [p for p in self.pieces if p.first <= last and p.last >= first]
        shown = [p for p in touched if p.text]
        if shown:
            return shown[0].start, shown[-1].end
        place = min(touched[0].start, len(self.text)) if touched else len(self.text)
        return place, place

    def revise(
        self,
        edits: Iterable[Edit] = (),
        *,
        doubts: Iterable[Doubt] = (),
        instructions: Iterable[Instruction] = (),
    ) -> "Revision":
        """A revision with more edits, doubts and instructions.

        A new edit that covers earlier ones takes their place and keeps their reasons and alternatives;
        a new edit of kind ``typography`` keeps the kind of the one it covers. An insertion is covered
        by an insertion at the same place or by a replacement of the words on both its sides.

        Raises:
            ValueError: a new edit cuts an earlier one in two.
        """
        new, marked, told = tuple(edits), tuple(doubts), tuple(instructions)
        if not (new or marked or told):
            return self
        kept: list[Edit] = list(self.edits)
        merged: list[Edit] = []
        for edit in new if kept else ():
            start = bisect_left(kept, (edit.first, min(edit.first, edit.last)), key=_position)
            end = start
            while end < len(kept) and _covers(edit, kept[end]):
                end += 1
            merged.append(_merge(edit, kept[start:end]))
            del kept[start:end]
        revised = replace(
            self,
            edits=(*kept, *merged) if self.edits else new,
            doubts=(*self.doubts, *marked),
            instructions=(*self.instructions, *told),
        )
        return revised if new else self._of_same_text(revised)

    def with_doubts(self, doubts: Iterable[Doubt]) -> "Revision":
        """The same text under these doubts and no others.

        Raises:
            ValueError: a doubt lies outside the words.
        """
        return self._of_same_text(replace(self, doubts=tuple(doubts)))

    def _of_same_text(self, revised: "Revision") -> "Revision":
        """``revised`` with all that was worked out of this revision's text, which is its own."""
        revised.__dict__.update((name, self.__dict__[name]) for name in _VIEWS if name in self.__dict__)
        return revised

    @cached_property
    def _visible(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.text]

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self._visible]


_VIEWS = ("runs", "pieces", "text", "_visible", "_starts")


def _position(mark: Edit | Doubt) -> tuple[int, int]:
    return mark.first, mark.last


def _check_edits(edits: Sequence[Edit], count: int) -> None:
    place, inserted = 0, -1
    for edit in edits:
        first, last = edit.first, edit.last
        if not (0 <= first <= last + 1 <= count):
            raise ValueError(f"{edit} lies outside the {count} words")
        if first < place:
            raise ValueError(f"{edit} overlaps the edit before it")
        place = last + 1
        if last < first:
            if first == inserted:
                raise ValueError("two insertions at one place")
            inserted = first


def _covers(new: Edit, old: Edit) -> bool:
    if new.is_insertion:
        return old.is_insertion and old.first == new.first
    if old.is_insertion:
        return new.first < old.first <= new.last
    return new.first <= old.first and old.last <= new.last


def _merge(new: Edit, covered: Sequence[Edit]) -> Edit:
    if not covered:
        return new
    reasons = dict.fromkeys([*(old.reason for old in covered), new.reason])
    alternatives = dict.fromkeys([*(a for old in covered for a in old.alternatives), *new.alternatives])
    return replace(
        new,
        kind=covered[0].kind if new.kind == "typography" else new.kind,
        reason=" ; ".join(reason for reason in reasons if reason),
        confidence=min(new.confidence, *(old.confidence for old in covered)),
        alternatives=tuple(alternatives),
    )


def _is_glued(before: str, earlier: Edit | None, text: str, edit: Edit | None) -> bool:
    """Whether no space stands between two runs; heard words that nothing edited always get one."""
    if earlier is None and edit is None:
        return False
    if text[0] in _NO_SPACE_BEFORE or text[0].isspace():
        return True
    return before[-1] in _NO_SPACE_AFTER or before[-1].isspace()
