"""Ajouter une civilité, un côté, une négation, une commande, c’est ajouter une ligne : toutes les pièces la suivent."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parent / "one_row.py"
EXPECTED: dict[tuple[str, str], object] = {
    ("civility", "writing"): "Je vois Vve\u00a0Roy ce jour",
    ("civility", "letters"): ["Vve"],
    ("civility", "terms"): [None, None, None, "identity"],
    ("civility", "grading"): ["word", "word", "title", "word"],
    ("civility", "names"): [[14, 17]],
    ("civility", "exercises"): ["Vve → Vve."],
    ("side", "writing"): "Le genou droit",
    ("side", "figures"): "Paralysie du III senestre",
    ("side", "terms"): [True, [None, "laterality"]],
    ("side", "grading"): ["laterality critical"],
    ("side", "exercises"): ["senestre → droit"],
    ("negation", "writing"): ["negation"],
    ("negation", "hesitation"): "Le patient est opéré, nenni de fièvre",
    ("negation", "terms"): [True, ["negation", None, None]],
    ("negation", "grading"): ["negation critical"],
    ("negation", "exercises"): ["nenni de  → "],
    ("command", "writing"): "Examen normal · suite.",
    ("command", "line"): "Examen normal\nConclusion",
    ("command", "terms"): [False, True, False],
    ("command", "exercises"): 2,
    ("style", "writing"): ["« 2 » en exposant"],
    ("prose", "writing"): "On note 2 points trochantériens ce jour",
    ("words", "writing"): "Iel tousse la nuit",
    ("numbers", "worded"): "Des fractures des deux malléoles",
    ("numbers", "heard"): "Pendant 8 jours",
    ("slips", "spelling"): ["ancienne → anciene", "ancienne → anssienne", "pourquoi → pourkoi"],
    ("slips", "units"): ["3 → 30", "3 → 4", "ng → µg"],
}

Rooms = dict[str, dict[str, object]]


def run(*options: str) -> Rooms:
    """What the rooms make of the texts, in a program of its own, whose tables are read anew."""
    command = [sys.executable, "-m", "tests.french.one_row", *options]
    root = PROGRAM.parents[2]
    done = subprocess.run(command, capture_output=True, check=True, cwd=root)
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def shipped() -> Rooms:
    return run()


@pytest.fixture(scope="module")
def more() -> Rooms:
    return run("--more")


@pytest.mark.parametrize(("kind", "room"), EXPECTED)
def test_une_ligne_suffit_dans_chaque_piece(kind: str, room: str, more: Rooms, shipped: Rooms) -> None:
    assert more[kind][room] == EXPECTED[kind, room]
    assert shipped[kind][room] != EXPECTED[kind, room]


def test_un_nom_de_commande_apres_un_article_reste_un_nom(more: Rooms, shipped: Rooms) -> None:
    assert more["command"]["named"] == shipped["command"]["named"] == "Il met un point médian partout"
