"""What is said of an error that nobody foresaw: the file, the cause, what to do."""

import errno
from pathlib import Path

import pytest

from transcribe.cli.last_resort import last_resort


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "demande plus de mémoire qu’il n’y en a"),
        (RecursionError(), "est trop imbriqué pour être lu"),
        (ZeroDivisionError(), "(ZeroDivisionError)"),
        (OSError(errno.ENOSPC, "No space left on device"), "ne peut pas être lu ou écrit"),
    ],
)
def test_each_kind_has_its_sentence_and_names_the_file(tmp_path: Path, error: Exception, said: str) -> None:
    file = tmp_path / "dictée.txt"
    file.touch()
    sentence = last_resort(error, ["letter", "--out", str(file)])
    assert said in sentence
    assert sentence.startswith(f"« {file} » ")


def test_the_file_that_the_system_names_comes_first(tmp_path: Path) -> None:
    error = OSError(errno.EACCES, "Permission denied", "/ailleurs/x.docx")
    assert last_resort(error, ["letter", str(tmp_path)]).startswith("« /ailleurs/x.docx » ")
    error = OSError(errno.EACCES, "Permission denied", b"/ailleurs/\xff.docx")
    assert "/ailleurs/" in last_resort(error, ["letter"])


def test_neither_the_command_nor_an_option_is_taken_for_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("check", "--format", "a.txt"):
        Path(name).touch()
    assert last_resort(MemoryError(), ["check", "--format", "a.txt"]).startswith("« a.txt » ")
    assert last_resort(MemoryError(), ["check", "--format", "b.txt"]).startswith("cette commande ")
    assert last_resort(MemoryError(), ["check", "\0", "a.txt"]).startswith("« a.txt » ")
    assert last_resort(OSError(errno.EIO, "x"), ["check"]).startswith("ne peut pas ")
