"""What the program knows of French and of medicine: membership, entries, suggestions."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from transcribe.terms.folders import lexicon_folders
from transcribe.terms.spelling import squash, tidy

if TYPE_CHECKING:
    from transcribe.terms.compiled import Compiled
    from transcribe.terms.sounds import SoundIndex
    from transcribe.terms.spellings import SpellingIndex

_BY_SOUND = 48


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of a lexicon. ``frequency`` is on the Zipf scale, 0 when unknown; ``lexicon`` is a folder id."""

    term: str
    frequency: float
    kind: str
    pronunciation: str
    tags: tuple[str, ...]
    lexicon: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that may be meant, ``score`` in [0, 1]; ``why`` says whether spelling or sound brought it."""

    text: str
    score: float
    why: Literal["spelling", "sound"]


class Lexicon:
    """All lexicons in use, ready to be asked. Made by :func:`load_lexicon`."""

    def __init__(self, data: "Compiled") -> None:
        self._data = data
        self._known: dict[str, int] = dict(zip(data.words, data.word_frequencies, strict=True))
        self._names = frozenset(data.names)

    def knows(self, word: str) -> bool:
        """Whether a word is well written: listed, or well formed from listed parts.

        A capital is allowed anywhere, a lower-case letter where the lexicon has a capital is not.
        """
        return word in self._known or self._knows_otherwise(word)

    def frequency(self, word: str) -> float:
        """Zipf frequency of a known word (0 to 9), 0.1 when it is known but not counted, 0 when unknown."""
        return (self._known.get(word) or self._known.get(word.lower()) or 0) / 10

    def is_name(self, word: str) -> bool:
        """Whether a word is a first name, a surname or a French town, with its capital."""
        return word in self._names

    def entry(self, term: str) -> Entry | None:
        """The entry of a term, as written in its lexicon; None if no medical lexicon lists it."""
        number = self._term_numbers.get(term)
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
        candidates = [(self._data.terms[number], self._prior(number, specialty)) for number in numbers]
        return [Suggestion(*found) for found in rank(tidy(text), candidates, limit)]

    def _knows_otherwise(self, word: str) -> bool:
        lowered = word.lower()
        if lowered in self._known or word in self._names:
            return True
        if word.isupper() and (word.capitalize() in self._known or word.title() in self._names):
            return True
        tidied = tidy(word)
        return tidied != word and self.knows(tidied)

    def _terms_spelled(self, spelling: str) -> range:
        place = self._spelling_numbers[spelling]
        return range(self._data.first_terms[place], self._data.first_terms[place + 1])

    def _sounding_like(self, text: str) -> list[int]:
        from transcribe.terms.sound import coarse, sound

        return self._sounds.nearest(coarse(sound(text)), _BY_SOUND)

    def _prior(self, number: int, specialty: str) -> float:
        lexicon = self._data.folder_ids[self._data.sources[number]]
        return (0.0 if lexicon == "francais" else 1.0) + self._known.get(self._data.terms[number], 0) / 100

    @cached_property
    def _term_numbers(self) -> dict[str, int]:
        return {term: number for number, term in enumerate(self._data.terms)}

    @cached_property
    def _spelling_numbers(self) -> dict[str, int]:
        return {spelling: number for number, spelling in enumerate(self._data.spellings)}

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
