"""The rows of a table found among words: whole forms, but not in the phrases where they mean something else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transcribe.french.fold import fold, tidy
from transcribe.french.numbers import is_sure_number
from transcribe.french.tables import Row, by_key
from transcribe.french.tokens import tokenise

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A row found at ``words[start:stop]``."""

    row: Row
    start: int
    stop: int


def words_of(text: str) -> Phrase:
    """The words and marks of a text as written."""
    return tuple(token.text for token in tokenise(text))


class Phrases:
    """Phrases looked for around a word, accents included. « # » stands for a number, « * » for any one word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = [tuple(key for word in phrase.split() for key in _cut(word)) for phrase in phrases]

    def cover(self, words: Sequence[str], start: int, stop: int) -> bool:
        """Whether one of the phrases stands around ``words[start:stop]``, which is a part of it."""
        return any(
            _matches(phrase, words, first)
            for phrase in self._phrases
            for first in range(max(0, stop - len(phrase)), start + 1)
        )


def _cut(word: str) -> Phrase:
    return (word,) if word in ("#", "*") else words_of(word)


def _matches(phrase: Phrase, words: Sequence[str], first: int) -> bool:
    if first + len(phrase) > len(words):
        return False
    return all(_is(wanted, word) for wanted, word in zip(phrase, words[first:], strict=False))


def _is(wanted: str, word: str) -> bool:
    if wanted == "#":
        return is_sure_number(fold(word))
    return wanted == "*" or wanted == tidy(word).lower()


class Finder:
    """Finds the rows of a table among words as written, the longest form at each place.

    Columns it reads: ``not_in``, phrases in which the row means something else; ``accents``: whether a form without
    its accents is another word (« ne », « né »).

    Raises:
        TableError: two rows claim one form.
    """

    def __init__(self, table: Sequence[Row]) -> None:
        self._forms: dict[str, list[tuple[Phrase, Row]]] = {}
        for form, row in by_key(table).items():
            phrase = words_of(form)
            self._forms.setdefault(phrase[0], []).append((phrase, row))
        for forms in self._forms.values():
            forms.sort(key=lambda found: -len(found[0]))
        self._elsewhere = {row: Phrases(row.texts("not_in")) for row in table}
        self._exact = {row: frozenset(map(words_of, row.forms)) for row in table if row.flag("accents")}

    def at(self, words: Sequence[str], place: int) -> Hit | None:
        """The row whose form begins at a place, unless it means something else there."""
        for phrase, row in self._forms.get(fold(words[place]), ()):
            stop = place + len(phrase)
            if stop <= len(words) and self._stands(row, phrase, words, place):
                return Hit(row, place, stop)
        return None

    def _stands(self, row: Row, phrase: Phrase, words: Sequence[str], place: int) -> bool:
        stop = place + len(phrase)
        if any(fold(word) != wanted for word, wanted in zip(words[place:stop], phrase, strict=True)):
            return False
        exact = self._exact.get(row)
        if exact is not None and tuple(tidy(word).lower() for word in words[place:stop]) not in exact:
            return False
        return not self._elsewhere[row].cover(words, place, stop)

    def find(self, words: Sequence[str]) -> Iterator[Hit]:
        """All rows found, in order, without overlaps."""
        place = 0
        while place < len(words):
            hit = self.at(words, place)
            if hit is not None:
                yield hit
            place = hit.stop if hit is not None else place + 1
