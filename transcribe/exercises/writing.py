"""Writes an exercise's folder: no trace of the answer in ``apprenant/``, all of it in ``formateur/``."""

import re
from importlib import resources
from pathlib import Path

from transcribe.core.errors import OutputError, cause_of
from transcribe.core.files import write_text, written_whole
from transcribe.exercises.serial import to_json
from transcribe.exercises.sheets import answer_key, instructions, work_sheet
from transcribe.exercises.sound import copy_audio
from transcribe.exercises.types import Exercise, ExerciseKind
from transcribe.grading.keys import KEY_FILE, SCHEME_FILE

AUDIO_NAME = "dictee.ogg"


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
        if guided:
            _save(learner / "consigne.docx", instructions(exercise))
        _save(learner / "copie.docx", work_sheet(exercise))
        if exercise.source.audio is not None and exercise.kind != "mise-en-page":
            copy_audio(exercise.source.audio, learner / AUDIO_NAME, pace=exercise.choices.needs.pace)
        _save(trainer / "corrige.docx", answer_key(exercise))
        write_text(folder / SCHEME_FILE, scheme_text(exercise.kind))
        write_text(folder / KEY_FILE, to_json(exercise))
    except OSError as error:
        raise OutputError(path=error.filename or folder, cause=cause_of(error)) from error


def scheme_text(kind: ExerciseKind) -> str:
    """The default scheme as a file; layout weighs three times more where layout is the exercise."""
    text = resources.files("transcribe.grading.schemes").joinpath("sur-20.toml").read_text("utf-8")
    if kind == "mise-en-page":
        text = re.sub(r"(?m)^layout\b.*$", "layout       = { critical = 1.5, minor = 1.5 }", text)
    return text


def _save(path: Path, content: bytes) -> None:
    with written_whole(path) as stream:
        stream.write(content)
