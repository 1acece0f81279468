"""De quoi un exercice est fait : l’audio et son texte, un texte seul, et ce qui n’en est pas un."""

from pathlib import Path

import pytest

from transcribe.core.errors import DocumentError
from transcribe.exercises.sources import source_of, source_paths

SCRIPT = 'punctuation = "dite"\n[document]\ntitle = "Toux"\n'


def folder(tmp_path: Path, *names: str, **content: str) -> list[str]:
    """What is found in a folder of these files."""
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.get(path.stem, "Il tousse."), "utf-8")
    return [path.relative_to(tmp_path).as_posix() for path in source_paths([tmp_path])]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["b.txt", "a.txt"], ["a.txt", "b.txt"]),
        (["a.mp3", "a.txt"], ["a.mp3"]),
        (["a.mp3", "b.txt"], ["a.mp3", "b.txt"]),
        (["a.MP3", "a.txt", "B.TXT"], ["B.TXT", "a.MP3"]),
        (["un/a.mp3", "deux/a.txt"], ["deux/a.txt", "un/a.mp3"]),  # not side by side
        (["a.txt", "a.pdf", "a.md"], ["a.txt"]),
        (["a.txt", ".b.txt", "~$c.docx"], ["a.txt"]),
    ],
)
def test_un_audio_couvre_le_texte_qui_est_a_cote(tmp_path: Path, names: list[str], found: list[str]) -> None:
    assert folder(tmp_path, *names) == found


def test_un_script_qui_attend_sa_voix_n_est_pas_une_source(tmp_path: Path) -> None:
    said = f'spoken = "il tousse"\n{SCRIPT}'
    names = ["dit.toml", "script.toml", "casse.toml", "autre.toml"]
    found = folder(tmp_path, *names, dit=said, script=SCRIPT, casse="[", autre='spoken = "il tousse"\n')
    assert found == ["autre.toml", "casse.toml", "dit.toml"]
    assert source_paths([tmp_path / "script.toml"]) == [tmp_path / "script.toml"]  # it was asked for by name


def test_un_fichier_nomme_deux_fois_est_une_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il tousse.", "utf-8")
    assert source_paths([tmp_path / "a.txt", tmp_path]) == [tmp_path / "a.txt"]


@pytest.mark.parametrize("name", ["a.pdf", ".a.txt"])
def test_un_dossier_sans_source_est_explique(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError, match="Aucun fichier audio ni texte de référence"):
        folder(tmp_path, name)


def test_une_source_sait_si_son_texte_est_verifie(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"x")
    heard = source_of(tmp_path / "a.mp3", lambda path: f"entendu dans {path.name}")
    assert (heard.page.text, heard.validated, heard.id) == ("entendu dans a.mp3", False, "a")
    (tmp_path / "a.txt").write_text("Il tousse.", "utf-8")
    read = source_of(tmp_path / "a.mp3", lambda _: "jamais demandé")
    assert (read.page.text, read.validated, read.audio) == ("Il tousse.", True, tmp_path / "a.mp3")
    alone = source_of(tmp_path / "a.txt", lambda _: "jamais demandé")
    assert (alone.page.text, alone.validated, alone.audio) == ("Il tousse.", True, None)
