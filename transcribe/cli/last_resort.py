"""What is said of an error that no part of the program foresaw: which file, and what to do."""

from collections.abc import Sequence
from pathlib import Path

from transcribe.core.errors import cause_of


def last_resort(error: Exception, arguments: Sequence[str]) -> str:
    """One French sentence; ``arguments`` are those of the command line."""
    named = _named(arguments)
    subject = f"« {named} »" if named else "cette commande"
    if isinstance(error, OSError):
        place = _text(error.filename) or named
        where = f"« {place} » " if place else ""
        return f"{where}ne peut pas être lu ou écrit ({cause_of(error)}) : vérifiez la place et les droits."
    if isinstance(error, MemoryError):
        return (
            f"{subject} demande plus de mémoire qu’il n’y en a : fermez d’autres programmes, ou donnez un fichier "
            "plus petit."
        )
    if isinstance(error, RecursionError):
        return f"{subject} est trop imbriqué pour être lu : enregistrez le document à nouveau, plus simple."
    return (
        f"{subject} n’a pas pu être traité : le programme n’a pas prévu ce cas ({type(error).__name__}). Vérifiez "
        "que le fichier s’ouvre, enregistrez-le à nouveau et recommencez ; si cela se répète, signalez-le avec la "
        "version de transcribe (TRANSCRIBE_DEBUG=1 montre le détail)."
    )


def _named(arguments: Sequence[str]) -> str:
    """The first file or folder that the command names; the last word of the command otherwise."""
    for argument in arguments[1:]:
        try:
            if not argument.startswith("-") and Path(argument).exists():
                return _text(argument)
        except (OSError, ValueError):
            continue
    return ""


def _text(name: object) -> str:
    if isinstance(name, bytes):
        return name.decode("utf-8", "replace")
    return str(name).encode("utf-8", "replace").decode("utf-8") if name else ""
