"""Identity watch: traits that contradict one another, or those of a patient known from elsewhere.

Nothing is corrected: each contradiction is a doubt of kind ``identity`` on the words that say it. Strict
traits and their order are those of the national identity reference (« référentiel national
d’identitovigilance »): birth name, first names, birth date, sex, birth place.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Letter, Patient
from transcribe.french import fold
from transcribe.french.calendar import FoundDate, find_dates, written
from transcribe.letters.extract import Extractor
from transcribe.letters.kinds import common, list_templates
from transcribe.letters.patients import ins_fault
from transcribe.letters.people import Person, find_patients, is_either_way, sex_of, split_name, tells_birth
from transcribe.letters.recognise import recognise
from transcribe.letters.scan import Scan
from transcribe.letters.structure import Structure

_INS_NUMBER = re.compile(
    r"(?<!\d)[12]\s?\d{2}\s?\d{2}\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}\s?\d{2}(?![\d.,])", re.IGNORECASE
)
_GENDERED = re.compile(
    r"\b(?:(?P<f>(?:[Ll]a|[Cc]ette|[Vv]otre|[Tt]a|[Uu]ne|[Nn]otre) patiente|[Pp]atiente|[Ll]’intéressée|née)|"
    r"(?P<m>(?:[Ll]e|[Cc]e|[Vv]otre|[Tt]on|[Uu]n|[Nn]otre) patient|[Pp]atient|né))\b(?!\s+(?:à terme|en))"
)
_AGE = re.compile(r"[^.\n]{0,60}?\b(?P<age>\d{1,3})\s(?P<unit>ans)\b")
_RELATIVES = frozenset(
    [
        "mari",
        "epouse",
        "epoux",
        "femme",
        "conjoint",
        "conjointe",
        "compagnon",
        "compagne",
        "mere",
        "pere",
        "fils",
        "fille",
        "frere",
        "soeur",
        "soeurs",
        "tante",
        "oncle",
        "neveu",
        "niece",
        "cousin",
        "cousine",
        "ami",
        "amie",
        "voisin",
        "voisine",
        "aide",
        "infirmier",
        "infirmiere",
        "tuteur",
        "tutrice",
        "curateur",
        "curatrice",
        "kinesitherapeute",
        "orthophoniste",
        "interne",
        "manipulateur",
        "sage",
        "psychologue",
        "par",
        "avec",
        "parents",
    ]
)
_NEAR = 0.6
_YEAR = 365.25


def check_identity(revision: Revision) -> tuple[Doubt, ...]:
    """Doubts on mentions of name, birth date, sex, age or INS number that contradict the first ones."""
    scan = Scan(revision.text)
    kind = recognise(scan, list_templates())
    blocks = Structure(scan, kind, common()).read()
    extractor = Extractor(scan, blocks, common())
    patient = extractor.patient()
    team = [
        span
        for block in blocks
        if block.role in {"author", "signature", "copies"}
        for span in block.paragraphs
    ]
    watch = _Watch(revision, scan)
    people = [p for p in find_patients(scan.text) if not any(s.start <= p.start < s.end for s in team)]
    watch.order(extractor.untitled_patient())
    watch.names(patient, people)
    watch.birth_dates(patient)
    watch.sexes(patient, people)
    watch.age(patient, extractor.date(), people)
    watch.ins_numbers(patient)
    return watch.doubts()


def check_against(revision: Revision, dictated: Patient, known: Sequence[Patient]) -> tuple[Doubt, ...]:
    """Doubts on dictated traits that differ from those of the patient they name in ``known``.

    When nobody in ``known`` bears that name or birth date, the dictated name itself is doubted.
    """
    scan = Scan(revision.text)
    watch = _Watch(revision, scan)
    match = find_patient(dictated, known)
    people = find_patients(scan.text)
    if match is None:
        listed = [" ".join(n for n in (p.first_name, p.last_name) if n) for p in known]
        if people and known:
            watch.doubt(
                people[0].start,
                people[0].end,
                "aucun patient attendu ne porte ce nom ni cette date",
                listed[:5],
            )
        return watch.doubts()
    watch.against(match, dictated, people)
    return watch.doubts()


def find_patient(dictated: Patient, known: Iterable[Patient]) -> Patient | None:
    """The known patient that the dictated traits point to: same birth date or name, best match first."""
    scored = [(_likeness(dictated, patient), number, patient) for number, patient in enumerate(known)]
    best = max(scored, key=lambda item: (item[0], -item[1]), default=None)
    return best[2] if best is not None and best[0] >= 1.0 else None


def with_known(letter: Letter, patient: Patient) -> Letter:
    """The letter with the traits of a known patient in place of those that were dictated."""
    names = ("title", "last_name", "first_name", "birth_date", "sex", "birth_name", "birth_place", "ins")
    traits = {name: value for name in names if (value := getattr(patient, name))}
    return replace(letter, patient=replace(letter.patient, **traits))


class _Watch:
    """Gathers doubts on characters of one text."""

    def __init__(self, revision: Revision, scan: Scan) -> None:
        self.revision = revision
        self.scan = scan
        self.text = scan.text
        self._doubts: dict[tuple[int, int], Doubt] = {}

    def doubts(self) -> tuple[Doubt, ...]:
        return tuple(self._doubts[place] for place in sorted(self._doubts))

    def doubt(self, start: int, end: int, reason: str, alternatives: Iterable[str] = ()) -> None:
        words = _words(self.revision, start, end)
        if words is not None and words not in self._doubts:
            self._doubts[words] = Doubt(*words, "identity", reason, tuple(a for a in alternatives if a))

    def names(self, patient: Patient, people: Sequence[Person]) -> None:
        """Another person of the same civility, unless a word before says who that is."""
        for person in people:
            last, first = split_name(person.name)
            if not patient.last_name or self._is_relative(person) or _is_same_name(last, first, patient):
                continue
            if sex_of(person.title) in {"", patient.sex} or _near(last, patient.last_name) >= _NEAR:
                shown = " ".join(n for n in (patient.title, patient.first_name, patient.last_name) if n)
                self.doubt(person.start, person.end, f"ce nom diffère de celui du patient ({shown})", [shown])

    def order(self, person: Person | None) -> None:
        """« Patient : Martin Pierre »: which of the two words is the first name."""
        if person is not None and is_either_way(person.name):
            last, first = split_name(person.name)
            reason = f"nom « {last} » et prénom « {first} », ou l’inverse : vérifier"
            self.doubt(person.start, person.end, reason)

    def birth_dates(self, patient: Patient) -> None:
        first = written(patient.birth_date)
        for found in self._other_births(patient.birth_date):
            reason = f"cette date de naissance diffère de la première dictée ({first})"
            self.doubt(found.start, found.end, reason, [first])

    def sexes(self, patient: Patient, people: Sequence[Person]) -> None:
        """« Le patient » of a Mme, « née » of a M., the same name once Mme and once M."""
        if not patient.sex:
            return
        for person in people:
            sex = sex_of(person.title)
            last, first = split_name(person.name)
            if (
                sex
                and sex != patient.sex
                and _is_same_name(last, first, patient)
                and not self._is_relative(person)
            ):
                self.doubt(
                    person.start, person.end, f"la civilité contredit « {patient.title} »", [patient.title]
                )
        line = self._first_line(people)
        for match in _GENDERED.finditer(self.text):
            word = match.group().lower()
            if word in {"né", "née"} and match.start() not in line:
                continue
            sex = "F" if match["f"] else "M"
            if sex != patient.sex:
                title = patient.title or ("Mme" if patient.sex == "F" else "M.")
                self.doubt(match.start(), match.end(), f"l’accord contredit « {title} » : sexe à vérifier")

    def age(self, patient: Patient, day: str, people: Sequence[Person]) -> None:
        """An age that does not fit the birth date and the date of the document."""
        if not (patient.birth_date and day and people):
            return
        match = _AGE.match(self.text, people[0].end)
        if match is None:
            return
        years = (date.fromisoformat(day) - date.fromisoformat(patient.birth_date)).days / _YEAR
        if years < 0 or abs(int(years) - int(match["age"])) > 1:
            reason = f"cet âge ne va pas avec la date de naissance ({written(patient.birth_date)})"
            self.doubt(match.start("age"), match.end(), reason, [f"{int(years)} ans"] if years >= 0 else [])

    def ins_numbers(self, patient: Patient) -> None:
        for match in _INS_NUMBER.finditer(self.text):
            number = re.sub(r"\s", "", match.group()).upper()
            if fault := ins_fault(number):
                self.doubt(match.start(), match.end(), fault)
            elif patient.sex and (number[0] in "17") != (patient.sex == "M"):
                self.doubt(match.start(), match.end(), "le matricule INS est celui de l’autre sexe")
            elif patient.birth_date and number[1:3] != patient.birth_date[2:4]:
                self.doubt(
                    match.start(), match.end(), "l’année du matricule INS n’est pas celle de la naissance"
                )

    def against(self, match: Patient, dictated: Patient, people: Sequence[Person]) -> None:
        shown = " ".join(n for n in (match.first_name, match.last_name) if n)
        names = {fold(n) for n in (match.last_name, match.birth_name) if n}
        if people and dictated.last_name:
            first = people[0]
            other_first = match.first_name and dictated.first_name
            differs = fold(dictated.last_name) not in names or (
                other_first and fold(match.first_name).split()[:1] != fold(dictated.first_name).split()[:1]
            )
            if differs:
                self.doubt(first.start, first.end, f"le patient attendu s’appelle {shown}", [shown])
        right = written(match.birth_date)
        for found in self._other_births(match.birth_date):
            self.doubt(found.start, found.end, f"le patient attendu est né le {right}", [right])
        if match.sex and dictated.sex and match.sex != dictated.sex and people:
            wanted = "féminin" if match.sex == "F" else "masculin"
            self.doubt(people[0].start, people[0].end, f"le patient attendu est de sexe {wanted}")

    def _other_births(self, known: str) -> list[FoundDate]:
        """Birth dates in the text other than the known one."""
        return [
            found
            for found in find_dates(self.text)
            if known and found.iso != known and tells_birth(self.text, found.start)
        ]

    def _first_line(self, people: Sequence[Person]) -> Sequence[int]:
        """The places after the first person, on the same line."""
        if not people:
            return ()
        end = self.text.find("\n", people[0].end)
        return range(people[0].end, len(self.text) if end < 0 else end)

    def _is_relative(self, person: Person) -> bool:
        """Whether the words before name somebody else: « sa fille Mme X », « aide : M. Y »."""
        line = self.text.rfind("\n", 0, person.start)
        before = [token.key for token in self.scan.words_in(line, person.start)[-3:]]
        return any(form in _RELATIVES for form in before)


def _is_same_name(last: str, first: str, patient: Patient) -> bool:
    """Same last name (used or at birth), and no other first name."""
    if fold(last) not in {fold(patient.last_name), fold(patient.birth_name)}:
        return False
    return not first or not patient.first_name or fold(first) == fold(patient.first_name)


def _near(one: str, other: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_similarity(fold(one), fold(other)))


def _likeness(dictated: Patient, known: Patient) -> float:
    """1 for a same birth date or last name, less for near names; first names count for half."""
    names = [n for n in (known.last_name, known.birth_name) if n]
    same = (
        max((_near(dictated.last_name, name) for name in names), default=0.0) if dictated.last_name else 0.0
    )
    score = 1.0 if same >= 1.0 else (same if same >= _NEAR else 0.0)
    score += 1.0 if dictated.birth_date and dictated.birth_date == known.birth_date else 0.0
    if dictated.first_name and known.first_name:
        score += 0.5 * (_near(dictated.first_name, known.first_name) >= 1.0)
    return score


def _words(revision: Revision, start: int, end: int) -> tuple[int, int] | None:
    """Heard words that ``text[start:end]`` stands for; ``None`` if it stands for none."""
    pieces = [p for p in revision.pieces if p.text and p.start < end and p.end > start and p.last >= p.first]
    return (pieces[0].first, pieces[-1].last) if pieces else None
