"""The last word: which punctuation stays, capitals, spaces, apostrophes, and the edits that come of it."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from transcribe.core.types import Edit
from transcribe.french.negations import negation_words
from transcribe.writing.draft import APOSTROPHE, FINE, NB, Change, Draft, Item
from transcribe.writing.readings import Mark
from transcribe.writing.words import word_set

_STOPS = ",.;:?!…"
_SPACING = Change("typography", "typographie")
_SPACED = {":": f"{NB}:", ";": f"{FINE};", "?": f"{FINE}?", "!": f"{FINE}!", "«": f"«{NB}", "»": f"{NB}»"}
_GLUE_BEFORE = frozenset(",.)]…")
_DROPS_PAUSE = frozenset({"(", ")", "»", "«", "[", "]", "- "})
_GLUE_AFTER = frozenset("([")
_COMMON = word_set(
    "le la les l un une des du de et en avec il elle on pour par sur dans au aux a ce "
    "cette est patient patiente examen douleur fievre ou puis mais dont presence bonne "
    "bon normal normale tres plus moins petite petit lesion pose mise"
) | negation_words("adverb", "determiner", "preposition", "conjunction", "noun")
_FORMULAS = word_set(
    "cher chere chers cheres bien amicalement cordialement confraternellement respectueusement "
    "sincerement salutations meilleurs"
)


def settle_punctuation(draft: Draft) -> None:
    """Dictated marks win over heard ones; nothing is doubled; no break at either end."""
    tokens = draft.items
    word: Item | None = None
    marks: list[Item] = []
    for token in tokens:
        if token.role == "mark":
            marks.append(token)
            continue
        if marks:
            _settle_marks(word, marks)
            marks = []
        word = token
    if marks:
        _settle_marks(word, marks)
    _drop_outer_breaks(tokens)


def _settle_marks(word: Item | None, marks: Sequence[Item]) -> None:
    """Settles the marks in a row after a word, or at the start of the text."""
    for mark in marks:
        mark.lead = ""
        if mark.text in (")", "»", "]") and any(stop in mark.trail for stop in ".?!"):
            mark.trail = mark.trail.strip(",;:")
        else:
            mark.trail = ""
    stops = [m for m in marks if m.text.strip("\n ") and m.text.strip("\n ")[0] in _STOPS]
    breaks = [m for m in marks if m.is_break]
    if word is not None and word.role == "word" and word.trail:
        first = marks[0]
        cut = bool(breaks) and breaks[0].change is not None and not _keeps_pause(word)
        if stops or cut or (_is_dictated(first) and first.text in _DROPS_PAUSE):
            word.trail = _without_stops(word.trail)
    for extra in stops[:-1]:
        if extra.text.strip("\n") and not _separated(marks, extra, stops[-1]):
            extra.text = "\n" if extra.is_break else ""
    for extra in breaks[1:]:
        extra.text = extra.text.replace("\n", "")


def _separated(marks: Sequence[Item], first: Item, second: Item) -> bool:
    """Whether a closing bracket or quote stands between two stops."""
    between = marks[[m is first for m in marks].index(True) : [m is second for m in marks].index(True)]
    return any(m.text in (")", "»", "]") for m in between)


def _is_dictated(token: Item) -> bool:
    return isinstance(token.reading, Mark) and token.reading.origin == "dictated"


def _keeps_pause(word: Item) -> bool:
    return word.firm or word.key in _FORMULAS


def _without_stops(trail: str) -> str:
    return "".join(char for char in trail if char not in _STOPS)


def _drop_outer_breaks(tokens: list[Item]) -> None:
    for order in (tokens, tokens[::-1]):
        for token in order:
            if token.role != "mark":
                break
            token.text = token.text.replace("\n", "")


def capitalise(draft: Draft) -> None:
    """A capital at the start of every sentence and line, none after a mark that was dictated as another."""
    tokens = draft.items
    capital = True
    after_mark = False
    raised: set[str] = set()
    for token in tokens:
        if token.role == "word":
            if after_mark and not capital and token.change is None:
                _lower(token, tokens, raised)
            after_mark = False
            if capital and token.lead[:1].islower():
                token.lead = token.lead[0].upper() + token.lead[1:]  # « De 1 g »
            elif capital and token.text[:1].islower():
                raised.add(token.text)
                _capital(token)
            capital = bool(token.trail) and any(stop in token.trail for stop in ".?!")
            continue
        after_mark = _is_dictated(token) and token.text in (",", ":", "(", ";")
        if token.role == "opaque":
            capital = False
        elif token.text in ("«", "(", "[", "»", ")", "]"):
            capital = capital or any(stop in token.trail for stop in ".?!")
        elif token.text:
            ends = token.text.strip()[-1:] in (".", "?", "!", "-", ")")
            capital = "\n" in token.text or ends or (capital and token.text.isspace())


def _lower(token: Item, tokens: Sequence[Item], raised: Collection[str]) -> None:
    """Takes back the capital that the recogniser wrote after a mark that was dictated as another.

    Only that of a common word, or of one that also came without; ``raised`` are those that were given a capital.
    """
    low = token.text[:1].lower() + token.text[1:]
    if not (token.is_capital and not token.cased and low.islower()):
        return
    if token.key in _COMMON or low in raised or any(t.text == low and t.role == "word" for t in tokens):
        token.rewrite(low, "pas de majuscule après cette ponctuation")


def _capital(token: Item) -> None:
    if token.cased:
        return
    head = token.text.replace(NB, " ").partition(" ")[0].partition("'")[0].partition("-")[0]
    if any(char.isupper() or char.isdecimal() for char in head):
        return  # "pH", "p53"
    token.text = token.text[0].upper() + token.text[1:]
    token.touch("typography", "majuscule en début de phrase")


def edits_of(draft: Draft, *, office: bool = False) -> list[Edit]:
    """The edits that turn what the revision shows into the items of the draft."""
    before = {(first, last): text for text, first, last, _ in draft.revision.runs}
    edits: list[Edit] = []
    group: list[Item] = []
    last = -1
    for token in draft.items:
        if group and (token.first > last or token.role == "opaque"):
            if len(group) > 1 or not _is_as_heard(group[0], before):
                _emit(group, last, before, edits, office)
            group = []
        if token.role == "opaque":
            continue
        last = max(last, token.last) if group else token.last
        group.append(token)
    if group:
        _emit(group, last, before, edits, office)
    edits.extend(_removals(draft, edits))
    return edits


def _is_as_heard(item: Item, before: dict[tuple[int, int], str]) -> bool:
    """Whether an item that stands alone shows what stood there, and holds nothing whose typography is settled here."""
    text = item.text
    return before.get((item.first, item.last)) == text and text.isalnum() and not (item.lead or item.trail)


def _emit(
    group: list[Item], last: int, before: dict[tuple[int, int], str], edits: list[Edit], office: bool
) -> None:
    """Adds the edit of the words that the items of a group stand for, unless they show what stood there."""
    text = _shown(group[0], office)
    for token in group[1:]:
        shown = _shown(token, office)
        if text and shown and not _glues(text, shown):
            text += " "
        text += shown
    first = group[0].first
    if before.get((first, last)) == text:
        return
    changes = [t.change for t in group if t.change is not None]
    main = next((c for c in changes if c.kind != "typography"), changes[0] if changes else _SPACING)
    kind, reason = main.kind, main.reason
    if not text and kind == "typography":
        kind, reason = "removal", "ponctuation en double"
    edits.append(Edit(first, last, text, kind, reason, confidence=min([t.confidence for t in group])))


def _shown(token: Item, office: bool) -> str:
    """What an item shows, with the spaces that French wants around its marks."""
    if token.role == "mark":
        text = _spaced(token.text)
    else:
        text = token.lead.replace("«", f"«{NB}") + token.text if token.lead else token.text
    if token.trail:
        text += _spaced(token.trail)
    if office:
        return text.replace(FINE, NB)
    return text.replace("'", APOSTROPHE)


@lru_cache(maxsize=1024)
def _spaced(marks: str) -> str:
    return "".join([_SPACED.get(char, char) for char in marks])


def _glues(before: str, text: str) -> bool:
    return before[-1] in _GLUE_AFTER or before[-1].isspace() or text[0] in _GLUE_BEFORE or text[0].isspace()


def _removals(draft: Draft, edits: Sequence[Edit]) -> list[Edit]:
    """One edit for each run of words set aside for the same reason, outside the words that others cover."""
    removals: list[Edit] = []
    if not draft.aside:
        return removals
    covered = {item.first for item in draft.items if item.first == item.last}
    for item in draft.items:
        if item.first != item.last:
            covered.update(range(item.first, item.last + 1))
    for token in sorted(draft.aside, key=lambda t: t.first):
        change = token.change
        if token.first in covered or change is None or token.last < token.first:
            continue
        previous = removals[-1] if removals else None
        if previous and previous.last == token.first - 1 and previous.reason == change.reason:
            removals[-1] = Edit(previous.first, token.last, "", previous.kind, change.reason)
        elif not previous or previous.last < token.first:
            removals.append(Edit(token.first, token.last, "", change.kind, change.reason))
    return removals
