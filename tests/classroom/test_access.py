"""Qui peut quoi : chaque fonction, chaque rôle. Ce qui n’est pas à soi est refusé, sans dire si cela existe."""

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.classroom.conftest import DRAFTS, Clock, exercise_folder
from tests.grading.fake import FakeLexicon
from transcribe import classroom
from transcribe.classroom import backups, batches, exporting, jobs, sources
from transcribe.classroom.errors import NotAllowed
from transcribe.classroom.types import Class, Who
from transcribe.grading.types import Decision

ROLES = ("himself", "classmate", "stranger", "trainer", "colleague", "owner")
TRAINERS = {"trainer", "owner"}
EVERYBODY = set(ROLES)
LEARNERS = {"himself", "classmate", "stranger"}


@dataclass
class World:
    """A space with two classes, and who is who in it. ``copy`` is handed in, ``draft`` not; both are his own."""

    store: classroom.Store
    folder: Path
    people: dict[str, Who]
    class_: Class
    asked: int
    asked_too: int
    free: int
    exercise: int
    copy: int
    draft: int
    sound: str

    @property
    def person(self) -> int:
        return self.people["himself"].person.id


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("modele")
    store = classroom.Store(folder / "espace", clock=Clock())
    owner = classroom.owner(store)
    trainer = Who(classroom.add_trainer(store, owner, "Anne Roy").person)
    colleague = Who(classroom.add_trainer(store, owner, "Paul Lenoir").person)
    class_ = classroom.create_class(store, trainer, "SAMA")
    other = classroom.create_class(store, colleague, "Soir")
    newcomers = [classroom.Newcomer("Léa Martin"), classroom.Newcomer("Yanis Le Goff")]
    himself, classmate = (
        Who(slip.person, class_.id) for slip in classroom.enrol(store, trainer, class_, newcomers)
    )
    stranger = Who(
        classroom.enrol(store, colleague, other, [classroom.Newcomer("Noé Petit")])[0].person, other.id
    )
    ids = [
        classroom.add_exercises(store, owner, exercise_folder(folder, kind, DRAFTS[kind]), fictitious=True)[0]
        for kind in ("dictee", "relecture", "trous")
    ]
    asked, asked_too, free = classroom.assign(store, trainer, class_, ids, classroom.Terms(attempts=0))
    copy = classroom.open_copy(store, himself, asked).id
    classroom.hand_in(store, himself, copy)
    classroom.mark(store, copy, FakeLexicon())
    draft = classroom.open_copy(store, himself, asked_too).id
    sound = classroom.read_copy(store, himself, copy)[2].sounds[0].digest
    store.close()
    people = dict(zip(ROLES, (himself, classmate, stranger, trainer, colleague, owner), strict=True))
    return World(store, folder, people, class_, asked, asked_too, free, ids[0], copy, draft, sound)


@pytest.fixture
def world(template: World, tmp_path: Path) -> Iterator[World]:
    """A fresh copy of the template: what one call deletes is there for the next."""
    shutil.copytree(template.folder / "espace", tmp_path / "espace")
    store = classroom.Store(tmp_path / "espace", clock=Clock())
    yield replace(template, store=store)
    store.close()


def saved(w: World, who: Who) -> object:
    return classroom.save(w.store, who, w.draft, base=0, text="x", styles=[], tab="t", seq=1)


def saving(w: World, who: Who) -> object:
    return classroom.saving(w.store, who, w.draft, base=0, text="x", styles=[], tab="t", seq=1).result()


def colleague(w: World) -> int:
    return w.people["colleague"].person.id


def backup_of(w: World) -> Path:
    return classroom.back_up(w.store, w.people["owner"])


def results_of(w: World, who: Who) -> object:
    from transcribe.classroom.results import results

    return results(w.store, who, w.class_)


def find(w: World, who: Who) -> object:
    own = {"trainer": "SAMA", "owner": "SAMA", "colleague": "Soir"}
    name = next((role for role, one in w.people.items() if one == who), "")
    return classroom.find_class(w.store, who, own.get(name, "SAMA"))


def add_one(w: World, who: Who) -> object:
    from transcribe.classroom.exercises import add_exercise

    text = (w.folder / "dictee" / "formateur" / "exercise.json").read_text("utf-8")
    return add_exercise(w.store, who, text, fictitious=True)


def source_of(w: World) -> int:
    return sources.add_script(w.store, w.people["owner"], "Essai", "Pas de fièvre.")


def failed_job(w: World) -> int:
    number = w.store.write(lambda db: jobs.add_job(db, w.store, "convert", 1))
    jobs.take_job(w.store, "essai")
    jobs.end_job(w.store, number, "essai", error="non")
    return number


