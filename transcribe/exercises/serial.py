"""Exercises as plain values, and back: what ``formateur/exercise.json`` holds, all of it.

``grading.keys`` reads from the same file what marking needs. The trainer's paths are no part of it: of the audio,
its name alone.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from transcribe.core.errors import DocumentError
from transcribe.exercises.level import FORMULA
from transcribe.exercises.types import (
    ALL_KINDS,
    Choices,
    Exercise,
    ExerciseKind,
    Gap,
    Help,
    Level,
    Part,
    Passage,
    Seeded,
    Sound,
    Source,
)
from transcribe.grading.keys import Key
from transcribe.grading.needs import Needs
from transcribe.grading.types import KINDS, Agreement, Kind, Page, Timed

FORMAT = 1
_STYLES = ("", "title", "heading", "list")


def to_dict(exercise: Exercise) -> dict[str, Any]:
    """An exercise as plain values, ready for JSON."""
    key = key_of(exercise)
    return {
        "format": FORMAT,
        "id": key.id,
        "title": key.title,
        "kind": key.kind,
        "validated": key.validated,
        **(key.extra or {}),
        "reference": _page_to_dict(exercise.reference),
    }


def to_json(exercise: Exercise) -> str:
    """The text of ``exercise.json``."""
    return json.dumps(to_dict(exercise), ensure_ascii=False, indent=1) + "\n"


def key_of(exercise: Exercise) -> Key:
    """The key that grading reads, with all that made the exercise as its ``extra``."""
    choices = exercise.choices
    extra: dict[str, Any] = {
        "level": level_to_dict(exercise.level),
        "source": {
            "id": exercise.source.id,
            "audio": exercise.source.audio.name if exercise.source.audio else "",
            "spoken": exercise.source.spoken,
            "title": exercise.source.title,
            "page": _page_to_dict(exercise.source.page),
        },
        "specialty": exercise.source.specialty,
        "minutes": exercise.minutes,
        "seed": choices.seed,
        "help": choices.help if exercise.kind == "trous" else "",
        "needs": asdict(choices.needs),
        "choices": {
            "kinds": list(choices.kinds),
            "errors": choices.errors,
            "classes": list(choices.classes),
            "help": choices.help,
            "audio": list(choices.audio),
            "self_correction": choices.self_correction,
        },
        "draft": exercise.draft,
        "gaps": [asdict(gap) for gap in exercise.gaps],
        "words": list(exercise.words),
        "hints": list(exercise.hints),
        "errors": [asdict(one) for one in exercise.seeded],
        "note": exercise.note,
        "times": [list(row) for row in exercise.times],
    }
    if exercise.kind == "compte-rendu":
        extra["marks"] = [asdict(one) for one in exercise.marks]
        extra["places"] = [list(row) for row in exercise.places]
    return Key(
        exercise.id, exercise.title, exercise.reference, exercise.kind, exercise.level.value,
        exercise.source.validated, extra, times=tuple(Timed(*row) for row in exercise.times),
    )  # fmt: skip


def level_to_dict(level: Level) -> dict[str, Any]:
    """A level as plain values."""
    return {
        "value": level.value,
        "score": level.score,
        "formula": FORMULA,
        "parts": [asdict(part) for part in level.parts],
    }


def from_json(text: str, shown: str) -> Exercise:
    """The exercise that the text of an ``exercise.json`` holds; ``shown`` names it in errors.

    Raises:
        DocumentError: not such a text.
    """
    try:
        return from_dict(json.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DocumentError(
            message=f"« {shown} » n’est pas un exercice complet ({error}) : "
            "refaites-le avec « transcribe exercise make »."
        ) from error


def from_dict(data: dict[str, Any]) -> Exercise:
    """An exercise from the values of ``to_dict``.

    Raises:
        LookupError, ValueError, TypeError: not such values.
    """
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']}")
    source, chosen = data["source"], data["choices"]
    return Exercise(
        id=str(data["id"]),
        title=str(data["title"]),
        kind=_kind(data["kind"]),
        source=Source(
            id=str(source["id"]),
            page=_page(source["page"]),
            audio=Path(source["audio"]) if source["audio"] else None,
            spoken=str(source["spoken"]),
            specialty=str(data["specialty"]),
            validated=bool(data["validated"]),
            title=str(source.get("title", "")),
        ),
        level=_level(data["level"]),
        reference=_page(data["reference"]),
        draft=str(data["draft"]),
        gaps=tuple(Gap(**gap) for gap in data["gaps"]),
        seeded=tuple(Seeded(**{**one, "kind": _class(one["kind"])}) for one in data["errors"]),
        minutes=int(data["minutes"]),
        choices=Choices(
            kinds=tuple(_kind(kind) for kind in chosen["kinds"]),
            errors=int(chosen["errors"]),
            classes=tuple(_class(kind) for kind in chosen["classes"]),
            help=_help(chosen["help"]),
            seed=int(data["seed"]),
            needs=Needs(**data["needs"]),
            audio=tuple(_sound(suffix) for suffix in chosen["audio"]),
            self_correction=bool(chosen["self_correction"]),
        ),
        times=tuple((int(a), int(b), float(c), float(d)) for a, b, c, d in data["times"]),
        note=str(data.get("note", "")),
        marks=tuple(_mark(one) for one in data.get("marks", ())),
        places=tuple((int(a), float(b), float(c)) for a, b, c in data.get("places", ())),
    )


def _mark(data: dict[str, Any]) -> Passage:
    seconds = data["seconds"]
    return Passage(
        int(data["first"]), int(data["last"]), str(data["text"]), data["kind"], str(data["reason"]),
        tuple(map(str, data["alternatives"])), (float(seconds[0]), float(seconds[1])) if seconds else None,
    )  # fmt: skip


def _page_to_dict(page: Page) -> dict[str, Any]:
    return {
        "text": page.text,
        "styles": list(page.styles),
        "terms": list(page.terms),
        "agreements": [asdict(one) for one in page.agreements],
    }


def _page(data: dict[str, Any]) -> Page:
    if unknown := set(data["styles"]) - set(_STYLES):
        raise ValueError(f"style {min(unknown)}")
    return Page(
        str(data["text"]),
        tuple(data["styles"]),
        tuple(map(str, data["terms"])),
        tuple(Agreement(**one) for one in data["agreements"]),
    )


def _level(data: dict[str, Any]) -> Level:
    parts = tuple(
        Part(str(p["name"]), str(p["figure"]), float(p["share"]), float(p["weight"])) for p in data["parts"]
    )
    return Level(int(data["value"]), float(data["score"]), parts)


def _kind(name: str) -> ExerciseKind:
    if name not in ALL_KINDS:
        raise ValueError(f"kind {name}")
    return name


def _class(name: str) -> Kind:
    if name not in KINDS:
        raise ValueError(f"class {name}")
    return name


def _sound(name: str) -> Sound:
    if name not in ("ogg", "m4a"):
        raise ValueError(f"audio {name}")
    return cast(Sound, name)


def _help(name: str) -> Help:
    if name not in ("aucune", "initiale", "liste", "definition"):
        raise ValueError(f"help {name}")
    return cast(Help, name)
