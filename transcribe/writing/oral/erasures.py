"""What the speaker has erased: "effacez la dernière phrase", "effacez le dernier mot"."""

from collections.abc import Sequence

from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral.cues import talk_words
from transcribe.writing.starts import next_start

_ERASE = talk_words("erase")
_LAST = talk_words("last")
_UNITS = talk_words("extent")


def erase(draft: Draft) -> None:
    """Removes the sentence or the word that was ordered erased, with the order."""
    index = 0
    while (index := next_start(draft.items, _ERASE, index)) < len(draft.items):
        if draft.items[index].role == "word":
            index = _erase_at(draft, index)
        else:
            index += 1


def _erase_at(draft: Draft, index: int) -> int:
    """Carries out the order at ``index`` and returns where to go on."""
    items = draft.items
    keys = [t.key for t in items[index + 1 : index + 4]] + ["", "", ""]
    if keys[0] in ("ca", "cela", "tout"):
        draft.doubt(items[index : index + 2], "unsure", "Effacement dicté dont l’étendue n’est pas claire.")
        return index + 1
    if keys[0] not in ("la", "le") or keys[1] not in _LAST or keys[2] not in _UNITS:
        return index + 1
    begin = index - 1 if "mot" in keys else _sentence_start(items, index)
    stop = index + 4
    if begin < 0 or begin >= index:
        draft.doubt(items[index:stop], "unsure", "Commande d’effacement sans phrase avant elle.")
        return stop
    if stop < len(items) and items[stop].role == "mark" and items[stop].text in ".,":
        stop += 1
    draft.remove(begin, stop, kind="self_correction", reason="effacement dicté")
    return begin


def _sentence_start(items: Sequence[Item], index: int) -> int:
    """Start of the sentence before ``index``, over the mark that closed it."""
    place = index - 1
    while place >= 0 and items[place].role == "mark" and not items[place].is_break:
        place -= 1
    if place >= 0:
        place -= 1
    while place >= 0:
        item = items[place]
        if item.role == "mark" and (item.is_break or item.text in ".?!"):
            break
        if item.role == "word" and any(m in item.trail for m in ".?!"):
            break
        place -= 1
    return place + 1
