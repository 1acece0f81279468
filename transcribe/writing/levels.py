"""Vertebrae said one after the other: "L4 L5" → L4-L5, the disc between them; "T1 T2" may be sequences."""

from itertools import pairwise

from transcribe.writing.code_tables import SEQUENCE_WORDS
from transcribe.writing.draft import Draft, Item, joined
from transcribe.writing.readings import CODE
from transcribe.writing.small_letters import LEADS

_LEVELS = ("C", 7), ("T", 12), ("D", 12), ("L", 5), ("S", 5)
_LONGEST_LEVEL = 3


def join_levels(draft: Draft) -> None:
    """ "L4 L5" → L4-L5: two neighbouring vertebrae name the disc between them."""
    short = [i for i, t in enumerate(draft.items) if len(t.text) <= _LONGEST_LEVEL and t.text[1:].isdecimal()]
    if not any(two == one + 1 for one, two in pairwise(short)):
        return
    out: list[Item] = []
    for token in draft.items:
        if (
            out
            and _may_join(out[-1], token)
            and is_next_level(out[-1].text, token.text)
            and not _near_sequence(out)
        ):
            upper = out.pop()
            merged = joined([upper, token], f"{upper.text}-{token.text}", CODE, "étage vertébral")
            out.append(merged)
        else:
            out.append(token)
    draft.items = out


def _may_join(upper: Item, lower: Item) -> bool:
    """The recogniser puts a comma between the levels of "L-3, L-4"."""
    return not upper.trail or (upper.trail == "," and "-" in upper.heard and "-" in lower.heard)


def _near_sequence(tokens: list[Item]) -> bool:
    """Whether "T1 T2" are sequences of magnetic resonance, "D2 D3" leads, rather than vertebrae."""
    if tokens[-1].text[0] not in "TD":
        return False
    named = SEQUENCE_WORDS if tokens[-1].text[0] == "T" else LEADS
    for token in tokens[-2:-8:-1]:
        if token.role == "mark" and token.text != ",":
            return False
        if token.key in named:
            return True
    return False


def is_next_level(upper: str, lower: str) -> bool:
    """Whether two vertebrae are neighbours, the upper one first: L4 and L5, L5 and S1."""
    if len(upper) > 3 or len(lower) > 3 or not upper[1:].isdecimal() or not lower[1:].isdecimal():
        return False
    first, second = (upper[0], int(upper[1:])), (lower[0], int(lower[1:]))
    counts = dict(_LEVELS)
    if first[0] not in counts or second[0] not in counts:
        return False
    if first[0] == second[0]:
        return second[1] == first[1] + 1 and second[1] <= counts[first[0]]
    following = {"C": "TD", "T": "L", "D": "L", "L": "S"}
    return second[1] == 1 and first[1] == counts[first[0]] and second[0] in following.get(first[0], "")
