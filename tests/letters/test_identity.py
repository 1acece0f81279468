"""Identity watch: contradictions are doubts; nothing is corrected. All identities are invented."""

from pathlib import Path

import pytest

from tests.letters.cases import CASES
from transcribe import letters
from transcribe.core.errors import DocumentError
from transcribe.core.types import Patient
from transcribe.letters.patients import ins_fault, ins_key

HEAD = "Consultation du 3 avril 2026\n"


def doubted(text: str) -> list[str]:
    """Texts of the doubted passages."""
    revision = letters.plain_revision(text)
    doubts = letters.check_identity(revision)
    assert all(d.kind == "identity" and d.reason for d in doubts)
    return [revision.text[slice(*revision.span_of(d.first, d.last))] for d in doubts]


@pytest.mark.parametrize("name", CASES)
def test_a_coherent_dictation_is_left_alone(name: str) -> None:
    assert doubted(CASES[name][0]) == []


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Mme Jeanne Duval, née le 12 mai 1948.\nMotif : chute.\nMme Duvall sort ce jour.", ["Mme Duvall"]),
        ("Mme Jeanne Duval, 77 ans.\nMotif : chute.\nM. Duval sort ce jour.", ["M. Duval"]),
        ("Mme Jeanne Duval, né le 12 mai 1948.", ["né"]),
        ("M. Paul Duval, 50 ans.\nMotif : chute.\nLa patiente sort ce jour.", ["La patiente"]),
        ("Mme Jeanne Duval, née le 12 mai 1948.\nNée le 13 mai 1948.", ["13 mai 1948."]),
        ("Mme Jeanne Duval, née le 12 mai 1948, 46 ans.", ["46 ans."]),
        ("Mme Jeanne Duval, née le 12 mai 1948, 77 ans.", []),
        ("Mme Jeanne Duval, 77 ans.\nMotif : chute.\nSa fille, Mme Anne Petit, est présente.", []),
        ("Mme Jeanne Duval, 77 ans.\nMotif : chute.\nElle est accompagnée par M. Duval.", []),
    ],
)
def test_contradictions(text: str, passages: list[str]) -> None:
    assert doubted(HEAD + text) == passages


def test_ins_key() -> None:
    assert ins_key("1000000000000") == 97 - 1000000000000 % 97
    assert ins_key("100002A000000") == 97 - 1000019000000 % 97
    assert ins_key("100002B000000") == 97 - 1000018000000 % 97
    good = f"2480599000001{ins_key('2480599000001'):02d}"
    assert ins_fault(good) == ""
    assert "clé" in ins_fault(good[:-2] + f"{(int(good[-2:]) % 97) + 1:02d}")
    assert "13 caractères" in ins_fault("12345")


def test_a_dictated_ins_number_is_checked() -> None:
    number = f"2480599000001{ins_key('2480599000001'):02d}"
    head = HEAD + "Mme Jeanne Duval, née le 12 mai 1948.\nINS : "
    assert doubted(head + number) == []
    assert doubted(head + number[:-2] + "00") == [number[:-2] + "00"]
    other = f"1480599000001{ins_key('1480599000001'):02d}"
    assert doubted(head + other) == [other]


def test_patients_of_the_day(tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes(
        "Nom;Nom de naissance;Prénom;Date de naissance;Sexe\nDuval;Perrot;Jeanne;12/05/1948;F\n;;;;\n"
        "Petit;;Louis;3 mars 1960;M\n".encode("cp1252")
    )
    known = letters.read_patients(path)
    assert known == (
        Patient(
            last_name="Duval", birth_name="Perrot", first_name="Jeanne", birth_date="1948-05-12", sex="F"
        ),
        Patient(last_name="Petit", first_name="Louis", birth_date="1960-03-03", sex="M"),
    )
    revision = letters.plain_revision(HEAD + "Mme Jeanne Duval, née le 13 mai 1948.")
    letter = letters.compose(revision)
    assert letters.find_patient(letter.patient, known) == known[0]
    (doubt,) = letters.check_against(revision, letter.patient, known)
    assert "12\u00a0mai\u00a01948" in doubt.reason
    assert letters.with_known(letter, known[0]).patient.birth_name == "Perrot"


def test_a_patient_nobody_expects_is_doubted() -> None:
    revision = letters.plain_revision(HEAD + "M. Yves Caron, 40 ans.")
    patient = letters.compose(revision).patient
    (doubt,) = letters.check_against(revision, patient, [Patient(last_name="Duval", first_name="Jeanne")])
    assert doubt.alternatives == ("Jeanne Duval",)


def test_patient_toml(tmp_path: Path) -> None:
    path = tmp_path / "patient.toml"
    path.write_text(
        '[patient]\nnom = "Duval"\nprenom = "Jeanne"\nnaissance = 1948-05-12\nsexe = "féminin"\n', "utf-8"
    )
    assert letters.read_patients(path) == (
        Patient(last_name="Duval", first_name="Jeanne", birth_date="1948-05-12", sex="F"),
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("p.csv", "Prénom;Sexe\nJeanne;F\n", "colonne « nom »"),
        ("p.csv", "Nom;Sexe\nDuval;Z\n", "patient 2 : sexe « Z » inconnu"),
        ("p.csv", "Nom;Date de naissance\nDuval;hier\n", "patient 2 : date « hier » incorrecte"),
        ("p.csv", "Nom;INS\nDuval;123\n", "patient 2 : le matricule INS"),
        ("p.toml", "nom = ", "n’est pas un fichier TOML"),
        ("p.toml", "prenom = 'A'", "patient 1 : il manque le nom"),
    ],
)
def test_wrong_patient_files(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(DocumentError, match=message):
        letters.read_patients(tmp_path / name)
