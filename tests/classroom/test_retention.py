"""Les données personnelles : données à qui les demande, effacées pour de bon, archivées sans nom."""

import io
import json
import zipfile

import pytest

from tests.classroom.conftest import REFERENCE, Space
from tests.grading.fake import FakeLexicon
from transcribe import classroom
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


def test_les_sauvegardes_ne_s_entassent_pas(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.classroom.retention.KEPT", 3)
    made = [classroom.back_up(space.store, space.owner) for _ in range(5)]
    assert [path.is_file() for path in made] == [False, False, True, True, True]
