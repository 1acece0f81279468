"""A review decided on passage by passage, on a page: the table stays the truth, and each decision is in it at once.

Every change reads the table again, changes one row and writes it whole: what was written meanwhile in a spreadsheet or
in another window is kept. A change says what it was made on (``seen``); on a row that says something else by now it is
refused, and nothing is lost.
"""

import hashlib
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from transcribe.anonymising.keeping import EXTRACTS, Item, State
from transcribe.anonymising.replacing import concerns, places
from transcribe.anonymising.review import (
    Addition,
    Reviewed,
    Rows,
    addition_of,
    answer_of,
    clock,
    folded,
    read_review,
    read_rows,
    row_of,
    write_rows,
)
from transcribe.anonymising.types import LABELS
from transcribe.core.errors import DocumentError, OutputError, TranscribeError, cause_of
from transcribe.french import bare_words

LONGEST = 200
"""Characters of a passage or of what takes its place."""
_NO_BREAK = "\u00a0\u202f"
_SAID = {True: "oui", False: "non", None: ""}


class Elsewhere(TranscribeError):  # noqa: N818
    """A row says something else than what a change was made on; nothing was changed."""

    sentence = "Ce passage a été décidé ailleurs entre-temps : regardez ce qui est écrit, puis recommencez."


class Unfit(TranscribeError):  # noqa: N818
    """What a person asked for cannot be done; ``message`` says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the table says of a passage: to be replaced, to be left, or nothing yet; and by what."""

    confirmed: bool | None
    replacement: str


@dataclass(frozen=True, slots=True)
class Added:
    """What a person added. ``id`` follows from what it says: when that changes, so does the id."""

    id: str
    addition: Addition


@dataclass(frozen=True, slots=True)
class Standing:
    """A table as it stands. ``faults``: sentences on rows that cannot be read, which the second run would refuse."""

    answers: Mapping[str, Answer]
    additions: tuple[Added, ...]
    faults: tuple[str, ...] = ()

    def count(self, item: Item) -> tuple[int, int]:
        """How many passages of a file are decided, and how many there are."""
        return sum(self.answers[line.id].confirmed is not None for line in item.lines), len(item.lines)

    def of(self, item: Item) -> tuple[Added, ...]:
        """What was added that concerns a file."""
        return tuple(one for one in self.additions if concerns(one.addition, item))


