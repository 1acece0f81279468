"""Passages whose error would harm: what decides them, and how far they go."""

import pytest

from transcribe.terms.passages import Passage, follows_title, kind_of, passages
from transcribe.terms.tokens import tokenize


def found(text: str) -> list[tuple[str, str]]:
    tokens = tokenize(text)
    return [(text[tokens[p.first].start : tokens[p.last].end], p.kind) for p in passages(text, tokens)]


def kind(text: str, word: str) -> str | None:
    tokens = tokenize(text)
    return kind_of(tokens, [token.text for token in tokens].index(word))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ramipril 5 mg par jour", [("ramipril 5 mg par jour", "dose")]),
        ("ramipril cinq milligrammes le matin", [("ramipril cinq milligrammes", "dose")]),
        ("une dose de 5 mg", [("dose de 5 mg", "dose")]),
        ("2 comprimés 3 fois par jour", [("2 comprimés 3 fois par jour", "dose")]),
        ("pendant 10 jours", [("pendant 10 jours", "dose")]),
        ("le 3 mars 2026", [("3 mars 2026", "dose")]),
        ("revu en mars", [("revu en mars", "dose")]),
        ("fracture du fémur droit", [("fémur droit", "laterality")]),
        ("douleur à droite", [("douleur à droite", "laterality")]),
        ("il ne tousse pas", [("ne tousse", "negation"), ("pas", "negation")]),
        ("pas de fièvre ni frissons", [("pas de fièvre", "negation"), ("ni frissons", "negation")]),
        ("absence de lésion osseuse visible", [("absence de lésion osseuse", "negation")]),
        ("sans fièvre, toux grasse", [("sans fièvre", "negation")]),
        ("Mme Jeanne Roy sort", [("Jeanne Roy", "identity")]),
        ("le docteur Le Goff", [("Le Goff", "identity")]),
        ("toux grasse et fièvre", []),
        ("tumeur pT3 du rein", [("tumeur pT3", "dose")]),
        ("disque L4-L5 abîmé", [("disque L4-L5", "dose")]),
        ("index Ki-67 élevé", [("index Ki-67", "dose")]),
        ("tumeur pTis du rein", []),
        ("valeur en mmHg", []),
        ("ramipril. 5 mg", [("5 mg", "dose")]),
        ("5 mg, par jour", [("5 mg", "dose")]),
        ("genou, droit", [("droit", "laterality")]),
        ("pas (fièvre)", [("pas", "negation")]),
        ("stade T2 tumoral", [("stade T2", "dose")]),
        ("5 mg 1 fois", [("5 mg 1 fois", "dose")]),
        ("il a le droit de sortir", []),
        ("", []),
    ],
)
def test_a_passage_takes_what_it_qualifies(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_figure_goes_on_for_ten_words_at_most() -> None:
    (passage, *_) = passages(text := "dose 1 2 3 4 5 6 7 8 9 10 11 12", tokenize(text))
    assert (passage.first, passage.last) == (0, 10)


def test_a_letter_holds_all_its_passages_with_their_kind_and_date() -> None:
    text = (
        "Mme Roy née le 3 mars 1960 prend bisoprolol 5 mg matin. Genou droit et gauche, pas de fièvre ni de toux ; "
        "TA 12/8, amoxicilline 1 g trois fois par jour pendant 7 jours"
    )
    tokens = tokenize(text)
    assert [
        (text[tokens[p.first].start : tokens[p.last].end], p.kind, p.dated) for p in passages(text, tokens)
    ] == [
        ("Roy", "identity", False),
        ("née le 3 mars 1960", "dose", True),
        ("bisoprolol 5 mg", "dose", False),
        ("Genou droit", "laterality", False),
        ("gauche", "laterality", False),
        ("pas de fièvre", "negation", False),
        ("ni de toux", "negation", False),
        ("TA 12/8", "dose", False),
        ("amoxicilline 1 g trois fois par jour", "dose", False),
        ("pendant 7 jours", "dose", False),
    ]


def test_a_dated_passage_says_so() -> None:
    text = "le 3 mars 2026"
    assert list(passages(text, tokenize(text))) == [Passage(1, 3, "dose", True)]
    text = "5 mg"
    assert list(passages(text, tokenize(text))) == [Passage(0, 1, "dose", False)]


def test_passages_never_overlap() -> None:
    text = "genou droit 5 mg sans fièvre, Mme Roy 3 mars gauche pas de toux"
    tokens = tokenize(text)
    ends = [-1]
    for passage in passages(text, tokens):
        assert ends[-1] < passage.first <= passage.last
        ends.append(passage.last)
    assert len(ends) > 6


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Mme Roy", "Roy", "identity"),
        ("Mme Jeanne de La Tour", "Tour", "identity"),
        ("Mme roy", "roy", None),
        ("le Roy", "Roy", None),
        ("Mme la directrice Roy", "Roy", None),
        ("genou droit", "droit", "laterality"),
        ("atteinte bilatérale", "bilatérale", "laterality"),
        ("le droit du patient", "droit", None),
        ("lobe supérieur", "supérieur", None),
        ("pas de toux", "pas", "negation"),
        ("il ne fume plus", "plus", "negation"),
        ("il est plus grand", "plus", None),
        ("pas à pas", "pas", None),
        ("cinq jours", "cinq", "dose"),
        ("un jour", "un", None),
        ("12 jours", "12", "dose"),
        ("en mars", "mars", "dose"),
        ("vertèbre L5", "L5", "dose"),
        ("un bilan BU", "BU", None),
        ("toux grasse", "toux", None),
    ],
)
def test_what_a_word_decides(text: str, word: str, expected: str | None) -> None:
    assert kind(text, word) == expected


def test_a_title_five_words_before_at_most_makes_a_name() -> None:
    tokens = tokenize("docteur A B C D E F")
    assert [follows_title(tokens, place) for place in range(1, 7)] == [True] * 5 + [False]
