"""What the speaker takes back and says so: "stade deux, pardon, stade trois".

A repair is an interruption with a cue, between the words taken back and those that answer them (``alignment``). The
words replaced may be said again in full, from any word on, or only the one that changes (« cinq milligrammes le
matin, pardon, dix »): what follows it is kept then, and a doubt says so. A cue may also come last (« du bras droit,
du bras gauche pardon »). Where nothing answers, all stays, and a doubt where the cue has no other sense.
"""

from collections.abc import Sequence

from transcribe.core.types import DoubtKind
from transcribe.writing.draft import Draft, Item, change_of
from transcribe.writing.oral import units
from transcribe.writing.oral.alignment import Answer, answer, counts_otherwise, stem, taken_back
from transcribe.writing.oral.cues import repair_cues
from transcribe.writing.oral.denials import (
    affirms_alike,
    denies,
    denies_otherwise,
    deny_again,
    may_lose_no,
    turns_round,
)
from transcribe.writing.oral.interruptions import (
    REASON,
    UNCLEAR,
    Interruption,
    around,
    doubt_kind,
    interruption_at,
)
from transcribe.writing.oral.units import TYPED, Sort, Unit
from transcribe.writing.spans import is_paused
from transcribe.writing.starts import next_start

_PART = "Correction dictée d’un seul mot : vérifier ce qui la suit."
_RATHER = frozenset({"plutot", "exactement", "precisement"})
_LISTING = frozenset({"d'abord", "ensuite", "puis", "premierement", "enfin"})
_TELLING: frozenset[Sort] = TYPED | {"name", "adverb", "negation", "with"}
_SURE = 3.5
_LOOK_BACK = 12
_LOOK_AHEAD = 10
_LONGEST_PART = 4
_LONGEST_REST = 5


def mend_repairs(draft: Draft) -> None:
    """Removes what was taken back, with the words that said so."""
    firsts, index = repair_cues().firsts | {"nom"}, 1
    while (index := next_start(draft.items, firsts, index)) < len(draft.items):
        found = interruption_at(draft.items, index)
        stop = index + 1 if found is None else _mend(draft, found)
        own = found is not None and stop == found.stop < len(draft.items) and draft.items[stop].key == "non"
        index = stop + own  # a « non » behind a cue is the repair's: « fumeur, pardon, non fumeur »


def _mend(draft: Draft, cue: Interruption) -> int:
    """Mends one repair and returns where to go on."""
    items = draft.items
    if _lists(items, cue):
        return cue.stop
    if cue.may_follow and (said := _repaired_before(items, cue)):
        return _take_back_before(draft, cue, *said)
    old = units.before(items, cue.start, _LOOK_BACK)
    new = units.after(items, cue.stop, _LOOK_AHEAD) if cue.stop < len(items) else []
    if after := deny_again(draft, cue, old, new):
        return after
    found = _found(draft, cue, old, new) if new else None
    narrowed = cue.strength == "soft" and _narrows(old, new)
    if narrowed or (found is not None and denies_otherwise(old, new, found[0])):
        draft.doubt(around(items, cue), "laterality" if narrowed else "negation", UNCLEAR)
        return cue.stop
    if found is None:
        return _mend_otherwise(draft, cue, old, new)
    return _take_back(draft, cue, old, new, *found)


