"""Ce qu’un élève voit de ses progrès, et ce qu’il a à travailler."""

import pytest

from tests.classroom.conftest import DRAFTS, REFERENCE, Space
from tests.grading.fake import FakeLexicon
from transcribe import classroom
from transcribe.classroom.errors import NotAllowed
from transcribe.classroom.types import Who

TRAINING = classroom.Terms(attempts=0, graded=False)


def hand_in(space: Space, who: Who, asked: int, text: str) -> int:
    copy = classroom.open_copy(space.store, who, asked)
    classroom.save(space.store, who, copy.id, base=copy.rev, text=text, styles=[], tab="t", seq=1)
    classroom.hand_in(space.store, who, copy.id)
    classroom.mark(space.store, copy.id, FakeLexicon())
    return copy.id


def test_les_notes_se_suivent_par_date(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    asked = space.ask("dictee", TRAINING)
    hand_in(space, who, asked, REFERENCE.replace("Pas de", "Des").replace("2,5", "25"))
    space.clock.pass_minutes(60 * 24)
    hand_in(space, who, asked, REFERENCE)
    found = classroom.own_progress(space.store, who)
    assert [one.share for one in found.points] == sorted(one.share for one in found.points)
    assert found.points[0].at < found.points[1].at
    assert found.points[1].share == 1
    assert found.points[0].counts == {"dose": 1, "negation": 1}
    assert found.points[0].grave == 2


def test_les_fautes_se_comptent_pour_cent_mots_de_toutes_les_copies(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    asked = space.ask("dictee", TRAINING)
    first = hand_in(space, who, asked, REFERENCE.replace("2,5", "25"))
    hand_in(space, who, asked, REFERENCE)
    found = classroom.own_progress(space.store, who)
    assert found.points[0].copy == first
    dose = found.weaknesses[0]
    assert (dose.kind, dose.before) == ("dose", None)
    assert dose.of_late == pytest.approx(100 / (2 * found.points[0].words))
    assert dose.revise


def test_une_note_pas_encore_montree_ne_se_devine_pas(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    due = space.clock.now + 3_600_000
    asked = space.ask("dictee", classroom.Terms(due=due, feedback="after_due"))
    hand_in(space, who, asked, REFERENCE.replace("2,5", "25"))
    assert classroom.own_progress(space.store, who) == classroom.Progress()
    assert classroom.practise_next(space.store, who) is None
    assert len(classroom.progress_of(space.store, space.owner, who.person.id).points) == 1
    space.clock.pass_minutes(61)
    assert len(classroom.own_progress(space.store, who).points) == 1


def test_l_exercice_propose_est_celui_qui_contient_la_faute(space: Space) -> None:
    """Et jamais un devoir noté, dont rien ne doit se savoir."""
    who = space.who("Yanis Le Goff")
    asked = space.ask("dictee", TRAINING)
    hand_in(space, who, asked, REFERENCE.replace("2,5", "25"))
    relecture = space.ask("relecture", classroom.Terms(graded=True))
    advice = classroom.practise_next(space.store, who)
    assert advice is not None and advice.assignment is not None
    assert (advice.weakness.kind, advice.assignment.id) == ("dose", asked)
    space.ask("relecture", TRAINING)
    advice = classroom.practise_next(space.store, who)
    assert advice is not None and advice.assignment is not None
    assert advice.assignment.id == relecture


def test_sans_faute_rien_n_est_propose(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    hand_in(space, who, space.ask("dictee", TRAINING), REFERENCE)
    assert classroom.practise_next(space.store, who) is None


def test_les_progres_d_un_eleve_ne_sont_pas_a_ses_camarades(space: Space) -> None:
    yanis, lea = space.who("Yanis Le Goff"), space.who("Léa Martin", "A1")
    hand_in(space, yanis, space.ask("dictee", TRAINING), REFERENCE)
    assert classroom.own_progress(space.store, lea) == classroom.Progress()
    with pytest.raises(NotAllowed):
        classroom.progress_of(space.store, lea, yanis.person.id)


def test_une_correction_fausse_acceptee_est_dite(space: Space) -> None:
    """Le programme proposait « 25 mg » ; l’élève l’a accepté : la faute est la sienne, et dite comme telle."""
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("relecture", TRAINING))
    place = DRAFTS["relecture"].index("25 mg")
    decided = [("accepted", place, place + 5, "25 mg")]
    classroom.record(space.store, who, copy.id, decided)  # type: ignore[arg-type]
    classroom.hand_in(space.store, who, copy.id)
    marked = classroom.mark(space.store, copy.id, FakeLexicon())
    assert [marked.grade.mistakes[rank].kind for rank in marked.taken] == ["dose"]


def test_une_acceptation_defaite_ne_compte_plus(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = classroom.open_copy(space.store, who, space.ask("relecture", TRAINING))
    place = DRAFTS["relecture"].index("25 mg")
    decided = [("accepted", place, place + 5, "25 mg"), ("undone", place, place + 5, "")]
    classroom.record(space.store, who, copy.id, decided)  # type: ignore[arg-type]
    classroom.hand_in(space.store, who, copy.id)
    assert classroom.mark(space.store, copy.id, FakeLexicon()).taken == ()
