"""Where readings of the language begin and stop: each limit with the words on both of its sides."""

import pytest

from transcribe.french.cardinals import read_cardinal
from transcribe.french.counts import part
from transcribe.french.numbers import read_whole
from transcribe.french.openings import find_exams
from transcribe.french.tokens import tokenise
from transcribe.french.units import read_unit


@pytest.mark.parametrize(
    ("said", "value", "used"),
    [
        ("cent", 100, 1), ("un cent", 1, 1), ("deux cents", 200, 2), ("neuf cents", 900, 2), ("dix cents", 10, 1),
        ("onze cents", 1100, 2), ("onze cent trois", 1103, 3), ("dix-neuf cents", 1900, 3), ("vingt cents", 20, 1),
    ],
)  # fmt: skip
def test_what_counts_hundreds(said: str, value: int, used: int) -> None:
    found = read_cardinal(said.replace("-", " ").split())
    assert found is not None
    assert (found.value, found.used) == (value, used)


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("3 mille", "3000"), ("2,5 mille", "2500"), ("1 million", "1000000"), ("4 millions", "4000000"),
        ("2,5 millions", "2500000"), ("0,5 million", "500000"), ("0,1234567 million", "0,1234567"),
        ("4 mille 500", "4000"), ("5mg", ""), ("1er", ""), ("b12", ""), ("12", "12"), ("4 000", "4000"),
    ],
)  # fmt: skip
def test_figures_and_the_word_that_multiplies_them(said: str, figures: str) -> None:
    found = read_whole(said.split())
    assert (found.figures if found else "") == figures


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("dit-il", "il"),
        ("a-t-il", "il"),
        ("va-t-elle", "elle"),
        ("donnez-le-lui", "lui"),
        ("revoyez-moi", "moi"),
    ],
)
def test_the_last_pronoun_behind_a_verb_is_its_key(said: str, key: str) -> None:
    (token,) = [token for token in tokenise(f"Le patient {said} bien") if token.kind == "pronoun"]
    assert token.key == key


@pytest.mark.parametrize(
    ("said", "symbol"),
    [
        ("gamma", "µg"),
        ("gammas", "µg"),
        ("gamma GT", ""),
        ("gamma gt élevées", ""),
        ("gamma knife", ""),
    ],
)
def test_a_gamma_is_a_unit_but_in_a_name(said: str, symbol: str) -> None:
    found = read_unit(said.split())
    assert (found.symbol if found else "") == symbol


def test_a_name_before_a_gamma_takes_nothing_from_it() -> None:
    found = read_unit("gt 5 gamma".split(), 2)
    assert found is not None
    assert found.symbol == "µg"


@pytest.mark.parametrize(
    ("words", "read"),
    [("deux millions", False), ("cent deux", True), ("vingt et un", False), ("quatre vingt deux", True)],
)
def test_a_number_is_parted_where_both_sides_are_numbers(words: str, read: bool) -> None:
    assert (part(words.split(), ["gouttes"], "lévothyroxine") is not None) == read


@pytest.mark.parametrize(
    ("between", "read"),
    [(0, True), (7, True), (8, True), (9, False), (12, False)],
)
def test_a_verb_tells_a_result_at_most_nine_words_after_the_examination(between: int, read: bool) -> None:
    text = f"L’échographie {' '.join(['longue'] * between)} montre un calcul."
    assert bool(list(find_exams(text))) == read
    assert bool(list(find_exams(text.removeprefix("L’").capitalize()))) == read
