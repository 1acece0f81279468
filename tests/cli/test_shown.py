"""Ce que disent les commandes sur un même dossier (tests/cli/shown.py écrit ce qui est approuvé)."""

from tests.cli.shown import HERE, shown


def test_les_commandes_disent_ce_qui_est_approuve() -> None:
    assert shown().splitlines() == HERE.read_text("utf-8").splitlines()
