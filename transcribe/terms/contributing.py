"""A trainer's own terms: reading them from a spreadsheet, adding them to a folder, checking a folder."""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe.core.errors import LexiconError, cause_of
from transcribe.core.files import readable_name, write_text
from transcribe.core.locks import working_in
from transcribe.core.tomls import TomlError, parse_toml
from transcribe.french import tidy
from transcribe.terms.folders import user_folder
from transcribe.terms.table import COLUMNS, Row, format_rows, is_frequency, read_rows, read_text, tables_of

PERSONAL = "personnel"
_HEADINGS = {
    "term": "term", "terme": "term", "mot": "term",
    "frequency": "frequency", "fréquence": "frequency",
    "kind": "kind", "type": "kind", "nature": "kind", "catégorie": "kind",
    "pronunciation": "pronunciation", "prononciation": "pronunciation",
    "tags": "tags", "étiquettes": "tags", "spécialité": "tags",
}  # fmt: skip
_LONGEST = 120
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a contributed folder: a French sentence, the file, the line (0: the whole file)."""

    path: Path
    line: int
    message: str


def personal_folder() -> Path:
    """Where terms are added when no folder is named."""
    return user_folder() / PERSONAL


def add_terms(folder: Path, rows: Iterable[Row]) -> list[str]:
    """Adds rows to a folder's ``terms.tsv``, made if missing; gives the terms that were not there.

    A term that is there already keeps its line.

    Raises:
        LexiconError: a term is not acceptable, or the folder's table cannot be read.
        OSError: the folder cannot be written.
    """
    with working_in(folder, wait=_PATIENCE):
        return _added(folder, rows)


def _added(folder: Path, rows: Iterable[Row]) -> list[str]:
    table = folder / "terms.tsv"
    known = {row.term: row for row in read_rows(table)} if table.is_file() else {}
    added = []
    for row in rows:
        wrong = fault(row.term)
        if wrong:
            raise LexiconError(message=f"« {row.term} » ne peut pas être ajouté : {wrong}.")
        if row.term not in known:
            known[row.term] = row
            added.append(row.term)
    if not (folder / "lexicon.toml").exists():
        name = readable_name(Path(folder.resolve().name))
        id_, title = (json.dumps(text, ensure_ascii=False) for text in (name, f"Lexique {name}"))  # TOML, too
        write_text(folder / "lexicon.toml", f'id = {id_}\ntitle = {title}\nlicence = "usage personnel"\n')
    write_text(table, format_rows(known.values()))
    return added


def rows_of_table(names: Sequence[str], rows: Iterable[tuple[int, Mapping[str, str]]]) -> list[Row]:
    """The terms of a list read by ``documents.read_table``.

    Its first line may name the columns (terme, type, étiquettes…); without such names it is a term like the others,
    and the first column holds the terms.
    """
    meanings = {name: _HEADINGS.get(" ".join(name.lower().split()), "") for name in names}
    if "term" in meanings.values():
        records = [{meanings[name]: cell for name, cell in row.items()} for _number, row in rows]
    else:
        first = names[0] if names else ""
        records = [{"term": term} for term in (first, *(row.get(first, "") for _number, row in rows))]
    return [_sheet_row(record) for record in records if record.get("term", "").strip()]


def check_folder(folder: Path) -> list[Problem]:
    """What is wrong in a contributed lexicon folder, file by file and line by line; empty if nothing."""
    description = folder / "lexicon.toml"
    problems: list[Problem] = []
    try:
        content = parse_toml(description.read_bytes())
    except FileNotFoundError:
        problems.append(Problem(description, 0, "le fichier manque : il donne id, title et licence"))
    except OSError as error:
        problems.append(Problem(description, 0, f"le fichier ne peut pas être lu ({cause_of(error)})"))
    except TomlError as error:
        problems.append(Problem(description, 0, f"le fichier n’est pas du TOML lisible ({error})"))
    else:
        problems += [
            Problem(description, 0, f"la ligne « {key} = … » manque ou est vide")
            for key in ("id", "title", "licence")
            if not str(content.get(key, "")).strip()
        ]
    tables = tables_of(folder)
    if not tables:
        problems.append(Problem(folder / "terms.tsv", 0, "le fichier manque"))
    for table in tables:
        problems += _check_table(table)
    return problems


def fault(term: str) -> str:
    """What is wrong with a term, in French, without a final full stop; empty if nothing."""
    invisible = any(unicodedata.category(letter) in _INVISIBLE for letter in term)
    faults = (
        (not term.strip(), "le terme est vide"),
        (term != term.strip() or "  " in term, "il y a des espaces de trop"),
        (invisible, "il contient un caractère invisible"),
        (
            unicodedata.normalize("NFC", term) != term,
            "les accents sont décomposés (NFD) : enregistrez en NFC",
        ),
        (tidy(term) != term, "écrivez l’apostrophe droite et l’espace simple"),
        (len(term) > _LONGEST, f"il dépasse {_LONGEST} caractères"),
        (not any(letter.isalnum() for letter in term), "il ne contient aucune lettre"),
    )
    return next((message for wrong, message in faults if wrong), "")


def _check_table(table: Path) -> list[Problem]:
    try:
        text = read_text(table)
    except LexiconError as error:
        return [Problem(table, 0, str(error))]
    lines = text.split("\n")
    header = lines[0].rstrip("\r").split("\t")
    if "term" not in header:
        expected = " ⇥ ".join(COLUMNS)
        return [Problem(table, 1, f"la première ligne doit nommer les colonnes : {expected}")]
    problems = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() and not line.startswith("#"):
            problems += [
                Problem(table, number, one) for one in _check_line(line.rstrip("\r"), header, seen, number)
            ]
    return problems


def _check_line(line: str, header: list[str], seen: dict[str, int], number: int) -> list[str]:
    cells = line.split("\t")
    found = []
    if len(cells) > len(header):
        found.append(f"{len(cells)} colonnes pour {len(header)} noms de colonne")
    record = dict(zip(header, cells, strict=False))
    term = record.get("term", "")
    if wrong := fault(term):
        found.append(f"« {term} » : {wrong}")
    if term in seen:
        found.append(f"« {term} » est déjà à la ligne {seen[term]}")
    seen.setdefault(term, number)
    frequency = record.get("frequency", "").strip().replace(",", ".")
    if frequency and not is_frequency(frequency):
        found.append(f"la fréquence « {frequency} » n’est pas un nombre entre 0 et 9")
    return found


def _sheet_row(cells: dict[str, str]) -> Row:
    frequency = cells.get("frequency", "").strip().replace(",", ".")
    return Row(
        term=tidy(unicodedata.normalize("NFC", cells["term"])).strip(),
        frequency=float(frequency) if is_frequency(frequency) else 0.0,
        kind=cells.get("kind", "").strip(),
        pronunciation=cells.get("pronunciation", "").strip(),
        tags=tuple(tag for tag in cells.get("tags", "").replace(",", " ").split() if tag),
    )
