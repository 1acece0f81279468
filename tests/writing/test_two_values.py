"""Two values one after the other, of which one may replace the other: both stay, with a doubt."""

import pytest

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.writing import write


def written(text: str) -> Revision:
    return write(Revision(Transcript.from_text(text)))


@pytest.mark.parametrize(
    ("spoken", "kept"),
    [
        ("vu en 2018, en 2019", ("en 2018", "en 2019")),
        ("amoxicilline 500 mg, euh 1 g", ("500 mg", "1 g")),
    ],
)
def test_neither_of_two_values_is_chosen(spoken: str, kept: tuple[str, str]) -> None:
    revision = written(spoken)
    plain = revision.text.replace("\u00a0", " ")
    assert all(value in plain for value in kept)
    (doubt,) = [one for one in revision.doubts if one.kind == "dose"]
    assert doubt.last > doubt.first


@pytest.mark.parametrize(
    "spoken", ["vu en 2018 puis en 2019", "vu en 2018 et en 2019", "amoxicilline 500 mg puis 1 g"]
)
def test_a_list_of_values_is_no_choice(spoken: str) -> None:
    assert not [one for one in written(spoken).doubts if one.kind == "dose"]
