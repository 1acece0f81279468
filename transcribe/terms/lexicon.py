"""What the program knows of French and of medicine: membership, entries, suggestions."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from transcribe.french import spell_greek, squash, tidy
from transcribe.french.reformed import reformed_words
from transcribe.terms.folders import lexicon_folders
from transcribe.terms.reform import traditional

if TYPE_CHECKING:
    from transcribe.terms.compiled import Compiled
    from transcribe.terms.formation import Formation
    from transcribe.terms.ranking import Candidate
    from transcribe.terms.sounds import SoundIndex
    from transcribe.terms.spellings import SpellingIndex

_BY_SOUND = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of a lexicon. ``frequency`` is on the Zipf scale, 0 when unknown; ``lexicon`` is a folder id."""

    term: str
    frequency: float
    kind: str
    pronunciation: str
    tags: tuple[str, ...]
    lexicon: str

    @property
    def dci(self) -> str:
        """The international name of a brand; empty for anything else."""
        found = (tag[4:].replace("_", " ") for tag in self.tags if tag.startswith("dci="))
        return next(found, "")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that may be meant, ``score`` in [0, 1]; ``why`` says whether spelling or sound brought it."""

    text: str
    score: float
    why: Literal["spelling", "sound"]


_GREEK = re.compile(r"-?[α-ωΑ-Ω]\d?$|^[α-ωΑ-Ω]\d?-?")


def _joined(word: str) -> str:
    """A word without its hyphens, apostrophes and spaces, ligatures opened; accents stay."""
    return re.sub("[-' ]", "", tidy(word)).replace("œ", "oe").replace("æ", "ae")


@dataclass(frozen=True, slots=True)
class _Parts:
    """What formation asks about the parts of a word."""

    words: Mapping[str, int]
    spellings: Sequence[str]
    is_medical: Callable[[str], bool]

    def knows(self, word: str) -> bool:
        return word in self.words

    def begins(self, start: str) -> bool:
        place = bisect_left(self.spellings, start)
        return place < len(self.spellings) and self.spellings[place].startswith(start)


class Lexicon:
    """All lexicons in use, ready to be asked. Made by :func:`load_lexicon`."""

    def __init__(self, data: "Compiled") -> None:
        self._data = data
        self._known: dict[str, int] = dict(zip(data.words, data.word_frequencies, strict=True))
        self._names = frozenset(data.names)
        self._reformed = frozenset(data.reformed)
        self._parts = _Parts(self._known, data.spellings, self.is_medical)
        self._general = data.folder_ids.index("francais") if "francais" in data.folder_ids else -1
        self._specialties: dict[str, frozenset[str]] = {}

    def knows(self, word: str) -> bool:
        """Whether a word is well written: listed, or well formed from listed parts.

        A capital is allowed anywhere, a lower-case letter where the lexicon has a capital is not.
        """
        return word in self._known or self._knows_otherwise(word)

    def frequency(self, word: str) -> float:
        """Zipf frequency of a known word (0 to 9), 0.1 when it is known but not counted, 0 when unknown."""
        return (self._known.get(word) or self._known.get(word.lower()) or 0) / 10

    def traditional_spelling(self, word: str) -> str:
        """The spelling from before 1990 of a word in the new one; empty for any other word.

        A word that is traditional too (« dit », beside « dît ») is no reformed one.
        """
        lowered = tidy(word).lower()
        if lowered not in reformed_words() and any(
            form in self._known and form not in self._reformed for form in (word, lowered)
        ):
            return ""
        return traditional(lowered, self._known.__contains__)

    def is_name(self, word: str) -> bool:
        """Whether a word is a first name, a surname or a French town, with its capital."""
        return word in self._names

    def entry(self, term: str) -> Entry | None:
        """The entry of a term, as written in its lexicon; None if no medical lexicon lists it."""
        number = self._number(term)
        if number is None:
            return None
        frequency, kind, pronunciation, tags = self._data.entries[number].split("\t")
        lexicon = self._data.folder_ids[self._data.sources[number]]
        return Entry(term, float(frequency), kind, pronunciation, tuple(tags.split()), lexicon)

    def suggest(self, text: str, *, specialty: str = "", limit: int = 5) -> list[Suggestion]:
        """Terms that ``text`` (a word, or a few heard words) may stand for, best first.

        ``specialty`` is a specialty id; its terms go before others that fit as well.
        """
        from transcribe.terms.ranking import rank

        wanted = squash(tidy(text))
        if not wanted:
            return []
        numbers: dict[int, None] = {}
        for spelling, _ in self._spellings.neighbours(wanted):
            numbers.update(dict.fromkeys(self._terms_spelled(spelling)))
        numbers.update(dict.fromkeys(self._sounding_like(text)))
        favoured = self._favoured(specialty)
        candidates = [self._candidate(number, favoured) for number in numbers]
        return [Suggestion(*found) for found in rank(tidy(text), candidates, limit)]

    def spelled_alike(self, text: str) -> list[str]:
        """Terms that differ from ``text`` by accents, ligatures, case, spaces and hyphens only."""
        spelling = squash(tidy(text))
        if spelling not in self._spellings.numbers:
            return []
        return [self._data.terms[number] for number in self._terms_spelled(spelling)]

    def substance(self, brand: str) -> str:
        """The DCI of a brand in any case and accents, « paracétamol + codéine » for several; empty for other words."""
        found = (self.entry(term) for term in self.spelled_alike(brand))
        return next((entry.dci for entry in found if entry is not None and entry.dci), "")

    def is_medical(self, word: str) -> bool:
        """Whether a medical lexicon lists a word; inflected forms count."""
        number = self._number(word)
        return number is not None and self._data.sources[number] != self._general

    def _knows_otherwise(self, word: str) -> bool:
        lowered, tidied = word.lower(), tidy(word)
        if lowered in self._known or word in self._names:
            return True
        if word.isupper() and (word.capitalize() in self._known or word.title() in self._names):
            return True
        if tidied != word:
            return self.knows(tidied)
        return (
            bool(traditional(lowered, self._known.__contains__))
            or self._knows_greek(word)
            or ("-" in word and self._knows_parts(word))
            or (self._formation.explains(lowered, self._parts) and not self._is_twin(lowered))
        )

    def _is_twin(self, word: str) -> bool:
        """Whether a word that no list holds is a listed one but for its accents: « reanimation », « antécèdent »."""
        listed = [term.lower() for term in self.spelled_alike(word)]
        return bool(listed) and _joined(word) not in map(_joined, listed)

    def _knows_greek(self, word: str) -> bool:
        """« TNF-α », « γGT », « β-bloquant »: with the letter spelt out, or without it."""
        if word.isascii():
            return False
        spelt = spell_greek(word)
        if spelt != word and (self.knows(spelt) or self.knows(spelt.replace("-", ""))):
            return True
        bare = _GREEK.sub("", word)
        return bare != word and len(bare) > 1 and self.knows(bare)

    def _knows_parts(self, word: str) -> bool:
        """Whether a hyphenated word is a double name or an eponym, or is listed with other capitals."""
        parts = word.split("-")
        if all(part[:1].isupper() and (part in self._known or part in self._names) for part in parts):
            return True
        lowered = word.lower()
        return any(term.lower() == lowered for term in self.spelled_alike(word))

    def _number(self, term: str) -> int | None:
        """The index number of a term as it is written."""
        spelling = squash(term)
        if spelling in self._spellings.numbers:
            for number in self._terms_spelled(spelling):
                if self._data.terms[number] == term:
                    return number
        return None

    def _terms_spelled(self, spelling: str) -> range:
        place = self._spellings.numbers[spelling]
        return range(self._data.first_terms[place], self._data.first_terms[place + 1])

    def _sounding_like(self, text: str) -> list[int]:
        from transcribe.terms.sound import coarse, sound

        return [
            self._data.sound_terms[place] for place in self._sounds.nearest(coarse(sound(text)), _BY_SOUND)
        ]

    def _candidate(self, number: int, favoured: frozenset[str]) -> "Candidate":
        from transcribe.terms.ranking import Candidate

        data = self._data
        term = data.terms[number]
        medical = data.sources[number] != self._general
        prior = (
            self.frequency(term) / 9 * 0.4 + (0.4 if medical else 0.0) + (0.2 if term in favoured else 0.0)
        )
        return Candidate(term, data.phones[number].split(" "), prior)

    def _favoured(self, specialty: str) -> frozenset[str]:
        if specialty not in self._specialties:
            from transcribe.terms.specialties import terms_of

            self._specialties[specialty] = frozenset(terms_of(specialty))
        return self._specialties[specialty]

    @cached_property
    def _formation(self) -> "Formation":
        from transcribe.terms.formation import shipped_formation

        return shipped_formation()

    @cached_property
    def _spellings(self) -> "SpellingIndex":
        from transcribe.terms.spellings import SpellingIndex

        return SpellingIndex(self._data.spellings, self._data.buckets, self._data.postings)

    @cached_property
    def _sounds(self) -> "SoundIndex":
        from transcribe.terms.sounds import SoundIndex

        return SoundIndex(self._data.sound_offsets, self._data.sound_postings, self._data.sound_sizes)


def load_lexicon(*, folders: Sequence[Path] = ()) -> Lexicon:
    """The default lexicons, the user's own, and those of ``folders``.

    Raises:
        LexiconError: a folder cannot be read.
    """
    from transcribe.terms.compiled import compiled

    return Lexicon(compiled(lexicon_folders(folders)))
