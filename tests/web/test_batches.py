"""Les séries d’exercices : choisies au formulaire, faites par un processus à part, demandées à tous ou à certains."""

import json
import re

import pytest

from tests.web.conftest import Client, Server, learner_of, wait_until
from transcribe import classroom
from transcribe.classroom import sources
from transcribe.classroom.demo import key_text


@pytest.fixture
def trainer(server: Server) -> Client:
    client = Client(server)
    assert client.sign_in_trainer().status == 303
    return client


def validated(server: Server, name: str, kind: str, specialty: str = "") -> None:
    """Une dictée tapée, prête."""
    store = classroom.Store(server.folder)
    who = classroom.owner(store)
    text = json.loads(key_text(kind))["reference"]["text"]
    sources.validate(
        store, who, sources.add_script(store, who, name, text, specialty=specialty, fictitious=True)
    )
    store.close()


def make(trainer: Client, fields: dict[str, str]) -> str:
    """L’adresse d’une série, une fois faite."""
    place = trainer.post("/exercices", {"jeton": trainer.token("/exercices"), **fields}).headers["location"]
    wait_until(lambda: "<progress" not in trainer.get(place).text, 120)
    return place


def test_une_serie_se_choisit_se_regarde_et_se_demande_a_quelques_uns(
    server: Server, trainer: Client
) -> None:
    validated(server, "Uro", "relecture", "urologie")
    validated(server, "Onco", "dictee", "oncologie")
    wanted = {"nom": "Semaine 3", "genre": "relecture", "specialite": "uro", "fautes": "3", "graine": "2"}
    place = make(trainer, wanted)
    page = trainer.get(place).text
    assert (
        "1 exercice." in page and "Relecture – Cystoscopie souple (urologie)" in page and "Onco" not in page
    )
    assert page.count(" → ") == 3  # the three faults, shown to the trainer
    carried = trainer.get(f"{place}/export/moodle")
    assert (
        carried.status == 200
        and b"<quiz>" in carried.body
        and "attachment" in carried.headers["content-disposition"]
    )
    assert "n’a pas d’activité pour ce genre" in trainer.get(f"{place}/export/h5p").text
    assert trainer.get(f"{place}/export/pronote").status == 404
    learner, other = Client(server), learner_of(server, 0)
    learner.sign_in()
    member = re.search(rf'name="eleve" value="(\d+)">{server.name}', page)
    class_ = re.search(r'name="classe" value="(\d+)"', page)
    assert member and class_
    asked = {
        "jeton": trainer.token(place), "classe": class_[1], "pour": "quelques", "eleve": member[1], "essais": "2",
        "retour": "by_hand", "compte": "oui", "remise": "2030-01-10T18:00", "bareme": "aqdoc",
    }  # fmt: skip
    wrong = trainer.post(f"{place}/demander", {**asked, "ferme": "2029-01-10T18:00"})
    assert wrong.status == 400 and "ne se suivent pas" in wrong.text
    assert "une date" in trainer.post(f"{place}/demander", {**asked, "remise": "demain"}).text
    assert "Choisissez les élèves" in trainer.post(f"{place}/demander", {**asked, "eleve": ""}).text
    assert trainer.post(f"{place}/demander", asked).status == 303
    assert "Relecture – Cystoscopie souple (urologie)" in learner.get("/travaux").text
    assert "jeudi 10\u00a0janvier 2030 à 18\u00a0h\u00a000" in learner.get("/travaux").text
    assert "Relecture – Cystoscopie souple (urologie)" not in other.get("/travaux").text
    followed = re.search(
        r'href="(/suivi/\d+)">Relecture – Cystoscopie souple',
        trainer.get(f"/classes/{class_[1]}").text,
    )
    assert followed
    shown = trainer.get(followed[1]).text
    assert server.name in shown and shown.count("Pas commencé") == 1


def test_des_exercices_deja_faits_se_reunissent(trainer: Client) -> None:
    page = trainer.get("/exercices").text
    found = re.findall(r'name="exercice" value="(\d+)">([^<]+) \(niveau', page)
    assert len(found) == 5
    form = {"jeton": trainer.token("/exercices"), "nom": "Reprise"}
    assert "Cochez les exercices" in trainer.post("/exercices/reunir", form).text
    made = trainer.post("/exercices/reunir", {**form, "exercice": found[2][0]})
    assert made.status == 303 and found[2][1] in trainer.get(made.headers["location"]).text
    assert trainer.post("/exercices/reunir", {**form, "exercice": "1"}).status == 404


def test_une_serie_qui_ne_peut_pas_se_faire_le_dit_et_recommence(server: Server, trainer: Client) -> None:
    form = {"jeton": trainer.token("/exercices"), "nom": "Rien"}
    assert "au moins un genre" in trainer.post("/exercices", form).text
    assert (
        "n’est pas un nombre" in trainer.post("/exercices", {**form, "genre": "dictee", "fautes": "99"}).text
    )
    place = make(trainer, {"nom": "Rien", "genre": "dictee"})
    assert "Aucune dictée validée" in trainer.get(place).text
    validated(server, "Uro", "relecture")
    assert trainer.post(f"{place}/encore", {"jeton": trainer.token(place)}).status == 303
    wait_until(lambda: "1 exercice." in trainer.get(place).text, 60)
    item = re.search(r'name="exercice" value="(\d+)"', trainer.get(place).text)
    assert item
    trainer.post(f"{place}/retirer", {"jeton": trainer.token(place), "exercice": item[1]})
    assert "0 exercice." in trainer.get(place).text
    assert trainer.post(f"{place}/retirer", {"jeton": trainer.token(place)}).status == 303
    assert trainer.get(place).status == 404
