"""What another platform is given of an exercise, whatever made it."""

from dataclasses import dataclass
from typing import Literal

WorkKind = Literal["dictee", "relecture", "trous", "mise-en-page"]
Platform = Literal["moodle", "h5p", "scorm"]
SUFFIXES: dict[Platform, str] = {"moodle": ".xml", "h5p": ".h5p", "scorm": ".zip"}


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound file: its name without folder, in ASCII, its bytes and its media type."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Blank:
    """One gap: what is expected, and what helps to fill it (each may be empty)."""

    answer: str
    initial: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a dictation and the piece of sound where it is heard."""

    text: str
    sound: Sound


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a draft to proofread: ``text[start:end]`` of the right text became ``found``.

    ``label`` names its class in French.
    """

    start: int
    end: int
    found: str
    label: str


@dataclass(frozen=True, slots=True)
class Task:
    """An exercise as another platform takes it.

    ``tasks`` are the instructions in order, ``given`` what the learner works on, ``right`` what it should become, line
    by line (``styles``: « title », « heading », « list » or nothing, one a line of ``right``, or none at all).
    ``pieces`` are the words around the ``blanks``: one more than there are blanks. ``listed`` are the answers where
    they are given as a list. ``sounds`` are the same dictation in several formats; ``sentences`` are its pieces.
    """

    id: str
    title: str
    kind: WorkKind
    tasks: tuple[str, ...]
    right: str
    given: str = ""
    styles: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()
    listed: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    sounds: tuple[Sound, ...] = ()
    sentences: tuple[Sentence, ...] = ()
