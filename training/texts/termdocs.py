"""Terms of the lexicons in carrier sentences that need no article, so that none is wrong."""

from functools import cache

from training.texts.grammar import Draw, phrases
from training.texts.slots import listed

_WEIGHTS = {
    "disease": 3,
    "sign": 5,
    "act": 4,
    "exam": 2,
    "place": 5,
    "device": 3,
    "assay": 4,
    "word": 4,
    "adjective": 2,
    "other": 26,
    "eponym": 3,
    "siglum": 8,
    "rx": 46,
    "drug": 20,
    "rare": 6,
}
_LINKS = ["et", "et", "et", "ou", "ainsi que", "puis", "avec"]


@cache
def _carriers() -> dict[str, list[str]]:
    return phrases("carriers")


def terms_document(draw: Draw, definitions: list[tuple[str, str]]) -> str:
    """A few sentences that hold many terms; now and then a term is followed by its definition."""
    chance = draw.chance
    draw.feminine = chance.random() < 0.5
    out = ""
    for _ in range(chance.randint(5, 9)):
        if definitions and chance.random() < 0.12:
            word, meaning = chance.choice(definitions)
            line = f"{word} : {meaning}"
        else:
            line = draw.text(_sentence(draw))
        out += line + chance.choice(["\n", " ", " "])
    return out


def _sentence(draw: Draw) -> str:
    chance = draw.chance
    kind = chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    items = [draw.slot(kind) for _ in range(chance.randint(1, 3) if kind == "rx" else chance.randint(2, 5))]
    link = "et" if kind in ("siglum", "rx") else chance.choice(_LINKS)
    return chance.choice(_carriers()[kind]).replace("{x}", listed(items, link))
