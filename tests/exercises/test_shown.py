"""Ce que disent les fichiers des exercices, ligne à ligne (tests/exercises/shown.py écrit ce qui est approuvé)."""

from tests.exercises.shown import HERE, shown


def test_les_fichiers_des_exercices_disent_ce_qui_est_approuve() -> None:
    found = shown()
    approved = {path.name.removesuffix(".txt"): path.read_text("utf-8") for path in HERE.glob("*.txt")}
    assert set(found) == set(approved)
    for name, text in approved.items():
        assert found[name].splitlines() == text.splitlines(), name
