"""What is said to the secretary by name, at the head of a sentence or in the middle of one.

An aside has somebody called (a first name, « secrétaire ») and a verb in the second person beside the name, or one
of the orders with what only a secretary is asked for (« vous mettrez ça en gras »). It ends at the pause after it,
unless what follows is still said to her. Better an aside left in the text than a finding taken out with it.
"""

from collections.abc import Sequence
from itertools import pairwise

from transcribe.french.civilities import civility_of, civility_words
from transcribe.french.counts import kind_of
from transcribe.french.units import symbol_of
from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral.cues import asides, auxiliaries, second_person, talk_words, unfinished
from transcribe.writing.oral.fillers import close_gap
from transcribe.writing.oral.units import is_halted, is_strong_stop
from transcribe.writing.spans import is_paused
from transcribe.writing.starts import next_start
from transcribe.writing.words import word_set

_REASON = "remarque au secrétariat"
_DICTATED = "Demande au secrétariat qui contient du texte : vérifier ce qui doit être écrit."
_ARTICLES = frozenset({"la", "le", "ma"})
_YOU = frozenset({"vous", "tu"})
_BEFORE_NAME = civility_words() | word_set(
    "m cher chere chers cheres ami amie de du des d' a au par avec et chez le la les l' un une pour selon type "
    "maladie syndrome sous appareil"
)
_OPENERS = talk_words("opener", "call_opener")
_GOES_ON = talk_words("goes_on")
_ANSWERS = talk_words("answer")
_POLITE = talk_words("please", "thanks", "aside_end")
_CLITICS = word_set("me m' le la les lui leur y ne nous")
_BEFORE_VERB = word_set("ne si quand")
_COUNTED = talk_words("counted")
_SAYING = talk_words("saying")
_PLEASE = talk_words("please")
_SECOND_PERSON_OTHERS = frozenset({"etes", "faites", "dites"})
_FINDING = frozenset({"est", "sont"})
_THE = frozenset({"le", "la", "les"})
_BEFORE_CLAUSE = word_set("que si quand ou parce comme dont qui lorsque puisque tout toute tous de a pour")
_BEFORE_THAT = frozenset({"parce", "puis", "alors", "tant", "bien", "afin", "pour"})
_LONGEST = 14
_NEAR = 4


def take_asides(draft: Draft) -> None:
    """Sets aside what is said to a secretary called by her name, and notes it as an instruction."""
    firsts = second_person() | _PLEASE
    index = 0
    while (index := next_start(draft.items, firsts, index)) < len(draft.items):
        if draft.items[index].role == "word":
            found = _aside(draft.items, index) or _thanks(draft.items, index) or _please(draft.items, index)
            if found is not None and _orders_a_value(draft.items, *found):
                draft.doubt(draft.items[found[0] : found[1]], "unsure", _DICTATED)
                index = found[1]
                continue
            if found is not None:
                index = _take(draft, *found)
                continue
            if polite := _polite_command(draft.items, index):
                index = _take(draft, index, polite)
                continue
        index += 1
    _take_calls(draft)


def _thanks(items: Sequence[Item], index: int) -> tuple[int, int] | None:
    """ "merci Brigitte" between two pauses."""
    if items[index].key != "merci" or not is_paused(items, index) or index + 1 >= len(items):
        return None
    named = _is(items, index + 1, "name") and not items[index].trail
    return (index, index + 2) if named and is_paused(items, index + 2) else None


def _please(items: Sequence[Item], index: int) -> tuple[int, int] | None:
    """ "Martine s'il te plaît" before what is dictated: only the call is set aside."""
    stop = _after_please(items, index)
    if not stop:
        return None
    caller = _called_before(items, index)
    if caller is None or not _is(items, caller, "name") or not _begins_apart(items, caller):
        return None
    if stop < len(items) and _verb_at(items, stop):
        return None
    return caller, stop + (stop < len(items) and items[stop].text == ",")


def _after_please(items: Sequence[Item], index: int) -> int:
    """Where « s’il vous plaît » at ``index`` ends; 0 when it does not stand there."""
    keys = [item.key for item in items[index : index + 3]]
    if keys[0] == "svp":
        return index + 1
    return index + 3 if keys in (["s'il", "vous", "plait"], ["s'il", "te", "plait"]) else 0


