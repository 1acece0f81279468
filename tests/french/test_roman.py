"""Les chiffres romains : ce que l’écriture met, la notation le lit."""

import pytest

from transcribe.french.roman import roman_words
from transcribe.grading.tokens import tokenize


@pytest.mark.parametrize("noun", sorted(roman_words("noun", "read")))
def test_la_notation_lit_un_chiffre_romain_apres_tout_nom_qui_en_prend(noun: str) -> None:
    assert [token.key for token in tokenize(f"{noun} III")][-1] == "num:3"


@pytest.mark.parametrize("text", ["page III", "Jean-Paul II", "docteur I"])
def test_et_apres_aucun_autre(text: str) -> None:
    assert not any(token.key.startswith("num:") for token in tokenize(text))
