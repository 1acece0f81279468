"""Doses that no one gives: beyond ten times the most that is usual at once (``data/doses.toml``).

A dose belongs to the drug before it, over the words that may stand between: « Xarelto un comprimé de 20 mg ».
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from transcribe.french.cardinals import NUMBER_WORDS
from transcribe.french.counts import kind_of
from transcribe.french.fold import fold, fold_in_place
from transcribe.french.numbers import SPACE, WRITTEN_NUMBER, decimal_of
from transcribe.french.tables import Row, by_key, rows
from transcribe.french.units import symbol_of
from transcribe.french.word_sorts import sorted_words

Substance = Callable[[str], str]
"""The DCI of the drug that words name, as written or folded (« acide acétylsalicylique », « paracétamol + codéine »);
empty when they name none."""

_DOSE = re.compile(rf"(?<![\w,.])({WRITTEN_NUMBER}){SPACE}?(mg|µg|g|(?:milli|micro)?grammes?)\b(?!/)")
_STOP = re.compile(r"[.;:!?\n]")
_REACH = 120
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_IN_MILLIGRAMS = {"g": Decimal(1000), "mg": Decimal(1), "µg": Decimal("0.001")}
_BEYOND = 10
_LINKS = 6
_LONGEST = 4
_REASON = "Dose plus de dix fois au-dessus de ce qui se donne de « {name} » : vérifier."


@dataclass(frozen=True, slots=True)
class Excess:
    """``text[start:end]`` is a dose that no one gives of the drug of ``row``, and why, in French."""

    start: int
    end: int
    reason: str
    row: Row


def find_excesses(folded: str, substance: Substance | None = None) -> Iterator[Excess]:
    """The doses beyond all measure of a text folded in place, in order.

    ``substance`` tells the DCI of a brand; without it only the drugs written by their DCI are known.
    """
    for match in _DOSE.finditer(folded):
        symbol = symbol_of(match[2]) or match[2]
        milligrams = decimal_of(match[1]) * _IN_MILLIGRAMS[symbol]
        before = folded[max(0, match.start() - _REACH) : match.start()]
        row = _drug_before(_WORD.findall(_STOP.split(before)[-1]), substance)
        if row is not None and milligrams > _BEYOND * row.number("most"):
            yield Excess(match.start(), match.end(), _REASON.format(name=row.forms[0]), row)


def _drug_before(words: Sequence[str], substance: Substance | None) -> Row | None:
    """The row of the drug that ends a run of words, but for words that may stand between it and its dose."""
    stop = len(words)
    while stop and stop > len(words) - _LINKS:
        for size in range(min(_LONGEST, stop), 0, -1):
            if row := _row_of(" ".join(words[stop - size : stop]), substance):
                return row
        if not _may_stand_between(words[stop - 1]):
            return None
        stop -= 1
    return None


def names_substance(keys: Sequence[str]) -> bool:
    """Whether folded words end with the name of a substance that has a dose (« acide valproïque »)."""
    return any(" ".join(keys[-size:]) in _table() for size in range(1, min(len(keys), _LONGEST) + 1))


def _row_of(name: str, substance: Substance | None) -> Row | None:
    """The row of a drug by its DCI, or by its brand; of several substances, the one that is given most."""
    if row := _table().get(name):
        return row
    parts = substance(name).split(" + ") if substance else []
    known = [row for part in parts if (row := _table().get(fold(part)))]
    return max(known, key=lambda row: row.number("most"), default=None)


@cache
def _may_stand_between(word: str) -> bool:
    return (
        word in sorted_words("article", "of", "to", "preposition")
        or kind_of(word) is not None
        or word in NUMBER_WORDS
        or word.isdecimal()
        or word in _words_between()
    )


@cache
def _words_between() -> dict[str, Row]:
    return by_key(rows("dose_words"))


@cache
def first_words() -> frozenset[str]:
    """What the names of the substances that have a limit begin with: « acide », « amoxicilline »."""
    return frozenset(head[0] for name in _table() if (head := re.match(r"[^\W_]+", name)))


@cache
def _table() -> dict[str, Row]:
    return by_key(rows("doses"))


def rows_in(text: str) -> tuple[Row, ...]:
    """The rows whose limits a text passes, for the table's own examples."""
    return tuple(excess.row for excess in find_excesses(fold_in_place(text)))


def words_between(text: str) -> tuple[Row, ...]:
    """The rows of the words that stand between a drug and a dose beyond all measure, for the table's own examples."""
    folded = fold_in_place(text)
    found = [_WORD.findall(folded[: excess.start]) for excess in find_excesses(folded)]
    return tuple(row for words in found for word in words if (row := _words_between().get(word)))
