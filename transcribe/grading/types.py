"""What a grade is made of. Places are characters of the text they name; points are exact decimals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol

from transcribe.documents.types import Style

Kind = Literal[
    "terminology",
    "drug",
    "dose",
    "laterality",
    "negation",
    "identity",
    "omission",
    "addition",
    "spelling",
    "accent",
    "agreement",
    "homophone",
    "capital",
    "punctuation",
    "typography",
    "abbreviation",
    "layout",
]
Severity = Literal["critical", "minor"]

KINDS: dict[Kind, str] = {
    "identity": "identité",
    "drug": "médicament",
    "dose": "posologie ou valeur",
    "laterality": "latéralité",
    "negation": "négation",
    "terminology": "terminologie",
    "omission": "omission",
    "addition": "ajout",
    "spelling": "orthographe",
    "accent": "accent",
    "agreement": "accord ou conjugaison",
    "homophone": "homophone",
    "capital": "majuscule",
    "punctuation": "ponctuation",
    "typography": "typographie",
    "abbreviation": "abréviation",
    "layout": "mise en page",
}
SEVERITIES: dict[Severity, str] = {"critical": "critique", "minor": "non critique"}


class Entry(Protocol):
    """What grading asks of a lexicon's entry."""

    @property
    def kind(self) -> str:
        """``dci``, ``marque``… or empty."""

    @property
    def lexicon(self) -> str:
        """The folder it comes from: ``medical``, ``medicaments``, ``abreviations``…"""

    @property
    def tags(self) -> tuple[str, ...]:
        """Where it was found, what it treats…"""


class Lexicon(Protocol):
    """What grading asks of a lexicon; ``transcribe.terms.Lexicon`` gives it."""

    def knows(self, word: str) -> bool:
        """Whether a word is well written French or medical French."""

    def frequency(self, word: str) -> float:
        """Zipf frequency, 0 when unknown."""

    def is_name(self, word: str) -> bool:
        """Whether a word is a first name, a surname or a town, with its capital."""

    def entry(self, term: str) -> Entry | None:
        """The entry of a medical term or drug, as it is written in its lexicon."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """In a reference, the word at ``start:end`` agrees with the one at ``governor_start:governor_end``.

    ``gender`` is ``f``, ``m`` or empty, ``number`` ``s``, ``p`` or empty, as a parse of the reference told.
    """

    start: int
    end: int
    governor_start: int
    governor_end: int
    gender: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Timed:
    """The characters ``start:end`` of a reference are said from ``since`` to ``until`` seconds of its audio."""

    start: int
    end: int
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Page:
    """A written document: its text, one ``\\n`` a paragraph.

    ``styles`` gives the style of each line of ``text`` when the file had styles, else it is empty.
    ``terms`` are the medical terms of a reference, when an answer key lists them; ``agreements`` say which word each
    of its adjectives and participles agrees with, when its exercise was made with the parser.
    """

    text: str
    styles: tuple[Style, ...] = ()
    terms: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()


Ruling = Literal["accept", "cancel", "change", "add"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a trainer decided of the copies of an exercise.

    ``accept``: ``found`` is as right as ``expected``; ``cancel`` takes charges away, ``change`` gives them another
    ``kind``, ``severity`` or ``points``, ``add`` charges what the comparison did not. An empty ``expected``, ``found``
    or ``only`` (a class) sets no condition to ``cancel`` and ``change``. ``learner`` is a name or identifier, empty for
    all; ``occurrence`` the rank of ``expected`` in the reference, from 1, 0 for every place. ``line`` is where it is
    written.
    """

    ruling: Ruling
    expected: str = ""
    found: str = ""
    learner: str = ""
    occurrence: int = 0
    only: Kind | None = None
    kind: Kind | None = None
    severity: Severity | None = None
    points: Decimal | None = None
    comment: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Waived:
    """A difference that costs nothing because the trainer said so; ``start:end`` is its place in the attempt.

    ``kind`` and ``severity`` are those of the charge taken away; ``None`` where a variant was accepted beforehand.
    """

    decision: Decision
    expected: str
    found: str
    start: int
    end: int
    kind: Kind | None = None
    severity: Severity | None = None


NOTHING = Page("")
"""A page on which nothing is written."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One slip.

    ``expected`` and ``found`` are as written (empty for what was added or left out); ``start:end`` is its
    place in the attempt, ``reference_start:reference_end`` in the reference. ``words`` counts reference
    and attempt words that are wrong, as in a word error rate. ``repeats`` are the places, in the attempt,
    of the same slip made again, which cost nothing. ``points`` is what the slip costs. ``flagged``: the author said
    that he had not heard; ``unfinished``: the end of the reference, not written; ``asked``: a fault of the draft that
    the exercise asked to put right. ``decision`` is the trainer's, who added or changed it.
    """

    kind: Kind
    severity: Severity
    expected: str
    found: str
    rule: str
    revise: str
    start: int
    end: int
    reference_start: int
    reference_end: int
    words: int = 1
    repeats: tuple[tuple[int, int], ...] = ()
    points: Decimal = Decimal(0)
    heading: str = ""
    flagged: bool = False
    unfinished: bool = False
    asked: bool = False
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A mark and every mistake, critical first, then in the order of the text.

    ``mark + sum of the mistakes' points == maximum``, exactly. ``floored`` says that the mistakes would
    have cost more than the maximum, so that the last ones cost less than the scheme says, or nothing.
    ``figures`` are rates in [0, 1]: ``word_error_rate`` (may pass 1), ``term_recall``, and ``per_hundred``, mistakes
    for 100 words. ``asked`` and ``corrected`` count the faults of a draft, and those put right; 0 without a draft.
    ``waived`` is what costs nothing because the trainer decided so, in the order of the attempt.
    """

    mark: Decimal
    maximum: Decimal
    mistakes: tuple[Mistake, ...]
    scheme: str
    passed: bool | None = None
    threshold: Decimal | None = None
    floored: bool = False
    words: int = 0
    asked: int = 0
    corrected: int = 0
    figures: Mapping[str, float] = field(default_factory=dict)
    missed_terms: tuple[str, ...] = ()
    waived: tuple[Waived, ...] = ()
