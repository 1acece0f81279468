"""Everyday and administrative French, so that adapting to medicine forgets nothing else."""

from functools import cache

from training.texts.grammar import Draw, phrases
from training.texts.lexicons import spelt_right


@cache
def _pool() -> dict[str, list[str]]:
    return phrases("general")


def general_document(draw: Draw, definitions: list[tuple[str, str]]) -> str:
    """Sentences of two everyday subjects, or definitions of common words."""
    chance = draw.chance
    draw.feminine = chance.random() < 0.5
    if definitions and chance.random() < 0.6:
        return " ".join(
            f"{word} : {meaning}" if plain else meaning for word, meaning, plain in _some(draw, definitions)
        )
    pool = [phrase for subject in chance.sample(sorted(_pool()), 2) for phrase in _pool()[subject]]
    return " ".join(draw.text(phrase) for phrase in chance.sample(pool, chance.randint(6, 10)))


def _some(draw: Draw, definitions: list[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    chance = draw.chance
    drawn = chance.sample(definitions, min(chance.randint(5, 8), len(definitions)))
    return [(word, meaning, spelt_right(word) and chance.random() < 0.5) for word, meaning in drawn]
