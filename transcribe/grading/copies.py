"""Who gets a copy of a document: on its last line, as « Copie : Dr X », however it is said there.

The doctor dictates it to the secretary (« merci de mettre une copie au docteur X »): the reference then carries it. A
copy that was not dictated and stands at the foot all the same is no fault of the learner's.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from transcribe.french import fold
from transcribe.grading.tokens import Token

_LABELS = frozenset(["copie", "copies", "cc", "double", "doubles"])
_BEFORE = frozenset(["en", "une", "avec"])
_AFTER = frozenset(
    ":|-|a|au|aux|pour|et|est|sera|ce|cette|de|du|la|l'|courrier|lettre|compte-rendu|compte|rendu|information|adressee|"
    "adressees|envoyee|envoyees|transmise|transmises|destinee|faite|remise".split("|")
)
_LONGEST = 9
_LAST_LINES = 4


def with_copies(text: str, copies: Sequence[str]) -> str:
    """A text with a last line that names who gets a copy, where no line of it says so."""
    said = any(fold(line).lstrip(" -").startswith(("copie", "cc ", "cc:")) for line in text.split("\n"))
    if said or not copies:
        return text
    return f"{text.rstrip()}\nCopie{'s' if len(copies) > 1 else ''} : {', '.join(copies)}"


def label_length(tokens: Sequence[Token], place: int) -> int:
    """How many tokens of the line that opens at ``place`` say « copie » before the first name; 0 for other lines."""
    if place >= len(tokens) or not tokens[place].line_start:
        return 0
    first = place + (fold(tokens[place].text) in _BEFORE)
    if first >= len(tokens) or fold(tokens[first].text) not in _LABELS:
        return 0
    for end in range(first + 1, min(first + _LONGEST, len(tokens))):
        token = tokens[end]
        if token.line_start:
            return 0
        named = token.kind == "word" and token.text[0].isupper() and end > first + 1  # not « double J »
        if token.kind == "title" or named:
            return end - place
        if fold(token.text) not in _AFTER:
            return 0
    return 0


def copies_arcs(reference: Sequence[Token], attempt: Sequence[Token]) -> Iterator[tuple[int, int, int, int]]:
    """Where « Copie : » faces « Copie au » or « Une copie est adressée à »: both places, and both lengths in tokens."""
    written = _labels(attempt)
    for i, length in _labels(reference) if written else ():
        yield from ((i, j, length, size) for j, size in written)


def _labels(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The lines that say « copie »: where they open, and how many tokens say it."""
    opens = [place for place, token in enumerate(tokens) if token.line_start]
    return [(place, size) for place in opens if (size := label_length(tokens, place))]


def without_copies(attempt: tuple[Token, ...], reference: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of an attempt without the copies at its foot that nobody dictated.

    Where copies were dictated, those of the attempt are compared with them: sent to another person, they are a fault.
    """
    if _labels(reference):
        return attempt
    starts = [n for n, token in enumerate(attempt) if token.line_start]
    for first, end in pairwise([*starts, len(attempt)]):
        if first and end in (*starts[-_LAST_LINES:], len(attempt)) and label_length(attempt, first):
            return (*attempt[:first], *attempt[end:])
    return attempt
