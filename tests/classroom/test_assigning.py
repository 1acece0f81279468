"""Ce qui est demandé, à qui, jusqu’à quand, et quand on en voit la note."""

from pathlib import Path

import pytest

from tests.classroom.conftest import DRAFTS, REFERENCE, Space, exercise_folder
from tests.grading.fake import FakeLexicon
from transcribe import classroom
from transcribe.classroom.errors import ListRefused, NotOpen
from transcribe.classroom.exercises import gaps_of, sheet_of
from transcribe.classroom.types import Copy, Gap, Who
from transcribe.core.errors import DocumentError, TranscribeError

MINUTE, HOUR, DAY = 60_000, 3_600_000, 24 * 3_600_000


def done(space: Space, who: Who, asked: int, text: str = REFERENCE) -> Copy:
    copy = classroom.open_copy(space.store, who, asked)
    classroom.save(space.store, who, copy.id, base=copy.rev, text=text, styles=[], tab="t", seq=1)
    handed = classroom.hand_in(space.store, who, copy.id)
    classroom.mark(space.store, copy.id, FakeLexicon())
    return handed


def sees(space: Space, who: Who, copy: Copy) -> bool:
    try:
        classroom.marked_for(space.store, who, copy.id, FakeLexicon())
    except NotOpen:
        return False
    assert copy.id in classroom.marks_of(space.store, who)
    return True


def test_rien_ne_s_ouvre_avant_l_heure(space: Space) -> None:
    who, now = space.who("Yanis Le Goff"), space.clock.now
    asked = space.ask("dictee", classroom.Terms(opens=now + HOUR))
    assert classroom.assignments_of(space.store, who) == []
    with pytest.raises(NotOpen, match="pas encore ouvert"):
        classroom.open_copy(space.store, who, asked)
    space.clock.pass_minutes(61)
    assert classroom.open_copy(space.store, who, asked)