def save_reference(w: World, who: Who) -> object:
    number = source_of(w)
    return sources.save_reference(w.store, who, number, base=0, text="x", styles=[], tab="t", seq=1)


def describe(w: World, who: Who) -> object:
    sources.describe(w.store, who, source_of(w), name="Autre", specialty="", fictitious=True)
    return None


def played(w: World, who: Who) -> object:
    number = source_of(w)
    w.store.write(lambda db: db.execute("UPDATE source SET played = 'a' WHERE id = ?", (number,)))
    return sources.played_path(w.store, who, number)


def batch_of(w: World) -> int:
    number = batches.create_batch(w.store, w.people["owner"], "Essai", {})
    w.store.write(lambda db: batches.fill_batch(db, number, [w.exercise], []))
    return number


def give_practice(w: World, who: Who) -> object:
    text = (w.folder / "relecture" / "formateur" / "exercise.json").read_text("utf-8")
    return classroom.give_practice(w.store, who, text.replace("01-relecture", "personnel-1"))


ACCEPTED = Decision("accept", "gauche", "à gauche")


def undecide(w: World, who: Who) -> object:
    classroom.decide(w.store, w.people["owner"], w.copy, ACCEPTED, FakeLexicon())
    return classroom.undecide(w.store, who, w.copy, 0, FakeLexicon())


