"""How abbreviations, sigla, scores and units are read aloud, as our list of abbreviations says."""

from functools import lru_cache

from transcribe.core.data import shipped
from transcribe.terms.table import read_records


@lru_cache(maxsize=8)
def spoken_forms(*kinds: str) -> dict[str, tuple[str, ...]]:
    """Each term of some kinds (« unité », « sigle »…), or of all, with the ways it is said, the usual one first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_records(shipped("lexicons", "abreviations", "terms.tsv")):
        ways = tuple(way.strip() for way in row.get("spoken", "").split("|") if way.strip())
        if ways and (not kinds or row.get("kind", "") in kinds):
            found[row["term"]] = ways
    return found
