"""Codes said letter by letter are written as the list writes them."""

import pytest

from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.terms import acronyms
from transcribe.writing import write
from transcribe.writing.code_tables import CANONICAL


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
        ("PIRADS", "PI-RADS"),
        ("FIVICSI", "FIV-ICSI"),
        ("SFLT1", "sFlt-1"),
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


def test_no_two_lists_write_a_code_in_two_ways() -> None:
    """« PIRADS » stood beside « PI-RADS »: what was dictated « PI-RADS quatre » lost its hyphen."""
    assert {key: acronyms()[key] for key in CANONICAL if key in acronyms()}.items() <= CANONICAL.items()


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("suv max à douze virgule quatre", "SUVmax à 12,4"),
        ("séquence fat sat", "Séquence FAT-SAT"),
        ("anti M D A cinq positif", "Anti-MDA5 positif"),
        ("anti H B C négatif", "Anti-HBc négatif"),
        ("antigène H B S positif", "Antigène HBs positif"),
        ("anti T N F alpha", "Anti-TNF alpha"),
        ("le débit est au max deux fois par jour", "Le débit est au max 2 fois par jour"),
    ],
)
def test_codes_said_in_parts_are_written_as_the_list_writes_them(said: str, written: str) -> None:
    revision = Revision(Transcript.from_text(said))
    assert write(revision, acronyms=acronyms()).text.replace("\u00a0", " ") == written
