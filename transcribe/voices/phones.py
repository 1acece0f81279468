"""The sounds of a French text, in the alphabet that Kokoro learnt: words by g2p2, what stands between them by a table.

A word alone is said by g2p2 (MIT or Apache-2.0); ``data/phones.toml`` has what decides between words: links, numbers
before what they count, elisions, letters, weak words without stress. Nothing here loads a library until asked.
"""

import itertools
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from transcribe.core.errors import LexiconError, VoiceError
from transcribe.core.extras import missing
from transcribe.french import tidy
from transcribe.french.cardinals import NUMBER_WORDS, UNITS
from transcribe.french.fold import fold

Say = Callable[[str], str]
"""The sounds of one word said alone; empty when it cannot be said."""

_TOKEN = re.compile(r"[^\W\d_]+['’]?|\d|[,.;:?!]")
_MARKS = frozenset(",.;:?!")
_VOWEL = re.compile(r"[aeiouyøœɛɔɑ]̃?")
_VOWELS = frozenset("aeiouyøœɛɔɑə")
_HALF_VOWELS = frozenset("jwɥ")
_WRITTEN_VOWEL = re.compile(r"[aeiouyœæ]")
# What g2p2 tells apart and Kokoro’s French does not, and what Kokoro has as one sign.
_ALPHABET = (("ɑ(?!̃)", "a"), ("g", "ɡ"), ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("ts", "ʦ"), ("dz", "ʣ"), ("[ː‿ ]", ""))


@dataclass(frozen=True, slots=True)
class Manners:
    """``data/phones.toml``: what each table says stands beside it there."""

    words: dict[str, str]
    elided: dict[str, str]
    letters: dict[str, str]
    links: dict[str, str]
    numbers: dict[str, tuple[str, str]]
    pairs: dict[str, str]
    apart: frozenset[str]
    aspirated: frozenset[str]
    aspirated_starts: tuple[str, ...]
    not_aspirated: frozenset[str]
    last: dict[str, tuple[str, frozenset[str]]]
    many: frozenset[str]
    twenty: str
    units: frozenset[str]
    but_after: str
    thousands: frozenset[str]
    weak: frozenset[str]


@dataclass(slots=True)
class _Said:
    """A word on its way to sounds; ``glued``: said in one with the word after; ``letter``: the name of a letter."""

    key: str
    sound: str
    glued: bool = False
    letter: bool = False


def phones(text: str, say: Say | None = None) -> str:
    """The sounds of a text of words and marks; marks stay, what cannot be said is left out.

    Raises:
        VoiceError: g2p2 or its French is not installed (only without a ``say`` of one’s own).
    """
    say = say or word_sayer()
    pieces: list[str] = []
    phrase: list[_Said] = []
    for token in _TOKEN.findall(tidy(text)):
        if token not in _MARKS:
            phrase += _alone(token, say)
        elif phrase:
            pieces.append(_joined(phrase) + token)
            phrase = []
    if phrase:
        pieces.append(_joined(phrase))
    return " ".join(pieces)


@cache
def word_sayer() -> Say:
    """One word → its sounds, by g2p2; the words asked for are remembered.

    Raises:
        VoiceError: g2p2 or its French is not installed.
    """
    from transcribe.terms.rebuild.pronunciation import load_model

    try:
        model = load_model()
    except LexiconError as error:
        raise VoiceError(message=missing("Dire un texte", "g2p2", "voix-naturelle")) from error
    return cache(lambda word: str(model.phonemize(word)))


@cache
def manners() -> Manners:
    """The table, read once."""
    table = tomllib.loads((files("transcribe.voices") / "data" / "phones.toml").read_text("utf-8"))

    def words(name: str, column: str = "words") -> frozenset[str]:
        return frozenset(table[name][column].split())

    return Manners(
        words=table["words"],
        elided=table["elided"],
        letters=table["letters"],
        links={word: link for link, row in table["links"].items() for word in row.split()},
        numbers={word: (before, linked) for word, (before, linked) in table["numbers"].items()},
        pairs=table["pairs"],
        apart=words("apart"),
        aspirated=words("aspirated"),
        aspirated_starts=tuple(table["aspirated"]["starts"].split()),
        not_aspirated=words("aspirated", "not"),
        last={word: (row["sound"], frozenset(row["unless"].split())) for word, row in table["last"].items()},
        many=words("many"),
        twenty=table["twenty"]["word"],
        units=words("twenty", "before"),
        but_after=table["twenty"]["but_after"],
        thousands=words("thousands"),
        weak=words("weak"),
    )


