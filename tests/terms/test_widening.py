"""How far an unknown word reaches: with which neighbours it is one term, from which likeness on."""

import pytest

from transcribe.terms import Lexicon
from transcribe.terms.finding import find_in_text
from transcribe.terms.lexicon import Suggestion


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, float | tuple[str, float]]:
    """What the lexicon proposes: by text, the likeness of « terme », or a term and its likeness."""
    proposed: dict[str, float | tuple[str, float]] = {}

    def suggest(_: Lexicon, text: str, *, specialty: str = "", limit: int = 5) -> list[Suggestion]:
        found = proposed.get(text, 0.0)
        term, score = found if isinstance(found, tuple) else (f"terme {text}", found)
        return [Suggestion(term, score, "sound")] if score else []

    monkeypatch.setattr(Lexicon, "suggest", suggest)
    return proposed


@pytest.mark.parametrize(
    ("likeness", "marked"),
    [
        ({"zorb": 0.5}, "zorb"),
        ({"zorb": 0.5, "zorb ici": 0.80}, "zorb ici"),
        ({"zorb": 0.5, "zorb ici": 0.79}, "zorb"),
        ({"zorb ici": 0.80}, "zorb ici"),
        ({"zorb": 0.75, "zorb ici": 0.82}, "zorb ici"),
        ({"zorb": 0.78, "zorb ici": 0.83}, "zorb"),  # pas assez mieux que le mot seul
        ({"zorb": 0.92, "zorb ici": 0.99}, "zorb ici"),
        ({"zorb": 0.93, "zorb ici": 1.0}, "zorb"),  # un mot sûr ne s’étend pas
        ({"zorb": 0.5, "vu zorb": 0.9}, "vu zorb"),
        ({"zorb": 0.5, "vu zorb ici": 0.9}, "vu zorb ici"),
        ({"zorb": 0.5, "zorb ici": 0.82, "vu zorb": 0.85}, "zorb ici"),
        ({"zorb": 0.5, "zorb ici": 0.82, "vu zorb": 0.89}, "vu zorb"),
        ({"zorb": 0.5, "zorb ici": 0.94, "vu zorb": 1.0}, "zorb ici"),
        ({"zorb": 0.5, "ici": 0.99, "vu": 0.99, "zorb ici fort": 0.99}, "zorb"),
    ],
)
def test_an_unknown_word_is_widened_when_it_is_more_like_a_term_with_its_neighbours(
    likeness: dict[str, float], marked: str, lexicon: Lexicon, told: dict[str, float]
) -> None:
    told.update(likeness)
    text = "vu zorb ici fort"
    (one,) = find_in_text(text, lexicon)
    assert (text[one.start : one.end], one.kind) == (marked, "unknown")
    assert one.reason == f"« {marked} » n’est dans aucun lexique"
    assert one.alternatives == ((f"terme {marked}",) if marked in likeness else ())


@pytest.mark.parametrize("text", ["zorb, ici", "zorb 5", "zorb"])
def test_a_mark_a_figure_or_the_end_stops_it(text: str, lexicon: Lexicon, told: dict[str, float]) -> None:
    told.update({"zorb": 0.5, "zorb, ici": 0.9, "zorb 5": 0.9, "": 0.9})
    (one,) = find_in_text(text, lexicon)
    assert text[one.start : one.end] == "zorb"


def test_what_is_covered_already_is_not_reached_again(lexicon: Lexicon, told: dict[str, float]) -> None:
    told.update({"zorb ici": 0.9, "ici zurb": 0.9})
    text = "zorb ici zurb"
    assert [text[one.start : one.end] for one in find_in_text(text, lexicon)] == ["zorb ici", "zurb"]
    told.update({"zorb ici": 0.0})
    assert [text[one.start : one.end] for one in find_in_text(text, lexicon)] == ["zorb", "ici zurb"]


def test_the_word_just_after_what_is_covered_is_reached(lexicon: Lexicon, told: dict[str, float]) -> None:
    told.update({"zorb": 0.95, "vu zurb": 0.9})
    text = "zorb vu zurb"
    assert [text[one.start : one.end] for one in find_in_text(text, lexicon)] == ["zorb", "vu zurb"]


@pytest.mark.parametrize(("spelled", "marked"), [(True, "zorb ici"), (False, "zorb")])
def test_words_spelled_as_a_term_need_not_be_more_like_it(
    spelled: bool, marked: str, lexicon: Lexicon, told: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Lexicon, "spelled_alike", lambda _, text: ["zorbici"] * (spelled and text == "zorb ici")
    )
    told.update({"zorb": 0.85, "zorb ici": 0.85})
    text = "vu zorb ici"
    (one,) = find_in_text(text, lexicon)
    assert text[one.start : one.end] == marked


def test_words_that_are_the_term_are_right(
    lexicon: Lexicon, told: dict[str, float | tuple[str, float]]
) -> None:
    told.update({"zorb": 0.5, "zorb ici": ("zorb ici", 1.0)})
    assert list(find_in_text("vu zorb ici", lexicon)) == []
    told["zorb ici"] = ("Zorb ici", 1.0)
    assert [one.alternatives for one in find_in_text("vu zorb ici", lexicon)] == [("Zorb ici",)]


@pytest.mark.parametrize(("likeness", "doubted"), [(0.0, False), (0.79, False), (0.80, True), (0.9, True)])
def test_a_name_that_no_list_holds_is_left_alone_unless_it_is_like_a_term(
    likeness: float, doubted: bool, lexicon: Lexicon, told: dict[str, float]
) -> None:
    told.update({"Zorb": likeness})
    assert bool(list(find_in_text("vu par Zorb", lexicon))) is doubted
