"""What a class is made of. Times are UTC milliseconds; texts have one ``\\n`` a paragraph."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["learner", "trainer", "admin"]
Feedback = Literal["at_once", "after_due", "by_hand"]
Decision = Literal["listened", "accepted", "refused", "judged_right", "undone"]

FEEDBACKS: dict[Feedback, str] = {
    "at_once": "tout de suite",
    "after_due": "après la date",
    "by_hand": "quand le formateur rend les copies",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the space; ``admin`` is the person in charge of it.

    ``needs`` is what a trainer grants, ``settings`` what the person chooses.
    """

    id: int
    role: Role
    name: str = field(repr=False)
    identifier: str = field(default="", repr=False)
    needs: Mapping[str, Any] = field(default_factory=dict, repr=False)
    settings: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks: a person signed in, in a class. Every function that reads or changes somebody's work takes one."""

    person: Person
    class_id: int | None = None

    @property
    def is_trainer(self) -> bool:
        """Whether this is a trainer, or the person in charge of the space."""
        return self.person.role != "learner"


@dataclass(frozen=True, slots=True)
class Class:
    """A class and the code that its learners join with."""

    id: int
    name: str
    code: str
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Sound:
    """An audio file of an exercise: its SHA-256, its suffix (``.ogg``), its size in bytes."""

    digest: str
    suffix: str
    size: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What helps to fill a gap; both may be empty."""

    initial: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of the text given that the program doubts (``doubt``) or has corrected (``correction``).

    ``first:last`` are its characters, ``seconds`` where it is heard, ``alternatives`` what else may be written.
    """

    first: int
    last: int
    text: str = field(repr=False)
    kind: Literal["doubt", "correction"]
    reason: str
    alternatives: tuple[str, ...] = ()
    seconds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class WorkSheet:
    """What a learner may see of an exercise: by its type, nothing of the key.

    ``text`` is what he is given to begin with. A text with gaps has ``pieces``, one more than ``gaps``, and
    ``words`` to place when a list helps. ``places`` are (character, start, end) of the words of ``text``, in seconds.
    """

    title: str
    kind: str
    level: int
    minutes: int
    text: str = field(default="", repr=False)
    pieces: tuple[str, ...] = field(default=(), repr=False)
    gaps: tuple[Gap, ...] = ()
    words: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    places: tuple[tuple[int, float, float], ...] = ()
    sounds: tuple[Sound, ...] = ()


@dataclass(frozen=True, slots=True)
class ExerciseItem:
    """An exercise as trainers find it in a list."""

    id: int
    slug: str
    title: str
    kind: str
    level: int
    minutes: int
    specialty: str
    fictitious: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """An exercise asked of a class, as one learner sees it: his own dates and his own time.

    ``minutes`` is the time allowed, extra time counted; 0 when the exercise is not timed. ``shown_from`` is when marks
    are shown after the date: that of the learner who has the latest.
    """

    id: int
    class_id: int
    exercise_id: int
    title: str
    kind: str
    level: int
    opens: int
    due: int | None
    closes: int | None
    attempts: int
    feedback: Feedback
    graded: bool
    minutes: int
    shown_from: int | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A learner's work on an assignment, at its last revision.

    ``late`` is how long after the date it was handed in, ``over`` how long beyond the time allowed, in milliseconds.
    """

    id: int
    assignment_id: int
    person_id: int
    number: int
    rev: int
    text: str = field(repr=False)
    styles: tuple[str, ...] = field(repr=False)
    started: int
    saved: int | None = None
    submitted: int | None = None
    returned: int | None = None
    late: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """The text is on the disk, as revision ``rev``."""

    rev: int


@dataclass(frozen=True, slots=True)
class Known:
    """That change had already been received; what the copy holds now."""

    rev: int
    text: str = field(repr=False)
    styles: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another window wrote since: the text sent is kept as a version, the copy still holds this one."""

    rev: int
    text: str = field(repr=False)
    styles: tuple[str, ...] = field(repr=False)
