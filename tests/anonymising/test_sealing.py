"""Les correspondances : chiffrées, ouvertes par leur seule phrase."""

from pathlib import Path

import pytest

from transcribe.anonymising import sealing
from transcribe.core.errors import DocumentError

ROWS = [("Blanc", "Masson", "personne", "note.txt")]
PHRASE = "une phrase assez longue"


def test_ce_qui_est_scelle_se_rouvre_et_ne_se_lit_pas(tmp_path: Path) -> None:
    path = tmp_path / "correspondances"
    sealing.seal(path, ROWS, PHRASE)
    assert sealing.unseal(path, PHRASE) == ROWS
    assert b"Blanc" not in path.read_bytes() and b"Masson" not in path.read_bytes()


def test_une_autre_phrase_n_ouvre_rien(tmp_path: Path) -> None:
    sealing.seal(tmp_path / "c", ROWS, PHRASE)
    with pytest.raises(DocumentError, match="phrase secrète"):
        sealing.unseal(tmp_path / "c", PHRASE + " ")


def test_un_fichier_change_n_est_pas_cru(tmp_path: Path) -> None:
    sealing.seal(tmp_path / "c", ROWS, PHRASE)
    content = (tmp_path / "c").read_text()
    place = content.index('"sealed": "') + 12
    (tmp_path / "c").write_text(
        content[:place] + ("A" if content[place] != "A" else "B") + content[place + 1 :]
    )
    with pytest.raises(DocumentError):
        sealing.unseal(tmp_path / "c", PHRASE)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"form": "autre"}', "Blanc;Masson"])
def test_un_autre_fichier_est_refuse_en_francais(tmp_path: Path, content: str) -> None:
    (tmp_path / "c").write_text(content)
    with pytest.raises(DocumentError, match="correspondances"):
        sealing.unseal(tmp_path / "c", PHRASE)


def test_sans_le_paquet_une_phrase_claire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(sealing.NoCipherError, match="pip install"):
        sealing.check_cipher()
