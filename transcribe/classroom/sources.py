"""The dictations of a space: recordings heard by the program and corrected by a trainer, or scripts typed by hand.

A recording lies beside the database under its SHA-256. Its text is saved as a learner's copy is (``copies.py``): typed
on the revision that stands or by the window that wrote it, else a conflict; every text received is kept.
"""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from transcribe.classroom.access import need_trainer, note
from transcribe.classroom.copies import LONGEST
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.exercises import sound_path
from transcribe.classroom.jobs import add_job
from transcribe.classroom.store import Store
from transcribe.classroom.types import Conflict, Known, Saved, Who
from transcribe.core.errors import cause_of
from transcribe.core.files import make_folder, renamed_over

if TYPE_CHECKING:
    from transcribe.core.revision import Revision

LARGEST = 300 * 1024 * 1024
_SPARE = 200 * 1024 * 1024
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Dictation:
    """A source. ``seconds`` of sound, 0 for a script typed by hand; ``heard``: the program has written its text.

    ``rev`` counts the texts saved; ``played`` is the digest of what browsers play.
    """

    id: int
    name: str
    specialty: str
    fictitious: bool
    digest: str
    suffix: str
    played: str
    seconds: float
    heard: bool
    text: str = field(repr=False)
    styles: tuple[str, ...]
    rev: int
    saved: int | None
    validated: int | None
    created: int


class Receiving:
    """A recording as it arrives: written beside the database, counted and hashed on the way.

    Raises:
        ListRefused: it is no sound file by its name, or the disk has no room.
    """

    def __init__(self, store: Store, who: Who, name: str, announced: int) -> None:
        from transcribe.speech import AUDIO_SUFFIXES

        need_trainer(who)
        self.store, self.who = store, who
        self.shown = Path(name.replace("\\", "/")).name[:_LONGEST_NAME] or "dictée"
        self.suffix = Path(self.shown).suffix.lower()
        if self.suffix not in AUDIO_SUFFIXES:
            raise ListRefused(
                message=f"« {self.shown} » n’est pas un enregistrement : donnez un fichier audio, par exemple .mp3, "
                ".m4a, .wav ou .ogg."
            )
        if announced > LARGEST:
            raise self._too_large()
        folder = store.folder / "dictees"
        try:
            make_folder(folder)
            if shutil.disk_usage(folder).free < announced + _SPARE:
                raise ListRefused(
                    message=f"Le disque n’a plus assez de place pour « {self.shown} » : libérez-en."
                )
            self._path = folder / f"{store.new_id()}.part"
            self._stream = self._path.open("wb")
        except OSError as error:
            raise self._unkept(error) from error
        self._hash, self._size = hashlib.sha256(), 0

    def write(self, part: bytes) -> None:
        """Keeps one more piece.

        Raises:
            ListRefused: the recording is too large, or the disk refuses.
        """
        self._size += len(part)
        if self._size > LARGEST:
            raise self._too_large()
        self._hash.update(part)
        try:
            self._stream.write(part)
        except OSError as error:
            raise self._unkept(error) from error

    def abandon(self) -> None:
        """Leaves nothing of it; after ``finish``, does nothing."""
        self._stream.close()
        self._path.unlink(missing_ok=True)

    def finish(self, *, specialty: str = "", fictitious: bool = False) -> int:
        """The number of the source, whose job waits from now on.

        Raises:
            ListRefused: it is empty, or here already.
        """
        self._stream.close()
        if not self._size:
            raise ListRefused(
                message=f"« {self.shown} » est vide (0 octet) : copiez-le à nouveau du dictaphone."
            )
        digest = self._hash.hexdigest()
        try:
            target = recording_path(self.store, digest, self.suffix)
            make_folder(target.parent)
            renamed_over(self._path, target)
        except OSError as error:
            raise self._unkept(error) from error
        return self.store.write(lambda db: self._insert(db, digest, specialty, fictitious=fictitious))

    def _insert(self, db: sqlite3.Connection, digest: str, specialty: str, *, fictitious: bool) -> int:
        row = db.execute("SELECT name FROM source WHERE digest = ?", (digest,)).fetchone()
        if row is not None:
            raise ListRefused(message=f"« {self.shown} » est déjà là, sous le nom « {row['name']} ».")
        number = self.store.new_id()
        name = Path(self.shown).stem.replace("_", " ").strip() or "Dictée"
        db.execute(
            "INSERT INTO source (id, name, specialty, fictitious, digest, suffix, created) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, name, specialty, int(fictitious), digest, self.suffix, self.store.clock()),
        )
        add_job(db, self.store, "convert", number)
        note(db, self.store.clock(), self.who, "add_source", number)
        return number

    def _too_large(self) -> ListRefused:
        return ListRefused(
            message=f"« {self.shown} » dépasse {LARGEST // 2**20} Mo : coupez-le, ou donnez-le en .mp3."
        )

    def _unkept(self, error: OSError) -> ListRefused:
        return ListRefused(message=f"« {self.shown} » n’a pas pu être gardé ({cause_of(error)}).")