# function → (how it is called, who may)
Call = Callable[[World, Who], object]
MATRIX: dict[str, tuple[Call, set[str]]] = {
    # one's own work
    "assignment_for": (
        lambda w, who: classroom.assignment_for(w.store, who, w.asked),
        {"himself", "classmate"},
    ),
    "practice_basis": (lambda w, who: classroom.practice_basis(w.store, who), LEARNERS),
    "give_practice": (give_practice, LEARNERS),
    "open_copy": (lambda w, who: classroom.open_copy(w.store, who, w.free), {"himself", "classmate"}),
    "read_copy": (lambda w, who: classroom.read_copy(w.store, who, w.copy), {"himself"}),
    "save": (saved, {"himself"}),
    "saving": (saving, {"himself"}),
    "record": (lambda w, who: classroom.record(w.store, who, w.draft, [("listened", 0, 1, "")]), {"himself"}),
    "decided": (lambda w, who: classroom.decided(w.store, who, w.draft), {"himself"}),
    "hand_in": (lambda w, who: classroom.hand_in(w.store, who, w.draft), {"himself"}),
    "marked_for": (lambda w, who: classroom.marked_for(w.store, who, w.copy, FakeLexicon()), {"himself"}),
    "sound_for": (lambda w, who: classroom.sound_for(w.store, who, w.sound), EVERYBODY - {"stranger"}),
    "export_person": (lambda w, who: classroom.export_person(w.store, who, w.person), {"himself", *TRAINERS}),
    "revoke": (lambda w, who: classroom.revoke(w.store, who, w.person), {"himself", *TRAINERS}),
    # a class
    "members": (lambda w, who: classroom.members(w.store, who, w.class_), TRAINERS),
    "enrol": (lambda w, who: classroom.enrol(w.store, who, w.class_, [classroom.Newcomer("Zoé")]), TRAINERS),
    "newcomers_of": (
        lambda w, who: classroom.newcomers_of(w.store, who, w.class_, [classroom.Newcomer("Noé Petit")]),
        TRAINERS,
    ),
    "renew_code": (lambda w, who: classroom.renew_code(w.store, who, w.class_.id), TRAINERS),
    "renew_pins": (lambda w, who: classroom.renew_pins(w.store, who, w.class_), TRAINERS),
    "allow_practice": (
        lambda w, who: classroom.allow_practice(w.store, who, w.class_, allowed=False),
        TRAINERS,
    ),
    "is_practice_allowed": (lambda w, who: classroom.is_practice_allowed(w.store, who, w.class_), TRAINERS),
    "share_class": (lambda w, who: classroom.share_class(w.store, who, w.class_.id, colleague(w)), TRAINERS),
    "assign": (
        lambda w, who: classroom.assign(w.store, who, w.class_, [w.exercise], classroom.Terms()),
        TRAINERS,
    ),
    "adapt": (lambda w, who: classroom.adapt(w.store, who, w.asked, w.person, extra_time=0.5), TRAINERS),
    "assignment_at": (lambda w, who: classroom.assignment_at(w.store, who, w.asked), TRAINERS),
    "assignments_in": (lambda w, who: classroom.assignments_in(w.store, who, w.class_), TRAINERS),
    "withdraw": (lambda w, who: classroom.withdraw(w.store, who, w.free), TRAINERS),
    "give_back": (lambda w, who: classroom.give_back(w.store, who, w.asked), TRAINERS),
    "judge": (lambda w, who: classroom.judge(w.store, who, w.copy, comment="Bien."), TRAINERS),
    "marked_by": (lambda w, who: classroom.marked_by(w.store, who, w.copy, FakeLexicon()), TRAINERS),
    "handed_in": (lambda w, who: classroom.handed_in(w.store, who, w.copy), TRAINERS),
    "decide": (lambda w, who: classroom.decide(w.store, who, w.copy, ACCEPTED, FakeLexicon()), TRAINERS),
    "undecide": (undecide, TRAINERS),
    "marks_in": (lambda w, who: exporting.marks_in(w.store, who, w.class_), TRAINERS),
    "standings": (lambda w, who: classroom.standings(w.store, who, w.class_), TRAINERS),
    "results": (results_of, TRAINERS),
    "archive_class": (lambda w, who: classroom.archive_class(w.store, who, w.class_), TRAINERS),
    # a learner of a class
    "renew_pin": (lambda w, who: classroom.renew_pin(w.store, who, w.person), TRAINERS),
    "unlock": (lambda w, who: classroom.unlock(w.store, who, w.person), TRAINERS),
    "set_needs": (lambda w, who: classroom.set_needs(w.store, who, w.person, {"extra_time": 0.33}), TRAINERS),
    "progress_of": (lambda w, who: classroom.progress_of(w.store, who, w.person), TRAINERS),
    "forget_person": (lambda w, who: classroom.forget_person(w.store, who, w.person), TRAINERS),
    # any trainer
    "create_class": (lambda w, who: classroom.create_class(w.store, who, "Matin"), EVERYBODY - LEARNERS),
    "find_class": (find, EVERYBODY - LEARNERS),
    "list_exercises": (lambda w, who: classroom.list_exercises(w.store, who), EVERYBODY - LEARNERS),
    "add_exercises": (
        lambda w, who: classroom.add_exercises(w.store, who, w.folder / "dictee", fictitious=True),
        EVERYBODY - LEARNERS,
    ),
    "add_exercise": (add_one, EVERYBODY - LEARNERS),
    "list_backups": (lambda w, who: backups.list_backups(w.store, who), EVERYBODY - LEARNERS),
    "back_up": (lambda w, who: classroom.back_up(w.store, who), EVERYBODY - LEARNERS),
    # dictations, batches and their jobs
    "add_script": (lambda w, who: sources.add_script(w.store, who, "a", "b"), EVERYBODY - LEARNERS),
    "dictations": (lambda w, who: sources.dictations(w.store, who), EVERYBODY - LEARNERS),
    "dictation": (lambda w, who: sources.dictation(w.store, who, source_of(w)), EVERYBODY - LEARNERS),
    "save_reference": (save_reference, EVERYBODY - LEARNERS),
    "validate": (lambda w, who: sources.validate(w.store, who, source_of(w)), EVERYBODY - LEARNERS),
    "describe": (describe, EVERYBODY - LEARNERS),
    "remove_source": (lambda w, who: sources.remove_source(w.store, who, source_of(w)), EVERYBODY - LEARNERS),
    "played_path": (played, EVERYBODY - LEARNERS),
    "jobs_of": (lambda w, who: jobs.jobs_of(w.store, who), EVERYBODY - LEARNERS),
    "ask_again": (lambda w, who: jobs.ask_again(w.store, who, failed_job(w)), EVERYBODY - LEARNERS),
    "create_batch": (lambda w, who: batches.create_batch(w.store, who, "a", {}), EVERYBODY - LEARNERS),
    "gather": (lambda w, who: batches.gather(w.store, who, "a", [w.exercise]), EVERYBODY - LEARNERS),
    "batches": (lambda w, who: batches.batches(w.store, who), EVERYBODY - LEARNERS),
    "batch_at": (lambda w, who: batches.batch_at(w.store, who, batch_of(w)), EVERYBODY - LEARNERS),
    "remove_item": (
        lambda w, who: batches.remove_item(w.store, who, batch_of(w), w.exercise),
        EVERYBODY - LEARNERS,
    ),
    "keys_in": (lambda w, who: batches.keys_in(w.store, who, batch_of(w)), EVERYBODY - LEARNERS),
    "remove_batch": (lambda w, who: batches.remove_batch(w.store, who, batch_of(w)), EVERYBODY - LEARNERS),
    # the person in charge
    "restore": (lambda w, who: classroom.restore(w.store, who, backup_of(w)), {"owner"}),
    "thin_versions": (lambda w, who: classroom.thin_versions(w.store, who), {"owner"}),
    "add_trainer": (lambda w, who: classroom.add_trainer(w.store, who, "Jo Vial"), {"owner"}),
}
# answers that are only ever about him who asks
OWN = {
    "assignments_of", "copies_of", "marks_of", "own_progress", "practise_next", "save_settings", "classes", "progress"
}  # fmt: skip
# what the server does by itself, or before anybody is known
FOR_NOBODY = {
    "hourly", "is_settled", "mark", "may_see", "owner", "read_list", "real_titles", "refuse_real", "seconds_left",
    "session_of", "settle", "sign_in", "sign_in_trainer", "sign_out", "sound_path", "usual_folder", "waiting"
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", MATRIX)
def test_chacun_ne_peut_que_ce_qui_est_a_lui(name: str, role: str, world: World) -> None:
    call, allowed = MATRIX[name]
    who = world.people[role]
    if role in allowed:
        call(world, who)
    else:
        with pytest.raises(NotAllowed) as refused:
            call(world, who)
        assert str(refused.value) == "Cette page n’est pas à vous, ou n’existe pas."


def test_ce_qui_n_existe_pas_est_refuse_comme_ce_qui_n_est_pas_a_soi(world: World) -> None:
    absent = replace(world, asked=5, asked_too=5, free=5, copy=5, draft=5, exercise=5, sound="0" * 64)
    for name in (
        "assignment_for",
        "open_copy",
        "read_copy",
        "save",
        "marked_for",
        "judge",
        "withdraw",
        "assign",
    ):
        for role in ("himself", "trainer", "owner"):
            with pytest.raises(NotAllowed):
                MATRIX[name][0](absent, world.people[role])


def test_aucune_fonction_n_est_oubliee() -> None:
    """Une fonction nouvelle qui reçoit « who » a sa ligne ici, avec ceux qui peuvent l’appeler."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(classroom.__path__):
        if module.ispkg or module.name == "access":
            continue
        loaded: Any = importlib.import_module(f"transcribe.classroom.{module.name}")
        for name, one in inspect.getmembers(loaded, inspect.isfunction):
            if one.__module__ == loaded.__name__ and not name.startswith("_"):
                parameters = inspect.signature(one).parameters
                if "who" in parameters:
                    found.add(name)
                    assert list(parameters)[:2] == ["store", "who"], name
    assert found == set(MATRIX) | OWN - {"own_progress"}
    exported = {name for name in classroom.__all__ if inspect.isfunction(getattr(classroom, name))}
    assert exported - set(MATRIX) - OWN == FOR_NOBODY


def test_les_listes_ne_sont_que_de_soi(world: World) -> None:
    himself, classmate = world.people["himself"], world.people["classmate"]
    assert len(classroom.copies_of(world.store, himself)) == 2
    assert classroom.copies_of(world.store, classmate) == []
    assert set(classroom.marks_of(world.store, himself)) == {world.copy}
    assert classroom.marks_of(world.store, classmate) == {}
    assert classroom.assignments_of(world.store, world.people["stranger"]) == []
    assert [one.name for one in classroom.classes(world.store, world.people["colleague"])] == ["Soir"]
    assert [one.name for one in classroom.classes(world.store, himself)] == ["SAMA"]
    assert [one.name for one in classroom.classes(world.store, world.people["owner"])] == ["SAMA", "Soir"]


def test_qui_quitte_la_classe_ne_peut_plus_rien_y_lire(world: World) -> None:
    world.store.write(lambda db: db.execute("DELETE FROM enrolment WHERE person = ?", (world.person,)))
    for name in ("read_copy", "save", "record", "decided", "hand_in", "marked_for", "sound_for"):
        with pytest.raises(NotAllowed):
            MATRIX[name][0](world, world.people["himself"])


def test_ce_qu_un_formateur_fait_est_note_sans_nom_ni_texte(world: World) -> None:
    trainer = world.people["trainer"]
    classroom.judge(world.store, trainer, world.copy, own_mark="12,5", comment="Bravo Léa")
    classroom.renew_pin(world.store, trainer, world.person)
    with world.store.read() as db:
        rows = [
            tuple(row)
            for row in db.execute("SELECT person, what, target FROM audit ORDER BY rowid DESC LIMIT 2")
        ]
    assert rows == [(trainer.person.id, "renew_pin", world.person), (trainer.person.id, "judge", world.copy)]
