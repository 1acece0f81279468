"""Le fichier de la classe : écrit par un fil, en groupes ; mis à jour sans risque ; jamais bavard."""

import dataclasses
import logging
import os
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.classroom.conftest import DRAFTS, Space
from tests.grading.fake import FakeLexicon
from transcribe import classroom
from transcribe.classroom import types
from transcribe.classroom.errors import ClassroomError, SpaceError
from transcribe.classroom.migrating import migrate, steps

SECRET = "phrase-que-nul-autre-n-ecrit"


@pytest.fixture
def store(tmp_path: Path) -> classroom.Store:
    return classroom.Store(tmp_path / "espace")


def test_une_ecriture_manquee_n_emporte_pas_ses_voisines(store: classroom.Store) -> None:
    held = threading.Event()
    store.submit(lambda db: held.wait(5))  # les suivantes attendent ensemble

    def failing(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO audit VALUES (1, 1, 'manquée', 1)")
        raise LookupError

    futures = [
        store.submit(failing) if number == 2 else store.submit(
            lambda db, number=number: db.execute("INSERT INTO audit VALUES (?, 1, 'faite', 1)", (number,)).rowcount  # type: ignore[misc]
        )
        for number in range(5)
    ]  # fmt: skip
    held.set()
    assert [one.exception() is None for one in futures] == [True, True, False, True, True]
    with store.read() as db:
        assert [row["at"] for row in db.execute("SELECT at FROM audit ORDER BY at")] == [0, 1, 3, 4]
    store.close()


def _insert(store: classroom.Store, at: int) -> None:
    store.write(lambda db: db.execute("INSERT INTO audit VALUES (?, 1, 'x', 1)", (at,)))


def test_une_lecture_ne_change_pas_sous_les_yeux(store: classroom.Store) -> None:
    with store.read() as db:
        before = db.execute("SELECT count(*) FROM audit").fetchone()[0]
        done = threading.Thread(target=_insert, args=(store, 1))
        done.start()
        done.join()
        with store.read() as again:
            assert again.execute("SELECT count(*) FROM audit").fetchone()[0] == before
    with store.read() as db:
        assert db.execute("SELECT count(*) FROM audit").fetchone()[0] == before + 1
    store.close()


def test_une_lecture_n_ecrit_pas(store: classroom.Store) -> None:
    with store.read() as db, pytest.raises(sqlite3.OperationalError):
        db.execute("INSERT INTO audit VALUES (1, 1, 'x', 1)")
    store.close()


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


def test_cent_fils_ne_laissent_pas_cent_connexions(store: classroom.Store) -> None:
    def read() -> None:
        with store.read() as db:
            db.execute("SELECT 1").fetchone()

    before = _open_files()
    for _ in range(100):
        one = threading.Thread(target=read)
        one.start()
        one.join()
    assert _open_files() - before < 30
    store.close()


def test_ferme_il_le_dit(store: classroom.Store) -> None:
    waiting = store.submit(lambda db: db.execute("INSERT INTO audit VALUES (1, 1, 'x', 1)").rowcount)
    store.close()
    store.close()
    assert waiting.result() == 1
    with pytest.raises(SpaceError, match="le programme s’arrête"):
        store.submit(lambda db: None)


def test_deux_programmes_ecrivent_dans_le_meme_espace(store: classroom.Store) -> None:
    """« transcribe class add » pendant que « transcribe serve » sert."""
    other = classroom.Store(store.folder)
    for number in range(20):
        for one in (store, other):
            _insert(one, number)
    with other.read() as db:
        assert db.execute("SELECT count(*) FROM audit").fetchone()[0] == 40
    other.close()
    store.close()


def test_seul_son_proprietaire_lit_l_espace(store: classroom.Store) -> None:
    store.close()
    if os.name == "posix":
        assert store.folder.stat().st_mode & 0o777 == 0o700
        assert store.path.stat().st_mode & 0o777 == 0o600


# --- mises à jour -------------------------------------------------------------------------------------------------


def test_une_mise_a_jour_garde_tout_et_fait_d_abord_une_sauvegarde(store: classroom.Store) -> None:
    class_ = classroom.create_class(store, classroom.owner(store), "SAMA")
    store.close()
    newest = max(steps())
    migrate(store.path, {**steps(), newest + 1: "ALTER TABLE class ADD COLUMN room TEXT;"})
    with closing(sqlite3.connect(store.path)) as db:
        assert db.execute("SELECT name, room FROM class").fetchall() == [(class_.name, None)]
    (kept,) = (store.folder / "sauvegardes").glob("*.sqlite")
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (newest,)
        assert db.execute("SELECT name FROM class").fetchall() == [(class_.name,)]


def test_une_mise_a_jour_qui_echoue_ne_change_rien(store: classroom.Store) -> None:
    store.close()
    newest = max(steps())
    wrong = "ALTER TABLE class ADD COLUMN room TEXT; ALTER TABLE absente ADD COLUMN x TEXT;"
    with pytest.raises(sqlite3.OperationalError):
        migrate(store.path, {**steps(), newest + 1: wrong})
    with closing(sqlite3.connect(store.path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (newest,)
        assert "room" not in [row[1] for row in db.execute("PRAGMA table_info(class)")]
    classroom.Store(store.folder).close()


def test_un_fichier_plus_recent_est_laisse_tel_quel(store: classroom.Store) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as db:
        db.execute("PRAGMA user_version = 999")
    before = store.path.read_bytes()
    with pytest.raises(SpaceError, match="version plus récente de transcribe, mettez celle-ci à jour"):
        classroom.Store(store.folder)
    assert store.path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"Ceci n'est pas une base." * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_un_autre_fichier_est_refuse_en_francais(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "classe.sqlite").write_bytes(content)
    with pytest.raises(SpaceError) as refused:
        classroom.Store(tmp_path)
    assert "Vérifiez le disque et les droits" in str(refused.value)
    assert "not a database" not in str(refused.value)
    assert (tmp_path / "classe.sqlite").read_bytes() == content


def test_une_sauvegarde_se_rouvre(space: Space, tmp_path: Path) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text=SECRET, styles=[], tab="t", seq=1)
    made = classroom.back_up(space.store, space.owner)
    (tmp_path / "repris").mkdir()
    shutil.copy(made, tmp_path / "repris" / "classe.sqlite")
    again = classroom.Store(tmp_path / "repris")
    assert classroom.read_copy(again, who, copy.id)[0].text == SECRET
    again.close()


# --- rien d’écrit par un élève dans un journal ou une erreur ------------------------------------------------------


def test_aucun_texte_dans_les_erreurs_ni_les_journaux(space: Space, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    who, other = space.who("Yanis Le Goff"), space.who("Léa Martin", "A1")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    said: list[str] = []

    def attempt(asking: types.Who, text: str, **named: object) -> None:
        values = {"base": 0, "styles": [SECRET], "tab": "t", "seq": 1, **named}
        try:
            said.append(repr(classroom.save(space.store, asking, copy.id, text=text, **values)))  # type: ignore[arg-type]
        except (ClassroomError, ValueError) as error:
            said.append(f"{error!r} {error} {getattr(error, 'details', '')}")

    attempt(who, SECRET)
    attempt(who, f"{SECRET} autre", tab="u")  # un conflit
    attempt(other, SECRET)
    attempt(who, SECRET * 10_000)
    attempt(who, f"{SECRET}\ud800", seq=3)
    classroom.hand_in(space.store, who, copy.id)
    attempt(who, f"{SECRET} trop tard", seq=4)
    said.append(repr(classroom.read_copy(space.store, who, copy.id)))
    said.append(repr(classroom.mark(space.store, copy.id, FakeLexicon()).copy))
    assert len(said) == 8
    assert SECRET not in " ".join([*said, caplog.text])


@pytest.mark.parametrize("kind", DRAFTS)
def test_la_feuille_d_un_exercice_n_en_montre_pas_le_texte_dans_un_journal(space: Space, kind: str) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask(kind))
    assert "bisoprolol" not in repr(classroom.read_copy(space.store, who, copy.id))


def test_la_feuille_de_l_eleve_n_a_pas_de_place_pour_un_corrige() -> None:
    """Par son type : ni référence, ni clé, ni fautes semées."""
    names = {field.name for field in dataclasses.fields(types.WorkSheet)}
    assert names == {
        "title", "kind", "level", "minutes", "text", "pieces", "gaps", "words", "marks", "places", "sounds"
    }  # fmt: skip
    assert {field.name for field in dataclasses.fields(types.Gap)} == {"initial", "hint"}


@pytest.mark.parametrize("kind", DRAFTS)
def test_rien_du_corrige_n_atteint_l_eleve_avant_l_heure(space: Space, kind: str) -> None:
    who = space.who("Yanis Le Goff")
    asked = space.ask(kind, classroom.Terms(feedback="by_hand", attempts=2))
    copy = classroom.open_copy(space.store, who, asked)
    classroom.hand_in(space.store, who, copy.id)
    classroom.mark(space.store, copy.id, FakeLexicon())
    answers = [
        classroom.read_copy(space.store, who, copy.id), classroom.assignments_of(space.store, who),
        classroom.copies_of(space.store, who), classroom.marks_of(space.store, who),
        classroom.own_progress(space.store, who), classroom.practise_next(space.store, who),
    ]  # fmt: skip
    shown = " ".join(str(_plain(one)) for one in answers)
    for secret in {"bisoprolol", "2,5", "dyspnée", "cardiologie"} - {
        word for word in ("bisoprolol", "2,5", "dyspnée", "cardiologie") if word in DRAFTS[kind]
    }:
        assert secret not in shown
    with pytest.raises(ClassroomError):
        classroom.marked_for(space.store, who, copy.id, FakeLexicon())


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value
