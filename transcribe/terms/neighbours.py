"""Which words follow which in dictated reports: counts of words and of pairs, never of sentences.

``lexicons/voisins/paires.tsv.bz2`` holds them, counted in what ``training/texts`` invents and in its sentences
(``python -m training.texts --pairs FILE``): one line a word, its count, and the words that followed it twice or more.
A pair that was never seen has the probability of its second word alone, times what the first leaves to unseen ones
(a Dirichlet prior, MacKay and Peto 1995, of one weight for all words).
"""

import bz2
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from transcribe.core.data import shipped
from transcribe.french import Token
from transcribe.french.cardinals import is_number_word
from transcribe.french.civilities import written_forms
from transcribe.french.units import symbol_of
from transcribe.terms.tokens import tokenize

_FILE = ("lexicons", "voisins", "paires.tsv.bz2")
_UNSEEN_WORDS = 40_000  # words of the language that the counts have never met share half a count each
_UNSEEN_PAIRS = 3.0  # what a word leaves to followers that it was never seen with, in counts
_FEWEST = 2
_ARTICLES = frozenset({"un", "une"})  # as often as they are numbers
NUMBER = "#"


class Neighbours:
    """Natural-log probabilities of words, alone or after another; words as ``words_of`` gives them."""

    def __init__(self, counts: Mapping[str, int], followers: Mapping[str, Mapping[str, int]]) -> None:
        self._counts = counts
        self._followers = followers
        self._total = sum(counts.values()) + 0.5 * _UNSEEN_WORDS

    def count(self, word: str) -> int:
        """How often a word was met."""
        return self._counts.get(word, 0)

    def are_met(self, first: str, second: str) -> bool:
        """Whether the second word was met just after the first, twice or more."""
        return second in self._followers.get(first, ())

    def alone(self, word: str) -> float:
        """Log-probability of a word whatever stands before."""
        return math.log(self._share(word))

    def after(self, first: str, second: str) -> float:
        """Log-probability of the second word after the first."""
        seen = self._followers.get(first, {}).get(second, 0)
        return math.log((seen + _UNSEEN_PAIRS * self._share(second)) / (self.count(first) + _UNSEEN_PAIRS))

    def run(self, words: Sequence[str]) -> float:
        """Log-probability of a run of words, the first alone and each other after the one before; 0 for none."""
        if not words:
            return 0.0
        return self.alone(words[0]) + sum(self.after(first, second) for first, second in pairwise(words))

    def tie(self, first: str, second: str) -> float:
        """How much likelier the second word is after the first than anywhere: its pointwise mutual information."""
        return self.after(first, second) - self.alone(second)

    def _share(self, word: str) -> float:
        return (self.count(word) + 0.5) / self._total


@lru_cache(maxsize=1 << 14)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are counted: small letters, one apostrophe, elisions apart, no marks.

    A number, in figures or in words, is one « # », whatever its value.
    """
    words: list[str] = []
    for token in tokenize(text):
        word = NUMBER if _is_number(token) else token.text.lower().replace("’", "'")
        if word != NUMBER or words[-1:] != [NUMBER]:
            words.append(word)
    return tuple(words)


@lru_cache(maxsize=1 << 12)
def is_said(word: str) -> bool:
    """Whether a word, as ``words_of`` gives it, has the form in which it is said: no « mg », « T2 », « Mme »."""
    if "/" in word or any(sign.isdigit() for sign in word) or symbol_of(word).lower() == word:
        return False
    return word not in _written_civilities()


@cache
def _written_civilities() -> frozenset[str]:
    return frozenset(form.lower().rstrip(".") for form in written_forms())


def _is_number(token: Token) -> bool:
    return token.kind == "number" or (token.key not in _ARTICLES and is_number_word(token.key))


def count_pairs(texts: Iterable[str]) -> Iterator[str]:
    """The lines of the file for some texts, sorted; nothing of a text is left but words and pairs met twice."""
    counts: dict[str, int] = {}
    followers: dict[str, dict[str, int]] = {}
    for text in texts:
        words = words_of(text)
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        for first, second in pairwise(words):
            row = followers.setdefault(first, {})
            row[second] = row.get(second, 0) + 1
    for word in sorted(counts):
        if counts[word] >= _FEWEST:
            row = followers.get(word, {})
            pairs = " ".join(f"{other}:{row[other]}" for other in sorted(row) if row[other] >= _FEWEST)
            yield f"{word}\t{counts[word]}\t{pairs}"


def read_pairs(lines: Iterable[str]) -> Neighbours:
    """What ``count_pairs`` wrote."""
    counts: dict[str, int] = {}
    followers: dict[str, dict[str, int]] = {}
    for line in lines:
        word, count, pairs = line.split("\t")
        counts[word] = int(count)
        if pairs:
            followers[word] = {
                other: int(times) for other, _, times in (pair.rpartition(":") for pair in pairs.split(" "))
            }
    return Neighbours(counts, followers)


@lru_cache(maxsize=1)
def neighbours() -> Neighbours:
    """The shipped counts."""
    return read_pairs(bz2.decompress(shipped(*_FILE).read_bytes()).decode().splitlines())
