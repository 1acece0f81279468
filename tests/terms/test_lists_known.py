"""What the lists of terms must hold, in lists that stay when a row goes: ``tests/terms/known/``."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from transcribe.terms.confusions import confusions
from transcribe.terms.formation import Formation, set_aside, shipped_formation

KNOWN = Path(__file__).parent / "known"


def sections(name: str) -> Iterator[tuple[str, str]]:
    """Section and line of each line of a list."""
    section = ""
    for line in (KNOWN / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif line and not line.startswith("# "):
            yield section, line


def pairs() -> Iterator[tuple[str, str, str]]:
    """Kind of confusion and its two words."""
    for kind, line in sections("confusions"):
        words, _, stems = line.partition(" : ")
        one, other = words.split(" | ")
        for stem in stems.split(" · "):
            yield kind, one.replace("¤", stem), other.replace("¤", stem)


PAIRS = list(pairs())


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in PAIRS}))
def test_words_taken_for_one_another_are_known_both_ways(kind: str) -> None:
    for of, one, other in PAIRS:
        if of == kind:
            assert other in [found.other for found in confusions(one) if found.kind == kind], (one, other)
            assert one in [found.other for found in confusions(other.upper()) if found.kind == kind]
            assert all(found.why.endswith(".") for found in confusions(one))


@pytest.mark.parametrize("word", ["douleur", "hypo", "", "genou"])
def test_most_words_are_taken_for_no_other(word: str) -> None:
    assert confusions(word) == ()


class Only:
    """Parts of which « vasculaire » alone is a known word."""

    @property
    def is_medical(self) -> Callable[[str], bool]:
        return "vasculaire".__eq__

    def knows(self, word: str) -> bool:
        return word == "vasculaire"

    def begins(self, start: str) -> bool:
        return True


FORMS = [(section, line.partition(" : ")[0].split(" ou ")) for section, line in sections("formation")]


@pytest.fixture(scope="module")
def formation() -> Formation:
    return shipped_formation()


def test_the_lists_of_parts_are_whole(formation: Formation) -> None:
    for section, forms in FORMS:
        for form in forms:
            word = f"hépato-{form}" if section == "suffixes" else f"{form}-vasculaire".lower()
            assert formation.explains(word, Only()), f"« {form} » n’est plus parmi les {section}"


@pytest.mark.parametrize("word", ["brachycardie", "brachypnée", "oncoprésie", "papillovirus",
                                  "histocomptabilité", "nitroaminés", "somnanbulisme"])  # fmt: skip
def test_words_written_for_another_are_never_known(word: str, formation: Formation) -> None:
    assert word in set_aside()
    assert not formation.explains(word, Only())


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("cérébrovasculaire", True),
        ("neurovasculaire", True),
        ("cérébro-vasculaire", True),
        ("hépatite", True),
        ("hépatites", True),
        ("zorbovasculaire", False),
        ("zorbo-vasculaire", False),
        ("cérébrozorb", False),
        ("hépato-", False),
        ("-vasculaire", False),
        ("annvasculaire", False),
        ("invasculaire", False),
        ("disvasculaire", False),
        ("bradycardie", False),
        ("vasculaire-vasculaire", True),
    ],
)
def test_what_is_well_formed(word: str, known: bool, formation: Formation) -> None:
    assert formation.explains(word, Only()) is known