def _alone(token: str, say: Say) -> list[_Said]:
    """A token by itself: a digit, a letter, an elided word, a word."""
    known, key = manners(), token.rstrip("'’").lower()
    if token.isdecimal():
        return _alone(UNITS[int(token)], say)
    if token[-1] in "'’" and key in known.elided:
        return [_Said(key, known.elided[key], glued=True)]
    if len(key) == 1 and key in known.letters and (token.isupper() or key not in known.words):
        return [_Said(key, known.letters[key], letter=True)]
    if key in known.words:
        return [_Said(key, known.words[key])]
    if not _WRITTEN_VOWEL.search(fold(key)):
        return [_Said(one, known.letters[one], letter=True) for one in fold(key) if one in known.letters]
    sound = say(token if token.isupper() else key)
    for pattern, sign in _ALPHABET:
        sound = re.sub(pattern, sign, sound)
    return [_Said(key, sound)] if sound else []


def _joined(phrase: list[_Said]) -> str:
    """The words of a phrase in the sounds that they have beside one another."""
    _paired(phrase)
    before: list[str] = []
    out = ""
    for place, one in enumerate(phrase):
        after = phrase[place + 1] if place + 1 < len(phrase) else None
        sound = _in_place(one, before, after)
        out += sound if manners().weak.issuperset({one.key}) or one.glued else stressed(sound)
        out += "" if one.glued else " "
        before.append(one.key)
    return out.strip()


def _paired(phrase: list[_Said]) -> None:
    """« dix huit », « neuf heures »: two words that have sounds of their own together."""
    for one, after in itertools.pairwise(phrase):
        if both := manners().pairs.get(f"{one.key} {after.key}"):
            one.sound, after.sound = both.split()
            one.key += "="  # neither a number nor a link any more


def _in_place(one: _Said, before: Sequence[str], after: _Said | None) -> str:
    known = manners()
    if one.letter or one.glued:
        return one.sound
    if known.many & set(before[-2:]) and one.key.endswith("ent"):
        return one.sound.removesuffix("ɑ̃")
    if after is None:
        sound, unless = known.last.get(one.key, (one.sound, frozenset[str]()))
        return one.sound if unless & set(before) else sound
    if _is_number(one.key):
        return _number(one, before[-1] if before else "", after)
    return one.sound + known.links[one.key] if one.key in known.links and _linked(after) else one.sound


def _number(one: _Said, last: str, after: _Said) -> str:
    """A number after ``last``, as it sounds before a word."""
    known = manners()
    if one.key == known.twenty and after.key in known.units and last != known.but_after:
        return one.sound + "t"
    if not _counts(after):
        return one.sound
    if one.key in known.numbers:
        return known.numbers[one.key][_linked(after)]
    return one.sound + known.links[one.key] if one.key in known.links and _linked(after) else one.sound


def _counts(after: _Said) -> bool:
    """Whether a number before this word counts it: a noun or « cent », no other number, no letter, no « et »."""
    return (
        not after.letter
        and after.key not in manners().apart
        and (after.key in manners().thousands or not _is_number(after.key))
    )


def _is_number(key: str) -> bool:
    return fold(key) in NUMBER_WORDS


def _linked(after: _Said) -> bool:
    """Whether a word takes the consonant of the word before: it begins with a vowel, and no aspirate h."""
    known = manners()
    if after.letter or after.sound[:1] not in _VOWELS | _HALF_VOWELS:
        return False
    return after.key in known.not_aspirated or not (
        after.key in known.aspirated
        or after.key.startswith(known.aspirated_starts)
        or (after.sound[0] in _HALF_VOWELS and after.key[0] in "yw")
    )


def stressed(sound: str) -> str:
    """A word with « ˈ » before its last full vowel, as Kokoro learnt its French."""
    found = [one.start() for one in _VOWEL.finditer(sound)]
    return f"{sound[: found[-1]]}ˈ{sound[found[-1] :]}" if found else sound
