"""The identity watch, guard by guard: what contradicts a patient, and what must not raise a doubt."""

import pytest

from tests.letters.test_identity import HEAD, doubted
from transcribe import letters
from transcribe.core.types import Patient
from transcribe.letters.patients import ins_key

BORN = "Mme Jeanne Duval, née le 12 mai 1948"
SHE = "Mme Jeanne Duval, 77 ans.\nMotif : chute.\n"
HE = "M. Paul Duval, 77 ans.\nMotif : chute.\n"


@pytest.mark.parametrize(
    ("age", "right"),
    [(67, False), (75, False), (76, True), (77, True), (78, True), (79, False), (87, False), (7, False)],
)
def test_an_age_is_right_within_one_year(age: int, right: bool) -> None:
    """Née le 12 mai 1948, le 3 avril 2026 : 77 ans."""
    assert doubted(f"{HEAD}{BORN}, {age} ans.") == ([] if right else [f"{age} ans."])


@pytest.mark.parametrize(
    ("born", "age", "right"),
    [
        ("3 avril 2026", 0, True),
        ("1er janvier 2026", 1, True),
        ("1er janvier 2026", 2, False),
        ("4 avril 1946", 78, True),
        ("2 avril 1946", 81, True),
        ("4 avril 1946", 81, False),
        ("5 avril 2026", 0, False),
    ],
)
def test_the_age_counts_from_the_day_of_the_document(born: str, age: int, right: bool) -> None:
    assert doubted(f"{HEAD}Mme Jeanne Duval, née le {born}, {age} ans.") == ([] if right else [f"{age} ans."])


def test_the_age_that_fits_is_proposed() -> None:
    (doubt,) = letters.check_identity(letters.plain_revision(f"{HEAD}{BORN}, 46 ans."))
    assert doubt.alternatives == ("77 ans",)
    (doubt,) = letters.check_identity(
        letters.plain_revision(f"{HEAD}Mme Jeanne Duval, née le 5 avril 2027, 3 ans.")
    )
    assert doubt.alternatives == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}Mme Jeanne Duval, 46 ans.",
        f"{BORN}, 46 ans.",
        f"{HEAD}{BORN}.\nSon mari a 46 ans.",
        f"{HEAD}{BORN}, depuis 46 mois.",
    ],
)
def test_no_age_is_judged_without_its_birth_date_and_day(text: str) -> None:
    assert doubted(text) == []


@pytest.mark.parametrize(
    ("mention", "doubts"),
    [
        ("Mme Duval sort ce jour.", []),
        ("Mme Jeanne Duval sort ce jour.", []),
        ("Mme Duvall sort ce jour.", ["Mme Duvall"]),
        ("Mme Petit sort ce jour.", ["Mme Petit"]),
        ("Mme Anne Duval sort ce jour.", ["Mme Anne Duval"]),
        ("M. Duval sort ce jour.", ["M. Duval"]),
        ("M. Petit sort ce jour.", []),
        ("M. Duvall sort ce jour.", ["M. Duvall"]),
    ],
)
def test_another_name_of_the_same_civility_or_nearly_the_same(mention: str, doubts: list[str]) -> None:
    assert doubted(HEAD + SHE + mention) == doubts


@pytest.mark.parametrize(
    "relative",
    ["Sa fille,", "Sa mère", "Sa sœur", "Sa tante", "Sa nièce", "Sa cousine", "Une amie,", "Sa voisine",
     "Sa femme", "Son épouse", "Sa conjointe", "Sa compagne", "Sa tutrice", "Sa curatrice", "L’infirmière",
     "La kinésithérapeute", "L’orthophoniste", "L’interne", "La sage-femme", "La psychologue", "Aide :", "Vue par",
     "Vient avec"],
)  # fmt: skip
def test_who_is_said_to_be_somebody_else_is_no_other_patient(relative: str) -> None:
    assert doubted(f"{HEAD}{SHE}{relative} Mme Anne Petit est présente.") == []


@pytest.mark.parametrize(
    "relative",
    ["Son mari,", "Son époux", "Son conjoint", "Son compagnon", "Son père", "Son fils", "Son frère", "Son oncle",
     "Son neveu", "Son cousin", "Un ami,", "Son voisin", "L’infirmier", "Son tuteur", "Son curateur",
     "Le manipulateur"],
)  # fmt: skip
def test_nor_is_a_man_of_the_same_name(relative: str) -> None:
    assert doubted(f"{HEAD}{SHE}{relative} M. Duval est présent.") == []
    assert doubted(f"{HEAD}{HE}{relative} M. Petit est présent.") == []


def test_a_relative_named_three_words_before_at_most_and_on_the_same_line() -> None:
    assert doubted(f"{HEAD}{SHE}Sa fille va bien, elle sort et Mme Petit reste.") == ["Mme Petit"]
    assert doubted(f"{HEAD}{SHE}Sa fille\nMme Petit reste.") == ["Mme Petit"]


