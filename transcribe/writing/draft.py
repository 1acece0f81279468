"""The working copy of a revision: items that the rules merge, rewrite or set aside.

An item covers the heard words ``first..last``. Its ``text`` is the word without the punctuation that
the recogniser (or a pause of the voice) put around it; that punctuation waits in ``lead`` and ``trail`` until the
layout decides what stays. What the item was understood as is its ``reading``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, DoubtKind, EditKind, Instruction, InstructionKind
from transcribe.french import fold
from transcribe.writing.readings import WORD, Figure, Number, Reading, Role

NB = "\u00a0"
FINE = "\u202f"
APOSTROPHE = "\u2019"
MINUS = "\u2212"
SIGNS = {"plus": "+", "moins": MINUS}


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to an item, as its edit will say: a kind and a French reason for the reader."""

    kind: EditKind
    reason: str


change_of = lru_cache(maxsize=1 << 10)(Change)
"""A change, made once for each kind and reason."""


class Item:
    """A word or a mark on its way to the written form.

    ``first`` and ``last`` are the indexes of its first and last heard word (``last`` before ``first``: none was
    heard), ``heard`` those words without the punctuation at both ends. ``key`` is what rules compare (folded).
    ``change`` is what the edit will say, ``None`` as long as the item is as heard. ``firm``: the punctuation in
    ``trail`` is settled; ``cased``: so are its capitals.

    What its reading says stands beside it, for every rule asks it of every item: ``role`` (how the layout treats
    it), ``settled`` (no later rule may read it otherwise), ``number`` (its digits, with a decimal comma; None when
    it is no number), ``is_integer``, ``article`` (it was the word « un » or « une », read as a number).
    """

    __slots__ = (
        "_reading", "article", "cased", "change", "confidence", "firm", "first", "heard", "is_integer", "key", "last",
        "lead", "number", "role", "settled", "text", "trail",
    )  # fmt: skip

    def __init__(
        self,
        first: int,
        last: int,
        text: str,
        key: str,
        lead: str = "",
        trail: str = "",
        reading: Reading = WORD,
        change: Change | None = None,
    ) -> None:
        self.first = first
        self.last = last
        self.heard = text
        self.confidence = 1.0
        self.text = text
        self.key = key
        self.lead = lead
        self.trail = trail
        self.change = change
        self.firm = False
        self.cased = False
        self._reading = reading
        self.role: Role = reading.role
        self.settled: bool = reading.settled
        self.number: str | None = None
        self.is_integer = False
        self.article = False
        if reading is not WORD:
            self.reading = reading

    @property
    def reading(self) -> Reading:
        """What the item was understood as."""
        return self._reading

    @reading.setter
    def reading(self, reading: Reading) -> None:
        self._reading = reading
        self.role = reading.role
        self.settled = reading.settled
        if isinstance(reading, Number):
            self.number = reading.digits
            self.is_integer = reading.digits.isdecimal()
            self.article = reading.article
        else:
            self.number, self.is_integer, self.article = None, False, False

    @property
    def value(self) -> float:
        """The number as a float; -1 when the item is not a number."""
        number = self.number
        return -1.0 if number is None else float(number.replace(",", "."))

    @property
    def is_break(self) -> bool:
        """Whether the item starts a new line."""
        return "\n" in self.text and self.role == "mark"

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
        self.change = change_of(kind or self.reading.kind, reason)

    def settle(self, text: str, reason: str) -> None:
        """Writes a number as ``text`` once and for all."""
        reading = self.reading
        if isinstance(reading, Number):
            self.rewrite(text, reason, Figure(reading.digits, reading.article, reading.words))

    def touch(self, kind: EditKind, reason: str) -> None:
        """Notes a change of what surrounds the item, unless one of the item itself is noted already."""
        if self.change is None:
            self.change = change_of(kind, reason)

    def restore(self) -> None:
        """Gives back the words as heard."""
        self.text, self.change = self.heard, None


@dataclass(slots=True)
class Draft:
    """All items still shown, those set aside, and what was learnt on the way.

    ``acronyms`` are the codes that the caller knows, by their letters in capitals; ``dictated_breaks`` and
    ``heard_breaks`` count the lines that were said and those that the text already had. ``wavering`` are
    figures of which the speaker is not sure, with the words that say so.
    """

    revision: Revision
    items: list[Item]
    acronyms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    aside: list[Item] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    instructions: list[Instruction] = field(default_factory=list)
    dictated_breaks: int = 0
    heard_breaks: int = 0
    wavering: list[Sequence[Item]] = field(default_factory=list)

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
            item.change = change_of(kind, reason)
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
) -> Item:
    """A new item as heard in words ``first..last``."""
    return Item(first, last, text, fold(text), lead, trail, reading=reading, change=change)


def joined(
    run: Sequence[Item], text: str, reading: Reading, reason: str, *, kind: EditKind | None = None
) -> Item:
    """One item in the place of several, with the punctuation at both ends of the run."""
    one = run[0]
    alone = len(run) == 1
    last = one.last if alone else max([t.last for t in run])
    change = change_of(kind or reading.kind, reason)
    item = Item(one.first, last, text, fold(text), one.lead, run[-1].trail, reading=reading, change=change)
    item.heard = one.heard if alone else " ".join([t.heard for t in run])
    item.confidence = one.confidence if alone else min([t.confidence for t in run])
    return item
