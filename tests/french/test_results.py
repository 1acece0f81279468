"""Results dictated as two numbers: « kaliémie à quatre deux » is 4,2; what counts something else is not one."""

import pytest

from transcribe.french.fold import fold
from transcribe.french.results import Result, read_result


def read(before: str, after: str) -> Result | None:
    return read_result(fold(before).split(), fold(after).split())


@pytest.mark.parametrize(
    ("before", "after", "figures", "stop"),
    [
        ("kaliémie à", "quatre deux", "4,2", 2),
        ("kaliémie est à", "4 2", "4,2", 2),
        ("potassium à", "un deux", "1,2", 2),
        ("potassium à", "huit deux", "8,2", 2),
        ("kaliémie à", "quatre deux millimoles", "4,2", 2),
        ("kaliémie à", "quatre deux .", "4,2", 2),
        ("kaliémie à", "quatre deux et", "4,2", 2),
        ("hémoglobine glyquée", "sept deux", "7,2", 2),
        ("hémoglobine glyquée est à", "sept deux", "7,2", 2),
        ("glyquée à", "sept deux", "7,2", 2),
        ("hba1c", "trois neuf", "3,9", 2),
        ("hba1c", "dix huit deux", "18,2", 3),
        ("hémoglobine à", "trois un", "3,1", 2),
        ("hémoglobine à", "vingt deux cinq", "22,5", 3),
        ("ph à", "sept trente cinq", "7,35", 3),
        ("ph à", "six quatre vingt dix", "6,90", 4),
        ("calcémie à", "deux trente", "2,30", 2),
        ("calcium corrigé à", "quatre dix", "4,10", 2),
        ("lactates à", "trois deux", "3,2", 2),
        ("inr à", "trois deux", "3,2", 2),
        ("inr à", "quinze un", "15,1", 2),
    ],
)
def test_a_result_takes_its_decimals(before: str, after: str, figures: str, stop: int) -> None:
    found = read(before, after)
    assert found is not None
    assert (found.figures, found.stop, found.otherwise) == (figures, stop, "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kaliémie", "quatre deux"),
        ("créatinine à", "quatre deux"),
        ("", "sept deux"),
        ("kaliémie puis à la fin à", "quatre deux"),
        ("kaliémie à", "quatre"),
        ("kaliémie à", ""),
        ("kaliémie à", "normale"),
        ("kaliémie à", "quatre douze"),
        ("kaliémie à", "neuf deux"),
        ("kaliémie à", "quarante deux"),
        ("kaliémie à", "quatre deux trois"),
        ("kaliémie à", "quatre deux jours après"),
        ("kaliémie à", "quatre deux heures"),
        ("kaliémie à", "quatre deux comprimés"),
        ("kaliémie à", "quatre deux virgule cinq"),
        ("kaliémie à", "4,5 2"),
        ("hba1c", "deux neuf"),
        ("hba1c", "dix neuf deux"),
        ("hémoglobine à", "deux neuf"),
        ("hémoglobine à", "vingt trois cinq"),
        ("ph à", "sept deux"),
        ("ph à", "huit trente"),
        ("ph à", "cinq trente"),
        ("calcémie à", "cinq trente"),
        ("lactates à", "vingt quatre cinq"),
        ("inr à", "seize un"),
    ],
)
def test_these_two_numbers_are_no_result(before: str, after: str) -> None:
    assert read(before, after) is None


@pytest.mark.parametrize(
    ("after", "otherwise"),
    [("deux trois", "2 à 3"), ("trois quatre", "3 à 4"), ("trois deux", ""), ("deux quatre", "")],
)
def test_an_inr_may_be_its_target(after: str, otherwise: str) -> None:
    found = read("INR à", after)
    assert found is not None and found.otherwise == otherwise
