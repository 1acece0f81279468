"""Les mots qu’aucune étape ne remplace : côtés, négations, nombres et résultats."""

import pytest

from transcribe.french.cardinals import NUMBER_WORDS
from transcribe.french.negations import negation_words
from transcribe.french.sides import side_words
from transcribe.terms.guarded import is_guarded


@pytest.mark.parametrize(
    "word", sorted((NUMBER_WORDS - {"une"}) | side_words() | (negation_words() - negation_words("particle")))
)
def test_tout_mot_des_tables_est_garde(word: str) -> None:
    assert is_guarded(word)
    assert is_guarded(f"le {word.capitalize()}, puis")


@pytest.mark.parametrize(
    "text", ["positif", "sérologies positives", "à nonante", "deux millions", "Quatre-vingts"]
)
def test_les_resultats_et_tous_les_nombres_aussi(text: str) -> None:
    assert is_guarded(text)


@pytest.mark.parametrize("text", ["une", "positivement", "latéral", "ne", "millimètre", "droitier", "plus"])
def test_le_reste_peut_etre_corrige(text: str) -> None:
    assert not is_guarded(text)
