"""What words weigh: values, sides and negations, whatever their form."""

from collections.abc import Iterable, Sequence

from transcribe.french import fold
from transcribe.french.calendar import MONTH_NUMBERS
from transcribe.french.negations import Negation, negation_of
from transcribe.grading.lexical import sided
from transcribe.grading.tokens import Token
from transcribe.grading.units import POSOLOGY


def count(tokens: Sequence[Token]) -> int:
    """How many tokens are words or values."""
    return sum(t.kind != "mark" for t in tokens)


def is_value(token: Token) -> bool:
    """Whether a token tells how much, when or how often."""
    return token.kind in {"number", "unit", "time"} or token.key in POSOLOGY or is_date(token)


def is_date(token: Token) -> bool:
    """Whether a token is a date, or a month by its name: « en mars 2026 »."""
    return token.kind == "date" or is_month(token.key)


def is_month(word: str) -> bool:
    """Whether a word is the whole name of a month."""
    return fold(word) in MONTH_NUMBERS


def turns(key: str) -> bool:
    """Whether a word is a side or a negation: losing it turns a sentence over."""
    return bool(sided(key)) or negation_of(key) is not None


def sides_of(keys: Iterable[str]) -> set[str]:
    """What sides some words name, by what they are opposed to: « ipsilatéral » is « homolatéral »."""
    return {side for key in keys if (side := sided(key))}


def negations_of(keys: Iterable[str]) -> set[Negation]:
    """What some words deny by: « aucune » denies as « aucun » does, « n’ » as « ne »."""
    return {found for key in keys if (found := negation_of(key)) is not None}
