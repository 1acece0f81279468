"""What an exercise is made of. Times are seconds, sizes points, shares lie in [0, 1]."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from transcribe.french import fold
from transcribe.grading.needs import Needs
from transcribe.grading.types import Kind, Page

ExerciseKind = Literal["dictee", "relecture", "trous", "mise-en-page", "compte-rendu"]
Help = Literal["aucune", "initiale", "liste", "definition"]

GapSort = Literal["term", "dose", "laterality", "negation"]

Sound = Literal["ogg", "m4a"]

EXERCISE_KINDS: dict[ExerciseKind, str] = {
    "dictee": "Dictée",
    "relecture": "Relecture",
    "trous": "Texte à trous",
    "mise-en-page": "Mise en page",
}
"""The kinds that a text alone is enough for."""

ALL_KINDS: dict[ExerciseKind, str] = {**EXERCISE_KINDS, "compte-rendu": "Compte-rendu à vérifier"}
"""With the review of what the program itself hears and writes: that needs the audio and a model."""

EVERY = "tous"
"""What asks for all of ``EXERCISE_KINDS``, where people write."""

GAP_SORTS: dict[GapSort, str] = {
    "term": "terme",
    "dose": "dose ou valeur",
    "laterality": "côté",
    "negation": "négation",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What an exercise is made from: a reference text, and the audio when there is one.

    ``spoken`` is what is said word for word, commands included, when known. ``validated``: a person wrote or
    checked the reference. ``title`` is that of the document where its file tells it.
    """

    id: str
    page: Page
    audio: Path | None = None
    spoken: str = ""
    specialty: str = ""
    validated: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One measure of difficulty: its raw figure as text, its share of difficulty, its weight in the level."""

    name: str
    figure: str
    share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Level:
    """A level from 1 to 5, the score in [0, 1] it comes from, and the parts of that score."""

    value: int
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Seeded:
    """An error put into a text: ``text[start:end]`` of the reference became ``found``."""

    start: int
    end: int
    expected: str
    found: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a draft: ``draft[start:end]`` stands for ``answer``; what helps to fill it may be empty.

    ``sort`` is what it tests.
    """

    start: int
    end: int
    answer: str
    initial: str = ""
    hint: str = ""
    sort: GapSort = "term"


@dataclass(frozen=True, slots=True)
class Passage:
    """``draft[first:last]``, doubted or corrected by the program; ``seconds`` where it is heard.

    ``alternatives`` are what else may stand there: for a correction, what was heard first.
    """

    first: int
    last: int
    text: str
    kind: Literal["doubt", "correction"]
    reason: str
    alternatives: tuple[str, ...] = ()
    seconds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the trainer asks for. ``errors``: number of seeded errors; empty ``classes``: all.

    ``further``: names of kinds of other packages. ``audio``: the formats handed out. ``self_correction``: the
    learner's page holds the key, for training.
    """

    kinds: tuple[ExerciseKind, ...] = ("dictee",)
    errors: int = 8
    classes: tuple[Kind, ...] = ()
    help: Help = "initiale"
    seed: int = 1
    needs: Needs = field(default_factory=Needs)
    audio: tuple[Sound, ...] = ("ogg",)
    self_correction: bool = False
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise ready to be written. ``draft`` is what the learner is given to work on, if anything.

    ``gaps`` are in the order of the draft. ``times`` say where pieces of the reference are heard: its characters
    ``start:end``, then two places in the audio at its natural speed, in seconds; empty when not known. ``note`` says
    to the learner why this exercise is his. ``marks`` are the passages of a compte-rendu to decide on, ``places`` where
    its pieces are heard: the character that each starts at, then its seconds.
    """

    id: str
    title: str
    kind: ExerciseKind
    source: Source
    level: Level
    reference: Page
    draft: str = ""
    gaps: tuple[Gap, ...] = ()
    seeded: tuple[Seeded, ...] = ()
    minutes: int = 0
    choices: Choices = field(default_factory=Choices)
    times: tuple[tuple[int, int, float, float], ...] = ()
    note: str = ""
    marks: tuple[Passage, ...] = ()
    places: tuple[tuple[int, float, float], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The answers of the gaps: in alphabetical order where they are given as a list, else in that of the text."""
        answers = tuple(gap.answer for gap in self.gaps)
        return tuple(sorted(answers, key=collation)) if self.choices.help == "liste" else answers

    @property
    def hints(self) -> tuple[str, ...]:
        """The definitions of the gaps, in order; empty where none is given."""
        hints = tuple(gap.hint for gap in self.gaps)
        return hints if any(hints) else ()


def collation(word: str) -> tuple[str, str]:
    """The order of a French dictionary: É with E, accents only between words that are else the same."""
    return fold(word), word
