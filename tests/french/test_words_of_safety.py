"""Negations, sides and civilities word by word: what denies, on which side, who is meant, and what is none of these."""

import pytest

from transcribe.french.civilities import (
    find_civilities,
    is_faulty,
    is_plural,
    is_siglum,
    mistaken_for,
    written,
)
from transcribe.french.negations import (
    affirmative,
    find_negations,
    goes_with_ne,
    is_negation,
    may_deny,
    negation_of,
)
from transcribe.french.sides import direction_of, gender_of, is_side, opposites, side_of


def pointed(text: str) -> tuple[list[str], int]:
    """The words of a text without its « ¤ », and the place of the word behind it."""
    words = text.split()
    place = words.index("¤")
    words.remove("¤")
    return words, place


@pytest.mark.parametrize(
    "text",
    [
        "¤ pas de fièvre",
        "¤ sans fièvre",
        "¤ aucune lésion",
        "¤ absence de lésion",
        "il n' a ¤ rien",
        "il ne fume ¤ plus",
        "bilan ¤ négatif",
        "un kyste ¤ non-compressif",
        "¤ Jamais opéré",
        "il ¤ ne tousse pas",
    ],
)
def test_this_word_denies(text: str) -> None:
    assert is_negation(*pointed(text))


@pytest.mark.parametrize(
    "text",
    [
        "il fume ¤ plus",
        "¤ rien à signaler",
        "la tension est ¤ plus élevée",
        "il ne tousse . ¤ plus tard",
        "¤ né à Lille",
        "¤ fièvre",
        "¤ avec fièvre",
    ],
)
def test_this_word_does_not(text: str) -> None:
    assert not is_negation(*pointed(text))


@pytest.mark.parametrize(
    ("word", "by_itself", "in_table", "with_ne"),
    [
        ("pas", True, True, True),
        ("Jamais", True, True, True),
        ("aucune", True, True, True),
        ("ni", True, True, True),
        ("sans", True, True, False),
        ("négatif", True, True, False),
        ("non-fumeur", True, True, False),
        ("plus", False, True, True),
        ("ne", True, True, False),
        ("né", False, True, False),
        ("fièvre", False, False, False),
    ],
)
def test_what_a_word_is_by_itself(word: str, by_itself: bool, in_table: bool, with_ne: bool) -> None:
    assert (negation_of(word) is not None, may_deny(word), goes_with_ne(word)) == (
        by_itself,
        in_table,
        with_ne,
    )


@pytest.mark.parametrize(
    ("word", "lost"),
    [
        ("sans", "avec"),
        ("Sans", "Avec"),
        ("négatif", "positif"),
        ("négatives", "positives"),
        ("pas", ""),
        ("foie", ""),
    ],
)
def test_what_is_left_when_a_negation_is_lost(word: str, lost: str) -> None:
    assert affirmative(word) == lost


def test_the_negations_of_a_sentence_are_met_in_order() -> None:
    found = [
        row.forms[0] for row in find_negations("Pas de fièvre, sans toux, il ne fume plus ; en plus il dort.")
    ]
    assert found == ["pas", "sans", "ne", "plus"]


@pytest.mark.parametrize(
    ("word", "side", "direction", "gender", "others"),
    [
        ("gauche", True, True, "", ("droit", "droite")),
        ("Droite", True, True, "f", ("Gauche",)),
        ("droit", True, True, "m", ("gauche",)),
        ("droits", True, True, "m", ("gauches",)),
        ("DROITES", True, True, "f", ("GAUCHES",)),
        ("supérieur", False, True, "", ("inférieur",)),
        ("supérieures", False, True, "", ("inférieures",)),
        ("foie", False, False, "", ()),
    ],
)
def test_what_a_word_says_of_the_side(
    word: str, side: bool, direction: bool, gender: str, others: tuple[str, ...]
) -> None:
    assert (side_of(word) is not None, direction_of(word) is not None) == (side, direction)
    assert (gender_of(word), opposites(word)) == (gender, others)


@pytest.mark.parametrize(
    ("text", "place", "side"),
    [
        ("le genou droit", 2, True),
        ("douleur à droite", 2, True),
        ("il a le droit de sortir", 3, False),
        ("la main gauche", 2, True),
        ("la main blanche", 2, False),
    ],
)
def test_a_side_among_its_words(text: str, place: int, side: bool) -> None:
    assert is_side(text.split(), place) is side


@pytest.mark.parametrize(
    ("word", "short", "several"),
    [
        ("docteur", "Dr", False),
        ("docteure", "Dre", False),
        ("Docteurs", "Drs", True),
        ("madame", "Mme", False),
        ("mesdames", "Mmes", True),
        ("messieurs", "MM.", True),
        ("monsieur", "M.", False),
        ("Mr", "M.", False),
        ("professeur", "Pr", False),
        ("genou", "", False),
    ],
)
def test_a_civility_is_written_short_before_a_name(word: str, short: str, several: bool) -> None:
    assert (written(word), is_plural(word)) == (short, several)


@pytest.mark.parametrize(
    ("word", "faulty"), [("Mr", True), ("M.", False), ("Mme", False), ("Dr", False), ("foie", False)]
)
def test_a_civility_that_is_wrong_before_a_name(word: str, faulty: bool) -> None:
    assert is_faulty(word) is faulty


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mme Roy", ["madame"]),
        ("le Dr. Roy", ["docteur"]),
        ("madame de La Tour", ["madame"]),
        ("madame est venue", []),
        ("M. Roy", ["monsieur"]),
        ("de 3 M Roy", []),
        ("madame", []),
    ],
)
def test_a_civility_stands_before_a_name(text: str, found: list[str]) -> None:
    assert [row.forms[0] for row in find_civilities(text)] == found


@pytest.mark.parametrize(
    ("word", "after", "siglum"),
    [("PR", "normal", True), ("PR", "ROY", False), ("Pr", "Roy", False), ("M", "Roy", False)],
)
def test_capitals_of_a_siglum(word: str, after: str, siglum: bool) -> None:
    assert is_siglum(word, after) is siglum


@pytest.mark.parametrize("word", ["genou", "messieurs", "Drs"])
def test_these_are_mistaken_for_no_civility(word: str) -> None:
    assert mistaken_for(word) == ()


def test_a_civility_is_mistaken_for_its_siblings() -> None:
    assert "M." in mistaken_for("Mme") and "Mme" in mistaken_for("M.")
    assert "Pr" in mistaken_for("Dr") and "Mme" not in mistaken_for("Dr") and "M." not in mistaken_for("Dr")
    assert "Dr" not in mistaken_for("M.") and "Pr" not in mistaken_for("Mme")
