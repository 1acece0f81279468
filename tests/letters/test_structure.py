"""What is read in a dictated text: kind, fields, patient, sections."""

import re
import tomllib
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.letters.cases import CASES
from tests.letters.sample import LETTER
from transcribe import letters
from transcribe.core.data import shipped
from transcribe.core.errors import TemplateError
from transcribe.core.revision import Revision
from transcribe.core.types import Instruction, Letter, Patient, Transcript
from transcribe.french import openings
from transcribe.letters.people import find_doctors, find_patients


def compose(text: str, *, template: str = "auto") -> Letter:
    return letters.compose(letters.plain_revision(text), template=template)


def headings(letter: Letter) -> list[str]:
    return [section.heading for section in letter.sections if section.role == "body"]


@pytest.mark.parametrize("name", CASES)
def test_a_dictation_is_read(name: str) -> None:
    text, expected = CASES[name]
    letter = compose(text)
    traits = ("title", "last_name", "first_name", "birth_date", "sex")
    found: dict[str, object] = {
        "template": letter.template,
        "patient": tuple(getattr(letter.patient, trait) for trait in traits),
        "headings": headings(letter),
        **{key: getattr(letter.fields, key) for key in ("title", "date", "author", "recipient", "copies")},
    }
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("heard", "kind"),
    [
        ("Contrendu opératoire du 2 juin 2026", "operatoire"),
        ("Contrandu de passage aux urgences du 4 août 2026", "urgences"),
        ("Contrendu anatomopatologique", "anatomopathologie"),
        ("L’être de liaison", "hospitalisation"),
        ("Courier de consultation", "consultation"),
        ("Certifica médical initial", "certificat"),
        ("Fibroscopie œuso gastroduodénale", "endoscopie"),
    ],
)
def test_a_misheard_title_still_tells_the_kind(heard: str, kind: str) -> None:
    letter = compose(f"{heard}\nMme Jeanne Duval, 77 ans")
    assert letter.template == kind
    assert [s.role for s in letter.sections] == ["title", "patient"]


@pytest.mark.parametrize(
    ("line", "last", "first"),
    [
        ("Mme Irena Szymczak, 70 ans", "Szymczak", "Irena"),
        ("M. Baptiste Le Goff, 46 ans", "Le Goff", "Baptiste"),
        ("M. Florian D’Almeida, 29 ans", "D'Almeida", "Florian"),
        ("Mme Lucinda Ferreira da Costa, 78 ans", "Ferreira da Costa", "Lucinda"),
        ("M. Jean Pierre Martin, 60 ans", "Martin", "Jean Pierre"),
        ("Madame DELAUNAY Marie-Claire, 80 ans", "DELAUNAY", "Marie-Claire"),
        ("Monsieur\u00a0Désiré N'Guessan, 57 ans", "N'Guessan", "Désiré"),
        ("Mme Noémie Van der Elst, 33 ans", "Van der Elst", "Noémie"),
        ("Mme d’Alès, 33 ans", "d'Alès", ""),
        ("M. Jean de La Tour, 33 ans", "de La Tour", "Jean"),
    ],
)
def test_names(line: str, last: str, first: str) -> None:
    patient = compose(f"Passage aux urgences\n{line}\nMotif : fièvre.").patient
    assert (patient.last_name, patient.first_name) == (last, first)


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("12 mars 2026", "2026-03-12"),
        ("1er mars 2026", "2026-03-01"),
        ("12/03/2026", "2026-03-12"),
        ("premier août deux mille vingt-six", "2026-08-01"),
        ("quatre mai mille neuf cent cinquante-quatre", "1954-05-04"),
        ("vingt et un décembre mille neuf cent quatre-vingt-dix-neuf", "1999-12-21"),
        ("31 février 2026", ""),
    ],
)
def test_dates(said: str, iso: str) -> None:
    assert compose(f"Ordonnance\nMme Jeanne Duval, née le {said}").patient.birth_date == iso


def test_a_stay_is_not_the_date_of_the_letter() -> None:
    letter = compose(
        "Lettre de liaison\nMme Jeanne Duval, hospitalisée du 3 au 11 mai 2026.\nMotif : fièvre."
    )
    assert letter.fields.date == ""


def test_a_date_in_a_label_is_read_and_kept() -> None:
    text = "Compte-rendu anatomopathologique\nPrélèvement reçu le 11 février 2026 : exérèse d'un ganglion."
    letter = compose(text)
    assert letter.fields.date == "2026-02-11"
    assert headings(letter) == ["Prélèvement"]


def test_an_unknown_label_that_begins_with_a_known_one_has_its_rule() -> None:
    letter = compose(
        "Coloscopie\nIndication : saignement.\nCôlon : normal.\nCôlon sain de bout en bout : normal."
    )
    assert [section.rule for section in letter.sections[1:]] == ["Indication", "œsophage", "œsophage"]


def test_copies_come_from_instructions_and_lines() -> None:
    revision = letters.plain_revision(LETTER + "\nCopie au Dr Louis Petit")
    revision = revision.revise(
        instructions=[
            Instruction(0, 0, "copy", "Dr Anne Roy"),
            Instruction(1, 1, "other", "à relire"),
            Instruction(2, 2, "copy", ""),
        ]
    )
    assert letters.compose(revision).fields.copies == ("Dr Anne Roy", "Dr Louis Petit")


def test_sections_follow_the_order_of_the_template() -> None:
    letter = compose("Passage aux urgences\nConclusion : entorse.\nMotif : chute.\nAvis du kiné : repos.")
    assert headings(letter) == ["Motif", "Avis du kiné", "Conclusion"]


