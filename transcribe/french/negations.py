"""Words that deny: what is lost or added with them turns a sentence over (``data/negations.toml``).

Two questions: whether a word may deny (``negation_of``: what must never be changed or lost), and whether it does where
it stands (``is_negation``: « pas à pas » denies nothing, « plus » only after « ne »).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from transcribe.french.finding import Finder, Hit, words_of
from transcribe.french.fold import fold, like_case, tidy
from transcribe.french.tables import Row, TableError, rows

Sort = Literal[
    "particle", "adverb", "determiner", "preposition", "conjunction", "answer", "noun", "adjective"
]
_REACH = 6  # words between « ne » and « plus » or « rien »
_MARKS = frozenset(".,;:!?()\n")
_PREFIX = "non-"


@dataclass(frozen=True, slots=True)
class Negation:
    """A negation: its forms, and what each becomes when the negation is lost (nothing: it just goes).

    ``accents``: the same letters with an accent are another word (« ne », « né »); ``is_result``: what a test answers;
    ``twice``: said twice on purpose.
    """

    forms: tuple[str, ...]
    sort: Sort
    needs_ne: bool
    accents: bool
    opposites: tuple[str, ...]
    is_result: bool = False
    twice: bool = False


def negation_of(word: str) -> Negation | None:
    """The negation that a word is by itself, whatever its case; None for words that need « ne »."""
    key = fold(word)
    found = _by_key().get("non" if key.startswith(_PREFIX) else key)
    if found is None or found.needs_ne or (found.accents and tidy(word).lower() not in found.forms):
        return None
    return found


def may_deny(word: str) -> bool:
    """Whether a word is in the table at all: « plus » and « rien » too, which need « ne »."""
    key = fold(word)
    return key in _by_key() or key.startswith(_PREFIX)


@cache
def negation_words(*sorts: Sort) -> frozenset[str]:
    """The folded words that deny by themselves, of some sorts or of all."""
    return frozenset(
        key
        for key, negation in _by_key().items()
        if not negation.needs_ne and (not sorts or negation.sort in sorts)
    )


def goes_with_ne(word: str) -> bool:
    """Whether a word makes one negation with « ne »: « pas », « jamais », « aucun », « rien », « ni »…"""
    found = _by_key().get(fold(word))
    return found is not None and found.sort in ("adverb", "determiner", "conjunction")


@cache
def ne_words() -> frozenset[str]:
    """The folded words that make one negation with « ne », those that deny only so among them."""
    return frozenset(filter(goes_with_ne, _by_key()))


@cache
def result_words() -> frozenset[str]:
    """The folded words that answer a test, and their contraries: « négatif », « positives »."""
    found = [negation for negation in _by_key().values() if negation.is_result]
    return frozenset(fold(form) for negation in found for form in (*negation.forms, *negation.opposites))


@cache
def emphatic_words() -> frozenset[str]:
    """The folded negations that are said twice on purpose."""
    return frozenset(key for key, negation in _by_key().items() if negation.twice)


@cache
def determiners() -> tuple[tuple[str, ...], ...]:
    """The negative determiners, each as written in both genders and numbers: « aucun », « aucune »…"""
    return tuple(row.forms[:4] for row in rows("negations") if row.text("sort") == "determiner")


def is_negation(words: Sequence[str], place: int) -> bool:
    """Whether a word, among words and marks as written, denies something."""
    if fold(words[place]).startswith(_PREFIX):
        return True
    hit = _finder().at(words, place)
    return hit is not None and _denies(words, hit)


def find_negations(text: str) -> Iterator[Row]:
    """The rows of the negations of a text, in order."""
    words = words_of(text)
    return (hit.row for hit in _finder().find(words) if _denies(words, hit))


def affirmative(word: str) -> str:
    """What a word becomes when its negation is lost: « avec » for « sans »; empty when it just goes."""
    found = negation_of(word)
    if found is None or not found.opposites:
        return ""
    places = [place for place, form in enumerate(found.forms) if fold(form) == fold(word)]
    return like_case(word, found.opposites[min(places[0] if places else 0, len(found.opposites) - 1)])


def _denies(words: Sequence[str], hit: Hit) -> bool:
    if not hit.row.flag("needs_ne"):
        return True
    for word in reversed(words[max(0, hit.start - _REACH) : hit.start]):
        found = tidy(word).lower()
        if found in ("ne", "n'"):
            return True
        if found in _MARKS or found == "pas":
            return False
    return False


@cache
def _finder() -> Finder:
    return Finder(rows("negations"))


@cache
def _by_key() -> dict[str, Negation]:
    return {key: found for row in rows("negations") for found in [_negation(row)] for key in row.keys}


def _negation(row: Row) -> Negation:
    sort = row.text("sort")
    for known in get_args(Sort):
        if sort == known:
            return Negation(
                row.forms,
                known,
                row.flag("needs_ne"),
                row.flag("accents"),
                row.texts("opposites"),
                row.flag("result"),
                row.flag("twice"),
            )
    raise TableError(f"negations : « {row.forms[0]} » n’a pas de sorte connue")
