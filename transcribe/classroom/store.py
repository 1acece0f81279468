"""One SQLite file: one thread writes, in groups; any thread reads.

Writes wait in a queue; the writer takes what waits, runs it in one transaction and answers once it is on the disk
(``synchronous=FULL``), so that a class that saves at once costs one flush. A write that fails undoes itself alone.
"""

import contextlib
import queue
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from transcribe.classroom.errors import SpaceError
from transcribe.core.errors import cause_of
from transcribe.core.files import make_folder

FILE = "classe.sqlite"
_TOGETHER = 64
_WAIT_S = 10.0
T = TypeVar("T")
Act = Callable[[sqlite3.Connection], T]
Clock = Callable[[], int]


def now_ms() -> int:
    """UTC, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def new_id() -> int:
    """A random id of 62 bits: it tells nothing of how many there are, nor of the next one."""
    return secrets.randbits(62) or 1


@dataclass(frozen=True, slots=True)
class _Task:
    act: Act[Any]
    done: Future[Any]


class Store:
    """The database of a space. Use ``read`` and ``write``; close it at the end.

    Raises:
        SpaceError: the file cannot be opened, is not ours, or was made by a later version of the program.
    """

    def __init__(self, folder: Path, *, clock: Clock = now_ms) -> None:
        self.folder = folder
        self.path = folder / FILE
        self.clock = clock
        self._queue: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        try:
            make_folder(folder)
            self._writer = self._connect()
            _migrate(self._writer, self.path, clock)
            self.path.chmod(0o600)
        except OSError as error:
            raise SpaceError(path=self.path, cause=cause_of(error)) from error
        except sqlite3.DatabaseError as error:
            raise SpaceError(path=self.path, cause=f"ce n’est pas une base lisible, {error}") from error
        self._thread = threading.Thread(target=self._run, name="classroom-writer", daemon=True)
        self._thread.start()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection of this thread, on one unchanging view of the data."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            connection.execute("PRAGMA query_only=ON")
            self._local.connection = connection
            with self._lock:
                self._readers.append(connection)
        if connection.in_transaction:  # a read inside a read sees the same
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")

    def write(self, act: Act[T]) -> T:
        """Runs ``act`` on the writer's connection; returns once its changes are on the disk.

        Raises:
            SpaceError: the disk refuses; what ``act`` raises is raised here.
        """
        return self.submit(act).result()

    def submit(self, act: Act[T]) -> "Future[T]":
        """As ``write``, without waiting."""
        done: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise SpaceError(path=self.path, cause="le programme s’arrête")
            self._queue.put(_Task(act, done))
        return done

    def close(self) -> None:
        """Writes what waits, then closes."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        for reader in self._readers:
            with contextlib.suppress(sqlite3.Error):
                reader.close()
        self._writer.close()

    def _run(self) -> None:
        while True:
            tasks: list[_Task] = []
            first = self._queue.get()
            last = first is None
            if first is not None:
                tasks.append(first)
            while not last and len(tasks) < _TOGETHER:
                try:
                    task = self._queue.get_nowait()
                except queue.Empty:
                    break
                if task is None:
                    last = True
                else:
                    tasks.append(task)
            if tasks:
                self._together(tasks)
            if last:
                return

    def _together(self, tasks: list[_Task]) -> None:
        answers: list[tuple[_Task, Any, BaseException | None]] = []
        try:
            self._writer.execute("BEGIN IMMEDIATE")
            for task in tasks:
                answers.append((task, *self._alone(task)))
            self._writer.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self._writer.execute("ROLLBACK")
            for task in tasks:
                task.done.set_exception(SpaceError(path=self.path, cause=_cause(error)))
            return
        for task, value, failure in answers:
            if failure is None:
                task.done.set_result(value)
            else:
                task.done.set_exception(failure)

    def _alone(self, task: _Task) -> tuple[Any, BaseException | None]:
        self._writer.execute("SAVEPOINT one")
        try:
            value = task.act(self._writer)
        except sqlite3.OperationalError:
            raise  # the disk or the file: nothing of this group is sure
        except Exception as failure:
            self._writer.execute("ROLLBACK TO one")
            self._writer.execute("RELEASE one")
            return None, failure
        self._writer.execute("RELEASE one")
        return value, None

    def backup(self, path: Path) -> None:
        """A whole copy of the database at ``path``, which must not exist.

        Raises:
            SpaceError: it cannot be written.
        """
        try:
            make_folder(path.parent)
            with contextlib.closing(self._connect()) as connection:
                connection.execute("VACUUM INTO ?", (str(path),))
            path.chmod(0o600)
        except OSError as error:
            raise SpaceError(path=path, cause=cause_of(error)) from error
        except sqlite3.Error as error:
            raise SpaceError(path=path, cause=_cause(error)) from error


def _cause(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "")
    known = {
        "SQLITE_FULL": "le disque est plein",
        "SQLITE_READONLY": "le disque ou le fichier est en lecture seule",
        "SQLITE_BUSY": "un autre programme s’en sert",
        "SQLITE_CORRUPT": "le fichier est endommagé",
        "SQLITE_NOTADB": "ce n’est pas une base de données",
    }
    return known.get(name) or known.get(name.rpartition("_")[0]) or "le disque ou le fichier refuse d’écrire"


def _migrations() -> list[tuple[int, str]]:
    folder = resources.files("transcribe.classroom").joinpath("schema")
    found = [
        (int(one.name.removesuffix(".sql")), one.read_text("utf-8"))
        for one in folder.iterdir()
        if one.name.endswith(".sql")
    ]
    return sorted(found)


def _migrate(connection: sqlite3.Connection, path: Path, clock: Clock) -> None:
    """Brings the file to the newest schema, after a copy of it as it was."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    steps = _migrations()
    newest = steps[-1][0]
    if version > newest:
        raise SpaceError(
            path=path,
            cause="il a été écrit par une version plus récente de transcribe, mettez celle-ci à jour",
        )
    if version == newest:
        return
    if version:
        kept = path.with_name(f"{path.stem}-avant-{newest:04d}-{clock()}.sqlite")
        connection.execute("VACUUM INTO ?", (str(kept),))
        kept.chmod(0o600)
    for number, text in steps:
        if number > version:
            connection.executescript(f"BEGIN IMMEDIATE;\n{text}\nPRAGMA user_version={number};\nCOMMIT;")