def test_what_is_known_takes_the_place_of_what_was_dictated() -> None:
    known = Patient(last_name="Duval", birth_name="Perrot", sex="F")
    letter = letters.compose(letters.plain_revision(LETTER), patient=known)
    assert (letter.patient.birth_name, letter.patient.first_name) == ("Perrot", "Jeanne")


def test_an_unknown_template_is_named() -> None:
    with pytest.raises(TemplateError, match="« facture » inconnu : choisissez parmi anatomopathologie"):
        compose(LETTER, template="facture")


@pytest.mark.parametrize("text", ["", "bonjour", "Motif :", ":", "- ", "Dr X", "\u00a0:\u00a0", "Conclusion"])
def test_odd_texts_are_laid_out(text: str) -> None:
    letter = compose(text)
    assert words_of(letter) == words(text)


# --- every word once ------------------------------------------------------------------------------------


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def words_of(letter: Letter) -> Counter[str]:
    """Words of the sections: dictated headings and paragraphs."""
    found: Counter[str] = Counter()
    for section in letter.sections:
        if section.start is not None:
            found += words(section.heading)
        for paragraph in section.paragraphs:
            found += words(paragraph.text)
    return found


LINES = sorted({line for text, _ in CASES.values() for line in text.split("\n")} | set(LETTER.split("\n")))
BITS = [
    ": ",
    ", ",
    ". ",
    " ",
    "\n",
    "\n- ",
    " 12 mars 2026",
    "Dr Anne Roy",
    "Mme Jeanne Duval",
    "Motif",
    "conclusion",
]
texts = st.lists(st.sampled_from(LINES + BITS), max_size=12).map("".join)
mixed = st.one_of(texts, st.lists(st.sampled_from(LINES), max_size=10).map("\n".join), st.text(max_size=80))


@settings(max_examples=200, deadline=None)
@given(text=mixed, template=st.sampled_from(["auto", "consultation", "operatoire", "certificat"]))
def test_every_word_stands_in_the_letter_once(text: str, template: str) -> None:
    revision = letters.plain_revision(text)
    letter = letters.compose(revision, template=template)
    assert words_of(letter) == words(revision.text)
    for section in letter.sections:
        for paragraph in section.paragraphs:
            assert paragraph.start is not None
            assert revision.text[paragraph.start :].startswith(paragraph.text)


@settings(max_examples=100, deadline=None)
@given(text=mixed)
def test_a_typed_text_comes_back(text: str) -> None:
    revision = letters.plain_revision(text)
    assert letters.plain_revision(revision.text).text == revision.text
    assert words(revision.text) == words(unicodedata.normalize("NFC", text))  # NFC at the door


@settings(max_examples=60, deadline=None)
@given(text=mixed)
def test_a_letter_survives_json(text: str) -> None:
    letter = compose(text)
    assert letters.letter_from_dict(letters.letter_to_dict(letter)) == letter


def test_an_empty_transcript_gives_an_empty_letter() -> None:
    letter = letters.compose(Revision(Transcript(())))
    assert letter.sections == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vu avec la docteure Roy", ["Dre Roy"]),
        ("vu avec la Dre Roy", ["Dre Roy"]),
        ("la professeure Petit", ["Pre Petit"]),
        ("Dr. Le Goff, Prof. Roy", ["Dr Le Goff", "Pr Roy"]),
        ("la doctoresse El Amrani", ["Dre El Amrani"]),
        ("le docteur van der Berg", ["Dr van der Berg"]),
        ("les Drs Roy et Petit", []),
        ("un docteur en pharmacie, Drépanocytose", []),
        ("le docteur du CHU", []),
        ("la Procalcitonine", []),
    ],
)
def test_doctors(text: str, found: list[str]) -> None:
    assert [person.full for person in find_doctors(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Madame Roy", ["Mme Roy"]),
        ("Melle Roy et Mr. Petit", ["Mlle Roy", "M. Petit"]),
        ("le nourrisson Lucas Roy", ["nourrisson Lucas Roy"]),
        ("la petite Léa Roy", ["enfant Léa Roy"]),
        ("M. du Bellay", ["M. du Bellay"]),
        ("Madame la docteure Roy", []),
        ("M. le Pr Roy", []),
        ("un nodule de 5 mm Roy", []),
    ],
)
def test_patients(text: str, found: list[str]) -> None:
    assert [person.full for person in find_patients(text)] == found


def test_what_a_house_adds_is_not_known_already() -> None:
    table = tomllib.loads((shipped("templates") / "commun.toml").read_text("utf-8"))
    assert not set(table["letter"]["salutations"]) & set(openings.salutations())
    assert not set(table["letter"]["closings"]) & set(openings.closings())
    assert not set(table["exams"]["names"]) & set(openings.exam_names())


@pytest.mark.parametrize(
    ("text", "opening", "closing"),
    [
        (
            "Chère docteure,\nJe revois Mme Roy.\nRespectueusement,\nDr Petit",
            "Chère docteure,",
            "Respectueusement,",
        ),
        ("Cher maître,\nJe revois Mme Roy.\nAmitiés,\nDr Petit", "Cher maître,", "Amitiés,"),
    ],
)
def test_formulas(text: str, opening: str, closing: str) -> None:
    letter = compose(f"Courrier de consultation\n{text}")
    found = {section.role: section.paragraphs[0].text for section in letter.sections}
    assert (found["opening"], found["closing"]) == (opening, closing)
