"""Names of people and places in a text, for pseudonyms: better one too many than one left."""

from dataclasses import dataclass
from typing import Literal

from transcribe.french import tokenise
from transcribe.french.civilities import civility_of
from transcribe.french.particles import is_particle

NameKind = Literal["person", "place"]
_KINDS: dict[str, NameKind] = {"PER": "person", "LOC": "place"}


@dataclass(frozen=True, slots=True)
class Named:
    """A name at ``start:end`` of a text."""

    start: int
    end: int
    kind: NameKind


def names(text: str) -> tuple[Named, ...]:
    """People and places, in the order of the text: what the model finds, and capitals in a row behind a title.

    Raises:
        OSError: the French model is not installed.
    """
    from transcribe.nlp.model import french

    found = {named.start: named for named in titled(text)}
    for entity in french()(text).ents:
        kind = _KINDS.get(entity.label_)
        inside = any(one.start <= entity.start_char < one.end for one in found.values())
        if kind and not inside and entity.text[:1].isupper():
            found[entity.start_char] = Named(entity.start_char, entity.end_char, kind)
    return tuple(found[start] for start in sorted(found))


def titled(text: str) -> list[Named]:
    """Capitalised words behind « Mme », « Dr »…, particles between them included."""
    tokens = tokenise(text)
    out: list[Named] = []
    for index, token in enumerate(tokens):
        if civility_of(token.text) is None:
            continue
        place = index + 1
        if place < len(tokens) and tokens[place].text == ".":
            place += 1
        first = last = -1
        while place < len(tokens) and tokens[place].kind not in ("mark", "break", "number"):
            if tokens[place].is_capital:
                first, last = (place if first < 0 else first), place
            elif not is_particle(tokens[place].text):
                break
            place += 1
        if first >= 0:
            out.append(Named(tokens[first].start, tokens[last].end, "person"))
    return out