@pytest.mark.parametrize(
    ("patient", "said", "title"), [("Patiente", "Le patient", "Mme"), ("Patient", "La patiente", "M.")]
)
def test_a_patient_without_civility_is_called_by_the_one_of_the_sex(
    patient: str, said: str, title: str
) -> None:
    text = f"{HEAD}{patient} : Jeanne Duval, né{'e' if patient == 'Patiente' else ''} le 12 mai 1948.\n{said} va bien."
    (doubt,) = letters.check_identity(letters.plain_revision(text))
    assert doubt.reason == f"l’accord contredit « {title} » : sexe à vérifier"


@pytest.mark.parametrize(
    "said",
    ["Le patient", "Ce patient", "Votre patient", "Ton patient", "Un patient", "Notre patient", "Patient"],
)
def test_a_man_where_the_patient_is_a_woman(said: str) -> None:
    assert doubted(f"{HEAD}{SHE}{said} sort ce jour.") == [said]
    assert doubted(f"{HEAD}{HE}{said} sort ce jour.") == []


@pytest.mark.parametrize(
    "said",
    ["La patiente", "Cette patiente", "Votre patiente", "Ta patiente", "Une patiente", "Notre patiente",
     "Patiente", "L’intéressée"],
)  # fmt: skip
def test_a_woman_where_the_patient_is_a_man(said: str) -> None:
    assert doubted(f"{HEAD}{HE}{said} sort ce jour.") == [said]
    assert doubted(f"{HEAD}{SHE}{said} sort ce jour.") == []


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Mme Jeanne Duval, né le 12 mai 1948.", ["né"]),
        ("M. Paul Duval, née le 12 mai 1948.", ["née"]),
        ("M. Paul Duval, né le 12 mai 1948.", []),
        ("Mme Jeanne Duval, née le 12 mai 1948.\nSon fils est né hier.", []),
        ("Mme Jeanne Duval, né en 1948.", []),
        ("Mme Jeanne Duval, enfant né à terme.", []),
    ],
)
def test_born_agrees_with_the_patient_on_the_line_of_the_name_only(text: str, doubts: list[str]) -> None:
    assert doubted(HEAD + text) == doubts


@pytest.mark.parametrize(
    ("mention", "doubts"),
    [
        ("Née le 13 mai 1948.", ["13 mai 1948."]),
        ("Date de naissance : 13 mai 1948.", ["13 mai 1948."]),
        ("Patiente née à Lille le 13 mai 1948.", ["13 mai 1948."]),
        ("Elle n’est le 13 mai 1948.", ["13 mai 1948."]),
        ("Elle nez le 13 mai 1948.", ["13 mai 1948."]),
        ("Née le 12 mai 1948.", []),
        ("Vue le 13 mai 2025.", []),
        ("Née à Lille. Vue le 13 mai 2025.", []),
        ("Sa naissance fut longue, avec plusieurs complications, vue le 13 mai 2025.", []),
    ],
)
def test_another_birth_date_is_doubted(mention: str, doubts: list[str]) -> None:
    assert doubted(f"{HEAD}{BORN}.\n{mention}") == doubts


def test_the_first_birth_date_is_proposed() -> None:
    (doubt,) = letters.check_identity(letters.plain_revision(f"{HEAD}{BORN}.\nNée le 13 mai 1948."))
    assert doubt.alternatives == ("12\u00a0mai\u00a01948",)


def ins(thirteen: str) -> str:
    return f"{thirteen}{ins_key(thirteen):02d}"


@pytest.mark.parametrize(
    ("number", "right"),
    [
        (ins("2480599000001"), True),
        (ins("1480599000001"), False),
        (ins("2490599000001"), False),
        (ins("2480599000001")[:-1] + "0", False),
        ("12", True),
    ],
)
def test_the_ins_number_is_of_the_same_sex_and_year(number: str, right: bool) -> None:
    assert doubted(f"{HEAD}{BORN}.\nINS : {number}") == ([] if right else [number])


def test_the_ins_number_of_a_man() -> None:
    head = f"{HEAD}M. Paul Duval, né le 12 mai 1948.\nINS : "
    assert doubted(head + ins("1480599000001")) == []
    assert doubted(head + ins("2480599000001")) == [ins("2480599000001")]


def test_a_corsican_ins_number_is_checked_too() -> None:
    good = ins("248052A000001")
    assert doubted(f"{HEAD}{BORN}.\nINS : {good}") == []
    assert doubted(f"{HEAD}{BORN}.\nINS : {good[:-2]}00") == [f"{good[:-2]}00"]


