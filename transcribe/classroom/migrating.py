"""The tables of a space, made or brought up to date; a space that a later program wrote is left alone."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from transcribe.classroom.errors import SpaceError
from transcribe.core.files import renamed_over, staged
from transcribe.core.locks import sole_writer, working_in

BACKUPS = "sauvegardes"
_PATIENCE = 30.0
_CAUSES = {
    "SQLITE_FULL": "le disque est plein",
    "SQLITE_READONLY": "le disque ou le fichier est en lecture seule",
    "SQLITE_CANTOPEN": "le fichier ne s’ouvre pas",
    "SQLITE_BUSY": "un autre programme s’en sert",
    "SQLITE_LOCKED": "un autre programme s’en sert",
    "SQLITE_IOERR": "le disque répond par une erreur",
    "SQLITE_CORRUPT": "le fichier est endommagé, reprenez la dernière sauvegarde",
    "SQLITE_NOTADB": "ce n’est pas un espace de transcribe",
}


def steps() -> dict[int, str]:
    """The scripts of ``schema``, by number."""
    folder = resources.files("transcribe.classroom").joinpath("schema")
    return {
        int(one.name.removesuffix(".sql")): one.read_text("utf-8")
        for one in folder.iterdir()
        if one.name.endswith(".sql")
    }


def migrate(path: Path, scripts: Mapping[int, str] | None = None) -> None:
    """Runs the steps that the file has not had, each whole or not at all, after a copy of what was there.

    Raises:
        SpaceError: the file has had steps that this program does not know.
        FolderBusy: another program has been at it for long.
        sqlite3.Error, OSError: the disk refuses.
    """
    wanted = steps() if scripts is None else scripts
    with sole_writer(path.parent, wait=_PATIENCE), closing(sqlite3.connect(path, isolation_level=None)) as db:
        had = int(db.execute("PRAGMA user_version").fetchone()[0])
        if had > max(wanted):
            raise SpaceError(
                path=path,
                cause="il a été écrit par une version plus récente de transcribe, mettez celle-ci à jour",
            )
        db.execute("PRAGMA journal_mode=WAL")
        for number in sorted(number for number in wanted if number > had):
            if had:  # a new file has nothing to keep, whatever its steps
                back_up(db, path.parent / BACKUPS / f"{stamp()}-avant-{number:04}.sqlite")
            _run(db, number, wanted[number])


def _run(db: sqlite3.Connection, number: int, script: str) -> None:
    try:
        db.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version={number};\nCOMMIT;")
    except sqlite3.Error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def stamp() -> str:
    """The moment, as names of files take it."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"


def back_up(db: sqlite3.Connection, target: Path) -> None:
    """A whole copy of the file of a connection, for its owner alone; ``target`` must not exist.

    It has its name only once it is whole and on the disk; what a killed program left half written goes.

    Raises:
        FolderBusy: another program has been making one for long.
        sqlite3.Error, OSError: the disk refuses.
    """
    with working_in(target.parent, wait=_PATIENCE):
        temporary = staged(target)
        try:
            db.execute("VACUUM INTO ?", (str(temporary),))
            temporary.chmod(0o600)
            with temporary.open("rb+") as written:
                os.fsync(written.fileno())
            renamed_over(temporary, target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def cause_of_sqlite(error: sqlite3.Error) -> str:
    """Why SQLite refused, in French."""
    name = str(getattr(error, "sqlite_errorname", ""))
    return next(
        (cause for prefix, cause in _CAUSES.items() if name.startswith(prefix)),
        f"la base refuse ({name or type(error).__name__})",
    )
