"""No library that the program loads keeps notes of its use, which it would send one day."""

import os
import subprocess
import sys
from pathlib import Path

_LOADS = "import transcribe; from faster_whisper.vad import get_vad_model; get_vad_model()"


def test_ce_que_le_programme_charge_n_ecrit_rien_chez_l_utilisateur(tmp_path: Path) -> None:
    told = {name: text for name, text in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"), str(tmp_path))
    subprocess.run([sys.executable, "-c", _LOADS], env={**told, **homes}, check=True, timeout=120)
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()] == []
