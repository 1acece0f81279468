"""What is begun again without a word about it: "souffle, souffle systolique", "le malade a, le malade présente".

Four kinds, each with its proof that the first try is no list and no emphasis:

- said again: every word of the first try comes again, in the same order, right after it: nothing is lost;
- unfinished: the first try ends with a word that calls for another (« on fait une, on réalise une arthrotomie »);
- a number without its unit, then another with it, behind the same small word or after a hesitation (« dans trois,
  dans quatre semaines »): doubted, for a range is said like this too (« deux, trois jours »);
- a negation that changes behind the same words (« il ne prend pas, il ne prend plus de diurétique »): doubted.
"""

from collections.abc import Sequence

from transcribe.core.types import EditKind
from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral import units
from transcribe.writing.oral.alignment import answer, stem
from transcribe.writing.oral.cues import unfinished
from transcribe.writing.oral.units import Unit, is_halted, is_paused
from transcribe.writing.section_tables import LABEL_HEADS, ORGANS
from transcribe.writing.words import word_set

_SAID_AGAIN = "mots répétés"
_UNFINISHED = "début abandonné"
_OTHER_NUMBER = "nombre repris"
_DOUBT_NUMBER = "Deux nombres à la suite : vérifier lequel est le bon."
_DOUBT_NEGATION = "Négation reprise : vérifier laquelle est la bonne."
_DOUBT_WORDS = "Début de phrase abandonné : vérifier qu’il n’en manque rien."
_DOUBT_MOMENT = "Deux moments à la suite : vérifier lequel est le bon."
_DOUBT_SIDE = "Deux côtés à la suite : vérifier lequel est le bon."
# Small words that are never said twice on purpose, with or without a pause.
_STUMBLES = word_set(
    "le la les l' de du des d' un une a au aux en dans sur par pour avec sans est il elle je on son sa "
    "ses ce cette que qui et ou mon ma c'est j'ai n' se sous entre ne ont sont pendant depuis chez vers"
)
_EMPHASIS = word_set(
    "tres trop bien beaucoup non oui si tout nous vous plus encore jamais peu rien vite tellement"
)
_PREPOSITIONS = frozenset({"preposition", "of", "to", "with"})
_VALUE_LEADS = frozenset({"to", "of", "preposition", "article"})
_ARTICLES = frozenset({"un", "une", "le", "la", "de"})
_STRESSED = frozenset({"elle", "elles", "nous", "vous", "lui"})
_BEFORE_STRESSED = word_set("avec pour chez sans de a par entre sur et que comme")
_FEW = 2
_ALWAYS = frozenset({"pas", "aucun", "aucune", "sans"}) | units.words_of("side", "day", "month", "moment")
_RANGE = 3
_MOST_OF_A_VALUE = 4
_MOMENTS = frozenset({"day", "month", "moment"})
_LONGEST = 8
_LONGEST_WORD = 4
_KNOWN_SUBJECTS = word_set("patient patiente malade enfant monsieur madame examen on")


def drop_restarts(draft: Draft) -> None:
    """Sets aside the first try of what is begun again."""
    items = draft.items
    index = 1
    seen = _openings(items, index)
    while index < len(items):
        item, before = items[index], items[index - 1]
        key = units.opening(item)
        # Without a pause, only words said a moment ago can come again.
        broken = before.trail or item.first > before.last + 1
        length = _restart(draft, index) if broken or index - seen.get(key, -_LONGEST - 1) <= _LONGEST else 0
        if length:
            index = max(1, index - length + 1)
            seen = _openings(items, index)
        else:
            seen[key] = index
            index += 1


def _openings(items: Sequence[Item], stop: int) -> dict[str, int]:
    """Where each first word stands, the last time, among the items just before ``stop``."""
    return {units.opening(items[i]): i for i in range(max(0, stop - _LONGEST), min(stop, len(items)))}


