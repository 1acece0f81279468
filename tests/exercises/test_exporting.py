"""Exercises for other platforms: what is given, what is refused, and never half a file."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.exercises.test_exercises import made
from tests.exercises.test_sound import tone
from tests.grading.fake import LETTER
from transcribe.cli.exercise import command
from transcribe.core.errors import DocumentError
from transcribe.exercises.exporting import Made, Unfit, exercise_folders, export, task_of
from transcribe.exercises.self_correction import sentences
from transcribe.exercises.types import ExerciseKind, Sound
from transcribe.exercises.writing import write_exercise
from transcribe.speech.audio import read_sound


def written(
    folder: Path, kind: ExerciseKind, *, times: bool = True, audio: Sound = "ogg", **choices: object
) -> Path:
    """An exercise of a letter that is heard at one sentence a second."""
    exercise = made(kind, audio=(audio,), **choices)
    spans = sentences(LETTER)
    source = replace(exercise.source, audio=tone(folder / f"{kind}.wav", seconds=len(spans)))
    rows = tuple((a, b, n + 0.2, n + 0.8) for n, (a, b) in enumerate(spans)) if times else ()
    write_exercise(replace(exercise, source=source, times=rows), folder / kind)
    return folder / kind


def only(found: list[Made | Unfit]) -> Made:
    (one,) = found
    assert isinstance(one, Made)
    return one


def refused(found: list[Made | Unfit]) -> str:
    (one,) = found
    assert isinstance(one, Unfit)
    return str(one.error)


def test_a_moodle_file_holds_every_exercise(tmp_path: Path) -> None:
    for kind in ("dictee", "trous"):
        written(tmp_path, kind)
    file = only(list(export(exercise_folders([tmp_path]), "moodle")))
    assert file.name == "questions-moodle.xml"
    assert file.content.count(b'<question type="essay">') == 1
    assert file.content.count(b'<question type="cloze">') == 1
    assert file.content.count(b"<file ") == 2


@pytest.mark.parametrize("audio", ["ogg", "m4a"])
def test_a_dictation_is_cut_by_sentence(tmp_path: Path, audio: Sound) -> None:
    task = task_of(written(tmp_path, "dictee", audio=audio), "h5p")
    assert " ".join(one.text for one in task.sentences) == " ".join(LETTER[a:b] for a, b in sentences(LETTER))
    for number, one in enumerate(task.sentences):
        (tmp_path / one.sound.name).write_bytes(one.sound.content)
        assert read_sound(tmp_path / one.sound.name).duration == pytest.approx(
            0.9 if number == 0 else 1.0, abs=0.15
        )


def test_a_sentence_that_is_not_heard_alone_goes_with_another(tmp_path: Path) -> None:
    folder = written(tmp_path, "dictee")
    key = folder / "formateur" / "exercise.json"
    data = json.loads(key.read_text("utf-8"))
    data["times"] = [row for n, row in enumerate(data["times"]) if n not in (0, 3)]
    key.write_text(json.dumps(data), "utf-8")
    found = task_of(folder, "h5p").sentences
    spans = [LETTER[a:b] for a, b in sentences(LETTER)]
    assert found[0].text == f"{spans[0]} {spans[1]}"
    assert f"{spans[2]} {spans[3]}" in [one.text for one in found]
    assert " ".join(one.text for one in found) == " ".join(spans)


def test_gaps_with_a_list_are_dragged(tmp_path: Path) -> None:
    folder = written(tmp_path, "trous", help="liste")
    with zipfile.ZipFile(BytesIO(only(list(export([folder], "h5p"))).content)) as archive:
        assert json.loads(archive.read("h5p.json"))["mainLibrary"] == "H5P.DragText"


@pytest.mark.parametrize("kind", ["relecture", "mise-en-page"])
def test_what_h5p_cannot_do_is_said(tmp_path: Path, kind: ExerciseKind) -> None:
    assert "H5P n’a pas d’activité pour ce genre" in refused(list(export([written(tmp_path, kind)], "h5p")))


def test_a_dictation_without_times_is_refused(tmp_path: Path) -> None:
    assert "sans « --no-times »" in refused(list(export([written(tmp_path, "dictee", times=False)], "h5p")))


def test_a_damaged_sound_is_said(tmp_path: Path) -> None:
    folder = written(tmp_path, "dictee")
    (folder / "apprenant" / "dictee.ogg").write_bytes(b"OggS")
    assert "dictee.ogg" in refused(list(export([folder], "h5p")))


def test_a_folder_without_exercise_is_said(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="ne contient pas d’exercice"):
        exercise_folders([tmp_path])


# --- the command ---------------------------------------------------------------------------------------------


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(command, ["export", *map(str, arguments)], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value, done.output


def test_the_command_writes_one_file_an_exercise(tmp_path: Path) -> None:
    written(tmp_path, "dictee")
    written(tmp_path, "trous")
    status, said = run(tmp_path, "--to", "h5p", "-o", tmp_path / "out")
    assert status == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "01-dictee-lettre-1.h5p",
        "01-trous-lettre-1.h5p",
    ]
    assert "Dictée – Consultation de cardiologie" in said


def test_one_exercise_that_cannot_be_read_leaves_no_moodle_file(tmp_path: Path) -> None:
    written(tmp_path, "trous")
    damaged = written(tmp_path, "relecture") / "formateur" / "exercise.json"
    data = json.loads(damaged.read_text("utf-8"))
    del data["choices"]
    damaged.write_text(json.dumps(data), "utf-8")
    status, said = run(tmp_path, "--to", "moodle", "-o", tmp_path / "out.xml")
    assert status == 1
    assert "Aucun fichier écrit" in said
    assert not (tmp_path / "out.xml").exists()


def test_several_files_do_not_go_into_one(tmp_path: Path) -> None:
    written(tmp_path, "dictee")
    written(tmp_path, "trous")
    with pytest.raises(Exception, match="donnez un dossier"):
        run(tmp_path, "--to", "h5p", "-o", tmp_path / "out.h5p")


@pytest.mark.parametrize("kind", ["trous", "relecture"])
def test_a_scorm_package_is_made_of_what_a_browser_can_mark(tmp_path: Path, kind: ExerciseKind) -> None:
    made_ = only(list(export([written(tmp_path, kind)], "scorm")))
    assert made_.name == f"01-{kind}-lettre-1.zip"
    with zipfile.ZipFile(BytesIO(made_.content)) as archive:
        assert set(archive.namelist()) == {"imsmanifest.xml", "index.html", "dictee.ogg"}


@pytest.mark.parametrize("kind", ["dictee", "mise-en-page"])
def test_what_scorm_cannot_mark_is_said(tmp_path: Path, kind: ExerciseKind) -> None:
    assert "se note seul dans le navigateur" in refused(list(export([written(tmp_path, kind)], "scorm")))


def test_faults_that_no_screen_shows_make_no_scorm_package(tmp_path: Path) -> None:
    folder = written(tmp_path, "relecture")
    key = folder / "formateur" / "exercise.json"
    data = json.loads(key.read_text("utf-8"))
    data["errors"] = []
    key.write_text(json.dumps(data), "utf-8")
    assert "rien n’y est à trouver" in refused(list(export([folder], "scorm")))
