"""What a word made of parts needs of its parts: an adjective behind « zorbo- », a root that a listed word shows."""

from collections.abc import Callable

import pytest

from transcribe.terms.formation import Formation, shipped_formation


class Listed:
    """Parts that know these words and no other; medical is « vasculaire » alone."""

    def __init__(self, *words: str) -> None:
        self.words = words

    @property
    def is_medical(self) -> Callable[[str], bool]:
        return "vasculaire".__eq__

    def knows(self, word: str) -> bool:
        return word in self.words

    def begins(self, start: str) -> bool:
        return any(word.startswith(start) for word in self.words)


@pytest.fixture(scope="module")
def formation() -> Formation:
    return shipped_formation()


@pytest.mark.parametrize(
    ("adjective", "joins"),
    [
        ("zorbique", True), ("zorbal", True), ("zorbe", True), ("zorbaire", True), ("zorbeux", True),
        ("zorbien", True), ("zorbité", False), ("zorb", False),
    ],
)  # fmt: skip
def test_an_adjective_makes_a_combining_form(adjective: str, joins: bool, formation: Formation) -> None:
    assert formation.explains("zorbo-vasculaire", Listed("vasculaire", adjective)) is joins


@pytest.mark.parametrize(
    ("words", "joins"),
    [
        (["cardiaque", "brachycardite"], True),
        (["cardiaque", "brachycardique"], True),
        (["cardiaque", "brachycarde"], False),
        (["cardiaque", "tachycardite"], False),
        (["cardiaque"], False),
        (["brachycardite"], False),
    ],
)
def test_a_bound_prefix_takes_the_root_that_a_listed_word_shows(
    words: list[str], joins: bool, formation: Formation
) -> None:
    assert formation.explains("brachy-cardiaque", Listed(*words)) is joins


@pytest.mark.parametrize(
    ("word", "known", "joins"),
    [
        ("hépato-rose", "rose", True),
        ("hépato-ure", "ure", False),
        ("hépato-rose", "prose", False),
        ("hépato-chat", "chat", True),
        ("hépato-chou", "chou", False),
    ],
)
def test_what_closes_a_word_is_known_learned_and_of_four_letters(
    word: str, known: str, joins: bool, formation: Formation
) -> None:
    assert formation.explains(word, Listed(known)) is joins
