"""What is found in a text and what takes its place."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "person",
    "place",
    "birth",
    "date",
    "nir",
    "ipp",
    "phone",
    "rpps",
    "finess",
    "address",
    "postcode",
    "email",
    "file",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

LABELS: dict[Kind, str] = {
    "person": "personne",
    "place": "lieu",
    "birth": "naissance",
    "date": "date",
    "nir": "sécurité sociale",
    "ipp": "identifiant patient",
    "phone": "téléphone",
    "rpps": "RPPS",
    "finess": "FINESS",
    "address": "adresse",
    "postcode": "code postal",
    "email": "courriel",
    "file": "numéro",
}
"""What the review calls each kind."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage at ``start:end`` of a text that tells who somebody is.

    ``confidence`` in [0, 1]: what a person must read with more care lies low. ``why``: the reason, in French.
    ``spelled``: letters said one by one.
    """

    start: int
    end: int
    kind: Kind
    confidence: float = 1.0
    why: str = ""
    spelled: bool = False

    def of(self, text: str) -> str:
        """The passage itself."""
        return text[self.start : self.end]


def without_overlaps(found: list[Found]) -> tuple[Found, ...]:
    """In the order of the text; of two that overlap, the longer stands, and what it leaves out of the other is kept."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        start, end = one.start, one.end
        for other in kept:
            if other.start <= start < other.end:
                start = other.end
            if other.start < end <= other.end:
                end = other.start
        if start < end:
            kept.append(Found(start, end, one.kind, one.confidence, one.why, one.spelled))
    return tuple(sorted(kept, key=lambda f: f.start))