def _polite_command(items: Sequence[Item], index: int) -> int:
    """Where the courtesy behind a dictated mark ends, its name too: "à la ligne s'il te plaît Nadège"; 0: none."""
    stop = _after_please(items, index)
    if not stop or not index or not _is_dictated(items[index - 1]):
        return 0
    place = stop + (stop < len(items) and items[stop].text == ",")
    stop = place + 1 if _is(items, place, "name") else stop
    return stop + (stop < len(items) and items[stop].text == ",")


def _is_dictated(item: Item) -> bool:
    """Whether a mark was said as a command."""
    return item.role == "mark" and item.text != "," and item.change is not None and item.first <= item.last


def _take_calls(draft: Draft) -> None:
    """Sets aside who is called before a command asked for politely: "Corine, à la ligne s'il te plaît"."""
    polite = {item.first - 1 for item in draft.aside if item.key in ("s'il", "svp")}
    for mark in range(len(draft.items) - 1, 0, -1):
        if polite and draft.items[mark].last in polite and _is_dictated(draft.items[mark]):
            _take_called(draft, mark)


def _take_called(draft: Draft, mark: int) -> None:
    items, place = draft.items, mark - 1
    while place >= 0 and items[place].text == ",":
        place -= 1
    if place < 0 or items[place].role != "word" or not _is(items, place, "name"):
        return
    before = items[place - 1] if place else None
    if before is None or before.text in (".", "?", "!") or before.is_break or "." in before.trail:
        draft.instruct([items[place]], "other", items[place].heard)
        draft.remove(place, mark, kind="removal", reason=_REASON)


def _orders_a_value(items: Sequence[Item], start: int, stop: int) -> bool:
    """Whether what is ordered is the letter itself: "mettez amoxicilline un gramme", "notez que le foie est normal"."""
    run = range(start, stop)
    if any(_is_value(items, i, stop) or _finds(items, start, i) for i in run):
        return True
    return any(items[i].key in _SAYING and _tells(items, i + 1, stop) for i in run)


def _tells(items: Sequence[Item], start: int, stop: int) -> bool:
    """Whether « que » begins what is to be written; that of « parce que » tells why."""
    for before, item in pairwise(items[start - 1 : stop]):
        if (item.key == "que" or item.key.startswith("qu'")) and before.key not in _BEFORE_THAT:
            return True
    return False


def _finds(items: Sequence[Item], start: int, index: int) -> bool:
    """Whether a finding runs on after the order without a pause: "vous laisserez un blanc le bilan est normal"."""
    if items[index].key not in _FINDING or index < start + 2 or is_paused(items, index):
        return False
    head = index - 1
    while head > start and not items[head].trail and items[head].key not in _THE:
        head -= 1
    led = head > start + 1 and items[head].key in _THE and index - head in (2, 3)
    return led and not is_paused(items, head) and items[head - 1].key not in _BEFORE_CLAUSE


def _is_value(items: Sequence[Item], index: int, stop: int) -> bool:
    """Whether a number is none of those that are asked of a secretary: "deux lignes", "trois en chiffres"."""
    item = items[index]
    follow = items[index + 1].key if index + 1 < stop else ""
    if item.number is None or (item.article and not (symbol_of(follow) or kind_of(follow) == "form")):
        return False
    return not (follow in _COUNTED or len(follow) == 1 or _is(items, index + 1, "object"))


def _aside(items: Sequence[Item], index: int) -> tuple[int, int] | None:
    """Start and stop of the aside whose verb or subject is item ``index``; ``None`` when it is none."""
    verb = _verb_at(items, index)
    if not verb:
        return None
    start = (
        index - 1 if index and items[index - 1].key in _BEFORE_VERB and not is_paused(items, index) else index
    )
    stop = _segment_end(items, verb)
    caller = _called_before(items, start)
    if caller is None and _is(items, index, "speaker"):
        return None
    if (
        caller is None
        and not _called_within(items, verb, stop)
        and not _only_typing(items, index, verb, stop)
    ):
        return None
    if (
        caller is None
        and start
        and _is_lone_capital(items, start - 1)
        and _only_typing(items, index, verb, stop)
    ):
        caller = start - 1
    start = caller if caller is not None else start
    start = _over_openers(items, start)
    if not _begins_apart(items, start):
        return None
    stop = _whole(items, start, stop)
    return (start, stop) if stop - start <= _LONGEST + _LONGEST else None


