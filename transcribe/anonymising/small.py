"""Names that have lost their capital: behind what announces one, beside a name, and first names with a surname.

A recogniser, or somebody who types fast, writes « sa femme maryvonne », « lucas bernardin », « à sélestat ». Only words
that the language and medicine do not know, or that a list of names holds and nobody says otherwise, are taken.
"""

from collections.abc import Iterator, Mapping

from transcribe.anonymising.cues import cues
from transcribe.anonymising.surroundings import Surroundings
from transcribe.anonymising.types import Kind
from transcribe.french.civilities import civility_of
from transcribe.french.particles import is_particle

_MOST = 3
_LINKS = frozenset("le la les l' de du des d'".split())
_NEARLY = 0.85
_SELDOM, _OFTEN = 3.5, 4.5
Mark = tuple[int, Kind, str]
"""A token, what it names, why."""


def names_in_small_letters(
    around: Surroundings, marked: Mapping[int, tuple[Kind, float, str]]
) -> Iterator[Mark]:
    """Tokens of names without capital; ``marked`` are those already found, with their kinds."""
    for place in range(len(around.tokens)):
        key = around.key(place)
        if key in cues().people or civility_of(around.tokens[place].text) is not None:
            yield from _behind(around, place, "person")
        elif key in cues().places:
            yield from _behind(around, place, "place")
        elif _may_be_town(around, place):
            yield place, "place", "commune"
        elif _is_first_name(around, place):
            surname = _is_listed_surname(around, place + 1)
            yield from ((at, "person", "prénom") for at in range(place, place + 1 + surname))
            yield from ((at, "person", "prénom") for at in _rest(around, place + 1 + surname))
        if place in marked and around.is_capital(place):
            yield from ((at, marked[place][0], "suite d’un nom") for at in _rest(around, place + 1))


def _is_small(around: Surroundings, place: int) -> bool:
    return around.is_word(place) and not around.is_capital(place)


def _may_be_name(around: Surroundings, place: int) -> bool:
    """Whether a word in small letters may be part of a name: none of the language, or listed and seldom said."""
    if not _is_small(around, place) or around.tokens[place].kind != "word":
        return False
    word = around.tokens[place].text
    if len(word) < 3 or around.is_verb(place) or is_particle(word) or civility_of(word) is not None:
        return False
    if around.key(place) in cues().people | cues().places | cues().silent or around.known.is_medical(word):
        return False
    if around.known.is_surname(word) or around.known.is_first_name(word):
        return not around.known.is_frequent(word)
    return around.is_odd(place) and not (
        around.known.is_formed(word) or around.known.is_nearly_known(word, _NEARLY)
    )


def _is_first_name(around: Surroundings, place: int) -> bool:
    """Whether a word in small letters is a listed first name and no word of the language."""
    if not _is_small(around, place):
        return False
    word = around.tokens[place].text
    return len(word) > 2 and around.known.is_first_name(word) and around.is_odd(place)


def _may_be_town(around: Surroundings, place: int) -> bool:
    """Whether a word in small letters is a commune and no word of the language."""
    return (
        _is_small(around, place) and around.known.is_town(around.tokens[place].text) and around.is_odd(place)
    )


def _is_listed_surname(around: Surroundings, place: int) -> bool:
    """Whether a surname follows a first name, a word of the language perhaps: « lucas bernardin »."""
    if not _is_small(around, place) or around.is_verb(place):
        return False
    word = around.tokens[place].text
    return around.known.is_surname(word) and not around.known.is_frequent(word, _SELDOM)


def _may_be_called(around: Surroundings, place: int) -> bool:
    """Whether a listed first name, a word of the language too, is one behind « sa sœur »: « paulette », « ange »."""
    if not _is_small(around, place):
        return False
    word = around.tokens[place].text
    return around.known.is_first_name(word) and not around.known.is_frequent(word, _OFTEN)


def _behind(around: Surroundings, place: int, kind: Kind) -> Iterator[Mark]:
    start = place + 1
    while around.key(start) in _LINKS or (
        start < len(around.tokens) and civility_of(around.tokens[start].text)
    ):
        start += 1
    if around.key(start) in (",", ":"):
        start += 1
    why = f"derrière « {around.tokens[place].text} »"
    called = around.key(place) in cues().relatives | cues().naming and _may_be_called(around, start)
    if called or _may_be_name(around, start) or (kind == "place" and _may_be_town(around, start)):
        yield from ((at, kind, why) for at in (start, *_rest(around, start + 1)))


def _rest(around: Surroundings, start: int) -> Iterator[int]:
    """What follows the first word of a name: a few words that may be names, particles between them."""
    place, count = start, 0
    while count < _MOST:
        linked = place
        while is_particle(around.key(linked)) and linked - place < 2:
            linked += 1
        if not _may_be_name(around, linked):
            return
        yield from range(place, linked + 1)
        place, count = linked + 1, count + 1
