"""What fills a silence: "euh", "comment dire", "voilà" between two pauses."""

import re
from functools import lru_cache

from transcribe.french.negations import negation_words
from transcribe.french.numbers import is_number_key
from transcribe.french.units import symbol_of
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import Draft, Item, change_of
from transcribe.writing.oral.cues import fillers, repair_cues
from transcribe.writing.oral.units import is_halted, is_strong_stop
from transcribe.writing.spans import is_paused
from transcribe.writing.starts import next_start
from transcribe.writing.words import word_set

_HESITATION = re.compile(r"e+u+h+|h+e+u+|h+u*m+|m+h+m*|heum|beuh|eu+hm+")
_CLAUSE_STARTS = word_set("il elle on je nous vous ils elles ce mais puis rien car donc or") | negation_words(
    "adverb", "determiner", "preposition"
)
_MOMENTS = sorted_words("moment")
_REASON = "mot qui comble un silence"
_PAUSE = "pause d’une hésitation"


def drop_hesitations(draft: Draft) -> None:
    """Sets "euh" aside, with the pauses around it unless a new clause follows."""
    kept: list[Item] = []
    items = draft.items
    if not any(map(_is_hesitation, [item.key for item in items])):
        return
    for index, item in enumerate(items):
        if item.role != "word" or not _is_hesitation(item.key):
            kept.append(item)
            continue
        item.change = change_of("removal", "hésitation")
        draft.aside.append(item)
        follow = items[index + 1] if index + 1 < len(items) else None
        if not kept or kept[-1].role != "word" or _is_repair(items, index + 1):
            continue
        close_gap(kept[-1], item.trail, follow)
    draft.items = kept


def _is_repair(items: list[Item], index: int) -> bool:
    return index < len(items) and repair_cues().at(items, index) is not None


@lru_cache(maxsize=1 << 14)
def _is_hesitation(key: str) -> bool:
    return _HESITATION.fullmatch(key) is not None


def close_gap(before: Item, trail: str, follow: Item | None) -> None:
    """Settles the pause left between two words when what stood between them, ending with ``trail``, is gone."""
    if any(mark in trail for mark in ".?!:;"):
        before.trail = trail
    elif before.trail == "," and not (follow and (starts_clause(follow) or _part_counts(before, follow))):
        before.trail = ""
        before.touch("typography", _PAUSE)


def _part_counts(before: Item, follow: Item) -> bool:
    """Whether two numbers would run into one another without the pause: "cinq cents milligrammes, euh, un gramme".

    The number of the next taking would run into the moment of the last one: "le matin, euh, trois comprimés".
    """
    if follow.key == "et" or (follow.number is None and not is_number_key(follow.key)):
        return False
    counted = before.number is not None or is_number_key(before.key) or bool(symbol_of(before.key))
    return counted or before.key in _MOMENTS


def starts_clause(item: Item) -> bool:
    """Whether a pause before the item is the sentence's own."""
    return item.key in _CLAUSE_STARTS or item.key.startswith(("j'", "c'"))


def drop_fillers(draft: Draft) -> None:
    """Sets aside what fills a silence, where pauses or other fillers show that it says nothing else."""
    firsts, index = fillers().firsts, 0
    while (index := next_start(draft.items, firsts, index)) < len(draft.items):
        if draft.items[index].role != "word":
            index += 1
            continue
        stop = _run(draft.items, index)
        if stop == index or not _stands_alone(draft.items, index, stop):
            index += 1
            continue
        _remove(draft, index, stop)


def _run(items: list[Item], index: int) -> int:
    """Where a run of fillers that begins here ends; ``index`` when none does."""
    place = index
    while place < len(items):
        cue = fillers().at(items, place)
        if cue is None:
            break
        place += len(cue.words)
        if place < len(items) and items[place].role == "mark" and items[place].text == ",":
            place += 1
    return place


def _stands_alone(items: list[Item], start: int, stop: int) -> bool:
    cue = fillers().at(items, start)
    if cue is None:
        return False
    if cue.sort == "anywhere":
        return not items[start].is_capital or is_paused(items, start)
    if not is_paused(items, start) and not is_halted(items, start):
        return cue.row.flag("ends") and items[start - 1].key not in _HOLDERS and _ends(items, stop)
    end = stop if items[stop - 1].role == "word" else stop - 1
    halted = is_halted(items, end) and not is_paused(items, end)
    if not is_paused(items, end) and not halted:
        return False
    if cue.sort == "head":
        several = len(cue.words) > 1 or stop - start > len(cue.words) + (items[stop - 1].role != "word")
        return several or is_halted(items, end) or is_halted(items, start)
    return cue.words[0] != "bon" or not _may_be_good(items, start, stop)


_HOLDERS = word_set("le la les en y me te nous vous que l' depuis et")


def _ends(items: list[Item], stop: int) -> bool:
    """Whether the sentence ends with the item before ``stop``."""
    last = items[stop - 1]
    return stop == len(items) or is_strong_stop(last) or is_strong_stop(items[stop])


def _may_be_good(items: list[Item], start: int, stop: int) -> bool:
    """Whether "bon" may say how something is: "état général, bon, poids stable"; "contact, bon"."""
    if stop - start > 1 or not start or items[start - 1].role != "word" or items[start - 1].trail == ".":
        return False
    if stop == len(items) or items[stop].role != "word" or items[start].trail != ",":
        return items[start - 1].trail == ","
    head = start - 1
    while head > 0 and items[head - 1].role == "word" and not items[head - 1].trail:
        head -= 1
    if items[head].key in _PREPOSITIONS:
        return False
    segment = {t.key for t in items[head:start]}
    return bool(segment & _CAN_BE_GOOD) and not segment & _VERBS and items[stop].key not in _SUBJECTS


_CAN_BE_GOOD = word_set(
    "etat contact pronostic resultat sommeil appetit moral transit drainage tonus reveil aspect controle equilibre "
    "pouls niveau score profil recul developpement eveil rendement bilan controle"
)
_PREPOSITIONS = sorted_words("to", "preposition", "with") | {"a"}
_SUBJECTS = word_set("il elle on je nous vous ils elles ce c'est j'ai")
_VERBS = sorted_words("auxiliary") | word_set("a reste semble parait")


def _remove(draft: Draft, start: int, stop: int) -> None:
    items = draft.items
    trail = items[stop - 1].trail if items[stop - 1].role == "word" else items[stop - 1].text
    follow = items[stop] if stop < len(items) else None
    before = items[start - 1] if start else None
    draft.remove(start, stop, kind="removal", reason=_REASON)
    if before is None:
        return
    if before.role == "word":
        if any(mark in before.trail for mark in ".?!:;"):
            return
        close_gap(before, trail if trail != "," else "", follow)
