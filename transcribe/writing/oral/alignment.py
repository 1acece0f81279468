"""Which words before an interruption are answered by those after it.

A repair says again what it replaces: the same words, or words of the same sort (a number for a number, a side for a
side, « de » for « du »), in the same order. ``answer`` aligns the words taken back with the repair; nothing that
carries sense may be left over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transcribe.french.counts import kind_of
from transcribe.french.units import symbol_of
from transcribe.writing.oral.units import FUNCTION, TYPED, Sort, Unit

_NEVER = -99.0
_STRICT = TYPED - {"quality"}
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """How well words are answered; ``sorts``: those of the words that change; ``anchored``: the first is the same
    and carries sense; ``linked``: the first is a small word; ``relinked``: the same one;
    ``restated``: every word comes again."""

    score: float
    sorts: frozenset[Sort]
    anchored: bool
    linked: bool
    relinked: bool
    restated: bool


def likeness(old: Unit, new: Unit) -> float:
    """How far ``new`` answers ``old``: 3 for the same word of sense, 0.4 for any other word of sense."""
    if old.number is not None and new.number is not None:
        return 3.0 if old.number == new.number else 2.5 if old.sort == new.sort else 1.5
    if old.key == new.key and old.sort == new.sort:
        return 3.0 if old.is_content else 1.5
    if old.sort == new.sort and old.sort in TYPED:
        return 2.5
    if old.is_content and new.is_content:
        return _word_likeness(old, new)
    return 1.0 if old.sort == new.sort or {old.sort, new.sort} == {"negation", "adverb"} else _NEVER


def _word_likeness(old: Unit, new: Unit) -> float:
    if stem(old.key) == stem(new.key):
        return 2.5
    if old.sort in _STRICT or new.sort in _STRICT:
        return _NEVER
    return 1.0 if old.sort == new.sort != "word" else 0.4


def stem(key: str) -> str:
    """A word without the marks of number and gender."""
    return key.rstrip("sx").rstrip("e")


def last_said(said: Sequence[Unit], word: Unit, first: int = 0) -> int | None:
    """The last place from ``first`` on where a word was said, whatever its number and gender; None for none."""
    key = stem(word.key)
    return next(
        (place for place in range(len(said) - 1, first - 1, -1) if stem(said[place].key) == key), None
    )


def answer(old: Sequence[Unit], new: Sequence[Unit]) -> Answer | None:
    """How ``new`` answers the whole of ``old``, beginning with its first word; ``None`` when it does not."""
    opening = likeness(old[0], new[0]) if new and 0 < len(old) <= _LONGEST else _NEVER
    if opening < 1.0:
        return None
    if not _is_retraced(old, new):
        if any(unit.pause for unit in old[:-1]):
            return None
        new = _to_pause(new)
    if content(new) + _ones(old, new) < content(old):
        return None
    best = _align(old, new, opening)
    if best is None:
        return None
    score, pairs = best
    same = sum(1 for a, b in pairs if a.key == b.key)
    changed: frozenset[Sort] = frozenset(a.sort for a, b in pairs if a.key != b.key and a.is_content)
    if any(a.number is not None and a.number != b.number for a, b in pairs):
        changed |= {"number"}
    negations = frozenset(a.sort for a, b in pairs if a.key != b.key and a.sort in ("negation", "with"))
    if old[0].sort in FUNCTION and old[0].number is None and not _is_anchored(pairs, same, len(old)):
        return None
    anchored = old[0].is_content and old[0].key == new[0].key
    linked = not old[0].is_content
    return Answer(
        score, changed | negations, anchored, linked, linked and old[0].key == new[0].key, same == len(old)
    )


def _is_anchored(pairs: Sequence[tuple[Unit, Unit]], same: int, length: int) -> bool:
    """A small word alone proves little: it must stand near, or with another word said again."""
    if length == 1 and not pairs[0][0].is_content:
        return False
    if pairs[0][0].key != pairs[0][1].key:
        return 2 <= length <= 4 or same >= 1
    return same >= 2 or length <= 6


def _is_retraced(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether the first word of sense, or the first two words, are said again: only then may pauses be crossed."""
    if old[0].key != new[0].key:
        return False
    return old[0].is_content or (len(old) > 1 and len(new) > 1 and old[1].key == new[1].key)


