"""``python -m changes`` shows what changed since the last version; ``python -m changes 1.1.0`` makes that version."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
SORTS = {
    "ajoute": "Ajouté",
    "modifie": "Modifié",
    "corrige": "Corrigé",
    "deprecie": "Déprécié",
    "retire": "Retiré",
    "securite": "Sécurité",
}
"""Sorts of changes, in the order of the journal, with their headings."""

_HEADING = re.compile(r"(?m)^## \[(\d+)\.(\d+)\.(\d+)\]")
_WIDTH = 118


class ChangesError(Exception):
    """A file or a number is wrong: ``str()`` is the French sentence that says which and what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its sort, and what is said of it."""

    sort: str
    text: str


def read_changes(folder: Path) -> list[Change]:
    """The changes that wait in a folder, sort after sort.

    Raises:
        ChangesError: a file is misnamed or empty.
    """
    found = []
    for path in sorted(folder.glob("*.md")):
        if path.name == "README.md":
            continue
        sort = path.name.split(".")[-2]
        if sort not in SORTS or path.name.count(".") < 2:
            raise ChangesError(f"« {path.name} » : nommez-le SUJET.GENRE.md, genre parmi {', '.join(SORTS)}.")
        text = re.sub(r"[ \t\r\n]+", " ", path.read_text("utf-8")).strip(" ")
        if not text or text.startswith(("-", "*", "#")):
            raise ChangesError(f"« {path.name} » : écrivez une phrase ou deux, sans puce ni titre.")
        found.append(Change(sort, text))
    return sorted(found, key=lambda one: list(SORTS).index(one.sort))


def section(changes: Sequence[Change]) -> str:
    """The changes as a part of the journal, a heading a sort."""
    parts = []
    for sort, heading in SORTS.items():
        lines = [_wrapped(one.text) for one in changes if one.sort == sort]
        parts += [f"### {heading}\n", "\n".join(lines) + "\n"] if lines else []
    return "\n".join(parts)


def journal_with(journal: str, changes: Sequence[Change], version: str, day: str) -> str:
    """The journal with a new version on top.

    Raises:
        ChangesError: nothing changed, or the number is not one that may follow.
    """
    if not changes:
        raise ChangesError(
            "Rien n’a changé depuis la dernière version : il n’y a pas de fichier dans changes/."
        )
    top = _HEADING.search(journal)
    if top is None:
        raise ChangesError("CHANGELOG.md n’a aucune version : il y faut un titre « ## [1.0.0] - date ».")
    _require_next(tuple(map(int, top.groups())), version, {one.sort for one in changes})
    return f"{journal[: top.start()]}## [{version}] - {day}\n\n{section(changes)}\n{journal[top.start() :]}"


def make_version(root: Path, version: str, day: str) -> None:
    """Gathers the changes of a checkout, which bears the version from then on.

    Raises:
        ChangesError: see ``journal_with`` and ``read_changes``; nothing is written then.
    """
    folder, journal = root / "changes", root / "CHANGELOG.md"
    changes = read_changes(folder)
    texts = {journal: journal_with(journal.read_text("utf-8"), changes, version, day)}
    for path, pattern, line in (
        (root / "transcribe" / "__init__.py", r'^__version__ = ".*"$', f'__version__ = "{version}"'),
        (root / "CITATION.cff", r"^version: .*$", f"version: {version}"),
        (root / "CITATION.cff", r"^date-released: .*$", f"date-released: {day}"),
    ):
        text, count = re.subn(pattern, line, texts.get(path, path.read_text("utf-8")), flags=re.M)
        if count != 1:
            raise ChangesError(f"« {path.name} » ne dit pas la version là où elle est attendue : {line}")
        texts[path] = text
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    for path in folder.glob("*.*.md"):
        path.unlink()


def _require_next(last: tuple[int, ...], version: str, sorts: set[str]) -> None:
    number = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    major, minor, patch = last
    allowed = {
        "majeure": (major + 1, 0, 0),
        "mineure": (major, minor + 1, 0),
        "de correctif": (major, minor, patch + 1),
    }
    if sorts & {"retire"}:
        allowed = {"majeure": allowed["majeure"]}
    elif sorts & {"ajoute", "deprecie", "modifie"}:
        del allowed["de correctif"]
    if number is None or tuple(map(int, number.groups())) not in allowed.values():
        known = ", ".join(f"{'.'.join(map(str, one))} ({sort})" for sort, one in allowed.items())
        raise ChangesError(
            f"« {version} » ne peut pas suivre {major}.{minor}.{patch} avec ces changements : {known}."
        )


def _wrapped(text: str) -> str:
    """A change as an item of a list, at the width of the journal; its no-break spaces stay."""
    lines, line = [], "-"
    for word in text.split(" "):
        if len(line) + 1 + len(word) > _WIDTH:
            lines.append(line)
            line = " "
        line += f" {word}"
    return "\n".join([*lines, line])


def main(arguments: Sequence[str]) -> int:
    """What ``python -m changes`` does; the exit code."""
    try:
        if arguments:
            make_version(ROOT, arguments[0], datetime.now(UTC).date().isoformat())
        else:
            sys.stdout.write(section(read_changes(ROOT / "changes")) or "Rien depuis la dernière version.\n")
    except ChangesError as error:
        sys.stderr.write(f"Erreur : {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
