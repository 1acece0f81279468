"""The cues of speech, from the tables of the language: what is looked for at an item."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from transcribe.french import fold
from transcribe.french.tables import Row, rows
from transcribe.writing.draft import Item


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of a table, as one of its forms: the folded words said."""

    row: Row
    words: tuple[str, ...]
    sort: str
    not_after: frozenset[str]
    may_follow: bool


class Cues:
    """The forms of a table, looked up by their first word, the longest first."""

    def __init__(self, table: Sequence[Row], column: str) -> None:
        self._by_first: dict[str, list[Cue]] = {}
        for row in table:
            barred = frozenset(map(fold, row.texts("not_after")))
            for form in row.forms:
                words = tuple(fold(form).split())
                cue = Cue(row, words, row.text(column), barred, row.flag("after"))
                self._by_first.setdefault(words[0], []).append(cue)
        for found in self._by_first.values():
            found.sort(key=lambda cue: -len(cue.words))
        self.firsts = frozenset(self._by_first)
        self.lasts = frozenset(cue.words[-1] for found in self._by_first.values() for cue in found)

    def firsts_of(self, *sorts: str) -> frozenset[str]:
        """The first words of the cues of some sorts."""
        return frozenset(
            key for key, found in self._by_first.items() if any(cue.sort in sorts for cue in found)
        )

    def at(self, items: Sequence[Item], index: int) -> Cue | None:
        """The longest cue that begins with item ``index``, said without a pause inside."""
        for cue in self._by_first.get(items[index].key, ()):
            if _is_said(cue.words, items, index):
                before = items[index - 1] if index else None
                if before is None or before.key not in cue.not_after or before.trail:
                    return cue
        return None


def _is_said(words: tuple[str, ...], items: Sequence[Item], index: int) -> bool:
    last = len(words) - 1
    if index + last >= len(items):
        return False
    for place, word in enumerate(words, start=index):
        item = items[place]
        if item.key != word or item.role != "word" or (item.trail and place < index + last):
            return False
    return True


@cache
def repair_cues() -> Cues:
    """What says that words are taken back."""
    return Cues(rows("repair_cues"), "strength")


@cache
def second_thoughts() -> Cues:
    """What says that words are said once more, or that what was denied holds after all."""
    return Cues(rows("second_thoughts"), "sort")


@cache
def fillers() -> Cues:
    """What fills a silence."""
    return Cues(rows("fillers"), "place")


@cache
def waverings() -> Cues:
    """What says that a figure is not sure."""
    return Cues(rows("waverings"), "sort")


@cache
def unfinished() -> Cues:
    """What calls for another word."""
    return Cues(rows("unfinished"), "sort")


@cache
def asides() -> Cues:
    """What is said to the secretary."""
    return Cues(rows("asides"), "sort")


@cache
def endings() -> Cues:
    """What ends a dictation."""
    return Cues([row for row in rows("remarks") if row.text("sort") == "end"], "sort")


@cache
def remark_words(sort: str) -> frozenset[str]:
    """The folded words of a sort of ``remarks``."""
    return frozenset(key for row in rows("remarks") if row.text("sort") == sort for key in row.keys)


@cache
def talk_words(*sorts: str) -> frozenset[str]:
    """The folded single words of some sorts of ``talk``: what stands around an order to the secretary."""
    return frozenset(key for row in rows("talk") if row.text("sort") in sorts for key in row.keys)


@cache
def order_words() -> frozenset[str]:
    """The folded orders that are given to a secretary."""
    return frozenset(key for row in rows("asides") if row.text("sort") == "order" for key in row.keys)


@cache
def second_person() -> frozenset[str]:
    """The folded words with which an aside may begin to show: « vous », an order, « je vérifie »."""
    return asides().firsts_of("order", "speaker") | {"vous", "tu", "merci"}


@cache
def auxiliaries() -> frozenset[str]:
    """The folded auxiliaries that call for more."""
    return unfinished().firsts_of("auxiliary")
