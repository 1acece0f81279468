"""First tries that end with a word that calls for another: "le malade a, le malade présente une toux"."""

from collections.abc import Sequence

from transcribe.french.civilities import civility_words
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral import units
from transcribe.writing.oral.cues import Cue, unfinished
from transcribe.writing.oral.tries import FEW, OTHER_NUMBER, UNFINISHED, drop_try
from transcribe.writing.oral.units import Unit
from transcribe.writing.words import word_set

_DOUBT_NUMBER = "Deux nombres à la suite : vérifier lequel est le bon."
_DOUBT_WORDS = "Début de phrase abandonné : vérifier qu’il n’en manque rien."
_PREPOSITIONS = frozenset({"preposition", "of", "to", "with"})
_ARTICLES = frozenset({"un", "une", "le", "la", "de"})
_STRESSED = frozenset({"elle", "elles", "nous", "vous", "lui"})
_BEFORE_STRESSED = sorted_words("preposition", "with") | {"de", "a", "et", "que", "comme"}
_KNOWN_SUBJECTS = word_set("patient patiente malade examen on") | civility_words("patient", "child")


def drop_unfinished(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """The first try, when it ends with a word that calls for another and its first word comes again."""
    items = draft.items
    sort = _calls_for_more(items, index)
    if not sort:
        return 0
    for place in range(len(old) - 1, -1, -1):
        first, tried = old[place], old[place:]
        if place and old[place - 1].item == first.item:
            continue
        if any(u.pause for u in tried[:-1]) or _names_number(tried[-1], new):
            break
        same = first.key == new[0].key and first.number == new[0].number
        if not same and _counts_again(tried, new):
            draft.doubt(items[first.item : index + 1], "dose", _DOUBT_NUMBER, (items[first.item].text,))
            return drop_try(draft, first.item, index, OTHER_NUMBER)
        if sort != "link" and first.sort in _PREPOSITIONS:
            continue  # "en fait, en novembre"
        like = first.sort == new[0].sort and not first.is_content and first.number is None
        if not (same or (like and len(tried) <= FEW and sort == "link")):
            continue
        lost = [u for u in _lost(tried[1:], new[1:]) if not _is_verb(items, u)]
        if not _may_be_lost(lost, new, sort):
            return 0
        if lost:
            draft.doubt(items[first.item : index + 1], "unsure", _DOUBT_WORDS)
        return drop_try(draft, first.item, index, UNFINISHED)
    return _abandoned_clause(draft, index, old, new)


def _names_number(last: Unit, new: Sequence[Unit]) -> bool:
    """Whether "un" at the end of the first try is a number, for a number comes in its place: "d'un, de deux clips"."""
    return last.number is not None and any(u.sort == "number" for u in new[:FEW])


def _counts_again(tried: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether another number takes up the same words: "deux à, trois à quatre fois"."""
    if len(tried) < FEW or tried[0].number is None or new[0].number is None:
        return False
    return [u.key for u in tried[1:]] == [u.key for u in new[1 : len(tried)]]


def _may_be_lost(lost: Sequence[Unit], new: Sequence[Unit], sort: str) -> bool:
    """Whether a first try may go with words that do not come again: one noun at most, or a number for a number."""
    if lost and (sort != "link" or len(lost) > 1):
        return False
    numbers = any(u.sort == "number" for u in lost)
    return all(u.sort in ("word", "adverb", "number") for u in lost) and (
        not numbers or any(u.sort == "number" for u in new)
    )


def _calls_for_more(items: Sequence[Item], index: int) -> str:
    """The sort of the word before ``index`` that calls for another; "" when it does not."""
    if items[index - 1].text.isupper() and len(items[index - 1].text) > 1:
        return ""
    for start in range(max(0, index - 3), index):
        cue = unfinished().at(items, start)
        if cue is not None and start + len(cue.words) == index:
            return "" if is_complete(items, index - 1) else cue.sort
    last = units.before(items, index, 1)
    return "link" if last and last[-1].key in _ARTICLES and last[-1].sort in ("article", "of") else ""


def is_complete(items: Sequence[Item], index: int) -> bool:
    """Whether a word needs no other after all: "il en a", "avec elle"."""
    before = items[index - 1].key if index else ""
    item = items[index]
    if item.key == "a":
        return item.text[:1] not in "àÀ" and before in ("en", "y")
    return item.key in _STRESSED and before in _BEFORE_STRESSED


def _is_verb(items: Sequence[Item], unit: Unit) -> bool:
    cue = unfinished().at(items, unit.item) or _past(items, unit.item - 1)
    return cue is not None and cue.sort in ("verb", "auxiliary")


def _past(items: Sequence[Item], index: int) -> Cue | None:
    """The auxiliary in two words that ends with the next item: « a été »."""
    cue = unfinished().at(items, index) if index >= 0 else None
    return cue if cue is not None and len(cue.words) > 1 else None


def _lost(tried: Sequence[Unit], new: Sequence[Unit]) -> list[Unit]:
    """Words of sense that do not come again."""
    left = [u.key for u in new]
    return [u for u in tried if u.is_content and u.key not in left]


def _abandoned_clause(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """ "le malade a, on retrouve un souffle": a clause of small words only, then another clause."""
    items = draft.items
    if new[0].sort != "pronoun" or not old:
        return 0
    first = old[0].item
    opens = first == 0 or items[first - 1].role != "word" or units.is_strong_stop(items[first - 1])
    small = all(not u.is_content or u.key in _KNOWN_SUBJECTS or _is_verb(items, u) for u in old)
    starts = old[0].sort == "pronoun" or (len(old) > 1 and old[1].key in _KNOWN_SUBJECTS)
    negated = any(u.sort == "negation" or u.key == "ne" for u in old)
    if opens and small and starts and not negated and not any(u.pause for u in old[:-1]):
        return drop_try(draft, first, index, UNFINISHED)
    return 0
