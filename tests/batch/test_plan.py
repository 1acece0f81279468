"""Which files are dictations, and the names of their results."""

from pathlib import Path

import pytest

from transcribe.batch import Ledger, Record, make_plan
from transcribe.core.files import sha256_of


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def names(inputs: list[Path], out: Path) -> dict[str, str]:
    return {task.source.name: task.name for task in make_plan(inputs, Ledger(out)).tasks}


@pytest.fixture
def dictations(tmp_path: Path) -> Path:
    folder = tmp_path / "dictées"
    folder.mkdir()
    return folder


def test_the_tree_is_mirrored(dictations: Path, tmp_path: Path) -> None:
    touch(dictations, "a.wav", "cardio/b.ogg", "cardio/mars/c.mp3")
    expected = {"a.wav": "a", "b.ogg": "cardio/b", "c.mp3": "cardio/mars/c"}
    assert names([dictations], tmp_path / "out") == expected


def test_what_is_not_audio_is_set_aside_and_named(dictations: Path, tmp_path: Path) -> None:
    touch(dictations, "a.wav", "notes.txt", "photo.jpg", ".DS_Store", "._a.wav")
    plan = make_plan([dictations], Ledger(tmp_path / "out"))
    assert [task.source.name for task in plan.tasks] == ["a.wav"]
    assert [path.name for path in plan.ignored] == ["notes.txt", "photo.jpg"]


def test_a_file_the_user_names_is_always_a_dictation(dictations: Path, tmp_path: Path) -> None:
    touch(dictations, "dictee.bin")
    assert names([dictations / "dictee.bin"], tmp_path / "out") == {"dictee.bin": "dictee"}


def test_two_files_of_one_name_are_both_kept(dictations: Path, tmp_path: Path) -> None:
    touch(dictations, "a.mp3", "a.wav", "A.ogg")
    found = names([dictations], tmp_path / "out")
    assert len({name.casefold() for name in found.values()}) == 3
    assert found == {"A.ogg": "A", "a.mp3": "a.mp3", "a.wav": "a.wav"}


def test_two_folders_with_the_same_names_are_both_kept(tmp_path: Path) -> None:
    touch(tmp_path, "lundi/a.wav", "mardi/a.wav", "mercredi/a.wav")
    plan = make_plan([tmp_path / day for day in ("lundi", "mardi", "mercredi")], Ledger(tmp_path / "out"))
    assert [task.name for task in plan.tasks] == ["a", "a.wav", "a.wav-2"]


def test_a_file_given_twice_is_converted_once(dictations: Path, tmp_path: Path) -> None:
    touch(dictations, "a.wav")
    assert len(make_plan([dictations, dictations / "a.wav"], Ledger(tmp_path / "out")).tasks) == 1


def test_results_inside_the_folder_are_not_walked(dictations: Path) -> None:
    touch(dictations, "a.wav", "comptes-rendus/b.mp4")
    assert list(names([dictations], dictations / "comptes-rendus")) == ["a.wav"]


def test_names_stay_when_a_new_file_comes(dictations: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    touch(dictations, "a.wav")
    Ledger(out).put("a", record(dictations / "a.wav"))
    touch(dictations, "a.mp3")  # sorts before a.wav
    assert names([dictations], out) == {"a.mp3": "a.mp3", "a.wav": "a"}


def test_a_moved_folder_keeps_its_names(dictations: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    touch(dictations, "a.wav")
    Ledger(out).put("a", record(dictations / "a.wav"))
    moved = dictations.rename(tmp_path / "archives")
    assert names([moved], out) == {"a.wav": "a"}


def test_another_folder_does_not_take_the_name(dictations: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    touch(tmp_path, "dictées/a.wav", "autres/a.wav")
    Ledger(out).put("a", record(dictations / "a.wav"))
    assert names([tmp_path / "autres"], out) == {"a.wav": "a.wav"}


def record(source: Path) -> Record:
    return Record(source.resolve().as_posix(), sha256_of(source), 1.0, 10, 0)
