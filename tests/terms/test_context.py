"""What sits well between its neighbours: number, gender, habits of clinical French."""

import pytest

from transcribe.terms.correction.context import agreement, ending, familiarity, usage, words_of


@pytest.mark.parametrize(
    ("before", "prefix", "text", "found"),
    [
        (["retrouve", "des"], "", "plaques", (1.0, 0.0, 0.0)),
        (["retrouve", "des"], "", "plaque", (-1.0, 0.0, 0.0)),
        (["ou", "une"], "", "plaques", (-1.0, 0.0, 0.0)),
        (["à"], "l’", "amygdale", (1.0, 0.0, 0.0)),
        (["pendant", "3"], "", "semaines", (1.0, 0.0, 0.0)),
        (["avec", "une"], "", "lésion", (1.0, 1.0, 0.0)),
        (["avec", "un"], "", "lésion", (1.0, -1.0, 0.0)),
        (["les", "urines"], "", "claires", (0.0, 0.0, 1.0)),
        (["une", "toux"], "", "productive", (0.0, 0.0, 0.0)),
        ([], "", "dyspnée", (0.0, 0.0, 0.0)),
    ],
)
def test_number_and_gender_follow_the_words_before(
    before: list[str], prefix: str, text: str, found: tuple[float, ...]
) -> None:
    assert agreement(before, prefix, text) == found


@pytest.mark.parametrize(
    ("heard", "text", "alike"),
    [("lesions", "lésions", 1.0), ("lesions", "lésion", -1.0), ("posterieure", "postérieur", -1.0)],
)
def test_silent_endings_as_heard(heard: str, text: str, alike: float) -> None:
    assert ending(heard, text) == alike


def test_clinical_french_is_more_familiar() -> None:
    assert familiarity("une hypertension", "artérielle", ".") > familiarity(
        "une hypertension", "arrière", "."
    )
    assert usage("patient") > usage("cholécystectomie") > usage("xylophone")


def test_spoken_marks_and_numbers_are_counted_as_such() -> None:
    assert words_of("L’IRM virgule 12 lésions.") == ["l'", "irm", ".", "0", "lésions", "."]
