"""Everyday and administrative French, so that adapting to medicine forgets nothing else."""

from functools import cache

from training.texts.grammar import Draw, phrases


@cache
def _pool() -> dict[str, list[str]]:
    return phrases("general")


def general_document(draw: Draw) -> str:
    """Some sentences of one or two everyday subjects."""
    chance = draw.chance
    draw.feminine = chance.random() < 0.5
    pools = _pool()
    pool = [phrase for subject in chance.sample(sorted(pools), 2) for phrase in pools[subject]]
    return " ".join(draw.text(phrase) for phrase in chance.sample(pool, chance.randint(6, 10)))
