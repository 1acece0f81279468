"""Digits in the wrong order, to be found: a kind that another package brings (group ``transcribe.exercise_kinds``)."""

import random
import re
from collections.abc import Sequence

from transcribe.exercises import Choices, Seeded
from transcribe.exercises.plugins import FurtherKind
from transcribe.grading.types import Lexicon


def faults(text: str, _lexicon: Lexicon, choices: Choices) -> Sequence[Seeded]:
    """Up to ``choices.errors`` numbers whose last two digits change places; the same seed gives the same."""
    found = [one for one in re.finditer(r"\d+", text) if len(one[0]) > 1 and one[0][-1] != one[0][-2]]
    chosen = random.Random(choices.seed).sample(found, min(choices.errors, len(found)))
    return [
        Seeded(one.start(), one.end(), one[0], one[0][:-2] + one[0][-1] + one[0][-2], "dose")
        for one in chosen
    ]


KIND = FurtherKind("Chiffres intervertis", faults, note="Dans ce texte, des chiffres ont changé de place.")
