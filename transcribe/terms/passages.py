"""Passages of a text whose error would harm: identities, dates, figures, sides, negations.

A rule of thumb for French reports, on tokens alone: a name is what follows a title, a figure takes its unit and
the word before it, a side the word it qualifies, a negation what it denies.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from transcribe.core.types import DoubtKind
from transcribe.french import Token, fold
from transcribe.french.calendar import MONTHS
from transcribe.french.civilities import civility_of
from transcribe.french.negations import is_negation, may_deny
from transcribe.french.numbers import is_sure_number
from transcribe.french.particles import is_particle
from transcribe.french.sides import is_side, side_of
from transcribe.terms.tokens import PARTICLES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNITS = _words(
    """
    mg g µg kg ml l ui mmol µmol dl cm mm m h min an ans mois jour jours semaine semaines heure heures minute
    minutes fois milligramme milligrammes gramme grammes microgramme microgrammes millilitre millilitres litre
    litres unité unités comprimé comprimés gélule gélules ampoule ampoules goutte gouttes dioptries centimètre
    centimètres millimètre millimètres kilos kilogrammes mètre mètres par le la x
    """
)
_LITTLE = _words("de du des d la le les l un une à au aux en et ou que qu est a se s ne n y")
_DATED = frozenset(fold(month) for month in MONTHS)
_LONGEST = 9
_NEIGHBOURS = 7


class Said(Protocol):
    """A word of a text, by whatever type."""

    @property
    def text(self) -> str:
        """As it is written."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens ``first..last`` that are to be right together, and why."""

    first: int
    last: int
    kind: DoubtKind
    dated: bool = False


def kind_of(tokens: Sequence[Token], index: int) -> DoubtKind | None:
    """What a token decides by itself: an identity, a side, a negation, a figure; None for most words."""
    token = tokens[index]
    word = token.text.lower()
    if follows_title(tokens, index):
        return "identity"
    if side_of(word) and _stands(is_side, tokens, index):
        return "laterality"
    if may_deny(word) and _stands(is_negation, tokens, index):
        return "negation"
    if token.kind == "number" or is_sure_number(fold(word)) or fold(word) in _DATED:
        return "dose"
    return "dose" if token.kind == "code" and any(letter.isdigit() for letter in word) else None


def _stands(asked: Callable[[Sequence[str], int], bool], tokens: Sequence[Token], index: int) -> bool:
    """What ``asked`` says of a word among its neighbours."""
    first = max(0, index - _NEIGHBOURS)
    return asked([token.text for token in tokens[first : index + _NEIGHBOURS]], index - first)


def passages(text: str, tokens: Sequence[Token]) -> Iterator[Passage]:
    """The passages of a text, in order, without overlaps."""
    done = -1
    for index in range(len(tokens)):
        if index <= done:
            continue
        kind = kind_of(tokens, index)
        if kind is not None:
            first, last = _around(text, tokens, index, kind)
            first, last = max(first, done + 1), max(last, index)
            yield Passage(first, last, kind, _is_dated(tokens, first, last))
            done = last


def follows_title(tokens: Sequence[Said], index: int) -> bool:
    """Whether a word is part of a name: capitals in a row after « madame », « docteur »…"""
    if not _may_be_named(tokens[index].text):
        return False
    for token in reversed(tokens[max(0, index - 5) : index]):
        if civility_of(token.text):
            return True
        if not _may_be_named(token.text):
            return False
    return False


def _may_be_named(word: str) -> bool:
    return word[:1].isupper() or is_particle(word.rstrip("'’"))


def _around(text: str, tokens: Sequence[Token], index: int, kind: DoubtKind) -> tuple[int, int]:
    """First and last token of the passage that the deciding token ``index`` stands in."""
    last = index
    if kind == "identity":
        while last + 1 < len(tokens) and follows_title(tokens, last + 1) and _near(text, tokens, last):
            last += 1
        return index, last
    if kind == "negation":
        return index, _content_after(text, tokens, index, 2)
    if kind == "dose":
        while last + 1 < len(tokens) and last - index < _LONGEST and _is_measured(text, tokens, last):
            last += 1
        while last > index and tokens[last].text.lower() in _LITTLE:
            last -= 1
    return _content_before(text, tokens, index), last


def _is_measured(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether the token after ``last`` goes on with a figure: its unit, how often, the rest of a date."""
    token = tokens[last + 1]
    if not _near(text, tokens, last):
        return False
    return token.text.lower() in _UNITS or kind_of(tokens, last + 1) == "dose"


def _content_after(text: str, tokens: Sequence[Token], index: int, wanted: int) -> int:
    """The last of at most ``wanted`` full words after a token, in its clause."""
    last = place = index
    while wanted and place + 1 < len(tokens) and _near(text, tokens, place):
        place += 1
        if kind_of(tokens, place) is not None:
            break
        if not _is_little(tokens[place]):
            last, wanted = place, wanted - 1
    return last


def _content_before(text: str, tokens: Sequence[Token], index: int) -> int:
    """The full word just before a token, over little words, in its clause; the token itself if none."""
    place = index
    for _ in range(2):
        if place == 0 or not _near(text, tokens, place - 1) or kind_of(tokens, place - 1) is not None:
            return index
        place -= 1
        if not _is_little(tokens[place]):
            return place
    return index


def full_words(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The bounds of tokens without the little words at their ends: « 5 mg » of « de 5 mg »."""
    while first < last and _is_empty(tokens, first):
        first += 1
    while first < last and _is_empty(tokens, last):
        last -= 1
    return first, last


def _is_empty(tokens: Sequence[Token], index: int) -> bool:
    return _is_little(tokens[index]) and kind_of(tokens, index) is None


def _is_little(token: Token) -> bool:
    return token.kind in PARTICLES or token.text.lower() in _LITTLE


def _near(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether no mark that ends a clause stands between a token and the next one."""
    between = text[tokens[index].end : tokens[index + 1].start]
    return len(between) < 4 and not any(mark in between for mark in ".,;:!?\n()")


def _is_dated(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(fold(token.text) in _DATED for token in tokens[first : last + 1])
