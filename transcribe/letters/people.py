"""Names of people in French texts: doctors, patients, and what their titles tell."""

import re
from dataclasses import dataclass

from transcribe.core.types import Sex
from transcribe.french import fold
from transcribe.letters.kinds import common
from transcribe.letters.scan import SPACE

_LETTER = "A-ZÀ-ÖØ-ÞŒĀ-Ž"
_PARTICLE = (
    r"(?:(?:de|van|von|el|al|ben|ter)\s(?:la|l['’]|der|den|las|los)\s?|"
    r"(?:de|du|des|da|do|dos|das|di|del|della|van|von|der|den|le|la|el|al|ben|bin|ter|zu)\s|d['’])"
)
_TOKEN = rf"(?:[{_LETTER}]['’])?[{_LETTER}][\w]*(?:['’][\w]+)?(?:-[\w'’]+)*"
NAME = rf"{_TOKEN}(?:{SPACE}(?:{_PARTICLE})?{_TOKEN}){{0,4}}"
_DOCTOR = re.compile(rf"\b(?P<title>Dre?|Pre?|[Dd]octeure?|[Pp]rofesseure?)\.?{SPACE}(?:(?P<name>{NAME}))")
_PATIENT_TITLES = {
    "mme": "Mme",
    "madame": "Mme",
    "m": "M.",
    "mr": "M.",
    "monsieur": "M.",
    "mlle": "Mlle",
    "mademoiselle": "Mlle",
    "enfant": "enfant",
    "bebe": "bébé",
    "nourrisson": "nourrisson",
}
_SEX_OF_TITLE: dict[str, Sex] = {"Mme": "F", "Mlle": "F", "M.": "M"}
_CIVILITY = re.compile(
    r"\b(?P<title>Mme|Mlle|M\.|Mr\.?|[Mm]adame|[Mm]onsieur|[Mm]ademoiselle|[Ee]nfant|[Bb]ébé|[Nn]ourrisson|"
    r"(?:(?:[Ll]e|[Ll]a|du|de la) )?(?:[Jj]eune|[Pp]etite?)\b)"
    rf"(?:{SPACE}(?P<second>enfant|[Mm]me|M\.))?{SPACE}(?P<name>{NAME})"
)
_BIRTH = re.compile(r"\b(?P<word>[Nn]ée?)\s+(?:le\s+|en\s+|à\s+)?")


@dataclass(frozen=True, slots=True)
class Person:
    """A named person at ``start:end`` of a text; ``title`` is canonical (``Dr``, ``Mme``)."""

    start: int
    end: int
    title: str
    name: str

    @property
    def full(self) -> str:
        """Title and name, as a recipient or author is written."""
        return f"{self.title} {self.name}"


def find_doctors(text: str, start: int = 0, end: int | None = None) -> list[Person]:
    """Doctors and professors named in a text."""
    stop = len(text) if end is None else end
    return [
        Person(m.start(), m.end(), "Pr" if m["title"][0] in "Pp" else "Dr", plain(m["name"]))
        for m in _DOCTOR.finditer(text, start, stop)
    ]


def find_patients(text: str, start: int = 0, end: int | None = None) -> list[Person]:
    """People called Mme, M., enfant…: the patient, most often the first."""
    stop = len(text) if end is None else end
    found = []
    for m in _CIVILITY.finditer(text, start, stop):
        title = _PATIENT_TITLES.get(fold(m["title"]).strip("."), "enfant")
        name = plain(m["name"])
        if fold(name.split()[0]) in {"dr", "pr", "docteur", "professeur", "le", "la"}:
            continue
        found.append(Person(m.start(), m.end(), title, name))
    return found


def split_name(name: str) -> tuple[str, str]:
    """(last name, first name) of a full name.

    A name in capitals is the last name wherever it stands; otherwise the first word is the first name
    (with its companion: Jean Pierre). A single word is a last name.
    """
    words = name.split()
    if len(words) == 1:
        return name, ""
    capitals = [w for w in words if w.isupper() and len(w) > 1]
    if capitals and len(capitals) < len(words):
        others = [w for w in words if w not in capitals]
        if words.index(capitals[0]) == 0 or words[-1] == capitals[-1]:
            return _split_on_capitals(words, others)
    count = 2 if len(words) > 2 and _is_compound(words) else 1
    return " ".join(words[count:]), " ".join(words[:count])


def sex_of(title: str) -> Sex:
    """Sex that a canonical title tells; empty when it tells none."""
    return _SEX_OF_TITLE.get(title, "")


def sex_of_birth(text: str) -> Sex:
    """Sex that the first « né » or « née » tells."""
    match = _BIRTH.search(text)
    if match is None:
        return ""
    return "F" if match["word"].lower() == "née" else "M"


def plain(name: str) -> str:
    """A name with ordinary spaces and straight apostrophes, as fields hold it."""
    return re.sub(r"\s+", " ", name).replace("’", "'")


def _is_compound(words: list[str]) -> bool:
    names = common().first_names
    return words[0] in names["before"] and words[1] in names["after"]


def _split_on_capitals(words: list[str], others: list[str]) -> tuple[str, str]:
    first = [w for w in others if w[0].isupper()]
    last = [w for w in words if w not in first]
    return " ".join(last), " ".join(first)
