"""A class to try the pages with: fictitious learners, one exercise of each kind, and marks of former days."""

import json
import sqlite3
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

from transcribe.classroom.assigning import Terms, assign
from transcribe.classroom.copies import open_copy
from transcribe.classroom.enrolling import Newcomer, create_class, enrol
from transcribe.classroom.exercises import add_exercise, sound_of
from transcribe.classroom.owning import settle
from transcribe.classroom.people import owner
from transcribe.classroom.pins import new_pins
from transcribe.classroom.store import Store
from transcribe.classroom.types import Who
from transcribe.core.data import shipped

CLASS = "Classe de démonstration"
TRAINER = "Dominique Exemple"
_DAY = 24 * 3_600_000
# kind of exercise → the sample that it is made from, its title
SOURCES = {
    "dictee": ("onco-certificat-01", "Dictée : prescription de transport"),
    "relecture": ("uro-endoscopie-01", "Relecture : fibroscopie urétro-vésicale"),
    "trous": ("dermato-anatomopathologie-01", "Texte à trous : anatomopathologie"),
    "mise-en-page": ("vasc-imagerie-01", "Mise en page : écho-Doppler"),
    "compte-rendu": ("orl-urgences-01", "Compte-rendu à vérifier : urgences ORL"),
}
LEARNERS = ("Camille Essai", "Yanis Le Goff", "Léa Martin", "Inès Benali", "Hugo Traoré", "Mila Nguyen",
            "Noé Dubreuil", "Jade Picard")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """A copy of former days: how long ago, and what the learner wrote otherwise than the reference."""

    kind: str
    days: int
    changes: tuple[tuple[str, str], ...]


PAST = (
    Past("dictee", 21, (("radiothérapie", "radiotérapie"), ("33 séances", "trente trois séances"), ("Pas de", "De"),
                        ("prostatique", "prostatite"), ("professionnalisé", "professionalisé"))),
    Past("dictee", 14, (("radiothérapie", "radiotherapie"), ("professionnalisé", "professionalisé"),
                        ("ALD", "ALB"))),
    Past("dictee", 7, (("professionnalisé", "professionalisé"),)),
)  # fmt: skip


def past_text(reference: str, past: Past) -> str:
    """What was written in a copy of former days.

    Raises:
        ValueError: a change that the reference has no place for.
    """
    text = reference
    for right, wrong in past.changes:
        if right not in text:
            raise ValueError(f"no {right!r} in the reference")
        text = text.replace(right, wrong)
    return text


@cache
def key_text(kind: str) -> str:
    """The key of one of the exercises, as text."""
    return resources.files("transcribe.classroom.example").joinpath(f"{kind}.json").read_text("utf-8")


def build_demo(store: Store) -> dict[str, str]:
    """Fills an empty space; gives the ``code``, ``name`` and ``pin`` of its first learner, to sign in with.

    ``trainer`` and ``trainer_pin`` are the trainer's.

    Raises:
        SpaceError, OutputError: the disk refuses.
    """
    trainer_pin = new_pins(store, 1)[0]
    settle(store, TRAINER, trainer_pin)
    who = owner(store)
    class_ = create_class(store, who, CLASS)
    slips = enrol(store, who, class_, [Newcomer(name) for name in LEARNERS])
    made = {kind: _exercise(store, who, kind, sample) for kind, (sample, _) in SOURCES.items()}
    due = store.clock() + 7 * _DAY
    training = Terms(due=due, attempts=0, graded=False)
    asked = assign(store, who, class_, [made["dictee"]], training)
    assign(store, who, class_, [made["relecture"], made["trous"], made["compte-rendu"]], training)
    assign(store, who, class_, [made["mise-en-page"]], Terms(due=due, attempts=1, timed=True))
    _add_past(store, Who(slips[0].person, class_.id), asked[0])
    return {
        "code": class_.code, "name": slips[0].person.name, "pin": slips[0].pin, "trainer": TRAINER,
        "trainer_pin": trainer_pin,
    }  # fmt: skip


def _exercise(store: Store, who: Who, kind: str, sample: str) -> int:
    sounds = () if kind == "mise-en-page" else (sound_of(store, _sample(sample)),)
    return add_exercise(store, who, key_text(kind), sounds=sounds, fictitious=True)


def _sample(name: str) -> Path:
    return shipped("samples", f"{name}.ogg")


def _add_past(store: Store, who: Who, assignment: int) -> None:
    """Copies handed in and graded before today, as if the class had begun three weeks ago."""
    text = resources.files("transcribe.classroom.example").joinpath("past.json").read_text("utf-8")
    now = store.clock()
    store.write(lambda db: db.execute("UPDATE assignment SET opens = opens - ?", (30 * _DAY,)))
    for one, kept in zip(PAST, json.loads(text), strict=True):
        copy = open_copy(store, who, assignment).id
        store.write(partial(_put_past, copy=copy, at=now - one.days * _DAY, kept=kept))


def _put_past(db: sqlite3.Connection, *, copy: int, at: int, kept: dict[str, Any]) -> None:
    text, result = kept["text"], json.dumps(kept["result"], ensure_ascii=False)
    db.execute("INSERT INTO version VALUES (?, 'demo', 1, 0, 1, ?, '[]', ?)", (copy, text, at))
    db.execute(
        "UPDATE copy SET rev = 1, text = ?, tab = 'demo', seq = 1, started = ?, saved = ?, submitted = ?, "
        "active_ms = 600000 WHERE id = ?",
        (text, at - 900_000, at, at, copy),
    )
    db.execute(
        "INSERT INTO grade (copy, at, mark, maximum, result_json) VALUES (?, ?, ?, ?, ?)",
        (copy, at, kept["mark"], kept["maximum"], result),
    )
