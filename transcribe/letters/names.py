"""First names, surnames and communes, as the shipped lexicon ``noms`` lists them."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Literal

from transcribe.core.data import shipped
from transcribe.french import fold

NameKind = Literal["prénom", "nom", "commune"]


def listed_names(kind: NameKind) -> frozenset[str]:
    """Folded names of one kind; some are first names and surnames."""
    return _listed()[kind]


def is_first_name(word: str) -> bool:
    """Whether a word is a first name; of a compound, whether its first part is one."""
    key = fold(word)
    return not listed_names("prénom").isdisjoint((key, key.split("-")[0]))


def is_surname(word: str) -> bool:
    """Whether a word is a surname."""
    return fold(word) in listed_names("nom")


@cache
def _listed() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    with shipped("lexicons", "noms", "terms.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["kind"]].add(fold(row["term"]))
    return {kind: frozenset(names) for kind, names in found.items()}
