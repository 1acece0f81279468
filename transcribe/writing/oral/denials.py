"""Repairs that deny what was affirmed, or affirm what was denied: "allergique, pardon, non allergique".

Where the very words come again behind a negation, the negation is the repair: it is never taken for a cue, and a doubt
says both readings. Where a negation would be lost, or would fall on other words, all stays, with a doubt.
"""

from collections.abc import Sequence

from transcribe.french.negations import ne_words, negation_words
from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral.alignment import last_said, stem
from transcribe.writing.oral.interruptions import REASON, UNCLEAR, Interruption, around
from transcribe.writing.oral.units import TYPED, Unit
from transcribe.writing.spans import is_paused

_BOTH = "Affirmé, puis nié par une reprise : vérifier lequel est dit."
_DENYING = negation_words("preposition", "answer")
_SETTING_OFF = negation_words("adverb", "preposition", "noun", "determiner")
_ABSENCES = negation_words("noun")
_PARTICLES = frozenset({"ne"})
_WITH_NE = ne_words()
_OWN = "« Non » : il reprend ce qui précède, ou il nie ce qui suit : vérifier."
_ONE_CUE = frozenset({"ah", "oh", "mais"})
_QUALIFYING = frozenset({"word", "quality"})
_FEW = 2
_LONGEST_CLAUSE = 8


def denies(unit: Unit) -> bool:
    """Whether a unit denies by itself."""
    return unit.sort == "negation" or unit.key in _DENYING


def denies_otherwise(old: Sequence[Unit], new: Sequence[Unit], begin: int) -> bool:
    """Whether a negation would be lost, or would fall on words said to take it back.

    "il n'a pas d'allergie, pardon, il a une allergie"; "pas de fièvre, pardon, fièvre à 39".
    """
    if any(denies(u) for u in new[: len(old) + 2]):
        return False
    place = next(i for i, u in enumerate(old) if u.item == begin)
    if any(denies(u) for u in old[place:]):
        return old[-1].sort != "with"
    lead = old[max(0, place - 2) : place]
    return (
        bool(lead)
        and old[place].is_content
        and (denies(lead[-1]) or (lead[-1].key == "de" and denies(lead[0])))
    )


def turns_round(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether the same word is denied on one side only: "pas d'allergie, je corrige, allergie".

    "il y a un épanchement, non, il n'y a pas d'épanchement".
    """
    said = next((place for place, unit in enumerate(new[:_LONGEST_CLAUSE]) if _is_told(unit)), None)
    if said is None:
        return False
    place = last_said(old, new[said], max(0, len(old) - _LONGEST_CLAUSE))
    if place is None:
        return False
    return _is_denied(new, said) is not _is_denied(old, place)


def _is_told(unit: Unit) -> bool:
    """Whether a unit says what is denied or affirmed, and no more that it is."""
    return unit.is_content and unit.key not in _ABSENCES and not denies(unit)


def _is_denied(said: Sequence[Unit], place: int) -> bool:
    """Whether the word at ``place`` is denied, before it or, behind « ne », after it."""
    lead = said[max(0, place - 2) : place]
    after = said[place + 1 : place + 2]
    if any(denies(unit) or unit.key in _ABSENCES for unit in lead):
        return True
    return any(unit.key in _PARTICLES for unit in lead) and any(unit.key in _WITH_NE for unit in after)


# ------------------------------------------------------------------ the same words, behind a negation


def deny_again(draft: Draft, cue: Interruption, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """Writes « non X » for « X pardon non X », doubted; where it would not read so, only doubts.

    Returns where to go on; 0 when the repair does not deny the words just said.
    """
    items = draft.items
    lead = _lead(new)
    if not lead or (cue.strength == "paused" and is_paused(items, cue.start) < is_paused(items, cue.stop)):
        return 0
    place = _said_before(old, new[lead:])
    if place is None or _is_denied(old, place) or (place and old[place - 1].sort == new[0].sort == "with"):
        return 0
    begin, last = old[place].item, new[lead].item
    if new[0].key != "non" or not _reads_well(old, place):
        draft.doubt(around(items, cue), "negation", UNCLEAR)
        return cue.stop
    affirmed = " ".join(item.text for item in items[begin : cue.start])
    shown = items[begin : last + cue.start - begin]
    draft.doubt(shown, "negation", _BOTH, (affirmed,))
    draft.remove(begin, cue.stop, kind="self_correction", reason=REASON)
    return begin + 1


def _lead(new: Sequence[Unit]) -> int:
    """How many units deny the words behind them: « non », « pas de », « sans », « absence de »; 0 for none."""
    if not new or new[0].pause:
        return 0
    if new[0].key == "non":
        size = 1
    elif new[0].key in _SETTING_OFF:
        size = 2 if len(new) > 1 and new[1].sort == "of" else 1
    else:
        return 0
    return size if size < len(new) and not any(unit.pause for unit in new[:size]) else 0


def _said_before(old: Sequence[Unit], again: Sequence[Unit]) -> int | None:
    """Where the words that end with ``old`` and come again at the head of ``again`` begin; None when none do."""
    for place in range(max(0, len(old) - _LONGEST_CLAUSE), len(old)):
        said = old[place:]
        if said[0].is_content and _comes_again(said, again):
            return place
    return None


def _comes_again(said: Sequence[Unit], again: Sequence[Unit]) -> bool:
    return len(said) <= len(again) and all(
        stem(one.key) == stem(other.key) and one.number == other.number
        for one, other in zip(said, again, strict=False)
    )


def _reads_well(old: Sequence[Unit], place: int) -> bool:
    """Whether « non » may stand before the words from ``place`` on: an adjective, or a sentence's own head."""
    said = old[place:]
    if any(unit.sort in TYPED - {"quality"} for unit in said) or any(unit.pause for unit in said[:-1]):
        return False
    before = old[place - 1] if place else None
    return before is None or before.pause or before.is_content or before.sort == "auxiliary"


def may_lose_no(draft: Draft, cue: Interruption, new: Sequence[Unit]) -> bool:
    """Whether « non » is the cue's or the repair's own: "bénigne pardon non maligne"; then all stays, with a doubt."""
    items = draft.items
    last = items[cue.stop - 1]
    alone = cue.stop - cue.start < _FEW or items[cue.stop - 2].key in _ONE_CUE
    if last.key != "non" or alone or is_paused(items, cue.stop) or new[0].sort not in _QUALIFYING:
        return False
    draft.doubt(around(items, cue), "negation", _OWN)
    return True


def affirms_alike(items: Sequence[Item], cue: Interruption, old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether « non » alone stands between the same words: "patient fumeur non fumeur"."""
    bare = items[cue.start].key == "non" and cue.stop == cue.start + 1
    if not bare or is_paused(items, cue.start) or is_paused(items, cue.stop):
        return False
    return bool(old) and bool(new) and old[-1].is_content and stem(old[-1].key) == stem(new[0].key)
