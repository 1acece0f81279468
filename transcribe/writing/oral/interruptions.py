"""Where a speaker breaks off to take words back: the cues, one after another, and what all repairs say of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from transcribe.core.types import DoubtKind
from transcribe.french.negations import negation_words
from transcribe.writing.draft import Item
from transcribe.writing.oral.alignment import last_said
from transcribe.writing.oral.cues import repair_cues
from transcribe.writing.oral.units import SIDES, TYPED, after, before, opening
from transcribe.writing.spans import is_paused

REASON = "correction dictée"
UNCLEAR = "Correction dictée dont l’étendue n’est pas claire : vérifier."
_LOOK_BACK = 12
_DENYING = negation_words("adverb", "determiner", "preposition", "conjunction", "noun")
_MISHEARD_EUH = frozenset({"un", "en", "eux", "heu", "peu"})


@dataclass(frozen=True, slots=True)
class Interruption:
    """Cues in items ``start..stop-1``, with the columns of their table."""

    start: int
    stop: int
    strength: str
    may_follow: bool
    same_link: bool


def interruption_at(items: Sequence[Item], index: int) -> Interruption | None:
    """The cues that begin at ``index``, one after another; ``None`` when none does."""
    if items[index].role != "word":
        return None
    place, strengths, words, may_follow, same_link = index, [], 0, False, False
    while place < len(items):
        cue = repair_cues().at(items, place)
        if cue is None and items[place].key == "nom" and items[place].role == "word":
            # "nom, pardon": « non » as a recogniser spells it
            cue = repair_cues().at(items, place + 1) if place + 1 < len(items) else None
            if cue is None or cue.sort != "strong":
                break
            place, words = place + 1, words + 1
        if cue is None or (place > index and _denies_next(items, index, place)):
            break
        strengths.append(cue.sort)
        may_follow = may_follow or cue.may_follow
        same_link = same_link or cue.row.flag("same_link")
        words += len(cue.words)
        place += len(cue.words)
        if place < len(items) and items[place].role == "mark" and items[place].text == ",":
            place += 1
    if not words:
        return None
    strength = "strong" if len(strengths) > 1 and strengths != ["soft"] * len(strengths) else strengths[0]
    start = index
    if (
        start > 1
        and strength == "strong"
        and items[start - 1].key in _MISHEARD_EUH
        and not items[start - 1].trail
    ):
        start -= 1  # "un nom pardon": the recogniser's idea of "euh non pardon"
    return Interruption(start, place, strength, may_follow, same_link)


def _denies_next(items: Sequence[Item], start: int, place: int) -> bool:
    """Whether "non" after another cue belongs to the repair: "fumeur, pardon, non fumeur", with pauses or not."""
    follows = place + 1 < len(items) and items[place + 1].role == "word"
    return (
        items[place].key == "non"
        and follows
        and not is_paused(items, place + 1)
        and (is_paused(items, place) or _is_said_before(items, start, place + 1))
        and repair_cues().at(items, place + 1) is None
    )


def _is_said_before(items: Sequence[Item], start: int, place: int) -> bool:
    """Whether the word at ``place`` was said before ``start``, and no side or number behind it is another."""
    said, again = before(items, start, _LOOK_BACK), after(items, place, _LOOK_BACK)
    found = last_said(said, again[0]) if again[0].is_content else None
    return found is not None and all(
        one.key == other.key or one.sort != other.sort or one.sort not in TYPED
        for one, other in zip(said[found:], again, strict=False)
    )


def around(items: Sequence[Item], cue: Interruption) -> list[Item]:
    """The words near an interruption, for a doubt to show."""
    return [t for t in items[max(0, cue.start - 4) : cue.stop + 5] if t.role == "word"]


def doubt_kind(words: Sequence[Item]) -> DoubtKind:
    """What may be wrong with words: a dose, a side, a negation, or nothing known."""
    if any(t.number is not None and not t.article for t in words):
        return "dose"
    if any(t.key in SIDES for t in words):
        return "laterality"
    return "unsure" if _DENYING.isdisjoint([opening(t) for t in words]) else "negation"
