"""What travels between the rooms.

A dictation is a list of words, and every later stage only adds edits to it. Times are seconds from the
start of the audio; word indexes are inclusive on both sides; probabilities and confidences lie in [0, 1].
"""

from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

EditKind = Literal[
    "term",
    "agreement",
    "command",
    "number",
    "unit",
    "date",
    "acronym",
    "typography",
    "self_correction",
    "removal",
]
DoubtKind = Literal["unknown", "unsure", "confusable", "dose", "laterality", "negation", "identity"]
InstructionKind = Literal["copy", "other"]
Sex = Literal["", "F", "M"]
SectionRole = Literal[
    "body",
    "title",
    "recipient",
    "date",
    "patient",
    "author",
    "opening",
    "closing",
    "signature",
    "copies",
]


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the recogniser heard it, without surrounding spaces."""

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words decoded together: ``words[first : last + 1]``."""

    first: int
    last: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """All that was heard in one audio file.

    ``duration`` is the length of the whole audio, silence included; ``audio_sha256`` is the hash of the
    file's bytes, empty for a typed text.
    """

    words: tuple[Word, ...]
    segments: tuple[Segment, ...] = ()
    language: str = "fr"
    duration: float = 0.0
    model: str = ""
    audio_sha256: str = ""

    @property
    def text(self) -> str:
        """The heard words, one space between them."""
        return " ".join(word.text for word in self.words)

    @classmethod
    def from_text(cls, text: str) -> "Transcript":
        """A transcript of a typed text, in NFC: no times, every word certain."""
        words = normalize("NFC", text).split()
        return cls(words=tuple(Word(word, 0.0, 0.0, 1.0) for word in words))


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces words ``first..last`` by ``text``.

    ``last == first - 1`` inserts before word ``first``; an empty ``text`` removes. ``text`` may hold
    punctuation, no-break spaces and newlines (``"\\n"`` starts a paragraph).
    """

    first: int
    last: int
    text: str
    kind: EditKind
    reason: str
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()

    @property
    def is_insertion(self) -> bool:
        """Whether no heard word is replaced."""
        return self.last < self.first


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words ``first..last`` that a person must look at; nothing is replaced.

    A strong one is to be verified: it is counted and shown as a mark. One that is not is a « peut-être »: what
    was heard is a little less likely right than usual; it is shown quietly and never counted.
    """

    first: int
    last: int
    kind: DoubtKind
    reason: str
    alternatives: tuple[str, ...] = ()
    strong: bool = True


@dataclass(frozen=True, slots=True)
class TermSpan:
    """A medical term at ``start:end`` of a text; ``kind`` is that of its lexicon entry (``dci``, ``maladie``…)."""

    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A remark to the secretary, taken out of the text: a copy recipient, or anything else."""

    first: int
    last: int
    kind: InstructionKind
    text: str


@dataclass(frozen=True, slots=True)
class Patient:
    """Identity traits as dictated; empty when not dictated. Dates are ISO (``1954-05-04``).

    ``last_name`` and ``first_name`` are those in use; ``birth_name`` is the strict trait, when it was said
    apart ("née Kowalska"). ``ins`` is the national health identifier, digits only, with its key.
    """

    title: str = ""
    last_name: str = ""
    first_name: str = ""
    birth_date: str = ""
    sex: Sex = ""
    birth_name: str = ""
    birth_place: str = ""
    ins: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands around the text of a letter; empty when not dictated. ``date`` is ISO."""

    title: str = ""
    date: str = ""
    author: str = ""
    recipient: str = ""
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the character of ``Revision.text`` it starts at (``None``: not from the text)."""

    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (may be empty) and its paragraphs.

    ``role`` tells the body from the lines around it (title, recipient, signature…), which have no heading.
    ``start`` is the character of ``Revision.text`` at which a dictated heading starts; ``None`` when the
    heading is not in the text, but implied by its wording. ``rule`` is the id of the template's section that
    it was recognised as; empty for none.
    """

    heading: str
    paragraphs: tuple[Paragraph, ...]
    role: SectionRole = "body"
    start: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A laid-out document before it takes the form of a file. ``template`` is a template id.

    The sections hold every word of the text once, in the order of the document; ``fields`` and ``patient``
    are what was read in them. ``model`` is the path of the Word file to fill in; empty: the template's own.
    """

    template: str
    fields: Fields
    patient: Patient
    sections: tuple[Section, ...]
    model: str = ""
