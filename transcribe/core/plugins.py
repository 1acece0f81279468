"""What other installed packages add, by their entry points: read when asked for, never able to break the rest.

An entry that cannot be loaded, is not what its group wants or bears a name that is taken is left aside, and one French
sentence says so, once, to the logger ``transcribe`` (on the error output unless somebody decided otherwise).
Importing this module is cheap. ``docs/extensions.md`` tells how to write one.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from transcribe.core.errors import TranscribeError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")

OURS = "transcribe"
"""Whose name is taken, where no other package's is."""


class UnfitError(Exception):
    """What a package gives is not what the group wants: ``str()`` says why, in French, « il … »."""


@dataclass(frozen=True, slots=True)
class Plugin(Generic[T]):
    """What a package gives under a name."""

    name: str
    package: str
    value: T


def plugins(
    group: str, checked: Callable[[str, object], T], taken: Mapping[str, str]
) -> dict[str, Plugin[T]]:
    """What installed packages give in a group, by name, in the order of names then packages.

    ``checked`` takes a name and what the package gives and makes it what the group holds, or raises: ``UnfitError``, a
    ``TranscribeError`` with its sentence, or anything. ``taken`` are names that nobody may take, with who has them.
    """
    found: dict[str, Plugin[T]] = {}
    for entry in _entries(group):
        package = entry.dist.name if entry.dist else entry.module
        holder = found[entry.name].package if entry.name in found else taken.get(entry.name, "")
        try:
            if holder:
                raise UnfitError(f"ce nom est déjà celui de « {holder} »")
            found[entry.name] = Plugin(entry.name, package, checked(entry.name, entry.load()))
        except (Exception, SystemExit) as error:  # whatever somebody else's package does
            _say(
                f"« {entry.name} », du paquet « {package} », est laissé de côté ({_reason(error)}) : mettez ce "
                f"paquet à jour ou désinstallez-le (pip uninstall {package}) ; tout le reste fonctionne."
            )
    return found


def _entries(group: str) -> "list[EntryPoint]":
    from importlib.metadata import entry_points

    try:
        found = entry_points(group=group)
    except Exception as error:  # a damaged list of entry points, whose package Python does not name
        _say(
            f"Les extensions installées n’ont pas pu être lues ({type(error).__name__}), et sont laissées de côté : "
            "« pip check » dit quel paquet réinstaller."
        )
        return []
    return sorted(found, key=lambda one: (one.name, one.dist.name if one.dist else one.module))


def _reason(error: BaseException) -> str:
    if isinstance(error, UnfitError | TranscribeError):
        return str(error).rstrip(".")
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"le module « {error.name} » lui manque"
    return f"il n’a pas pu être chargé : {type(error).__name__}"


_said: set[str] = set()


def _say(sentence: str) -> None:
    """Once in a run: the processes that convert side by side leave it to the one that started them."""
    from logging import getLogger

    processes = sys.modules.get("multiprocessing.process")
    if sentence in _said or (processes is not None and processes.parent_process() is not None):
        return
    _said.add(sentence)
    getLogger(OURS).warning("%s", sentence)
