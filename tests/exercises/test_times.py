"""Exercises that know where their words are heard."""

import shutil
from pathlib import Path

from tests.grading.fake import LEXICON
from transcribe.exercises.batch import Times, make_all
from transcribe.exercises.serial import from_json, to_json
from transcribe.exercises.types import Choices, Exercise
from transcribe.grading.keys import parse_key
from transcribe.grading.types import Page, Timed

SAMPLES = Path(__file__).parents[2] / "samples"


def test_every_kind_of_one_source_takes_the_times_heard_once(tmp_path: Path) -> None:
    shutil.copyfile(SAMPLES / "orl-urgences-01.ogg", tmp_path / "a.ogg")
    (tmp_path / "a.txt").write_text("Douleur du genou.", "utf-8")
    (tmp_path / "b.txt").write_text("Sans audio.", "utf-8")
    asked: list[str] = []

    def locate(path: Path, page: Page) -> Times:
        asked.append(path.name)
        return ((0, 7, 1.5, 2.0), (8, len(page.text), 2.0, 3.0))

    made = [
        one
        for one in make_all([tmp_path], Choices(("dictee", "relecture")), LEXICON, str, locate=locate)
        if isinstance(one, Exercise)
    ]
    times = {one.id: one.times for one in made}
    assert times["dictee-a"] == times["relecture-a"] == ((0, 7, 1.5, 2.0), (8, 17, 2.0, 3.0))
    assert times["dictee-b"] == ()
    assert asked == ["a.ogg"]
    kept = to_json(next(one for one in made if one.id == "dictee-a"))
    assert parse_key(kept, "x").times == (Timed(0, 7, 1.5, 2.0), Timed(8, 17, 2.0, 3.0))
    assert from_json(kept, "x").times == times["dictee-a"]
