"""Term tables: ``terms.tsv`` of a lexicon folder, read strictly and written reproducibly."""

import bz2
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from transcribe.core.errors import LexiconError, cause_of

_LARGEST = 1 << 26
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
            data = _unpacked(data)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(
            message=f"« {path} » n’est pas en UTF-8 (octet {error.start}) : "
            "enregistrez le fichier avec l’encodage UTF-8."
        ) from error
    except (OSError, ValueError, EOFError) as error:
        raise LexiconError(
            message=f"« {path} » ne peut pas être lu ({_cause(error)}) : vérifiez-le ou réinstallez le lexique."
        ) from error


def _cause(error: Exception) -> str:
    return cause_of(error) if isinstance(error, OSError) and error.errno else "archive coupée ou démesurée"


def _unpacked(data: bytes) -> bytes:
    unpacking = bz2.BZ2Decompressor()
    text = unpacking.decompress(data, max_length=_LARGEST)
    if not unpacking.eof:
        raise ValueError("archive coupée ou démesurée")
    return text


def is_frequency(text: str) -> bool:
    """Whether a cell holds a frequency on the Zipf scale, 0 to 9."""
    try:
        return 0 <= float(text) <= 9
    except ValueError:
        return False


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a table whose first line names the columns; only ``term`` is required.

    Raises:
        LexiconError: no ``term`` column, or a frequency that is not a number.
    """
    lines = _lines(path)
    header = [name.strip() for name in lines[0].split("\t")]
    if "term" not in header:
        raise LexiconError(
            message=f"« {path} », ligne 1 : la colonne « term » manque ; "
            f"la première ligne doit être : {', '.join(COLUMNS)} (séparés par des tabulations)."
        )
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() and not line.startswith("#"):
            cells = dict(zip(header, line.split("\t"), strict=False))
            if cells.get("term", "").strip():
                yield _row(cells, path, number)


def _row(cells: dict[str, str], path: Path, number: int) -> Row:
    frequency = cells.get("frequency", "").strip().replace(",", ".")
    if frequency and not is_frequency(frequency):
        raise LexiconError(
            message=f"« {path} », ligne {number} : la fréquence « {frequency} » n’est pas un nombre de 0 à 9."
        )
    return Row(
        term=unicodedata.normalize("NFC", cells["term"].strip()),
        frequency=float(frequency or 0),
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
            "\t".join(
                _cell(text) for text in (row.term, frequency, row.kind, row.pronunciation, " ".join(row.tags))
            ).rstrip("\t")
        )
    return "\n".join(lines) + "\n"


def _lines(path: Path) -> list[str]:
    """The lines of a table, one at least; only LF and CR LF end one."""
    return [line.removesuffix("\r") for line in read_text(path).split("\n")]


def _cell(text: str) -> str:
    return " ".join(text.split())  # a tabulation or a line end would make other cells of it


def read_records(path: Path, key: str = "term") -> Iterator[dict[str, str]]:
    """The lines of a hand-written list as dictionaries by column, in NFC; the column ``key`` is required.

    Raises:
        LexiconError: no ``key`` column.
    """
    lines = _lines(path)
    header = lines[0].split("\t")
    if key not in header:
        raise LexiconError(message=f"« {path} », ligne 1 : la colonne « {key} » manque.")
    for line in lines[1:]:
        if line.strip() and not line.startswith("#"):
            cells = (unicodedata.normalize("NFC", cell.strip()) for cell in line.split("\t"))
            yield dict(zip(header, cells, strict=False))
