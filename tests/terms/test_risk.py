"""The evidence that a word is wrong: each figure moves with what it measures."""

import math
from dataclasses import replace

import pytest

from transcribe.core.revision import Revision
from transcribe.core.types import Edit, Segment, Transcript, Word
from transcribe.terms import Lexicon
from transcribe.terms.checking import tokens_of
from transcribe.terms.risk import EVIDENCE, evidence, fitted_risks, risks


def transcript(*said: tuple[str, float, float, float], ends: bool = True) -> Transcript:
    """Words with their start, end and probability; one segment."""
    words = tuple(Word(text, start, end, probability) for text, start, end, probability in said)
    segments = (Segment(0, len(words) - 1, 0.0, words[-1].end),) if ends else ()
    return Transcript(words, segments, duration=words[-1].end)


def even(text: str, probability: float = 0.9) -> Transcript:
    return transcript(*((w, i * 0.5, i * 0.5 + 0.4, probability) for i, w in enumerate(text.split())))


def seen(heard: Transcript, lexicon: Lexicon, place: int, *edits: Edit) -> dict[str, float]:
    tokens, pieces = tokens_of(Revision(heard, edits))
    return dict(zip(EVIDENCE, evidence(heard, tokens, pieces, lexicon)[place], strict=True))


def odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def test_how_surely_it_was_heard(lexicon: Lexicon) -> None:
    heard = transcript(
        ("toux", 0, 1, 0.9),
        ("grasse", 1, 2, 0.6),
        ("hier", 2, 3, 0.8),
        ("soir", 3, 4, 1.0),
        ("froid", 4, 5, 0.0),
    )
    one = seen(heard, lexicon, 1)
    assert one["heard"] == one["least"] == pytest.approx(odds(0.6))
    assert one["before"] == pytest.approx(odds(0.9))
    assert one["after"] == pytest.approx(odds(0.8))
    assert one["around"] == pytest.approx((odds(0.9) + odds(0.6) + odds(0.8) + odds(0.995) + odds(0.02)) / 5)
    assert one["least around"] == pytest.approx(odds(0.02))
    assert seen(heard, lexicon, 0)["before"] == 2.0
    assert seen(heard, lexicon, 4)["after"] == 2.0
    assert seen(heard, lexicon, 0)["least around"] == pytest.approx(odds(0.6))


def test_two_words_written_as_one_have_the_least_of_both(lexicon: Lexicon) -> None:
    heard = transcript(("a", 0, 1, 0.9), ("trente", 1, 2, 0.5), ("deux", 2, 3, 0.7))
    one = seen(heard, lexicon, 1, Edit(1, 2, "32", "number", "nombre"))
    assert one["heard"] == pytest.approx((odds(0.5) + odds(0.7)) / 2)
    assert one["least"] == pytest.approx(odds(0.5))
    assert (one["written"], one["corrected"], one["correction risk"]) == (1.0, 0.0, 0.0)


def test_a_correction_is_as_risky_as_it_is_unsure(lexicon: Lexicon) -> None:
    one = seen(even("une tou grasse"), lexicon, 1, Edit(1, 1, "toux", "term", "proche", 0.7))
    assert (one["written"], one["corrected"]) == (0.0, 1.0)
    assert one["correction risk"] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("text", "place", "name", "value"),
    [
        ("une zorbulite grasse", 1, "unknown", 1.0),
        ("une toux grasse", 1, "unknown", 0.0),
        ("une zorbulite grasse", 0, "unknown around", 1.0),
        ("une zorbulite grasse", 2, "unknown around", 1.0),
        ("une zorbulite grasse", 1, "unknown around", 0.0),
        ("une cholécystite grasse", 1, "medical", 1.0),
        ("une maison grasse", 1, "medical", 0.0),
        ("vu par Dupont hier", 2, "name", 1.0),
        ("vu par toux hier", 2, "name", 0.0),
        ("vu par Dupont hier", 2, "capital", 1.0),
        ("Dupont est vu", 0, "capital", 0.0),
        ("vu en IRM hier", 2, "capital", 0.0),
        ("le foie", 0, "short", 1.0),
        ("toux foie", 0, "short", 0.0),
        ("le foie", 0, "little", 1.0),
        ("une cholécystite", 1, "little", 0.0),
        ("une hypotension nette", 1, "confusable", 1.0),
        ("une maison nette", 1, "confusable", 0.0),
        ("toux et toux", 2, "repeated", 1.0),
        ("toux et Toux", 2, "repeated", 1.0),
        ("toux et la toux", 3, "repeated", 1.0),
        ("toux et la nuit toux", 4, "repeated", 0.0),
        ("toux et nuit", 2, "repeated", 0.0),
        ("dose 12 jours", 1, "figure", 1.0),
        ("dose 12 jours", 2, "figure", 0.0),
        ("genou droit", 1, "side", 1.0),
        ("genou droit", 0, "side", 0.0),
        ("sans fièvre", 0, "negation", 1.0),
        ("sans fièvre", 1, "negation", 0.0),
        ("Mme Roy sort", 1, "identity", 1.0),
        ("Mme Roy sort", 2, "identity", 0.0),
        ("genou droit hier soir tard", 0, "near critical", 1.0),
        ("genou droit hier soir tard", 3, "near critical", 1.0),
        ("genou droit hier soir tard", 4, "near critical", 0.0),
        ("genou droit hier soir tard", 1, "near critical", 0.0),
    ],
)
def test_what_is_known_of_the_word(lexicon: Lexicon, text: str, place: int, name: str, value: float) -> None:
    assert seen(even(text), lexicon, place)[name] == value


