"""La commande tuée (SIGKILL) au milieu des décisions : ce que la page a dit enregistré l’est, et rien n’est parti."""

import csv
import http.client
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import wait_until
from tests.web.reviews import NOTE, SAID, Reviewing, begun
from transcribe.anonymising.review import TABLE

LINES = ("001-01", "001-02", "002-01")
Row = tuple[str, str]
"""What a row of the table says: decision, replacement."""


@dataclass
class Person:
    """Décide sans s’arrêter, et retient ce qui fut dit enregistré ; ``sent`` : ce dont la réponse n’est pas venue."""

    reviewing: Reviewing
    said: dict[str, Row] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    sent: tuple[str, Row] = ("", ("", ""))
    count: int = 0

    def decide_until_nobody_answers(self) -> None:
        try:
            while True:
                self.count += 1
                if self.count % 4:
                    self.decide(LINES[self.count % 3], self.count % 2 == 0, f"Nom {self.count}")
                else:
                    self.add(f"Perrot {self.count}")
        except (OSError, http.client.HTTPException):
            return

    def decide(self, line: str, confirmed: bool, new: str) -> None:
        standing = self.reviewing.ask("GET", line[:3])[1]
        row = ("oui" if confirmed else "non", new)
        self.sent = (line, row)
        body = {"answer": [confirmed, new], "seen": standing["answers"][line]}
        assert self.reviewing.ask("PUT", f"{line[:3]}/passages/{line}", body)[0] == 200
        self.said[line] = row

    def add(self, new: str) -> None:
        self.sent = (new, ("", new))
        body = {"text": "Lantier", "kind": "person", "replacement": new, "everywhere": False}
        assert self.reviewing.ask("POST", "001/ajouts", body)[0] == 200
        self.added.add(new)


def table_of(reviewing: Reviewing) -> list[dict[str, str]]:
    with (reviewing.review / TABLE).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def check(reviewing: Reviewing, person: Person) -> None:
    """Chaque décision dite enregistrée est dans le tableau, ou celle qui suivait ; rien n’est écrit pour d’autres."""
    table = table_of(reviewing)
    found = {row["ligne"]: (row["décision"], row["remplacement"]) for row in table if row["ligne"]}
    assert sorted(found) == list(LINES)
    for line, row in person.said.items():
        assert found[line] == row or person.sent == (line, found[line]), line
    assert person.added <= {row["remplacement"] for row in table if not row["ligne"]}
    assert not reviewing.out.exists()
    assert list(reviewing.folder.rglob("dictee-*")) == []


@pytest.fixture
def reviewing(tmp_path: Path) -> Iterator[Reviewing]:
    running = Reviewing(tmp_path)
    begun(tmp_path, running.review)
    yield running
    running.kill()


def test_tuee_au_milieu_des_decisions_rien_ne_se_perd_et_rien_ne_part(reviewing: Reviewing) -> None:
    dice = random.Random(7)
    person = Person(reviewing)
    for _ in range(3):
        reviewing.start()
        before = len(person.said) + len(person.added)
        deciding = threading.Thread(target=person.decide_until_nobody_answers)
        deciding.start()
        wait_until(lambda least=before + 2: len(person.said) + len(person.added) >= least, 30)
        deciding.join(dice.uniform(0.05, 0.4))
        reviewing.kill()
        deciding.join(30)
        check(reviewing, person)
    assert len(person.said) == 3 and person.added


def test_tuee_en_ecrivant_elle_finit_au_lancement_suivant(reviewing: Reviewing) -> None:
    reviewing.start()
    person = Person(reviewing)
    for line in LINES[:2]:
        person.decide(line, True, "Masson")
    assert reviewing.finish() == 409
    check(reviewing, person)
    person.decide(LINES[2], True, "Masson")
    finishing = threading.Thread(target=_finish, args=[reviewing])
    finishing.start()
    finishing.join(0.05)
    reviewing.kill()
    finishing.join(30)
    assert all(whole(path) for path in reviewing.out.glob("dictee-*"))
    assert reviewing.start().finish() == 200
    assert sorted(path.name for path in reviewing.out.iterdir()) == [
        "dictee-001.ogg",
        "dictee-001.txt",
        "dictee-002.txt",
    ]
    assert all(whole(path) for path in reviewing.out.iterdir())


def _finish(reviewing: Reviewing) -> Any:
    try:
        return reviewing.finish()
    except (OSError, http.client.HTTPException):
        return 0


def whole(path: Path) -> bool:
    """Un texte sans le nom, ni l’original, jusqu’au bout ; un son qui se lit."""
    if path.suffix == ".txt":
        text = path.read_text("utf-8")
        return "Blanc" not in text and text.endswith("\n") and len(text) > min(len(NOTE), len(SAID)) / 2
    from transcribe.speech.audio import read_sound

    return len(read_sound(path).samples) > 16_000 * 5