def _narrows(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether two sides become one: "crépitants des bases enfin de la base droite"."""
    place = next((i for i, unit in enumerate(new) if unit.is_content), 0)
    if not 0 < place < len(new) - 1 or not old or new[place + 1].sort != "side" or new[place].pause:
        return False
    several = old[-1].key[-1:] in ("s", "x") and old[-1].key != new[place].key
    return several and stem(old[-1].key) == stem(new[place].key)


def _take_back(
    draft: Draft, cue: Interruption, old: Sequence[Unit], new: Sequence[Unit], begin: int, best: Answer
) -> int:
    """Removes what was taken back from item ``begin`` on, where the cue is believed; returns where to go on."""
    items = draft.items
    taken = [unit for unit in old if unit.item >= begin]
    if counts_otherwise(taken, new):
        draft.doubt(around(items, cue), "dose", UNCLEAR)
    elif _opens_sentence(items, cue) and "number" not in best.sorts:
        if best.sorts & {"side", "negation"}:
            draft.doubt(around(items, cue), "laterality" if "side" in best.sorts else "negation", UNCLEAR)
    elif cue.strength == "strong" or _is_believed(draft, cue, taken, new, best):
        if not best.anchored and may_lose_no(draft, cue, new):
            return cue.stop
        draft.remove(begin, cue.stop, kind="self_correction", reason=REASON)
        return begin + 1
    elif cue.strength != "soft" and (turns_round(old, new) or affirms_alike(items, cue, old, new)):
        draft.doubt(around(items, cue), "negation", UNCLEAR)
    return cue.stop


def _found(
    draft: Draft, cue: Interruption, old: Sequence[Unit], new: Sequence[Unit]
) -> tuple[int, Answer] | None:
    """Where the words taken back begin, and how what comes after the cue answers them."""
    found = taken_back(old, new) or _more_precise(old, new)
    denied = len(old) > 1 and denies(old[-2])
    if found is None and len(new) > 1 and new[0].key == "non" and cue.strength == "strong" and not denied:
        found = taken_back(old[-1:], new[1:])
        if found is not None:
            draft.doubt(around(draft.items, cue), "negation", UNCLEAR)
    return found


def _mend_otherwise(draft: Draft, cue: Interruption, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """Mends a repair that stands before its cue, or of one word only; doubts it when it is neither."""
    items = draft.items
    paused = is_paused(items, cue.start)
    if cue.strength != "soft" and turns_round(old, new):
        draft.doubt(around(items, cue), "negation", UNCLEAR)
        return cue.stop
    if paused and cue.may_follow and (said := _repaired_before(items, cue, paused=True)):
        draft.doubt(around(items, cue), doubt_kind(items[said[0] : cue.start]), UNCLEAR)
        return _take_back_before(draft, cue, *said)
    return _mend_in_part(draft, cue, old, new, paused=paused)


def _opens_sentence(items: Sequence[Item], cue: Interruption) -> bool:
    """Whether a cue with another sense begins a sentence: "récepteurs de l'œstrogène. Enfin, l'index de Ki-67"."""
    head = items[cue.start]
    return cue.strength == "soft" and head.is_capital and units.is_strong_stop(items[cue.start - 1])


def _is_believed(  # noqa: PLR0911
    draft: Draft, cue: Interruption, taken: Sequence[Unit], new: Sequence[Unit], best: Answer
) -> bool:
    """Whether a cue with another sense takes words back here; doubts what is not quite sure."""
    items = draft.items
    near = around(items, cue)
    paused = is_paused(items, cue.start)
    if best.restated and (paused or cue.strength == "verbal"):
        return True
    if not paused and _is_cut_short(items, cue, best):
        draft.doubt(near, "dose", UNCLEAR)
        return True
    if cue.strength == "soft":
        return _answers_softly(draft, cue, taken, new, best)
    apart = paused and (_says_rather(items, cue) or is_paused(items, cue.stop))
    if apart or (cue.strength == "verbal" and best.anchored):
        return True
    if "side" in best.sorts:
        draft.doubt(near, "laterality", UNCLEAR)  # "à droite non à gauche" may oppose two sides
        return False
    if paused and best.anchored and best.sorts & {"name", "day", "month"}:
        draft.doubt(near, "identity" if "name" in best.sorts else "unsure", UNCLEAR)
        return True
    # "cimentée dans 22 cas, non cimentée dans 8": only a number that answers a number at once.
    first = items[taken[0].item]
    if (
        (first.number is not None and not first.article)
        or taken[0].sort == "ordinal"
        or (paused and best.sorts == {"number"} and best.linked)
    ):
        draft.doubt(near, "dose", UNCLEAR)
        return True
    return False


def _answers_softly(
    draft: Draft, cue: Interruption, taken: Sequence[Unit], new: Sequence[Unit], best: Answer
) -> bool:
    """Whether a cue that mostly says something else takes words back here; doubts what is not quite sure."""
    near = around(draft.items, cue)
    if not is_paused(draft.items, cue.start):
        if not _is_said_alike(taken, new, best):
            if "side" in best.sorts and taken[-1].sort == "side":
                draft.doubt(near, "laterality", UNCLEAR)  # « côté droit enfin gauche »
            return False
        draft.doubt(near, "dose", UNCLEAR)
        return True
    if not best.sorts & _TELLING and best.score < _SURE:
        if not (cue.same_link and best.relinked):
            return False
        draft.doubt(near, "unsure", UNCLEAR)
    if best.sorts & {"side", "negation"}:
        draft.doubt(near, "laterality" if "side" in best.sorts else "negation", UNCLEAR)
    return True


def _says_rather(items: Sequence[Item], cue: Interruption) -> bool:
    return items[cue.stop - 1].key in _RATHER


def _is_said_alike(taken: Sequence[Unit], new: Sequence[Unit], best: Answer) -> bool:
    """Whether only a number changes, all around it said again: "dans trois mois plutôt dans six mois"."""
    said = [unit.key for unit in taken if unit.number is None]
    again = [unit.key for unit in new[: len(taken)] if unit.number is None]
    return best.sorts == {"number"} and best.relinked and len(said) > 1 and said == again


def _lists(items: Sequence[Item], cue: Interruption) -> bool:
    """Whether "enfin" closes a list: "d'abord à droite, puis au centre, enfin à gauche"."""
    return items[cue.start].key == "enfin" and any(
        t.key in _LISTING for t in items[max(0, cue.start - _LOOK_BACK) : cue.start]
    )


def _more_precise(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[int, Answer] | None:
    """ "inflammatoire, enfin modérément inflammatoire": the same word again, behind an adverb."""
    if len(new) < 2 or new[0].sort != "adverb" or not old or not old[-1].is_content:
        return None
    found = answer(old[-1:], new[1:])
    return (old[-1].item, found) if found is not None and found.restated else None


def _is_cut_short(items: Sequence[Item], cue: Interruption, best: Answer) -> bool:
    """Whether a number lacks what it counts, which the number that answers it has: "dans six enfin dans huit jours"."""
    if best.sorts != {"number"} or items[cue.start - 1].number is None:
        return False
    new = units.after(items, cue.stop, _LONGEST_PART)
    place = next((i for i, u in enumerate(new) if u.sort == "number"), -1)
    return 0 <= place < len(new) - 1 and not new[place].pause and new[place + 1].is_content


# ------------------------------------------------------------------ a cue that comes last


def _repaired_before(
    items: Sequence[Item], cue: Interruption, *, paused: bool = False
) -> tuple[int, int] | None:
    """Of "du bras droit, du bras gauche pardon": where the words taken back begin, and the repair."""
    if is_paused(items, cue.start) is not paused or not is_paused(items, cue.stop):
        return None
    said = units.before(items, cue.start, _LOOK_BACK)
    for place in range(len(said) - 1, 0, -1):
        if not said[place - 1].pause or _is_set_apart(items[said[place - 1].item]):
            continue
        found = taken_back(said[:place], said[place:])
        if found is not None and found[1].sorts & TYPED:
            return found[0], said[place].item
        return None
    return None


def _is_set_apart(item: Item) -> bool:
    """Whether the pause after a strength is not the speaker's: « Doliprane 500, 2 gélules »."""
    return item.firm and item.number is not None


def _take_back_before(draft: Draft, cue: Interruption, begin: int, repair: int) -> int:
    before, trail = draft.items[cue.start - 1], draft.items[cue.stop - 1].trail
    draft.remove(cue.start, cue.stop, kind="self_correction", reason=REASON)
    before.trail = before.trail or trail
    draft.remove(begin, repair, kind="self_correction", reason=REASON)
    return begin + 1


# ------------------------------------------------------------------ only the word that changes


def _mend_in_part(
    draft: Draft, cue: Interruption, old: Sequence[Unit], new: Sequence[Unit], *, paused: bool
) -> int:
    """Replaces the one word that changes, where the rest of what was said is kept; else doubts."""
    items = draft.items
    near = around(items, cue)
    part = _part(new)
    sure = cue.strength == "strong" or (paused and is_paused(items, cue.stop))
    soft = cue.strength == "soft" and not (paused and part and not part[0].is_content and len(part) > 1)
    rather = paused and _says_rather(items, cue)
    if part and (sure or rather) and (length := _other_side(draft, cue, old, part)):
        return length
    if part and not soft and (sure or cue.strength == "soft"):
        place = _replaced(old, part)
        if place is not None:
            return _put_in_place(draft, cue, old[place : place + len(part)], part)
        if cue.strength == "strong" and (word := _last_word(old, part)) is not None:
            if may_lose_no(draft, cue, new):
                return cue.stop
            draft.doubt(near, doubt_kind(near), _PART)
            draft.remove(word, cue.stop, kind="self_correction", reason=REASON)
            return word + 1
    number = cue.stop < len(items) and items[cue.stop].number is not None and not items[cue.stop].article
    if cue.strength == "strong" or (
        cue.strength in ("paused", "verbal") and number and paused and is_paused(items, cue.stop)
    ):
        draft.doubt(near, doubt_kind(near), UNCLEAR)
    return cue.stop


def _other_side(draft: Draft, cue: Interruption, old: Sequence[Unit], part: Sequence[Unit]) -> int:
    """ "le genou droit, pardon, le gauche", "du genou droit, ou plutôt du gauche": the noun stays."""
    if not old or len(part) != 2 or part[1].sort != "side" or old[-1].sort != "side":
        return 0
    led = part[0].sort in ("of", "to") and part[0].key in [u.key for u in old[-_LONGEST_PART:-1]]
    if not (led or part[0].sort == "article"):
        return 0
    begin = old[-1].item
    draft.remove(begin, part[1].item, kind="self_correction", reason=REASON)
    return begin + 1


def _part(new: Sequence[Unit]) -> Sequence[Unit]:
    """The repair up to its pause, when it is short and ends with one; else nothing."""
    for size, unit in enumerate(new[:_LONGEST_PART], start=1):
        if unit.pause or size == len(new):
            return new[:size]
    return ()


def _replaced(old: Sequence[Unit], part: Sequence[Unit]) -> int | None:
    """Where the words that ``part`` replaces stand, when there is one such place and words follow it."""
    fits = [place for place in range(len(old) - len(part) + 1) if _fits(old[place : place + len(part)], part)]
    if len(fits) != 1:
        return None
    start, stop = fits[0], fits[0] + len(part)
    said = {u.sort for u in part if u.sort in TYPED}
    if any(u.sort in said for u in old[stop:]) or (start and old[start - 1].sort in said):
        return None
    if not 0 < len(old) - stop <= _LONGEST_REST or any(u.pause for u in old[start : len(old) - 1]):
        return None
    return start


def _fits(old: Sequence[Unit], part: Sequence[Unit]) -> bool:
    """Whether a part answers words one by one, a number, a side or a day in it being another."""
    if not all(
        before.whole
        and after.whole
        and (before.key == after.key or (before.sort == after.sort and before.sort in TYPED))
        for before, after in zip(old, part, strict=True)
    ):
        return False
    return any(before.key != after.key for before, after in zip(old, part, strict=True))


def _put_in_place(draft: Draft, cue: Interruption, old: Sequence[Unit], part: Sequence[Unit]) -> int:
    """Writes the repair where the words it replaces stood, and sets its own place aside."""
    items = draft.items
    kind: DoubtKind = "unsure"
    alternatives: list[str] = []
    for before, after in zip(old, part, strict=True):
        if before.key == after.key:
            continue
        target, source = items[before.item], items[after.item]
        kind = "dose" if before.sort == "number" else "laterality" if before.sort == "side" else kind
        alternatives.append(target.text)
        target.text, target.key, target.reading = source.text, source.key, source.reading
        target.change = change_of("self_correction", REASON)
    stop = part[-1].item + 1
    draft.doubt(items[old[0].item : stop], kind, _PART, alternatives)
    trail = items[stop - 1].trail
    last = items[cue.start - 1]
    draft.remove(cue.start, stop, kind="self_correction", reason=REASON)
    if last.role == "word":
        last.trail = trail
    return cue.start


def _last_word(old: Sequence[Unit], part: Sequence[Unit]) -> int | None:
    """The item of the last word, when the repair is one word like it: "lésion bénigne, pardon, maligne"."""
    if not old or not old[-1].whole:
        return None
    last, first = old[-1], part[0]
    if {last.sort, first.sort} - {"word", "adverb", "name", "quality"} or last.sort != first.sort:
        return None
    rest = part[1:]
    if any(u.sort == "word" for u in rest) or _is_adjective(last.key) != _is_adjective(first.key):
        return None
    led = len(old) > 1 and not old[-2].is_content
    if led and _begins_with_vowel(last.key) != _begins_with_vowel(first.key):
        return None  # "du fémur, pardon, humérus"
    return last.item


_ADJECTIVE_ENDINGS = (
    "ique", "iques", "al", "ale", "ales", "aux", "if", "ive", "ifs", "ives", "eux", "euse", "euses", "aire",
    "aires", "ant", "ante", "ants", "antes", "ible", "able", "ien", "ienne", "oide", "ulaire", "in", "igne",
    "ouvert", "ouverte", "ferme", "fermee", "moteur", "motrice", "ee", "ees", "verse", "at", "ate",
)  # fmt: skip


def _is_adjective(key: str) -> bool:
    return key.endswith(_ADJECTIVE_ENDINGS)


def _begins_with_vowel(key: str) -> bool:
    return key[0] in "aeiouyh"
