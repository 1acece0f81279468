"""Où une différence se voit, et ce qui a changé de place : un cas par ligne de differences.tsv."""

from pathlib import Path

import pytest

from tests.grading.differences import shown_of

CASES = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("differences.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("reference", "attempt", "told", "marked"), CASES)
def test_une_difference_se_dit_et_se_voit_ou_elle_est(
    reference: str, attempt: str, told: str, marked: str
) -> None:
    assert shown_of(reference, attempt) == (told, marked)
