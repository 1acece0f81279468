"""Writes an exercise's folder: no trace of the answer in ``apprenant/``, all of it in ``formateur/``."""

import re
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Any

from transcribe.core.errors import OutputError, cause_of
from transcribe.core.files import write_text, written_whole
from transcribe.exercises.level import FORMULA
from transcribe.exercises.sheets import answer_key, instructions, work_sheet
from transcribe.exercises.sound import copy_audio
from transcribe.exercises.types import Exercise, ExerciseKind, Level
from transcribe.grading.keys import Key, write_key

AUDIO_NAME = "dictee.ogg"


def write_exercise(exercise: Exercise, folder: Path) -> None:
    """Writes both parts of an exercise in ``folder``.

    Raises:
        OutputError: a file cannot be written.
        AudioError: the audio cannot be read.
    """
    learner, trainer = folder / "apprenant", folder / "formateur"
    try:
        _save(learner / "consigne.docx", instructions(exercise))
        _save(learner / "copie.docx", work_sheet(exercise))
        if exercise.source.audio is not None and exercise.kind != "mise-en-page":
            copy_audio(exercise.source.audio, learner / AUDIO_NAME, pace=exercise.choices.needs.pace)
        _save(trainer / "corrige.docx", answer_key(exercise))
        write_text(trainer / "bareme.toml", scheme_text(exercise.kind))
        write_key(trainer / "exercise.json", key_of(exercise))
    except OSError as error:
        raise OutputError(path=error.filename or folder, cause=cause_of(error)) from error


def scheme_text(kind: ExerciseKind) -> str:
    """The default scheme as a file; layout weighs three times more where layout is the exercise."""
    text = resources.files("transcribe.grading.schemes").joinpath("sur-20.toml").read_text("utf-8")
    if kind == "mise-en-page":
        text = re.sub(r"(?m)^layout\b.*$", "layout       = { critical = 1.5, minor = 1.5 }", text)
    return text


def key_of(exercise: Exercise) -> Key:
    """The key that grading reads, with all that made the exercise."""
    choices = exercise.choices
    extra: dict[str, Any] = {
        "level": level_to_dict(exercise.level),
        "source": {
            "id": exercise.source.id,
            "audio": exercise.source.audio.name if exercise.source.audio else "",
        },
        "specialty": exercise.source.specialty,
        "minutes": exercise.minutes,
        "seed": choices.seed,
        "help": choices.help if exercise.kind == "trous" else "",
        "needs": asdict(choices.needs),
        "draft": exercise.draft,
        "words": list(exercise.words),
        "errors": [asdict(one) for one in exercise.seeded],
    }
    return Key(
        exercise.id, exercise.title, exercise.reference, exercise.kind, exercise.level.value,
        exercise.source.validated, extra,
    )  # fmt: skip


def level_to_dict(level: Level) -> dict[str, Any]:
    """A level as plain values."""
    return {
        "value": level.value,
        "score": round(level.score, 3),
        "formula": FORMULA,
        "parts": [
            {"name": p.name, "figure": p.figure, "share": round(p.share, 3), "weight": p.weight}
            for p in level.parts
        ],
    }


def _save(path: Path, content: bytes) -> None:
    with written_whole(path) as stream:
        stream.write(content)
