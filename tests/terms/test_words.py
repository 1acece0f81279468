"""How words sound, what forms they have, and what they were before the spelling of 1990."""

from pathlib import Path

import pytest

from transcribe.terms import Lexicon
from transcribe.terms.inflection import inflections
from transcribe.terms.reform import before_reform, traditional
from transcribe.terms.sound import coarse, sound


def table(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("word", "phones", "roughly"), table("sounds"))
def test_how_a_word_sounds(word: str, phones: str, roughly: str) -> None:
    assert (sound(word), coarse(sound(word))) == (phones, roughly)


@pytest.mark.parametrize(("word", "forms"), table("inflections"))
def test_the_other_forms_of_a_word(word: str, forms: str) -> None:
    assert " ".join(inflections(word)) == forms


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("gèrerait", "gérerait"), ("cèdera", "cédera"), ("sècheresse", "sécheresse"),
        ("évènement", "événement"), ("règlementaire", "réglementaire"), ("crèmerie", "crémerie"),
        ("allègement", "allégement"), ("morcèle", "morcelle"), ("étiquètera", "étiquettera"),
        ("ambigüe", "ambiguë"), ("ambigüité", "ambiguïté"), ("gageüre", "gageure"),
        ("contrindication", "contre-indication"), ("connaitre", "connaître"), ("aout", "août"),
        ("piqure", "piqûre"), ("bruler", "brûler"), ("boite", "boîte"),
    ],
)  # fmt: skip
def test_a_reformed_spelling_is_its_traditional_one(new: str, old: str, lexicon: Lexicon) -> None:
    assert old in list(before_reform(new, lexicon.knows))
    assert traditional(new, lexicon.knows) == old


@pytest.mark.parametrize(
    "word",
    "du mur murs mure mures sur surs sure sures jeune jeunes fut cru crus crue crues mu croit crois git".split(),
)
def test_words_that_are_others_without_their_circumflex(word: str, lexicon: Lexicon) -> None:
    assert list(before_reform(word, lexicon.knows)) == []


@pytest.mark.parametrize("word", ["mèdecin", "squelète", "fimes", "futes", "contre", "entre", "toux"])
def test_what_the_reform_did_not_change(word: str, lexicon: Lexicon) -> None:
    assert traditional(word, lexicon.knows) == ""