def test_rare_words_are_rarer_than_common_ones(lexicon: Lexicon) -> None:
    rarity = [seen(even("le foie zorbulite"), lexicon, place)["rarity"] for place in range(3)]
    assert 0.0 <= rarity[0] < rarity[1] < rarity[2] == 1.0


def test_pauses_and_pace(lexicon: Lexicon) -> None:
    heard = transcript(
        ("toux", 0, 0.3, 0.9), ("grasse", 0.5, 0.95, 0.9), ("hier,", 5, 9, 0.9), ("soir", 9, 9, 0.9)
    )
    one, two, three, four = (seen(heard, lexicon, place) for place in range(4))
    assert [one["gap before"], one["gap after"]] == pytest.approx([0.0, 0.2])
    assert [two["gap before"], two["gap after"]] == pytest.approx([0.2, 1.5])
    assert (three["gap before"], three["gap after"], four["gap after"]) == (1.5, 0.0, 0.0)
    assert one["slow"] == one["fast"] == pytest.approx(0.0)
    assert two["slow"] == two["fast"] == pytest.approx(0.0)
    assert (three["slow"], three["fast"]) == (2.0, 0.0)
    assert (four["slow"], four["fast"]) == (0.0, 2.0)


def test_a_pause_before_the_last_word_is_after_the_one_before(lexicon: Lexicon) -> None:
    heard = transcript(("toux", 0, 0.3, 0.9), ("grasse", 0.5, 0.9, 0.9))
    rows = [seen(heard, lexicon, place) for place in range(2)]
    gaps = [(row["gap before"], row["gap after"]) for row in rows]
    assert gaps == [pytest.approx((0.0, 0.2)), pytest.approx((0.2, 0.0))]


def test_a_word_said_twice_as_slowly_or_quickly(lexicon: Lexicon) -> None:
    heard = transcript(("toux", 0, 0.6, 0.9), ("foie", 1, 1.15, 0.9))
    assert seen(heard, lexicon, 0)["slow"] == pytest.approx(math.log(2))
    assert seen(heard, lexicon, 1)["fast"] == pytest.approx(math.log(2))


def test_the_ends_of_a_segment(lexicon: Lexicon) -> None:
    heard = even("toux grasse hier")
    assert [seen(heard, lexicon, place)["edge"] for place in range(3)] == [1.0, 0.0, 1.0]


def test_a_word_heard_badly_is_riskier(lexicon: Lexicon) -> None:
    model = fitted_risks().model
    sure, unsure = (
        risks(heard, *tokens_of(Revision(heard)), lexicon, model)
        for heard in (even("une douleur nette", 0.99), even("une douleur nette", 0.2))
    )
    assert all(0.0 < one < two < 1.0 for one, two in zip(sure, unsure, strict=True))


def test_the_shipped_limits_are_of_every_kind() -> None:
    shipped = fitted_risks()
    assert set(shipped.passages) == {"date", "dose", "laterality", "negation", "identity"}
    assert all(0.0 < limit < 1.0 for limit in (shipped.word, *shipped.passages.values()))


@pytest.mark.parametrize(
    ("text", "place", "before", "after"),
    [
        ("les urines claires", 0, "rien", "lié"),
        ("les urines claires", 1, "lié", "lié"),
        ("les urines claires", 2, "lié", "rien"),
        ("claires 12 mg", 1, "étranger", "rien"),  # « mg » ne se dit pas ainsi
        ("claires 12 mg", 2, "rien", "rien"),
        ("T2 claires", 0, "rien", "rien"),
        ("T2 claires", 1, "rien", "rien"),
        ("une zorbulite nette", 0, "rien", "étranger"),
        ("une zorbulite nette", 1, "étranger", "rien"),
    ],
)
def test_a_word_is_tied_to_those_beside_it(
    lexicon: Lexicon, text: str, place: int, before: str, after: str
) -> None:
    one = seen(even(text), lexicon, place)

    def said(tie: float) -> str:
        assert -3.0 <= tie <= 6.0
        return "lié" if tie > 1 else "étranger" if tie < -1 else "rien"

    assert (said(one["tie before"]), said(one["tie after"])) == (before, after)


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        ("douleur in situ", [(0.0, -3.0), (-3.0, 6.0), (6.0, 0.0)]),
        ("la le", [(0.0, -3.0), (-3.0, 0.0)]),
        ("compte rendu opératoire", [(0.0, 6.0), (6.0, 6.0), (6.0, 0.0)]),
    ],
)
def test_a_tie_is_bounded_on_both_sides(lexicon: Lexicon, text: str, ties: list[tuple[float, float]]) -> None:
    heard = even(text)
    rows = [seen(heard, lexicon, place) for place in range(len(ties))]
    assert [(row["tie before"], row["tie after"]) for row in rows] == ties


