"""How far two spellings are from one another."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def letters_apart(word: str, other: str, most: int) -> int:
    """Letters to add, drop or change to make one word of the other; ``most`` + 1 when there are more."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(word, other, score_cutoff=most)
