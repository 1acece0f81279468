"""Number words to numbers: every spelling of every number, and where one number ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.french.cardinals import cuts, ends_round, is_number_word, read_cardinal
from transcribe.french.fold import fold
from transcribe.french.numbers import read_ordinal
from transcribe.french.said_numbers import cardinal, ordinal

BELGIAN = {"soixante-dix": "septante", "quatre-vingt-dix": "nonante"}
LOWER_TEENS = {"onze": "et un", "douze": "deux", "treize": "trois", "quatorze": "quatre", "quinze": "cinq",
               "seize": "six", "dix-sept": "sept", "dix-huit": "huit", "dix-neuf": "neuf"}  # fmt: skip


def swiss(words: str, eighty: str = "quatre-vingt") -> str:
    """The words as in Switzerland or Belgium: septante, nonante, and huitante where ``eighty`` says so."""
    for teen, unit in LOWER_TEENS.items():
        for tens, ours in (("soixante", "septante"), ("quatre-vingt", "nonante")):
            link = " et " if teen == "onze" and tens == "soixante" else "-"
            joined = f"{ours} {unit}" if unit == "et un" else f"{ours}-{unit}"
            words = words.replace(f"{tens}{link}{teen}", joined)
    for french, ours in BELGIAN.items():
        words = words.replace(french, ours)
    if eighty != "quatre-vingt":
        words = words.replace("quatre-vingt-un", f"{eighty} et un").replace("quatre-vingts", eighty)
        words = words.replace("quatre-vingt", eighty)
    return words


def spellings(number: int) -> set[str]:
    """All usual ways to write a number in words."""
    words = cardinal(number)
    ways = {words, swiss(words), swiss(words, "huitante")}
    return {spelt for way in ways for spelt in (way, way.replace("-", " "), way.replace(" ", "-"))}


def read(words: str) -> int | None:
    keys = fold(words).split()
    found = read_cardinal(keys)
    return found.value if found is not None and found.used == len(keys) else None


@pytest.mark.parametrize("hundred", range(100))
def test_every_number_below_ten_thousand_is_read_in_every_spelling(hundred: int) -> None:
    for number in range(hundred * 100, hundred * 100 + 100):
        for words in spellings(number):
            assert read(words) == number, words


@given(st.integers(0, 10**9 - 1))
def test_larger_numbers_are_read_too(number: int) -> None:
    for words in spellings(number):
        assert read(words) == number, words


@given(st.integers(1, 9_999))
def test_every_ordinal_is_read_in_every_spelling(number: int) -> None:
    words = ordinal(number)
    for spelt in (
        words,
        words.replace("-", " "),
        words.replace(" ", "-"),
        swiss(words).replace("eième", "ième"),
    ):
        keys = fold(spelt).split()
        found = read_ordinal(keys)
        assert found is not None, spelt
        assert (found.value, found.stop) == (number, len(keys)), spelt


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_two_numbers_in_a_row_can_always_be_cut_where_they_meet(left: int, right: int) -> None:
    keys = fold(f"{cardinal(left)} {cardinal(right)}").split()
    if len(keys) <= 14:
        assert (left, right) in cuts(keys)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mil neuf cent vingt", 1920),
        ("dix-neuf cent quarante-deux", 1942),
        ("quinze cents", 1500),
        ("onze cents", 1100),
        ("dix-neuf cents", 1900),
        ("neuf cents", 900),
        ("nonante et un", 91),
        ("huitante et un", 81),
        ("octante-deux", 82),
        ("cent vingt-cinq mille", 125_000),
        ("deux-cent cinquante", 250),
        ("quatre-vingt-dix neuf", 99),
        ("vingt-et-un mille trois", 21_003),
    ],
)
def test_unusual_spellings(words: str, value: int) -> None:
    assert read(words) == value


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("quatorze huit", 14),
        ("vingt-deux quatre", 22),
        ("deux cents trois cents", 200),
        ("mille deux mille", 1000),
        ("cinq et demi", 5),
        ("vingt et", 20),
        ("zéro cinq", 0),
        ("quatre-vingts deux", 80),
        ("un mille", 1),
        ("un cent", 1),
        ("dix cents", 10),
        ("vingt cents", 20),
        ("vingt-et-un cents", 21),
        ("dix et un", 10),
        ("trente quarante", 30),
    ],
)
def test_a_number_ends_where_french_ends_it(words: str, first: int) -> None:
    keys = fold(words).split()
    found = read_cardinal(keys)
    assert found is not None
    assert (found.value, found.used < len(keys)) == (first, True)


@pytest.mark.parametrize(
    "words", ["mil", "et un", "cette", "millet", "quatre-heures", "un-deux", "mille-feuille"]
)
def test_what_is_no_number(words: str) -> None:
    assert read(words) is None
    assert not is_number_word(fold(words))


@pytest.mark.parametrize(
    ("words", "loose"),
    [
        ("quarante un", True),
        ("cinq cents deux", True),
        ("soixante onze", True),
        ("quarante et un", False),
        ("cinq cent deux", False),
        ("quatre-vingt-un", False),
        ("mille deux", False),
    ],
)
def test_words_that_lack_what_french_wants_inside_one_number(words: str, loose: bool) -> None:
    found = read_cardinal(words.split())
    assert found is not None
    assert found.loose is loose


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("cent vingt quatre vingt", (120, 80)),
        ("cent trente quatre vingt cinq", (130, 85)),
        ("mille cinq cents deux", (1500, 2)),
        ("dix sept", (10, 7)),
    ],
)
def test_other_ways_to_cut_a_row_of_number_words(words: str, way: tuple[int, ...]) -> None:
    assert way in cuts(words.split())


def test_a_number_is_the_first_way_to_cut_its_own_words() -> None:
    assert cuts(["cent", "vingt"])[0] == (120,)
    assert cuts(["vingt", "et"]) == ()
    assert cuts(["vingt-quatre"]) == ((24,),)


@pytest.mark.parametrize("words", ["deux cents deux cents", "deux cents-deux"])
def test_no_cut_is_made_before_the_plural_of_cent(words: str) -> None:
    assert not {202, 2} & {way[0] for way in cuts(words.split()) if len(way) > 1}


@pytest.mark.parametrize("word", ["cent", "cents", "mille", "deux-cents", "deux-mille"])
def test_words_that_end_a_round_number(word: str) -> None:
    assert ends_round(word)


@pytest.mark.parametrize("word", ["vingt", "cent-un", "un", "million", "pourcent", ""])
def test_words_that_end_no_round_number(word: str) -> None:
    assert not ends_round(word)
