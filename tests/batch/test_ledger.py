"""Nothing is done twice, and nobody's work is written over."""

from pathlib import Path

import pytest

from transcribe.batch.ledger import LEDGER_NAME, Ledger, Output, Record
from transcribe.core.files import sha256_of, write_text


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger with one dictation converted to Word."""
    write_text(tmp_path / "a.docx", "écrit par transcribe")
    ledger = Ledger(tmp_path)
    output = Output("a.docx", sha256_of(tmp_path / "a.docx"), "réglages")
    ledger.put("a", Record("a.wav", "0" * 64, 1.0, 10, 0, {"docx": output}))
    return ledger


def test_same_audio_and_settings_is_done(ledger: Ledger) -> None:
    assert Ledger(ledger.folder).is_done("a", "0" * 64, "réglages", ("docx",))


@pytest.mark.parametrize(
    ("sha256", "settings", "formats"),
    [
        ("1" * 64, "réglages", ("docx",)),
        ("0" * 64, "autres", ("docx",)),
        ("0" * 64, "réglages", ("docx", "txt")),
    ],
)
def test_other_audio_settings_or_forms_are_not(
    ledger: Ledger, sha256: str, settings: str, formats: tuple[str, ...]
) -> None:
    assert not ledger.is_done("a", sha256, settings, formats)


def test_a_result_that_was_deleted_is_not_done(ledger: Ledger) -> None:
    (ledger.folder / "a.docx").unlink()
    assert not ledger.is_done("a", "0" * 64, "réglages", ("docx",))


def test_our_own_file_is_written_over(ledger: Ledger) -> None:
    assert ledger.path_for("a", "docx") == ledger.folder / "a.docx"


def test_a_corrected_file_is_kept(ledger: Ledger) -> None:
    write_text(ledger.folder / "a.docx", "corrigé par la secrétaire")
    write_text(ledger.folder / "a (2).docx", "une copie à elle")
    assert ledger.path_for("a", "docx") == ledger.folder / "a (3).docx"


def test_a_file_that_is_not_ours_is_kept(ledger: Ledger) -> None:
    write_text(ledger.folder / "b.docx", "un autre document")
    assert ledger.path_for("b", "docx") == ledger.folder / "b (2).docx"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b"\xff"])
def test_a_damaged_ledger_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / LEDGER_NAME).write_bytes(content)
    assert Ledger(tmp_path).get("a") is None
