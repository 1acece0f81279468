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
        ("HFPEF", "HFpEF"),
        ("AGHBS", "AgHBs"),
        ("ANTIMDA5", "anti-MDA5"),
        ("SULMAX", "SULmax"),
        ("CADRADS", "CAD-RADS"),
        ("PSMA11", "PSMA-11"),
    ],
)
def test_the_written_form_is_given(said: str, written: str) -> None:
    assert acronyms()[said] == written


def test_plain_capitals_need_no_entry() -> None:
    assert "HTA" not in acronyms()
    assert all(len(key) >= 4 for key, written in acronyms().items() if key == written)


@pytest.mark.parametrize("heard", ["T2", "HBS", "HER2", "RH", "TG", "APL", "V20", "SARA", "VIDE"])
def test_what_may_be_another_code_or_a_word_stays_as_it_is_said(heard: str) -> None:
    """« T2* », « HbS », « aPL », « V20 » are written otherwise only by who sees which one is meant."""
    assert acronyms().get(heard, heard) == heard
