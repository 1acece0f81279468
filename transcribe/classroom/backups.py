"""Backups: whole copies of the database beside it, made by hand, every hour while a class works, before a migration.

Each has its name only once it is whole. The ``KEPT`` latest stay, and the last of each of ``DAYS`` days.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import time

from transcribe.classroom.access import need_admin, need_trainer
from transcribe.classroom.errors import ListRefused, SpaceError
from transcribe.classroom.migrating import BACKUPS, stamp, steps
from transcribe.classroom.store import Store
from transcribe.classroom.types import Who
from transcribe.core.errors import TranscribeError, cause_of
from transcribe.core.locks import working_in

KEPT = 24
DAYS = 14
HOUR = 3600.0
_PATIENCE = 30.0
_DATE = len("20261203")


def back_up(store: Store, who: Who) -> Path:
    """A copy of the database in the space's own folder of backups.

    Raises:
        NotAllowed: a learner asks.
        SpaceError: the disk refuses.
        FolderBusy: another program has been making one for long.
    """
    need_trainer(who)
    return _back_up(store)


def list_backups(store: Store, who: Who) -> list[Path]:
    """The backups of the space, the oldest first.

    Raises:
        NotAllowed: a learner asks.
    """
    need_trainer(who)
    return _backups(store)


def _back_up(store: Store) -> Path:
    made = store.folder / BACKUPS / f"{stamp()}.sqlite"
    store.backup(made)
    found = _backups(store)
    for old in set(found) - _kept(found):
        with suppress(OSError):  # one that is just being restored, on Windows: it goes the next time
            old.unlink()
    return made


def _backups(store: Store) -> list[Path]:
    """All of them, the oldest first."""
    return sorted((store.folder / BACKUPS).glob("*.sqlite"))


def _kept(found: Sequence[Path]) -> set[Path]:
    last_of_days = {path.name[:_DATE]: path for path in found}
    return {*found[-KEPT:], *(last_of_days[day] for day in sorted(last_of_days)[-DAYS:])}


def renew(store: Store) -> None:
    """Leaves no backup, nor journal, that still holds what was just taken away.

    Raises:
        SpaceError: one of them cannot be removed.
    """
    store.checkpoint()
    if not (store.folder / BACKUPS).is_dir():
        return
    with working_in(
        store.folder / BACKUPS, wait=_PATIENCE
    ):  # one begun before is there now; the next are new
        old = _backups(store)
    if old:
        _back_up(store)
    for one in old:
        try:
            one.unlink(missing_ok=True)
        except OSError as error:
            raise SpaceError(path=one, cause=cause_of(error)) from error


@contextmanager
def hourly(
    store: Store, *, every: float = HOUR, told: Callable[[str], None] = lambda sentence: None
) -> Iterator[None]:
    """Within the block, a backup every ``every`` seconds in which something was written.

    The first comes at once unless there is one that is not as old. ``told`` receives the sentence of one that failed.
    """
    stop = threading.Event()
    thread = threading.Thread(target=_keep, args=(store, every, told, stop), name="backups", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_PATIENCE)


def _keep(store: Store, every: float, told: Callable[[str], None], stop: threading.Event) -> None:
    with store.watched() as state:
        seen = -1 if _age(store) >= every else state()
        while True:
            try:
                if (now := state()) != seen:
                    _back_up(store)
                    seen = now
            except TranscribeError as failure:  # it is tried again the next time
                told(f"Sauvegarde manquée : {failure}")
            if stop.wait(every):
                return


def _age(store: Store) -> float:
    """Seconds since the last backup was made."""
    found = _backups(store)
    return time() - found[-1].stat().st_mtime if found else float("inf")


def restore(store: Store, who: Who, backup: Path) -> None:
    """Puts a backup in the place of what the space holds; what it held is first kept as a backup itself.

    The database is copied into the open one in a single transaction: other programs that have it open go on with it,
    and one that is killed meanwhile leaves what was there. Sounds are files of their own and stay; everybody signs in
    again.

    Raises:
        NotAllowed: another than the person in charge asks.
        ListRefused: the file is no backup of a space, or of a later version of the program.
        SpaceError: the disk refuses.
    """
    need_admin(who)
    known = max(steps())
    try:
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as source:
            version = source.execute("PRAGMA user_version").fetchone()[0]
            sound = source.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            people = source.execute("SELECT count(*) FROM person WHERE role = 'admin'").fetchone()[0]
            if not sound or not people or not 1 <= version <= known:
                raise sqlite3.DatabaseError
            _back_up(store)
            store.replace_by(source)
        store.write(
            lambda db: db.execute("DELETE FROM session")
        )  # those that were ended since are not to come back
    except sqlite3.Error as error:
        raise ListRefused(
            message=f"« {backup} » n’est pas une sauvegarde lisible par cette version : choisissez-en une autre dans "
            f"le dossier « {BACKUPS} »."
        ) from error
