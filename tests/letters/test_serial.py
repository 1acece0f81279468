"""A letter as plain values, whole, and every value that is refused."""

from typing import Any

import pytest

from transcribe.core.errors import DocumentError
from transcribe.core.types import Fields, Letter, Paragraph, Patient, Section
from transcribe.letters import letter_from_dict, letter_to_dict

LETTER = Letter(
    "consultation",
    Fields("Consultation", "2026-04-03", "Dr Roy", "Dr Petit", ("Dr Un", "Dr Deux")),
    Patient("Mme", "Duval", "Jeanne", "1948-05-12", "F", "Perrot", "Lille", "248055912345678"),
    (
        Section("Consultation", (Paragraph("du jour", 0),), role="title", start=0),
        Section("Motif", (Paragraph("chute", 14), Paragraph("hier")), start=7, rule="Motif"),
        Section("", ()),
    ),
)
DATA: dict[str, Any] = {
    "template": "consultation",
    "fields": {
        "title": "Consultation",
        "date": "2026-04-03",
        "author": "Dr Roy",
        "recipient": "Dr Petit",
        "copies": ["Dr Un", "Dr Deux"],
    },
    "patient": {
        "title": "Mme",
        "last_name": "Duval",
        "first_name": "Jeanne",
        "birth_date": "1948-05-12",
        "sex": "F",
        "birth_name": "Perrot",
        "birth_place": "Lille",
        "ins": "248055912345678",
    },
    "sections": [
        {"heading": "Consultation", "paragraphs": ["du jour"], "role": "title", "start": 0, "starts": [0]},
        {
            "heading": "Motif",
            "paragraphs": ["chute", "hier"],
            "start": 7,
            "rule": "Motif",
            "starts": [14, None],
        },
        {"heading": "", "paragraphs": []},
    ],
}


def test_a_whole_letter_is_written_and_read() -> None:
    assert letter_to_dict(LETTER) == DATA
    assert letter_from_dict(DATA) == LETTER


def test_what_was_not_dictated_is_left_out_and_may_be_missing() -> None:
    empty = Letter("consultation", Fields(), Patient(), ())
    assert letter_to_dict(empty) == {
        "template": "consultation", "fields": {}, "patient": {}, "sections": [],
    }  # fmt: skip
    assert letter_from_dict({"template": "consultation"}) == empty


def test_unknown_keys_are_ignored() -> None:
    assert letter_from_dict(
        {
            "template": "consultation",
            "autre": 3,
            "fields": {"autre": 3},
            "patient": {"autre": 3},
            "sections": [{"heading": "Motif", "paragraphs": ["chute"], "autre": 3}],
        }
    ) == Letter("consultation", Fields(), Patient(), (Section("Motif", (Paragraph("chute"),)),))


SECTION = {"heading": "Motif", "paragraphs": ["chute"]}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"template": 3}, "un texte est attendu, pas 3"),
        ({"fields": {"title": 3}}, "« title » doit être un texte"),
        ({"fields": {"copies": [3]}}, "un texte est attendu, pas 3"),
        ({"fields": 3}, "incorrecte"),
        ({"patient": {"sex": None}}, "« sex » doit être un texte"),
        ({"patient": []}, ""),
        ({"sections": 3}, "incorrecte"),
        ({"sections": [3]}, "incorrecte"),
        ({"sections": [{"heading": "Motif"}]}, "paragraphs"),
        ({"sections": [{"paragraphs": []}]}, "heading"),
        ({"sections": [{"heading": 3, "paragraphs": []}]}, "un texte est attendu, pas 3"),
        ({"sections": [{"heading": "", "paragraphs": [3]}]}, "un texte est attendu, pas 3"),
        ({"sections": [{**SECTION, "starts": [1, 2]}]}, "« starts » ne correspond pas à « paragraphs »"),
        ({"sections": [{**SECTION, "starts": ["1"]}]}, "« starts » ne correspond pas à « paragraphs »"),
        ({"sections": [{**SECTION, "start": "1"}]}, "un nombre entier est attendu, pas '1'"),
        ({"sections": [{**SECTION, "start": True}]}, "un nombre entier est attendu, pas True"),
        ({"sections": [{**SECTION, "role": "autre"}]}, "rôle « autre » inconnu"),
        ({"sections": [{**SECTION, "rule": 3}]}, "un texte est attendu, pas 3"),
    ],
)
def test_a_wrong_value_is_refused(changed: dict[str, Any], message: str) -> None:
    if not message:
        assert letter_from_dict({**DATA, **changed}).patient == Patient()
        return
    with pytest.raises(DocumentError, match=message):
        letter_from_dict({**DATA, **changed})


def test_a_letter_needs_its_template() -> None:
    with pytest.raises(DocumentError, match="La partie « letter »"):
        letter_from_dict({})
