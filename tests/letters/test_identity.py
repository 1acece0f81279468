"""Identity watch: contradictions are doubts; nothing is corrected. All identities are invented."""

import datetime
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from tests.letters.cases import CASES
from transcribe import letters
from transcribe.cli.letter import _patients, command
from transcribe.core.errors import DocumentError
from transcribe.core.types import Patient
from transcribe.letters.patients import column_trait, ins_fault, ins_key

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
    known = _patients(path)
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


@pytest.mark.parametrize(
    ("column", "trait"),
    [
        ("Né(e) le", "birth_date"), ("DDN", "birth_date"), ("Date naiss.", "birth_date"),
        ("date de naissance (JJ/MM/AAAA)", "birth_date"), ("NÉE LE", "birth_date"), ("Naissance", "birth_date"),
        ("Date_Naissance", "birth_date"), ("DateNaissance", "birth_date"), ("Nom de naissance", "birth_name"),
        ("Nom de jeune fille", "birth_name"), ("NJF", "birth_name"), ("Nom d’usage", "used_name"),
        ("Nom marital", "used_name"), ("NOM", "last_name"), ("Nom de famille", "last_name"),
        ("Prénoms", "first_name"), ("1er prénom", "first_name"), ("Nom et prénom", "full_name"),
        ("Patient(e)", "full_name"), ("Lieu naiss.", "birth_place"), ("Commune de naissance", "birth_place"),
        ("Sexe (H/F)", "sex"), ("Civ.", "title"), ("N° INS", "ins"), ("Matricule INS", "ins"), ("NIR", "ins"),
        ("Téléphone", ""), ("Médecin traitant", ""), ("N° dossier", ""), ("Date de la consultation", ""),
        ("Date d’entrée", ""), ("Heure", ""), ("Motif", ""), ("Code postal", ""), ("Nom du médecin", ""),
    ],
)  # fmt: skip
def test_une_colonne_se_reconnait_a_son_sens(column: str, trait: str) -> None:
    assert column_trait(column) == trait


def test_la_colonne_inconnue_est_nommee_et_rien_ne_se_perd_en_silence(tmp_path: Path) -> None:
    text, listed = tmp_path / "a.txt", tmp_path / "liste.csv"
    text.write_text("Cher confrère,\nM. Jean Petit, né le 3 avril 1950.\nConclusion : rien.\n", "utf-8")
    listed.write_bytes(
        "sep=;\r\nNom;Prénom;Né(e) le;Chambre\r\nPETIT;Jean;04/04/1950;12\r\n".encode("utf-16")
    )
    done = CliRunner().invoke(command, [str(text), "-o", str(tmp_path / "a.json"), "--patient", str(listed)])
    assert done.exit_code == 0
    assert "colonne non reconnue, laissée de côté : « Chambre »" in done.output
    doubts = json.loads((tmp_path / "a.json").read_text("utf-8"))["doubts"]
    assert any(
        doubt["kind"] == "identity" and "4\u00a0avril\u00a01950" in doubt["reason"] for doubt in doubts
    )


def test_a_cote_du_nom_d_usage_le_nom_est_celui_de_naissance(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Nom,Nom d'usage,Prénom\nPerrot,Duval,Jeanne\nRoy,,Paul\n", "utf-8")
    assert _patients(tmp_path / "a.csv") == (
        Patient(last_name="Duval", birth_name="Perrot", first_name="Jeanne"),
        Patient(last_name="Roy", birth_name="Roy", first_name="Paul"),
    )


def test_un_classeur_excel_est_une_liste(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Nom", "Prénom", "DDN"])
    book.active.append(["Duval", "Jeanne", datetime.date(1948, 5, 12)])
    book.save(tmp_path / "a.xlsx")
    assert _patients(tmp_path / "a.xlsx") == (
        Patient(last_name="Duval", first_name="Jeanne", birth_date="1948-05-12"),
    )


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
    assert _patients(path) == (
        Patient(last_name="Duval", first_name="Jeanne", birth_date="1948-05-12", sex="F"),
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("p.csv", "Prénom;Sexe\nJeanne;F\n", "colonne « nom »"),
        ("p.csv", "Nom;Sexe\nDuval;Z\n", "patient 2 : sexe « Z » inconnu"),
        ("p.csv", "Nom;Date de naissance\nDuval;hier\n", "patient 2 : date « hier » incorrecte"),
        (
            "p.csv",
            "Nom;Date de naissance\nDuval;04/05/1954 ou 05/04/1954\n",
            "date « 04/05/1954 ou 05/04/1954 » incorrecte",
        ),
        ("p.csv", "Nom;INS\nDuval;123\n", "patient 2 : le matricule INS"),
        ("p.csv", "Nom;DDN;Né le\nA;1;2\n", "disent la même chose"),
        ("p.toml", "nom = ", "n’est pas un fichier TOML"),
        ("p.toml", "prenom = 'A'", "patient 1 : il manque le nom"),
    ],
)
def test_wrong_patient_files(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(DocumentError, match=message):
        _patients(tmp_path / name)
