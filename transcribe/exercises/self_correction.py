"""The key of a training exercise as its page holds it: passage by passage, each unreadable until it is asked for.

This keeps the answers from a learner who reads the page's source or searches it, not from one who knows how to run its
script: what opens a passage stands in the page too. An exercise that is marked has no key in its page at all.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from transcribe.exercises.types import Exercise
from transcribe.french.civilities import written_forms

_END = re.compile(r"(?<=[.!?…])(?P<gap>[ \u00a0\u202f]+)(?=[A-ZÀ-ÖØ-Þ«–0-9])")


@dataclass(frozen=True, slots=True)
class Passage:
    """What should stand in a passage. ``style`` is that of its line, ``since`` and ``until`` are seconds of audio."""

    text: str
    style: str = ""
    since: float = 0
    until: float = 0


def passages_of(exercise: Exercise) -> tuple[Passage, ...]:
    """Gap by gap, line by line where the layout is asked for, else sentence by sentence."""
    if exercise.kind == "trous":
        return tuple(Passage(gap.answer) for gap in exercise.gaps)
    page = exercise.reference
    if exercise.kind == "mise-en-page":
        lines = page.text.split("\n")
        styles = page.styles or ("",) * len(lines)
        return tuple(Passage(line, style) for line, style in zip(lines, styles, strict=True))
    return tuple(_heard(exercise, start, end) for start, end in sentences(page.text))


def _heard(exercise: Exercise, start: int, end: int) -> Passage:
    pace = exercise.choices.needs.pace
    met = [row for row in exercise.times if row[0] < end and start < row[1]]
    since, until = (met[0][2] / pace, met[-1][3] / pace) if met else (0.0, 0.0)
    return Passage(exercise.reference.text[start:end], "", round(since, 2), round(until, 2))


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text, none over a line's end: « M. Dupont », « 2. » and initials end none."""
    out: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        begin = start
        for found in _END.finditer(text, start, end):
            last = text[begin : found.start("gap")].split()[-1:]
            if last and (_is_civility(last[0]) or re.fullmatch(r"[A-ZÀ-ÖØ-Þ]\.|\d{1,2}\.", last[0])):
                continue
            out.append((begin, found.start("gap")))
            begin = found.end("gap")
        if text[begin:end].strip():
            out.append((begin, end))
        start = end + 1
    return out


def _is_civility(word: str) -> bool:
    return bool({word, word.removesuffix(".")} & set(written_forms()))


def salt_of(exercise: Exercise) -> str:
    """The salt of an exercise's passages: the same exercise has the same, so that it is made again byte for byte."""
    text = "\0".join((exercise.id, exercise.reference.text, str(exercise.choices.seed)))
    return sha256(text.encode()).hexdigest()[:16]
