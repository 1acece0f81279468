"""What a line around the body is: each question asked of each line."""

import pytest

from transcribe.letters.kinds import common, find_template
from transcribe.letters.lines import Lines
from transcribe.letters.scan import Scan

COUNTED = "Un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"


def answers(text: str) -> str:
    """The questions that are answered yes of the last line, and where a title ends in it."""
    scan = Scan(text)
    lines, line = Lines(scan, find_template("consultation"), common()), scan.lines[-1]
    found = {
        "titled": lines.has_title(line),
        "identity": lines.is_identity(line),
        "date": lines.is_date(line),
        "salutation": lines.is_salutation(line),
        "patient": lines.is_patient(line),
        "label": lines.is_patient_label(line),
        "closing": lines.is_closing(line),
        "signed": lines.is_signed(line),
        "signed-after": lines.is_signed(line, after_formula=True),
        "opening": lines.is_title(line, opens=True),
        "title": lines.is_title(line, opens=False),
    }
    ends = lines.title_ends(line)
    return " ".join(
        [*(name for name, yes in found.items() if yes), *([str(ends)] if ends is not None else [])]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Consultation", "titled signed-after opening title"),
        ("Consultation du 3 avril 2026 Mme Jeanne Duval", "titled opening title 28"),
        ("Consultation, Mme Jeanne Duval", "titled opening title 13"),
        ("Consultation Mme Jeanne Duval", "titled signed-after opening title"),
        ("Mme Jeanne Duval", "patient signed-after"),
        ("Mme Jeanne Duval, 77 ans", "identity patient"),
        ("Mme Jeanne Duval, née le 12 mai 1948", "identity patient"),
        ("Mme Jeanne Duval tousse", "patient"),
        ("Jeanne Duval, née le 12 mai 1948", "patient"),
        ("Jeanne Duval", "signed-after opening"),
        ("Jeanne Duval, 77 ans", "opening"),
        ("Patiente : Jeanne Duval", "label"),
        ("Patiente Jeanne Duval", "signed-after opening"),
        ("Lille, le 3 avril 2026", "date opening"),
        ("Le 3 avril 2026.", "date"),
        ("Fait à Lille, le 3 avril 2026", "closing opening"),
        ("Le 3 avril 2026 il tousse", "opening"),
        ("Vu à Lille le 3 avril 2026", "opening"),
        ("Monsieur,", "salutation signed-after"),
        ("Monsieur", "salutation signed-after"),
        ("Monsieur Dupont, 45 ans", "identity patient"),
        ("Cher confrère,", "salutation"),
        ("Cordialement", "closing signed-after opening"),
        ("Dr Anne Roy", "signed signed-after"),
        ("Dr Anne Roy, cardiologue", "signed signed-after"),
        ("Dr Anne Roy, cardiologue.", "signed signed-after"),
        ("Dr Anne Roy tousse", "opening"),
        ("Le Dr Anne Roy", "signed-after opening"),
        ("Note de synthèse", "opening"),
        ("Note de synthèse.", ""),
        ("Note : synthèse", ""),
        (COUNTED, "opening"),
        (f"{COUNTED} quinze", ""),
        ("Mme Jeanne Duval" + " a" * 27, "patient"),
        ("Mme Jeanne Duval" + " a" * 28, ""),
        ("Patiente :" + " a" * 29, "label"),
        ("Patiente :" + " a" * 30, ""),
        # un titre connu dans les six premières lignes : les autres lignes n’en sont pas
        ("Consultation\nNote de synthèse", ""),
        ("a\nb\nc\nd\ne\nConsultation\nNote de synthèse", ""),
        ("a\nb\nc\nd\ne\nf\nConsultation\nNote de synthèse", "opening"),
    ],
)
def test_what_a_line_is(text: str, expected: str) -> None:
    assert answers(text) == expected
