"""Lists that people keep in spreadsheets: .csv as Excel, LibreOffice and old software write it, and .xlsx.

Columns are matched by meaning elsewhere; here a file becomes a header and rows of texts.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from transcribe.core.encodings import decode
from transcribe.core.errors import cause_of
from transcribe.documents.refusing import LARGEST, MEGABYTE, damaged, refusal, trapped

_ROWS, _COLUMNS = 20_000, 200
_UNPACKED = 200 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are (number in the file, counting from 1; cell by column name); names are those of the file."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_table(path: Path, *, shown: str = "") -> Table:
    """A list from a .csv or .xlsx file; its first row that is not empty names the columns.

    Raises:
        DocumentError: missing, empty, too large, damaged, or no list.
    """
    shown = shown or str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise refusal(shown, f"pèse plus de {LARGEST // MEGABYTE} Mo", "donnez une liste, sans images")
        content = path.read_bytes()
    except OSError as error:
        cause = cause_of(error)
        raise refusal(shown, f"est illisible ({cause})", "vérifiez le fichier et ses droits") from error
    return read_table_bytes(content, shown=shown)


def read_table_bytes(content: bytes, *, shown: str) -> Table:
    """A list from a file's bytes; as ``read_table``.

    Raises:
        DocumentError: empty, too large, damaged, or no list.
    """
    rows = _xlsx(content, shown) if content[:2] == b"PK" else _csv(content, shown)
    return _table(rows, shown)


def _table(rows: Iterable[tuple[int, list[str]]], shown: str) -> Table:
    kept = [
        (number, [cell.strip() for cell in row]) for number, row in rows if any(cell.strip() for cell in row)
    ]
    if not kept:
        raise refusal(
            shown, "ne contient aucune ligne", "donnez une liste dont la première ligne nomme les colonnes"
        )
    names = kept[0][1]
    return Table(
        tuple(name for name in names if name),
        tuple(
            (number, {name: cell for name, cell in zip(names, row, strict=False) if name})
            for number, row in kept[1:]
        ),
    )


def _csv(content: bytes, shown: str) -> Iterator[tuple[int, list[str]]]:
    text = decode(content)
    if text is None:
        raise refusal(shown, "n’est ni un texte ni un classeur", "enregistrez la liste en .csv ou en .xlsx")
    head, _, rest = text.partition("\n")
    first, delimiter = 1, ""
    if head.strip().lower().startswith("sep=") and len(head.strip()) <= 5:
        delimiter, text, first = head.strip()[4:] or "\t", rest, 2  # the line that Excel writes for itself
    delimiter = delimiter or _delimiter(text)
    csv.field_size_limit(1 << 20)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, row in enumerate(reader, first):
            if number > _ROWS or len(row) > _COLUMNS:
                raise trapped(shown)
            yield number, row
    except csv.Error as error:
        raise refusal(
            shown, f"n’est pas une liste correcte ({error})", "enregistrez-la à nouveau en .csv"
        ) from error


def _delimiter(text: str) -> str:
    """The sign that parts the columns: the one that cuts the first rows most, and evenly."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {sign: [_outside_quotes(line, sign) for line in lines] for sign in ";\t,|"}
    return max(counts, key=lambda sign: (min(counts[sign], default=0), counts[sign][0] if lines else 0))


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])


def _xlsx(content: bytes, shown: str) -> Iterator[tuple[int, list[str]]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
                raise trapped(shown)
            if "xl/workbook.xml" not in archive.namelist():
                raise refusal(
                    shown, "n’est pas un classeur Excel", "enregistrez la liste en .xlsx ou en .csv"
                )
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_COLUMNS), 1):
            if number > _ROWS:
                raise trapped(shown)
            yield number, [_cell(value) for value in row]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, TypeError, AttributeError, OSError, SyntaxError,
            RuntimeError, NotImplementedError) as error:  # fmt: skip
        raise damaged(shown) from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
