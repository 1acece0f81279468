"""Where a rule can start: most rules look at a few words of a dictation, and pass over all the others."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from transcribe.writing.draft import Draft, Item

_AFTER_FIGURES = ":"
"""The character after « 9 »: a key below it begins with a figure, or with a sign such as « + »."""
_WORDED = frozenset({"un", "une", "neuf"})


def next_start(items: Sequence[Item], keys: frozenset[str], index: int = 0) -> int:
    """The first place from ``index`` on where an item has one of ``keys``; the number of items when there is none."""
    for place in range(index, len(items)):
        if items[place].key in keys:
            return place
    return len(items)


def starts(draft: Draft, keys: frozenset[str], index: int = 0) -> Iterator[int]:
    """The places of the items whose key is one of ``keys``, each once, in order.

    The items at a place and after it may be merged or removed while it is visited.
    """
    while (index := next_start(draft.items, keys, index)) < len(draft.items):
        yield index
        index += 1


def number_starts(draft: Draft, keys: frozenset[str] = frozenset()) -> Iterator[int]:
    """The same places, and those of numbers and of what is written in figures."""
    keys, index = keys | _WORDED, 0
    while True:
        items = draft.items
        for place in range(index, len(items)):
            key = items[place].key
            if key in keys or key < _AFTER_FIGURES:
                break
        else:
            return
        yield place
        index = place + 1


def holds_any(items: Sequence[Item], keys: frozenset[str]) -> bool:
    """Whether an item has one of ``keys``."""
    return not keys.isdisjoint([item.key for item in items])


def made_anew(
    items: Sequence[Item], may_begin: Iterable[bool], take: Callable[[int, list[Item]], int]
) -> list[Item]:
    """The items, where ``take`` has the say at each place that may begin something.

    ``take(index, out)`` adds what it makes of the items from ``index`` on to those before them, and returns how many
    it took; where it takes none, the item stays.
    """
    out: list[Item] = []
    index, count = 0, len(items)
    begins = [*may_begin, True]
    while True:
        start, index = index, begins.index(True, index)
        out.extend(items[start:index])
        if index == count:
            return out
        used = take(index, out)
        if not used:
            out.append(items[index])
        index += used or 1
