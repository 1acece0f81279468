"""Un programme tué pendant qu’il enregistre : ce qu’il avait annoncé comme enregistré est là."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.classroom.conftest import exercise_folder
from transcribe import classroom
from transcribe.classroom.types import Who

_WRITERS = 6
_SAVING = """
import sys, threading
from pathlib import Path
from transcribe import classroom
from transcribe.classroom.types import Who

store = classroom.Store(Path(sys.argv[1]))
owner = classroom.owner(store)
class_ = classroom.classes(store, owner)[0]
lock = threading.Lock()

def write(person):
    who = Who(person, class_.id)
    copy = classroom.open_copy(store, who, classroom.assignments_of(store, who)[0].id)
    base = copy.rev
    for number in range(100_000):
        text = f"{person.id}/{number} " + "x" * 2500
        base = classroom.save(store, who, copy.id, base=base, text=text, styles=[], tab="t", seq=number).rev
        with lock:
            print(copy.id, base, person.id, number, flush=True)

for person in classroom.members(store, owner, class_):
    threading.Thread(target=write, args=(person,)).start()
"""


def test_rien_de_ce_qui_etait_annonce_ne_manque(tmp_path: Path) -> None:
    space = tmp_path / "espace"
    store = classroom.Store(space)
    owner = classroom.owner(store)
    class_ = classroom.create_class(store, owner, "C")
    classroom.enrol(store, owner, class_, [classroom.Newcomer(f"Élève {letter}") for letter in "ABCDEF"])
    exercise = classroom.add_exercises(store, owner, exercise_folder(tmp_path, "dictee"), fictitious=True)
    classroom.assign(store, owner, class_, exercise, classroom.Terms())
    store.close()
    with subprocess.Popen(
        [sys.executable, "-c", _SAVING, str(space)], stdout=subprocess.PIPE, text=True
    ) as saving:
        assert saving.stdout is not None
        said = [saving.stdout.readline() for _ in range(_WRITERS * 5)]
        time.sleep(0.1)
        saving.send_signal(signal.SIGKILL)
        said += saving.stdout.readlines()
    acknowledged = [
        tuple(map(int, line.split())) for line in said if line.endswith("\n") and line.count(" ") == 3
    ]
    assert len(acknowledged) >= _WRITERS * 5
    store = classroom.Store(space)
    with store.read() as db:
        for copy, rev, person, number in acknowledged:
            row = db.execute("SELECT text FROM version WHERE copy = ? AND rev = ?", (copy, rev)).fetchone()
            assert row["text"].startswith(f"{person}/{number} ")
        last = {copy: rev for copy, rev, *_ in acknowledged}
        for copy, rev in last.items():
            assert db.execute("SELECT rev FROM copy WHERE id = ?", (copy,)).fetchone()["rev"] >= rev
    for learner in classroom.members(store, owner, class_):  # and one goes on from there
        who = Who(learner, class_.id)
        copy_ = classroom.open_copy(store, who, classroom.assignments_of(store, who)[0].id)
        base = copy_.rev
        again = classroom.save(store, who, copy_.id, base=base, text="suite", styles=[], tab="u", seq=1)
        assert again.rev == base + 1
    store.close()
    with closing(sqlite3.connect(space / "classe.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
