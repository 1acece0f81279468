"""What is to be looked at in a text: from which risk, how far, and what is left alone."""

import pytest

from transcribe.core.types import Segment, Transcript, Word
from transcribe.terms import Lexicon
from transcribe.terms.correction.spans import suspicious_spans, take_apart
from transcribe.terms.finding import Reading, find, find_in_text
from transcribe.terms.tokens import tokenize

LIMITS = dict.fromkeys(("dose", "date", "laterality", "negation", "identity"), 0.3)


def found(text: str, lexicon: Lexicon, word: float = 0.5, **risks: float) -> list[tuple[str, str]]:
    """Kind and words of what is found when some words are as risky as said."""
    tokens = tokenize(text)
    reading = Reading(text, tokens, [risks.get(token.text, 0.0) for token in tokens], word, LIMITS)
    return [(one.kind, text[one.start : one.end]) for one in find(reading, lexicon)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("une zorbulite franche", [("unknown", "zorbulite")]),
        ("une hémi plégie franche", [("unknown", "hémi plégie")]),
        ("une toux grasse", []),
        ("vu par Zorbulon hier", []),
        ("Zorbulon est venu", [("unknown", "Zorbulon")]),
        ("vu. Zorbulon est venu", [("unknown", "Zorbulon")]),
        ("vu\nZorbulon est venu", [("unknown", "Zorbulon")]),
        ("Mme Zorbulon est venue", []),
        ("vu (Zorbulon) hier", []),
        ("vu ZORBULON hier", [("unknown", "ZORBULON")]),
        ("code X12 et 5 mg", []),
        ("un z ici", []),
        ("une hémoptizie", [("unknown", "hémoptizie")]),
        ("pas d'Hémoptizie", [("unknown", "Hémoptizie")]),
    ],
)
def test_a_typed_text(text: str, expected: list[tuple[str, str]], lexicon: Lexicon) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in find_in_text(text, lexicon)] == expected


@pytest.mark.parametrize(("risk", "doubted"), [(0.49, False), (0.5, True), (0.9, True)])
def test_a_word_is_doubted_from_its_risk_on(risk: float, doubted: bool, lexicon: Lexicon) -> None:
    assert bool(found("une maison blanche", lexicon, maison=risk)) is doubted


@pytest.mark.parametrize(
    ("text", "word", "kind", "words"),
    [
        ("fémur droit ici", "droit", "laterality", "fémur droit"),
        ("pas de fièvre", "pas", "negation", "pas de fièvre"),
        ("bisoprolol 5 mg", "5", "dose", "5 mg"),
        ("le 3 mars", "mars", "dose", "3 mars"),
        ("Mme Dupraz ici", "Dupraz", "identity", "Dupraz"),
    ],
)
def test_a_passage_is_doubted_from_the_risk_of_its_kind_on(
    text: str, word: str, kind: str, words: str, lexicon: Lexicon
) -> None:
    assert found(text, lexicon, **{word: 0.31}) == [(kind, words)]
    assert found(text, lexicon, **{word: 0.29}) == []
    assert found(text, lexicon) == []


def test_small_risks_add_up_in_a_passage(lexicon: Lexicon) -> None:
    assert found("bisoprolol 5 mg", lexicon, **{"bisoprolol": 0.2, "5": 0.2}) == [("dose", "bisoprolol 5 mg")]
    assert found("bisoprolol 5 mg", lexicon, **{"5": 0.2}) == []


def test_a_passage_is_doubted_from_the_risk_of_a_word_when_that_is_less(lexicon: Lexicon) -> None:
    assert found("bisoprolol 5 mg", lexicon, 0.1, **{"5": 0.15}) == [("dose", "5 mg")]


def test_what_an_unknown_word_covers_is_doubted_once(lexicon: Lexicon) -> None:
    assert found("zorbulite droite", lexicon, droite=0.9) == [("unknown", "zorbulite")]


def test_a_few_risky_words_in_a_row_have_one_mark(lexicon: Lexicon) -> None:
    risky = {"maison": 0.9, "blanche": 0.9, "calme": 0.9, "froide": 0.9, "vide": 0.9}
    assert found("maison blanche calme froide vide", lexicon, **risky) == [
        ("unsure", "maison blanche calme froide"),
        ("unsure", "vide"),
    ]
    assert found("maison, blanche", lexicon, **risky) == [("unsure", "maison"), ("unsure", "blanche")]