def _verb_at(items: Sequence[Item], index: int) -> int:
    """The index after "vous mettrez", "ne tapez", "attends" at ``index``; 0 when there is no such verb."""
    item = items[index]
    place = index
    if item.key in _YOU:
        place += 1
        if item.trail or place >= len(items) or items[place].role != "word":
            return 0
        while place < len(items) and items[place].key in _CLITICS:
            place += 1
        if place >= len(items) or items[place].role != "word":
            return 0
        key = items[place].key.rpartition("'")[2]
        second = key.endswith("ez") if item.key == "vous" else key.endswith(("as", "is", "ux", "es"))
        order = _is(items, place, "order")
        return place + 1 if (second or order or key in _SECOND_PERSON_OTHERS) else 0
    cue = asides().at(items, index)
    return index + len(cue.words) if cue is not None and cue.sort in ("order", "speaker") else 0


def _is(items: Sequence[Item], index: int, sort: str) -> bool:
    cue = asides().at(items, index) if index < len(items) else None
    return cue is not None and cue.sort == sort


def _called_before(items: Sequence[Item], index: int) -> int | None:
    """Where the name of who is called stands just before ``index``; ``None`` when nobody is called there."""
    place = index - 1
    while place >= 0 and (items[place].text == "," or items[place].key in _PLEASE):
        place -= 1
    if (
        place > 0
        and items[place - 1].key == "pour"
        and is_paused(items, place - 1)
        and _is(items, place, "name")
    ):
        return place - 1
    if place < 0 or items[place].role != "word" or not _is_name(items, place):
        return None
    if _is(items, place, "call"):  # « madame la secrétaire »
        while place and not is_paused(items, place) and _leads_call(items[place - 1]):
            place -= 1
    return place


def _leads_call(item: Item) -> bool:
    return item.key in _ARTICLES or civility_of(item.key) is not None


def _is_name(items: Sequence[Item], place: int) -> bool:
    """Whether the word calls somebody: a lone first name, without civility, at the head of a segment."""
    item = items[place]
    before = items[place - 1] if place else None
    apart = before is None or before.role != "word" or is_paused(items, place) or is_halted(items, place)
    if _is(items, place, "call"):
        return apart or before is None or _leads_call(before)
    if before is not None and before.role == "word" and not is_paused(items, place):
        if before.key in _BEFORE_NAME or (
            before.is_capital and place > 1 and not is_strong_stop(items[place - 2])
        ):
            return False
        apart = apart or before.key in _OPENERS
    if _is(items, place, "name"):
        return apart
    lone = item.is_capital and len(item.text) > 2 and not item.text.isupper() and item.number is None
    return (
        lone
        and apart
        and item.key not in _OPENERS
        and not _is(items, place, "order")
        and item.key not in _COMMON_HEADS
    )


_COMMON_HEADS = word_set(
    "cher chere chers cheres merci vous tu ce cela il elle on nous le la les un une bonjour bonsoir patient patiente "
    "pour en dans"
) | civility_words("doctor", "patient", "other")


def _is_lone_capital(items: Sequence[Item], place: int) -> bool:
    """Whether a word could be the name of somebody called without a pause: "est normal Philomène vous mettrez"."""
    item = items[place]
    before = items[place - 1] if place else None
    return (
        item.role == "word"
        and item.is_capital
        and not item.text.isupper()
        and item.key not in _COMMON_HEADS
        and (before is None or not (before.key in _BEFORE_NAME or before.is_capital))
    )


def _called_within(items: Sequence[Item], start: int, stop: int) -> bool:
    """Whether a name ends the segment or follows the verb: "vous mettez bien interne Nathalie", "attends Odile"."""
    for place in range(start, stop):
        item = items[place]
        if item.role != "word" or not (item.is_capital or _is(items, place, "name")) or len(item.text) < 3:
            continue
        before = items[place - 1]
        if before.key in _BEFORE_NAME or item.text.isupper() or item.number is not None or before.is_capital:
            return False
        if not (before.trail or any(_is(items, word, "order") for word in range(start - 1, place))):
            return False  # « vous connaissez bien Nathalie »
        known = _is(items, place, "name")
        follow = items[place + 1] if place + 1 < len(items) else None
        if follow is not None and follow.is_capital and not item.trail and follow.role == "word":
            return False
        return known or place == start or place == stop - 1
    return False


