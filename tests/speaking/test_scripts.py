"""The scripts that ship: thirty texts of ours in eight kinds, each read, spoken, written back, of the level it says."""

import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from transcribe.core.tomls import parse_toml
from transcribe.exercises import measure
from transcribe.exercises.sources import source_paths
from transcribe.exercises.types import Source
from transcribe.grading.types import Page
from transcribe.speaking import dictated, read_aloud
from transcribe.speaking.choices import SpeechChoices
from transcribe.speaking.dictations import read_script, say
from transcribe.terms import acronyms, load_lexicon

SCRIPTS = sorted((Path(__file__).parents[2] / "samples" / "scripts").glob("*.toml"))
KINDS = {
    "consultation", "operatoire", "imagerie", "endoscopie", "anatomopathologie", "hospitalisation", "urgences",
    "certificat",
}  # fmt: skip


@cache
def table(path: Path) -> dict[str, Any]:
    return parse_toml(path.read_bytes())


def test_there_are_thirty_in_eight_kinds_many_specialties_and_five_levels() -> None:
    tables = [table(path) for path in SCRIPTS]
    assert len(tables) == 30
    assert {one["kind"] for one in tables} == KINDS
    assert len({one["specialty"] for one in tables}) >= 20
    assert {one["level"] for one in tables} == {1, 2, 3, 4, 5}
    assert {one["punctuation"] for one in tables} == {"complète", "partielle", "aucune"}


def test_a_script_waits_for_its_voice_before_it_makes_an_exercise(tmp_path: Path) -> None:
    assert not any(path in SCRIPTS for path in source_paths([SCRIPTS[0].parents[1]]))
    assert source_paths([SCRIPTS[0]]) == [SCRIPTS[0]]
    (tmp_path / "a.toml").write_text("written = 'Toux.'", "utf-8")
    assert source_paths([tmp_path]) == [tmp_path / "a.toml"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_each_comes_back_from_its_dictation(path: Path) -> None:
    script = read_script(path)
    reading = read_aloud(script.written, acronyms=acronyms())
    assert table(path)["id"] == path.stem and not reading.unmade, reading.unmade


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_each_has_the_level_it_says(path: Path) -> None:
    script = read_script(path)
    spoken, _ = say(script, SpeechChoices(), acronyms())
    level = measure(Source(path.stem, Page(script.written), spoken=spoken), load_lexicon())
    assert level.value == table(path)["level"], level


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_nothing_is_said_that_a_voice_cannot_read(path: Path) -> None:
    said = dictated(read_aloud(read_script(path).written, acronyms=acronyms()), "complète", random.Random(0))
    assert not any(sign.isdigit() or sign in "/×²³%°µ" for sign in said), said
