"""Files are written whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from transcribe.core.data import shipped
from transcribe.core.files import sha256_of, sweep, user_cache, write_text, written_whole


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "lettre.txt"
    write_text(path, "ancien")
    with pytest.raises(RuntimeError), written_whole(path) as stream:
        stream.write(b"moiti")
        raise RuntimeError
    assert path.read_text("utf-8") == "ancien"
    assert [p.name for p in tmp_path.iterdir()] == ["lettre.txt"]


def test_parents_are_made_and_bytes_are_hashed(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_text(path, "")
    assert sha256_of(path) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_cache_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRANSCRIBE_CACHE", str(tmp_path))
    assert user_cache() == tmp_path


def test_shipped_data_is_found_and_the_rest_is_not() -> None:
    assert shipped("templates").is_dir()
    with pytest.raises(FileNotFoundError):
        shipped("rien", "du", "tout")


def test_what_a_killed_process_left_is_swept_away(tmp_path: Path) -> None:
    code = "import os; print(os.getpid())"
    dead = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    left = tmp_path / "a" / f".transcribe-{dead.stdout.strip()}-x.part"
    mine = tmp_path / f".transcribe-{os.getpid()}-y.part"
    left.parent.mkdir()
    left.touch()
    mine.touch()
    sweep(tmp_path)
    assert mine.exists()
    assert not left.exists()
