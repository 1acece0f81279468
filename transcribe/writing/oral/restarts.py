"""What is begun again without a word about it: "souffle, souffle systolique", "le malade a, le malade présente".

Four kinds, each with its proof that the first try is no list and no emphasis:

- said again: every word of the first try comes again, in the same order, right after it: nothing is lost;
- unfinished: the first try ends with a word that calls for another (« on fait une, on réalise une arthrotomie »);
- a number without its unit, then another with it, behind the same small word or after a hesitation (« dans trois,
  dans quatre semaines »): doubted, for a range is said like this too (« deux, trois jours »);
- a negation that changes behind the same words (« il ne prend pas, il ne prend plus de diurétique »): doubted.
"""

from collections.abc import Sequence

from transcribe.french.labels import words as label_words
from transcribe.french.negations import emphatic_words, negation_words
from transcribe.french.word_sorts import said_twice, stumbles
from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral import units
from transcribe.writing.oral.abandoned import drop_unfinished, is_complete
from transcribe.writing.oral.cues import unfinished
from transcribe.writing.oral.cut_off import drop_cut_clause, drop_cut_word
from transcribe.writing.oral.rivals import (
    doubt_two_values,
    other_moment,
    other_negation,
    other_number,
    other_rank,
)
from transcribe.writing.oral.tries import LONGEST, SAID_AGAIN, drop_try, halted_before, has_noun
from transcribe.writing.oral.units import Unit, is_ordinal
from transcribe.writing.spans import is_paused
from transcribe.writing.words import word_set

# Small words that are never said twice on purpose, with or without a pause.
_STUMBLES = stumbles("article", "of", "to", "with", "preposition", "pronoun", "link", "auxiliary") | {
    "a", "c'est", "j'ai",
}  # fmt: skip
_EMPHASIS = (
    word_set("tres trop bien beaucoup oui tout encore peu vite tellement") | emphatic_words() | said_twice()
)
_ALWAYS = negation_words("adverb", "determiner", "preposition") - _EMPHASIS | units.words_of(
    "side", "day", "month", "moment"
)
_DENYING = negation_words()
_DENIED = "Un mot nié, puis dit à nouveau : vérifier s’il l’est toujours."
_LONGEST_WORD = 4


def drop_restarts(draft: Draft) -> None:
    """Sets aside the first try of what is begun again."""
    items = draft.items
    index = 1
    seen = _openings(items, index)
    while index < len(items):
        item, before = items[index], items[index - 1]
        key = units.opening(item) if "'" in item.key else item.key
        # Without a pause, only words said a moment ago can come again.
        again = index - seen.get(key, -LONGEST - 1) <= LONGEST
        broken = before.trail or item.first > before.last + 1
        length = _restart(draft, index, again=again) if again or broken else 0
        if length:
            index = max(1, index - length + 1)
            seen = _openings(items, index)
        else:
            seen[key] = index
            index += 1


def _openings(items: Sequence[Item], stop: int) -> dict[str, int]:
    """Where each first word stands, the last time, among the items just before ``stop``."""
    return {units.opening(items[i]): i for i in range(max(0, stop - LONGEST), min(stop, len(items)))}


def _restart(draft: Draft, index: int, *, again: bool) -> int:
    """Removes the first try that item ``index`` begins again, and returns its length; 0 when there is none.

    ``again``: the item begins like one said just before.
    """
    items = draft.items
    item, before = items[index], items[index - 1]
    if item.role != "word" or item.settled or item.lead or before.role != "word":
        return 0
    if units.is_strong_stop(before) or (before.firm and before.number is not None):
        return 0  # a strength set apart from its count: « 10, 10 bouffées »
    if not is_paused(items, index) and (length := drop_cut_word(draft, index)):
        return length
    if not (is_paused(items, index) or halted_before(draft, index)):
        return drop_cut_clause(draft, index) or _stumble(draft, index)
    if not (again or _may_be(items, index)):
        return 0
    old, new = units.before(items, index, LONGEST), units.after(items, index, LONGEST + 4)
    kinds = (_said_again, drop_unfinished, other_number, other_rank, other_negation, other_moment)
    length = next((length for kind in kinds if (length := kind(draft, index, old, new))), 0)
    if not length:
        doubt_two_values(draft, index, old, new)
    return length


def _may_be(items: Sequence[Item], index: int) -> bool:
    """Whether anything but a word said again speaks for a restart: what the kinds need first."""
    item, before = items[index], items[index - 1]
    if before.number is not None or item.number is not None or item.key in _ALWAYS or is_ordinal(before):
        return True
    return before.key.rpartition("'")[2] in unfinished().lasts


