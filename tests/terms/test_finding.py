"""What is to be looked at in a text: from which risk, how far, and what is left alone."""

import pytest

from transcribe.core.types import Segment, Transcript, Word
from transcribe.terms import Lexicon
from transcribe.terms.correction.spans import suspicious_spans, take_apart
from transcribe.terms.finding import Found, Reading, find, find_in_text
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


@pytest.mark.parametrize(
    ("text", "risks", "expected"),
    [
        ("zorbulite droite", {"droite": 0.9}, [("unknown", "zorbulite"), ("laterality", "droite")]),
        ("zorbulite de 5 mg", {"5": 0.9}, [("unknown", "zorbulite"), ("dose", "5 mg")]),
        ("pas de zorbulite", {"pas": 0.9}, [("negation", "pas"), ("unknown", "zorbulite")]),
        ("zorbulite droite", {}, [("unknown", "zorbulite")]),
        ("zorbulite de 5 mg", {"zorbulite": 0.9}, [("unknown", "zorbulite")]),
        ("une toux à droite", {"droite": 0.9}, [("laterality", "toux à droite")]),
    ],
)
def test_a_side_or_a_figure_beside_a_marked_word_keeps_its_own_doubt(
    text: str, risks: dict[str, float], expected: list[tuple[str, str]], lexicon: Lexicon
) -> None:
    assert found(text, lexicon, **risks) == expected


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
        ("créatinine à 88 µmol", "88", "88 µmol"),
        ("créatinine à 88 µmol", "créatinine", "créatinine à 88 µmol"),
        ("créatinine à 88 µmol", "créatinine 88", "créatinine à 88 µmol"),
        ("créatinine à 88 µmol", "µmol", "88 µmol"),
        ("bisoprolol 5 mg 2 fois par jour", "5", "5 mg"),
        ("bisoprolol 5 mg 2 fois par jour", "2", "2 fois"),
        ("bisoprolol 5 mg 2 fois par jour", "jour", "2 fois"),
        ("bisoprolol 5 mg 2 fois par jour", "bisoprolol", "bisoprolol 5 mg"),
        ("bisoprolol 5 mg 2 fois par jour", "5 2", "5 mg 2 fois"),
        ("tension à 12/8", "8", "8"),
        ("tension à 12/8", "tension", "tension à 12/8"),
        ("vue le 12 mars", "12", "12 mars"),
        ("vue le 12 mars", "mars", "12 mars"),
        ("vue le 12 mars", "vue", "vue le 12 mars"),
    ],
)
def test_a_figure_is_marked_from_the_first_word_that_is_not_sure_to_its_unit_and_a_date_to_its_end(
    lexicon: Lexicon, text: str, low: str, marked: str
) -> None:
    assert found(text, lexicon, 0.9, **dict.fromkeys(low.split(), 0.4)) == [("dose", marked)]


@pytest.mark.parametrize(("word", "proposed"), [("lit", False), ("toux", True), ("hémoptizie", True)])
def test_a_short_word_that_may_be_misheard_has_no_proposals(
    word: str, proposed: bool, lexicon: Lexicon
) -> None:
    text = f"une {word} hier"
    tokens = tokenize(text)
    risks = [0.9 if token.text == word else 0.0 for token in tokens]
    others = [one.alternatives for one in find(Reading(text, tokens, risks, 0.5, LIMITS), lexicon)]
    assert [bool(one) for one in others] == [proposed]


@pytest.mark.parametrize(
    ("text", "joined", "term"),
    [
        ("un tri jumeau ici", "tri jumeau", "trijumeau"),
        ("une écho guidée ici", "écho guidée", "échoguidée"),
        ("voie trans osseuse", "trans osseuse", "transosseuse"),
        ("voie trans, osseuse", "", ""),
        ("voie trans-osseuse", "", ""),
        ("parti elle aussi", "", ""),  # deux mots de tous les jours
        ("posé sur langue chargée", "", ""),
        ("un anti allergique", "", ""),
        ("la fibrillation atriale", "", ""),
        ("un chien bleu", "", ""),
    ],
)
def test_two_known_words_are_one_when_one_of_them_is_rare(
    text: str, joined: str, term: str, lexicon: Lexicon
) -> None:
    expected = [
        ("unknown", joined, f"« {joined} » s’écrit sans doute « {term} »", (term,)) for _ in [1] if joined
    ]
    assert [
        (one.kind, text[one.start : one.end], one.reason, one.alternatives)
        for one in find_in_text(text, lexicon)
    ] == expected


@pytest.mark.parametrize(("letter", "found"), [("ß", []), ("ñ", []), ("ßß", ["ßß"])])
def test_a_letter_is_not_judged_even_if_no_list_holds_it(
    letter: str, found: list[str], lexicon: Lexicon
) -> None:
    text = f"un {letter} ici"
    assert [text[one.start : one.end] for one in find_in_text(text, lexicon)] == found


