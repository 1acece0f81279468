"""Les sauvegardes : toutes les heures où l’on travaille, entières ou absentes, sans personne qui soit oublié."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.classroom.conftest import Space
from transcribe import classroom
from transcribe.classroom import backups
from transcribe.core.files import written_whole
from transcribe.core.locks import working_in

SECRET = "phrase-que-nul-autre-n-ecrit"


def folder_of(space: Space) -> Path:
    return space.store.folder / "sauvegardes"


def made_in(space: Space) -> list[Path]:
    return sorted(folder_of(space).glob("*.sqlite"))


def write(space: Space, text: str, seq: int = 1) -> int:
    who = space.who("Yanis Le Goff")
    if not (asked := classroom.assignments_of(space.store, who)):
        space.ask("dictee")
        asked = classroom.assignments_of(space.store, who)
    copy = classroom.open_copy(space.store, who, asked[0].id)
    classroom.save(space.store, who, copy.id, base=copy.rev, text=text, styles=[], tab="t", seq=seq)
    return copy.id


def wait_for(true: "object", seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "trop long"
        time.sleep(0.01)


# --- toutes les heures --------------------------------------------------------------------------------------------


def test_une_sauvegarde_au_debut_puis_a_chaque_heure_ou_l_on_ecrit(space: Space) -> None:
    with classroom.hourly(space.store, every=0.2):
        wait_for(lambda: len(made_in(space)) == 1)
        time.sleep(0.7)
        assert len(made_in(space)) == 1, "rien n’a été écrit"
        write(space, "écrit depuis")
        wait_for(lambda: len(made_in(space)) == 2)
    with closing(sqlite3.connect(made_in(space)[-1])) as db:
        assert db.execute("SELECT text FROM copy").fetchone() == ("écrit depuis",)
    write(space, "après l’arrêt", 2)
    time.sleep(0.5)
    assert len(made_in(space)) == 2


def test_une_sauvegarde_de_moins_d_une_heure_suffit_au_depart(space: Space) -> None:
    made = classroom.back_up(space.store, space.owner)
    with classroom.hourly(space.store):
        time.sleep(0.3)
    assert made_in(space) == [made]
    os.utime(made, (time.time() - 3700,) * 2)
    with classroom.hourly(space.store):
        wait_for(lambda: len(made_in(space)) == 2)


def test_une_sauvegarde_manquee_se_dit_et_se_reprend(space: Space) -> None:
    said: list[str] = []
    folder_of(space).write_bytes(b"")  # a file stands where the folder should be
    with classroom.hourly(space.store, every=0.1, told=said.append):
        wait_for(lambda: said)
        folder_of(space).unlink()
        wait_for(lambda: made_in(space))
    assert all(one.startswith("Sauvegarde manquée : ") for one in said)


def test_les_dernieres_restent_et_la_derniere_de_chaque_jour() -> None:
    found = [
        Path(f"202611{day:02}-{hour:02}0000-000000.sqlite") for day in range(1, 29) for hour in range(9, 17)
    ]
    kept = backups._kept(found)
    assert {path.name[6:11] for path in kept} >= {f"{day:02}-16" for day in range(15, 29)}
    assert set(found[-backups.KEPT :]) <= kept
    assert len(kept) == backups.KEPT + backups.DAYS - 3  # of the last three days all are among the latest


def test_une_sauvegarde_commencee_avant_l_oubli_ne_garde_personne(space: Space) -> None:
    """Elle finit pendant que l’oubli attend son tour ; l’oubli l’emporte."""
    write(space, SECRET)
    with closing(sqlite3.connect(space.store.path)) as db:
        old = db.execute("SELECT text FROM copy").fetchone()[0]
    classroom.back_up(space.store, space.owner)
    forgetting = threading.Thread(
        target=classroom.forget_person, args=(space.store, space.owner, space.who("Yanis Le Goff").person.id)
    )
    with working_in(folder_of(space)):  # one that has read the old text, and is not done yet
        forgetting.start()
        wait_for(lambda: not classroom.copies_of(space.store, space.who("Yanis Le Goff")))
        with written_whole(folder_of(space) / "20261203-100000-000000.sqlite") as stream:
            stream.write(old.encode())
    forgetting.join()
    assert made_in(space)
    assert not any(SECRET.encode() in path.read_bytes() for path in folder_of(space).iterdir())


# --- tuée en plein milieu -----------------------------------------------------------------------------------------

_KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from transcribe import classroom
from transcribe.classroom import store as rooms

what, space, steps, source = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
store = classroom.Store(space)
usual = store._connect

def armed():
    connection = usual()
    left = [steps]
    def count():
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0
    connection.set_progress_handler(count, 50)
    return connection

store._connect = armed
if what == "backup":
    classroom.back_up(store, classroom.owner(store))
else:
    backups = sqlite3.Connection.backup
    class Slow:
        def __init__(self, path): self.inner = sqlite3.connect(path)
        def backup(self, target):
            self.inner.backup(target, pages=1, progress=self.turn)
        def turn(self, status, remaining, total):
            if total - remaining >= steps:
                os.kill(os.getpid(), signal.SIGKILL)
    store._connect = usual
    store.replace_by(Slow(source))
print("done")
"""


def killed(what: str, space: Space, steps: int, source: Path = Path()) -> bool:
    """Lance l’opération dans un autre programme, tué après ``steps`` pas ; dit si la mort est venue avant la fin."""
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, what, str(space.store.folder), str(steps), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


def grow(space: Space) -> None:
    for number in range(1, 60):
        write(space, f"{number} " + "x" * 6000, number)


@pytest.mark.parametrize("steps", [1, 5, 20])
def test_tuee_en_plein_milieu_elle_n_est_pas_la(space: Space, steps: int) -> None:
    grow(space)
    assert killed("backup", space, steps)
    assert made_in(space) == [], "une moitié de fichier porte le nom d’une sauvegarde"
    made = classroom.back_up(space.store, space.owner)
    assert list(folder_of(space).iterdir()) == [made], "la moitié de fichier est restée"
    with closing(sqlite3.connect(made)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM version").fetchone() == (59,)


def test_la_sauvegarde_n_est_pas_tuee_par_trop_de_pas(space: Space) -> None:
    """Sans quoi le test d’au-dessus ne dirait rien : avec assez de pas, elle se fait."""
    grow(space)
    assert not killed("backup", space, 10**9)
    assert len(made_in(space)) == 1


@pytest.mark.parametrize("pages", [1, 20, 60])
def test_une_reprise_tuee_en_plein_milieu_laisse_ce_qui_etait_la(space: Space, pages: int) -> None:
    grow(space)
    source = classroom.back_up(space.store, space.owner)
    copy = write(space, "écrit après la sauvegarde", 60)
    assert killed("restore", space, pages, source)
    again = classroom.Store(space.store.folder)
    who = space.who("Yanis Le Goff")
    assert classroom.read_copy(again, who, copy)[0].text == "écrit après la sauvegarde"
    again.close()
    with closing(sqlite3.connect(space.store.path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not killed("restore", space, 10**9, source)
    assert classroom.read_copy(space.store, who, copy)[0].text.startswith("59 ")


def test_un_disque_qui_refuse_ne_laisse_rien(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("transcribe.classroom.migrating.os.fsync", refusing)
    with pytest.raises(classroom.errors.SpaceError, match="le disque est plein"):
        classroom.back_up(space.store, space.owner)
    assert list(folder_of(space).iterdir()) == []
