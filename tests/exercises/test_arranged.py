"""Sheets, time and voice of the learners who need them otherwise."""

import io
from dataclasses import replace
from pathlib import Path

import docx

from tests.exercises.test_exercises import LEVEL
from tests.grading.fake import LETTER, LEXICON
from transcribe.exercises import Choices, Needs, Source, make_exercise
from transcribe.exercises.arranged import arranged, write_arranged
from transcribe.grading.types import Page

EXERCISE = make_exercise(Source("cardio", Page(LETTER)), "dictee", LEVEL, LEXICON, Choices())


def test_each_learner_has_his_own_sheets_and_time(tmp_path: Path) -> None:
    large = Needs(size=18, extra_time=1 / 3)
    written = write_arranged(EXERCISE, tmp_path, {"Léa Martin": large, "Zoé Roux": Needs()})
    assert [one.relative_to(tmp_path).as_posix() for one in written] == ["amenages/Léa Martin"]
    sheet = docx.Document(io.BytesIO((written[0] / "copie.docx").read_bytes()))
    assert sheet.styles["Normal"].font.size.pt == 18
    said = "\n".join(p.text for p in docx.Document(str(written[0] / "consigne.docx")).paragraphs)
    minutes = arranged(EXERCISE, large).minutes
    assert f"{minutes} minutes" in said
    assert EXERCISE.minutes * 4 / 3 <= minutes < EXERCISE.minutes * 4 / 3 + 1
    assert not list(tmp_path.rglob("exercise.json"))


def test_who_needs_what_the_exercise_gives_has_no_folder(tmp_path: Path) -> None:
    slow = Needs(pace=0.8)
    exercise = replace(EXERCISE, choices=replace(EXERCISE.choices, needs=slow))
    assert write_arranged(exercise, tmp_path, {"Léa": slow}) == []
    assert list(tmp_path.iterdir()) == []