def test_two_tokens_of_one_piece_are_tied_to_what_stands_beside_the_piece(lexicon: Lexicon) -> None:
    two = Edit(1, 1, "vésicule biliaire", "term", "proche")
    rows = [seen(even("la vésiculebiliaire la"), lexicon, place, two) for place in range(4)]
    alone = [seen(even(text), lexicon, 1) for text in ("la vésicule la", "la biliaire la")]
    assert rows[1]["tie before"] == alone[0]["tie before"] > 0
    assert rows[2]["tie before"] == alone[1]["tie before"] < 0
    assert rows[1]["tie after"] == alone[0]["tie after"]
    assert rows[2]["tie after"] == alone[1]["tie after"]
    assert rows[0]["tie after"] == rows[1]["tie before"]
    assert rows[3]["tie before"] == rows[2]["tie after"]


def test_a_piece_of_two_words_is_met_by_its_last_and_stands_at_both_edges(lexicon: Lexicon) -> None:
    number = Edit(1, 2, "32", "number", "nombre")
    both = Edit(1, 2, "U-C", "number", "nombre")
    there = seen(even("les urines claires hier"), lexicon, 2, both)["tie before"]
    alone = [seen(even(text), lexicon, 2)["tie before"] for text in ("les claires hier", "les urines hier")]
    assert there == alone[0] != alone[1]
    begins = Edit(0, 1, "32", "number", "nombre")
    assert seen(even("trente deux ans"), lexicon, 0, begins)["edge"] == 1.0
    assert seen(even("il trente deux"), lexicon, 1, number)["edge"] == 1.0
    assert seen(even("il trente deux ans"), lexicon, 1, number)["edge"] == 0.0


def test_what_was_removed_beside_a_word_counts_as_it_was_heard(lexicon: Lexicon) -> None:
    gone = Edit(1, 1, "", "removal", "repris")
    kept, alone = (
        seen(even("les urines claires"), lexicon, 2),
        seen(even("les urines claires"), lexicon, 1, gone),
    )
    assert alone["tie before"] == kept["tie before"] == 6.0


@pytest.mark.parametrize(
    ("text", "probability", "least"),
    [
        ("dose 12 jours", 0.29, 0.1),
        ("genou droit", 0.29, 0.1),
        ("sans fièvre", 0.29, 0.1),
        ("dose 12 jours", 0.31, 0.0),
        ("une maison nette", 0.29, 0.0),
        ("Mme Roy", 0.29, 0.0),
    ],
)
def test_a_figure_a_side_or_a_negation_barely_heard_is_never_sure(
    lexicon: Lexicon, text: str, probability: float, least: float
) -> None:
    shipped = fitted_risks().model
    never = replace(shipped, weights=(-1000.0, *[0.0] * (len(shipped.weights) - 1)))
    heard = even(text, probability)
    assert max(risks(heard, *tokens_of(Revision(heard)), lexicon, never)) == pytest.approx(least)


@pytest.mark.parametrize(
    ("text", "place", "unsaid", "unmet"),
    [
        ("les urines claires", 1, 0.0, 0.0),
        ("une zorbulite nette", 1, 1.0, 1.0),
        ("une zorbulite nette", 2, 0.0, 1.0),
        ("zorbulite nette", 0, 1.0, 0.0),
        ("T2 claires", 0, 0.0, 0.0),
    ],
)
def test_a_word_that_nobody_dictates_or_not_after_that_one(
    lexicon: Lexicon, text: str, place: int, unsaid: float, unmet: float
) -> None:
    one = seen(even(text), lexicon, place)
    assert (one["unsaid"], one["unmet before"]) == (unsaid, unmet)


def test_what_was_written_counts_as_it_was_said_and_what_was_corrected_as_it_stands(lexicon: Lexicon) -> None:
    age = seen(even("il a trente deux ans"), lexicon, 2, Edit(2, 3, "32", "number", "nombre"))
    assert age["tie after"] > 1
    cough = Edit(1, 1, "toux", "term", "proche")
    assert seen(even("une tou grasse"), lexicon, 1)["unsaid"] == 1.0
    assert seen(even("une tou grasse"), lexicon, 1, cough)["unsaid"] == 0.0
    assert seen(even("une tou grasse"), lexicon, 1, cough)["tie after"] > 1
    assert seen(even("une tou grasse"), lexicon, 2, cough)["tie before"] > 1
    assert seen(even("une tou grasse"), lexicon, 2)["tie before"] < 1
