"""Ce que les tables de ``anonymising/`` doivent savoir, en double (tests/double_entry.py)."""

from tests.double_entry import missing


def test_rien_de_ce_qui_est_inscrit_ne_manque() -> None:
    assert missing("anonymising") == []
