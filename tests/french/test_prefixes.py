"""Words that a prefix opposes: taken for one another, they turn the sense round."""

import pytest

from transcribe.french.prefixes import opposed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hypertension", "hypotension"),
        ("hyperkaliémie", "hypokaliémies"),
        ("Hyperthermie", "hypothermique"),
        ("intramural", "extramural"),
        ("typique", "atypique"),
        ("symétrique", "asymétrique"),
        ("normal", "anormal"),
    ],
)
def test_these_say_the_opposite(one: str, other: str) -> None:
    assert opposed(one, other) and opposed(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hypertension", "hypertension"),
        ("hypertension", "hypothermie"),
        ("tension", "hypertension"),
        ("hyper", "hypo"),
        ("hyperton", "hypoton"),
        ("bon", "abon"),
        ("tone", "atone"),
        ("atypique", "atypique"),
        ("symétrie", "asymétrique"),
        ("", ""),
    ],
)
def test_these_do_not(one: str, other: str) -> None:
    assert not opposed(one, other) and not opposed(other, one)
