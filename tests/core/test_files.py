"""Files are written whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from transcribe.core.data import shipped
from transcribe.core.errors import FolderBusy, OutputError, cause_of
from transcribe.core.files import (
    named_whole,
    readable_name,
    sha256_of,
    sharing,
    sweep,
    user_cache,
    write_text,
    written_whole,
)
from transcribe.core.locks import sole_writer


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
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as living:
        written = tmp_path / f".transcribe-{living.pid}-y.part"
        left = [
            tmp_path / "a" / f".transcribe-{_ended_process()}-x.part",
            tmp_path / f".transcribe-{os.getpid()}-z.part",  # an older process that bore our number
        ]
        (tmp_path / "a").mkdir()
        for path in (written, *left):
            path.touch()
        sweep(tmp_path)
        assert written.exists()
        assert not any(path.exists() for path in left)
        living.communicate(b"\n")


def _ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.mark.skipif(os.name != "posix", reason="droits POSIX")
def test_only_their_owner_reads_files_and_folders_unless_shared(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_text(tmp_path / "a" / "b" / "lettre.txt", "dicté")
        with sharing(True):
            write_text(tmp_path / "c" / "lettre.txt", "dicté")
        with sharing(False):
            write_text(tmp_path / "c" / "autre.txt", "dicté")
    finally:
        os.umask(before)
    modes = {p.relative_to(tmp_path).as_posix(): p.stat().st_mode & 0o777 for p in tmp_path.rglob("*")}
    assert modes == {
        "a": 0o700, "a/b": 0o700, "a/b/lettre.txt": 0o600,
        "c": 0o755, "c/lettre.txt": 0o644, "c/autre.txt": 0o600,
    }  # fmt: skip


def test_a_file_that_is_named_to_a_library_is_whole_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), named_whole(tmp_path / "son.ogg") as passing:
        passing.write_bytes(b"moiti")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
    with named_whole(tmp_path / "son.ogg") as passing:
        passing.write_bytes(b"tout")
    assert (tmp_path / "son.ogg").read_bytes() == b"tout"


def test_a_file_in_the_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(OSError, match=r".") as caught:
        write_text(tmp_path / "a" / "b.txt", "")
    assert cause_of(caught.value) == "un fichier se trouve là où il faut un dossier"


def test_a_user_without_a_home_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRANSCRIBE_CACHE", raising=False)
    monkeypatch.setattr(
        "platformdirs.user_cache_path", lambda *_names, **_options: Path("~/.cache/transcribe")
    )
    with pytest.raises(OutputError, match="TRANSCRIBE_CACHE"):
        user_cache()


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"l\xe9a.wav", "léa.wav"), ("léa.wav".encode(), "léa.wav"), (b"a\x81b.wav", "ab.wav")],
)
@pytest.mark.skipif(os.name != "posix", reason="ailleurs, les noms sont du texte")
def test_any_name_can_be_shown(name: bytes, shown: str) -> None:
    assert readable_name(Path(os.fsdecode(name))) == shown


def test_two_writers_do_not_share_a_folder(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from transcribe.core.locks import sole_writer\n"
        "with sole_writer(pathlib.Path(sys.argv[1])): print('tenu', flush=True); input()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline().strip() == b"tenu"
        with pytest.raises(FolderBusy, match="attendez"), sole_writer(tmp_path):
            pass
        other.kill()  # however it ends
        other.wait()
        with sole_writer(tmp_path):
            assert list(tmp_path.iterdir()) == []
