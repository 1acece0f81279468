"""Codes said letter by letter are written as the list writes them."""

import pytest

from transcribe.terms import acronyms


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("MADRS", "MADRS"),
        ("NTPROBNP", "NT-proBNP"),
        ("COVID19", "COVID-19"),
        ("FIO2", "FiO2"),
        ("QTC", "QTc"),
    ],
)
def test_the_written_form_is_given(said: str, written: str) -> None:
    assert acronyms()[said] == written


def test_plain_capitals_need_no_entry() -> None:
    assert "HTA" not in acronyms()
    assert all(len(key) >= 4 for key, written in acronyms().items() if key == written)
