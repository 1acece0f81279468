"""Ce que disent les fichiers des exercices, ligne à ligne (tests/exercises/shown.py écrit ce qui est approuvé)."""

import json

import pytest

from tests.approved import require_approved
from tests.exercises.shown import HERE, exercises, shown
from transcribe.core.errors import DocumentError
from transcribe.exercises.serial import from_dict, from_json, to_dict


def test_les_fichiers_des_exercices_disent_ce_qui_est_approuve() -> None:
    require_approved(shown(), HERE)


SPOILT = [
    ("kind", "autre"),
    ("format", 2),
    ("help", None),
    ("choices.kinds", ["dictee", "autre"]),
    ("choices.classes", ["dose", "autre"]),
    ("choices.help", "autre"),
    ("choices.audio", ["ogg", "mp3"]),
    ("reference.styles", ["", "autre"]),
    ("source.page.styles", ["list", "autre"]),
    ("errors", [{"start": 0, "end": 1, "expected": "a", "found": "b", "kind": "autre"}]),
]


@pytest.mark.parametrize(("place", "value"), SPOILT)
def test_un_exercice_dont_un_mot_est_inconnu_est_refuse(place: str, value: object) -> None:
    data = to_dict(exercises()[1])
    *path, last = place.split(".")
    inner = data
    for name in path:
        inner = inner[name]
    inner[last] = value
    if value is None:
        assert from_dict(data).choices.help == "initiale"  # said by the choices alone
    else:
        with pytest.raises(DocumentError, match="n’est pas un exercice complet"):
            from_json(json.dumps(data), "x")


@pytest.mark.parametrize("number", range(5))
def test_un_exercice_revient_entier_de_ses_valeurs(number: int) -> None:
    exercise = exercises()[number]
    assert from_dict(json.loads(json.dumps(to_dict(exercise)))) == exercise