def _stumble(draft: Draft, index: int) -> int:
    """Words said twice without a pause between: small ones, two at least, or a long word."""
    items = draft.items
    key = units.opening(items[index])
    new: list[Unit] = []
    for start in range(index - 1, max(0, index - LONGEST) - 1, -1):
        item = items[start]
        if item.role != "word" or item.trail:
            break
        if item.key != key and ("'" not in item.key or units.opening(item) != key):
            continue
        if start + 1 < index and not _go_on_alike(items, start + 1, index + 1):
            continue
        new = new or units.after(items, index, LONGEST + 1)
        old = units.before(items, index, index - start)
        if len(old) > len(new) or any(a.key != b.key for a, b in zip(old, new, strict=False)):
            continue
        if any(u.pause for u in new[: len(old) - 1]) or not _is_stumble(items, start, index, old):
            continue
        return drop_try(draft, start, index, SAID_AGAIN)
    return 0


def _go_on_alike(items: Sequence[Item], one: int, other: int) -> bool:
    """Whether the second words of two tries begin alike; spares cutting most of them into units."""
    return other < len(items) and units.opening(items[one])[:1] == units.opening(items[other])[:1]


def _is_stumble(items: Sequence[Item], start: int, index: int, old: Sequence[Unit]) -> bool:
    """Whether words said twice without a pause say no more the second time."""
    run = items[start:index]
    if any((t.number is not None and not t.article) or (len(t.key) == 1 and t.key != "a") for t in run):
        return False
    same = [t.text.lower() == n.text.lower() for t, n in zip(run, items[index:], strict=False)]
    if not all(same[:-1]) or (run[-1].key == items[index + len(run) - 1].key and not same[-1]):
        return False  # "T A à seize neuf"
    if any(t.article for t in run) and _are_figures(items, start, index + len(run)):
        return False
    if len(run) > 1 or run[0].key in _STUMBLES:
        return True
    key = run[0].key
    if len(old) == 1 and not old[0].is_content:
        return key not in _EMPHASIS
    return len(key) > _LONGEST_WORD and key not in _EMPHASIS and not items[index].is_capital


def _are_figures(items: Sequence[Item], start: int, stop: int) -> bool:
    """Whether « un un » is told as figures: « un un zéro », « zéro un un », « un un un » before no noun."""
    while stop < len(items) and items[stop].article and not items[stop - 1].trail:
        stop += 1
    ends = stop == len(items) or items[stop].role != "word" or bool(items[stop - 1].trail)
    numbers = [
        item.number is not None for item in (*items[max(0, start - 1) : start], *items[stop : stop + 1])
    ]
    return any(numbers) or (ends and stop - start > 2)


def _said_again(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """The first try, when all its words come again: "les réflexes, les réflexes sont vifs"."""
    for place in range(len(old) - 1, -1, -1):
        first = old[place]
        if (
            first.key != new[0].key
            or first.number != new[0].number
            or (place and old[place - 1].item == first.item)
        ):
            continue
        tried = old[place:]
        if (
            not _comes_again(tried, new)
            or _is_meant(draft, index, tried, new)
            or draft.items[first.item].lead
        ):
            continue
        if _is_denied(old, place, new):
            draft.doubt(draft.items[first.item - 1 : index + 2], "negation", _DENIED)
            return 0
        return drop_try(draft, first.item, index, SAID_AGAIN)
    return 0


def _is_denied(old: Sequence[Unit], place: int, new: Sequence[Unit]) -> bool:
    """Whether a word is denied the first time, then affirmed perhaps: "pas de sang, sang occulte négatif"."""
    lead = [unit.key for unit in old[max(0, place - 2) : place]]
    denied = bool(lead) and (lead[-1] in _DENYING or (lead[-1] == "de" and lead[0] in _DENYING))
    return denied and old[place].is_content and new[0].key not in _DENYING


def _comes_again(tried: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether all words of the first try come again in order; a pronoun that only takes up a noun need not."""
    place = 0
    for order, unit in enumerate(tried):
        if unit.sort == "pronoun" and order and tried[order - 1].pause:
            continue
        if place < len(new) and new[place].key == unit.key and new[place].number == unit.number:
            place += 1
            continue
        return False
    return place < len(new) or not new[-1].pause


def _is_meant(draft: Draft, index: int, tried: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether the words are said twice on purpose: emphasis, a label and its text, two numbers of a list."""
    items = draft.items
    if len(tried) == 1:
        if tried[0].key in _EMPHASIS or (tried[0].sort == "number" and not has_noun(new, 0)):
            return True
        if len(tried[0].key) == 1 and tried[0].key not in "ay":
            return True
        if is_complete(items, tried[0].item):
            return True
    start = tried[0].item
    head = items[start]
    opens = start == 0 or items[start - 1].role != "word" or units.is_strong_stop(items[start - 1])
    if (
        opens
        and (head.key in label_words("label") or head.key in label_words("organ"))
        and not halted_before(draft, index)
    ):
        return True
    # "un comprimé le matin, un comprimé le matin…" says no more the second time
    last = len(tried) - 1
    return last < len(new) and new[last].pause and any(u.sort == "number" for u in tried)
