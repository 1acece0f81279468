"""``noms``: first names, surnames and French towns, to recognise identities."""

import ast
import json
from collections.abc import Iterator

from transcribe.terms.rebuild.packages import Downloads
from transcribe.terms.table import Row


def name_rows(downloads: Downloads) -> list[Row]:
    """Names with their capitals; the first kind found is kept, tags give every source."""
    rows: dict[str, Row] = {}
    for name, kind, source in _names(downloads):
        earlier = rows.get(name)
        tags = (*earlier.tags, source) if earlier and source not in earlier.tags else (source,)
        rows[name] = Row(
            name,
            0.0,
            earlier.kind if earlier else kind,
            "",
            earlier.tags if earlier and source in earlier.tags else tags,
        )
    return list(rows.values())


def _names(downloads: Downloads) -> Iterator[tuple[str, str, str]]:
    # The package's two files are swapped: firstnames.json holds surnames.
    for member, kind in (("lastnames", "prénom"), ("firstnames", "nom")):
        for name in json.loads(downloads.read("@zxcvbn-ts/language-fr", f"src/{member}.json")):
            yield _capitalised(name), kind, "zxcvbn"
    for kind, name in _faker_names(downloads):
        yield name, kind, "faker"
    communes = json.loads(downloads.read("@etalab/decoupage-administratif", "data/communes.json"))
    for commune in communes:
        if commune["type"] == "commune-actuelle":
            yield commune["nom"], "commune", "etalab"


def _faker_names(downloads: Downloads) -> Iterator[tuple[str, str]]:
    """The literal lists of the French provider, read without running it."""
    tree = ast.parse(downloads.read("faker", "faker/providers/person/fr_FR/__init__.py"))
    kinds = {"first_names_male": "prénom", "first_names_female": "prénom", "last_names": "nom"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            kind = kinds.get(node.targets[0].id)
            if kind:
                for constant in ast.walk(node.value):
                    if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                        yield kind, constant.value


def _capitalised(name: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in name.split("-"))
