"""Which words must not be heard wrong: figures, months, sides, negations."""

from transcribe.french.calendar import MONTH_NUMBERS
from transcribe.french.cardinals import is_number_word
from transcribe.french.fold import fold
from transcribe.french.negations import may_deny
from transcribe.french.numbers import ARTICLES
from transcribe.french.sides import direction_words


def is_grave(word: str) -> bool:
    """Whether one word heard for it may be a wrong dose, date, side or the contrary of a finding."""
    key = fold(word)
    if key in ARTICLES:
        return False
    parts = key.split("-")
    return (
        all(map(is_number_word, parts)) or key in MONTH_NUMBERS or key in direction_words() or may_deny(word)
    )