def _only_typing(items: Sequence[Item], index: int, verb: int, stop: int) -> bool:
    """Whether nobody but a secretary is asked for this, within a few words: "vous mettrez ça en gras"."""
    if not _is(items, verb - 1, "order"):
        return False
    near = range(verb, min(stop, verb + _NEAR))
    return stop - index <= _LONGEST and any(_is(items, place, "object") for place in near)


def _segment_end(items: Sequence[Item], start: int) -> int:
    """The index after the segment that goes on at ``start``: up to a pause, a mark or words set aside."""
    place = start
    while place < len(items) and items[place].role == "word":
        if place > start and is_halted(items, place):
            break
        if items[place - 1].trail and place > start - 1 and place >= start:
            break
        place += 1
    return place


def _over_openers(items: Sequence[Item], start: int) -> int:
    """Goes back over "alors attendez,", "ah oui" to where the aside begins."""
    place = start
    while place > 0 and items[place - 1].role == "word" and items[place - 1].key in _OPENERS:
        if is_strong_stop(items[place - 1]) or (items[place - 1].key == "enfin" and is_paused(items, place)):
            break  # « droit, enfin, gauche » takes words back
        if not is_paused(items, place - 1) and items[place - 2].key not in _OPENERS:
            break
        place -= 1
    return place


def _begins_apart(items: Sequence[Item], start: int) -> bool:
    """Whether a pause, a mark or a name shows that something else begins at ``start``."""
    named = items[start].is_capital or _is(items, start, "name") or _is(items, start, "call")
    return is_paused(items, start) or is_halted(items, start) or named


def _whole(items: Sequence[Item], start: int, stop: int) -> int:
    """The end of the aside over the segments that are still said to her, and over the answer to a question."""
    while stop < len(items) and items[stop].role == "word" and not is_strong_stop(items[stop - 1]):
        end = _segment_end(items, stop + 1)
        linked = items[stop].key == "et" and stop + 1 < end and not _orders_a_value(items, stop + 1, end)
        first = stop + linked
        goes_on = items[stop].key in _GOES_ON or _is(items, first, "speaker") or bool(_verb_at(items, first))
        polite = all(t.key in _POLITE for t in items[stop:end]) or (
            end == stop + 1 and is_strong_stop(items[stop]) and _is_name(items, stop)
        )
        if not (goes_on or polite) or _says_something(items, stop, end):
            break
        stop = end
    asked = is_question(items, stop)
    if asked:
        stop += items[stop].role != "word" if stop < len(items) else 0
        end = _segment_end(items, stop + 1) if stop < len(items) and items[stop].role == "word" else stop
        if end > stop and all(t.key in _ANSWERS for t in items[stop:end]):
            stop = end
    return stop


def is_question(items: Sequence[Item], stop: int) -> bool:
    """Whether the segment before ``stop`` ends with a question mark."""
    return "?" in items[stop - 1].trail or (stop < len(items) and items[stop].text == "?")


def _says_something(items: Sequence[Item], start: int, stop: int) -> bool:
    """Whether a segment holds a finding: a number, or many words."""
    return any(t.number is not None and not t.article for t in items[start:stop]) or stop - start > _LONGEST


def _take(draft: Draft, start: int, stop: int) -> int:
    items = draft.items
    words = [t for t in items[start:stop] if t.role == "word"]
    draft.instruct(words, "other", " ".join(t.heard for t in words))
    last = items[stop - 1]
    trail = last.trail if last.role == "word" else last.text
    follow = items[stop] if stop < len(items) else None
    draft.remove(start, stop, kind="removal", reason=_REASON)
    before = items[start - 1] if start else None
    if before is None or before.role != "word":
        return start
    if follow is None or follow.role != "word":
        if before.trail == "," and (follow is None or follow.is_break):
            before.trail = "." if "." in trail else ""
    elif not is_strong_stop(before) and (trail not in ("", ",") or _goes_on_without_pause(items, start)):
        close_gap(before, "" if trail == "," else trail, follow)
    return start


def _goes_on_without_pause(items: Sequence[Item], index: int) -> bool:
    """Whether an aside cut a phrase in two: "à, …, soixante"; "le foie, …, est normal"; "on note, …, un souffle"."""
    before, follow = items[index - 1], items[index]
    last = before.key.rpartition("'")[2]
    return last in unfinished().lasts or before.key == follow.key or follow.key in auxiliaries()
