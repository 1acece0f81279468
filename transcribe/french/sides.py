"""Sides and other directions of the body, with what each is mistaken for (``data/sides.toml``).

Two questions are asked of a word: whether it may name a side (``side_of``: what must never be changed or lost), and
whether it does where it stands (``is_side``: « le droit du patient » is none).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from transcribe.french.finding import Finder, words_of
from transcribe.french.fold import fold, like_case
from transcribe.french.tables import Row, TableError, rows

Axis = Literal["side", "count", "relation", "height", "depth", "middle", "root", "surface"]
LATERAL: frozenset[Axis] = frozenset({"side", "count", "relation"})
"""The axes on which a mistake harms: left and right, one or both, same or other."""


@dataclass(frozen=True, slots=True)
class Side:
    """A direction: its forms (masculine, feminine, masculine plural, feminine plural, adverb if any)."""

    forms: tuple[str, ...]
    axis: Axis
    opposite: str

    @property
    def name(self) -> str:
        """Its first form, by which ``opposite`` names another."""
        return self.forms[0]


def side_of(word: str) -> Side | None:
    """The lateral side that a word may name, whatever its case and accents; None for any other word."""
    side = direction_of(word)
    return side if side is not None and side.axis in LATERAL else None


def direction_of(word: str) -> Side | None:
    """The side or other direction that a word may name."""
    return _by_key().get(fold(word))


@cache
def side_words() -> frozenset[str]:
    """The folded forms of the lateral sides."""
    return frozenset(key for key, side in _by_key().items() if side.axis in LATERAL)


@cache
def direction_words() -> frozenset[str]:
    """The folded forms of all directions."""
    return frozenset(_by_key())


def is_side(words: Sequence[str], place: int) -> bool:
    """Whether a word among words as written names a lateral side there, not a right or clumsiness."""
    return side_of(words[place]) is not None and _finder().at(words, place) is not None


def find_sides(text: str) -> Iterator[Row]:
    """The rows of the directions that a text names, in order."""
    return (hit.row for hit in _finder().find(words_of(text)))


def opposites(word: str) -> tuple[str, ...]:
    """The same form of what a direction is mistaken for: « droites » for « gauches », and « droits » too.

    Empty when the word names no direction. Capitals are those of ``word``.
    """
    side = direction_of(word)
    if side is None:
        return ()
    other = _by_key()[fold(side.opposite)]
    places = [place for place, form in enumerate(side.forms) if fold(form) == fold(word)]
    return tuple(
        dict.fromkeys(like_case(word, other.forms[place]) for place in places if place < len(other.forms))
    )


def gender_of(word: str) -> Literal["m", "f", ""]:
    """The gender that the form of a lateral side tells: « droite » is feminine, « gauche » tells none."""
    side = side_of(word)
    if side is None:
        return ""
    masculine = fold(word) in {fold(form) for form in side.forms[0::2][:2]}
    feminine = fold(word) in {fold(form) for form in side.forms[1::2][:2]}
    return "" if masculine == feminine else "m" if masculine else "f"


@cache
def _finder() -> Finder:
    return Finder(rows("sides"))


@cache
def _by_key() -> dict[str, Side]:
    found: dict[str, Side] = {}
    for row in rows("sides"):
        side = Side(row.forms, _axis(row), row.text("opposite"))
        found.update(dict.fromkeys(row.keys, side))
    for side in found.values():
        if fold(side.opposite) not in found:
            raise TableError(f"sides : « {side.name} » n’a pas d’opposé")
    return found


def _axis(row: Row) -> Axis:
    axis = row.text("axis")
    for known in get_args(Axis):
        if axis == known:
            return known  # type: ignore[no-any-return]
    raise TableError(f"sides : « {row.forms[0]} » n’a pas d’axe connu")
