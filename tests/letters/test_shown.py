"""Ce que disent les fichiers d’une lettre, ligne à ligne (tests/letters/shown.py écrit ce qui est approuvé)."""

from tests.approved import require_approved
from tests.letters.shown import HERE, shown


def test_les_fichiers_d_une_lettre_disent_ce_qui_est_approuve() -> None:
    require_approved(shown(), HERE)
