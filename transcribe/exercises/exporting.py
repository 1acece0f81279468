"""Exercise folders for other platforms: what ``interop`` takes, read from the files of an exercise.

A Moodle file holds all the exercises given; an H5P or SCORM file holds one. Nothing is written here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from transcribe.core.errors import DocumentError, TranscribeError
from transcribe.exercises.asking import tasks_of
from transcribe.exercises.learner_page import pieces_of
from transcribe.exercises.self_correction import Passage, passages_of
from transcribe.exercises.serial import from_json
from transcribe.exercises.sound import cut_audio
from transcribe.exercises.types import EXERCISE_KINDS, Exercise
from transcribe.grading.keys import KEY_FILE, find_keys, read_key
from transcribe.grading.types import KINDS
from transcribe.interop.types import SUFFIXES, Blank, Fault, Platform, Sentence, Sound, Task

MOODLE_NAME = "questions-moodle"
CATEGORY = "Dictées médicales"
_TYPES = {".ogg": "audio/ogg", ".m4a": "audio/mp4", ".mp3": "audio/mpeg", ".wav": "audio/wav"}
_BEFORE, _AFTER = 0.3, 0.5  # seconds of sound around a sentence, less where the next one is near


@dataclass(frozen=True, slots=True)
class Made:
    """One file: its name without folder, its bytes, the titles of the exercises in it."""

    name: str
    content: bytes
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfit:
    """An exercise that the platform cannot take or whose files cannot be read, and why."""

    folder: Path
    error: TranscribeError


def exercise_folders(inputs: Sequence[Path]) -> list[Path]:
    """The exercise folders that paths name or hold, each once, in order.

    Raises:
        DocumentError: there is none in one of them.
    """
    found: dict[Path, None] = {}
    for path in inputs:
        find_keys(path)
        own = [path] if (path / KEY_FILE).is_file() else sorted(path.glob("*/"))
        found |= dict.fromkeys(one for one in own if (one / KEY_FILE).is_file())
    return list(found)


def export(folders: Sequence[Path], to: Platform) -> Iterator[Made | Unfit]:
    """The files for a platform. One exercise that Moodle cannot take leaves no Moodle file."""
    tasks: list[Task] = []
    for folder in folders:
        try:
            task = task_of(folder, to)
            if to != "moodle":
                yield Made(f"{task.id}{SUFFIXES[to]}", _package(task, to), (task.title,))
        except TranscribeError as error:
            yield Unfit(folder, error)
        else:
            tasks.append(task)
    if to == "moodle" and tasks and len(tasks) == len(folders):
        from transcribe.interop.moodle import moodle_xml

        name = tasks[0].id if len(tasks) == 1 else MOODLE_NAME
        yield Made(f"{name}{SUFFIXES[to]}", moodle_xml(tasks, CATEGORY), tuple(task.title for task in tasks))


def task_of(folder: Path, to: Platform) -> Task:
    """What a platform is given of an exercise folder; for H5P, with the sound of a dictation cut by sentence.

    Raises:
        DocumentError: the exercise cannot be read, or a dictation has no times to be cut by.
        AudioError: its sound cannot be read.
    """
    path = folder / KEY_FILE
    sounds = read_key(path).audio
    exercise = from_json(path.read_text("utf-8"), str(path))
    if exercise.kind == "compte-rendu":
        raise DocumentError(
            message=f"« {exercise.title} » se vérifie dans Word, dans sa page ou dans la classe : "
            "un compte-rendu à vérifier ne s’exporte pas."
        )
    gaps = exercise.kind == "trous"
    return Task(
        id=exercise.id,
        title=exercise.title,
        kind=exercise.kind,
        tasks=tasks_of(exercise, "page"),
        right=exercise.reference.text,
        given="" if gaps else exercise.draft,
        styles=exercise.reference.styles,
        pieces=tuple(pieces_of(exercise)) if gaps else (),
        blanks=tuple(Blank(gap.answer, gap.initial, gap.hint) for gap in exercise.gaps),
        listed=exercise.words if exercise.choices.help == "liste" else (),
        faults=tuple(Fault(one.start, one.end, one.found, KINDS[one.kind]) for one in exercise.seeded),
        sounds=tuple(_sound(one) for one in sounds),
        sentences=_sentences(exercise, sounds) if to == "h5p" and exercise.kind == "dictee" else (),
    )


def _sound(path: Path) -> Sound:
    return Sound(path.name, path.read_bytes(), _TYPES[path.suffix])


def _package(task: Task, to: Platform) -> bytes:
    from transcribe.interop.h5p import h5p_package
    from transcribe.interop.scorm import scorm_package

    made = h5p_package(task) if to == "h5p" else scorm_package(task)
    if made is None:
        raise DocumentError(message=_refusal(task, to))
    return made


def _refusal(task: Task, to: Platform) -> str:
    kind = EXERCISE_KINDS[task.kind].lower()
    if to == "h5p":
        why = f"H5P n’a pas d’activité pour ce genre ({kind}) ; il prend les dictées et les textes à trous"
    elif task.kind in ("dictee", "mise-en-page"):
        why = (
            f"un paquet SCORM se note seul dans le navigateur, ce que ce genre ({kind}) ne permet pas ; il prend les "
            "textes à trous et les relectures"
        )
    else:
        why = "rien n’y est à trouver : ni trou, ni faute que l’on voie à l’écran"
    return f"« {task.title} » : {why}. Exportez-le avec « --to moodle »."


def _sentences(exercise: Exercise, sounds: Sequence[Path]) -> tuple[Sentence, ...]:
    """The sentences of a dictation, each with its sound; one that is not heard by itself goes with the one before."""
    title = exercise.title
    if not sounds:
        raise DocumentError(
            message=f"« {title} » : H5P fait écouter la dictée phrase par phrase, et cet exercice n’a pas d’audio. "
            "Refaites-le à partir d’un enregistrement, ou exportez-le avec « --to moodle »."
        )
    heard = _joined(passages_of(exercise))
    if not heard:
        raise DocumentError(
            message=f"« {title} » : cet exercice ne dit pas où ses phrases s’entendent dans l’audio. "
            "Refaites-le sans « --no-times », ou exportez-le avec « --to moodle »."
        )
    suffix = ".m4a" if sounds[0].suffix == ".m4a" else ".ogg"
    pieces = cut_audio(sounds[0], _spans(heard), suffix)
    return tuple(
        Sentence(one.text, Sound(f"phrase-{number:02d}{suffix}", piece, _TYPES[suffix]))
        for number, (one, piece) in enumerate(zip(heard, pieces, strict=True), 1)
    )


def _joined(passages: Sequence[Passage]) -> list[Passage]:
    """Passages that are heard, in order of the sound; those that are not, joined to a neighbour."""
    out: list[Passage] = []
    waiting = ""
    for one in passages:
        if one.until <= one.since or (out and one.since < out[-1].until):
            if out:
                last = out[-1]
                out[-1] = Passage(f"{last.text} {one.text}", "", last.since, max(last.until, one.until))
            else:
                waiting = f"{waiting} {one.text}".strip()
        else:
            out.append(Passage(f"{waiting} {one.text}".strip(), "", one.since, one.until))
            waiting = ""
    return out


def _spans(heard: Sequence[Passage]) -> list[tuple[float, float]]:
    """Where to cut: a little around each sentence, never past the middle of the pause between two."""
    middles = [(one.until + other.since) / 2 for one, other in pairwise(heard)]
    starts = [0.0, *middles]
    ends = [*middles, heard[-1].until + _AFTER]
    return [
        (max(start, one.since - _BEFORE), min(end, one.until + _AFTER))
        for one, start, end in zip(heard, starts, ends, strict=True)
    ]
