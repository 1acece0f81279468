"""``transcribe serve`` sans servir : ce qui est refusé, ce qui est dit, ce qui s’ouvre au navigateur."""

import functools
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from transcribe import classroom
from transcribe.classroom.demo import build_demo
from transcribe.classroom.owning import settle
from transcribe.cli import serve as serving
from transcribe.web.serving import Place, Served


class Started:
    """What the command did when it would have served."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shown: list[str] = []
        self.served = 0
        monkeypatch.setattr("transcribe.web.serving.serve", self._serve)
        monkeypatch.setattr("transcribe.web.serving.show_in_browser", self.shown.append)

    def _serve(self, *served: Served, ready: Callable[[], None], stopping: Callable[[], object]) -> None:
        self.served = len(served)
        ready()
        for one in served:
            one.listening.close()

    def run(self, *options: str, code: int = 0) -> list[str]:
        """The lines that the command says, with port 0."""
        result = CliRunner().invoke(serving.command, ["--port", "0", *options], standalone_mode=False)
        if result.exception is not None:
            assert code, result.exception
            return [getattr(result.exception, "message", str(result.exception))]
        assert not code, result.output
        return result.stderr.splitlines()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    return Started(monkeypatch)


def make_real(folder: Path, names: Sequence[str]) -> None:
    """These exercises are no longer marked as fictitious."""
    store = classroom.Store(folder)
    for name in names:
        store.write(functools.partial(_unmark, name=name))
    store.close()


def _unmark(db: sqlite3.Connection, name: str) -> int:
    return db.execute("UPDATE exercise SET fictitious = 0 WHERE title = ?", (name,)).rowcount


def titles(folder: Path) -> list[str]:
    store = classroom.Store(folder)
    with store.read() as db:
        rows = db.execute(
            "SELECT DISTINCT x.title FROM exercise x JOIN assignment a ON a.exercise = x.id ORDER BY x.title"
        )
        found = [row["title"] for row in rows]
    store.close()
    return found


def test_la_demonstration_dit_ses_codes_et_s_ouvre_a_la_classe(started: Started) -> None:
    said = started.run("--demo")
    assert said[0].startswith("La classe est ouverte : http://127.0.0.1:")
    assert said[1].startswith("Pages du formateur : http://127.0.0.1:")
    assert said[1].endswith("/formateur")
    assert said[2].startswith("Démonstration : code de classe ")
    assert said[3].startswith("Formateur de la démonstration : ")
    assert said[4:] == ["Ctrl+C arrête ; tout ce qui est enregistré le reste."]
    assert started.shown == [said[0].removeprefix("La classe est ouverte : ")]
    assert started.served == 1


def test_sans_navigateur_rien_ne_s_ouvre(started: Started) -> None:
    assert len(started.run("--demo", "--sans-navigateur")) == 5
    assert started.shown == []


def test_la_premiere_fois_une_cle_puis_plus(started: Started, tmp_path: Path) -> None:
    folder = tmp_path / "espace"
    said = started.run("--espace", str(folder))
    start = "Pour choisir votre nom et votre code de formateur : http://127.0.0.1:"
    assert said[1].startswith(start)
    assert "/formateur?cle=" in said[1]
    assert started.shown == [said[1].partition(" : ")[2]]
    store = classroom.Store(folder)
    settle(store, "Anne Roy", "482915")
    store.close()
    settled = started.run("--espace", str(folder))
    assert settled[1].startswith("Pages du formateur : ")
    assert started.shown[-1].endswith("/formateur")
    assert started.run("--espace", str(folder), "--nouveau-code")[1].startswith(start)


def test_https_seul_est_refuse(started: Started) -> None:
    (said,) = started.run("--demo", "--https", code=2)
    assert said.startswith("--https chiffre la liaison du réseau : ajoutez --reseau.")
    assert started.served == 0


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_une_vraie_dictee_ne_passe_pas_en_clair(started: Started, tmp_path: Path, count: int) -> None:
    folder = tmp_path / "espace"
    store = classroom.Store(folder)
    build_demo(store)
    store.close()
    names = titles(folder)
    real = names[:count]
    make_real(folder, real)
    said = started.run("--espace", str(folder), "--reseau", code=2 if real else 0)
    named = {
        1: "n’est pas marqué comme fictif, et",
        2: "et 1 autre exercice ne sont pas marqués comme fictifs, et",
        3: "et 2 autres exercices ne sont pas marqués comme fictifs, et",
    }
    if real:
        assert said[0].startswith(
            f"« {names[0]} » {named[len(real)]} le réseau de la classe n’est pas chiffré"
        )
        assert started.served == 0
    else:
        assert any(line.startswith("La liaison n’est pas chiffrée") for line in said)
        assert started.served == 1


def test_un_ordinateur_sans_reseau_le_dit() -> None:
    said = serving._said(Place(8765, True, ()), ("note",), None, "http://127.0.0.1:8765/formateur")
    assert said.splitlines() == [
        "La classe est ouverte : http://127.0.0.1:8765/",
        "note",
        "Aucune adresse de réseau : vérifiez le câble ou le Wi-Fi.",
        "Si les postes ne la voient pas, autorisez « transcribe » (ou Python) dans le pare-feu de cet ordinateur.",
        "Pages du formateur : http://127.0.0.1:8765/formateur",
        "Ctrl+C arrête ; tout ce qui est enregistré le reste.",
    ]


def test_toutes_les_adresses_du_reseau_sont_dites() -> None:
    said = serving._said(Place(8765, True, ("10.0.0.2", "10.0.0.3")), (), None, "x?cle=1").splitlines()
    assert said[:2] == ["La classe est ouverte : http://10.0.0.2:8765/", "  aussi : http://10.0.0.3:8765/"]
    assert "Pour choisir votre nom et votre code de formateur : x?cle=1" in said
    assert len(said) > 10  # the square to photograph
