"""Une série : chaque dictée choisie y a son exercice."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shipped import lexicon
from transcribe import classroom
from transcribe.classroom import batches, sources
from transcribe.classroom.practising import source_id
from transcribe.jobs.batching import make_batch
from transcribe.jobs.worker import Tools


@pytest.fixture
def store(tmp_path: Path) -> Iterator[classroom.Store]:
    made = classroom.Store(tmp_path / "espace")
    yield made
    made.close()


def add(store: classroom.Store, name: str, text: str) -> int:
    """Une dictée tapée et validée."""
    owner = classroom.owner(store)
    number = sources.add_script(store, owner, name, text, fictitious=True)
    sources.validate(store, owner, number)
    return number


def made(store: classroom.Store, *chosen: int) -> dict[str, str]:
    """Ce que la série de ces dictées, ou de toutes, a fait : le texte juste, et le nom de sa dictée."""
    owner = classroom.owner(store)
    number = batches.create_batch(store, owner, "Série", {"kinds": ["dictee"], "sources": list(chosen)})
    tools = Tools()
    tools.lexicon = lexicon()
    store.write(make_batch(store, number, tools, lambda _done, _total: None))
    keys = [json.loads(key) for _, key, _ in batches.keys_in(store, owner, number)]
    return {one["reference"]["text"]: source_id(json.dumps(one)) for one in keys}


@pytest.mark.parametrize(
    "names", [("DSS 0001", "dss_0001", "DSS 0001"), ("2", "!", "?"), ("!", "dictee-1", "b")]
)
def test_des_dictees_de_meme_nom_restent_toutes(store: classroom.Store, names: tuple[str, ...]) -> None:
    texts = ("Toux sèche depuis trois jours.", "Douleur du genou droit.", "Pas de fièvre ce matin.")
    for name, text in zip(names, texts, strict=True):
        add(store, name, text)
    found = made(store)
    assert set(found) == {*texts}
    assert len({*found.values()}) == 3


def test_une_dictee_garde_son_nom_quelles_que_soient_les_autres_de_la_serie(store: classroom.Store) -> None:
    """Son corrigé encore dû se reconnaît à ce nom : aucun élève ne s’exerce sur elle entre-temps."""
    add(store, "Dictée", "Toux sèche depuis trois jours.")
    second = add(store, "Dictée", "Douleur du genou droit.")
    assert made(store).items() >= made(store, second).items()
