"""What a stretch of a dictation was read as: a number, a quantity, a date, a code, a mark.

Readings are values: rules look at their types and fields, never at the French reason of an edit. ``role`` says how
the layout treats the item, ``settled`` that no later rule may read it otherwise, ``kind`` the kind of edit that
writing it makes.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from transcribe.core.types import EditKind

Role = Literal["word", "mark", "opaque"]
Origin = Literal["heard", "dictated", "added"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an item was read as."""

    role: ClassVar[Role] = "word"
    settled: ClassVar[bool] = True
    kind: ClassVar[EditKind] = "typography"


@dataclass(frozen=True, slots=True)
class Word(Reading):
    """A word that no rule has read as anything else."""

    settled: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Opaque(Reading):
    """What an earlier stage wrote with its own lines or between two words: left as it is."""

    role: ClassVar[Role] = "opaque"


@dataclass(frozen=True, slots=True)
class Mark(Reading):
    """Punctuation, a line break or the head of a list item.

    ``scope``: it opens a bracket or a quote whose end may not be said (« entre parenthèses … »).
    """

    role: ClassVar[Role] = "mark"
    settled: ClassVar[bool] = False
    kind: ClassVar[EditKind] = "command"
    origin: Origin = "heard"
    scope: bool = False


@dataclass(frozen=True, slots=True)
class Numeral(Reading):
    """Anything said with numbers and written in figures."""

    kind: ClassVar[EditKind] = "number"


@dataclass(frozen=True, slots=True)
class Number(Numeral):
    """A number that a later rule may give a unit, a code, a date.

    ``digits`` are written with a decimal comma (« 0,5 »). ``article``: it was the word « un » or « une », which
    stays a word unless a rule knows better. ``words``: the folded words that it was said with; empty for figures.
    """

    settled: ClassVar[bool] = False
    digits: str
    article: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure(Number):
    """A number whose written form is settled."""

    settled: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Year(Figure):
    """A number that names a year: never grouped by thousands."""


@dataclass(frozen=True, slots=True)
class Spoken(Figure):
    """A number left in the words it was said with, because two readings stand."""


@dataclass(frozen=True, slots=True)
class Roman(Numeral):
    """A grade, stage or class in Roman figures, its letter in ``suffix``."""

    value: int
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Pressure(Numeral):
    """A blood pressure; ``unit`` is empty when none was said."""

    high: str
    low: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Dimensions(Numeral):
    """Two or three lengths of one thing, in one unit."""

    sizes: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Ratio(Numeral):
    """« 8/9 », « 8/10 »."""

    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class Score(Numeral):
    """A sum or a score with a sign: « 3 + 4 = 7 », « 2+ »."""


@dataclass(frozen=True, slots=True)
class Suture(Numeral):
    """The size of a thread: « 3-0 »."""

    zeros: str


@dataclass(frozen=True, slots=True)
class Phone(Numeral):
    """A telephone number, its digits without spaces."""

    digits: str


@dataclass(frozen=True, slots=True)
class Identifier(Numeral):
    """A number that names something (a file, a postcode), its figures without spaces."""

    figures: str


@dataclass(frozen=True, slots=True)
class Quantity(Reading):
    """A number and the symbol of its unit: « 5 mg », « 38,5 °C », « 72/min »."""

    kind: ClassVar[EditKind] = "unit"
    digits: str
    unit: str


@dataclass(frozen=True, slots=True)
class Unit(Reading):
    """A unit typed in one piece, in its right form."""

    kind: ClassVar[EditKind] = "unit"
    symbol: str


@dataclass(frozen=True, slots=True)
class Date(Reading):
    """A day, a month, a year; 0 for what was not said."""

    kind: ClassVar[EditKind] = "date"
    day: int = 0
    month: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class Clock(Reading):
    """A time of day."""

    kind: ClassVar[EditKind] = "date"
    hour: int
    minute: int = 0


@dataclass(frozen=True, slots=True)
class Code(Reading):
    """Letters, with the numbers that belong to them: IRM, L4-L5, pT1c pN1mi, CD20."""

    kind: ClassVar[EditKind] = "acronym"


@dataclass(frozen=True, slots=True)
class Initial(Reading):
    """A letter that stands for a name."""


@dataclass(frozen=True, slots=True)
class Title(Reading):
    """A civility or a title before a name."""


@dataclass(frozen=True, slots=True)
class Name(Reading):
    """A proper name whose letters were spelled."""

    kind: ClassVar[EditKind] = "term"


@dataclass(frozen=True, slots=True)
class Address(Reading):
    """An electronic address that was said aloud."""

    kind: ClassVar[EditKind] = "command"


@dataclass(frozen=True, slots=True)
class Compound(Reading):
    """Two words joined by a dictated hyphen or slash."""

    kind: ClassVar[EditKind] = "command"


WORD = Word()
CODE = Code()
DICTATED = Mark("dictated")
"""One instance of the readings without a value."""
