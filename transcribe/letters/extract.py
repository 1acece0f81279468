"""Fields and identity traits read in the blocks of a document."""

import re
from collections.abc import Iterable, Sequence

from transcribe.core.types import Fields, Instruction, Patient, SectionRole
from transcribe.french import fold
from transcribe.french.calendar import FoundDate, find_dates
from transcribe.letters.kinds import Common
from transcribe.letters.people import (
    NAME,
    NAME_WORD,
    Person,
    find_doctors,
    find_patients,
    plain,
    sex_of,
    sex_of_birth,
    split_name,
    tells_birth,
)
from transcribe.letters.scan import SPACE, Scan, Span
from transcribe.letters.structure import Block

_BIRTH_NAME = re.compile(rf"\b[Nn]ée{SPACE}(?P<name>{NAME})")
_BIRTH_PLACE = re.compile(
    rf"\b[Nn]ée?\b(?:[^.\n]{{0,40}}?\d{{4}})?{SPACE}*,?{SPACE}à{SPACE}(?P<place>{NAME})"
)
_LAST_NAME = re.compile(rf"\b[Nn]om(?: de naissance| de famille| d['’]usage)?[\s:,]+(?P<name>{NAME})")
_BOTH_NAMES = re.compile(
    rf"\b[Nn]om(?: et)? prénom[\s:,]+(?P<last>{NAME_WORD}){SPACE}(?P<first>{NAME_WORD})\b"
    rf"(?!['’-]|{SPACE}{NAME_WORD})"
)
_FIRST_NAME = re.compile(rf"\b[Pp]rénoms?[\s:,]+(?P<name>{NAME})")
_MADE_AT = re.compile(rf"(?:^|[\s.,;])Fait à(?:{SPACE}[A-ZÉÈ][\w’'-]*)+,?{SPACE}le{SPACE}$")
"""« Fait à Lille, le » before a date, the capital kept where the line before it has no stop."""
_INTERN = re.compile(r"\b(?<!médecine )(?:interne|externe|étudiante?)\b", re.IGNORECASE)
_MADE_AT_REACH = 60
_TITLE_TAIL = re.compile(
    r"(?:(?:^|[\s,–-]+)(?:(?:réalisé|effectué|pratiqué|fait|daté|demandé|prescrit)e?s?(?:\s+ce jour)?"
    r"|(?:en date )?du|de|l[ae]|au|par(?:\s+l[ae])?))*[\s,–-]*$",
    re.IGNORECASE,
)


