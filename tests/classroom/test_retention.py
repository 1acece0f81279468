"""Les données personnelles : données à qui les demande, effacées pour de bon, archivées sans nom."""

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.classroom.conftest import REFERENCE, Space
from tests.grading.fake import FakeLexicon
from transcribe import classroom
from transcribe.classroom import types
from transcribe.classroom.errors import ListRefused, NotAllowed, SignInRefused
from transcribe.classroom.types import Who

SECRET = "phrase-que-nul-autre-n-ecrit"


def work(space: Space, who: Who) -> int:
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text=f"{REFERENCE} {SECRET}", styles=[], tab="t", seq=1)
    classroom.record(space.store, who, copy.id, [("listened", 0, 4, "")])
    classroom.hand_in(space.store, who, copy.id)
    classroom.mark(space.store, copy.id, FakeLexicon())
    classroom.judge(space.store, space.owner, copy.id, comment="Bravo Yanis")
    return copy.id


def everything(space: Space) -> bytes:
    return b"".join(path.read_bytes() for path in space.store.folder.rglob("*") if path.is_file())


def test_l_export_dit_tout_et_n_a_que_les_siens(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    work(space, who)
    with zipfile.ZipFile(io.BytesIO(classroom.export_person(space.store, who, who.person.id))) as archive:
        data = json.loads(archive.read("donnees.json"))
        versions = json.loads(archive.read("versions.json"))
        assert SECRET in archive.read("copies/001.txt").decode()
    assert data["personne"][0]["name"] == "Yanis Le Goff"
    assert data["notes"][0]["comment"] == "Bravo Yanis"
    assert [one["kind"] for one in data["decisions"]] == ["listened"]
    assert SECRET in versions[0]["text"]
    assert "Léa" not in json.dumps(data, ensure_ascii=False)
    assert "pin_hash" not in data["personne"][0]


def test_l_export_ne_dit_pas_une_note_avant_l_heure(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    space.ask("dictee", classroom.Terms(feedback="by_hand"))
    copy = classroom.open_copy(space.store, who, classroom.assignments_of(space.store, who)[0].id)
    classroom.hand_in(space.store, who, copy.id)
    classroom.mark(space.store, copy.id, FakeLexicon())
    for asking, count in ((who, 0), (space.owner, 1)):
        with zipfile.ZipFile(
            io.BytesIO(classroom.export_person(space.store, asking, who.person.id))
        ) as archive:
            assert len(json.loads(archive.read("donnees.json"))["notes"]) == count


def test_oublier_ne_laisse_rien_sur_le_disque(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    work(space, who)
    classroom.back_up(space.store, space.owner)
    assert everything(space).count(SECRET.encode()) > 1
    classroom.forget_person(space.store, space.owner, who.person.id)
    left = everything(space)
    assert SECRET.encode() not in left
    assert b"Le Goff" not in left
    assert b"Martin" in left
    assert [one.name for one in classroom.members(space.store, space.owner, space.class_)] == [
        "Léa Martin"
    ] * 2


def test_une_classe_archivee_garde_les_notes_sans_les_noms(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = work(space, who)
    before = classroom.marked_by(space.store, space.owner, copy, FakeLexicon()).grade
    assert classroom.archive_class(space.store, space.owner, space.class_) == 3
    names = [one.name for one in classroom.members(space.store, space.owner, space.class_)]
    assert names == ["Élève 1", "Élève 2", "Élève 3"]
    left = everything(space)
    for word in ("Le Goff", "Yanis", "Martin", "Bravo"):
        assert word.encode() not in left
    found = [one for one in classroom.standings(space.store, space.owner, space.class_) if one.copy]
    assert [one.mark for one in found] == [before.mark]
    assert found[0].person != who.person.id
    with pytest.raises(SignInRefused):
        classroom.sign_in(space.store, space.class_.code, "Yanis Le Goff", "816359")
    with pytest.raises(ListRefused):
        classroom.archive_class(space.store, space.owner, space.class_)


def test_qui_est_dans_une_autre_classe_y_reste(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    work(space, who)
    other = classroom.create_class(space.store, space.owner, "Soir")
    space.store.write(
        lambda db: db.execute("INSERT INTO enrolment VALUES (?, ?, '')", (other.id, who.person.id))
    )
    classroom.archive_class(space.store, space.owner, space.class_)
    assert [one.name for one in classroom.members(space.store, space.owner, other)] == ["Yanis Le Goff"]
    assert classroom.copies_of(space.store, who) == []
    assert classroom.sign_in(space.store, other.code, "Yanis Le Goff", "816359")


def test_un_formateur_n_efface_pas_l_eleve_d_une_autre_classe(space: Space) -> None:
    trainer = Who(classroom.add_trainer(space.store, space.owner, "Anne Roy").person)
    classroom.share_class(space.store, space.owner, space.class_.id, trainer.person.id)
    yanis, lea = space.who("Yanis Le Goff").person.id, space.who("Léa Martin", "A1").person.id
    other = classroom.create_class(space.store, space.owner, "Soir")
    space.store.write(lambda db: db.execute("INSERT INTO enrolment VALUES (?, ?, '')", (other.id, yanis)))
    with pytest.raises(NotAllowed):
        classroom.forget_person(space.store, trainer, yanis)
    classroom.forget_person(space.store, trainer, lea)
    assert len(classroom.members(space.store, space.owner, space.class_)) == 2


def test_une_sauvegarde_se_reprend_pendant_que_la_classe_travaille(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    classroom.save(space.store, who, copy.id, base=0, text="avant", styles=[], tab="t", seq=1)
    made = classroom.back_up(space.store, space.owner)
    classroom.save(space.store, who, copy.id, base=1, text="après", styles=[], tab="t", seq=2)
    other = classroom.Store(space.store.folder)  # « transcribe class restore » pendant « transcribe serve »
    classroom.restore(other, space.owner, made)
    other.close()
    assert classroom.read_copy(space.store, who, copy.id)[0].text == "avant"
    answer = classroom.save(space.store, who, copy.id, base=2, text="après", styles=[], tab="t", seq=2)
    assert isinstance(answer, types.Saved)  # la fenêtre qui l’avait écrit le renvoie : rien n’est perdu
    kept = sorted((space.store.folder / "sauvegardes").glob("*.sqlite"))[-1]
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("SELECT text FROM copy WHERE id = ?", (copy.id,)).fetchone() == ("après",)


@pytest.mark.parametrize("content", [b"", b"rien", b"SQLite format 3\0" + b"\xff" * 5000])
def test_ce_qui_n_est_pas_une_sauvegarde_est_refuse(space: Space, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "autre.sqlite"
    path.write_bytes(content)
    with pytest.raises(ListRefused, match="n’est pas une sauvegarde lisible"):
        classroom.restore(space.store, space.owner, path)
    assert len(classroom.members(space.store, space.owner, space.class_)) == 3


def test_les_versions_anciennes_s_allegent_sans_perdre_ni_la_derniere_ni_les_refusees(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("dictee"))
    for number in range(30):
        space.clock.pass_minutes(1)
        classroom.save(
            space.store, who, copy.id, base=number, text=f"{number}", styles=[], tab="t", seq=number
        )
    classroom.save(space.store, who, copy.id, base=3, text="refusé", styles=[], tab="u", seq=1)
    classroom.hand_in(space.store, who, copy.id)
    assert classroom.thin_versions(space.store, space.owner) == 0
    space.clock.pass_minutes(31 * 24 * 60)
    assert 25 <= classroom.thin_versions(space.store, space.owner) <= 27
    with space.store.read() as db:
        left = [row["text"] for row in db.execute("SELECT text FROM version ORDER BY at")]
    assert "29" in left and "refusé" in left
    assert classroom.read_copy(space.store, who, copy.id)[0].text == "29"


def test_les_sauvegardes_ne_s_entassent_pas(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.classroom.backups.KEPT", 3)
    made = [classroom.back_up(space.store, space.owner) for _ in range(5)]
    assert [path.is_file() for path in made] == [False, False, True, True, True]
