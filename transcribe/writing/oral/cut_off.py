"""What is broken off and begun again at once, without a pause that shows it: "la scan la scanographie"."""

from collections.abc import Sequence

from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral.abandoned import is_complete
from transcribe.writing.oral.tries import LONGEST, UNFINISHED, drop_try

_SMALL = sorted_words("article", "of", "to", "preposition", "with")
_AUXILIARIES = sorted_words("auxiliary") | {"a"}
_SHORTEST, _LEFT = 4, 5
_CUT = "Un mot interrompu puis dit en entier, ou deux mots : vérifier."


def drop_cut_word(draft: Draft, index: int) -> int:
    """A word broken off, then said whole behind the same small word; doubted, for it may be another word."""
    items = draft.items
    if index < 2 or index + 1 >= len(items):
        return 0
    small, cut, again, whole = items[index - 2 : index + 2]
    if small.key != again.key or again.key not in _SMALL or small.trail or cut.trail or again.trail:
        return 0
    if any(item.role != "word" or item.settled or item.lead for item in (small, cut, again, whole)):
        return 0
    left = len(whole.key) - len(cut.key)
    if len(cut.key) < _SHORTEST or left < _LEFT or not whole.key.startswith(cut.key):
        return 0
    draft.doubt([small, cut, again, whole], "unsure", _CUT)
    return drop_try(draft, index - 2, index, UNFINISHED)


def drop_cut_clause(draft: Draft, index: int) -> int:
    """ "le malade a le malade présente une toux": two words at least come again, behind an auxiliary."""
    items = draft.items
    for start in range(index - 3, max(-1, index - LONGEST), -1):
        tried = items[start:index]
        if any(item.role != "word" or item.trail or item.lead or item.number is not None for item in tried):
            return 0
        same = _same(items, start, index)
        if same >= 2 and _calls(items, start + same, index) and not is_complete(items, index - 1):
            return drop_try(draft, start, index, UNFINISHED)
    return 0


def _same(items: Sequence[Item], start: int, index: int) -> int:
    """How many words from ``start`` on come again from ``index`` on."""
    count = 0
    while start + count < index and index + count < len(items) and not items[index + count].trail:
        if items[start + count].key != items[index + count].key:
            break
        count += 1
    return count


def _calls(items: Sequence[Item], start: int, stop: int) -> bool:
    """Whether one auxiliary is all that stands between two tries."""
    return start + 1 == stop and items[start].key in _AUXILIARIES and items[start].text[:1] not in "àÀ"