def _to_pause(units: Sequence[Unit]) -> Sequence[Unit]:
    return units[: next((i for i, unit in enumerate(units, start=1) if unit.pause), len(units))]


def content(units: Sequence[Unit]) -> int:
    """Words that carry sense, up to the first pause: a repair may not say less than what it replaces."""
    count = 0
    for unit in units:
        count += unit.is_content
        if unit.pause and count:
            break
    return count


def _ones(old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """How many « un » of the repair are numbers, for they answer numbers: "deux grammes, pardon, un gramme"."""
    ones = sum(unit.sort == "article" and unit.number is not None for unit in _to_pause(new))
    return min(ones, sum(unit.sort == "number" for unit in old)) if ones else 0


def _align(
    old: Sequence[Unit], new: Sequence[Unit], opening: float
) -> tuple[float, list[tuple[Unit, Unit]]] | None:
    """The best score and pairs of an alignment of all of ``old`` with a beginning of ``new``."""
    width = min(len(new), len(old) + 4)
    scores = [[_NEVER] * width for _ in old]
    steps: list[list[tuple[int, int, bool] | None]] = [[None] * width for _ in old]
    scores[0][0] = opening
    for j in range(1, width):
        scores[0][j] = scores[0][j - 1] - (0.3 if new[j].is_content else 0.05)
        steps[0][j] = (0, j - 1, False)
    for i in range(1, len(old)):
        drop = 0.3 if not old[i].is_content else -_NEVER
        pause = 0.5 if old[i - 1].pause else 0.0
        for j in range(width):
            options = [(scores[i - 1][j] - drop - pause, (i - 1, j, False))]
            if j:
                like = likeness(old[i], new[j])
                options.append((scores[i - 1][j - 1] + like - pause, (i - 1, j - 1, True)))
                options.append((scores[i][j - 1] - (0.3 if new[j].is_content else 0.05), (i, j - 1, False)))
            scores[i][j], steps[i][j] = max(options, key=lambda option: option[0])
    end = max(range(width), key=lambda j: (scores[-1][j], -j))
    if scores[-1][end] < 0:
        return None
    return scores[-1][end], _pairs(old, new, steps, end)


def _pairs(
    old: Sequence[Unit],
    new: Sequence[Unit],
    steps: Sequence[Sequence[tuple[int, int, bool] | None]],
    end: int,
) -> list[tuple[Unit, Unit]]:
    i, j = len(old) - 1, end
    pairs: list[tuple[Unit, Unit]] = []
    while (step := steps[i][j]) is not None:
        if step[2]:
            pairs.append((old[i], new[j]))
        i, j = step[0], step[1]
    pairs.append((old[0], new[0]))
    return pairs[::-1]


def counts_otherwise(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether a measure would be lost for a count, or the reverse: "dix milligrammes, pardon, un comprimé"."""
    lost, kept = _counted(old), _counted(new)
    return bool(lost and kept) and lost.isdisjoint(kept)


def _counted(said: Sequence[Unit]) -> set[str]:
    """What the numbers of some words count: ``measure`` for a unit, ``form`` for « comprimé », up to a pause."""
    found: set[str] = set()
    for number, noun in pairwise(said):
        if number.number is not None and not number.pause:
            kind = kind_of(noun.key)
            found |= {"measure"} if symbol_of(noun.key) else {kind} if kind in ("form", "taking") else set()
        if noun.pause and found:
            break
    return found


def taken_back(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[int, Answer] | None:
    """The item where the words taken back begin, and how they are answered; the nearest of the best."""
    best: tuple[int, Answer] | None = None
    start = len(old)
    for place in range(len(old) - 1, -1, -1):
        if place and old[place - 1].item == old[place].item:
            continue
        found = answer(old[place:], new)
        if found is not None and (best is None or found.score > best[1].score):
            best, start = (old[place].item, found), place
    if (
        best
        and start
        and old[start].sort == "number"
        and old[start - 1].sort == "number"
        and old[start - 1].pause
    ):
        return old[start - 1].item, best[1]  # "deux, trois milligrammes, pardon, deux": the range goes whole
    return best
