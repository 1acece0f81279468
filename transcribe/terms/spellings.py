"""Spelling neighbours: symspellpy over compact arrays that load at once.

symspellpy keeps its index of deletions in a dictionary of lists: seconds to build or to unpickle, hundreds of
megabytes. Here the same index lies in two arrays of integers (buckets by hash, then term numbers), read
straight from the cache; symspellpy does the lookup. A bucket may hold terms of another deletion with the
same hash: symspellpy checks the distance of every candidate, so they are harmless.
"""

from array import array
from collections.abc import Sequence
from zlib import crc32

from symspellpy import SymSpell, Verbosity

DISTANCE = 2
PREFIX = 7


class SpellingIndex:
    """Terms within two edits of a folded spelling."""

    def __init__(self, words: Sequence[str], buckets: Sequence[int], postings: Sequence[int]) -> None:
        self._symspell = SymSpell(max_dictionary_edit_distance=DISTANCE, prefix_length=PREFIX)
        # symspellpy offers no way to hand it an index: its two tables are set, and only read, from here.
        # Their numbers stand where symspellpy keeps counts, which only order equals.
        self.numbers = {word: number for number, word in enumerate(words)}
        self._symspell._words = self.numbers
        self._symspell._max_length = max(map(len, words), default=0)
        self._symspell._deletes = _Deletes(words, buckets, postings)

    def neighbours(self, folded: str, distance: int = DISTANCE) -> list[tuple[str, int]]:
        """(folded spelling, edits) of every indexed spelling within ``distance`` edits, nearest first."""
        found = self._symspell.lookup(folded, Verbosity.ALL, max_edit_distance=distance)
        return [(item.term, item.distance) for item in found]


class _Deletes:
    """The mapping from a deletion to the words it comes from, as symspellpy reads it."""

    def __init__(self, words: Sequence[str], buckets: Sequence[int], postings: Sequence[int]) -> None:
        self._words = words
        self._buckets = buckets
        self._postings = postings
        self._mask = len(buckets) - 2

    def __contains__(self, deletion: str) -> bool:
        bucket = crc32(deletion.encode()) & self._mask
        return self._buckets[bucket] != self._buckets[bucket + 1]

    def __getitem__(self, deletion: str) -> list[str]:
        bucket = crc32(deletion.encode()) & self._mask
        numbers = self._postings[self._buckets[bucket] : self._buckets[bucket + 1]]
        return [self._words[number] for number in numbers]


def build(words: Sequence[str]) -> "tuple[array[int], array[int]]":
    """Buckets and postings for :class:`SpellingIndex`; the number of buckets is a power of two."""
    import numpy as np

    hashes: list[int] = []
    numbers: list[int] = []
    for number, word in enumerate(words):
        deletions = _deletions(word[:PREFIX])
        hashes.extend(crc32(deletion.encode()) for deletion in deletions)
        numbers.extend([number] * len(deletions))
    count = 1 << max(4, (len(hashes) // 2).bit_length())
    places = np.array(hashes, dtype=np.uint32) & np.uint32(count - 1)
    order = np.argsort(places, kind="stable")
    buckets = np.zeros(count + 1, dtype=np.uint32)
    np.cumsum(np.bincount(places, minlength=count), out=buckets[1:])
    postings = np.array(numbers, dtype=np.uint32)[order]
    return array("I", buckets.tobytes()), array("I", postings.tobytes())


def _deletions(prefix: str) -> set[str]:
    once = {prefix[:i] + prefix[i + 1 :] for i in range(len(prefix))}
    twice = {word[:i] + word[i + 1 :] for word in once for i in range(len(word))}
    return {prefix, *once, *twice}
