"""Où une copie s’arrête : ce qui n’est pas écrit du tout est une fin manquante, et une seule faute."""

import pytest

from tests.grading.fake import LEXICON
from transcribe.grading import grade
from transcribe.grading.types import Mistake

_WORDS = (
    "le patient est revu ce jour pour une toux grasse avec fièvre depuis hier soir il dort mal mange peu boit bien "
    "marche seul parle clair voit net entend tout respire sans gêne son pouls bat lentement ventre souple jambes "
    "molles peau claire bouche sèche langue propre dos droit nuque raide bras fort main chaude pied froid œil vif "
    "front moite joues roses ongles courts cheveux gris"
).split()


def text(count: int, *, ends: str = ".") -> str:
    """The first words of a text whose words are all different."""
    return " ".join(_WORDS[:count]) + ends


def unfinished(reference: str, attempt: str) -> list[Mistake]:
    return [one for one in grade(reference, attempt, LEXICON).mistakes if one.unfinished]


@pytest.mark.parametrize(("words", "missing"), [(60, 4), (60, 0), (1, 0)])
def test_quelques_mots_oublies_a_la_fin_sont_une_omission(words: int, missing: int) -> None:
    assert unfinished(text(words), text(words - missing)) == []


@pytest.mark.parametrize(("words", "missing"), [(60, 5), (60, 30), (20, 5), (60, 55)])
def test_cinq_mots_oublies_a_la_fin_sont_une_fin_manquante(words: int, missing: int) -> None:
    (one,) = unfinished(text(words), text(words - missing, ends=""))
    assert one.expected == text(words).removeprefix(text(words - missing, ends=" "))
    assert (one.kind, one.severity, one.found) == ("omission", "minor", "")


def test_d_un_long_texte_il_manque_davantage() -> None:
    long = " ".join(f"{word}{turn}" for turn in "abcd" for word in _WORDS)
    words = long.split()
    assert len(words) > 200
    assert unfinished(long, " ".join(words[:-6])) == []
    assert len(unfinished(long, " ".join(words[:-9]))) == 1


def test_un_mot_au_milieu_n_est_pas_une_fin() -> None:
    attempt = " ".join([*_WORDS[:20], *_WORDS[30:60]]) + "."
    assert unfinished(text(60), attempt) == []


def test_le_point_final_ne_fait_pas_une_fin() -> None:
    assert len(unfinished(text(60), text(40))) == 1


def test_une_formule_et_une_signature_oubliees_ne_sont_pas_une_fin_manquante() -> None:
    body = "Chère consœur,\nMme Roy va bien ce jour et mange de bon appétit."
    end = "\nBien confraternellement à vous et à toute votre équipe,\nDr Anne Roy"
    assert unfinished(body + end, body) == []


@pytest.mark.parametrize(
    ("words", "attempt", "begun"),
    [
        (60, "Bonjour", False),
        (60, "???", False),
        (60, "zut alors flûte mince bigre", False),  # five words, none of them the text's
        (60, "zut alors flûte mince bigre diantre", True),  # six: a copy
        (10, "zut", False),  # one word of ten
        (9, "zut", True),
        (60, "le patient est revu ce", True),  # the first words of the text
        (60, "le patient zut alors flûte", False),  # fewer than half
        (60, "le patient est zut alors", True),
    ],
)
def test_quelques_mots_a_cote_d_un_texte_entier_ne_sont_pas_une_copie(
    words: int, attempt: str, begun: bool
) -> None:
    found = grade(text(words), attempt, LEXICON).mistakes
    alone = [one.expected for one in found if one.unfinished] == [text(words)]
    assert alone is not begun
