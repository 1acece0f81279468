"""Click's own sentences, in French."""

import pytest

from transcribe.cli.french import _translate, _translate_plural


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "Argument en trop : {args}"), (1, "Argument en trop : {args}"), (2, "Arguments en trop : {args}")],
)
def test_zero_is_singular(number: int, said: str) -> None:
    one = "Got unexpected extra argument ({args})"
    assert _translate_plural(one, "Got unexpected extra arguments ({args})", number) == said


def test_what_is_not_in_the_table_stays() -> None:
    assert _translate("Something new") == "Something new"
    assert _translate_plural("a thing", "things", 2) == "things"
