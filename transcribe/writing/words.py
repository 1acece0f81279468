"""Sets of words, written as a line of text."""


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, split on spaces."""
    return frozenset(text.split())
