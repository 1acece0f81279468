"""One SQLite file: one thread writes, in groups; any thread reads.

Writes wait in a queue; the writer takes what waits, runs it in one transaction and answers once it is on the disk
(``synchronous=FULL``), so that a class that saves at once costs one flush. A write that fails undoes itself alone, and
one that was asked for is done even if nobody waits for its answer any more.
"""

import contextlib
import os
import queue
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from transcribe.classroom.errors import SpaceError
from transcribe.classroom.filing import filed
from transcribe.classroom.migrating import back_up, cause_of_sqlite, migrate
from transcribe.core.errors import cause_of
from transcribe.core.files import make_folder

FILE = "classe.sqlite"
SPACE_VARIABLE = "TRANSCRIBE_CLASSE"
_TOGETHER = 128
_READERS = 8
_WAIT_S = 10.0
_ID_BITS = 53
T = TypeVar("T")
Act = Callable[[sqlite3.Connection], T]
Clock = Callable[[], int]
Draw = Callable[[int], int]


def usual_folder() -> Path:
    """The user's own space; ``TRANSCRIBE_CLASSE`` moves it."""
    if folder := os.environ.get(SPACE_VARIABLE):
        return Path(folder)
    from platformdirs import user_data_path

    return user_data_path("transcribe", appauthor=False) / "classe"


def now_ms() -> int:
    """UTC, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class _Task:
    act: Act[Any]
    done: Future[Any]


class Store:
    """The database of a space. Use ``read`` and ``write``; close it at the end.

    ``clock`` gives UTC milliseconds, ``draw(n)`` an unpredictable number of ``n`` bits.

    Raises:
        SpaceError: the file cannot be opened, is not ours, or was made by a later version of the program.
    """

    def __init__(self, folder: Path, *, clock: Clock = now_ms, draw: Draw = secrets.randbits) -> None:
        self.folder = folder
        self.path = folder / FILE
        self.clock = clock
        self.draw = draw
        self._queue: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._local = threading.local()
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue(_READERS)
        self._lock = threading.Lock()
        self._closed = False
        try:
            make_folder(folder)
            migrate(self.path)
            self._writer = self._connect()
            self.path.chmod(0o600)
        except OSError as error:
            raise SpaceError(path=self.path, cause=cause_of(error)) from error
        except sqlite3.Error as error:
            raise SpaceError(path=self.path, cause=cause_of_sqlite(error)) from error
        self._thread = threading.Thread(target=self._run, name="classroom-writer", daemon=True)
        self._thread.start()

    def new_id(self) -> int:
        """A random id above 0 that a browser's numbers hold exactly: it tells nothing of the others."""
        return self.draw(_ID_BITS) or 1

    def draw_text(self, letters: str, size: int) -> str:
        """``size`` of some letters, each as likely as the others."""
        width = (len(letters) - 1).bit_length()
        out = ""
        while len(out) < size:
            if (drawn := self.draw(width)) < len(letters):
                out += letters[drawn]
        return out

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.create_function("filed", 1, filed, deterministic=True)
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",  # what is deleted leaves no trace in the file
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection on one unchanging view of the data; a read inside a read sees the same.

        Raises:
            SpaceError: the file cannot be read.
        """
        current: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if current is not None:
            yield current
            return
        connection = self._borrowed()
        self._local.connection = connection
        try:
            yield connection
        finally:
            self._local.connection = None
            self._give_back(connection)

    def _borrowed(self) -> sqlite3.Connection:
        try:
            try:
                connection = self._idle.get_nowait()
            except queue.Empty:
                connection = self._connect()
                connection.execute("PRAGMA query_only=ON")
            connection.execute("BEGIN")
        except sqlite3.Error as error:
            raise SpaceError(path=self.path, cause=cause_of_sqlite(error)) from error
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
            with self._lock:
                if not self._closed:
                    with contextlib.suppress(queue.Full):
                        self._idle.put_nowait(connection)
                        return
            connection.close()

    def write(self, act: Act[T]) -> T:
        """Runs ``act`` on the writer's connection; returns once its changes are on the disk.

        Raises:
            SpaceError: the disk refuses; what ``act`` raises is raised here.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("a write within a write would wait for itself")
        return self.submit(act).result()

    def submit(self, act: Act[T]) -> "Future[T]":
        """As ``write``, without waiting."""
        done: Future[T] = Future()
        done.set_running_or_notify_cancel()  # from now on nobody's absence undoes it
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
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()
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
        """One transaction; nobody is answered before it is on the disk."""
        answers: list[tuple[Any, BaseException | None]] = []
        try:
            self._writer.execute("BEGIN IMMEDIATE")
            answers = [self._alone(task) for task in tasks]
            self._writer.execute("COMMIT")
        except BaseException as error:  # whatever it was, those who wait are told and the thread goes on
            with contextlib.suppress(sqlite3.Error):
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
            for task in tasks:
                task.done.set_exception(self._refusal(error))
            return
        for task, (value, failure) in zip(tasks, answers, strict=True):
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

    def _refusal(self, error: BaseException) -> BaseException:
        if isinstance(error, sqlite3.Error):
            return SpaceError(path=self.path, cause=cause_of_sqlite(error))
        return error

    def checkpoint(self) -> None:
        """Has the file hold everything and empties its journal, if nobody is reading just then."""
        with contextlib.suppress(sqlite3.Error), contextlib.closing(self._connect()) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def watched(self) -> Iterator[Callable[[], int]]:
        """Gives a function whose answer changes when something has been written, by this program or another.

        Raises:
            SpaceError: the file cannot be read.
        """

        def state() -> int:
            try:
                return int(connection.execute("PRAGMA data_version").fetchone()[0])
            except sqlite3.Error as error:
                raise SpaceError(path=self.path, cause=cause_of_sqlite(error)) from error

        try:
            connection = self._connect()
        except sqlite3.Error as error:
            raise SpaceError(path=self.path, cause=cause_of_sqlite(error)) from error
        with contextlib.closing(connection):
            yield state

    def replace_by(self, source: sqlite3.Connection) -> None:
        """Replaces all that the database holds by another's content, of the same schema or an earlier one.

        Raises:
            SpaceError: the disk refuses.
            sqlite3.Error: ``source`` cannot be read.
        """
        with contextlib.closing(self._connect()) as connection:
            source.backup(connection)
        migrate(self.path)

    def backup(self, path: Path) -> None:
        """A whole copy of the database at ``path``, which must not exist.

        Raises:
            SpaceError: it cannot be written.
        """
        try:
            with contextlib.closing(self._connect()) as connection:
                back_up(connection, path)
        except OSError as error:
            raise SpaceError(path=path, cause=cause_of(error)) from error
        except sqlite3.Error as error:
            raise SpaceError(path=path, cause=cause_of_sqlite(error)) from error
