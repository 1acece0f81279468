"""The learner's part of an exercise for those who need it otherwise: letters, time and voice of each one's own."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from transcribe.core.errors import OutputError, cause_of
from transcribe.core.names import free_path, safe_name
from transcribe.exercises.make import minutes
from transcribe.exercises.types import Exercise
from transcribe.exercises.writing import write_learner
from transcribe.grading.needs import Needs

FOLDER = "amenages"


def arranged(exercise: Exercise, needs: Needs) -> Exercise:
    """The exercise as one learner needs it: his sheets, his time, his pace of the voice."""
    choices = replace(exercise.choices, needs=needs)
    return replace(exercise, choices=choices, minutes=minutes(exercise.reference, exercise.kind, choices))


def own_folders(folder: Path, learners: Mapping[str, Needs], usual: Needs) -> Iterator[tuple[Path, Needs]]:
    """``amenages/<learner>`` in a folder, for each learner whose needs are not the ``usual`` ones; and his needs."""
    taken: set[str] = set()
    for name, needs in learners.items():
        if needs != usual:
            yield free_path(folder / FOLDER / safe_name(name), taken), needs


def write_arranged(exercise: Exercise, folder: Path, learners: Mapping[str, Needs]) -> list[Path]:
    """Writes ``amenages/<learner>/`` in an exercise's folder for each learner whose needs are not the exercise's own.

    ``learners`` are needs by the name shown. Returns the folders written.

    Raises:
        OutputError: a file cannot be written.
        AudioError: the audio cannot be read.
    """
    written: list[Path] = []
    for own, needs in own_folders(folder, learners, exercise.choices.needs):
        made = arranged(exercise, needs)
        try:
            write_learner(made, own)
        except OSError as error:
            raise OutputError(path=error.filename or own, cause=cause_of(error)) from error
        written.append(own)
    return written
