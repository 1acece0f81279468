"""Slips of a source: rare words of it that no dictionary knows, one letter from a word that it writes often.

The labels of the CIM-10 hold some (« schizophénie », « progresssive », « osbtétricale »). Listed, each would let the
same slip through in a report.
"""

from collections.abc import Container, Mapping

from transcribe.french import fold
from transcribe.terms.rebuild.frequencies import Frequencies
from transcribe.terms.rebuild.wiktionary import LEARNED_ENDING

_RARE = 2
_OFTEN = 4
"""A right word is met at least so many times as often as its slip."""
_COUNTED = 2.3
"""Or its Zipf frequency in French is higher by so much: two hundred times."""
_SHORTEST = 6
_LONG = 14
"""From so many letters on, two may be wrong (« histocomptabilité »)."""
_HYPHENED = "sous"
"""A prefix that French always sets apart: « souscutané » are the letters of two words fused."""


def slips(counts: Mapping[str, int], known: Container[str], frequencies: Frequencies) -> dict[str, str]:
    """Slip → right word, for the words of a source and how often it writes each.

    A rare word with a learned ending of its own (« cyclite », beside « cycliste ») is none, nor is one whose capital
    makes it a name.
    """
    shelves: dict[tuple[str, str, int], list[str]] = {}
    for word in counts:
        if word.isalpha() and len(word) >= _SHORTEST - 1 and word in known:
            shelves.setdefault(_shelf(word), []).append(word)
    found: dict[str, str] = {}
    for word, count in counts.items():
        if word in known or word.capitalize() in known or not word.isalpha():
            continue
        right = _apart(word, counts, known)
        if not right and count <= _RARE:
            right = _nearest(word, counts, frequencies, shelves)
        if right:
            found[word] = right
    return found


def _shelf(word: str) -> tuple[str, str, int]:
    """A slip keeps its first letter and its last two."""
    folded = fold(word)
    return folded[0], folded[-2:], len(folded)


def _apart(word: str, counts: Container[str], known: Container[str]) -> str:
    rest = word.removeprefix(_HYPHENED)
    whole = f"{_HYPHENED}-{rest}"
    return whole if rest != word and (whole in counts or whole in known) else ""


def _nearest(
    word: str,
    counts: Mapping[str, int],
    frequencies: Frequencies,
    shelves: Mapping[tuple[str, str, int], list[str]],
) -> str:
    from rapidfuzz.distance import OSA

    if len(word) < _SHORTEST:
        return ""
    first, last, size = _shelf(word)
    allowed = 2 if size >= _LONG else 1
    near: list[tuple[int, int, str]] = []
    for length in range(size - allowed, size + allowed + 1):
        for right in shelves.get((first, last, length), ()):
            distance = OSA.distance(fold(word), fold(right), score_cutoff=allowed)
            if 0 < distance <= allowed and not _own_ending(word, right):
                often = counts[right] >= _OFTEN * counts[word]
                if often or frequencies[right] - frequencies[word] >= _COUNTED:
                    near.append((distance, -counts[right], right))
    return min(near)[2] if near else ""


def _own_ending(word: str, right: str) -> bool:
    one, other = LEARNED_ENDING.search(word), LEARNED_ENDING.search(right)
    return one is not None and (other is None or one[1] != other[1])
