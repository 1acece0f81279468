"""Names that have lost their capital: behind what announces one, beside a name, and first names with a surname.

A recogniser, or somebody who types fast, writes « sa femme maryvonne », « lucas bernardin », « à sélestat ». Only words
that the language and medicine do not know, or that a list of names holds and nobody says otherwise, are taken.
"""

from collections.abc import Iterator, Mapping

from transcribe.anonymising.cues import cues, towns
from transcribe.anonymising.surroundings import Surroundings
from transcribe.anonymising.types import Kind
from transcribe.french.calendar import month_of
from transcribe.french.civilities import civility_of
from transcribe.french.numbers import is_number_key
from transcribe.french.particles import is_particle
from transcribe.french.word_sorts import name_links, sorted_words

_MOST = 3
_LINKS = name_links()
_NEARLY = 0.85
_SELDOM, _OFTEN, _COMMON = 3.5, 4.5, 4.9
_WHO = frozenset("suite".split())
# Behind them a word says how somebody is, not who: « patient constant ».
_ANYBODY = frozenset(
    "patient patiente enfant jeune eleve petit petite aide aides certain certaine temoin contact".split()
)
_BORN = frozenset("ne nee nes nees incarcere incarceree scolarise scolarisee".split())
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
        elif _is_town(around, place):
            yield place, "place", "commune"
        elif _is_first_name(around, place):
            surname = _is_listed_surname(around, place + 1)
            yield from ((at, "person", "prénom") for at in range(place, place + 1 + surname))
            yield from ((at, "person", "prénom") for at in _rest(around, place + 1 + surname))
        yield from _called(around, place)
        if _is_aged(around, place):
            yield place, "person", "devant un âge"
        if place in marked:
            yield from _following(around, place, marked)


def _following(
    around: Surroundings, place: int, marked: Mapping[int, tuple[Kind, float, str]]
) -> Iterator[Mark]:
    """What goes on with a name: « Olivier noir », « Gomes da costa », « Nassuf et rayhana »."""
    kind, _, why = marked[place]
    if around.is_capital(place):
        yield from ((at, kind, "suite d’un nom") for at in _rest(around, place + 1))
    if kind != "person" or place + 1 in marked:
        return
    titled = why.startswith("derrière")
    if titled or around.known.is_first_name(around.tokens[place].text):
        yield from ((at, kind, "suite d’un nom") for at in _surname(around, place, titled=titled))
    given = titled and _may_be_called(around, place + 1)
    if given and (around.key(place + 2) in cues().born or is_number_key(around.key(place + 2))):
        yield place + 1, kind, "prénom derrière un nom"
    if around.key(place + 1) == "et" and (
        _is_first_name(around, place + 2) or _is_unheard_of(around, place + 2)
    ):
        yield place + 2, kind, "à côté d’un nom"


def _surname(around: Surroundings, place: int, *, titled: bool) -> Iterator[int]:
    """The surname in small letters behind a first name, particles between: « marcel le floch », « marie tooth »."""
    at = place + 1
    while is_particle(around.key(at)) and at - place <= 2:
        at += 1
    linked = at > place + 1
    if not is_content(around, at):
        return
    word = around.tokens[at].text
    listed, verb = around.known.is_surname(word), around.known.may_be_verb(word)
    if around.known.is_medical(word) and not (listed and titled and not linked):
        return
    first = around.known.is_first_name(around.tokens[place].text)
    surname = listed and not verb and not around.known.is_frequent(word, _COMMON)
    surname = surname or (listed and first and not linked and not verb)
    noun = titled and first and not linked and around.known.is_noun(word)
    rare = first and not linked and around.known.is_rare(word)
    if surname or noun or rare or _is_unheard_of(around, at):
        yield from range(place + 1, at + 1)


def is_content(around: Surroundings, place: int) -> bool:
    """Whether a word in small letters is none of grammar, no verb, no title, no cue and no number."""
    if not _is_small(around, place) or around.tokens[place].kind != "word":
        return False
    word, key = around.tokens[place].text, around.key(place)
    if len(word) < 3 or around.is_verb(place) or is_particle(word) or civility_of(word) is not None:
        return False
    if is_number_key(key) or month_of(key) or key in sorted_words() | _WHO:
        return False
    return (
        key not in cues().people | cues().places | cues().silent | cues().numbers.keys() | cues().qualifiers
    )


