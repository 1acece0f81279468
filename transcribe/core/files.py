"""Files written whole or not at all and for their owner alone, hashes, locks, and the user's cache."""

import contextlib
import errno
import hashlib
import io
import os
import re
import secrets
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath
from typing import BinaryIO, Literal

from transcribe.core.errors import HELD_OPEN, OutputError

CACHE_VARIABLE = "TRANSCRIBE_CACHE"


_shared: ContextVar[bool] = ContextVar("shared", default=False)


@contextmanager
def sharing(shared: bool) -> Iterator[None]:
    """Within the block, files and folders are made as the system's habits say, if ``shared``; else for their owner.

    What is written holds dictated text, often about a patient: other accounts of the machine do not read it
    unless somebody decided so.
    """
    token = _shared.set(shared)
    try:
        yield
    finally:
        _shared.reset(token)


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Opens a temporary file beside ``path`` and renames it over ``path`` once the block succeeded.

    After an exception nothing is left behind and an older file stays as it was. Parent folders are made.
    """
    with named_whole(path) as temporary, temporary.open("wb") as stream:
        yield stream


@contextmanager
def named_whole(path: Path) -> Iterator[Path]:
    """As ``written_whole``, for libraries that want the name of an (empty) file to write."""
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".transcribe-{os.getpid()}-", suffix=".part")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        if _shared.get():  # mkstemp makes it for the owner alone
            temporary.chmod(0o666 & ~_umask())
        renamed_over(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def renamed_over(passing: Path, path: Path) -> None:
    """Gives a finished file its name, over an older one.

    Windows refuses while another program holds the older file open: an antivirus or a synchronised folder lets go
    at once, Word does not, and then ``cause_of`` says so.

    Raises:
        OSError: the system refuses.
    """
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8):
        try:
            passing.replace(path)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in HELD_OPEN:
                raise
            time.sleep(pause)
        else:
            return
    passing.replace(path)


def make_folder(folder: Path) -> None:
    """Makes a folder and its parents where missing, for their owner alone unless within ``sharing``.

    Raises:
        OSError: it cannot be made.
    """
    missing: list[Path] = []
    place = folder
    while not place.exists() and place != place.parent:
        missing.append(place)
        place = place.parent
    for path in reversed(missing):
        path.mkdir(mode=0o777 if _shared.get() else 0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def staged(path: Path) -> Path:
    """A name beside ``path`` for a file that will be renamed to it; ``sweep`` finds it if that never happens."""
    return path.with_name(f".transcribe-{os.getpid()}-{secrets.token_hex(6)}.part")


def write_text(path: Path, text: str) -> None:
    """Writes UTF-8 text whole or not at all."""
    with written_whole(path) as stream:
        stream.write(text.encode("utf-8"))


def sweep(folder: Path) -> None:
    """Removes, under ``folder``, temporary files that a killed process left behind.

    To be called before this process writes any there: a file that bears its number is then another's.
    """
    for path in folder.rglob(".transcribe-*.part*"):
        owner = re.match(r"\.transcribe-(\d+)-", path.name)
        with contextlib.suppress(OSError):
            if owner is None or not _is_still_written(path, int(owner[1])):
                path.unlink()


@dataclass(frozen=True, slots=True)
class Held:
    """A file whose bytes are in memory and nowhere else, under the ``name`` that it bears where it lies.

    It answers as a ``Path`` does, as far as reading asks.
    """

    name: str
    content: bytes = field(repr=False)

    def __str__(self) -> str:
        return self.name

    @property
    def suffix(self) -> str:
        """The end of its name, with the point."""
        return PurePosixPath(self.name).suffix

    def as_posix(self) -> str:
        """Its name."""
        return self.name

    def is_file(self) -> bool:
        """It cannot go away."""
        return True

    def size(self) -> int:
        """Bytes."""
        return len(self.content)

    def open(self, mode: Literal["rb"] = "rb") -> io.BytesIO:
        """Its bytes to read."""
        return io.BytesIO(self.content)

    def read_bytes(self) -> bytes:
        """All of them."""
        return self.content


Readable = Path | Held


def size_of(path: Readable) -> int:
    """Bytes.

    Raises:
        OSError: there is no such file.
    """
    return path.size() if isinstance(path, Held) else path.stat().st_size


def sha256_of(path: Readable) -> str:
    """Hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest_of(paths: Iterable[Path]) -> str:
    """A digest of the contents of the files among some paths, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(bytes.fromhex(sha256_of(path)))
    return digest.hexdigest()


def user_cache() -> Path:
    """The user's cache folder of this program; ``TRANSCRIBE_CACHE`` moves it.

    Raises:
        OutputError: this user has no home folder, and the variable is not set.
    """
    if folder := os.environ.get(CACHE_VARIABLE):
        return Path(folder)
    from platformdirs import user_cache_path

    found = user_cache_path("transcribe", appauthor=False)
    if not found.is_absolute():  # « ~ » that nothing stands for
        raise OutputError(
            path=found,
            cause=f"ce compte n’a pas de dossier personnel ; donnez un dossier par {CACHE_VARIABLE}",
        )
    return found


def readable_name(path: PurePath | Held) -> str:
    """A path as text that any file can hold: names that are no UTF-8 are read as those of Windows once were."""
    text = path.as_posix()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(text)
        return raw.decode("cp1252", errors="ignore") or "sans nom"
    return text


def _is_still_written(path: Path, pid: int) -> bool:
    """Whether the process that began a file still runs; numbers are given again to other processes."""
    if pid == os.getpid() or not _is_running(pid):
        return False
    try:
        return Path(f"/proc/{pid}").stat().st_ctime <= path.stat().st_mtime + 1
    except OSError:
        return True


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
