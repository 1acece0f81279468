"""Words whose change would change the sense of a report: sides, negations, numbers. No stage replaces them."""

from functools import cache

from transcribe.french import fold, tokenise
from transcribe.french.cardinals import NUMBER_WORDS, is_number_word
from transcribe.french.negations import negation_words, result_words
from transcribe.french.numbers import HALVES
from transcribe.french.sides import side_words

_ARTICLE = "une"  # « un » is a number as often as an article


def is_guarded(text: str) -> bool:
    """Whether a text holds such a word."""
    if text.isalpha():
        return fold(text) in _guarded()
    return any(
        token.key in _guarded() or is_number_word(token.key)
        for token in tokenise(text)
        if token.key != _ARTICLE
    )


@cache
def _guarded() -> frozenset[str]:
    numbers = (NUMBER_WORDS | HALVES) - {_ARTICLE}
    return numbers | result_words() | side_words() | negation_words() - negation_words("particle")