def _is_unheard_of(around: Surroundings, place: int) -> bool:
    """Whether nothing explains a word in small letters: neither the language nor medicine nor a slip."""
    return (
        is_content(around, place)
        and around.is_odd(place)
        and not (
            around.known.is_formed(around.tokens[place].text)
            or around.known.is_nearly_known(around.tokens[place].text, _NEARLY)
        )
    )


def title_names(around: Surroundings, place: int) -> bool:
    """Whether what stands in small letters behind « docteur », « madame » is a name, though a word of the language:
    « docteur lumière », « monsieur marteau »; not « le docteur confirme », « docteur généraliste »."""
    if not is_content(around, place):
        return False
    word = around.tokens[place].text
    if around.known.is_surname(word) or around.known.is_first_name(word):
        return not around.known.may_be_verb(word) or not around.known.is_frequent(word)
    return around.known.is_noun(word) and not around.known.is_medical(word)


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


def _is_town(around: Surroundings, place: int) -> bool:
    """A commune that is no word; behind « à », or where somebody lives, one that is: « à nantes », « né à vitré »."""
    if _may_be_town(around, place):
        return True
    word = around.tokens[place].text
    if around.key(place - 1) == "de" and around.key(place - 2) in cues().places:
        return _is_small(around, place) and around.key(place) in towns().words
    if not is_content(around, place) or around.tokens[place - 1].text.lower() not in ("à", "a", "sur"):
        return False
    if around.key(place) in towns().words:
        return True
    settled = any(around.key(back) in cues().dwelling | _BORN for back in range(place - 2, place - 8, -1))
    if around.tokens[place - 1].text.lower() != "à" or not settled:
        return False
    near = any(around.key(back) in cues().dwelling | _BORN for back in range(place - 2, place - 4, -1))
    named = around.known.is_town(word) or around.known.is_surname(word) or around.is_odd(place)
    return (named and not around.known.is_frequent(word, _COMMON)) or (near and around.is_odd(place))


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
    start = around.past_post(place + 1) if kind == "person" else place + 1
    while around.key(start) in _LINKS or (
        start < len(around.tokens) and civility_of(around.tokens[start].text)
    ):
        start += 1
    if around.key(start) in (",", ":"):
        start += 1
    why = f"derrière « {around.tokens[place].text} »"
    close = cues().relatives | cues().naming | (cues().roles - _ANYBODY)
    called = (around.key(place) in close or start > place + 1) and _may_be_called(around, start)
    called = called or (around.key(place) in cues().relatives and _acts(around, place, start))
    if called or _may_be_name(around, start) or (kind == "place" and _may_be_town(around, start)):
        yield from ((at, kind, why) for at in (start, *_rest(around, start + 1)))


def _acts(around: Surroundings, place: int, start: int) -> bool:
    """Whether a noun right behind « la maman » does something, and so names her: « la maman grâce travaille »."""
    if start != place + 1 or not is_content(around, start) or not around.is_verb(start + 1):
        return False
    word = around.tokens[start].text
    return around.known.is_noun(word) and not around.known.is_medical(word)


def _is_aged(around: Surroundings, place: int) -> bool:
    """Whether a first name that is a word too stands before an age: « bilan de capucine, 8 ans »."""
    if not (_may_be_called(around, place) and is_content(around, place)):
        return False
    return any(around.key(at) in ("ans", "mois") for at in range(place + 2, place + 5)) and is_number_key(
        around.key(place + 1)
    )


def _called(around: Surroundings, place: int) -> Iterator[Mark]:
    """What somebody says that she is called, whatever word it is: « elle s’appelle bien carie »."""
    if around.key(place) not in ("appelle", "appelait") or around.key(place - 1) != "s'":
        return
    start = place + 1
    while around.key(start) in ("bien", "donc", "vraiment", "desormais"):
        start += 1
    if is_content(around, start):
        yield start, "person", "derrière « s’appelle »"


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
