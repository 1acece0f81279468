"""What a word made of parts needs of its parts: an adjective behind « zorbo- », a root that a listed word shows."""

from collections.abc import Callable

import pytest

from transcribe.terms.formation import Formation, Prefix, shipped_formation


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


OURS = Formation(
    [
        Prefix("micro"),
        Prefix("brachy", free=False),
        Prefix("post", hyphened=True),
        Prefix("dia"),
        Prefix("hépato", hyphened=True, free=False),
        Prefix("é"),
    ],
    ["hépato", "ostéo"],
    ["scopie", "pathie"],
)


@pytest.mark.parametrize(
    ("word", "words", "formed"),
    [
        # collé : une forme combinante devant un mot médical, un suffixe ou un mot formé
        ("hépatovasculaire", [], True),
        ("hépatoscopie", [], True),
        ("hépatoscopies", [], True),
        ("ostéohépatoscopie", [], True),
        ("ostéohépatochou", ["chou"], False),
        ("hépato", [], False),
        ("vasculaire", ["vasculaire"], False),
        ("zorbovasculaire", ["zorbique"], False),
        # un mot d’une liste générale : savant, de six lettres au moins
        ("hépatozorbal", ["zorbal"], True),
        ("hépatorbal", ["rbal"], False),
        ("hépatozrbal", ["zrbal"], False),
        ("hépatozorbok", ["zorbok"], False),
        ("hépatozorbal", [], False),
        # un préfixe : ni devant un suffixe nu, ni sans le trait d’union qu’il veut, ni trop commun, ni d’une lettre
        ("microvasculaire", [], True),
        ("microscopie", [], False),
        ("microscopies", [], False),
        ("micropathie", [], False),
        ("microhépatoscopie", [], True),
        ("postvasculaire", [], False),
        ("diavasculaire", [], False),
        ("évasculaire", [], False),
        ("brachyvasculaire", [], False),
        ("brachyvasculaire", ["brachyvascularite"], True),
        ("brachyvasculaire", ["brachyvascul"], True),
        ("brachyvasculaire", ["brachyvascu"], False),
        # trait d’union
        ("hépato-vasculaire", [], True),
        ("hépato-scopie", [], True),
        ("hépato--scopie", [], False),
        ("-scopie", [], False),
        ("post-vasculaire", [], True),
        ("post-chou", ["chou"], True),
        ("post-zorb", ["Zorb"], True),
        ("post-chou", [], False),
        ("post-scopie", [], True),
        ("hépato-ostéo-scopie", [], True),
        ("hépato-zorb-scopie", ["zorb"], False),
        ("micro\u2011vasculaire", [], True),
        ("vasculaire-vasculaire", [], True),
        ("vasculaire-chou", ["chou"], False),
        ("brachy-vasculaire", [], False),
        ("brachy-vasculaire", ["brachyvascularite"], True),
        # un adjectif fait une forme combinante de quatre lettres au moins
        ("zabo-vasculaire", ["zabe"], True),
        ("abo-vasculaire", ["abe"], False),
        ("zaba-vasculaire", ["zabe", "zabique"], False),
    ],
)
def test_every_part_of_a_formed_word_has_its_place(word: str, words: list[str], formed: bool) -> None:
    assert OURS.explains(word, Listed(*words)) is formed


def test_nothing_is_formed_of_nothing() -> None:
    assert not Formation((), (), ()).explains("hépatovasculaire", Listed("vasculaire"))
    assert not Formation((), (), ()).explains("hépato-vasculaire", Listed("vasculaire"))
