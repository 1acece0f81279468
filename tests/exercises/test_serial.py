"""Ce qu’un exercise.json dit est lu en entier : chaque valeur qui change change l’exercice, ou est refusée."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from transcribe.core.errors import DocumentError
from transcribe.exercises.serial import from_json, to_dict, to_json
from transcribe.exercises.types import (
    Choices,
    Exercise,
    Gap,
    Level,
    Part,
    Passage,
    Seeded,
    Source,
)
from transcribe.grading.needs import Needs
from transcribe.grading.types import Agreement, Page

PAGE = Page(
    "Motif\nfièvre élevée\n- repos", ("title", "", "list"), ("fièvre",), (Agreement(13, 19, 6, 12, "f", "s"),)
)
WHOLE = Exercise(
    id="01-cardio",
    title="Cardiologie",
    kind="compte-rendu",
    source=Source("01", PAGE, Path("a.ogg"), "motif fièvre", "cardiologie", False, "Lettre"),
    level=Level(3, 41.5, (Part("mots", "12", 0.5, 2.0), Part("doses", "1", 0.25, 1.0))),
    reference=PAGE,
    draft="Motif\nfièvre élevé\n- repos",
    gaps=(Gap(6, 12, "fièvre", "f", "chaleur", "term"),),
    seeded=(Seeded(13, 19, "élevée", "élevé", "agreement"),),
    minutes=25,
    choices=Choices(
        ("compte-rendu", "trous"), 5, ("agreement", "dose"), "liste", 7,
        Needs(14, "Verdana", 1.5, 1, 0.5, 0.75), ("ogg", "m4a"), True,
    ),
    times=((0, 5, 0.0, 0.5), (6, 12, 0.5, 1.25)),
    note="à relire",
    marks=(
        Passage(0, 1, "motif", "doubt", "mal entendu", ("motifs",), (0.0, 0.5)),
        Passage(2, 2, "fièvre", "correction", "terme", (), None),
    ),
    places=((0, 0.0, 0.5), (6, 0.5, 1.25)),
)  # fmt: skip
DERIVED = {("level", "formula"), ("help",), ("words", 0), ("hints", 0)}
"""Said for people who read the file: nothing is made of them."""


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all texts, numbers and switches of plain values."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from leaves(inner, (*path, key))
    if not isinstance(value, dict | list):
        yield path


def changed(data: Any, path: tuple[Any, ...], value: Any) -> str:
    """The text of the values with another at one place."""
    copy = json.loads(json.dumps(data))
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return json.dumps(copy)


def other(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return not value
    return f"{value}x" if isinstance(value, str) else value + 1


DATA = json.loads(json.dumps(to_dict(WHOLE)))
PLACES = [path for path in leaves(DATA) if path not in DERIVED]


def at(path: tuple[Any, ...]) -> Any:
    value: Any = DATA
    for key in path:
        value = value[key]
    return value


def test_un_exercice_se_relit_en_entier() -> None:
    assert from_json(json.dumps(DATA), "x") == WHOLE


def test_le_fichier_se_lit_avec_ses_accents() -> None:
    text = to_json(replace(WHOLE, title="Œdème pulmonaire à l’effort"))
    assert "Œdème pulmonaire à l’effort" in text
    assert text.startswith('{\n "')
    assert text.endswith("}\n")


@pytest.mark.parametrize("path", PLACES, ids=lambda path: "/".join(map(str, path)))
def test_rien_de_ce_qui_est_dit_n_est_laisse(path: tuple[Any, ...]) -> None:
    try:
        read = from_json(changed(DATA, path, other(at(path))), "x")
    except DocumentError:
        return
    assert read != WHOLE


REFUSED = [
    (("format",), 2),
    (("kind",), "poème"),
    (("choices", "kinds", 0), "poème"),
    (("choices", "classes", 0), "rime"),
    (("choices", "help"), "tout"),
    (("choices", "audio", 0), "wav"),
    (("reference", "styles", 1), "couleur"),
    (("source", "page", "styles", 0), "gras"),
    (("errors", 0, "kind"), "rime"),
    (("errors", 0), {"start": 0}),
    (("gaps", 0), {"début": 0}),
    (("level", "value"), "haut"),
    (("level", "parts", 0, "share"), "moitié"),
    (("minutes",), "vingt"),
    (("times", 0), [0, 5, 0.0]),
    (("places", 0), [0]),
    (("needs",), {"taille": 12}),
    (("reference", "agreements", 0), {"start": 1}),
    (("marks", 0, "seconds"), [1]),
    (("reference",), "un texte"),
]


@pytest.mark.parametrize(("path", "value"), REFUSED)
def test_ce_qu_on_ne_comprend_pas_est_refuse_avec_son_nom(path: tuple[Any, ...], value: Any) -> None:
    with pytest.raises(DocumentError, match="« x » n’est pas un exercice complet"):
        from_json(changed(DATA, path, value), "x")


@pytest.mark.parametrize(
    "name",
    [name for name in DATA if name not in ("note", "places", "marks", "level", "help", "words", "hints")],
)
def test_ce_qui_manque_est_refuse(name: str) -> None:
    with pytest.raises(DocumentError, match="exercice complet"):
        from_json(json.dumps({key: value for key, value in DATA.items() if key != name}), "x")
