"""L’exercice qu’un élève se fait donner : à lui seul, pour l’entraînement, jamais d’un texte dont le corrigé attend."""

import json

import pytest

from tests.classroom.conftest import REFERENCE, Space
from tests.classroom.test_progress import TRAINING, hand_in
from transcribe import classroom
from transcribe.classroom.errors import NotAllowed, NotOpen
from transcribe.classroom.exercises import list_exercises
from transcribe.classroom.results import results, standings
from transcribe.classroom.types import Who

KEY = {
    "format": 1, "id": "personnel-1", "title": "Exercice personnel", "kind": "relecture", "validated": True,
    "level": {"value": 1}, "minutes": 5, "draft": "Pas de dispnée.", "reference": {"text": "Pas de dyspnée."},
}  # fmt: skip


def give(space: Space, who: Who, name: str = "personnel-1") -> int:
    return classroom.give_practice(space.store, who, json.dumps({**KEY, "id": name}))


def test_l_exercice_est_a_son_eleve_seul(space: Space) -> None:
    yanis, lea = space.who("Yanis Le Goff"), space.who("Léa Martin", "A1")
    asked = give(space, yanis)
    (mine,) = classroom.assignments_of(space.store, yanis)
    assert (mine.id, mine.graded, mine.feedback, mine.title) == (
        asked,
        False,
        "at_once",
        "Exercice personnel",
    )
    assert classroom.assignments_of(space.store, lea) == []
    with pytest.raises(NotAllowed):
        classroom.open_copy(space.store, lea, asked)
    with pytest.raises(NotAllowed):
        classroom.assignment_for(space.store, lea, asked)


def test_il_n_est_ni_dans_les_resultats_de_la_classe_ni_dans_ses_listes(space: Space) -> None:
    yanis = space.who("Yanis Le Goff")
    before = len(list_exercises(space.store, space.owner))
    hand_in(space, yanis, give(space, yanis), "Pas de dyspnée.")
    assert standings(space.store, space.owner, space.class_) == []
    assert results(space.store, space.owner, space.class_) == []
    assert classroom.assignments_in(space.store, space.owner, space.class_) == []
    assert len(list_exercises(space.store, space.owner)) == before
    assert len(classroom.own_progress(space.store, yanis).points) == 1


def test_un_seul_a_la_fois_puis_un_autre(space: Space) -> None:
    yanis = space.who("Yanis Le Goff")
    first = give(space, yanis)
    assert give(space, yanis, "personnel-2") == first
    assert classroom.practice_basis(space.store, yanis).going == first
    hand_in(space, yanis, first, "Pas de dyspnée.")
    assert classroom.practice_basis(space.store, yanis).going is None
    assert give(space, yanis, "personnel-2") != first


def test_aucun_texte_dont_le_corrige_attend(space: Space) -> None:
    """Noté, pas encore demandé, ou demandé à sa classe et pas corrigé : le texte est gardé ; corrigé, il est fait."""
    yanis = space.who("Yanis Le Goff")
    dictee = space.ask("dictee", TRAINING)
    space.ask("relecture")
    basis = classroom.practice_basis(space.store, yanis)
    assert basis.guarded == {f"01-{kind}" for kind in space.exercises}
    hand_in(space, yanis, dictee, REFERENCE.replace("2,5", "25"))
    basis = classroom.practice_basis(space.store, yanis)
    assert basis.guarded == {f"01-{kind}" for kind in space.exercises} - {"01-dictee"}
    assert [(copy.source, [one.kind for one in copy.mistakes]) for copy in basis.past] == [
        ("01-dictee", ["dose"])
    ]


def test_une_copie_dont_la_fiche_attend_n_en_dit_rien(space: Space) -> None:
    yanis = space.who("Yanis Le Goff")
    due = space.clock.now + 3_600_000
    asked = space.ask("dictee", classroom.Terms(due=due, feedback="after_due", graded=False))
    hand_in(space, yanis, asked, REFERENCE.replace("2,5", "25"))
    basis = classroom.practice_basis(space.store, yanis)
    assert not basis.past
    assert "01-dictee" in basis.guarded
    space.clock.pass_minutes(61)
    assert "01-dictee" not in classroom.practice_basis(space.store, yanis).guarded


def test_un_texte_note_dans_une_autre_classe_est_garde(space: Space) -> None:
    other = classroom.create_class(space.store, space.owner, "Autre")
    classroom.assign(space.store, space.owner, other, [space.exercises["dictee"]], classroom.Terms())
    classroom.assign(space.store, space.owner, other, [space.exercises["trous"]], TRAINING)
    guarded = classroom.practice_basis(space.store, space.who("Yanis Le Goff")).guarded
    assert "01-dictee" in guarded
    assert "01-trous" not in guarded


def test_le_formateur_peut_s_en_passer(space: Space) -> None:
    yanis = space.who("Yanis Le Goff")
    classroom.allow_practice(space.store, space.owner, space.class_, allowed=False)
    assert not classroom.practice_basis(space.store, yanis).allowed
    with pytest.raises(NotOpen):
        give(space, yanis)
    classroom.allow_practice(space.store, space.owner, space.class_, allowed=True)
    assert give(space, yanis)
    with pytest.raises(NotAllowed):
        classroom.allow_practice(space.store, yanis, space.class_, allowed=True)


def test_ce_n_est_pas_pour_les_formateurs(space: Space) -> None:
    with pytest.raises(NotAllowed):
        classroom.practice_basis(space.store, space.owner)
    with pytest.raises(NotAllowed):
        give(space, space.owner)


def test_oublier_un_eleve_oublie_ses_exercices(space: Space) -> None:
    yanis = space.who("Yanis Le Goff")
    hand_in(space, yanis, give(space, yanis), "Pas de dyspnée.")
    classroom.forget_person(space.store, space.owner, yanis.person.id)
    with space.store.read() as db:
        assert db.execute("SELECT count(*) FROM practice").fetchone()[0] == 0
        assert db.execute("SELECT count(*) FROM exercise WHERE slug LIKE 'personnel%'").fetchone()[0] == 0
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_archiver_la_classe_les_garde_sous_pseudonyme(space: Space) -> None:
    yanis = space.who("Yanis Le Goff")
    hand_in(space, yanis, give(space, yanis), "Pas de dyspnée.")
    classroom.archive_class(space.store, space.owner, space.class_)
    with space.store.read() as db:
        row = db.execute(
            "SELECT p.person, c.person AS author FROM practice p JOIN copy c USING (assignment)"
        ).fetchone()
        assert row["person"] == row["author"] != yanis.person.id
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
