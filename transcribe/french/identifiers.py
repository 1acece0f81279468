"""Numbers that name and count nothing: telephone, social security, postcodes, files, lots.

Their figures are never grouped by thousands, and what is said in groups is put together only when the total is the
length that such a number has.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from transcribe.french.cardinals import atoms_of, read_cardinal
from transcribe.french.fold import fold
from transcribe.french.numbers import read_whole
from transcribe.french.tables import Row, rows

# Words that may stand between a label and its number.
_BETWEEN = frozenset(
    "numero n° nº no est le la au : du patient patiente national interne medical suivant".split()
)
_REACH = 5
_PHONE = 10
_NIR_GROUPS = (1, 2, 2, 2, 3, 3, 2)
_MOST_WAYS = 8


@dataclass(frozen=True, slots=True)
class Identifier:
    """The figures of an identifier said in ``keys[start:stop]``, without spaces.

    ``written`` is how it is shown, in groups with plain spaces. ``alternatives``: other ways to cut the same words.
    """

    figures: str
    written: str
    start: int
    stop: int
    alternatives: tuple[str, ...] = ()


@cache
def _labels() -> dict[tuple[str, ...], Row]:
    return {tuple(key.split()): row for row in rows("identifiers") for key in row.keys}


@cache
def _ends() -> frozenset[str]:
    return frozenset(words[-1] for words in _labels())


def ends_label(key: str) -> bool:
    """Whether a folded word may be the last of a label."""
    return key in _ends()


def may_follow_label(key: str) -> bool:
    """Whether a folded word may stand between a label and its number."""
    return key in _BETWEEN


def label_before(keys: Sequence[str], start: int) -> Row | None:
    """The label that makes the number at ``start`` an identifier: « dossier médical n° », « code postal »."""
    labels = _labels()
    found: Row | None = None
    for place in range(start - 1, max(-1, start - 1 - _REACH), -1):
        pair = (keys[place - 1], keys[place]) if place else ()
        row = labels.get(pair) or labels.get((keys[place],))
        if row is None and keys[place] not in _BETWEEN:
            break
        if row is not None and (found is None or row.flag("join")):
            found = row
    return found


def read_phone(keys: Sequence[str], start: int = 0) -> Identifier | None:
    """A French telephone number of ten figures, « zéro six douze… », or « plus trente-trois six… »."""
    abroad = list(keys[start : start + 2]) in (["plus", "33"], ["+", "33"], ["plus", "trente-trois"])
    if abroad:
        first = read_whole(keys, start + 2)
        if first is None or len(first.figures) != 1 or first.figures == "0":
            return None
        ways = _pairs(keys, first.stop, 4)
        texts = [
            (f"+33{first.figures}{''.join(p)}", f"+33 {first.figures} {' '.join(p)}", stop)
            for p, stop in ways
        ]
    else:
        ways = _pairs(keys, start, 5)
        texts = [("".join(p), " ".join(p), stop) for p, stop in ways if p[0][0] == "0" and p[0] != "00"]
    if not texts:
        return None
    figures, written, stop = texts[0]
    others = tuple(text for _, text, end in texts[1:] if end == stop)
    return Identifier(figures, written, start, stop, others)


def _pairs(keys: Sequence[str], start: int, count: int) -> list[tuple[tuple[str, ...], int]]:
    """The ways to read ``count`` numbers of two figures from ``start`` on, with where each ends."""
    ways = [way for way in islice(_cut_pairs(keys, start, count), _MOST_WAYS) if not _goes_on(keys, way[1])]
    longest = max((stop for _, stop in ways), default=0)
    return sorted((way for way in ways if way[1] == longest), key=lambda way: way[1])


def _goes_on(keys: Sequence[str], stop: int) -> bool:
    """Whether more figures follow: the number would be longer."""
    return stop < len(keys) and read_whole(keys, stop) is not None and keys[stop] not in ("un", "une")


def _cut_pairs(keys: Sequence[str], start: int, count: int) -> Iterator[tuple[tuple[str, ...], int]]:
    if not count:
        yield (), start
        return
    for pair, stop in _pair_at(keys, start):
        for rest, end in _cut_pairs(keys, stop, count - 1):
            yield (pair, *rest), end


def _pair_at(keys: Sequence[str], start: int) -> Iterator[tuple[str, int]]:
    """Two figures said at ``start``: « zéro six », « douze », « soixante » or « soixante douze »."""
    if start >= len(keys):
        return
    if keys[start].isdecimal():
        if len(keys[start]) == 2:
            yield keys[start], start + 1
        elif keys[start] == "0" and start + 1 < len(keys) and (one := _one_figure(keys[start + 1])):
            yield "0" + one, start + 2
        return
    if keys[start] == "zero":
        if start + 1 < len(keys) and (one := _one_figure(keys[start + 1])):
            yield "0" + one, start + 2
        return
    stop = start
    while stop < len(keys) and stop - start < 4 and atoms_of(keys[stop]):
        stop += 1
    for end in range(stop, start, -1):
        number = read_cardinal(keys[start:end])
        if number is not None and number.used == end - start and 10 <= number.value <= 99:
            yield str(number.value), end


def _one_figure(key: str) -> str:
    if key.isdecimal():
        return key if len(key) == 1 else ""
    number = read_cardinal((key,))
    return str(number.value) if number is not None and number.value < 10 else ""


def read_in_row(keys: Sequence[str], start: int = 0) -> Identifier | None:
    """The numbers said in a row at ``start`` as the figures of one identifier, zeros said apart kept."""
    figures, place, parts = "", start, 0
    while (number := read_whole(keys, place)) is not None and number.is_whole:
        figures, place, parts = figures + number.figures, number.stop, parts + 1
    return Identifier(figures, figures, start, place) if parts > 1 else None


def written_nir(figures: str) -> str:
    """A social security number in its usual groups: 2 83 05 75 116 042 27; empty when it is none."""
    if not re.fullmatch(r"[1-478]\d{4}(?:\d\d|2[AB])\d{6}(?:\d{2})?", figures):
        return ""
    parts, place = [], 0
    for size in _NIR_GROUPS:
        parts.append(figures[place : place + size])
        place += size
    return " ".join(part for part in parts if part)


def read_postcode(keys: Sequence[str], start: int = 0) -> Identifier | None:
    """A French postcode: five figures at once, or « soixante-quinze zéro treize », « soixante-neuf mille trois »."""
    whole = read_whole(keys, start)
    if whole is None or not whole.is_whole:
        return None
    figures, stop = whole.figures, whole.stop
    if len(figures) == 2 or figures == "0":
        joined = read_in_row(keys, start)
        if joined is None:
            return None
        figures, stop = joined.figures, joined.stop
    elif len(figures) == 4 and figures[0] != "0":
        figures = figures.zfill(5)  # « 1000 » for Bourg-en-Bresse; « soixante-quinze treize » lacks a figure
    if len(figures) != 5 or not 1000 <= int(figures) <= 98999:
        return None
    return Identifier(figures, figures, start, stop)


def labels_in(text: str) -> tuple[Row, ...]:
    """The labels whose number a text gives, for the table's own examples."""
    keys = re.findall(r"[\w°º'-]+|[^\w\s]", fold(text))
    found = (label_before(keys, place) for place, key in enumerate(keys) if key[0].isdecimal())
    return tuple(row for row in found if row is not None)
