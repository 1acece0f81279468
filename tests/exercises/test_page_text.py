"""The learner's page as it is written, without a browser: no key before it is due, nothing of elsewhere, its needs."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.exercises.test_exercises import made
from tests.grading.fake import LETTER
from transcribe.exercises import Exercise
from transcribe.exercises.self_correction import passages_of, salt_of, sentences
from transcribe.exercises.types import ExerciseKind
from transcribe.exercises.writing import write_exercise
from transcribe.scripts.hiding import hidden

KINDS: tuple[ExerciseKind, ...] = ("dictee", "relecture", "trous", "mise-en-page")


def page_of(exercise: Exercise, folder: Path) -> str:
    write_exercise(exercise, folder)
    return (folder / "apprenant" / "exercice.html").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_is_in_the_page_of_marked_work(tmp_path: Path, kind: ExerciseKind) -> None:
    exercise = made(kind, errors=8)
    page = page_of(exercise, tmp_path)
    assert not [word for word in ('"passages"', "salt", "corrigé", "revealed") if word in page]
    given = exercise.draft
    for passage in passages_of(exercise):
        if passage.text not in given and len(passage.text) > 3:
            assert passage.text not in page
    for one in exercise.seeded:
        around = LETTER[max(0, one.start - 10) : one.end + 3]
        assert around not in page


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_of_training_is_not_readable_in_the_page(tmp_path: Path, kind: ExerciseKind) -> None:
    exercise = made(kind, self_correction=True)
    page = page_of(exercise, tmp_path)
    assert '"passages"' in page
    for passage in passages_of(exercise):
        if passage.text not in exercise.draft and len(passage.text) > 3:
            assert passage.text not in page


def test_a_page_loads_nothing_and_runs_nothing_of_elsewhere(tmp_path: Path) -> None:
    page = page_of(made("dictee"), tmp_path)
    assert not re.findall(r"https?://|//cdn|@import|\beval\(|new Function|innerHTML|\son\w+=\"", page)
    for rule in ("default-src", "base-uri", "form-action", "trusted-types"):
        assert f"{rule} 'none'" in page.replace("&#39;", "'")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bon état. Pas de toux.", ["Bon état.", "Pas de toux."]),
        ("Vu par le Dr. Martin. Revu.", ["Vu par le Dr. Martin.", "Revu."]),
        ("Je vois M. Petit ce jour.", ["Je vois M. Petit ce jour."]),
        ("Vu par J. Martin.", ["Vu par J. Martin."]),
        ("Mesure 3 mm. 2. Poids stable", ["Mesure 3 mm.", "2. Poids stable"]),
        ("Titre\nCorps. Fin", ["Titre", "Corps.", "Fin"]),
        ("\n\n", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == found


def test_passages_cover_the_whole_key() -> None:
    exercise = made("dictee")
    assert "".join(p.text for p in passages_of(exercise)).replace(" ", "") == re.sub(
        r"\s", "", LETTER
    ).replace(" ", "")


def test_what_is_hidden_differs_with_its_key() -> None:
    assert len({hidden("dyspnée", key) for key in ("a:0", "a:1", "b:0")}) == 3
    assert hidden("dyspnée", "a:0") == hidden("dyspnée", "a:0")


def test_needs_are_in_the_page(tmp_path: Path) -> None:
    from transcribe.exercises import Needs

    page = page_of(made("dictee", needs=Needs(18, "Verdana", 1.6, 0.6, extra_time=0.33)), tmp_path)
    assert "--size: 24px;" in page
    assert '"Verdana"' in page
    assert "33 % de temps en plus" in page


def test_the_same_exercise_gives_the_same_page(tmp_path: Path) -> None:
    exercise = made("trous", self_correction=True)
    assert page_of(exercise, tmp_path / "a") == page_of(exercise, tmp_path / "b")
    assert salt_of(exercise) != salt_of(replace(exercise, id="autre"))


def work_of(exercise: Exercise, folder: Path) -> dict[str, Any]:
    """What the script of a page works on."""
    found = re.search(
        r'<script type="application/json"[^>]*>(.*?)</script>', page_of(exercise, folder), re.DOTALL
    )
    assert found is not None
    work: dict[str, Any] = json.loads(found[1])
    return work


@pytest.mark.parametrize("help_", ["aucune", "initiale", "definition"])
def test_each_gap_has_its_first_letter_and_its_hint_where_they_are_given(tmp_path: Path, help_: str) -> None:
    exercise = made("trous", help=help_)
    work = work_of(exercise, tmp_path)
    assert work["gaps"] == [{"initial": gap.initial, "hint": gap.hint} for gap in exercise.gaps]
    assert any(gap["initial"] for gap in work["gaps"]) == (help_ == "initiale")
    assert len(work["pieces"]) == len(work["gaps"]) + 1
    assert work["text"] == ""


def test_a_text_without_gaps_has_its_draft(tmp_path: Path) -> None:
    exercise = made("relecture")
    work = work_of(exercise, tmp_path)
    assert work["text"] == exercise.draft
    assert "gaps" not in work
