"""The table that a person reads before anything leaves: one line a passage, to confirm, to refuse, or to add to.

It opens in a spreadsheet or in a text editor (semicolons, UTF-8 with its mark) and may come back as ``.xlsx``.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe.anonymising.types import LABELS, Kind
from transcribe.core.errors import DocumentError
from transcribe.core.files import written_whole
from transcribe.french import fold

TABLE = "relecture.csv"
OTHER_TABLE = "relecture.xlsx"
COLUMNS = (
    "ligne", "décision", "genre", "passage", "remplacement", "contexte", "début", "fin", "extrait", "confiance",
    "pourquoi", "fichier",
)  # fmt: skip
UNWRITTEN = "parole non transcrite"
SURE = 0.75
"""Confidence under which the table says to look closely."""
_YES = frozenset("oui o yes y x 1 ok vrai".split())
_NO = frozenset("non n no 0 faux".split())
_KINDS: dict[str, Kind] = {fold(label): kind for kind, label in LABELS.items()}
_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Line:
    """One passage to decide on. ``start:end`` in the text and words ``first..last``, -1 where there are none;
    ``since`` and ``until`` in seconds, 0 without sound. An empty ``kind`` is speech that no text shows."""

    id: str
    kind: Kind | None
    text: str
    replacement: str
    context: str = ""
    why: str = ""
    confidence: float = 1.0
    start: int = -1
    end: int = -1
    first: int = -1
    last: int = -1
    since: float = 0.0
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person wrote on a line: whether it is an identity, and what takes its place."""

    confirmed: bool
    replacement: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A line that a person added: a passage to replace wherever it stands (in one file, or in all), or seconds."""

    text: str
    kind: Kind
    replacement: str
    file: str
    since: float = 0.0
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A whole table read back."""

    decisions: Mapping[str, Decision]
    additions: tuple[Addition, ...]


def write_table(folder: Path, lines: Iterable[tuple[str, Line, str]]) -> Path:
    """Writes the table of a review: (file, line, name of its extract); no decision is filled in.

    Raises:
        OSError: it cannot be written.
    """
    return write_rows(folder, COLUMNS, [row_of(*one) for one in lines])


def row_of(file: str, line: Line, extract: str) -> dict[str, str]:
    """A line as the table first shows it, by column: nothing decided."""
    label = LABELS[line.kind] if line.kind is not None else UNWRITTEN
    sure = "à lire de près" if line.confidence < SURE else ""
    since, until = (clock(line.since), clock(line.until)) if line.until > 0 else ("", "")
    cells = (
        line.id, "", label, line.text, line.replacement, line.context, since, until, extract, sure, line.why, file,
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))


def write_rows(folder: Path, names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Path:
    """Writes the table whole or not at all, with the columns ``names``; no cell is a formula.

    Raises:
        OSError: it cannot be written.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_plain(row.get(name, "")) for name in names])
    path = folder / TABLE
    with written_whole(path) as out:
        out.write(b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8"))
    return path


def table_of(folder: Path) -> Path:
    """The table of a review, as it was written or saved again by a spreadsheet (the newer of the two)."""
    there = [path for name in (TABLE, OTHER_TABLE) if (path := folder / name).is_file()]
    return max(there, key=lambda path: path.stat().st_mtime, default=folder / TABLE)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as it stands: its columns, its rows by column, and each with its number in the file."""

    path: Path
    names: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]

    def name_of(self, column: str) -> str:
        """How the table writes the name of one of our columns."""
        return next((name for name in self.names if fold(name) == fold(column)), column)


def read_rows(folder: Path) -> Rows:
    """The table of a review as a person left it, decided or not.

    Raises:
        DocumentError: it cannot be read, or lacks a column that is needed.
    """
    from transcribe.documents import read_table

    path = table_of(folder)
    table = read_table(path)
    known = {fold(name) for name in table.names}
    missing = [name for name in ("ligne", "décision", "remplacement") if fold(name) not in known]
    if missing:
        raise _wrong(
            path, f"n’a pas de colonne « {missing[0]} »", "rétablissez les titres de la première ligne"
        )
    bare = tuple((number, {name: _bare(cell) for name, cell in row.items()}) for number, row in table.rows)
    return Rows(path, table.names, bare)


