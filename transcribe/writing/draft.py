"""The working copy of a revision: items that the rules merge, rewrite or set aside.

An item covers the heard words ``source.first..source.last``. Its ``text`` is the word without the punctuation that
the recogniser (or a pause of the voice) put around it; that punctuation waits in ``lead`` and ``trail`` until the
layout decides what stays. What the item was understood as is its ``reading``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, DoubtKind, EditKind, Instruction, InstructionKind
from transcribe.french import fold
from transcribe.writing.readings import WORD, Figure, Number, Reading, Role

NB = "\u00a0"
FINE = "\u202f"
APOSTROPHE = "\u2019"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an item comes from: words ``first..last`` (none when ``last < first``) and what was heard there."""

    first: int
    last: int
    heard: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to an item, as its edit will say: a kind and a French reason for the reader."""

    kind: EditKind
    reason: str


@dataclass(slots=True, eq=False)
class Item:
    """A word or a mark on its way to the written form.

    ``key`` is what rules compare (folded). ``change`` is what the edit will say, ``None`` as long as the item is as
    heard. ``firm``: the punctuation in ``trail`` is settled; ``cased``: so are its capitals.
    """

    source: Source
    text: str
    key: str
    lead: str = ""
    trail: str = ""
    reading: Reading = WORD
    change: Change | None = None
    firm: bool = False
    cased: bool = False

    @property
    def first(self) -> int:
        """Index of its first heard word."""
        return self.source.first

    @property
    def last(self) -> int:
        """Index of its last heard word; before ``first`` when no word was heard."""
        return self.source.last

    @property
    def heard(self) -> str:
        """The words as heard, without the punctuation at both ends."""
        return self.source.heard

    @property
    def role(self) -> Role:
        """How the layout treats it."""
        return self.reading.role

    @property
    def settled(self) -> bool:
        """Whether no later rule may read it otherwise."""
        return self.reading.settled

    @property
    def number(self) -> str | None:
        """The digits, with a decimal comma, when it is a number; ``None`` otherwise."""
        reading = self.reading
        return reading.digits if isinstance(reading, Number) else None

    @property
    def article(self) -> bool:
        """Whether it was the word "un" or "une", read as a number."""
        reading = self.reading
        return isinstance(reading, Number) and reading.article

    @property
    def value(self) -> float:
        """The number as a float; -1 when the item is not a number."""
        number = self.number
        return -1.0 if number is None else float(number.replace(",", "."))

    @property
    def is_integer(self) -> bool:
        """Whether the item is a whole number."""
        reading = self.reading
        return isinstance(reading, Number) and reading.digits.isdecimal()

    @property
    def is_break(self) -> bool:
        """Whether the item starts a new line."""
        return "\n" in self.text and self.reading.role == "mark"

    @property
    def is_capital(self) -> bool:
        """Whether the text starts with a capital."""
        return self.text[:1].isupper()

    def rewrite(
        self, text: str, reason: str, reading: Reading | None = None, *, kind: EditKind | None = None
    ) -> None:
        """Gives the item another text, and another reading where one is given; the kind is that of the reading."""
        self.text = text
        self.reading = reading or self.reading
        self.change = Change(kind or self.reading.kind, reason)

    def settle(self, text: str, reason: str) -> None:
        """Writes a number as ``text`` once and for all."""
        reading = self.reading
        if isinstance(reading, Number):
            self.rewrite(text, reason, Figure(reading.digits, reading.article, reading.words))

    def touch(self, kind: EditKind, reason: str) -> None:
        """Notes a change of what surrounds the item, unless one of the item itself is noted already."""
        if self.change is None:
            self.change = Change(kind, reason)

    def restore(self) -> None:
        """Gives back the words as heard."""
        self.text, self.change = self.source.heard, None


@dataclass(slots=True)
class Draft:
    """All items still shown, those set aside, and what was learnt on the way.

    ``acronyms`` are the codes that the caller knows, by their letters in capitals; ``dictated_breaks`` and
    ``heard_breaks`` count the lines that were said and those that the text already had.
    """

    revision: Revision
    items: list[Item]
    acronyms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    aside: list[Item] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    instructions: list[Instruction] = field(default_factory=list)
    dictated_breaks: int = 0
    heard_breaks: int = 0

    def merge(
        self,
        start: int,
        stop: int,
        text: str,
        reading: Reading,
        reason: str,
        *,
        kind: EditKind | None = None,
    ) -> Item:
        """Replaces items ``start..stop-1`` by one that covers them all and returns it."""
        merged = joined(self.items[start:stop], text, reading, reason, kind=kind)
        self.items[start:stop] = [merged]
        return merged

    def remove(self, start: int, stop: int, *, kind: EditKind, reason: str) -> list[Item]:
        """Sets items ``start..stop-1`` aside and returns them."""
        run = self.items[start:stop]
        for item in run:
            item.change = Change(kind, reason)
        self.aside.extend(run)
        del self.items[start:stop]
        return run

    def doubt(
        self, run: Sequence[Item], kind: DoubtKind, reason: str, alternatives: Iterable[str] = ()
    ) -> None:
        """Marks the words of ``run`` for a person to look at."""
        first, last = min(t.first for t in run), max(t.last for t in run)
        if 0 <= first <= last:
            self.doubts.append(Doubt(first, last, kind, reason, tuple(alternatives)))

    def instruct(self, run: Sequence[Item], kind: InstructionKind, text: str) -> None:
        """Notes a remark to the secretary."""
        self.instructions.append(Instruction(min(t.first for t in run), max(t.last for t in run), kind, text))


def heard_item(
    text: str,
    first: int,
    last: int,
    *,
    lead: str = "",
    trail: str = "",
    reading: Reading = WORD,
    change: Change | None = None,
    confidence: float = 1.0,
) -> Item:
    """A new item as heard in words ``first..last``."""
    return Item(Source(first, last, text, confidence), text, fold(text), lead, trail, reading, change)


def joined(
    run: Sequence[Item], text: str, reading: Reading, reason: str, *, kind: EditKind | None = None
) -> Item:
    """One item in the place of several, with the punctuation at both ends of the run."""
    source = Source(
        run[0].first,
        max(t.last for t in run),
        " ".join(t.heard for t in run),
        min(t.source.confidence for t in run),
    )
    change = Change(kind or reading.kind, reason)
    return Item(source, text, fold(text), run[0].lead, run[-1].trail, reading, change)