def _restart(draft: Draft, index: int) -> int:
    """Removes the first try that item ``index`` begins again, and returns its length; 0 when there is none."""
    items = draft.items
    item, before = items[index], items[index - 1]
    if item.role != "word" or item.settled or item.lead or before.role != "word":
        return 0
    if units.is_strong_stop(before):
        return 0
    if not (is_paused(items, index) or _halted(draft, index)):
        return _stumble(draft, index)
    if not _may_be(items, index):
        return 0
    old, new = units.before(items, index, _LONGEST), units.after(items, index, _LONGEST + 4)
    kinds = (_said_again, _unfinished, _other_number, _other_negation, _other_moment)
    length = next((length for kind in kinds if (length := kind(draft, index, old, new))), 0)
    if not length:
        _doubt_two_values(draft, index, old, new)
    return length


def _halted(draft: Draft, index: int) -> bool:
    """Whether a hesitation or an aside was set aside before item ``index``, and no words taken back."""
    if not is_halted(draft.items, index):
        return False
    gap = range(draft.items[index - 1].last + 1, draft.items[index].first)
    return any(t.first in gap and t.change is not None and t.change.kind == "removal" for t in draft.aside)


def _may_be(items: Sequence[Item], index: int) -> bool:
    """Whether anything at all speaks for a restart: what the kinds below need first."""
    item, before = items[index], items[index - 1]
    if before.number is not None or item.number is not None or item.key in _ALWAYS:
        return True
    key = units.opening(item)
    near = items[max(0, index - _LONGEST) : index]
    return any(t.key[0] == key[0] and units.opening(t) == key for t in near) or (
        before.key.rpartition("'")[2] in unfinished().lasts
    )


# ------------------------------------------------------------------ said again


def _stumble(draft: Draft, index: int) -> int:
    """Words said twice without a pause between: small ones, two at least, or a long word."""
    items = draft.items
    key = units.opening(items[index])
    new: list[Unit] = []
    for start in range(index - 1, max(0, index - _LONGEST) - 1, -1):
        item = items[start]
        if item.role != "word" or item.trail:
            break
        if item.key[0] != key[0] or units.opening(item) != key:
            continue
        new = new or units.after(items, index, _LONGEST + 1)
        old = units.before(items, index, index - start)
        if len(old) > len(new) or any(a.key != b.key for a, b in zip(old, new, strict=False)):
            continue
        if any(u.pause for u in new[: len(old) - 1]) or not _is_stumble(items, start, index, old):
            continue
        return _remove(draft, start, index, _SAID_AGAIN)
    return 0


def _is_stumble(items: Sequence[Item], start: int, index: int, old: Sequence[Unit]) -> bool:
    """Whether words said twice without a pause say no more the second time."""
    run = items[start:index]
    if any((t.number is not None and not t.article) or (len(t.key) == 1 and t.key != "a") for t in run):
        return False
    same = [t.text.lower() == n.text.lower() for t, n in zip(run, items[index:], strict=False)]
    if not all(same[:-1]) or (run[-1].key == items[index + len(run) - 1].key and not same[-1]):
        return False  # "T A à seize neuf"
    if len(run) > 1 or run[0].key in _STUMBLES:
        return True
    key = run[0].key
    if len(old) == 1 and not old[0].is_content:
        return key not in _EMPHASIS
    return len(key) > _LONGEST_WORD and key not in _EMPHASIS and not items[index].is_capital