def read_review(folder: Path, known: Mapping[str, Line]) -> Reviewed:
    """The decisions of a table; every known line must have one.

    Raises:
        DocumentError: a line is missing, undecided or cannot be read; the sentence says which.
    """
    table = read_rows(folder)
    path = table.path
    decisions: dict[str, Decision] = {}
    additions: list[Addition] = []
    undecided: list[str] = []
    for number, row in table.rows:
        cells = folded(row)
        name = cells["ligne"]
        if not name:
            additions.append(addition_of(path, number, cells))
            continue
        if name not in known:
            what = f"a une ligne « {name} » inconnue (ligne {number})"
            raise _wrong(path, what, "laissez la colonne « ligne » vide pour un ajout")
        answer = answer_of(cells.get("decision", ""))
        if answer is not None:
            decisions[name] = Decision(answer, cells.get("remplacement", ""))
        elif not cells.get("decision"):
            undecided.append(name)
        else:
            raise _wrong(
                path, f"porte la décision « {cells['decision']} » (ligne {number})", "écrivez oui ou non"
            )
    if lost := [name for name in known if name not in decisions and name not in undecided]:
        raise _wrong(path, f"n’a plus la ligne {', '.join(lost[:5])}", "remettez-la, avec sa décision")
    if undecided:
        raise _wrong(
            path,
            f"attend encore une décision pour {len(undecided)} ligne{'s' if len(undecided) > 1 else ''} "
            f"({', '.join(undecided[:5])}{'…' if len(undecided) > 5 else ''})",
            "écrivez oui ou non dans la colonne « décision », puis relancez la même commande",
        )
    return Reviewed(decisions, tuple(additions))


def folded(row: Mapping[str, str]) -> dict[str, str]:
    """A row by the folded names of its columns."""
    return {"ligne": "", **{fold(name): cell for name, cell in row.items()}}


def answer_of(decision: str) -> bool | None:
    """What « oui », « non » and their like say; None for nothing or anything else."""
    answer = fold(decision)
    return True if answer in _YES else False if answer in _NO else None


def addition_of(path: Path, number: int, cells: Mapping[str, str]) -> Addition:
    """The row ``number`` of a table, without a name, as what a person added; ``cells`` by folded names.

    Raises:
        DocumentError: its times cannot be read, or it says nothing.
    """
    label = cells.get("genre", "")
    kind = _KINDS.get(fold(label), "person")
    text = cells.get("passage", "")
    since, until = seconds_of(cells.get("debut", "")), seconds_of(cells.get("fin", ""))
    if since is None or until is None or (until and until <= since):
        raise _wrong(path, f"a un temps illisible (ligne {number})", "écrivez début et fin comme 1:23,4")
    if not text and not until:
        raise _wrong(path, f"a un ajout vide (ligne {number})", "donnez un passage, ou un début et une fin")
    if until and not cells.get("fichier"):
        raise _wrong(
            path, f"a un ajout sans fichier (ligne {number})", "dites dans quel fichier sont ces temps"
        )
    return Addition(text, kind, cells.get("remplacement", ""), cells.get("fichier", ""), since, until)


def clock(seconds: float) -> str:
    """Seconds as a person reads them: 1:23,4."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d},{tenths % 10}"


def seconds_of(text: str) -> float | None:
    """Seconds of « 1:23,4 » or « 83,4 »; 0 for an empty cell, None for anything else."""
    if not text:
        return 0.0
    parts = text.replace(",", ".").split(":")
    try:
        values = [float(part) for part in parts]
    except ValueError:
        return None
    if len(values) > 3 or any(value < 0 for value in values):
        return None
    return sum(value * 60.0**power for power, value in enumerate(reversed(values)))


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    flat = cell.replace("\n", " ¶ ")
    return "'" + flat if flat.lstrip("'").startswith(_FORMULA) else flat


def _bare(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text


def _wrong(path: Path, what: str, remedy: str) -> DocumentError:
    return DocumentError(message=f"« {path} » {what} : {remedy}.")
