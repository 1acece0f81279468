"""Items cut finer, as repairs compare them: elisions opened, each unit with what it can be exchanged for."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from transcribe.french.calendar import MONTH_NUMBERS
from transcribe.french.civilities import civility_words
from transcribe.french.negations import ne_words, result_words
from transcribe.french.numbers import read_ordinal
from transcribe.french.sides import direction_words
from transcribe.french.word_sorts import elisions, sorted_words
from transcribe.writing.draft import Item

Sort = Literal[
    "word", "number", "side", "day", "month", "moment", "title", "name", "adverb", "negation", "auxiliary",
    "article", "of", "to", "preposition", "with", "pronoun", "link", "decimals", "quality", "ordinal",
]  # fmt: skip

_GRAMMAR: tuple[Literal["article", "of", "to", "with", "preposition", "pronoun", "link", "auxiliary"], ...] = (
    "article", "of", "to", "with", "preposition", "pronoun", "link", "auxiliary",
)  # fmt: skip
_QUALITIES = sorted_words("quality") | result_words()
SIDES = direction_words() - _QUALITIES
# The first class that a word belongs to is its own.
_SORTS: tuple[tuple[Sort, Iterable[str]], ...] = (
    ("side", SIDES),
    ("day", sorted_words("day")),
    ("month", MONTH_NUMBERS),
    ("moment", sorted_words("moment")),
    ("title", civility_words("doctor", "patient") | {"m"}),
    ("quality", _QUALITIES),
    ("adverb", sorted_words("adverb")),
    ("negation", ne_words()),
    *((sort, sorted_words(sort)) for sort in _GRAMMAR),
)
_SORT_OF: dict[str, Sort] = {}
for _name, _words in _SORTS:
    for _key in _words:
        _SORT_OF.setdefault(_key, _name)
FUNCTION: frozenset[Sort] = frozenset(
    {"article", "of", "to", "with", "preposition", "pronoun", "link", "auxiliary", "negation", "decimals"}
)
TYPED: frozenset[Sort] = frozenset(
    {"number", "ordinal", "side", "day", "month", "moment", "title", "quality"}
)


def words_of(*sorts: Sort) -> frozenset[str]:
    """All folded words of some sorts."""
    return frozenset(key for key, sort in _SORT_OF.items() if sort in sorts)


_STRONG = frozenset(".;!?:()[]«»")


class Unit(NamedTuple):
    """One word of item ``item``; ``whole``: it is all of it; ``pause``: a pause follows; ``number``: its digits."""

    key: str
    sort: Sort
    item: int
    whole: bool
    pause: bool
    number: str | None = None

    @property
    def is_content(self) -> bool:
        """Whether it carries sense of its own."""
        return self.sort not in FUNCTION


@lru_cache(maxsize=32768)
def _cut(key: str, to: bool) -> tuple[tuple[str, Sort], ...]:
    """The words of a folded key; ``to``: it was written « à », not « a »."""
    if key == "a":
        return (("a", "to" if to else "auxiliary"),)
    head, mark, rest = key.partition("'")
    if mark and rest and f"{head}'" in elisions():
        opened = elisions()[f"{head}'"]
        return ((opened, _SORT_OF.get(opened, "word")), *_cut(rest, False))
    sort = _SORT_OF.get(key)
    if sort is None:
        ends = key.endswith("ment") and len(key) > 6
        sort = "adverb" if ends else "ordinal" if read_ordinal((key,)) is not None else "word"
    return ((key, sort),)


def units_of(item: Item, index: int, *, capital_counts: bool) -> tuple[Unit, ...]:
    """The units of a word; ``capital_counts``: its capital is no sentence's, and so shows a name."""
    pause, number = bool(item.trail), item.number
    if number is not None:
        sort: Sort = "article" if item.article else "number"
        return (_unit((item.key if item.article else number, sort, index, True, pause, number)),)
    shape = _shape(item.text, item.key, capital_counts)
    if len(shape) == 1:
        key, sort = shape[0]
        return (_unit((key, sort, index, True, pause, None)),)
    last = len(shape) - 1
    return tuple(
        _unit((key, sort, index, False, pause and place == last, None))
        for place, (key, sort) in enumerate(shape)
    )


