"""How many are taken, and how often: where a strength ends and a count begins.

« metformine mille deux fois », « Lasilix quarante un comprimé »: the words of a strength and those of a count run
together. The strength and the count are never merged: see ``part``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from transcribe.french.cardinals import Cardinal, atoms_of, read_cardinal
from transcribe.french.fold import fold
from transcribe.french.numbers import read_number, read_whole
from transcribe.french.tables import Row, by_key, rows

CountKind = Literal["form", "taking", "moment"]

# A number after these cannot be the strength of a drug that was named just before.
_NO_STRENGTH = frozenset(
    """
    a au aux avec ces cette ce chaque d' dans de des du en encore entre environ est et fait jusqu'a l' la le les leurs
    mes moins nos ou par pendant plus pour pres pris prend prendre prenez prescrit presque puis quelque ses sont sous
    sur tous toutes vers boite boites plaquette plaquettes soit total avale avales ingere delivrer donner reste il elle
    y a eu fois x mg g ml ui
    """.split()
)
_UNTIL_MOMENT = frozenset("a au le la les chaque avant apres pendant tous toutes par / ce".split())


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: a row of the table of counts, and where its word stands (« fois » in ``keys``)."""

    row: Row
    place: int

    @property
    def kind(self) -> str:
        """``form``, ``taking`` or ``moment``."""
        return self.row.text("kind")

    @property
    def most(self) -> int:
        """The most that is ever counted."""
        return _whole(self.row, "most")

    @property
    def usual(self) -> int:
        """The most that a count beside a strength may be."""
        return _whole(self.row, "usual")


@dataclass(frozen=True, slots=True)
class Parting:
    """Number words that are a strength and a count: ``keys[:place]`` and ``keys[place:]``.

    ``whole`` is the number they would be if they were one. ``sure``: no one takes that many, and no other way of
    cutting stands; otherwise nothing tells, and nothing may be chosen.
    """

    strength: int
    count: int
    whole: int
    place: int
    sure: bool


@cache
def _table() -> dict[str, Row]:
    return by_key(rows("counts"))


def _whole(row: Row, column: str) -> int:
    value = row.columns.get(column, 0)
    return value if isinstance(value, int) else 0


def kind_of(key: str) -> CountKind | None:
    """What a folded word counts: ``form`` for « comprimés », ``taking`` for « fois », ``moment`` for « matin »."""
    row = _table().get(key)
    if row is None:
        return None
    kind = row.text("kind")
    return "form" if kind == "form" else "taking" if kind == "taking" else "moment"


def counted(keys: Sequence[str], start: int) -> Counted | None:
    """What a number that ends before ``start`` counts: « comprimés », « à deux gélules », « le soir »."""
    place = start
    if place + 1 < len(keys) and keys[place] in ("a", "ou") and (other := read_number(keys, place + 1)):
        place = other.stop
    while place < len(keys) and keys[place] in ("demi", "demie", "petite", "petites", "grande", "grandes"):
        place += 1
    found = _table().get(keys[place].removeprefix("demi-")) if place < len(keys) else None
    if found is not None and (found.text("kind") != "moment" or keys[place] in ("matin", "midi", "soir")):
        return Counted(found, place)
    if place == start and place + 1 < len(keys) and keys[place] in _UNTIL_MOMENT:
        stop = place + 1 + (keys[place + 1] in ("le", "les", "chaque"))
        found = _table().get(keys[stop]) if stop < len(keys) else None
        if found is not None and found.text("kind") == "moment":
            return Counted(found, stop)
    return None


def part(keys: Sequence[str], following: Sequence[str], before: str) -> Parting | None:
    """A strength and a count in number words ``keys`` that may be read as one number; None when they are one.

    ``following`` are the words after them, ``before`` the word that stands before (empty: none).
    """
    noun = counted(following, 0) if len(keys) > 1 else None
    whole = read_cardinal(keys) if noun else None
    if noun is None or whole is None or whole.used < len(keys) or not noun.usual:
        return None
    ways = [way for place in range(1, len(keys)) if (way := _cut(keys, place, noun))]
    if not ways:
        return _parted_eighty(keys, whole, noun)
    strength, count = ways[-1]
    # Before a moment alone, « vingt-deux le soir » may well be units of insulin: only grammar can tell.
    loose = whole.loose and count.value == 1
    absurd = loose or (whole.value > noun.most and noun.kind != "moment")
    if not absurd and (before in _NO_STRENGTH or not before or before[0].isdecimal()):
        return None
    # « elle a pris cent deux gouttes » may tell of so many: only the name of a drug has a strength.
    sure = absurd and len(ways) == 1 and (loose or bool(before) or noun.kind == "taking")
    sure = sure and _parted_eighty(keys, whole, noun) is None
    return Parting(strength.value, count.value, whole.value, strength.used, sure)


def _parted_eighty(keys: Sequence[str], whole: Cardinal, noun: Counted) -> Parting | None:
    """« trois cent quatre vingt gouttes » is no 380 drops: 304 and twenty, or a slip, nothing tells."""
    place = next(
        (at for at in range(2, len(keys)) if keys[at - 1] == "quatre" and keys[at][:5] == "vingt"), 0
    )
    strength, count = read_cardinal(keys[:place]), read_cardinal(keys[place:])
    if not place or whole.value <= noun.most or strength is None or count is None:
        return None
    if strength.used < place or count.used < len(keys) - place or count.value > noun.usual:
        return None
    return Parting(strength.value, count.value, whole.value, place, sure=False)


def _cut(keys: Sequence[str], place: int, noun: Counted) -> tuple[Cardinal, Cardinal] | None:
    """The two numbers on both sides of a place, when the second may be a count."""
    if "et" in (keys[place - 1], keys[place]) or (keys[place - 1] == "quatre" and keys[place][:5] == "vingt"):
        return None
    left, right = read_cardinal(keys[:place]), read_cardinal(keys[place:])
    if left is None or right is None or left.used < place or right.used < len(keys) - place:
        return None
    return (left, right) if 0 < right.value <= noun.usual and left.value > 0 else None


def read_schedule(
    keys: Sequence[str], start: int = 0, *, alike: bool = False
) -> tuple[tuple[str, ...], int] | None:
    """A scheme of takings, « un zéro un », « 1 0 0 1 »: its three or four figures and where it stops.

    It holds a zero, or it would be any numbers in a row; each figure is below ten. With ``alike`` the same figure
    three times is one too (« un un un »), though it may be something else.
    """
    figures: list[str] = []
    place = start
    while len(figures) < 4 and (number := read_whole(keys, place)) is not None and number.is_whole:
        if number.value > 9 or number.stop != place + 1:
            return None
        figures.append(number.figures)
        place = number.stop
    if alike and len(figures) == 3 and len(set(figures)) == 1 and figures[0] != "0":
        return tuple(figures), place
    if len(figures) < 3 or "0" not in figures or set(figures) == {"0"}:
        return None
    return tuple(figures), place


def rows_in(text: str) -> tuple[Row, ...]:
    """The rows of the table that a text counts, for the table's own examples."""
    keys = fold(text).replace("'", "' ").split()
    found = []
    for place in range(len(keys)):
        number = read_number(keys, place) if atoms_of(keys[place]) or keys[place][0].isdecimal() else None
        seen = counted(keys, number.stop) if number else None
        if seen is not None:
            found.append(seen.row)
    return tuple(found)
