"""Names of people in French texts: doctors, patients, and what their titles tell."""

import re
from dataclasses import dataclass

from transcribe.core.types import Sex
from transcribe.french import fold
from transcribe.french.civilities import Role, civilities, civility_of, written
from transcribe.french.particles import is_particle, particles
from transcribe.letters.kinds import common
from transcribe.letters.names import is_first_name, is_surname, listed_names
from transcribe.letters.scan import SPACE

_LETTER = "A-ZÀ-ÖØ-ÞŒĀ-Ž"
NAME_WORD = rf"(?:[{_LETTER}]['’])?[{_LETTER}][\w]*(?:['’][\w]+)?(?:-[\w'’]+)*"


def _particles(*without: str) -> str:
    """Particles in small letters as a pattern, the space after them included; elided ones stick to the name."""
    return "|".join(
        re.escape(form).replace("\\ ", SPACE).replace("'", "['’]") + ("" if form.endswith("'") else SPACE)
        for form in particles()
        if form not in ("n'", "o'", *without)
    )


NAME = rf"{NAME_WORD}(?:{SPACE}(?:{_particles()})?{NAME_WORD}){{0,4}}"
_SHORTEST = 4  # of what may stand in small letters: « docteur », not « pr »


def _forms(*roles: Role) -> str:
    """The civilities of some roles as a pattern: said, with either first letter; written, with or without its dot."""
    found: set[str] = set()
    for civility in civilities():
        if civility.role not in roles:
            continue
        several = {fold(civility.plural), fold(civility.written_plural)}
        if civility.written.endswith("."):
            found.add(re.escape(civility.written))
        for key in (civility.said, *civility.keys - civility.lone - several):
            form = key if len(key) >= _SHORTEST and key.isalpha() else key.capitalize()
            either = f"[{form[0].upper()}{form[0]}]" if form[0].islower() else form[0]
            found.add(either + re.escape(form[1:]) + r"\.?")
        if civility.written[:1].isupper() and not civility.written.endswith("."):
            found.add(re.escape(civility.written) + r"\.?")
    return "|".join(sorted(found, key=len, reverse=True))


# « du », « des », « le » behind a doctor begin a place (« le docteur du CHU ») or another title.
_DOCTOR = re.compile(
    rf"\b(?P<title>{_forms('doctor')}){SPACE}(?P<name>(?:{_particles('le', 'la', 'du', 'des')})?{NAME})"
)
_PATIENT = re.compile(
    rf"\b(?P<title>{_forms('patient', 'child')}|(?:(?:[Ll]e|[Ll]a|du|de la) )?(?:[Jj]eune|[Pp]etite?)\b)"
    rf"(?:{SPACE}(?P<second>{_forms('patient', 'child')}))?{SPACE}(?P<name>(?:{_particles('le', 'la')})?{NAME})"
)
_BIRTH = re.compile(r"\b(?P<word>[Nn]ée?)\s+(?:le\s+|en\s+|à\s+)?")
_BORN = re.compile(
    r"\b(?:née?|naissance)\b(?P<between>[^.;\n]{0,30})$|\b(?:n['’]est|nez) le $", re.IGNORECASE
)
# « née Perrot, vue le … », « né à Lille, hospitalisé en urgence du … »: behind a name or a comma, another act is dated
_ACT = re.compile(
    rf"(?:,|[{_LETTER}][\w’'-]*,?)\s+(?:(?:et|a|ont|puis|été|est|patiente?)\s+)*"
    r"(?!née?\b)[a-zà-ÿœ][\wœ]*(?:é|u|i|is|it)e?s?"
    r"(?:\s+(?:ce jour|(?:en|aux?|à l['’]) ?[\w-]+))?,?\s+(?:le|du|ce|au|depuis le)\s+$"
)


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
        Person(m.start(), m.end(), written(m["title"]), plain(m["name"]))
        for m in _DOCTOR.finditer(text, start, stop)
    ]


def find_patients(text: str, start: int = 0, end: int | None = None) -> list[Person]:
    """People called Mme, M., enfant…: the patient, most often the first."""
    stop = len(text) if end is None else end
    found = []
    for m in _PATIENT.finditer(text, start, stop):
        title = written(m["title"]) or "enfant"
        name = plain(m["name"])
        words = name.split()
        called = words[fold(words[0]) in ("le", "la") :]  # « Madame Le Docteur Roy », « Mme Le Goff »
        named = civility_of(called[0]) if called else None
        if not called or (named is not None and named.role == "doctor"):
            continue
        found.append(Person(m.start(), m.end(), title, name))
    return found


def split_name(name: str) -> tuple[str, str]:
    """(last name, first name) of a full name.

    A name in capitals is the last name wherever it stands; otherwise the first word is the first name
    (with its companion: Jean Pierre), unless it is a surname and the others a first name: « Duval Jeanne ». A single
    word is a last name, and so is a name that begins with a particle: « Mme Le Goff ».
    """
    words = name.split()
    if len(words) == 1 or is_particle(words[0]):
        return name, ""
    capitals = [w for w in words if w.isupper() and len(w) > 1]
    if capitals and len(capitals) < len(words):
        others = [w for w in words if w not in capitals]
        if words.index(capitals[0]) == 0 or words[-1] == capitals[-1]:
            return _split_on_capitals(words, others)
    if _is_first_name(words[1:]) and _is_only_surname(words[0]):
        return words[0], " ".join(words[1:])
    count = 2 if len(words) > 2 and _is_compound(words) else 1
    return " ".join(words[count:]), " ".join(words[:count])


def is_either_way(name: str) -> bool:
    """Whether nothing tells which of two words is the first name: « Martin Pierre », « Zubieta Amaia »."""
    words = name.split()
    if len(words) != 2 or any(len(word) < 2 or word.isupper() for word in words) or is_particle(words[0]):
        return False
    one, other = (_is_first_name([word]) for word in words)
    return one == other or (other and not _is_only_surname(words[0]))


def sex_of(title: str) -> Sex:
    """Sex that a canonical title tells; empty when it tells none."""
    found = civility_of(title)
    return found.sex if found is not None else ""


def sex_of_birth(text: str) -> Sex:
    """Sex that the first « né » or « née » tells."""
    match = _BIRTH.search(text)
    if match is None:
        return ""
    return "F" if match["word"].lower() == "née" else "M"


def tells_birth(text: str, place: int) -> bool:
    """Whether a date that stands at ``place`` is one of birth, after what is said in front of it."""
    born = _BORN.search(text, max(0, place - 60), place)
    return born is not None and _ACT.search(born["between"] or "") is None


def plain(name: str) -> str:
    """A name with ordinary spaces and straight apostrophes, as fields hold it."""
    return re.sub(r"\s+", " ", name).replace("’", "'")


def _is_only_surname(word: str) -> bool:
    return is_surname(word) and fold(word) not in listed_names("prénom")


def _is_first_name(words: list[str]) -> bool:
    """Whether words are one first name: « Jeanne », « Marie-Claude », « Jean Pierre »."""
    if len(words) > 2 or (len(words) == 2 and not _is_compound(words)):
        return False
    return is_first_name(words[0])


def _is_compound(words: list[str]) -> bool:
    names = common().first_names
    return words[0] in names["before"] and words[1] in names["after"]


def _split_on_capitals(words: list[str], others: list[str]) -> tuple[str, str]:
    first = [w for w in others if w[0].isupper()]
    last = [w for w in words if w not in first]
    return " ".join(last), " ".join(first)
