"""The words around a name that tell what it is (``cues.toml``)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transcribe.anonymising.types import KINDS, Kind
from transcribe.core.tomls import parse_toml


@dataclass(frozen=True, slots=True)
class Cues:
    """Folded words by what they announce; ``numbers`` says which kind of number a word labels."""

    relatives: frozenset[str]
    roles: frozenset[str]
    born: frozenset[str]
    naming: frozenset[str]
    qualifiers: frozenset[str]
    posts: frozenset[str]
    places: frozenset[str]
    dwelling: frozenset[str]
    prepositions: frozenset[str]
    streets: frozenset[str]
    streets_alone: frozenset[str]
    inside_address: frozenset[str]
    eponyms: frozenset[str]
    conditions: frozenset[str]
    joining: frozenset[str]
    between_eponyms: frozenset[str]
    verbs: frozenset[str]
    silent: frozenset[str]
    numbers: dict[str, Kind]

    @property
    def people(self) -> frozenset[str]:
        """Words in front of a person's name that are no civility."""
        return self.relatives | self.roles | self.born


@dataclass(frozen=True, slots=True)
class Towns:
    """Folded names of towns: those that are words of the language too, and those that the list of communes lacks."""

    words: frozenset[str]
    others: frozenset[str]


@cache
def towns() -> Towns:
    """The table, read once."""
    table = parse_toml(Path(__file__).with_name("towns.toml").read_text("utf-8"))
    return Towns(**{name: frozenset(str(text).split()) for name, text in table.items()})


@cache
def cues() -> Cues:
    """The table, read once."""
    table = parse_toml(Path(__file__).with_name("cues.toml").read_text("utf-8"))
    numbers: dict[str, Kind] = {}
    for kind in KINDS:
        numbers.update(dict.fromkeys(str(table["numbers"].get(kind, "")).split(), kind))
    words = {name: frozenset(text.split()) for name, text in table.items() if isinstance(text, str)}
    return Cues(**words, numbers=numbers)
