"""Words whose change would change the sense of a report: sides, negations, numbers. No stage replaces them."""

from functools import cache

from transcribe.french import fold, tokenise
from transcribe.french.cardinals import OTHER_TENS, TENS, UNITS
from transcribe.french.negations import affirmative, negation_words
from transcribe.french.sides import side_words

_RESULTS = ("négatif", "négative", "négatifs", "négatives")
_NUMBERS = (*UNITS, *TENS, *OTHER_TENS, "cent", "cents", "mille", "demi", "demie")


def is_guarded(text: str) -> bool:
    """Whether a text holds such a word."""
    if text.isalpha():
        return fold(text) in _guarded()
    return any(token.key in _guarded() for token in tokenise(text))


@cache
def _guarded() -> frozenset[str]:
    numbers = frozenset(map(fold, _NUMBERS))
    positive = frozenset(fold(affirmative(word)) for word in _RESULTS)
    return numbers | positive | side_words() | negation_words() - negation_words("particle")