class Deciding:
    """A review under way. One of them may be asked by several threads; ``folder`` is held by this process."""

    def __init__(self, folder: Path, state: State) -> None:
        self.folder = folder
        self.state = state
        self._alone = threading.Lock()

    @cached_property
    def items(self) -> dict[str, Item]:
        """The files by number."""
        return {item.number: item for item in self.state.items}

    def name_of(self, item: Item) -> str:
        """How the table names a file: by its number where another has its name."""
        alike = [one for one in self.state.items if one.name.casefold() == item.name.casefold()]
        return item.name if len(alike) == 1 else item.number

    def standing(self) -> Standing:
        """The table as it stands now.

        Raises:
            DocumentError: it cannot be read.
        """
        return _standing(self.state, read_rows(self.folder))

    def decide(self, line: str, answer: Answer, *, seen: Answer) -> Standing:
        """Writes a decision on a found passage.

        Raises:
            Elsewhere: its row says something else than ``seen``.
            Unfit: no such passage, or a replacement that is too long.
            DocumentError: the table cannot be read.
            OutputError: it cannot be written.
        """
        answer = replace(answer, replacement=_cleaned(answer.replacement))
        with self._alone:
            table = read_rows(self.folder)
            now = _standing(self.state, table).answers.get(line)
            if now is None:
                raise Unfit(message="Ce passage n’est pas de cette relecture : rechargez la page.")
            if now not in (seen, answer):
                raise Elsewhere()
            rows = [row for _, row in table.rows]
            mine = [row for row in rows if folded(row)["ligne"] == line]
            if not mine:  # somebody took the row away
                mine = [self._first_row(table, line)]
                rows += mine
            for row in mine:
                row[table.name_of("décision")] = _SAID[answer.confirmed]
                row[table.name_of("remplacement")] = answer.replacement
            return self._written(table, rows)

    def add(self, addition: Addition) -> Standing:
        """Writes a passage, or a moment, that the program did not find; the same one twice is one.

        Raises:
            Unfit: it says nothing, or is in no file that it is meant for.
            DocumentError: the table cannot be read.
            OutputError: it cannot be written.
        """
        addition = replace(addition, text=_cleaned(addition.text), replacement=_cleaned(addition.replacement))
        self._check(addition)
        with self._alone:
            table = read_rows(self.folder)
            if any(one.addition == addition for one in _standing(self.state, table).additions):
                return _standing(self.state, table)
            return self._written(table, [*(row for _, row in table.rows), _row(table, addition)])

    def change(self, name: str, replacement: str | None) -> Standing:
        """Gives something that was added another replacement; None takes it away.

        Raises:
            Elsewhere: it is there no more.
            Unfit: a replacement that is too long.
            DocumentError: the table cannot be read.
            OutputError: it cannot be written.
        """
        new = None if replacement is None else _cleaned(replacement)
        with self._alone:
            table = read_rows(self.folder)
            if not any(one.id == name for one in _standing(self.state, table).additions):
                raise Elsewhere()
            rows = []
            for number, row in table.rows:
                if _is_added(table, number, row, name):
                    if new is None:
                        continue
                    row[table.name_of("remplacement")] = new
                rows.append(row)
            return self._written(table, rows)

    def reviewed(self) -> Reviewed:
        """The whole review.

        Raises:
            DocumentError: a passage is not decided, or the table cannot be read.
        """
        return read_review(self.folder, self.state.lines)

    def _first_row(self, table: Rows, line: str) -> dict[str, str]:
        item = next(one for one in self.state.items if any(line == its.id for its in one.lines))
        found = self.state.lines[line]
        heard = item.sound and found.until > found.since
        cells = row_of(item.name, found, f"{EXTRACTS}/{line}.ogg" if heard else "")
        return {table.name_of(column): cell for column, cell in cells.items()}

    def _check(self, addition: Addition) -> None:
        meant = [item for item in self.state.items if concerns(addition, item)]
        if addition.until:
            if not any(item.sound for item in meant) or not addition.file:
                raise Unfit(message="Un moment se couvre dans un enregistrement : dites lequel.")
            if not 0 <= addition.since < addition.until:
                raise Unfit(message="La fin vient après le début : écrivez-les comme 1:23,4.")
            longest = max((item.transcript.duration for item in meant), default=0.0)
            if longest and addition.since >= longest:
                raise Unfit(message=f"L’enregistrement finit à {clock(longest)}.")
        elif not any(bare_words(addition.text)):
            raise Unfit(message="Choisissez d’abord des mots dans le texte.")
        elif not any(any(places(item.revision, addition.text)) for item in meant):
            raise Unfit(
                message="Ces mots ne se trouvent pas ainsi dans le texte : choisissez des mots entiers."
            )

    def _written(self, table: Rows, rows: list[dict[str, str]]) -> Standing:
        names = list(table.names)
        names += [name for row in rows for name in row if name not in names]
        names = list(dict.fromkeys(names))
        try:
            path = write_rows(self.folder, names, rows)
        except OSError as error:
            raise OutputError(path=self.folder, cause=cause_of(error)) from error
        numbered = tuple(enumerate(rows, 2))
        return _standing(self.state, Rows(path, tuple(names), numbered))


def _standing(state: State, table: Rows) -> Standing:
    answers = {name: Answer(None, line.replacement) for name, line in state.lines.items()}
    additions: list[Added] = []
    faults: list[str] = []
    for number, row in table.rows:
        cells = folded(row)
        name = cells["ligne"]
        if name in answers:
            answers[name] = Answer(answer_of(cells.get("decision", "")), cells.get("remplacement", ""))
        elif name:
            faults.append(
                f"La ligne {number} du tableau (« {name} ») n’est pas de cette relecture : ôtez-la."
            )
        else:
            try:
                added = addition_of(table.path, number, cells)
            except DocumentError as fault:
                faults.append(str(fault))
                continue
            additions.append(Added(_id_of(added), added))
    return Standing(answers, tuple({one.id: one for one in additions}.values()), tuple(faults))


def _is_added(table: Rows, number: int, row: Mapping[str, str], name: str) -> bool:
    cells = folded(row)
    if cells["ligne"]:
        return False
    try:
        return _id_of(addition_of(table.path, number, cells)) == name
    except DocumentError:
        return False


def _id_of(addition: Addition) -> str:
    said = (addition.text, addition.kind, addition.replacement, addition.file, addition.since, addition.until)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def _row(table: Rows, addition: Addition) -> dict[str, str]:
    cells = {
        "ligne": "", "genre": LABELS[addition.kind], "passage": addition.text, "remplacement": addition.replacement,
        "fichier": addition.file,
    }  # fmt: skip
    if addition.until:
        cells |= {"début": clock(addition.since), "fin": clock(addition.until)}
    return {table.name_of(column): cell for column, cell in cells.items()}


def _cleaned(text: str) -> str:
    """A text as one line of a table.

    Raises:
        Unfit: it is too long.
    """
    kept = "".join(sign if sign.isprintable() or sign in _NO_BREAK else " " for sign in text)
    flat = re.sub(" +", " ", kept).strip()
    if len(flat) > LONGEST:
        raise Unfit(message=f"C’est trop long ({len(flat)} signes, {LONGEST} au plus).")
    return flat
