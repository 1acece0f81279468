"""A dose that the speaker is not sure of: "prednisone disons cinq milligrammes", "ramipril cinq, je crois".

Nothing is written otherwise; the figure is doubted, even where the words that said so fill a silence and go.
"""

from collections.abc import Sequence

from transcribe.french.counts import counted
from transcribe.french.word_sorts import daily_moments
from transcribe.writing.draft import Draft, Item
from transcribe.writing.numbers import is_named, may_be_name
from transcribe.writing.oral.cues import Cue, waverings
from transcribe.writing.spans import is_paused, keys_from, unit_at
from transcribe.writing.starts import next_start

_REASON = "« {heard} » : une dose dite en hésitant, vérifier."
_DOSES = frozenset({"mg", "g", "µg", "ng", "UI", "MUI", "mL", "mmol", "mEq"})
_WHEN = daily_moments() | {"par", "pendant", "chaque", "toutes", "tous"}
_LONGEST_UNIT = 4


def find_waverings(draft: Draft) -> None:
    """Notes the doses that are given with « disons », « je crois », before these words may go."""
    items, firsts, index = draft.items, waverings().firsts, 0
    while (index := next_start(items, firsts, index)) < len(items):
        cue = waverings().at(items, index) if items[index].role == "word" else None
        index += len(cue.words) if cue else 1
        if cue is not None:
            _note_dose(draft, index - len(cue.words), index, cue)


def doubt_waverings(draft: Draft) -> None:
    """Doubts those that were not taken back since."""
    gone = set(map(id, draft.aside)) if draft.wavering else set()
    for run in draft.wavering:
        if not all(id(item) in gone for item in run):
            draft.doubt(run, "dose", _REASON.format(heard=" ".join(item.heard for item in run)))


def _note_dose(draft: Draft, start: int, stop: int, cue: Cue) -> None:
    """Notes the dose behind a cue that covers items ``start..stop-1``, or the one before it."""
    items = draft.items
    before = _word_before(items, start)
    if end := _dose_after(items, before, _past_comma(items, stop)):
        run = items[before if before >= 0 and items[before].number is not None else start : end]
    elif cue.may_follow and _ends_dose(items, stop) and (begin := _dose_before(items, start)) >= 0:
        other = _dose_before(items, begin - 1) if begin and items[begin - 1].key == "ou" else -1
        run = items[other if other >= 0 else begin : stop]
    else:
        return
    draft.wavering.append(run)


def _past_comma(items: Sequence[Item], place: int) -> int:
    comma = place < len(items) and items[place].role == "mark" and items[place].text == ","
    return place + 1 if comma else place


def _dose_after(items: Sequence[Item], before: int, place: int) -> int:
    """Where the dose at ``place`` ends, when the cue comes behind the word ``before``; 0 when there is none."""
    if place >= len(items) or items[place].number is None:
        return 0
    unit = unit_at(items, place + 1) if not items[place].trail else None
    if unit is not None:
        return unit.stop if _is_dose(unit.symbol) else 0
    keys = keys_from(items, place)
    noun = counted(keys, 1)
    if noun is not None:
        return place + 1 + (noun.place if noun.kind != "moment" else 0)
    if before < 0:
        return 0
    answers = items[before].number is not None
    return place + 1 if answers or (is_paused(items, place + 1) and may_be_name(items[before])) else 0


def _word_before(items: Sequence[Item], place: int) -> int:
    """The place of the word before, over a comma that is an item."""
    place -= 1
    return place - 1 if place > 0 and items[place].role == "mark" and items[place].text == "," else place


def _dose_before(items: Sequence[Item], stop: int) -> int:
    """Where the dose that ends before ``stop`` begins; -1 when none does."""
    last = _word_before(items, stop)
    for place in range(last, max(-1, last - _LONGEST_UNIT), -1):
        if items[place].number is None or any(item.trail for item in items[place:last]):
            continue
        unit = unit_at(items, place + 1)
        if unit is not None:
            return place if unit.stop == last + 1 and _is_dose(unit.symbol) else -1
        noun = counted(keys_from(items, place), 1)
        form = noun is not None and noun.kind == "form" and place + noun.place == last
        return place if form or (place == last and is_named(items, place)) else -1
    return -1


def _is_dose(symbol: str) -> bool:
    return symbol.partition("/")[0] in _DOSES


def _ends_dose(items: Sequence[Item], stop: int) -> bool:
    """Whether nothing behind a cue belongs to it: a pause follows, or when the dose is taken: "je crois par jour"."""
    if is_paused(items, stop):
        return True
    keys = keys_from(items, stop, 2)
    return keys[0] in _WHEN or (keys[0] == "le" and len(keys) > 1 and keys[1] in daily_moments())