_unit = Unit._make


@lru_cache(maxsize=1 << 15)
def _shape(text: str, key: str, capital_counts: bool) -> tuple[tuple[str, Sort], ...]:
    """The words of an item that is no number, each with its sort."""
    if text.isupper() and (len(text) > 1 or capital_counts):
        return ((text, "word"),)  # SA is no « sa », vitamine A no « à »
    parts = _cut(key, text[:1] in "àÀ")
    last, usual = parts[-1]
    named = usual == "word" and capital_counts and _is_name(text)
    return (*parts[:-1], (last, "name")) if named else parts


def opening(item: Item) -> str:
    """The key of the first unit of an item: « de » for « d’une »."""
    key = item.key
    return _cut(key, False)[0][0] if "'" in key else key


def _is_name(text: str) -> bool:
    bare = text.rpartition("'")[2]
    return len(bare) > 1 and bare[0].isupper() and not bare.isupper()


def is_ordinal(item: Item) -> bool:
    """Whether an item is a rank: « deuxième », « 2e »."""
    return item.number is None and _cut(item.key, False)[-1][1] == "ordinal"


def is_strong_stop(item: Item) -> bool:
    """Whether a sentence or a label may end with the item: words on both sides do not answer one another."""
    if item.role != "word":
        return item.text != ","
    return item.trail not in ("", ",", "…") and any(mark in _STRONG for mark in item.trail)


def before(items: Sequence[Item], stop: int, limit: int) -> list[Unit]:
    """The units before item ``stop``, at most ``limit`` items back, within the sentence."""
    start = stop
    while start > 0 and stop - start < limit:
        item = items[start - 1]
        if item.role != "word":
            if item.text != ",":
                break
        elif item.trail and is_strong_stop(item) and (start != stop or ")" in item.trail):
            break
        start -= 1
    return _units(items, start, stop)


def after(items: Sequence[Item], start: int, limit: int) -> list[Unit]:
    """The units from item ``start`` on, at most ``limit`` items, within the sentence."""
    stop = start
    while stop < len(items) and stop - start < limit:
        item = items[stop]
        if item.role != "word" and item.text != ",":
            break
        stop += 1
        if item.trail and item.role == "word" and is_strong_stop(item):
            break
    return _units(items, start, stop)


def _units(items: Sequence[Item], start: int, stop: int) -> list[Unit]:
    found: list[Unit] = []
    inside = start > 0 and items[start - 1].role == "word" and not is_strong_stop(items[start - 1])
    for index in range(start, stop):
        item = items[index]
        if item.role == "word":
            found.extend(units_of(item, index, capital_counts=inside))
            inside = not (item.trail and is_strong_stop(item))
        else:
            inside = False
            if found:
                found[-1] = found[-1]._replace(pause=True)
    for place in range(2, len(found)):
        if found[place].sort == "number" and _are_decimals(found, place):
            found[place] = found[place]._replace(sort="decimals")
    return found


def _are_decimals(found: Sequence[Unit], place: int) -> bool:
    """Whether a number at ``place`` only completes the quantity before it: "trente-neuf degrés quatre"."""
    before, unit = found[place - 2 : place], found[place]
    after = found[place + 1] if place + 1 < len(found) and not unit.pause else None
    return (
        before[0].sort == "number"
        and before[1].sort == "word"
        and not any(u.pause for u in before)
        and (after is None or not after.is_content)
    )


def is_halted(items: Sequence[Item], index: int) -> bool:
    """Whether words were set aside between items ``index - 1`` and ``index``: a hesitation, an aside."""
    return 0 < index < len(items) and items[index].first > items[index - 1].last + 1