@pytest.mark.parametrize(("risk", "doubted"), [(0.49, False), (0.5, True), (0.9, True)])
def test_a_name_that_no_list_holds_is_doubted_from_the_risk_of_a_word_on(
    risk: float, doubted: bool, lexicon: Lexicon
) -> None:
    assert bool(found("vu par Zorbulon hier", lexicon, Zorbulon=risk)) is doubted


@pytest.mark.parametrize(
    ("risk", "marked"), [(0.5, "maison blanche"), (0.49, "maison"), (0.9, "maison blanche")]
)
def test_a_row_goes_on_with_words_as_risky_as_a_word_may_be(
    risk: float, marked: str, lexicon: Lexicon
) -> None:
    assert found("une maison blanche", lexicon, maison=0.5, blanche=risk) == [("unsure", marked)]


@pytest.mark.parametrize(
    ("text", "others", "marked"),
    [
        ("maison droite", {"droite": 0.9}, [("unsure", "maison"), ("laterality", "droite")]),
        ("maison zorbulite", {"zorbulite": 0.9}, [("unsure", "maison"), ("unknown", "zorbulite")]),
        ("maison 5 mg", {}, [("unsure", "maison")]),
    ],
)
def test_a_row_ends_before_what_is_doubted_for_itself(
    text: str, others: dict[str, float], marked: list[tuple[str, str]], lexicon: Lexicon
) -> None:
    assert found(text, lexicon, maison=0.9, **others) == marked


def test_nothing_without_risk_is_doubted_even_where_no_risk_may_be_run(lexicon: Lexicon) -> None:
    text = "bisoprolol 5 mg"
    tokens = tokenize(text)
    sure, unsure = (Reading(text, tokens, [0.0, risk, 0.0], 0.5, {"dose": 0.0}) for risk in (0.0, 0.01))
    assert list(find(sure, lexicon)) == []
    assert [one.kind for one in find(unsure, lexicon)] == ["dose"]


@pytest.mark.parametrize(("risk", "doubted"), [(0.3, True), (0.29, False)])
def test_a_passage_as_risky_as_its_limit_is_doubted(risk: float, doubted: bool, lexicon: Lexicon) -> None:
    text = "bisoprolol 5 mg"
    reading = Reading(
        text, tokenize(text), [0.0, risk, 0.0], 0.5, {"dose": Reading("", [], [risk]).risk(0, 0)}
    )
    assert bool(list(find(reading, lexicon)))
    assert bool(found(text, lexicon, **{"5": risk + 1e-9})) is doubted


def test_a_passage_of_a_kind_without_limit_is_doubted_from_the_risk_of_a_word_on(lexicon: Lexicon) -> None:
    text = "bisoprolol 5 mg"
    tokens = tokenize(text)
    kept, told = (Reading(text, tokens, [0.0, risk, 0.0], 0.5) for risk in (0.49, 0.51))
    assert [list(find(kept, lexicon)), len(list(find(told, lexicon)))] == [[], 1]


@pytest.mark.parametrize(
    ("kind", "last", "strong"),
    [
        ("dose", 0, True),
        ("dose", 1, True),
        ("negation", 0, False),
        ("negation", 1, True),
        ("unsure", 0, True),
        ("identity", 0, True),  # un nom douteux est toujours à vérifier
    ],
)
def test_a_doubt_is_strong_from_the_risk_of_its_kind_on(kind: str, last: int, strong: bool) -> None:
    reading = Reading("a b", [], [0.5, 0.5], strong={"dose": 0.5, "negation": 0.75, "identity": 0.99})
    assert reading.is_strong(kind, 0, last) is strong


@pytest.mark.parametrize(
    ("text", "kind", "reason", "dated"),
    [
        ("bisoprolol 5 mg", "dose", "chiffre à vérifier : « bisoprolol 5 mg »", False),
        ("revu en mars", "dose", "date à vérifier : « revu en mars »", True),
        ("fémur droit", "laterality", "côté à vérifier : « fémur droit »", False),
        ("pas de fièvre", "negation", "négation à vérifier : « pas de fièvre »", False),
        ("Mme Dupraz", "identity", "identité à vérifier : « Dupraz »", False),
    ],
)
def test_what_is_found_in_a_passage_is_told_whole(
    text: str, kind: str, reason: str, dated: bool, lexicon: Lexicon
) -> None:
    tokens = tokenize(text)
    (one,) = find(Reading(text, tokens, [0.35] * len(tokens), 0.5, LIMITS), lexicon)
    first = len(tokens) - 1 if kind == "identity" else 0
    assert one == Found(tokens[first].start, len(text), first, len(tokens) - 1, one.kind, reason, dated=dated)
    assert one.kind == kind


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("zorbulite, 5 mg", [("unknown", "zorbulite"), ("dose", "5 mg")]),
        ("5 mg zorbulite", [("dose", "5 mg"), ("unknown", "zorbulite")]),
        ("toux 5 mg zorbulite", [("dose", "5 mg"), ("unknown", "zorbulite")]),
    ],
)
def test_a_passage_beside_an_unknown_word_is_doubted_too(
    text: str, marked: list[tuple[str, str]], lexicon: Lexicon
) -> None:
    assert found(text, lexicon, **{"5": 0.4}) == marked
