"""What may stand between the head of a label and its pause, and what makes a sentence of it."""

import pytest

from transcribe.french.labels import completes, find_labels, is_verb


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "clinique",
        "cliniques",
        "neurologique",
        "oculaire",
        "pulmonaires",
        "abdominale",
        "vésicales",
        "rénal",
        "artériaux",
        "ancienne",
        "freudien",
        "opératoire",
        "opératoires",
        "du jour",
        "de la douleur",
        "des urgences",
        "en ville",
        "du sang",
        "d’entrée",
        "d’hospitalisation programmée",
        "d’admission programmée",
        "l’examen complet",
        "l’hospitalisation prévue",
        "clinique neurologique",
    ],
)
def test_these_words_complete_a_label(inner: str) -> None:
    assert completes(inner.split())


@pytest.mark.parametrize(
    "inner",
    [
        "programmée",
        "douleur",
        "est clinique",
        "montre",
        "a été clinique",
        "par voie orale",
        "avec contraste",
        "pour avis",
        "sans injection",
        "chez l’enfant",
        "sous anesthésie",
        "clinique et biologique",
        "clinique ou biologique",
        "au repos",
        "aux urgences",
        "normal",
        "clinique normal",
        "du jour normal",
        "d’hospitalisation programmée hier",
        "jour clinique",
    ],
)
def test_these_words_make_a_sentence(inner: str) -> None:
    assert not completes(inner.split())


def test_a_date_or_a_roman_figure_stands_where_it_was_found() -> None:
    words = ["2026"]
    assert completes(words, {0})
    assert not completes(words)
    assert not completes(words, {1})


@pytest.mark.parametrize(
    ("word", "verb"), [("a", True), ("à", False), ("est", True), ("EST", True), ("et", False)]
)
def test_a_verb_is_told_from_the_preposition_that_folds_alike(word: str, verb: bool) -> None:
    assert is_verb(word) is verb


@pytest.mark.parametrize(
    ("text", "sort", "read"),
    [
        ("Scanner thoracique du 3 mars", "title", True),
        ("Il tousse. Scanner thoracique", "title", False),
        ("Le scanner est normal", "title", False),
        ("Motif, dyspnée", "label", True),
        ("Motif : dyspnée", "label", True),
        ("Motif. dyspnée", "label", False),
        ("Motif dyspnée", "label", False),
        ("Motif,", "label", False),
        ("Motif pour avis, dyspnée", "label", False),
        ("Motif normal, dyspnée", "result", True),
        ("Motif d’entrée, dyspnée", "complement", True),
        ("Foie, normal", "organ", True),
        ("Côlon ascendant, normal", "place", True),
        ("Foie douloureux, normal", "organ", False),
        ("", "label", False),
    ],
)
def test_the_rows_that_a_sentence_is_read_by(text: str, sort: str, read: bool) -> None:
    assert (sort in {row.text("sort") for row in find_labels(text)}) is read
