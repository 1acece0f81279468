"""Two values one after the other without a word about it: numbers, negations, days; sides are only doubted."""

from collections.abc import Sequence

from transcribe.french.negations import ne_words
from transcribe.writing.draft import Draft
from transcribe.writing.oral.alignment import answer, stem
from transcribe.writing.oral.tries import (
    FEW,
    LONGEST,
    OTHER_NUMBER,
    UNFINISHED,
    drop_try,
    halted_before,
    has_noun,
)
from transcribe.writing.oral.units import Unit

_DOUBT_NUMBER = "Deux nombres à la suite : vérifier lequel est le bon."
_DOUBT_NEGATION = "Négation reprise : vérifier laquelle est la bonne."
_DOUBT_MOMENT = "Deux moments à la suite : vérifier lequel est le bon."
_DOUBT_SIDE = "Deux côtés à la suite : vérifier lequel est le bon."
_PREPOSITIONS = frozenset({"preposition", "of", "to", "with"})
_VALUE_LEADS = frozenset({"to", "of", "preposition", "article"})
_RANGE = 3
_WITH_NE = ne_words()
_MOST_OF_A_VALUE = 4
_MOMENTS = frozenset({"day", "month", "moment"})


def other_number(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """ "dans trois, dans quatre semaines": the first number lacks what it counts."""
    items = draft.items
    number = old[-1]
    if length := _range(draft, index, old, new):
        return length
    shift = next((i for i, u in enumerate(new[:LONGEST]) if u.number is not None), -1)
    if number.number is None or shift < 0 or (number.sort != "number" and new[shift].sort != "number"):
        return 0
    lead = old[len(old) - 1 - shift : len(old) - 1]
    if len(lead) != shift or any(a.key != b.key or a.pause for a, b in zip(lead, new[:shift], strict=True)):
        return 0
    led = bool(lead) or _is_bare_value(draft, index, old, new[shift])
    whole = has_noun(new, shift) or (
        bool(lead) and (halted_before(draft, index) or _falls(lead, number, new, shift))
    )
    if not led or not whole or _is_list(old, len(lead) + 1) or number.number == new[shift].number:
        return 0
    first = lead[0].item if lead else number.item
    draft.doubt(items[first : new[shift].item + 1], "dose", _DOUBT_NUMBER, (items[number.item].text,))
    return drop_try(draft, first, index, OTHER_NUMBER)


def _falls(lead: Sequence[Unit], number: Unit, new: Sequence[Unit], shift: int) -> bool:
    """Whether a value is followed by a smaller one and no third: "un score à huit, à sept"; lists go up."""
    alone = new[shift].pause and not any(u.number is not None for u in new[shift + 1 : shift + 3])
    return alone and lead[0].sort == "to" and _value(new[shift]) < _value(number)


def _value(unit: Unit) -> float:
    return float((unit.number or "0").replace(",", "."))


def _range(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """ "deux à trois, trois à quatre selles": a range, then another with what it counts."""
    tried = old[-_RANGE:]
    if len(tried) < _RANGE or len(new) <= _RANGE or not has_noun(new, _RANGE - 1):
        return 0
    linked = tried[1].key == new[1].key and tried[1].key in ("a", "ou")
    if not linked or any(u.number is None for u in (tried[0], tried[2], new[0], new[2])):
        return 0
    if any(u.pause for u in (*tried[:-1], *new[: _RANGE - 1])):
        return 0
    items = draft.items
    draft.doubt(items[tried[0].item : index + 1], "dose", _DOUBT_NUMBER, (items[tried[0].item].text,))
    return drop_try(draft, tried[0].item, index, OTHER_NUMBER)


def _is_bare_value(draft: Draft, index: int, old: Sequence[Unit], new: Unit) -> bool:
    """Whether a number said without its small word again takes the place of the one before.

    "à dix virgule huit, dix virgule six"; after a hesitation, "à trente-deux, euh, trente-trois semaines"; never
    "type deux, une hypertension" nor "né en 1950, trois enfants".
    """
    number = old[-1]
    if len(old) < 2 or old[-2].sort not in _VALUE_LEADS or number.sort != "number" or new.sort != "number":
        return False
    decimals = "," in (number.number or "") and "," in (new.number or "")
    return decimals or (halted_before(draft, index) and _are_near(number, new))


def _are_near(one: Unit, other: Unit) -> bool:
    values = sorted(map(_value, (one, other)))
    return values[1] <= 2 * values[0]


def _is_list(old: Sequence[Unit], size: int) -> bool:
    """Whether another number stands before, set out in the same way: "à un, à trois, à six mois"."""
    if len(old) <= size:
        return False
    previous = old[len(old) - size - 1]
    return previous.number is not None and previous.pause


def _goes_on(new: Sequence[Unit], size: int) -> bool:
    """Whether a third value follows, set out in the same way: "à un, à trois et à six mois"."""
    if len(new) < size:
        return False  # « deux du, euh, quinze »: the dictation ends there
    start = size
    paused = new[size - 1].pause
    if start < len(new) and new[start].key in ("et", "ou", "puis"):
        start, paused = start + 1, True
    third = new[start : start + size]
    return (
        paused
        and len(third) == size
        and all(
            a.key == b.key or (a.number is not None and b.number is not None)
            for a, b in zip(new[:size], third, strict=True)
        )
    )


def other_negation(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """ "il ne prend pas, il ne prend plus de diurétique"; "œdèmes, pas d'œdème"."""
    items = draft.items
    bare = old[-1]
    if (
        bare.sort == "word"
        and len(old) > 1
        and old[-2].pause
        and new[0].sort == "negation"
        and any(u.sort == "word" and stem(u.key) == stem(bare.key) for u in new[1:3])
    ):
        draft.doubt(items[bare.item : index + 1], "negation", _DOUBT_NEGATION, (items[bare.item].text,))
        return drop_try(draft, bare.item, index, UNFINISHED)
    for place in range(len(old) - 1, -1, -1):
        tried = old[place:]
        size = len(tried)
        if size < 4 or tried[0].key != new[0].key or len(new) <= size or new[size - 1].pause:
            continue
        pairs = list(zip(tried, new[:size], strict=True))
        changed = [(a, b) for a, b in pairs if a.key != b.key]
        if len(changed) == 1 and all(u.key in _WITH_NE for u in changed[0]):
            draft.doubt(
                items[tried[0].item : index + size],
                "negation",
                _DOUBT_NEGATION,
                (items[changed[0][0].item].text,),
            )
            return drop_try(draft, tried[0].item, index, UNFINISHED)
    return 0


def other_moment(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """ "demain, euh, après-demain": another day, month or moment after a hesitation."""
    last = old[-1]
    if not halted_before(draft, index) or last.sort not in _MOMENTS or not last.whole:
        return 0
    first = new[0]
    if first.key == last.key or first.sort != last.sort:
        return 0
    draft.doubt(draft.items[last.item : index + 1], "unsure", _DOUBT_MOMENT, (draft.items[last.item].text,))
    return drop_try(draft, last.item, index, UNFINISHED)


def other_rank(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """ "deuxième, euh, troisième cure", "le deuxième, euh, le troisième orteil": another rank after a hesitation."""
    size = FEW if old[-1].sort == "ordinal" and new[0].sort == "article" else 1
    if not halted_before(draft, index) or len(old) < size or len(new) <= size or _goes_on(new, size):
        return 0
    tried, said = old[-size:], new[:size]
    if tried[-1].sort != "ordinal" or said[-1].sort != "ordinal" or tried[-1].key == said[-1].key:
        return 0
    if tried[0].sort != said[0].sort or any(u.pause for u in said) or not new[size].is_content:
        return 0
    items = draft.items
    rank = items[tried[-1].item]
    draft.doubt(items[tried[0].item : said[-1].item + 1], "dose", _DOUBT_NUMBER, (rank.text,))
    return drop_try(draft, tried[0].item, index, OTHER_NUMBER)


def doubt_two_values(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> None:
    """Doubts two complete values, or two sides after a hesitation, of which one may replace the other."""
    halted = halted_before(draft, index)
    for size in range(1, min(_MOST_OF_A_VALUE, len(old)) + 1):
        tried = old[-size:]
        found = answer(tried, new) if tried[0].key == new[0].key or halted else None
        if found is None or not found.sorts & {"number", "side", "ordinal"}:
            continue
        if "side" in found.sorts:
            if halted:
                draft.doubt(draft.items[tried[0].item : index + 1], "laterality", _DOUBT_SIDE)
        elif _goes_on(new, size):
            return
        elif halted or (size == FEW and tried[0].sort in _PREPOSITIONS and not _is_list(old, size)):
            draft.doubt(draft.items[tried[0].item : index + 1], "dose", _DOUBT_NUMBER)
        return
