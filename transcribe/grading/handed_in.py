"""Files handed in become attempts: whose each is, of which exercise, when, and what is written in it.

This is one producer of attempts; anything else that knows its learners makes them itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from transcribe.core.errors import TranscribeError, cause_of
from transcribe.documents import is_document
from transcribe.documents.refusing import refusal
from transcribe.french import fold
from transcribe.grading.keys import Key
from transcribe.grading.naming import Named, named, words_of_name
from transcribe.grading.reading import read_page
from transcribe.grading.roster import Roster, shown_names
from transcribe.grading.sitting import Attempt, closest, shared_words
from transcribe.grading.types import NOTHING, Page

_LIKE = 0.5
_LEAST_HINT = 3


@dataclass(frozen=True, slots=True)
class _Copy:
    """A file with what its names tell, and its page or why it has none."""

    path: Path
    root: Path
    names: tuple[str, ...]
    said: Named
    key: str
    at: datetime | None
    page: Page = NOTHING
    refused: str = ""


def read_attempts(inputs: Sequence[Path], keys: Sequence[Key], roster: Roster | None = None) -> list[Attempt]:
    """The attempts in files and folders, in order; hidden files and Word's lock files are passed over.

    The exercise is the one named in the file or its folders, else the closest text. Learners are those of the class
    list; without one, names written alike are one learner, unless their groups or Moodle's numbers differ. The time is
    the date written in a name, else that of the file. A file that cannot be read is an attempt refused.
    """
    copies = [
        _copy(path, root, keys)
        for given in inputs
        for root in (given if given.is_dir() else given.parent,)
        for path in (_inside(given) if given.is_dir() else [given])
    ]
    attempts = _of_list(copies, roster) if roster else _by_name(copies)
    return _numbered(attempts)


def _inside(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if _is_handed_in(path, folder))


def _is_handed_in(path: Path, root: Path) -> bool:
    """Whether a file under ``root`` is a copy; only folders under it can be hidden, not those above."""
    folders = path.relative_to(root).parts[:-1]
    passed_over = any(
        part.startswith((".", "__MACOSX")) or part.lower().endswith(".pages") for part in folders
    )
    return not passed_over and is_document(path)


def _copy(path: Path, root: Path, keys: Sequence[Key]) -> _Copy:
    parts = (*path.relative_to(root).parts[:-1], path.stem)
    key = _named_key(parts, keys)
    said = named(parts, key.id if key else "")
    shown = path.relative_to(root).as_posix()
    try:
        at = _time(path, said)
        page = read_page(path, shown=shown)
    except (TranscribeError, OSError) as error:
        why = error if isinstance(error, TranscribeError) else refusal(
            shown, f"est illisible ({cause_of(error)})", "vérifiez le fichier et ses droits"
        )  # fmt: skip
        return _Copy(path, root, parts, said, (key or keys[0]).id, None, refused=str(why))
    return _Copy(path, root, parts, said, (key or _likely(page, parts, keys)).id, at, page)


def _time(path: Path, said: Named) -> datetime:
    if said.day is not None:
        return datetime.combine(said.day, time(12), UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _named_key(parts: Sequence[str], keys: Sequence[Key]) -> Key | None:
    """The key whose id stands in the file's name or its folder's; the longest one wins."""
    for part in reversed(parts):
        flat = _flat(part)
        found = [key for key in keys if re.search(rf"(?:^|-){re.escape(_flat(key.id))}(?:-|$)", flat)]
        if found:
            return max(found, key=lambda key: len(key.id))
    return keys[0] if len(keys) == 1 else None


def _likely(page: Page, parts: Sequence[str], keys: Sequence[Key]) -> Key:
    """The key whose text a page is like; where it is like none, the one that a name hints at (« uro.txt »)."""
    best = closest(page, keys)
    if shared_words(best.reference.text, page.text) >= _LIKE:
        return best
    words = {key.id: set(_flat(key.id).split("-")) for key in keys}
    written = {word for part in parts for word in _flat(part).split("-") if len(word) >= _LEAST_HINT}
    hinted = [
        key
        for key in keys
        if written & words[key.id] - {word for other in keys if other is not key for word in words[other.id]}
    ]
    return hinted[0] if len(hinted) == 1 else best


def _flat(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _attempt(copy: _Copy, identifier: str, name: str, group: str) -> Attempt:
    return Attempt(
        learner_id=identifier,
        learner=name,
        key=copy.key,
        at=copy.at,
        page=copy.page,
        group=group,
        origin=copy.path,
        refused=copy.refused,
    )


# --- with a class list ----------------------------------------------------------------------------------


def _of_list(copies: Sequence[_Copy], roster: Roster) -> list[Attempt]:
    shown = shown_names(roster.learners)
    out: list[Attempt] = []
    for copy in copies:
        found = roster.find(copy.names, number=copy.said.number)
        if len(found) == 1:
            out.append(_attempt(copy, found[0].id, shown[found[0].id], found[0].group))
            continue
        attempt = _attempt(copy, _made_id(copy.said.learner), copy.said.learner, copy.said.group)
        if found and not attempt.refused:
            who = " ou ".join(f"{one.name} ({one.group or one.id})" for one in found[:4])
            attempt = replace(
                attempt,
                refused=str(
                    refusal(
                        copy.path.relative_to(copy.root).as_posix(),
                        f"peut être de {len(found)} élèves de la liste, {who}",
                        "ajoutez l’identifiant de l’élève au nom du fichier ou du dossier",
                    )
                ),
            )
        out.append(replace(attempt, listed=False))
    return out


# --- by the names of the files --------------------------------------------------------------------------


def _made_id(name: str) -> str:
    return "-".join(sorted(words_of_name(name))) or fold(name)


def _by_name(copies: Sequence[_Copy]) -> list[Attempt]:
    """Attempts of learners known by the names of their files alone."""
    alike: dict[str, list[_Copy]] = {}
    for copy in copies:
        alike.setdefault(_made_id(copy.said.learner), []).append(copy)
    marks = {name: _namesake_mark(same) for name, same in alike.items()}
    out: list[Attempt] = []
    for copy in copies:
        identifier, name = _made_id(copy.said.learner), copy.said.learner
        mark = marks[identifier]
        text = {"": "", "group": copy.said.group, "number": copy.said.number}[mark]
        name = alike[identifier][0].said.learner if not text else f"{name} ({text})"
        out.append(
            _attempt(copy, f"{identifier}-{_flat(text)}" if text else identifier, name, copy.said.group)
        )
    return out


def _namesake_mark(same: Sequence[_Copy]) -> str:
    """What tells namesakes apart: ``group``, Moodle's ``number``, or nothing when all is one learner's.

    Moodle gives a learner another number in each assignment: only two numbers in one assignment are two learners.
    """
    if len({copy.said.group for copy in same if copy.said.group}) > 1:
        return "group"
    numbers: dict[tuple[Path, str], set[str]] = {}
    for copy in same:
        if copy.said.number:
            numbers.setdefault((copy.root, copy.key), set()).add(copy.said.number)
    return "number" if any(len(found) > 1 for found in numbers.values()) else ""


def _numbered(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Each with its rank among the attempts of its learner at its exercise, the oldest first."""
    groups: dict[tuple[str, str], list[int]] = {}
    for place, attempt in enumerate(attempts):
        if not attempt.refused:
            groups.setdefault((attempt.learner_id, attempt.key), []).append(place)
    out = list(attempts)
    for places in groups.values():
        ordered = sorted(
            places, key=lambda place: (attempts[place].at or datetime.min.replace(tzinfo=UTC), place)
        )
        for number, place in enumerate(ordered, 1):
            out[place] = replace(attempts[place], number=number)
    return out
