"""Exercises that trainers give: made from dictations, with measured levels and answer keys.

``find_sources``, ``measure``, ``make_exercise`` and ``write_exercise`` are the steps.
Importing this room is cheap.
"""

from typing import TYPE_CHECKING

from transcribe.exercises.types import EXERCISE_KINDS, Choices, Exercise, Level, Seeded, Source
from transcribe.grading.needs import Needs

if TYPE_CHECKING:
    from transcribe.exercises.level import measure as measure
    from transcribe.exercises.make import make_exercise as make_exercise
    from transcribe.exercises.seeding import seed_errors as seed_errors
    from transcribe.exercises.sources import find_sources as find_sources
    from transcribe.exercises.writing import write_exercise as write_exercise

__all__ = [
    "EXERCISE_KINDS",
    "Choices",
    "Exercise",
    "Level",
    "Needs",
    "Seeded",
    "Source",
    "find_sources",
    "make_exercise",
    "measure",
    "seed_errors",
    "write_exercise",
]

_WHERE = {
    "find_sources": "sources",
    "make_exercise": "make",
    "measure": "level",
    "seed_errors": "seeding",
    "write_exercise": "writing",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
