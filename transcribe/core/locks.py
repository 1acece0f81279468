"""One writer at a time in a folder: two runs at once would give each other's results two names."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from transcribe.core.errors import FolderBusy, OutputError, cause_of
from transcribe.core.files import make_folder, sweep

_STEP = 0.05


@contextmanager
def working_in(folder: Path, *, wait: float = 0.0) -> Iterator[None]:
    """The folder, made where missing, held for this process and rid of what killed ones left half written.

    Raises:
        FolderBusy: another process holds it, after ``wait`` seconds still.
        OutputError: it cannot be made.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise OutputError(path=folder, cause=cause_of(error)) from error
    with sole_writer(folder, wait=wait):
        sweep(folder)
        yield


@contextmanager
def sole_writer(folder: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Holds an existing folder for this process; a process that ends, however it ends, lets go of it.

    ``wait``: seconds to wait for another process. Where the file system knows no locks, nothing is held.

    Raises:
        FolderBusy: another process holds it.
    """
    handle = _handle(folder)
    if handle is None:
        yield
        return
    try:
        end = time.monotonic() + wait
        while not _held(handle):
            if time.monotonic() >= end:
                raise FolderBusy(path=folder)
            time.sleep(_STEP)
        yield
    finally:
        with suppress(OSError):
            os.close(handle)


if os.name == "posix":
    import fcntl

    def _handle(folder: Path) -> int | None:
        try:
            return os.open(folder, os.O_RDONLY)
        except OSError:
            return None

    def _held(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # no locks here
        return True

else:
    import msvcrt

    def _handle(folder: Path) -> int | None:
        name = hashlib.sha256(str(folder.resolve()).casefold().encode("utf-8", "replace")).hexdigest()
        try:
            return os.open(
                Path(tempfile.gettempdir()) / f"transcribe-{name[:24]}.lock", os.O_RDWR | os.O_CREAT
            )
        except OSError:
            return None

    def _held(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
