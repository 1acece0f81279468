"""How short dictations are read: kind, blocks with their headings, fields, patient (``readings.tsv``)."""

import re
from pathlib import Path

import pytest

from transcribe import letters

TABLE = Path(__file__).parent / "readings.tsv"


def reading(text: str) -> str:
    """Kind | blocks | title, date, author, recipient, copies | traits of the patient, as the table writes them."""
    letter = letters.compose(letters.plain_revision(text))
    blocks = [part.role + (f"[{part.heading}]" if part.heading else "") for part in letter.sections]
    fields, patient = letter.fields, letter.patient
    values = (fields.title, fields.date, fields.author, fields.recipient, "+".join(fields.copies))
    traits = (patient.title, patient.last_name, patient.first_name, patient.birth_date, patient.sex,
              patient.birth_name, patient.birth_place)  # fmt: skip
    return f"{letter.template} | {' / '.join(blocks)} | {' ; '.join(values)} | {' ; '.join(traits)}"


ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_is_read_in_a_short_dictation(text: str, expected: str) -> None:
    assert reading(text.replace("⏎", "\n")) == expected


@pytest.mark.parametrize("text", [text for text, _ in ROWS])
def test_every_word_is_shown_once_and_no_paragraph_begins_with_the_mark_of_its_label(text: str) -> None:
    dictated = text.replace("⏎", "\n")
    letter = letters.compose(letters.plain_revision(dictated))
    paragraphs = [paragraph.text for section in letter.sections for paragraph in section.paragraphs]
    headings = [section.heading for section in letter.sections if section.start is not None]
    assert [one for one in paragraphs if not re.match(r"[\w(«]|[-–•*] ", one)] == []
    words = sorted(re.findall(r"\w+", " ".join([*paragraphs, *headings]).lower()))
    assert words == sorted(re.findall(r"\w+", dictated.lower()))
