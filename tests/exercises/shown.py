"""What the files of exercises say, line by line, compared with ``tests/exercises/shown/``; written anew by

python -m tests.exercises.shown
"""

import tempfile
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from tests.approved import approve
from tests.grading.fake import LETTER, LEXICON
from tests.grading.shown import lines
from transcribe.exercises import Choices, Exercise, Level, Needs, Source
from transcribe.exercises.make import make_exercise, numbered, with_agreements
from transcribe.exercises.types import ExerciseKind, Part
from transcribe.exercises.writing import write_exercise
from transcribe.grading import Page

HERE = Path(__file__).parent / "shown"
LEVEL = Level(
    3, 0.456, (Part("longueur", "111 mots", 0.323, 2.5), Part("débit", "140 mots par minute", 0.5, 2))
)
PAGE = Page(LETTER, terms=("dyspnée", "ramipril", "oreillette gauche"))
HEARD = LETTER.replace("gauche", "droite").replace("dyspnée", "dispnée").replace("pas de souffle, ", "")


def exercises() -> list[Exercise]:
    """One of each kind and of each help, plain and arranged, validated and not."""
    arranged = Needs(18, "Verdana", 1.6, 0.6, extra_time=0.33, pace=0.8)

    def made(
        kind: ExerciseKind, name: str, choices: Choices, *, validated: bool = True, heard: str = ""
    ) -> Exercise:
        source = Source(name, PAGE, specialty="cardiologie", spoken="courrier", validated=validated)
        return make_exercise(source, kind, LEVEL, LEXICON, choices, heard=heard)

    found = [
        made("dictee", "lettre-1", Choices(needs=arranged, self_correction=True), validated=False),
        made("relecture", "lettre_2", Choices(kinds=("relecture",), classes=("dose", "drug")), heard=HEARD),
        made("trous", "lettre-3", Choices(help="liste")),
        made("trous", "lettre-4", Choices(help="definition")),
        made("mise-en-page", "lettre-5", Choices()),
    ]
    hints = ("respiration difficile", *("" for _ in found[3].gaps[1:]))
    gaps = tuple(replace(gap, hint=hint) for gap, hint in zip(found[3].gaps, hints, strict=True))
    found[3] = replace(found[3], gaps=gaps)
    found[0] = replace(found[0], note="Pour revoir les accents.", times=((0, 8, 0.5, 1.25),))
    return numbered(found)


def shown() -> dict[str, str]:
    """The lines of each sort of file, by its name; without the learner's page, which is tried in a browser."""
    found: dict[str, str] = {}
    with_agreements.cache_clear()  # pages parsed by other tests bear their agreements
    with patch("transcribe.nlp.is_installed", return_value=False), tempfile.TemporaryDirectory() as folder:
        for exercise in exercises():
            write_exercise(exercise, Path(folder) / exercise.id)
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix != ".html" and not path.name.startswith("."):
                place = path.relative_to(folder).as_posix()
                found[path.name] = found.get(path.name, "") + "\n".join([f"--- {place}", *lines(path), ""])
    with_agreements.cache_clear()
    return found


if __name__ == "__main__":
    approve(shown(), HERE)
