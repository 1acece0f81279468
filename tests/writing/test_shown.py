"""Ce qui est fait de chaque dictée, changement par changement (tests/writing/shown.py écrit ce qui est approuvé)."""

import pytest

from tests.writing.shown import HERE, shown

APPROVED = {path.stem: path.read_text("utf-8") for path in sorted(HERE.glob("*.txt"))}


def test_chaque_dictee_a_ses_changements_approuves() -> None:
    assert set(shown()) == set(APPROVED)


@pytest.mark.parametrize("name", APPROVED)
def test_une_dictee_est_changee_comme_approuve(name: str) -> None:
    assert shown()[name].splitlines() == APPROVED[name].splitlines()
