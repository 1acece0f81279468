"""What the speaker has erased: "effacez la dernière phrase", "effacez le dernier mot", "annulez"."""

from collections.abc import Sequence

from transcribe.core.types import DoubtKind
from transcribe.french.negations import may_deny
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral.cues import repair_cues, talk_words
from transcribe.writing.oral.interruptions import doubt_kind
from transcribe.writing.oral.units import opening
from transcribe.writing.spans import is_paused
from transcribe.writing.starts import next_start
from transcribe.writing.words import word_set

_ERASE = talk_words("erase")
_LAST = talk_words("last")
_UNITS = talk_words("extent")
_IT = talk_words("it")
_BARE = talk_words("erase_it")
_OBJECTS = sorted_words("article", "of", "to") | talk_words("last")
_SUBJECTS = sorted_words("pronoun")
_ASKED = frozenset({"tu", "vous"})
_THAT = frozenset({"ca", "cela"})
_SAYING = word_set("dit dire dis disant demande repond ecrit que si")
_SHORT = 8
_NEAR = 5
_UNCLEAR = "Effacement dicté dont l’étendue n’est pas claire."
_ERASED = "« {words} » a été effacé à la demande : vérifier."


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
    if stop := _bare_order(items, index):
        return _erase_before(draft, index, stop)
    if (after := _told_order(draft, index)) is not None:
        return after
    if keys[0] not in ("la", "le") or keys[1] not in _LAST or keys[2] not in _UNITS:
        if _takes_back(items, index):
            near = [t for t in items[max(0, index - _NEAR) : index + _NEAR] if t.role == "word"]
            draft.doubt(near, doubt_kind(near), _UNCLEAR)
        return index + 1
    asked = index - 1 if index and items[index - 1].key in _ASKED and not items[index - 1].trail else index
    begin = asked - 1 if "mot" in keys else _sentence_start(items, asked)
    stop = index + 4
    if begin < 0 or begin >= index:
        draft.doubt(items[index:stop], "unsure", "Commande d’effacement sans phrase avant elle.")
        return stop
    if stop < len(items) and items[stop].role == "mark" and items[stop].text in ".,":
        stop += 1
    draft.remove(begin, stop, kind="self_correction", reason="effacement dicté")
    return begin


def _bare_order(items: Sequence[Item], index: int) -> int:
    """Where an order that says not what to erase ends, "annulez", "annule ça"; 0 when there is none.

    "annulez le rendez-vous", "vous annulez" are none.
    """
    stop = index + 1
    while stop < len(items) and items[stop].key in _IT and not items[stop - 1].trail:
        stop += 1
    if stop == index + 1:
        follow = items[stop] if stop < len(items) and not items[index].trail else None
        has_object = follow is not None and follow.role == "word" and opening(follow) in _OBJECTS
        if items[index].key not in _BARE or has_object or not index or items[index - 1].role != "word":
            return 0
    before = items[index - 1] if index else None
    told = before is not None and not before.trail and before.key in _SUBJECTS
    return 0 if told or items[index].text[-1] in "éÉ" else stop


def _told_order(draft: Draft, index: int) -> int | None:
    """ "tu effaces ça" between two pauses erases; without them it may be told, and is doubted; where to go on."""
    items, stop = draft.items, index + 2
    if index < 2 or stop > len(items) or items[index - 1].key not in _ASKED or items[index].text[-1] in "éÉ":
        return None
    if items[stop - 1].key not in _THAT or any(item.trail for item in items[index - 1 : index + 1]):
        return None
    if items[index - 2].key in _SAYING:
        return None
    if is_paused(items, index - 1) and is_paused(items, stop):
        return _erase_before(draft, index - 1, stop)
    draft.doubt(items[index - 1 : stop], "unsure", _UNCLEAR)
    return stop


def _takes_back(items: Sequence[Item], index: int) -> bool:
    """Whether an order with other words behind it takes something back: "du Doliprane, non, efface, du Dafalgan"."""
    before = items[index - 1] if index else None
    told = items[index].key[-1:] in ("e", "z") and items[index].text[-1] not in "éÉ"
    return told and before is not None and before.key in repair_cues().lasts and before.role == "word"


def _erase_before(draft: Draft, index: int, stop: int) -> int:
    """Erases what was said since the last pause, when it is short; otherwise doubts what was meant."""
    items = draft.items
    begin = index
    while begin and items[begin - 1].role == "word" and (begin == index or not items[begin - 1].trail):
        begin -= 1
    said = items[begin:index]
    if not said or len(said) > _SHORT:
        draft.doubt(items[index:stop], "unsure", _UNCLEAR)
        return stop
    words = " ".join(item.heard for item in said)
    draft.remove(begin, stop, kind="self_correction", reason="effacement dicté")
    if begin < len(items) and items[begin].role == "mark" and items[begin].text in ".,":
        draft.remove(begin, begin + 1, kind="self_correction", reason="effacement dicté")
    around = [item for item in items[max(0, begin - 1) : begin + 2] if item.role == "word"]
    if around:
        kind: DoubtKind = "negation" if any(may_deny(item.key) for item in said) else "unsure"
        draft.doubt(around, kind, _ERASED.format(words=words), (words,))
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
