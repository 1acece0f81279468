"""Files written whole or not at all, hashes, and the user's cache."""

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

CACHE_VARIABLE = "TRANSCRIBE_CACHE"


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Opens a temporary file beside ``path`` and renames it over ``path`` once the block succeeded.

    After an exception nothing is left behind and an older file stays as it was. Parent folders are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".transcribe-{os.getpid()}-", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str) -> None:
    """Writes UTF-8 text whole or not at all."""
    with written_whole(path) as stream:
        stream.write(text.encode("utf-8"))


def sweep(folder: Path) -> None:
    """Removes, under ``folder``, temporary files that a killed process left behind."""
    for path in folder.rglob(".transcribe-*.part"):
        owner = re.match(r"\.transcribe-(\d+)-", path.name)
        if owner is None or not _is_running(int(owner[1])):
            with contextlib.suppress(OSError):
                path.unlink()


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def user_cache() -> Path:
    """The user's cache folder of this program; ``TRANSCRIBE_CACHE`` moves it."""
    if folder := os.environ.get(CACHE_VARIABLE):
        return Path(folder)
    from platformdirs import user_cache_path

    return user_cache_path("transcribe", appauthor=False)


def _is_running(pid: int) -> bool:
    if os.name != "posix":
        return False  # there, removing a file that a process holds open fails by itself
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
