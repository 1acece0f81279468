"""``transcribe write``."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from transcribe.cli.write import command
from transcribe.core.errors import DocumentError

SPOKEN = (
    "tension artérielle à quatorze huit virgule saturation quatre-vingt-quatorze pour cent point à la ligne"
)
WRITTEN = "Tension artérielle à 14/8, saturation 94\u00a0%."


def test_standard_input_is_written_on_standard_output() -> None:
    result = CliRunner().invoke(command, input=SPOKEN)
    assert (result.exit_code, result.output) == (0, WRITTEN + "\n")


def test_a_file_is_written_to_a_file(tmp_path: Path) -> None:
    source, out = tmp_path / "dictée.txt", tmp_path / "écrit.txt"
    source.write_text("\ufeff" + SPOKEN, encoding="utf-8")
    result = CliRunner().invoke(command, [str(source), "--out", str(out)])
    assert (result.exit_code, result.output) == (0, "")
    assert out.read_text(encoding="utf-8") == WRITTEN + "\n"


def test_the_profile_is_passed_on() -> None:
    result = CliRunner().invoke(
        command, ["--profile", "bureautique", "-"], input="l'examen point-virgule normal"
    )
    assert result.output == "L'examen\u00a0; normal\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "est vide"),
        (b"a\x00b", "n’est pas un fichier texte"),
        (None, "n’existe pas"),
    ],
)
def test_a_bad_file_gets_one_french_sentence(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    source = tmp_path / "dictée.txt"
    if content is not None:
        source.write_bytes(content)
    result = CliRunner().invoke(command, [str(source)])
    assert isinstance(result.exception, DocumentError)
    assert sentence in str(result.exception)
    assert "dictée.txt" in str(result.exception)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encodings_of_windows_and_macos_are_read(tmp_path: Path, encoding: str) -> None:
    source = tmp_path / "dictée.txt"
    source.write_bytes("vu à l'hôpital point".encode(encoding))
    result = CliRunner().invoke(command, [str(source)])
    assert (result.exit_code, result.output) == (0, "Vu à l’hôpital.\n")
