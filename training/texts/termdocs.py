"""Terms of the lexicons in carrier sentences that need no article, so that none is wrong."""

from collections.abc import Mapping
from functools import cache

from training.texts.grammar import Draw, phrases
from training.texts.slots import listed

_HOW_MANY = {"rx": (1, 3), "scored": (1, 2)}
_LINKS = ["et", "et", "et", "ou", "ainsi que", "puis", "avec"]


@cache
def _carriers() -> dict[str, list[str]]:
    return phrases("carriers")


def terms_document(draw: Draw, definitions: list[tuple[str, str]], weights: Mapping[str, int]) -> str:
    """A few sentences that hold many terms, drawn by ``weights``; now and then a term has its definition."""
    chance = draw.chance
    draw.feminine = chance.random() < 0.5
    out = ""
    for _ in range(chance.randint(5, 9)):
        if definitions and chance.random() < 0.12:
            word, meaning = chance.choice(definitions)
            line = f"{word} : {meaning}"
        else:
            line = draw.text(_sentence(draw, weights))
        out += line + chance.choice(["\n", " ", " "])
    return out


def _sentence(draw: Draw, weights: Mapping[str, int]) -> str:
    chance = draw.chance
    kind = chance.choices(list(weights), list(weights.values()))[0]
    items = [draw.slot(kind) for _ in range(chance.randint(*_HOW_MANY.get(kind, (2, 5))))]
    link = "et" if kind in ("siglum", "rx") else chance.choice(_LINKS)
    return chance.choice(_carriers()[kind]).replace("{x}", listed(items, link))
