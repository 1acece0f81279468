"""Terms that sound like a heard span: an index of three-phone stretches over coarse pronunciations."""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Sizes = NDArray[np.uint16]

_ALPHABET = {symbol: place for place, symbol in enumerate("^aeiouyptkfsSmnlrvzZbdg12345Nwj2", start=1)}
_BASE = 32
_LEAST_SHARE = 0.2


def _stretches(phones: str) -> list[int]:
    """Codes of the two- and three-phone stretches of a pronunciation, both ends marked."""
    codes = [_ALPHABET.get(phone, 0) for phone in f"^{phones}^"]
    pairs = itertools.pairwise(codes)
    triples = zip(codes, codes[1:], codes[2:], strict=False)
    found = {a * _BASE + b for a, b in pairs} | {(a * _BASE + b) * _BASE + c for a, b, c in triples}
    return sorted(found)


class SoundIndex:
    """Numbers of the terms that share most stretches with a pronunciation."""

    def __init__(self, offsets: Numbers, postings: Numbers, sizes: Sizes) -> None:
        self._offsets = offsets
        self._postings = postings
        self._sizes = sizes

    def nearest(self, phones: str, count: int) -> list[int]:
        """At most ``count`` term numbers, by decreasing share of common stretches (Dice)."""
        stretches = _stretches(phones)
        lists = [self._postings[self._offsets[code] : self._offsets[code + 1]] for code in stretches]
        common = np.bincount(np.concatenate(lists), minlength=len(self._sizes)) if lists else np.zeros(1)
        share = common * 2 / (self._sizes + len(stretches))
        # Most terms share next to nothing: they are left out first, a partial sort of so many equals is slow.
        likely = np.flatnonzero(share > _LEAST_SHARE)
        best = likely[np.argsort(-share[likely], kind="stable")][:count]
        return [int(number) for number in best]


def build(pronunciations: Sequence[str]) -> tuple[Numbers, Numbers, Sizes]:
    """Offsets, postings and sizes for :class:`SoundIndex`, from coarse pronunciations in term order."""
    codes: list[int] = []
    numbers: list[int] = []
    sizes = np.zeros(len(pronunciations), dtype=np.uint16)
    for number, phones in enumerate(pronunciations):
        stretches = _stretches(phones)
        sizes[number] = len(stretches)
        codes.extend(stretches)
        numbers.extend([number] * len(stretches))
    order = np.argsort(np.array(codes, dtype=np.uint32), kind="stable")
    counts = np.bincount(np.array(codes, dtype=np.int64), minlength=_BASE**3)
    offsets = np.zeros(_BASE**3 + 1, dtype=np.uint32)
    np.cumsum(counts, out=offsets[1:])
    return offsets, np.array(numbers, dtype=np.uint32)[order], sizes
