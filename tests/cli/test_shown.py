"""Ce que disent les commandes sur un même dossier (tests/cli/shown.py écrit ce qui est approuvé)."""

from tests.cli.shown import HERE, OPTIONS, options, shown


def test_les_commandes_disent_ce_qui_est_approuve() -> None:
    assert shown().splitlines() == HERE.read_text("utf-8").splitlines()


def test_les_commandes_ont_les_options_approuvees() -> None:
    approved = OPTIONS.read_text("utf-8").splitlines()
    assert [
        line for line in approved if line not in options().splitlines()
    ] == []  # one more needs nothing else