def recording_path(store: Store, digest: str, suffix: str) -> Path:
    """Where the recording with that SHA-256 lies."""
    return store.folder / "dictees" / digest[:2] / f"{digest}{suffix}"


def add_script(
    store: Store, who: Who, name: str, text: str, *, specialty: str = "", fictitious: bool = False
) -> int:
    """A script typed by hand, as a source; it is validated like any other.

    Raises:
        NotAllowed: a learner asks.
        ListRefused: no name, or no text.
    """
    need_trainer(who)
    shown = _tidy(name)
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
    if not lines or len(lines) > LONGEST:
        raise ListRefused(message="Le texte est vide ou trop long : collez celui d’une dictée.")

    def act(db: sqlite3.Connection) -> int:
        number = store.new_id()
        db.execute(
            "INSERT INTO source (id, name, specialty, fictitious, text, created) VALUES (?, ?, ?, ?, ?, ?)",
            (number, shown, specialty, int(fictitious), lines, store.clock()),
        )
        note(db, store.clock(), who, "add_script", number)
        return number

    return store.write(act)


def _tidy(name: str) -> str:
    shown = " ".join(name.split())
    if not shown or len(shown) > _LONGEST_NAME or not shown.isprintable():
        raise ListRefused(message=f"Il faut un nom à cette dictée, de {_LONGEST_NAME} signes au plus.")
    return shown


def dictations(store: Store, who: Who) -> list[Dictation]:
    """Every source of the space, the newest first.

    Raises:
        NotAllowed: a learner asks.
    """
    need_trainer(who)
    with store.read() as db:
        return [_dictation(row) for row in db.execute("SELECT * FROM source ORDER BY created DESC, name, id")]


def dictation(store: Store, who: Who, source: int) -> "tuple[Dictation, Revision | None]":
    """A source, and what was heard of it with the text as it stands, its words in their seconds.

    Raises:
        NotAllowed: a learner asks, or there is none.
    """
    with store.read() as db:
        row = _need(db, who, source)
    found = _dictation(row)
    heard = heard_of(row["contract"])
    if heard is None or not found.text.strip():
        return found, heard
    from transcribe.letters import corrected

    return found, corrected(heard, found.text)


def heard_of(contract: str) -> "Revision | None":
    """What the program heard, from the JSON kept; nothing before it has."""
    if not contract:
        return None
    from transcribe.core.contract import parse_document

    return parse_document(contract.encode(), "dictée").revision


def _need(db: sqlite3.Connection, who: Who, source: int) -> sqlite3.Row:
    need_trainer(who)
    row: sqlite3.Row | None = db.execute("SELECT * FROM source WHERE id = ?", (source,)).fetchone()
    if row is None:
        raise NotAllowed()
    return row


