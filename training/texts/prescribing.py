"""Drugs with a dose, a form or a rate that suits their class."""

from functools import cache

from training.texts.grammar import Draw, phrases
from training.texts.lexicons import Term
from training.texts.numbers import cardinal

MILLIGRAMS = (
    *(
        2,
        4,
        5,
        8,
        10,
        12,
        15,
        16,
        20,
        25,
        30,
        40,
        50,
        60,
        75,
        80,
        100,
        120,
        125,
        150,
        160,
        200,
        250,
        300,
        320,
    ),
    *(400, 500, 600, 750, 800, 1000),
)


@cache
def _forms() -> dict[str, list[str]]:
    return phrases("prescriptions")


def prescription(draw: Draw, drug: Term) -> str:
    """ "bisoprolol cinq milligrammes le matin", "Xalatan, une goutte dans l'œil droit le soir"."""
    pools = _forms()
    pool = next((forms for tag, forms in pools.items() if tag in drug.tags), pools["orale"])
    draw.notes["name"] = drug.text
    return draw.text(draw.chance.choice(pool))


def dose(draw: Draw) -> str:
    """A dose, in milligrammes three times in four."""
    if draw.chance.random() < 0.75:
        return f"{cardinal(draw.chance.choice(MILLIGRAMS))} milligrammes"
    return draw.slot("dose_small")
