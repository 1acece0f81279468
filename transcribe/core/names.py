"""Names of files that every system takes, whatever the one at hand: results are carried to Windows and back.

Windows refuses some characters, ends no name with a dot or a space, and keeps the names of its old devices (``CON``,
``NUL``, ``COM1``…) whatever follows their first dot; Windows and macOS take « Léa » and « LÉA » for one name.
Source: Microsoft, « Naming Files, Paths, and Namespaces ».
"""

import os
import re
import shlex
import unicodedata
from pathlib import Path, PurePath, PurePosixPath

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"),
    ]
)
_LONGEST = 80


def safe_name(name: str) -> str:
    """A name of at most 80 signs made of any text, without suffix."""
    plain = _REFUSED.sub(" ", unicodedata.normalize("NFC", name))
    return _no_device(" ".join(plain.split()).strip(" .")[:_LONGEST].rstrip(" .")) or "sans nom"


def portable(name: str, *, folder: bool = False) -> str:
    """A name that one system took, as all take it: the same text unless one of them would refuse it."""
    plain = _no_device(_REFUSED.sub("-", name))
    return (plain.rstrip(" .") or "_") if folder else plain


def portable_path(path: PurePath) -> PurePosixPath:
    """A path inside a folder with every part ``portable``."""
    *folders, name = path.parts
    return PurePosixPath(*(portable(one, folder=True) for one in folders), portable(name))


def same_name(name: str) -> str:
    """What two names have in common that one file system or another takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


def quoted(path: Path) -> str:
    """A path as it is typed in a terminal of the system at hand."""
    return f'"{path}"' if os.name == "nt" else shlex.quote(str(path))


def free_path(stem: Path, taken: set[str]) -> Path:
    """``stem``, numbered where a path that some system takes for it is ``taken`` already, which then holds it."""
    number, free = 1, stem
    while same_name(str(free)) in taken:
        number += 1
        free = stem.with_name(f"{stem.name} ({number})")
    taken.add(same_name(str(free)))
    return free


def _no_device(name: str) -> str:
    stem, dot, rest = name.partition(".")
    return f"{stem}_{dot}{rest}" if stem.strip(" ").casefold() in _DEVICES else name
