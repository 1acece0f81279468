"""Term tables: ``terms.tsv`` of a lexicon folder, read strictly and written reproducibly."""

import bz2
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from transcribe.core.errors import LexiconError

COLUMNS = ("term", "frequency", "kind", "pronunciation", "tags")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; ``frequency`` is log10 of uses per billion words (Zipf), 0 if unknown."""

    term: str
    frequency: float = 0.0
    kind: str = ""
    pronunciation: str = ""
    tags: tuple[str, ...] = ()


def tables_of(folder: Path) -> tuple[Path, ...]:
    """The tables of a lexicon folder: ``terms.tsv``, plain or compressed, else every ``.tsv`` in it."""
    for name in ("terms.tsv", "terms.tsv.bz2"):
        if (folder / name).is_file():
            return (folder / name,)
    return tuple(sorted(folder.glob("*.tsv")))


def read_text(path: Path) -> str:
    """The text of a plain or bzip2 table.

    Raises:
        LexiconError: the file cannot be read, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
        if path.suffix == ".bz2":
            data = bz2.decompress(data)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(
            message=f"« {path} » n’est pas en UTF-8 (octet {error.start}) : "
            "enregistrez le fichier avec l’encodage UTF-8."
        ) from error
    except (OSError, ValueError, EOFError) as error:
        raise LexiconError(
            message=f"« {path} » ne peut pas être lu ({error}) : vérifiez-le ou réinstallez le lexique."
        ) from error


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a table whose first line names the columns; only ``term`` is required.

    Raises:
        LexiconError: no ``term`` column, or a frequency that is not a number.
    """
    lines = read_text(path).splitlines()
    header = [name.strip() for name in lines[0].split("\t")] if lines else []
    if "term" not in header:
        raise LexiconError(
            message=f"« {path} », ligne 1 : la colonne « term » manque ; "
            f"la première ligne doit être : {', '.join(COLUMNS)} (séparés par des tabulations)."
        )
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() and not line.startswith("#"):
            cells = dict(zip(header, line.split("\t"), strict=False))
            yield _row(cells, path, number)


def _row(cells: dict[str, str], path: Path, number: int) -> Row:
    frequency = cells.get("frequency", "").strip().replace(",", ".")
    try:
        value = float(frequency) if frequency else 0.0
    except ValueError as error:
        raise LexiconError(
            message=f"« {path} », ligne {number} : la fréquence « {frequency} » n’est pas un nombre."
        ) from error
    return Row(
        term=unicodedata.normalize("NFC", cells["term"].strip()),
        frequency=value,
        kind=cells.get("kind", "").strip(),
        pronunciation=cells.get("pronunciation", "").strip(),
        tags=tuple(tag for tag in cells.get("tags", "").strip().replace(",", " ").split(" ") if tag),
    )


def format_rows(rows: Iterable[Row]) -> str:
    """The text of a table: header, then rows sorted by term (code points), one line each, LF ended."""
    lines = ["\t".join(COLUMNS)]
    for row in sorted(rows, key=lambda row: row.term):
        frequency = f"{row.frequency:.1f}" if row.frequency else ""
        lines.append(
            "\t".join((row.term, frequency, row.kind, row.pronunciation, " ".join(row.tags))).rstrip("\t")
        )
    return "\n".join(lines) + "\n"


def read_records(path: Path, key: str = "term") -> Iterator[dict[str, str]]:
    """The lines of a hand-written list as dictionaries by column, in NFC; the column ``key`` is required.

    Raises:
        LexiconError: no ``key`` column.
    """
    lines = read_text(path).splitlines()
    header = lines[0].split("\t") if lines else []
    if key not in header:
        raise LexiconError(message=f"« {path} », ligne 1 : la colonne « {key} » manque.")
    for line in lines[1:]:
        if line.strip() and not line.startswith("#"):
            cells = (unicodedata.normalize("NFC", cell.strip()) for cell in line.split("\t"))
            yield dict(zip(header, cells, strict=False))