def save_reference(
    store: Store, who: Who, source: int, *, base: int, text: str, styles: Sequence[str], tab: str, seq: int
) -> Saved | Known | Conflict:
    """Receives the text of a source; one that changes it has it validated again.

    Raises:
        NotAllowed: a learner asks, or there is none.
        ValueError: a text longer than that of a copy may be, or no window name.
    """
    if len(text) > LONGEST or not tab or len(tab) > 64 or len(styles) > LONGEST:
        raise ValueError("not a text of a source")
    kept = json.dumps(list(styles), ensure_ascii=False)

    def act(db: sqlite3.Connection) -> Saved | Known | Conflict:
        row = _need(db, who, source)
        standing = (row["rev"], row["text"], tuple(json.loads(row["styles_json"])))
        db.execute(
            "INSERT OR REPLACE INTO source_version VALUES (?, ?, ?, ?, ?)",
            (source, tab, seq, text, store.clock()),
        )
        own = row["tab"] == tab
        if (row["text"], row["styles_json"]) == (text, kept) or (own and seq <= row["seq"]):
            return Known(*standing)
        if row["rev"] != base and not own:
            return Conflict(*standing)
        db.execute(
            "UPDATE source SET text = ?, styles_json = ?, rev = rev + 1, tab = ?, seq = ?, saved = ?, "
            "validated_at = NULL WHERE id = ?",
            (text, kept, tab, seq, store.clock(), source),
        )
        return Saved(row["rev"] + 1)

    return store.write(act)


def validate(store: Store, who: Who, source: int) -> None:
    """Says that the text of a source is right: from now on exercises may be made from it.

    Raises:
        NotAllowed: a learner asks, or there is none.
        ListRefused: there is no text yet.
    """

    def act(db: sqlite3.Connection) -> None:
        row = _need(db, who, source)
        if not row["text"].strip():
            raise ListRefused(
                message=f"« {row['name']} » n’a pas encore de texte : attendez qu’elle soit écoutée."
            )
        db.execute(
            "UPDATE source SET validated_at = ?, validated_by = ? WHERE id = ?",
            (store.clock(), who.person.id, source),
        )
        note(db, store.clock(), who, "validate", source)

    store.write(act)


def describe(store: Store, who: Who, source: int, *, name: str, specialty: str, fictitious: bool) -> None:
    """Renames a source, says of which specialty it is and whether its people are invented.

    Raises:
        NotAllowed: a learner asks, or there is none.
        ListRefused: no name.
    """
    shown = _tidy(name)

    def act(db: sqlite3.Connection) -> None:
        _need(db, who, source)
        db.execute(
            "UPDATE source SET name = ?, specialty = ?, fictitious = ? WHERE id = ?",
            (shown, specialty, int(fictitious), source),
        )

    store.write(act)


def remove_source(store: Store, who: Who, source: int) -> None:
    """Deletes a source, its recording and its texts; exercises made from it stay, with their sound.

    Raises:
        NotAllowed: a learner asks, or there is none.
    """

    def act(db: sqlite3.Connection) -> sqlite3.Row:
        row = _need(db, who, source)
        db.execute("DELETE FROM source_version WHERE source = ?", (source,))
        db.execute("DELETE FROM job WHERE kind = 'convert' AND target = ?", (source,))
        db.execute("DELETE FROM source WHERE id = ?", (source,))
        note(db, store.clock(), who, "remove_source", source)
        return row

    row = store.write(act)
    if row["digest"]:
        recording_path(store, row["digest"], row["suffix"]).unlink(missing_ok=True)
    with store.read() as db:
        used = "SELECT 1 FROM exercise WHERE instr(sheet_json, ?)"
        kept = db.execute(used, (f'"{row["played"]}"',)).fetchone()
    if row["played"] and not kept:
        sound_path(store, row["played"], ".ogg").unlink(missing_ok=True)


def played_path(store: Store, who: Who, source: int) -> Path:
    """What browsers play of a source.

    Raises:
        NotAllowed: a learner asks, or there is none yet.
    """
    with store.read() as db:
        played = _need(db, who, source)["played"]
    if not played:
        raise NotAllowed()
    return sound_path(store, played, ".ogg")


def _dictation(row: sqlite3.Row) -> Dictation:
    return Dictation(
        row["id"], row["name"], row["specialty"], bool(row["fictitious"]), row["digest"], row["suffix"],
        row["played"], row["seconds"], bool(row["contract"]), row["text"], tuple(json.loads(row["styles_json"])),
        row["rev"], row["saved"], row["validated_at"], row["created"],
    )  # fmt: skip