def test_en_retard_se_rend_et_se_dit(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = done(space, who, space.ask("dictee", classroom.Terms(due=space.clock.now + HOUR)))
    assert copy.late == 0
    asked = space.ask("relecture", classroom.Terms(due=space.clock.now + HOUR))
    space.clock.pass_minutes(90)
    assert done(space, who, asked).late == 30 * MINUTE


def test_le_temps_limite_compte_le_temps_en_plus(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    classroom.set_needs(space.store, space.owner, who.person.id, {"extra_time": 0.33})
    who = Who(
        next(p for p in classroom.members(space.store, space.owner, space.class_) if p.id == who.person.id)
    )
    asked = space.ask("dictee", classroom.Terms(timed=True))  # dix minutes
    assert classroom.assignment_for(space.store, who, asked).minutes == 14
    classroom.adapt(space.store, space.owner, asked, who.person.id, extra_time=0.5)
    assert classroom.assignment_for(space.store, who, asked).minutes == 15
    copy = classroom.open_copy(space.store, who, asked)
    space.clock.pass_minutes(16)
    assert (
        classroom.seconds_left(copy, classroom.assignment_for(space.store, who, asked), space.clock.now)
        == -60
    )
    assert classroom.hand_in(space.store, who, copy.id).over == MINUTE


def test_chacun_a_ses_dates(space: Space) -> None:
    yanis, lea = space.who("Yanis Le Goff"), space.who("Léa Martin", "A1")
    now = space.clock.now
    asked = space.ask("dictee", classroom.Terms(due=now + HOUR, closes=now + 2 * HOUR))
    classroom.adapt(space.store, space.owner, asked, lea.person.id, due=now + DAY, closes=now + 2 * DAY)
    assert classroom.assignment_for(space.store, yanis, asked).due == now + HOUR
    assert classroom.assignment_for(space.store, lea, asked).due == now + DAY
    space.clock.pass_minutes(125)
    with pytest.raises(NotOpen, match="est fermé"):
        classroom.open_copy(space.store, yanis, asked)
    assert classroom.open_copy(space.store, lea, asked)
    classroom.adapt(space.store, space.owner, asked, lea.person.id)
    assert classroom.assignment_for(space.store, lea, asked).due == now + HOUR


def test_les_essais_se_comptent(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    asked = space.ask("dictee", classroom.Terms(attempts=2))
    first, second = done(space, who, asked), done(space, who, asked)
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(NotOpen, match="pas d’autre essai"):
        classroom.open_copy(space.store, who, asked)


def test_la_fiche_vient_tout_de_suite_apres_la_date_ou_a_la_main(space: Space) -> None:
    who, due = space.who("Yanis Le Goff"), space.clock.now + HOUR
    at_once = done(space, who, space.ask("dictee"))
    after = done(space, who, space.ask("relecture", classroom.Terms(due=due, feedback="after_due")))
    by_hand_asked = space.ask("trous", classroom.Terms(due=due, feedback="by_hand"))
    by_hand = done(space, who, by_hand_asked)
    assert [sees(space, who, one) for one in (at_once, after, by_hand)] == [True, False, False]
    space.clock.pass_minutes(61)
    assert [sees(space, who, one) for one in (at_once, after, by_hand)] == [True, True, False]
    assert classroom.give_back(space.store, space.owner, by_hand_asked) == 1
    assert sees(space, who, by_hand)


def test_apres_la_date_attend_celui_qui_a_plus_de_temps(space: Space) -> None:
    """Sinon ses camarades lui diraient les réponses."""
    yanis, lea = space.who("Yanis Le Goff"), space.who("Léa Martin", "A1")
    due = space.clock.now + HOUR
    asked = space.ask("dictee", classroom.Terms(due=due, feedback="after_due"))
    classroom.adapt(space.store, space.owner, asked, lea.person.id, due=due + DAY)
    copy = done(space, yanis, asked)
    space.clock.pass_minutes(90)
    assert not sees(space, yanis, copy)
    space.clock.pass_minutes(24 * 60)
    assert sees(space, yanis, copy)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (classroom.Terms(opens=2, due=1), "Les dates ne se suivent pas"),
        (classroom.Terms(due=2, closes=1), "Les dates ne se suivent pas"),
        (classroom.Terms(feedback="after_due"), "demande une date de remise"),
        (classroom.Terms(attempts=-1), "nombre d’essais"),
        (classroom.Terms(scheme="n'importe quoi"), "n’est pas un fichier TOML correct"),
    ],
)
def test_des_conditions_qui_ne_tiennent_pas_sont_refusees(
    space: Space, terms: classroom.Terms, said: str
) -> None:
    with pytest.raises(TranscribeError, match=said):
        space.ask("dictee", terms)


def test_ce_qui_est_commence_ne_se_retire_pas(space: Space) -> None:
    asked = space.ask("dictee")
    classroom.open_copy(space.store, space.who("Yanis Le Goff"), asked)
    with pytest.raises(ListRefused, match="commencées"):
        classroom.withdraw(space.store, space.owner, asked)
    free = space.ask("relecture")
    classroom.withdraw(space.store, space.owner, free)
    assert [one.id for one in classroom.assignments_in(space.store, space.owner, space.class_)] == [asked]


def test_un_autre_bareme_remplace_celui_de_l_exercice(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = done(space, who, space.ask("dictee", classroom.Terms(scheme="aqdoc")))
    assert classroom.marks_of(space.store, who)[copy.id][1] == 100


def test_les_accents_ne_comptent_pas_pour_qui_en_est_dispense(space: Space) -> None:
    yanis, lea = space.who("Yanis Le Goff"), space.who("Léa Martin", "A1")
    classroom.set_needs(space.store, space.owner, lea.person.id, {"accents": 0})
    asked = space.ask("dictee")
    spoilt = REFERENCE.replace("dyspnée", "dyspnee")
    full, spared = done(space, yanis, asked, spoilt), done(space, lea, asked, spoilt)
    assert classroom.marks_of(space.store, yanis)[full.id][0] < 20
    assert classroom.marks_of(space.store, lea)[spared.id][0] == 20
    marked = classroom.marked_for(space.store, lea, spared.id, FakeLexicon())
    assert marked.scheme.endswith(", aménagé")
    assert len(marked.grade.mistakes) == 1  # dite, pas comptée


def test_la_note_du_formateur_remplace_l_autre_et_le_dit(space: Space) -> None:
    who = space.who("Yanis Le Goff")
    copy = done(space, who, space.ask("dictee"), REFERENCE.replace("2,5", "25"))
    for wrong in ("21", "-1", "douze", "nan", "1e3", "12,123456"):
        with pytest.raises(ListRefused):
            classroom.judge(space.store, space.owner, copy.id, own_mark=wrong)
    classroom.judge(space.store, space.owner, copy.id, own_mark="18,5", comment="Bien relu.")
    marked = classroom.marked_for(space.store, who, copy.id, FakeLexicon())
    assert (str(marked.own_mark), marked.comment) == ("18.5", "Bien relu.")
    assert str(classroom.marks_of(space.store, who)[copy.id][0]) == "18.5"
    classroom.judge(space.store, space.owner, copy.id)
    assert classroom.marked_for(space.store, who, copy.id, FakeLexicon()).own_mark is None


def test_une_decision_du_formateur_remet_les_copies_a_noter(space: Space, tmp_path: Path) -> None:
    who = space.who("Yanis Le Goff")
    copy = done(space, who, space.ask("dictee"), REFERENCE.replace("dyspnée", "essoufflement"))
    before = classroom.marks_of(space.store, who)[copy.id][0]
    assert classroom.waiting(space.store) == []
    folder = tmp_path / "exercices" / "dictee"
    (folder / "acceptes.toml").write_text(
        '[[accepte]]\nattendu = "dyspnée"\necrit = "essoufflement"\n', "utf-8"
    )
    again = classroom.add_exercises(space.store, space.owner, folder, fictitious=True)
    assert again == [space.exercises["dictee"]]
    assert classroom.waiting(space.store) == [copy.id]
    classroom.judge(space.store, space.owner, copy.id, comment="Vu.")
    marked = classroom.mark(space.store, copy.id, FakeLexicon())
    assert before < marked.grade.mark == marked.grade.maximum
    assert marked.comment == "Vu."
    assert classroom.waiting(space.store) == []


def test_un_exercice_abime_est_refuse_sans_rien_ajouter(space: Space, tmp_path: Path) -> None:
    folder = exercise_folder(tmp_path / "autre", "relecture", DRAFTS["relecture"])
    key = folder / "formateur" / "exercise.json"
    before = len(classroom.list_exercises(space.store, space.owner))
    for text in (
        "{",
        "[]",
        '{"format": 1}',
        key.read_text("utf-8").replace('"draft"', '"marks": [{"first": "x"}], "draft"'),
    ):
        key.write_text(text, "utf-8")
        with pytest.raises(DocumentError, match="exercise make"):
            classroom.add_exercises(space.store, space.owner, folder, fictitious=True)
    assert len(classroom.list_exercises(space.store, space.owner)) == before


def test_les_trous_se_comptent_un_a_un() -> None:
    pieces, gaps = gaps_of("Motif : [d]____________ et\u00a0____________.", ["gêne à respirer"])
    assert pieces == ("Motif : ", " et\u00a0", ".")
    assert gaps == (Gap("d", "gêne à respirer"), Gap())


def test_chaque_mot_donne_a_son_moment_meme_faux() -> None:
    """Rien ne distingue un mot changé d’un mot juste : sinon l’oreille dirait où sont les fautes."""
    reference = "Pas de dyspnée ce matin."
    times = [
        [0, 3, 0.0, 0.3],
        [4, 6, 0.3, 0.5],
        [7, 14, 0.5, 1.2],
        [15, 17, 1.2, 1.4],
        [18, 23, 1.4, 2.0],
        [23, 24, 2.0, 2.1],
    ]
    data = {
        "title": "t", "kind": "relecture", "draft": "Pas de dyspnée ce soir.", "times": times,
        "reference": {"text": reference}, "needs": {"pace": 0.5},
    }  # fmt: skip
    places = sheet_of(data, (), "x").places
    assert [place for place, *_ in places] == [0, 4, 7, 15, 18, 22]
    assert places[2][1:] == (1.0, 2.4)
    assert places[4][1:] == (2.8, 4.0)
