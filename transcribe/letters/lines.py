"""What a line around the body is: a title, a date, the patient, a greeting, a formula, a signature."""

import re

from transcribe.french.calendar import find_dates
from transcribe.letters.kinds import Common, Template
from transcribe.letters.people import NAME, find_doctors, find_patients
from transcribe.letters.scan import SPACE, Scan, Span

_TITLE_WORDS = 14
_FRONT_LINES = 6
_PATIENT_WORDS = 30
_SIGNED_TAIL = re.compile(rf"(?:{SPACE}*,{SPACE}*[^.\n]{{3,60}})?{SPACE}*[.,]?$")
_NAME_BORN = re.compile(rf"{NAME}{SPACE}*,?{SPACE}*(?:né|née)\s+le\b")
_TRAIT = re.compile(rf"{SPACE}*,?{SPACE}*(?:née?\b|âgée?\b|\d{{1,3}}{SPACE}(?:ans|mois|jours))")
_PLACE_AND = re.compile(rf"(?:(?:[Ff]ait à )?{NAME},?\s+)?(?:[Ll]e\s+)?")
_NAME_ONLY = re.compile(rf"{NAME}{SPACE}*[.,]?$")


class Lines:
    """Questions about the sentences of one text, asked with the cues of one kind."""

    def __init__(self, scan: Scan, template: Template, cues: Common) -> None:
        self.scan = scan
        self.text = scan.text
        self.template = template
        self.cues = cues
        self.dates = find_dates(scan.text)

    def has_title(self, sentence: Span) -> bool:
        """Whether it begins with a title of this kind, even misheard."""
        return self.scan.match_loosely(self.template.titles, sentence.start) is not None

    def is_identity(self, sentence: Span) -> bool:
        """The patient's name with a birth date or an age, which no prose begins with."""
        people = find_patients(self.text, sentence.start, sentence.end)
        if not people or people[0].start != sentence.start:
            return False
        return self.is_patient(sentence) and _TRAIT.match(self.text, people[0].end, sentence.end) is not None

    def is_date(self, sentence: Span) -> bool:
        """« Lille, le 3 avril 2026 », « Le 3 avril 2026 »."""
        if self.is_closing(sentence):
            return False
        for date in self.dates:
            if sentence.start <= date.start and date.end <= sentence.end:
                before, after = self.text[sentence.start : date.start], self.text[date.end : sentence.end]
                return _PLACE_AND.fullmatch(before) is not None and not after.strip(" .,")
        return False

    def is_title(self, sentence: Span, *, opens: bool) -> bool:
        """A known title; or, where the document opens, a short line that is nothing else."""
        if self.is_patient(sentence):
            return False
        if self.has_title(sentence):
            return True
        text = self.text[sentence.start : sentence.end]
        words = len(self.scan.words_in(sentence.start, sentence.end))
        known = any(self.has_title(line) for line in self.scan.lines[:_FRONT_LINES])
        plain = opens and not known and words <= _TITLE_WORDS and text[-1] not in ".,:;" and ":" not in text
        return plain and not self.is_salutation(sentence) and not self.is_signed(sentence)

    def title_ends(self, sentence: Span) -> int | None:
        """Where a title with no full stop runs into the patient: « … du 2 juin 2026 Mme X »."""
        if not self.has_title(sentence):
            return None
        for person in find_patients(self.text, sentence.start + 1, sentence.end)[:1]:
            before = self.text[sentence.start : person.start].rstrip()
            dated = any(d.end == sentence.start + len(before) for d in self.dates)
            if before.endswith((",", ";", ".")) or dated:
                return sentence.start + len(before)
        return None

    def is_salutation(self, sentence: Span) -> bool:
        """« Monsieur » alone greets; « Monsieur Dupont, 45 ans » is the patient."""
        if self.scan.match(self.cues.salutations, sentence.start) is None:
            return False
        people = find_patients(self.text, sentence.start, sentence.end)
        return not any(person.start == sentence.start for person in people)

    def is_patient(self, sentence: Span) -> bool:
        """A short line that begins with the patient's name."""
        words = len(self.scan.words_in(sentence.start, sentence.end))
        people = find_patients(self.text, sentence.start, sentence.end)
        named = any(person.start == sentence.start for person in people)
        born = _NAME_BORN.match(self.text, sentence.start, sentence.end)
        return (named or born is not None) and words <= _PATIENT_WORDS

    def is_patient_label(self, sentence: Span) -> bool:
        """A short sentence that begins with a label of the patient: « Patiente : Jeanne Duval »."""
        label = self.scan.match(self.cues.fields["patient"].labels, sentence.start)
        labelled = label is not None and self.text[label : sentence.end].lstrip().startswith(":")
        return labelled and len(self.scan.words_in(sentence.start, sentence.end)) <= _PATIENT_WORDS

    def is_closing(self, sentence: Span) -> bool:
        """A formula of the end."""
        closings = (*self.cues.closings, *self.template.closings)
        return self.scan.match(closings, sentence.start) is not None

    def is_signed(self, sentence: Span, *, after_formula: bool = False) -> bool:
        """A line that is a doctor's name, with a speciality perhaps; after a formula, any name alone."""
        for doctor in find_doctors(self.text, sentence.start, sentence.end)[:1]:
            if doctor.start == sentence.start:
                return _SIGNED_TAIL.match(self.text, doctor.end, sentence.end) is not None
        return after_formula and _NAME_ONLY.match(self.text, sentence.start, sentence.end) is not None
