"""Les touches qu’une personne peut choisir : aucune n’écrit, et chaque action garde la sienne."""

import pytest

from transcribe.scripts.controls import ACTIONS
from transcribe.web.choices import settings_from


@pytest.mark.parametrize(
    "key", ["F7", "F24", "Shift+F4", "Ctrl+Alt+F2", "MediaPlayPause", "Alt+Insert", "Alt+Shift+ArrowUp"]
)
def test_une_touche_libre_est_gardee(key: str) -> None:
    assert settings_from({"touche-toggle": key})["keys"]["toggle"] == key


@pytest.mark.parametrize(
    "key", ["a", "Enter", "Tab", "Alt+ArrowLeft", "Alt+Backspace", "Ctrl+z", "Alt+é", "F7 ", ""]
)
def test_une_touche_qui_ecrit_ou_que_le_navigateur_prend_ne_l_est_pas(key: str) -> None:
    assert settings_from({"touche-toggle": key})["keys"]["toggle"] == ACTIONS["toggle"][1]


def test_deux_actions_n_ont_jamais_la_meme_touche() -> None:
    keys = settings_from({"touche-toggle": "F7", "touche-back": "F7"})["keys"]
    assert len(set(keys.values())) == len(ACTIONS)
