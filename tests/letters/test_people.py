"""Names of people: where they stand, how they are split, what their title tells; lists of patients."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.core.errors import DocumentError
from transcribe.core.types import Patient
from transcribe.letters.patients import ins_fault, ins_key, patients_of_rows, patients_of_toml
from transcribe.letters.people import (
    find_doctors,
    find_patients,
    is_either_way,
    sex_of,
    sex_of_birth,
    split_name,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("vu par le Dr Anne Roy ce jour", ["Dr Anne Roy"]),
        ("vu par le docteur Roy", ["Dr Roy"]),
        ("vu par la Docteure Roy", ["Dre Roy"]),
        ("vu par le Pr Le Goff et le Dr d’Alès", ["Pr Le Goff", "Dr d'Alès"]),
        ("vu par le Dr. Roy", ["Dr Roy"]),
        ("le docteur du CHU", []),
        ("le docteur des urgences", []),
        ("le docteur a vu", []),
        ("un drain Roy", []),
        ("PR allongé", []),
    ],
)
def test_doctors(text: str, names: list[str]) -> None:
    assert [one.full for one in find_doctors(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mme Jeanne Duval sort", ["Mme Jeanne Duval"]),
        ("madame Duval", ["Mme Duval"]),
        ("M. Duval et Mme Petit", ["M. Duval", "Mme Petit"]),
        ("le jeune Lucas Roy", ["enfant Lucas Roy"]),
        ("la petite Emma Roy", ["enfant Emma Roy"]),
        ("enfant Emma Roy", ["enfant Emma Roy"]),
        ("Mme Le Goff", ["Mme Le Goff"]),
        ("Madame le Docteur Roy", []),
        ("Madame Docteur Roy", []),
        ("Madame Le Docteur Roy", []),
        ("Madame Le", []),
        ("Mme La Rocca, 40 ans", ["Mme La Rocca"]),
        ("5 m Roy", []),
        ("madame, je vois", []),
    ],
)
def test_patients(text: str, names: list[str]) -> None:
    assert [one.full for one in find_patients(text)] == names


def test_people_are_looked_for_between_two_places() -> None:
    text = "Dr Roy, Mme Duval, Dr Petit"
    assert [one.name for one in find_doctors(text, 3)] == ["Petit"]
    assert [one.name for one in find_doctors(text, 0, 10)] == ["Roy"]
    (patient,) = find_patients(text)
    assert text[patient.start : patient.end] == "Mme Duval"


@pytest.mark.parametrize(
    ("name", "last", "first"),
    [
        ("Duval", "Duval", ""),
        ("Jeanne Duval", "Duval", "Jeanne"),
        ("DUVAL Jeanne", "DUVAL", "Jeanne"),
        ("Jeanne DUVAL", "DUVAL", "Jeanne"),
        ("DUVAL", "DUVAL", ""),
        ("DUVAL PETIT", "PETIT", "DUVAL"),
        ("Jean Pierre Martin", "Martin", "Jean Pierre"),
        ("Jean Pierre", "Pierre", "Jean"),
        ("Jeanne Duval Petit", "Duval Petit", "Jeanne"),
        ("Jeanne de La Tour", "de La Tour", "Jeanne"),
        ("Anne Sophie DE LA TOUR", "DE LA TOUR", "Anne Sophie"),
        ("J Duval", "Duval", "J"),
        ("Le Goff", "Le Goff", ""),
        ("de La Tour", "de La Tour", ""),
        ("El Amrani", "El Amrani", ""),
        ("Yves Le Goff", "Le Goff", "Yves"),
        ("Duval Jeanne", "Duval", "Jeanne"),
        ("Duval Jean Pierre", "Duval", "Jean Pierre"),
        ("Duval Marie-Claude", "Duval", "Marie-Claude"),
        ("Pierre Martin", "Martin", "Pierre"),
        ("Rose Blanc", "Blanc", "Rose"),
        ("Zubieta Amaia", "Amaia", "Zubieta"),
    ],
)
def test_a_full_name_is_split(name: str, last: str, first: str) -> None:
    assert split_name(name) == (last, first)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Duval Jeanne", True),
        ("Jeanne Duval", True),
        ("Jeanne Zubieta", True),
        ("DUVAL Amaia", True),
        ("Le Goff", True),
        ("Duval", True),
        ("Jeanne Marie Zubieta", True),
        ("Martin Pierre", False),
        ("Zubieta Amaia", False),
        ("Zubieta Jeanne", False),
        ("Duval Petit", False),
    ],
)
def test_which_word_is_the_first_name_is_told_or_not(name: str, told: bool) -> None:
    assert is_either_way(name) is not told


@pytest.mark.parametrize(
    ("title", "sex"),
    [("Mme", "F"), ("M.", "M"), ("Mlle", "F"), ("Dr", ""), ("Dre", "F"), ("enfant", ""), ("", ""), ("x", "")],
)
def test_the_sex_that_a_title_tells(title: str, sex: str) -> None:
    assert sex_of(title) == sex


@pytest.mark.parametrize(
    ("text", "sex"),
    [("née le 3", "F"), ("né le 3", "M"), ("Née en 1950", "F"), ("journée froide", ""), ("", "")],
)
def test_the_sex_that_a_birth_tells(text: str, sex: str) -> None:
    assert sex_of_birth(text) == sex


@given(st.from_regex(r"[1278][0-9]{12}", fullmatch=True))
def test_a_matricule_with_its_key_is_right_and_no_other(root: str) -> None:
    key = ins_key(root)
    assert 1 <= key <= 97
    assert ins_fault(f"{root}{key:02d}") == ""
    assert ins_fault(f"{root}{key % 97 + 1:02d}") != ""
    assert ins_fault(f" {root[:1]} {root[1:]} {key:02d}") == ""


@pytest.mark.parametrize("root", ["123", "12345678901234", "12345678901ab"])
def test_what_is_no_root_of_a_matricule(root: str) -> None:
    with pytest.raises(ValueError, match=root):
        ins_key(root)


@pytest.mark.parametrize("first", "034569")
def test_a_matricule_begins_with_1_2_7_or_8(first: str) -> None:
    root = f"{first}480599000001"
    assert "13 caractères" in ins_fault(f"{root}{ins_key(root):02d}")


def read(row: dict[str, object]) -> Patient:
    (patient,) = patients_of_rows(row, [(2, row)], shown="liste").patients
    return patient


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("04/05/1954", "1954-05-04"), ("4 mai 1954", "1954-05-04"), ("1954-05-04", "1954-05-04"),
        ("1954-05-04T00:00:00", "1954-05-04"), (datetime.date(1954, 5, 4), "1954-05-04"),
        (" 4  mai 1954 ", "1954-05-04"),
    ],
)  # fmt: skip
def test_a_birth_date_however_it_is_written(value: object, iso: str) -> None:
    assert read({"Nom": "Duval", "DDN": value}).birth_date == iso


@pytest.mark.parametrize(
    ("value", "sex"),
    [("F", "F"), ("f", "F"), ("Féminin", "F"), ("femme", "F"), ("M", "M"), ("masculin", "M"),
     ("Homme", "M"), ("H", "M"), ("", "")],
)  # fmt: skip
def test_a_sex_however_it_is_written(value: str, sex: str) -> None:
    assert read({"Nom": "Duval", "Sexe": value}).sex == sex


def test_a_name_in_one_column_or_of_birth_alone() -> None:
    assert read({"Nom et prénom": "DUVAL Jeanne"}) == Patient(last_name="DUVAL", first_name="Jeanne")
    assert read({"Nom de naissance": "Perrot"}) == Patient(last_name="Perrot", birth_name="Perrot")
    assert read({"Nom": "Duval", "Prénom": " Jeanne  Marie "}).first_name == "Jeanne Marie"


def test_a_row_without_anything_is_passed_over_and_unknown_columns_are_named() -> None:
    rows = [(2, {"Nom": "Duval", "Chambre": "12"}), (3, {"Nom": "", "Chambre": ""})]
    found = patients_of_rows(["Nom", "Chambre"], rows, shown="liste")
    assert (len(found.patients), found.unknown) == (1, ("Chambre",))


@pytest.mark.parametrize(
    ("names", "row", "message"),
    [
        (["Prénom"], {"Prénom": "Jeanne"}, "colonne « nom »"),
        (["Nom", "DDN", "Né le"], {"Nom": "a"}, "disent la même chose"),
        (["Nom", "Sexe"], {"Nom": "a", "Sexe": "Z"}, "patient 2 : sexe « Z » inconnu"),
        (["Nom", "DDN"], {"Nom": "a", "DDN": "hier"}, "patient 2 : date « hier » incorrecte"),
        (["Nom", "INS"], {"Nom": "a", "INS": "12"}, "patient 2 : le matricule"),
        (["Nom", "Prénom"], {"Nom": "", "Prénom": "Jeanne"}, "patient 2 : il manque le nom"),
    ],
)
def test_a_wrong_list_is_told(names: list[str], row: dict[str, object], message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        patients_of_rows(names, [(2, row)], shown="liste")


def test_patients_in_toml() -> None:
    one = '[patient]\nnom = "Duval"\n'
    several = '[[patients]]\nnom = "Duval"\n[[patients]]\nnom = "Petit"\n'
    assert [p.last_name for p in patients_of_toml(one, shown="p").patients] == ["Duval"]
    assert [p.last_name for p in patients_of_toml('nom = "Duval"', shown="p").patients] == ["Duval"]
    assert [p.last_name for p in patients_of_toml(several, shown="p").patients] == ["Duval", "Petit"]
    for wrong in ("patients = 3", "patients = [3]", "patient = 3"):
        with pytest.raises(DocumentError, match=r"\[patient\]"):
            patients_of_toml(wrong, shown="p")
