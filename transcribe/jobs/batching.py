"""A batch made: exercises of the validated dictations of a space, on the choices of its form."""

import json
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcribe.classroom.batches import fill_batch
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.exercises import add_exercise, sound_of
from transcribe.classroom.people import owner
from transcribe.classroom.sources import heard_of, recording_path
from transcribe.classroom.store import Store
from transcribe.classroom.types import Sound
from transcribe.core.errors import TranscribeError

if TYPE_CHECKING:
    from transcribe.core.revision import Revision
    from transcribe.exercises.types import Choices, Exercise, Source
    from transcribe.jobs.worker import Keep, Report, Tools

REVIEW = "compte-rendu"


@dataclass(frozen=True, slots=True)
class _Given:
    """A validated dictation, ready for exercises."""

    source: "Source"
    heard: "Revision | None"
    fictitious: bool


def make_batch(store: Store, batch: int, tools: "Tools", report: "Report") -> "Keep":
    """Makes the exercises of a batch; gives what puts them in it.

    Raises:
        ListRefused: no dictation answers the choices, or no exercise could be made.
    """
    with store.read() as db:
        row = db.execute("SELECT * FROM batch WHERE id = ?", (batch,)).fetchone()
        named = db.execute("SELECT id, name FROM source ORDER BY created, id").fetchall()
        sources = db.execute(
            "SELECT * FROM source WHERE validated_at IS NOT NULL ORDER BY created, id"
        ).fetchall()
    if row is None:
        raise NotAllowed()
    choices: Mapping[str, Any] = json.loads(row["choices_json"])
    chosen = [one for one in sources if _is_chosen(one, choices)]
    if not chosen:
        raise ListRefused(
            message="Aucune dictée validée ne répond à ces choix : validez-en, ou choisissez plus large."
        )
    ids = _ids(named)
    given = {ids[row["id"]]: _given(store, row, ids[row["id"]]) for row in chosen}
    made, said = _made(given, choices, tools, report)
    kept = _kept(made, choices)
    if not kept:
        why = said[0] if said else "aucun n’est du niveau demandé, ou ne tient dans la durée."
        raise ListRefused(message=f"Aucun exercice n’a pu être fait : {why}")
    added = [_add(store, one, given[one.source.id], choices) for one in kept]
    return partial(fill_batch, batch=batch, exercises=added, said=said)


def _is_chosen(row: sqlite3.Row, choices: Mapping[str, Any]) -> bool:
    wanted, specialty = choices.get("sources") or (), str(choices.get("specialty", ""))
    return (not wanted or row["id"] in wanted) and specialty.casefold() in row["specialty"].casefold()


def _ids(named: Sequence[sqlite3.Row]) -> dict[int, str]:
    """What exercises call each dictation of the space: its name, numbered where an older one has it.

    Of all, whichever are asked for: ``practising`` knows by it the dictations whose key is still due.
    """
    from transcribe.exercises.make import slug

    found: dict[int, str] = {}
    for rank, row in enumerate(named, 1):
        name = slug(row["name"]) or f"dictee-{rank}"
        numbered = (f"{name}-{number}" for number in count(2))
        found[row["id"]] = next(one for one in chain([name], numbered) if one not in found.values())
    return found


def _given(store: Store, row: sqlite3.Row, name: str) -> _Given:
    from transcribe.exercises.types import Source
    from transcribe.grading.types import Page

    styles = json.loads(row["styles_json"])
    lines = row["text"].split("\n")
    styled = tuple(styles[: len(lines)]) if any(styles) and len(styles) >= len(lines) else ()
    audio = recording_path(store, row["digest"], row["suffix"]) if row["digest"] else None
    source = Source(name, Page(row["text"], styled), audio, "", row["specialty"])
    return _Given(source, heard_of(row["contract"]), bool(row["fictitious"]))


def choices_of(choices: Mapping[str, Any]) -> "Choices":
    """The choices of a form as those of exercises."""
    from transcribe.exercises.types import EXERCISE_KINDS, Choices

    kinds = tuple(kind for kind in EXERCISE_KINDS if kind in choices.get("kinds", ()))
    return Choices(
        kinds=kinds,
        errors=int(choices.get("errors", 8)),
        classes=tuple(choices.get("classes", ())),
        help=choices.get("help", "initiale"),
        seed=int(choices.get("seed", 1)),
    )


def _made(
    given: Mapping[str, _Given], choices: Mapping[str, Any], tools: "Tools", report: "Report"
) -> "tuple[list[Exercise], list[str]]":
    from transcribe.exercises import measure
    from transcribe.exercises.batch import Refused, make_each
    from transcribe.exercises.reviewing import make_review, times_of

    made: list[Exercise] = []
    said: list[str] = []
    wanted = choices_of(choices)
    for rank, one in enumerate(given.values()):
        report(float(rank), float(len(given)))
        real = (lambda path, heard=one.heard: heard.text) if choices.get("real") and one.heard else None
        times = (lambda path, page, heard=one.heard: times_of(page, heard)) if one.heard is not None else None
        for exercise in make_each(one.source, wanted, tools.lexicon, real, times):
            if isinstance(exercise, Refused):
                said.append(f"« {one.source.id} » : {exercise.error}")
            else:
                made.append(exercise)
        if REVIEW in choices.get("kinds", ()) and one.heard is not None:
            try:
                level = measure(one.source, tools.lexicon)
                made.append(make_review(one.source, one.heard, level, tools.lexicon, wanted))
            except TranscribeError as error:
                said.append(f"« {one.source.id} » : {error}")
    report(float(len(given)), float(len(given)))
    return made, said


def _kept(made: "Sequence[Exercise]", choices: Mapping[str, Any]) -> "list[Exercise]":
    """From easy to hard, those of the levels asked for: those that fill a sitting, or the first so many."""
    from transcribe.exercises.session import compose

    low, high = (int(one) for one in choices.get("levels", (1, 5)))
    kept = [one for one in made if low <= one.level.value <= high]
    total = int(choices.get("minutes", 0))
    if total:
        typed = [one for one in kept if one.kind != REVIEW]
        return list(compose(typed, total, seed=int(choices.get("seed", 1))))
    kept.sort(key=lambda one: (one.level.value, one.id))
    return kept[: int(choices.get("count", 0)) or None]


def _add(store: Store, one: "Exercise", given: _Given, choices: Mapping[str, Any]) -> int:
    """Takes an exercise into the space, with its sound."""
    from transcribe.exercises.asking import has_audio
    from transcribe.exercises.serial import to_json
    from transcribe.exercises.writing import scheme_text

    text, scheme = to_json(one), scheme_text(one.kind)
    heard = given.source.audio is not None and has_audio(one)
    sounds = _sounds(store, given.source.audio, choices) if heard and given.source.audio else ()
    return add_exercise(
        store,
        owner(store),
        text,
        scheme=scheme,
        sounds=sounds,
        fictitious=given.fictitious,
        shown=given.source.id,
    )


def _sounds(store: Store, audio: Path, choices: Mapping[str, Any]) -> tuple[Sound, ...]:
    from transcribe.exercises.sound import copy_audio

    with tempfile.TemporaryDirectory(prefix="transcribe-") as place:
        paths = [
            Path(place, f"dictee{suffix}") for suffix in (".ogg", *((".m4a",) if choices.get("m4a") else ()))
        ]
        for path in paths:
            copy_audio(audio, path)
        return tuple(sound_of(store, path) for path in paths)
