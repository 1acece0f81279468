"""Hesitations and stumbles: "euh", "le le patient"."""

import re

from transcribe.writing.draft import Change, Draft, Item
from transcribe.writing.words import word_set

_HESITATION = re.compile(r"e+u+h+|h+e+u+|h+u*m+|m+h+m*|heum|beuh|eu+hm+")
_CLAUSE_STARTS = word_set("il elle on je nous vous ils elles j'ai c'est ce mais puis")
_CORRECTING = frozenset({"non", "pardon", "je", "plutot", "ou"})
_STUMBLES = word_set(
    "le la les l' de du des d' un une a au aux en dans sur par pour avec sans est il elle je on son sa "
    "ses ce cette que qui et ou mon ma c'est j'ai n' se sous entre"
)


def drop_hesitations(draft: Draft) -> None:
    """Sets "euh" aside, with the pauses around it unless a new clause follows."""
    kept: list[Item] = []
    for index, token in enumerate(draft.items):
        if token.role != "word" or not _HESITATION.fullmatch(token.key):
            kept.append(token)
            continue
        token.change = Change("removal", "hésitation")
        draft.aside.append(token)
        follow = draft.items[index + 1] if index + 1 < len(draft.items) else None
        if not kept or kept[-1].role != "word":
            continue
        before = kept[-1]
        if follow is not None and follow.key in _CORRECTING:
            continue
        if any(mark in token.trail for mark in ".?!:;"):
            before.trail = token.trail
        elif before.trail == "," and not (
            follow
            and follow.key.startswith(tuple(_CLAUSE_STARTS))
            and (follow.key in _CLAUSE_STARTS or follow.key.split("'")[0] in ("j", "c"))
        ):
            before.trail = ""
            before.touch("typography", "pause d’une hésitation")
    draft.items = kept


def drop_stumbles(draft: Draft) -> None:
    """Sets aside the first of a small word said twice, and of two or three words said again at once."""
    tokens = draft.items
    index = 0
    while index < len(tokens):
        length = _repeated(tokens, index)
        if length:
            draft.remove(index, index + length, kind="removal", reason="mots répétés")
        else:
            index += 1


def _repeated(tokens: list[Item], index: int) -> int:
    first = tokens[index]
    if first.role != "word" or first.settled or first.lead:
        return 0
    for length in (3, 2, 1):
        if index + 2 * length > len(tokens):
            continue
        if tokens[index + length].key != first.key:
            continue
        before, after = tokens[index : index + length], tokens[index + length : index + 2 * length]
        if any(
            a.text.lower() != b.text.lower() or b.role != "word" for a, b in zip(before, after, strict=True)
        ):
            continue
        if any(t.trail for t in before[:-1]) or before[-1].trail not in ("", ",", "…", "..."):
            continue
        if any(t.number is not None and not t.article for t in before) or any(
            len(t.key) == 1 and t.key != "a" for t in before
        ):
            continue
        if length == 1 and first.key not in _STUMBLES:
            continue
        if length > 1 and before[-1].trail and before[0].key not in _STUMBLES:
            continue
        return length
    return 0
