"""What an engine gives for a task, and the sentences for files that have no conversion."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from transcribe.batch.plan import Task
from transcribe.core.errors import AudioError, TranscribeError, cause_of
from transcribe.core.files import Readable, readable_name
from transcribe.pipeline import Conversion, Converter, Progress

Outcome = Conversion | str
"""A conversion, or the French sentence that says why there is none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one task. ``elsewhere``: seconds of processor that were spent on it where this process cannot count
    them itself (another machine)."""

    task: Task
    outcome: Outcome
    elsewhere: float = 0.0


Engine = Callable[[Sequence[Task]], Iterator[Answer]]
"""One answer a task, as they are finished, in any order. It raises ``TranscribeError`` for what strikes every file
alike, and leaves no process behind when it is closed."""


def attempt(converter: Converter, source: Readable, on_progress: Progress | None = None) -> Outcome:
    """A conversion, or the French sentence that says why this file has none.

    Raises:
        TranscribeError: what would strike every file alike: a lexicon, a template.
    """
    if not source.is_file():
        return gone(source)
    return guarded(source, lambda: converter.convert(source, on_progress=on_progress))


def guarded(source: Readable, make: Callable[[], Conversion]) -> Outcome:
    """What ``make`` makes of a file, or the French sentence on why it does not: this file costs no other.

    Raises:
        TranscribeError: as ``attempt``.
    """
    try:
        return make()
    except AudioError as error:
        return str(error)
    except TranscribeError:
        raise
    except OSError as error:
        return unread(source, error)
    except MemoryError:
        return (
            f"« {readable_name(source)} » demande plus de mémoire qu’il n’y en a : fermez d’autres programmes, "
            "ou coupez l’enregistrement en deux."
        )
    except Exception as error:  # one file that breaks the program must not cost the others
        return unforeseen(source, error)


def gone(source: Readable) -> str:
    """The file is not there any more, or never was one."""
    return f"« {readable_name(source)} » n’est pas un fichier, ou n’y est plus : vérifiez qu’il n’a pas été déplacé."


def unread(source: Readable, error: OSError) -> str:
    """The system refuses to give the file."""
    return f"« {readable_name(source)} » ne peut pas être lu ({cause_of(error)}) : vérifiez le fichier et ses droits."


def unforeseen(source: Readable, error: Exception) -> str:
    """The file brings out a defect of the program."""
    return (
        f"« {readable_name(source)} » n’a pas pu être converti : le programme n’a pas prévu ce qu’il contient "
        f"({type(error).__name__}). Exportez-le en wav et recommencez ; si cela se répète, signalez-le avec la "
        "version de transcribe."
    )


def stopped(source: Readable) -> str:
    """The file ended the process that converted it, and did so again with nothing beside it."""
    return (
        f"« {readable_name(source)} » a arrêté deux fois le processus qui le convertissait (mémoire insuffisante ?) : "
        "fermez d’autres programmes ou coupez l’enregistrement en deux, puis relancez la même commande."
    )