def _said_again(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """The first try, when all its words come again: "les réflexes, les réflexes sont vifs"."""
    for place in range(len(old) - 1, -1, -1):
        first = old[place]
        if (
            first.key != new[0].key
            or first.number != new[0].number
            or (place and old[place - 1].item == first.item)
        ):
            continue
        tried = old[place:]
        if (
            not _comes_again(tried, new)
            or _is_meant(draft, index, tried, new)
            or draft.items[first.item].lead
        ):
            continue
        return _remove(draft, first.item, index, _SAID_AGAIN)
    return 0


def _comes_again(tried: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether all words of the first try come again in order; a pronoun that only takes up a noun need not."""
    place = 0
    for order, unit in enumerate(tried):
        if unit.sort == "pronoun" and order and tried[order - 1].pause:
            continue
        if place < len(new) and new[place].key == unit.key and new[place].number == unit.number:
            place += 1
            continue
        return False
    return place < len(new) or not new[-1].pause


def _is_meant(draft: Draft, index: int, tried: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether the words are said twice on purpose: emphasis, a label and its text, two numbers of a list."""
    items = draft.items
    if len(tried) == 1:
        if tried[0].key in _EMPHASIS or (tried[0].sort == "number" and not _has_noun(new, 0)):
            return True
        if len(tried[0].key) == 1 and tried[0].key not in "ay":
            return True
        if _is_complete(items, tried[0].item):
            return True
    start = tried[0].item
    head = items[start]
    opens = start == 0 or items[start - 1].role != "word" or units.is_strong_stop(items[start - 1])
    if opens and (head.key in LABEL_HEADS or head.key in ORGANS) and not _halted(draft, index):
        return True
    # "un comprimé le matin, un comprimé le matin…" says no more the second time
    last = len(tried) - 1
    return last < len(new) and new[last].pause and any(u.sort == "number" for u in tried)


# ------------------------------------------------------------------ unfinished


def _unfinished(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """The first try, when it ends with a word that calls for another and its first word comes again."""
    items = draft.items
    sort = _calls_for_more(items, index)
    if not sort:
        return 0
    for place in range(len(old) - 1, -1, -1):
        first, tried = old[place], old[place:]
        if place and old[place - 1].item == first.item:
            continue
        if any(u.pause for u in tried[:-1]) or _names_number(tried[-1], new):
            break
        same = first.key == new[0].key and first.number == new[0].number
        if not same and _counts_again(tried, new):
            draft.doubt(items[first.item : index + 1], "dose", _DOUBT_NUMBER, (items[first.item].text,))
            return _remove(draft, first.item, index, _OTHER_NUMBER)
        if sort != "link" and first.sort in _PREPOSITIONS:
            continue  # "en fait, en novembre"
        like = first.sort == new[0].sort and not first.is_content and first.number is None
        if not (same or (like and len(tried) <= _FEW and sort == "link")):
            continue
        lost = [u for u in _lost(tried[1:], new[1:]) if not _is_verb(items, u)]
        if not _may_be_lost(lost, new, sort):
            return 0
        if lost:
            draft.doubt(items[first.item : index + 1], "unsure", _DOUBT_WORDS)
        return _remove(draft, first.item, index, _UNFINISHED)
    return _abandoned_clause(draft, index, old, new)


def _names_number(last: Unit, new: Sequence[Unit]) -> bool:
    """Whether "un" at the end of the first try is a number, for a number comes in its place: "d'un, de deux clips"."""
    return last.number is not None and any(u.sort == "number" for u in new[:_FEW])


def _counts_again(tried: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether another number takes up the same words: "deux à, trois à quatre fois"."""
    if len(tried) < _FEW or tried[0].number is None or new[0].number is None:
        return False
    return [u.key for u in tried[1:]] == [u.key for u in new[1 : len(tried)]]


def _may_be_lost(lost: Sequence[Unit], new: Sequence[Unit], sort: str) -> bool:
    """Whether a first try may go with words that do not come again: one noun at most, or a number for a number."""
    if lost and (sort != "link" or len(lost) > 1):
        return False
    numbers = any(u.sort == "number" for u in lost)
    return all(u.sort in ("word", "adverb", "number") for u in lost) and (
        not numbers or any(u.sort == "number" for u in new)
    )


def _calls_for_more(items: Sequence[Item], index: int) -> str:
    """The sort of the word before ``index`` that calls for another; "" when it does not."""
    if items[index - 1].text.isupper() and len(items[index - 1].text) > 1:
        return ""
    for start in range(max(0, index - 3), index):
        cue = unfinished().at(items, start)
        if cue is not None and start + len(cue.words) == index:
            return "" if _is_complete(items, index - 1) else cue.sort
    last = units.before(items, index, 1)
    return "link" if last and last[-1].key in _ARTICLES and last[-1].sort in ("article", "of") else ""


def _is_complete(items: Sequence[Item], index: int) -> bool:
    """Whether a word needs no other after all: "il en a", "avec elle"."""
    before = items[index - 1].key if index else ""
    item = items[index]
    if item.key == "a":
        return item.text[:1] not in "àÀ" and before in ("en", "y")
    return item.key in _STRESSED and before in _BEFORE_STRESSED


def _is_verb(items: Sequence[Item], unit: Unit) -> bool:
    cue = unfinished().at(items, unit.item)
    return cue is not None and cue.sort in ("verb", "auxiliary")


def _lost(tried: Sequence[Unit], new: Sequence[Unit]) -> list[Unit]:
    """Words of sense that do not come again."""
    left = [u.key for u in new]
    return [u for u in tried if u.is_content and u.key not in left]


def _abandoned_clause(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """ "le malade a, on retrouve un souffle": a clause of small words only, then another clause."""
    items = draft.items
    if new[0].sort != "pronoun" or not old:
        return 0
    first = old[0].item
    opens = first == 0 or items[first - 1].role != "word" or units.is_strong_stop(items[first - 1])
    small = all(not u.is_content or u.key in _KNOWN_SUBJECTS or _is_verb(items, u) for u in old)
    starts = old[0].sort == "pronoun" or (len(old) > 1 and old[1].key in _KNOWN_SUBJECTS)
    negated = any(u.sort == "negation" or u.key == "ne" for u in old)
    if opens and small and starts and not negated and not any(u.pause for u in old[:-1]):
        return _remove(draft, first, index, _UNFINISHED)
    return 0


# ------------------------------------------------------------------ numbers and negations


def _other_number(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """ "dans trois, dans quatre semaines": the first number lacks what it counts."""
    items = draft.items
    number = old[-1]
    if length := _range(draft, index, old, new):
        return length
    shift = next((i for i, u in enumerate(new[:_LONGEST]) if u.number is not None), -1)
    if number.number is None or shift < 0 or (number.sort != "number" and new[shift].sort != "number"):
        return 0
    lead = old[len(old) - 1 - shift : len(old) - 1]
    if len(lead) != shift or any(a.key != b.key or a.pause for a, b in zip(lead, new[:shift], strict=True)):
        return 0
    led = bool(lead) or _is_bare_value(draft, index, old, new[shift])
    whole = _has_noun(new, shift) or (bool(lead) and _halted(draft, index))
    if not led or not whole or _is_list(old, len(lead) + 1) or number.number == new[shift].number:
        return 0
    first = lead[0].item if lead else number.item
    draft.doubt(items[first : new[shift].item + 1], "dose", _DOUBT_NUMBER, (items[number.item].text,))
    return _remove(draft, first, index, _OTHER_NUMBER)


def _range(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """ "deux à trois, trois à quatre selles": a range, then another with what it counts."""
    tried = old[-_RANGE:]
    if len(tried) < _RANGE or len(new) <= _RANGE or not _has_noun(new, _RANGE - 1):
        return 0
    linked = tried[1].key == new[1].key and tried[1].key in ("a", "ou")
    if not linked or any(u.number is None for u in (tried[0], tried[2], new[0], new[2])):
        return 0
    if any(u.pause for u in (*tried[:-1], *new[: _RANGE - 1])):
        return 0
    items = draft.items
    draft.doubt(items[tried[0].item : index + 1], "dose", _DOUBT_NUMBER, (items[tried[0].item].text,))
    return _remove(draft, tried[0].item, index, _OTHER_NUMBER)


def _is_bare_value(draft: Draft, index: int, old: Sequence[Unit], new: Unit) -> bool:
    """Whether a number said without its small word again takes the place of the one before.

    "à dix virgule huit, dix virgule six"; after a hesitation, "à trente-deux, euh, trente-trois semaines"; never
    "type deux, une hypertension" nor "né en 1950, trois enfants".
    """
    number = old[-1]
    if len(old) < 2 or old[-2].sort not in _VALUE_LEADS or number.sort != "number" or new.sort != "number":
        return False
    decimals = "," in (number.number or "") and "," in (new.number or "")
    return decimals or (_halted(draft, index) and _are_near(number, new))


def _are_near(one: Unit, other: Unit) -> bool:
    values = sorted(float((u.number or "0").replace(",", ".")) for u in (one, other))
    return values[1] <= 2 * values[0]


def _has_noun(new: Sequence[Unit], place: int) -> bool:
    """Whether the number at ``place`` is followed at once by what it counts."""
    if new[place].pause or place + 1 >= len(new):
        return False
    follow = new[place + 1]
    return follow.sort in ("word", "month", "number") or (
        follow.key == "pour" and new[place + 2 : place + 3] != []
    )


def _is_list(old: Sequence[Unit], size: int) -> bool:
    """Whether another number stands before, set out in the same way: "à un, à trois, à six mois"."""
    if len(old) <= size:
        return False
    previous = old[len(old) - size - 1]
    return previous.number is not None and previous.pause


def _other_negation(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
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
        return _remove(draft, bare.item, index, _UNFINISHED)
    for place in range(len(old) - 1, -1, -1):
        tried = old[place:]
        size = len(tried)
        if size < 4 or tried[0].key != new[0].key or len(new) <= size or new[size - 1].pause:
            continue
        pairs = list(zip(tried, new[:size], strict=True))
        changed = [(a, b) for a, b in pairs if a.key != b.key]
        if len(changed) == 1 and {u.key for u in changed[0]} <= {"pas", "plus", "jamais"}:
            draft.doubt(
                items[tried[0].item : index + size],
                "negation",
                _DOUBT_NEGATION,
                (items[changed[0][0].item].text,),
            )
            return _remove(draft, tried[0].item, index, _UNFINISHED)
    return 0


def _other_moment(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """ "demain, euh, après-demain": another day, month or moment after a hesitation."""
    last = old[-1]
    if not _halted(draft, index) or last.sort not in _MOMENTS or not last.whole:
        return 0
    first = new[0]
    if first.key == last.key or first.sort != last.sort:
        return 0
    draft.doubt(draft.items[last.item : index + 1], "unsure", _DOUBT_MOMENT, (draft.items[last.item].text,))
    return _remove(draft, last.item, index, _UNFINISHED)


def _doubt_two_values(draft: Draft, index: int, old: Sequence[Unit], new: Sequence[Unit]) -> None:
    """Doubts two complete values, or two sides after a hesitation, of which one may replace the other."""
    halted = _halted(draft, index)
    for size in range(1, min(_MOST_OF_A_VALUE, len(old)) + 1):
        tried = old[-size:]
        found = answer(tried, new) if tried[0].key == new[0].key or halted else None
        if found is None or not found.sorts & {"number", "side"}:
            continue
        if "side" in found.sorts:
            if halted:
                draft.doubt(draft.items[tried[0].item : index + 1], "laterality", _DOUBT_SIDE)
        elif halted or (size == _FEW and tried[0].sort in _PREPOSITIONS and not _is_list(old, size)):
            draft.doubt(draft.items[tried[0].item : index + 1], "dose", _DOUBT_NUMBER)
        return


def _remove(draft: Draft, start: int, stop: int, reason: str) -> int:
    """Sets the first try aside, with the pause that broke it off; returns how many items it was."""
    kind: EditKind = "removal" if reason == _SAID_AGAIN else "self_correction"
    draft.remove(start, stop, kind=kind, reason=reason)
    return stop - start
