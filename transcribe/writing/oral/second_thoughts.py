"""What the speaker comes back to: "à droite, je répète, à droite"; "pas d’allergie, ah si, à l’iode".

Words said once more are written once, but those that insist (« je dis bien pas de fièvre »). Where other words are
given as the same (« droite, je répète, gauche »), or where what was denied is then affirmed, all stays and a doubt says
that one of the two is wrong.
"""

from collections.abc import Sequence

from transcribe.core.types import DoubtKind
from transcribe.french.negations import negation_words
from transcribe.writing.draft import Draft
from transcribe.writing.oral import units
from transcribe.writing.oral.alignment import taken_back
from transcribe.writing.oral.cues import Cue, second_thoughts
from transcribe.writing.oral.tries import SAID_AGAIN, drop_try
from transcribe.writing.oral.units import TYPED, Unit, is_paused
from transcribe.writing.starts import next_start

_OTHER = "« Je répète », et ce n’est pas la même chose : vérifier laquelle est la bonne."
_CONTRARY = "Nié, puis affirmé aussitôt : vérifier ce qui est nié."
_DENYING = negation_words()
_LOOK_BACK = 12
_LOOK_AHEAD = 10
_AFTER = 4


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
    if (apart and not is_paused(items, index)) or ((apart or ends) and not is_paused(items, stop)):
        return stop
    denied = [u.item for u in units.before(items, index, _LOOK_BACK) if u.key in _DENYING]
    if denied:
        draft.doubt(items[denied[-1] : stop + _AFTER], "negation", _CONTRARY)
    return stop


def _after_comma(draft: Draft, place: int) -> int:
    """The item after ``place``, over a comma."""
    return place + (place < len(draft.items) and draft.items[place].text == ",")