def against(text: str, *known: Patient) -> list[tuple[str, tuple[str, ...]]]:
    revision = letters.plain_revision(HEAD + text)
    patient = letters.compose(revision).patient
    doubts = letters.check_against(revision, patient, known)
    return [(revision.text[slice(*revision.span_of(d.first, d.last))], d.alternatives) for d in doubts]


JEANNE = Patient(last_name="Duval", first_name="Jeanne", birth_date="1948-05-12", sex="F")


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        (f"{BORN}.", []),
        ("Mme Duval, née le 12 mai 1948.", []),
        ("Mme Jeanne Duvall, née le 12 mai 1948.", ["Mme Jeanne Duvall,"]),
        ("Mme Anne Duval, née le 12 mai 1948.", ["Mme Anne Duval,"]),
        ("Mme Jeanne Duval, née le 13 mai 1948.", ["13 mai 1948."]),
        ("M. Duval, né le 12 mai 1948.", ["M. Duval,"]),
        ("Mme Anne Petit, née le 13 mai 1950.", ["Mme Anne Petit,"]),
    ],
)
def test_traits_of_an_expected_patient(text: str, doubts: list[str]) -> None:
    assert [words for words, _ in against(text, JEANNE)] == doubts


def test_the_name_at_birth_is_right_too() -> None:
    known = Patient(last_name="Duval", birth_name="Perrot", first_name="Jeanne", birth_date="1948-05-12")
    assert against("Mme Jeanne Perrot, née le 12 mai 1948.", known) == []


def test_a_composed_first_name_is_right_by_its_first_part() -> None:
    known = Patient(last_name="Duval", first_name="Jeanne Marie", birth_date="1948-05-12")
    assert against(f"{BORN}.", known) == []


def test_nobody_is_doubted_when_nobody_is_expected() -> None:
    assert against(f"{BORN}.") == []


def test_at_most_five_expected_patients_are_shown() -> None:
    known = [Patient(last_name=f"Zw{letter}rtz", first_name="Yves") for letter in "abcdefg"]
    ((_, shown),) = against("Mme Jeanne Duval, 77 ans.", *known)
    assert shown == ("Yves Zwartz", "Yves Zwbrtz", "Yves Zwcrtz", "Yves Zwdrtz", "Yves Zwertz")


@pytest.mark.parametrize(
    ("dictated", "found"),
    [
        (Patient(last_name="Duval"), True),
        (Patient(last_name="Duvall"), False),
        (Patient(last_name="Duvall", first_name="Jeanne"), True),
        (Patient(last_name="Duvall", birth_date="1948-05-12"), True),
        (Patient(birth_date="1948-05-12"), True),
        (Patient(last_name="Petit", birth_date="1948-05-13"), False),
        (Patient(last_name="Petit", first_name="Jeanne"), False),
        (Patient(first_name="Jeanne"), False),
        (Patient(), False),
    ],
)
def test_who_a_dictation_points_to(dictated: Patient, found: bool) -> None:
    assert letters.find_patient(dictated, [JEANNE]) == (JEANNE if found else None)


def test_the_best_match_is_chosen_and_the_first_of_equals() -> None:
    anne = Patient(last_name="Duval", first_name="Anne")
    twin = Patient(last_name="Duval", first_name="Jeanne", birth_place="Lille")
    assert (
        letters.find_patient(Patient(last_name="Duval", first_name="Jeanne"), [anne, JEANNE, twin]) == JEANNE
    )
    assert letters.find_patient(Patient(last_name="Duval"), [anne, JEANNE]) == anne
    assert letters.find_patient(Patient(last_name="Duval"), []) is None


def test_only_known_traits_take_the_place_of_dictated_ones() -> None:
    letter = letters.compose(letters.plain_revision(f"{HEAD}{BORN}."))
    patient = letters.with_known(letter, Patient(last_name="Duvall", ins="2", birth_place="Lille")).patient
    assert (patient.last_name, patient.first_name, patient.birth_date) == ("Duvall", "Jeanne", "1948-05-12")
    assert (patient.ins, patient.birth_place) == ("2", "Lille")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Patient : Martin Pierre.\nMotif : chute.", ["Martin Pierre."]),
        ("Patiente : Zubieta Amaia, née le 12 mai 1948.\nMotif : chute.", ["Zubieta Amaia,"]),
        ("Patiente : Duval Jeanne.\nMotif : chute.", []),
        ("Patiente : Jeanne Zubieta.\nMotif : chute.", []),
        ("Patiente : ZUBIETA Amaia.\nMotif : chute.", []),
        ("Patient : M. Martin Pierre.\nMotif : chute.", []),
        ("Nom et prénom : Martin Pierre.\nMotif : chute.", []),
        ("Nom : Martin. Prénom : Pierre.\nMotif : chute.", []),
    ],
)
def test_a_name_whose_order_nothing_tells_is_doubted(text: str, wanted: list[str]) -> None:
    assert doubted(text) == wanted
