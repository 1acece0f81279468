"""Remarks to the secretary, and the end of the dictation."""

from transcribe.french.particles import is_particle
from transcribe.writing.draft import Draft, Item
from transcribe.writing.oral.cues import endings, remark_words, talk_words
from transcribe.writing.oral.remark_cues import cue_heads, is_cue, remark_start, title_of
from transcribe.writing.words import word_set

_REASON = "remarque au secrétariat"
_END = "fin de dictée"
_RECIPIENT_LEADS = word_set("a au aux pour le la l' les medecin et ainsi qu'au qu'a que")
_LONGEST_AFTER_END = 25
_SHORTEST = 5
_POLITE = talk_words("please", "thanks", "remark_end")


def take_remarks(draft: Draft) -> None:
    """Takes the end of the dictation and the remarks to the secretary out of the text."""
    _take_end(draft)
    start = 0
    while start < len(draft.items):
        stop = _sentence_end(draft.items, start)
        found = _remark(draft.items, start, stop)
        if found is None:
            start = stop
            continue
        begin, copy = found
        words = [t for t in draft.items[begin:stop] if t.role == "word"]
        recipients = _recipients(words) if copy else []
        after = recipients[-1][0][-1] if recipients else None
        stop = _remark_end(draft.items, begin, stop, after)
        words = [t for t in draft.items[begin:stop] if t.role == "word"]
        for tokens, name in recipients:
            draft.instruct(tokens, "copy", name)
        if not recipients:
            draft.instruct(words, "other", " ".join(t.heard for t in words))
        end = stop
        while end > begin and draft.items[end - 1].is_break:
            end -= 1
        removed = draft.remove(begin, end, kind="removal", reason=_REASON)
        _close_sentence(draft, begin, removed)
        start = begin + 1


def _remark_end(tokens: list[Item], begin: int, stop: int, after: Item | None) -> int:
    """Where a remark ends: the sentence, unless something else than politeness follows a pause in it.

    Better a remark left in the text than a finding taken out with it.
    """
    first = next((i + 1 for i in range(begin, stop) if tokens[i] is after), begin + _SHORTEST)
    for index in range(first, stop):
        before, token = tokens[index - 1], tokens[index]
        rest = [t for t in tokens[index:stop] if t.role == "word" and t.key not in _POLITE]
        if not rest:
            return stop
        paused = before.role == "mark" or bool(before.trail)
        if token.role == "word" and (paused or after is not None):
            return index
    return stop


def _take_end(draft: Draft) -> None:
    tokens, ends = draft.items, endings().firsts
    for index in range(len(tokens) - 1, -1, -1):
        found = endings().at(tokens, index) if tokens[index].key in ends else None
        if found is None or (index and tokens[index - 1].key in ("la", "en")):
            continue
        stop = index + len(found.words)
        rest = [t for t in tokens[stop:] if t.role == "word"]
        if rest and len(rest) <= _LONGEST_AFTER_END and not _remark(tokens, stop, len(tokens)):
            draft.instruct(rest, "other", " ".join(t.heard for t in rest))
            rest = []
        removed = draft.remove(index, stop if rest else len(tokens), kind="command", reason=_END)
        _close_sentence(draft, index, removed)
        return


def _close_sentence(draft: Draft, index: int, removed: list[Item]) -> None:
    """The word before a removed remark ends its sentence if the remark did."""
    if not index or draft.items[index - 1].role != "word":
        return
    before = draft.items[index - 1]
    if before.trail in ("", ",") and removed:
        ends = any("." in t.trail or t.text == "." for t in removed) or before.trail == ","
        at_end = index >= len(draft.items) or draft.items[index].is_break
        before.trail = "." if ends and (not at_end or "." in removed[-1].trail) else ""
        before.touch("typography", "fin de phrase")


def _sentence_end(tokens: list[Item], start: int) -> int:
    """Index after the sentence that starts at ``start``, its closing mark or line break included."""
    place = start
    while place < len(tokens):
        token = tokens[place]
        place += 1
        if token.role == "mark":
            if token.is_break or token.text in ".?!":
                break
        elif token.trail and any(mark in token.trail for mark in ".?!"):
            break
    return place


def _remark(tokens: list[Item], start: int, stop: int) -> tuple[int, bool] | None:
    """Where a remark begins in the sentence, and whether it asks for copies."""
    firsts = cue_heads()
    for index in range(start, stop):
        token = tokens[index]
        if token.key not in firsts or token.role != "word" or not is_cue(tokens, index, stop):
            continue
        keys = {t.key for t in tokens[index:stop]}
        copy = bool(keys & {"copie", "copies", "double", "doubles"}) and "exemplaire" not in keys
        return remark_start(tokens, start, index), copy
    return None


def _recipients(words: list[Item]) -> list[tuple[list[Item], str]]:
    """The people who get a copy, each with the tokens that name them."""
    place = next((i for i, t in enumerate(words) if t.key in remark_words("copy")), len(words)) + 1
    found: list[tuple[list[Item], str]] = []
    title = ""
    while place < len(words):
        token = words[place]
        if title_of(token.key):
            title = title_of(token.key)
            run, place = _name(words, place + 1)
            if run:
                found.append(([token, *run], f"{title} {' '.join(t.text for t in run)}"))
            continue
        if token.key in _RECIPIENT_LEADS or token.key in ("de", "cette", "ce", "courrier", "lettre"):
            if token.key == "medecin" and place + 1 < len(words) and words[place + 1].key == "traitant":
                found.append((words[place : place + 2], "médecin traitant"))
                place += 1
            place += 1
            continue
        run, after = _name(words, place)
        if run and title:
            found.append((run, f"{title} {' '.join(t.text for t in run)}"))
            place = after
            continue
        place += 1
    return found


def _name(words: list[Item], start: int) -> tuple[list[Item], int]:
    """The words of a name from ``start`` on, particles in small letters inside it or before it, and where it stops."""
    place = start
    while place < len(words):
        stop = place
        while stop < len(words) and not words[stop].is_capital and _leads_name(words[stop]):
            stop += 1
        if stop >= len(words) or not words[stop].is_capital:
            break
        place = stop + 1
        if words[stop].trail:
            break
    return words[start:place], place


def _leads_name(word: Item) -> bool:
    return (is_particle(word.key) or word.key in ("la", "le")) and not word.trail
