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
        self.auxiliaries = frozenset(
            cue.words[0] for found in self._by_first.values() for cue in found if cue.sort == "auxiliary"
        )
        self.lasts = frozenset(cue.words[-1] for found in self._by_first.values() for cue in found)

    def at(self, items: Sequence[Item], index: int) -> Cue | None:
        """The longest cue that begins with item ``index``, said without a pause inside."""
        found = self._by_first.get(items[index].key)
        if found is None:
            return None
        for cue in found:
            size = len(cue.words)
            run = items[index : index + size]
            if len(run) < size or any(t.role != "word" for t in run):
                continue
            if all(t.key == key for t, key in zip(run, cue.words, strict=True)) and not any(
                t.trail for t in run[:-1]
            ):
                if index and items[index - 1].key in cue.not_after and not items[index - 1].trail:
                    continue
                return cue
        return None


@cache
def repair_cues() -> Cues:
    """What says that words are taken back."""
    return Cues(rows("repair_cues"), "strength")


@cache
def fillers() -> Cues:
    """What fills a silence."""
    return Cues(rows("fillers"), "place")


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
def order_words() -> frozenset[str]:
    """The folded orders that are given to a secretary."""
    return frozenset(key for row in rows("asides") if row.text("sort") == "order" for key in row.keys)
