"""Ce qui manque à une installation, et comment l’ajouter sans rien prendre à un inconnu."""

import re
import tomllib
from pathlib import Path

from transcribe.core.extras import missing

ROOT = Path(__file__).parents[2]
CALL = re.compile(r'\bmissing\(\s*"[^"]+",\s*[^,()]+,\s*"(\w+)"\s*\)')


def test_la_phrase_dit_quoi_et_comment() -> None:
    assert missing("Dire un texte", "py-nanotts", "voix") == (
        "Dire un texte demande la bibliothèque « py-nanotts », qui n’est pas installée : dans le dossier de "
        'transcribe, lancez « pip install ".[voix]" », puis recommencez.'
    )


def test_chaque_complement_nomme_existe() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    named = {
        extra
        for path in (ROOT / "transcribe").rglob("*.py")
        for extra in CALL.findall(path.read_text("utf-8"))
    }
    assert {"voix", "https", "cluster"} <= named <= set(declared)


def test_aucune_phrase_n_installe_le_paquet_d_un_inconnu() -> None:
    """« transcribe », dans un registre public, n’est pas nous."""
    guilty = [
        path
        for path in (ROOT / "transcribe").rglob("*.py")
        if re.search(r"pip install ['\"]?transcribe\b", path.read_text("utf-8"))
    ]
    assert guilty == []