class Extractor:
    """Reads fields in the blocks of one text."""

    def __init__(self, scan: Scan, blocks: Sequence[Block], cues: Common) -> None:
        self.scan = scan
        self.text = scan.text
        self.blocks = blocks
        self.cues = cues
        self.dates: list[FoundDate] = [
            d for d in find_dates(scan.text) if not tells_birth(scan.text, d.start)
        ]

    def fields(self, instructions: Iterable[Instruction]) -> Fields:
        """Title, date, author, recipient and copies; empty where not dictated."""
        return Fields(
            title=self.title(),
            date=self.date(),
            author=self.author(),
            recipient=self.recipient(),
            copies=self.copies(instructions),
        )

    def title(self) -> str:
        """The title without its date, doctor or patient."""
        for span in self._spans("title"):
            ends = [span.end]
            ends += [d.start for d in self.dates if span.start < d.start < span.end]
            ends += [p.start for p in find_doctors(self.text, span.start, span.end)]
            ends += [p.start for p in find_patients(self.text, span.start, span.end)]
            ends += [t.start for t in self._cue_tokens(span, self.cues.fields["recipient"].before)]
            end = min(ends)
            title = self.text[span.start : end]
            if end < span.end:
                title = _TITLE_TAIL.sub("", title)
            return _straight(title.strip().rstrip(".,:; "))
        return ""

    def date(self) -> str:
        """The date of the act: in the title, on a line of its own, or announced before the body."""
        for roles in (("title",), ("date",)):
            for span in self._spans(*roles):
                for date in self._dates_in(span):
                    return date.iso
        if made := self._made_at():
            return made
        front = self._spans("patient", "author", "opening", "recipient")
        for span in front:
            for date in self._dates_in(span):
                if self._announced(date.start, "date"):
                    return date.iso
        for span in self._spans("closing", "signature"):
            for date in self._dates_in(span):
                return date.iso
        for span in self._spans("body"):
            for date in self._dates_in(span):
                if self._announced(date.start, "date") and span.start == self._spans("body")[0].start:
                    return date.iso
        return ""

    def _made_at(self) -> str:
        """The date of « Fait à Lille, le … », wherever it stands."""
        for date in self.dates:
            if _MADE_AT.search(self.text, max(0, date.start - _MADE_AT_REACH), date.start):
                return date.iso
        return ""

    def author(self) -> str:
        """Who signs: the signature, « je soussigné », the operator, « par le Dr »."""
        for role in ("signature", "author"):
            # The senior signs beside the intern; an intern alone signs for good.
            spans = sorted(self._spans(role), key=lambda s: bool(_INTERN.search(self.text, s.start, s.end)))
            for span in spans:
                if found := self._person_of_line(span):
                    return found
        for doctor in find_doctors(self.text):
            if self._announced(doctor.start, "author"):
                return doctor.full
        for span in reversed(self._spans("closing")):
            for doctor in find_doctors(self.text, span.start, span.end):
                if not self.text[doctor.end : span.end].strip(" .,"):
                    return doctor.full
        return ""

    def recipient(self) -> str:
        """To whom it is addressed, when a name was said."""
        for span in self._spans("recipient"):
            if doctors := find_doctors(self.text, span.start, span.end):
                return doctors[0].full
            label = self.scan.match(self.cues.fields["recipient"].labels, span.start)
            if label is not None:
                return _straight(self.text[label : span.end].strip(" :,.\u00a0\u202f"))
        for doctor in find_doctors(self.text):
            in_front = any(
                s.start <= doctor.start < s.end for s in self._spans("title", "opening", "patient")
            )
            if in_front and self._cue_before(doctor.start, self.cues.fields["recipient"].before):
                return doctor.full
        author = self.author()
        for span in self._spans("author"):
            for doctor in find_doctors(self.text, span.start, span.end):
                if doctor.start == span.start and doctor.full != author and self._is_before_greeting(span):
                    return doctor.full
        for span in self._spans("opening"):
            greeted = re.compile(rf"ch(?:er|ère)s?{SPACE}", re.IGNORECASE).match(self.text, span.start)
            for doctor in find_doctors(self.text, span.start, span.end)[:1]:
                if greeted and doctor.start == greeted.end():
                    return doctor.full
        return ""

    def _is_before_greeting(self, span: Span) -> bool:
        """Whether a line stands above « Cher confrère »: the place of the addressee."""
        openings = self._spans("opening")
        return any(
            self.scan.match(self.cues.salutations, opening.start) is not None and opening.start > span.end
            for opening in openings[:1]
        )

    def copies(self, instructions: Iterable[Instruction]) -> tuple[str, ...]:
        """Who gets a copy: said to the secretary, or on a line « Copie : … »."""
        found = [i.text for i in instructions if i.kind == "copy"]
        for span in self._spans("copies"):
            doctors = find_doctors(self.text, span.start, span.end)
            if doctors:
                found += [doctor.full for doctor in doctors]
            else:
                label = self.scan.match(self.cues.fields["copies"].labels, span.start) or span.start
                found.append(_straight(self.text[label : span.end].strip(" :,.\u00a0\u202f")))
        return tuple(dict.fromkeys(name for name in found if name))

    def patient(self) -> Patient:
        """Identity traits: of the patient's line, else of the first person called Mme, M., enfant…"""
        person = self._patient_person()
        last, first = self._labelled_names() or (split_name(person.name) if person else ("", ""))
        title = person.title if person else ""
        where = self._front_text(person)
        sex = sex_of(title) or sex_of_birth(where)
        if not sex and any(
            fold(self.text[s.start : s.end]).startswith("patiente") for s in self._spans("patient")
        ):
            sex = "F"  # « Patient : » may head the line of a woman
        birth_name = _BIRTH_NAME.search(where)
        birth_place = _BIRTH_PLACE.search(where)
        return Patient(
            title=title,
            last_name=last,
            first_name=first,
            birth_date=self._birth_date(),
            sex=sex,
            birth_name=plain(birth_name["name"]) if birth_name else "",
            birth_place=plain(birth_place["place"]) if birth_place else "",
        )

    # --- helpers ------------------------------------------------------------------------------------

    def _spans(self, *roles: SectionRole | str) -> list[Span]:
        return [span for block in self.blocks if block.role in roles for span in block.paragraphs]

    def _dates_in(self, span: Span) -> list[FoundDate]:
        return [d for d in self.dates if span.start <= d.start and d.end <= span.end and not d.in_range]

    def _announced(self, place: int, name: str) -> bool:
        """Whether the words before a place say that a field stands there, and none that something else does."""
        cues = self.cues.fields[name]
        return self._cue_before(place, cues.before) and not self._cue_before(place, cues.not_before)

    def _cue_before(self, place: int, cues: Iterable[str]) -> bool:
        """Whether one of the cues ends just before a place, in the same line."""
        line = self.text.rfind("\n", 0, place) + 1
        before = " ".join(t.key for t in self.scan.words_in(line, place)[-7:])
        forms = (" ".join(fold(c).replace("'", " ").replace("’", " ").split()) for c in cues)
        return any((" " + before).endswith(" " + form) for form in forms)

    def _cue_tokens(self, span: Span, cues: Sequence[str]) -> list[Span]:
        starts = [t.start for t in self.scan.words_in(span.start + 1, span.end)]
        return [Span(s, end) for s in starts if (end := self.scan.match(cues, s)) is not None]

    def _person_of_line(self, span: Span) -> str:
        """The doctor of a line; a team line (« Aide : … ») names no author."""
        if self.scan.match(self.cues.fields["author"].team, span.start) is not None:
            return ""
        for doctor in find_doctors(self.text, span.start, span.end):
            return doctor.full
        label = self.scan.match(self.cues.fields["author"].labels, span.start)
        start = span.start if label is None else label
        match = re.compile(rf"[\s:,]*(?P<name>{NAME})").match(self.text, start, span.end)
        return plain(match["name"]) if match else ""

    def _labelled_names(self) -> tuple[str, str] | None:
        """Names dictated one by one: « Nom : Berthelot. Prénom : Agathe. », « Nom et prénom : Berthelot Agathe »."""
        spans = self._spans("patient")
        if not spans:
            return None
        if both := _BOTH_NAMES.search(self.text, spans[0].start, spans[-1].end):
            return plain(both["last"]), plain(both["first"])
        last = _LAST_NAME.search(self.text, spans[0].start, spans[-1].end)
        first = _FIRST_NAME.search(self.text, spans[0].start, spans[-1].end)
        if last is None or first is None:
            return None
        return plain(last["name"]), plain(first["name"])

    def _patient_person(self) -> Person | None:
        """Who the document is about."""
        for span in self._spans("patient"):
            if people := find_patients(self.text, span.start, span.end):
                return people[0]
            if person := self._untitled(span):
                return person
        front = find_patients(self.text)
        return front[0] if front else None

    def untitled_patient(self) -> Person | None:
        """Who the document is about, when a label or a birth names him and no civility does: « Patient : … »."""
        if self._labelled_names():
            return None
        person = self._patient_person()
        return person if person is not None and not person.title else None

    def _untitled(self, span: Span) -> Person | None:
        label = self.scan.match(self.cues.fields["patient"].labels, span.start)
        start = label if label is not None else span.start
        match = re.compile(rf"[\s:,]*(?P<name>{NAME})").match(self.text, start, span.end)
        if match and (label is not None or "né" in self.text[match.end() : match.end() + 6]):
            return Person(match.start("name"), match.end(), "", plain(match["name"]))
        return None

    def _front_text(self, person: Person | None) -> str:
        """From the patient's name to the end of its line, where the other traits are said."""
        if person is None:
            return "\n".join(self.text[s.start : s.end] for s in self._spans("patient"))
        end = self.text.find("\n", person.end)
        return self.text[person.start : len(self.text) if end < 0 else end]

    def _birth_date(self) -> str:
        for date in find_dates(self.text):
            if tells_birth(self.text, date.start):
                return date.iso
        return ""


def _straight(text: str) -> str:
    """Ordinary spaces and straight apostrophes, as values are compared."""
    return re.sub(r"\s+", " ", text).replace("’", "'")
