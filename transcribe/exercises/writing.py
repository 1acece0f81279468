"""Writes an exercise's folder: no trace of the answer in ``apprenant/``, all of it in ``formateur/``."""

import re
from importlib import resources
from pathlib import Path

from transcribe.core.errors import OutputError, cause_of
from transcribe.core.files import write_text, written_whole
from transcribe.exercises.asking import has_audio
from transcribe.exercises.learner_page import PAGE_NAME, learner_page
from transcribe.exercises.serial import to_json
from transcribe.exercises.sheets import answer_key, instructions, work_sheet
from transcribe.exercises.sound import copy_audio
from transcribe.exercises.types import Exercise, ExerciseKind
from transcribe.grading.keys import KEY_FILE, SCHEME_FILE

AUDIO_STEM = "dictee"


def write_exercise(
    exercise: Exercise, folder: Path, *, learner: Path | None = None, guided: bool = True
) -> None:
    """Writes both parts of an exercise in ``folder``; the learner's may go to the folder ``learner`` instead.

    ``guided``: with its own ``consigne.docx``.

    Raises:
        OutputError: a file cannot be written.
        AudioError: the audio cannot be read.
    """
    learner, trainer = learner or folder / "apprenant", folder / "formateur"
    try:
        write_learner(exercise, learner, guided=guided)
        _save(trainer / "corrige.docx", answer_key(exercise))
        write_text(folder / SCHEME_FILE, scheme_text(exercise.kind))
        write_text(folder / KEY_FILE, to_json(exercise))
    except OSError as error:
        raise OutputError(path=error.filename or folder, cause=cause_of(error)) from error


def write_learner(exercise: Exercise, folder: Path, *, guided: bool = True) -> None:
    """Writes what the learner is given: consigne (``guided``), copy, sound and page.

    Raises:
        OSError: a file cannot be written.
        AudioError: the audio cannot be read.
    """
    if guided:
        _save(folder / "consigne.docx", instructions(exercise))
    _save(folder / "copie.docx", work_sheet(exercise))
    sounds = _write_sounds(exercise, folder)
    write_text(folder / PAGE_NAME, learner_page(exercise, sounds))


def _write_sounds(exercise: Exercise, folder: Path) -> list[str]:
    """The audio in each format asked for; the names of the files, the one that most devices play first."""
    source = exercise.source.audio
    if source is None or not has_audio(exercise):
        return []
    names = [f"{AUDIO_STEM}.{suffix}" for suffix in exercise.choices.audio]
    for name in names:
        copy_audio(source, folder / name, pace=exercise.choices.needs.pace)
    return names


def scheme_text(kind: ExerciseKind) -> str:
    """The default scheme as a file; layout weighs three times more where layout is the exercise."""
    text = resources.files("transcribe.grading.schemes").joinpath("sur-20.toml").read_text("utf-8")
    if kind == "mise-en-page":
        text = re.sub(r"(?m)^layout\b.*$", "layout       = { critical = 1.5, minor = 1.5 }", text)
    return text


def _save(path: Path, content: bytes) -> None:
    with written_whole(path) as stream:
        stream.write(content)
