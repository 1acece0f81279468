"""What the speaker comes back to: "à droite, je répète, à droite"; "pas d’allergie, ah si, à l’iode".

Words said once more are written once, but those that insist (« je dis bien pas de fièvre »). Where other words are
given as the same (« droite, je répète, gauche »), or where what was denied is then affirmed, all stays and a doubt says
that one of the two is wrong.
"""

from collections.abc import Sequence

from transcribe.core.types import DoubtKind
from transcribe.french.negations import negation_words
from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral import units
from transcribe.writing.oral.alignment import stem, taken_back
from transcribe.writing.oral.cues import Cue, second_thoughts
from transcribe.writing.oral.tries import SAID_AGAIN, drop_try
from transcribe.writing.oral.units import TYPED, Unit, is_halted
from transcribe.writing.spans import is_paused
from transcribe.writing.starts import next_start

_OTHER = "« Je répète », et ce n’est pas la même chose : vérifier laquelle est la bonne."
_CONTRARY = "Nié, puis affirmé aussitôt : vérifier ce qui est nié."
_DENYING = negation_words()
_LOOK_BACK = 12
_LOOK_AHEAD = 10
_AFTER = 4
_SOME = frozenset({"quelques", "plusieurs", "parfois"})


def take_second_thoughts(draft: Draft) -> None:
    """Writes once what was said once more, and doubts what is said otherwise the second time."""
    firsts, index = second_thoughts().firsts, 1
    while (index := next_start(draft.items, firsts, index)) < len(draft.items):
        cue = second_thoughts().at(draft.items, index) if draft.items[index].role == "word" else None
        if cue is None:
            index += 1
        elif cue.sort == "again":
            index = _again(draft, index, cue)
        else:
            index = _contrary(draft, index, cue)


def _again(draft: Draft, index: int, cue: Cue) -> int:
    """Sets aside the words said before the cue, when all of them come again at once; returns where to go on."""
    items = draft.items
    stop = _after_comma(draft, index + len(cue.words))
    old = units.before(items, index, _LOOK_BACK)
    new = units.after(items, stop, _LOOK_AHEAD) if stop < len(items) else []
    places = [place for place in range(len(old)) if _is_the_same(old, place, new)]
    if places and cue.row.flag("kept"):
        return stop
    if places:
        begin = old[places[0]].item
        drop_try(draft, begin, stop, SAID_AGAIN)
        return begin + 1
    found = taken_back(old, new) if new else None
    if found is not None and found[1].sorts & TYPED:
        draft.doubt(items[found[0] : stop + _AFTER], _kind_of(found[1].sorts), _OTHER)
    return stop


def _is_the_same(old: Sequence[Unit], place: int, new: Sequence[Unit]) -> bool:
    """Whether the units from ``place`` on, to the cue, are the first ones after it, and say something."""
    said = old[place:]
    if place and old[place - 1].item == old[place].item:
        return False
    same = [(u.key, u.number) for u in said] == [(u.key, u.number) for u in new[: len(said)]]
    return same and any(u.is_content for u in said)


def _kind_of(sorts: frozenset[units.Sort]) -> DoubtKind:
    return "laterality" if "side" in sorts else "dose" if sorts & {"number", "ordinal"} else "unsure"


def _contrary(draft: Draft, index: int, cue: Cue) -> int:
    """Doubts a negation that is taken back by « si »; returns where to go on."""
    items = draft.items
    stop = index + len(cue.words)
    apart, ends = cue.row.flag("apart"), cue.row.flag("ends")
    said = units.before(items, index, _LOOK_BACK)
    free = is_paused(items, index) or not apart
    if not (free and (is_paused(items, stop) or not (apart or ends))) and not _affirms(
        items, index, stop, said
    ):
        return stop
    denied = [u.item for u in said if u.key in _DENYING]
    if denied:
        draft.doubt(items[denied[-1] : stop + _AFTER], "negation", _CONTRARY)
    return stop


def _affirms(items: Sequence[Item], index: int, stop: int, said: Sequence[Unit]) -> bool:
    """Whether « si » said without pauses affirms: "pas d'idées noires si quelques idées noires", "euh si deux hier"."""
    new = units.after(items, stop, _AFTER) if stop < len(items) else []
    if not new:
        return False
    some = new[0].key in _SOME or new[0].sort == "number"
    told = next((unit for unit in new if unit.is_content and unit.key not in _SOME), None)
    again = told is not None and any(unit.is_content and stem(unit.key) == stem(told.key) for unit in said)
    return some and (again or is_halted(items, index))


def _after_comma(draft: Draft, place: int) -> int:
    """The item after ``place``, over a comma."""
    return place + (place < len(draft.items) and draft.items[place].text == ",")
