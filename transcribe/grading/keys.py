"""The answer key of an exercise, as ``formateur/exercise.json`` holds it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from transcribe.core.errors import DocumentError
from transcribe.core.files import write_text
from transcribe.documents.types import Style
from transcribe.grading.reading import page_from_text, read_page
from transcribe.grading.scheme import Scheme, load_scheme
from transcribe.grading.types import Agreement, Page, Timed

KEY_FILE = Path("formateur", "exercise.json")
SCHEME_FILE = Path("formateur", "bareme.toml")
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Key:
    """What an attempt is graded against. ``level`` is 1 to 5, 0 when not measured.

    ``extra`` is what else the exercise's file holds (kind, audio, seeded errors…), as plain values. ``given`` is the
    draft that the learner was asked to put right. ``times`` say where the words of the reference stand in its audio, at
    its natural speed; ``audio`` are the files handed out, in several formats, at ``pace`` times that speed.
    """

    id: str
    title: str
    reference: Page
    kind: str = ""
    level: int = 0
    validated: bool = True
    extra: dict[str, Any] | None = None
    given: Page | None = None
    times: tuple[Timed, ...] = ()
    audio: tuple[Path, ...] = ()
    pace: float = 1.0


def key_of_file(path: Path) -> Key:
    """A key from a bare reference file.

    Raises:
        DocumentError: the file cannot be read.
    """
    return Key(path.stem, path.stem, read_page(path))


def find_keys(folder: Path) -> list[Key]:
    """The keys of an exercise folder, or of all exercise folders inside a folder, by name.

    Raises:
        DocumentError: there is none, or one is damaged.
    """
    inside = [folder] if (folder / KEY_FILE).is_file() else sorted(p for p in folder.glob("*/") if p.is_dir())
    keys = [read_key(one / KEY_FILE) for one in inside if (one / KEY_FILE).is_file()]
    if not keys:
        raise DocumentError(
            message=f"« {folder} » ne contient pas d’exercice (formateur/exercise.json) : "
            "donnez le dossier fait par "
            "« transcribe exercise make », ou une référence avec --reference."
        )
    return keys


def schemes_of(folder: Path, keys: Sequence[Key]) -> dict[str, Scheme]:
    """The exercises' own marking schemes, by exercise id, where they have one.

    Raises:
        SchemeError: a scheme is wrong.
    """
    found: dict[str, Scheme] = {}
    for one in (folder, *sorted(folder.glob("*/"))):
        if (one / SCHEME_FILE).is_file() and (one / KEY_FILE).is_file():
            found[read_key(one / KEY_FILE).id] = load_scheme(str(one / SCHEME_FILE))
    return {key.id: found[key.id] for key in keys if key.id in found}


def read_key(path: Path) -> Key:
    """Reads ``exercise.json``.

    Raises:
        DocumentError: not such a file.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(str(path), error) from error
    return replace(parse_key(text, str(path)), audio=_audio(path.parent.parent))


def parse_key(text: str, shown: str) -> Key:
    """The key that the text of an ``exercise.json`` holds; ``shown`` names it in errors.

    Raises:
        DocumentError: not such a text.
    """
    try:
        data = json.loads(text)
        if data["format"] != _FORMAT:
            raise ValueError(f"format {data['format']}")
        reference = data["reference"]
        styles: tuple[Style, ...] = tuple(reference.get("styles", ()))
        page = Page(
            str(reference["text"]),
            styles,
            tuple(map(str, reference.get("terms", ()))),
            tuple(Agreement(**one) for one in reference.get("agreements", ())),
        )
        return Key(
            str(data["id"]),
            str(data["title"]),
            page,
            str(data.get("kind", "")),
            int(data.get("level", {}).get("value", 0)),
            bool(data.get("validated", True)),
            data,
            _given(data, page),
            tuple(Timed(int(a), int(b), float(c), float(d)) for a, b, c, d in data.get("times", ())),
            pace=float((data.get("needs") or {}).get("pace", 1.0)) or 1.0,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(shown, error) from error


def _unreadable(shown: str, error: Exception) -> DocumentError:
    return DocumentError(
        message=f"« {shown} » n’est pas un exercice lisible ({error}) : "
        "refaites-le avec « transcribe exercise make »."
    )


def _audio(folder: Path) -> tuple[Path, ...]:
    """The audio that an exercise hands out, alone or in a sitting's folder; what every browser plays first."""
    places = (folder / "apprenant", folder.parent / "apprenant" / folder.name)
    found = [place / f"dictee{suffix}" for suffix in (".m4a", ".mp3", ".ogg", ".wav") for place in places]
    return tuple(path for path in found if path.is_file())


def _given(data: dict[str, Any], reference: Page) -> Page | None:
    """The draft of an exercise; that of an older one is made again from its seeded errors."""
    draft = data.get("draft")
    if draft is None and data.get("errors"):
        draft, done = "", 0
        for error in data["errors"]:
            draft += reference.text[done : error["start"]] + error["found"]
            done = error["end"]
        draft += reference.text[done:]
    return page_from_text(str(draft)) if draft else None


def write_key(path: Path, key: Key) -> None:
    """Writes ``exercise.json``, whole or not at all."""
    write_text(path, key_text(key))


def key_text(key: Key) -> str:
    """The text of ``exercise.json``; ``key.extra`` goes in as it is."""
    data: dict[str, Any] = {
        "format": _FORMAT,
        "id": key.id,
        "title": key.title,
        "kind": key.kind,
        "validated": key.validated,
        **(key.extra or {}),
        "reference": {
            "text": key.reference.text,
            "styles": list(key.reference.styles),
            "terms": list(key.reference.terms),
            "agreements": [asdict(one) for one in key.reference.agreements],
        },
    }
    if key.times:
        data["times"] = [[one.start, one.end, one.since, one.until] for one in key.times]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
