"""What the commands of classes share: the space opened, a learner found, a file written."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from transcribe.core.errors import OutputError, cause_of

if TYPE_CHECKING:
    from transcribe.classroom import Store
    from transcribe.classroom.types import Class, Person, Who


@contextlib.contextmanager
def opened(folder: Path | None) -> "Iterator[tuple[Store, Who]]":
    """The space of the command, as the person at this computer."""
    from transcribe import classroom
    from transcribe.classroom.store import usual_folder

    store = classroom.Store(folder or usual_folder())
    try:
        yield store, classroom.owner(store)
    finally:
        store.close()


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    from transcribe.core.files import written_whole

    try:
        with written_whole(path) as stream:
            stream.write(content)
    except OSError as error:
        raise OutputError(path=path, cause=cause_of(error)) from error


def find_member(store: "Store", who: "Who", class_: "Class", name: str) -> "Person":
    """The learner of a class whom a name, a label or an identifier means.

    Raises:
        NotFound: nobody, or several.
    """
    from transcribe import classroom
    from transcribe.classroom.errors import NotFound
    from transcribe.classroom.people import flat_name, labels

    people = classroom.members(store, who, class_)
    shown_as = labels(people)
    exact = [one for one in people if name in (one.identifier, shown_as[one.id])]
    found = exact or [one for one in people if flat_name(one.name) == flat_name(name)]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(f"« {shown_as[one.id]} »" for one in found)
        raise NotFound(message=f"Plusieurs élèves s’appellent « {name} » : écrivez {several}.")
    raise NotFound(message=f"Personne ne s’appelle « {name} » dans la classe « {class_.name} ».")
