"""What every placeholder of a model stands for."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from transcribe.core.types import Fields, Letter, Patient
from transcribe.letters.kinds import Template
from transcribe.letters.values import BLOCKS, PLACEHOLDERS, blank, mandatory, values

FIELDS = Fields("Lettre", "2026-04-03", "Dr Roy", "Dr Petit", ("Dr Un", "Dr Deux"))
PATIENT = Patient("madame", "Szymczak", "Irena", "1954-05-04", "F", "Kowalska", "Lille", "254057512345678")
KIND = Template(id="essai", name="Essai", title="Compte rendu", folder=Path("essai"))


def of(patient: Patient = PATIENT, fields: Fields = FIELDS) -> dict[str, str]:
    return values(Letter("essai", fields, patient, ()), KIND)


def test_every_value_of_a_whole_letter() -> None:
    assert of() == {
        "titre": "Lettre",
        "destinataire": "Dr Petit",
        "date": "3\u00a0avril\u00a02026",
        "auteur": "Dr Roy",
        "copies": "Dr Un, Dr Deux",
        "type": "Essai",
        "patient": "Madame\u00a0Irena Szymczak",
        "patient.civilite": "madame",
        "patient.nom": "Szymczak",
        "patient.nom_naissance": "Kowalska",
        "patient.noms": "Szymczak (nom de naissance\u00a0: Kowalska)",
        "patient.prenom": "Irena",
        "patient.naissance": "4\u00a0mai\u00a01954",
        "patient.ne_le": "née le 4\u00a0mai\u00a01954",
        "patient.resume": "Madame\u00a0Irena Szymczak, née le 4\u00a0mai\u00a01954",
        "patient.lieu_naissance": "Lille",
        "patient.sexe": "Féminin",
        "patient.ins": "254057512345678",
    }
    assert of().keys() == PLACEHOLDERS.keys() - BLOCKS


def test_nothing_dictated_gives_nothing_but_the_title_of_the_kind() -> None:
    assert {name: value for name, value in of(Patient(), Fields()).items() if value} == {
        "titre": "Compte rendu",
        "type": "Essai",
    }


@pytest.mark.parametrize(
    ("changed", "name", "value"),
    [
        ({"sex": "M"}, "patient.ne_le", "né le 4\u00a0mai\u00a01954"),
        ({"sex": "M"}, "patient.sexe", "Masculin"),
        ({"sex": ""}, "patient.ne_le", "né(e) le 4\u00a0mai\u00a01954"),
        ({"birth_date": ""}, "patient.ne_le", ""),
        ({"birth_date": ""}, "patient.resume", "Madame\u00a0Irena Szymczak"),
        ({"first_name": "", "last_name": ""}, "patient.resume", "née le 4\u00a0mai\u00a01954"),
        ({"first_name": "", "last_name": ""}, "patient", ""),
        ({"first_name": ""}, "patient", "Madame\u00a0Szymczak"),
        ({"last_name": ""}, "patient", "Madame\u00a0Irena"),
        ({"title": ""}, "patient", "Irena Szymczak"),
        ({"title": "Mme"}, "patient", "Mme\u00a0Irena Szymczak"),
        ({"birth_name": ""}, "patient.noms", "Szymczak"),
        ({"birth_name": "Szymczak"}, "patient.noms", "Szymczak"),
    ],
)
def test_a_trait_that_changes_changes_its_value(changed: dict[str, Any], name: str, value: str) -> None:
    assert of(replace(PATIENT, **changed))[name] == value


@pytest.mark.parametrize(
    ("fields", "blanks"),
    [
        ((), set()),
        (("date",), {"date"}),
        (("author",), {"auteur", "signature"}),
        (("recipient",), {"destinataire"}),
        (("patient.first_name", "patient.ins"), {"patient.prenom", "patient.ins"}),
        (("patient.birth_date", "patient.birth_place"), {"patient.naissance", "patient.lieu_naissance"}),
        (("patient.sex",), {"patient.sexe"}),
        (
            ("patient.last_name",),
            {"patient.nom", "patient", "patient.noms", "patient.resume", "patient.sexe"},
        ),
        (("inconnu",), set()),
    ],
)
def test_what_is_mandatory_stays_as_a_blank(fields: tuple[str, ...], blanks: set[str]) -> None:
    assert mandatory(replace(KIND, mandatory=fields)) == blanks


def test_a_blank_says_what_to_fill_in() -> None:
    assert blank("patient.naissance") == "[date de naissance à compléter]"
    assert blank("auteur") == "[médecin à compléter]"
    assert blank("copies") == blank() == "[à compléter]"