def test_a_word_taken_for_another_says_why(lexicon: Lexicon) -> None:
    tokens = tokenize("une hypotension nette")
    reading = Reading("une hypotension nette", tokens, [0.0, 0.9, 0.0], 0.5, LIMITS)
    (one,) = find(reading, lexicon)
    assert (one.kind, one.alternatives) == ("confusable", ("hypertension",))
    assert one.reason and not one.reason.endswith(".")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(0, 1, "une toux"), (0, 2, ""), (-1, 1, ""), (2, 4, ""), (4, 5, "et fièvre"), (4, 6, ""), (0, 0, "une")],
)
def test_words_between_marks(first: int, last: int, words: str) -> None:
    text = "une toux 5 mg et fièvre"
    tokens = tokenize(text)
    assert Reading(text, tokens, [0.0] * len(tokens)).words(first, last) == words


def spans(text: str, lexicon: Lexicon, *probabilities: float) -> set[str]:
    said = text.split()
    values = [*probabilities, *[0.99] * (len(said) - len(probabilities))]
    words = tuple(Word(word, i, i + 0.9, p) for i, (word, p) in enumerate(zip(said, values, strict=True)))
    heard = Transcript(words, (Segment(0, len(words) - 1, 0.0, float(len(words))),), duration=9.0)
    return {span.text for span in suspicious_spans(heard, take_apart(words, lexicon))}


@pytest.mark.parametrize(
    ("text", "probabilities", "expected"),
    [
        ("une zorbulite", (), True),
        ("cholécystite", (0.79,), True),
        ("cholécystite", (0.80,), False),
        ("maison", (0.49,), True),
        ("maison", (0.50,), False),
        ("zor", (), False),
        ("zorb", (), True),
        ("Madame Zorbulite", (), False),
        ("5mg12", (0.1,), False),
    ],
)
def test_what_may_stand_for_something_else(
    text: str, probabilities: tuple[float, ...], expected: bool, lexicon: Lexicon
) -> None:
    assert (text.rsplit(maxsplit=1)[-1] in spans(text, lexicon, *probabilities)) is expected


def test_a_span_holds_four_words_at_most_and_ends_with_its_clause(lexicon: Lexicon) -> None:
    assert max(len(text.split()) for text in spans("zorb zurb zirb zarb zerb", lexicon)) == 4
    assert not any(" " in text for text in spans("zorb, zurb", lexicon))


def test_a_name_ends_with_its_clause(lexicon: Lexicon) -> None:
    heard = take_apart((Word("Madame", 0, 1, 1.0), Word("Roy,", 1, 2, 1.0), Word("Toux", 2, 3, 1.0)), lexicon)
    assert [word.protected for word in heard] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "low", "marked"),
    [
        ("créatinine à 88 µmol", {"88": 0.4}, "88 µmol"),
        ("créatinine à 88 µmol", {"créatinine": 0.4}, "créatinine à 88 µmol"),
        ("créatinine à 88 µmol", {"créatinine": 0.4, "88": 0.4}, "créatinine à 88 µmol"),
        ("créatinine à 88 µmol", {"µmol": 0.4}, "88 µmol"),
    ],
)
def test_a_figure_is_marked_from_the_first_word_that_is_not_sure(
    lexicon: Lexicon, text: str, low: dict[str, float], marked: str
) -> None:
    assert found(text, lexicon, 0.9, **low) == [("dose", marked)]


@pytest.mark.parametrize(("word", "proposed"), [("lit", False), ("toux", True), ("hémoptizie", True)])
def test_a_short_word_that_may_be_misheard_has_no_proposals(
    word: str, proposed: bool, lexicon: Lexicon
) -> None:
    text = f"une {word} hier"
    tokens = tokenize(text)
    risks = [0.9 if token.text == word else 0.0 for token in tokens]
    others = [one.alternatives for one in find(Reading(text, tokens, risks, 0.5, LIMITS), lexicon)]
    assert [bool(one) for one in others] == [proposed]
