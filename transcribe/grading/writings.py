"""One word written otherwise and as right: no accent on a capital, the spelling of 1990, a hyphen after a prefix.

The hyphen is free only after prefixes that medicine writes both ways: « post-opératoire », « cardio-vasculaire »;
« bi-latéral » is a misspelling.
"""

from collections.abc import Callable
from functools import lru_cache

from transcribe.french import without_accents
from transcribe.french.prefixes import prefixes
from transcribe.grading.pieces import plain

_FREE_PREFIXES = frozenset(prefixes("either"))
_JOINED = frozenset(prefixes("joined"))
_LEAST_REST = 3
_LEAST_LEARNED = 4


@lru_cache(maxsize=1 << 16)
def loose(word: str) -> str:
    """What equally right writings of a word have in common, the reform of 1990 aside."""
    return without_accents(plain(word).lower()).replace("-", "")


def equally_written(expected: str, found: str, before: Callable[[str], tuple[str, ...]]) -> bool:
    """Whether two writings of one word are equally right; ``before`` gives the spellings from before 1990."""
    one, other = plain(expected), plain(found)
    if _lacks_accents_of_capitals(one, other):
        return True
    lefts = {one.lower(), *before(one.lower())}
    rights = {other.lower(), *before(other.lower())}
    if not lefts.isdisjoint(rights):
        return True
    return any(_differ_by_a_free_hyphen(left, right) for left in lefts for right in rights)


def _lacks_accents_of_capitals(one: str, other: str) -> bool:
    """« Echographie » for « Échographie », « ANTECEDENTS » for « Antécédents »."""
    if len(one) != len(other) or one.lower() == other.lower():
        return False
    shouted = other.isupper() and len(other) > 1
    return all(
        a.lower() == b.lower()
        or (b.isupper() and (a.isupper() or shouted) and without_accents(a).upper() == b)
        for a, b in zip(one, other, strict=True)
    )


def _differ_by_a_free_hyphen(one: str, other: str) -> bool:
    left, right = _cuts(one), _cuts(other)
    if left[0] != right[0] or left[1] == right[1]:
        return False
    whole, every = left[0], sorted(left[1] | right[1])
    return all(_is_free(whole, cut, every) for cut in left[1] ^ right[1])


def _cuts(word: str) -> tuple[str, frozenset[int]]:
    """A word without its hyphens, and where they were."""
    cuts: set[int] = set()
    bare = ""
    for sign in word:
        if sign == "-":
            cuts.add(len(bare))
        else:
            bare += sign
    return bare, frozenset(cuts)


def _is_free(whole: str, cut: int, every: list[int]) -> bool:
    first = max((other for other in every if other < cut), default=0)
    prefix = whole[first:cut]
    if len(whole) - cut < _LEAST_REST:
        return False
    learned = len(prefix) >= _LEAST_LEARNED and prefix.endswith("o") and prefix not in _JOINED
    return prefix in _FREE_PREFIXES or learned
