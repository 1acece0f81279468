"""Le processus qui écoute : tué, il est repris ; ce qui le tue échoue seul ; une panne ne touche qu’un travail."""

import subprocess
import sys
from copy import copy
from pathlib import Path

import pytest

from tests.hearer import Hearer
from tests.shipped import lexicon
from transcribe import classroom, pipeline, terms
from transcribe.classroom import jobs, sources
from transcribe.jobs.worker import Tools
from transcribe.pipeline import Converter, Settings
from transcribe.terms import Lexicon

# A worker whose converter hears nothing: what a name says is what happens. The lease is short, so that the test is.
SCRIPT = """
import os, sys
from pathlib import Path
from transcribe.classroom import jobs
jobs.LEASE_MS = 1500
from transcribe.jobs import worker, converting
from transcribe.core.errors import UnreadableAudio
worker._IDLE_S = 2.5
def hear(store, source, tools, report):
    with store.read() as db:
        name = db.execute("SELECT name FROM source WHERE id = ?", (source,)).fetchone()["name"]
    report(1.0, 10.0)
    once = store.folder / f"{name}.vu"
    if name == "poison" or (name == "une fois" and not once.exists()):
        once.touch()
        os.kill(os.getpid(), 9)
    if name == "faux":
        raise UnreadableAudio(path=name)
    if name == "panne":
        raise ZeroDivisionError
    return lambda db: db.execute("UPDATE source SET text = 'entendu' WHERE id = ?", (source,))
converting.hear = hear
sys.exit(worker.work(Path(sys.argv[1])))
"""


def run(folder: Path) -> int:
    return subprocess.run([sys.executable, "-c", SCRIPT, str(folder)], timeout=60, check=False).returncode


def test_chaque_dictee_est_ecoutee_une_fois_quoi_qu_il_arrive_au_processus(tmp_path: Path) -> None:
    store = classroom.Store(tmp_path / "espace")
    owner = classroom.owner(store)
    for name in ("avant", "poison", "une fois", "faux", "panne", "après"):
        receiving = sources.Receiving(store, owner, f"{name}.wav", 10)
        receiving.write(name.encode())
        receiving.finish()
    ends = [run(store.folder)]
    while ends[-1] != 0:
        assert len(ends) < 6
        ends.append(run(store.folder))
    assert ends == [-9, -9, -9, 0]  # the poison twice, « une fois » once
    found = {one.name: one for one in sources.dictations(store, owner)}
    heard = {name for name, one in found.items() if one.text == "entendu"}
    assert heard == {"avant", "une fois", "après"}
    states = {one.target: one for one in jobs.jobs_of(store, owner)}
    said = {name: states[one.id].error for name, one in found.items() if states[one.id].state == "failed"}
    assert set(said) == {"poison", "faux", "panne"}
    assert (
        "deux fois" in said["poison"] and "« faux »" in said["faux"] and "ZeroDivisionError" in said["panne"]
    )
    store.close()


@pytest.mark.parametrize("text", ["", "  \n "])
def test_une_dictee_sans_texte_ne_se_valide_pas(tmp_path: Path, text: str) -> None:
    from transcribe.classroom.errors import ListRefused

    store = classroom.Store(tmp_path / "espace")
    with pytest.raises(ListRefused):
        sources.add_script(store, classroom.owner(store), "Essai", text)
    store.close()


def test_les_dictees_et_les_exercices_ont_un_seul_lexique(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(settings: Settings, *, threads: int, lexicon: Lexicon) -> Converter:
        assert threads >= 1
        return Converter(Hearer(), lexicon, settings)

    monkeypatch.setattr(pipeline, "make_converter", make)
    monkeypatch.setattr(terms, "load_lexicon", lambda: copy(lexicon()))
    tools = Tools()
    assert tools.converter is tools.converter
    assert tools.converter.lexicon is tools.lexicon
