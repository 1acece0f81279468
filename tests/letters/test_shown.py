"""Ce que disent les fichiers d’une lettre, ligne à ligne (tests/letters/shown.py écrit ce qui est approuvé)."""

from tests.letters.shown import HERE, shown


def test_les_fichiers_d_une_lettre_disent_ce_qui_est_approuve() -> None:
    found = shown()
    approved = {path.name.removesuffix(".txt"): path.read_text("utf-8") for path in HERE.glob("*.txt")}
    assert set(found) == set(approved)
    for name, text in approved.items():
        assert found[name].splitlines() == text.splitlines(), name
