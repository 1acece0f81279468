"""A space with a class of two namesakes and one other, and a small exercise of each kind."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from transcribe import classroom
from transcribe.classroom.types import Class, Who

REFERENCE = "Consultation de cardiologie\nMme Durand prend du bisoprolol 2,5 mg le matin.\nPas de dyspnée."
START = 1_790_000_000_000


@dataclass
class Clock:
    now: int = START

    def __call__(self) -> int:
        return self.now

    def pass_minutes(self, minutes: float) -> None:
        self.now += round(minutes * 60_000)


@dataclass
class Space:
    store: classroom.Store
    owner: Who
    class_: Class
    clock: Clock
    slips: list[classroom.Slip]
    exercises: dict[str, int] = field(default_factory=dict)

    def who(self, name: str, identifier: str = "") -> Who:
        for slip in self.slips:
            if slip.person.name == name and slip.person.identifier == identifier:
                return Who(slip.person, self.class_.id)
        raise KeyError(name)

    def ask(self, kind: str, terms: classroom.Terms | None = None) -> int:
        exercise = self.exercises[kind]
        return classroom.assign(self.store, self.owner, self.class_, [exercise], terms or classroom.Terms())[
            0
        ]


def exercise_folder(folder: Path, kind: str, draft: str = "") -> Path:
    place = folder / kind
    (place / "formateur").mkdir(parents=True)
    (place / "apprenant").mkdir()
    data = {
        "format": 1, "id": f"01-{kind}", "title": f"Exercice {kind}", "kind": kind, "validated": True,
        "level": {"value": 2}, "minutes": 10, "draft": draft, "hints": [], "needs": {"extra_time": 0},
        "errors": [{"start": 0, "end": 0, "expected": "", "found": "", "kind": "dose"}] if kind == "relecture" else [],
        "reference": {"text": REFERENCE, "styles": [], "terms": ["bisoprolol", "dyspnée"], "agreements": []},
    }  # fmt: skip
    (place / "formateur" / "exercise.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    (place / "apprenant" / "dictee.ogg").write_bytes(b"OggS" + kind.encode())
    return place


DRAFTS = {
    "dictee": "",
    "relecture": REFERENCE.replace("2,5 mg", "25 mg"),
    "trous": REFERENCE.replace("bisoprolol", "[b]____________").replace("dyspnée", "____________"),
    "mise-en-page": REFERENCE.replace("\n", " "),
}


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Space]:
    clock = Clock()
    store = classroom.Store(tmp_path / "espace", clock=clock)
    owner = classroom.owner(store)
    class_ = classroom.create_class(store, owner, "SAMA 2026")
    slips = classroom.enrol(
        store, owner, class_,
        [
            classroom.Newcomer("Léa Martin", "A1", pin="274913"),
            classroom.Newcomer("Léa Martin", "A2", pin="570286"),
            classroom.Newcomer("Yanis Le Goff", pin="816359"),
        ],
    )  # fmt: skip
    made = Space(store, owner, class_, clock, slips)
    for kind, draft in DRAFTS.items():
        folder = exercise_folder(tmp_path / "exercices", kind, draft)
        made.exercises[kind] = classroom.add_exercises(store, owner, folder, fictitious=True)[0]
    yield made
    store.close()
