"""Places named with words of the language: « au bar le Galopin », « résidence les glycines » (``establishments.toml``).

What announces an establishment is known; what follows it is its name unless it says of which sort it is (« pharmacie
de garde »), whose it is (« l'école de l'enfant ») or what goes on there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transcribe.anonymising.small import is_content
from transcribe.anonymising.surroundings import Surroundings
from transcribe.core.tomls import parse_toml
from transcribe.french import fold, tokenise
from transcribe.french.civilities import civility_of

_ARTICLES = frozenset("le la les l' aux".split())
_OF = frozenset("de du des d'".split())
_INSIDE = _ARTICLES | _OF | frozenset("et a au en sur sous saint sainte".split())
_MOST = 3
_RARE = 4.0
_PARTICIPLES = ("é", "ée", "és", "ées", "ie", "ies", "ue", "ues")


@dataclass(frozen=True, slots=True)
class Establishment:
    """What announces a place: its folded words; ``named``: words of the language name it, ``bare``: without article."""

    words: tuple[str, ...]
    named: bool
    bare: bool
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All that announces a place by the first word, the longest first; ``generic``: words that name no place."""

    by_first: dict[str, tuple[Establishment, ...]]
    generic: frozenset[str]


@cache
def table() -> Table:
    """The shipped table, read once."""
    read = parse_toml(Path(__file__).with_name("establishments.toml").read_text("utf-8"))
    rows = read["rows"]
    assert isinstance(rows, list)
    found: dict[str, list[Establishment]] = {}
    for row in rows:
        for form in row["forms"]:
            words = tuple(token.key for token in tokenise(form))
            found.setdefault(words[0], []).append(
                Establishment(
                    words,
                    row["sort"] == "named",
                    bool(row.get("bare", False)),
                    tuple(row["examples"]),
                    tuple(row["counter_examples"]),
                )
            )
    by_first = {first: tuple(sorted(some, key=lambda one: -len(one.words))) for first, some in found.items()}
    return Table(by_first, frozenset(map(fold, str(read["generic"]).split())))


def named_places(around: Surroundings) -> Iterator[tuple[int, str]]:
    """Tokens that name an establishment, and why."""
    without_capitals = _is_without_capitals(around)
    for place in range(len(around.tokens)):
        head = _head_at(around, place)
        if head is None:
            continue
        start = _past_sort(around, place + len(head.words))
        why = f"derrière « {around.tokens[place].text} »"
        yield from ((at, why) for at in _name(around, start, head, without_capitals=without_capitals))


def _head_at(around: Surroundings, place: int) -> Establishment | None:
    for head in table().by_first.get(around.key(place), ()):
        if tuple(around.key(place + step) for step in range(len(head.words))) == head.words:
            clinical = head.words[0] == "clinique" and around.is_word(place - 1)
            noun = clinical and around.key(place - 1) not in _ARTICLES | _OF | {"une", "en", "a", "cette"}
            return None if noun else head
    return None


def _past_sort(around: Surroundings, place: int) -> int:
    """Past what says of which sort the place is: « (école) maternelle », « (centre) de radiologie »."""
    while True:
        if _is_generic(around, place):
            place += 1
        elif around.key(place) in ("de", "d'") and _is_generic(around, place + 1):
            place += 2
        else:
            return place


def _is_generic(around: Surroundings, place: int) -> bool:
    return around.key(place) in table().generic and not around.is_capital(place)


def _name(around: Surroundings, start: int, head: Establishment, *, without_capitals: bool) -> Iterator[int]:
    """The tokens of the name that begins there: words with a capital, or of the language where one may follow."""
    place = start
    if around.tokens[place : place + 1] and around.tokens[place].text in '«"':
        place += 1
    first = place
    while around.key(place) in _ARTICLES | _OF:
        place += 1
    article = around.key(first) in _ARTICLES and place > first
    linked = place > first
    if place >= len(around.tokens) or not around.is_word(place):
        return
    if around.is_capital(place):
        yield from _capitals(around, place, first)
        return
    bare = head.named and not linked and around.known.is_surname(around.tokens[place].text)
    may = (is_content(around, place) or bare) and around.key(place) not in table().generic
    word = around.tokens[place].text
    of = linked and not article
    verb = around.known.may_be_verb(word) and not (of and around.known.is_listed_noun(word))
    if not may or verb or around.is_headed(place, word):
        return
    listed = around.known.is_surname(word) or around.known.is_eponym(word.capitalize())
    strange = (around.is_odd(place) or listed) and not around.known.is_frequent(word, _RARE)
    seldom = not linked and (around.known.is_rare(word) or around.is_odd(place))
    sure = head.named and (article or (linked and without_capitals))
    if sure or (head.named and (strange or bare)) or seldom or (head.bare and not linked):
        yield from _small(around, place)


def _capitals(around: Surroundings, place: int, first: int) -> Iterator[int]:
    """« Air Confort Santé », « Abstinents du Cap », « Petit Mousse II »."""
    word = around.tokens[place].text
    if civility_of(word) is not None or around.key(place) in table().generic or around.is_heading(place):
        return
    if word.isupper() and len(word) > 1 and (around.is_siglum(place) or around.opens(place)):
        return
    if around.known.lexicon.substance(word) or around.known.lexicon.substance(word.lower()):
        return
    last = at = place
    while at < len(around.tokens) and at - last < 3:
        if around.is_capital(at) and civility_of(around.tokens[at].text) is None:
            last = at
        elif around.key(at) not in _INSIDE and around.tokens[at].text != "-":
            break
        at += 1
    yield from range(place, last + 1)


def _small(around: Surroundings, place: int) -> Iterator[int]:
    """« croix blanche », « dragon d'or », « chantiers de l'atlantique »: how far a name in small letters goes."""
    last = at = place
    while at - place <= _MOST * 2:
        following = at + 1
        while around.key(following) in _OF | {"l'", "la"} and following - at < 3:
            following += 1
        if not is_content(around, following) or around.known.may_be_verb(around.tokens[following].text):
            break
        word = around.tokens[following].text
        if word.endswith(_PARTICIPLES) or around.known.is_medical(word):
            break
        if around.key(following) in table().generic or following - place > _MOST:
            break
        last = at = following
    yield from range(place, last + 1)


def _is_without_capitals(around: Surroundings) -> bool:
    """Whether a text is all in small letters: a recogniser's, without marks."""
    words = [at for at in range(len(around.tokens)) if around.is_word(at)]
    return sum(around.is_capital(at) for at in words) * 50 < len(words) + 50
