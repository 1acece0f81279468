"""Exercises of a space: taken from the folders that ``transcribe exercise make`` writes."""

import hashlib
import json
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from transcribe.classroom.access import FOR_HIM, need_trainer, note
from transcribe.classroom.errors import ListRefused, NotAllowed, Overheard
from transcribe.classroom.store import Store
from transcribe.classroom.types import ExerciseItem, Gap, Mark, Sound, Who, WorkSheet
from transcribe.core.errors import DocumentError, cause_of
from transcribe.core.files import written_whole
from transcribe.grading.decisions import DECISIONS_FILE, parse_decisions
from transcribe.grading.keys import KEY_FILE, SCHEME_FILE, parse_key
from transcribe.grading.scheme import parse_scheme

_SOUNDS = (".ogg", ".m4a")
_GAP = re.compile(r"(?:\[(\w)\][ \u00a0]?)?_{4,}")
_LARGEST = 300 * 1024 * 1024


def add_exercises(store: Store, who: Who, folder: Path, *, fictitious: bool) -> list[int]:
    """Takes in an exercise folder, or every one inside a folder; gives their ids, in order of their names.

    The same exercise again is the same id. ``fictitious``: its people are invented, a class network may carry it.

    Raises:
        NotAllowed: a learner asks.
        ListRefused: there is none, or one cannot be read.
        DocumentError: a key is damaged.
    """
    need_trainer(who)
    inside = [folder] if (folder / KEY_FILE).is_file() else sorted(p for p in folder.glob("*/") if p.is_dir())
    found = [one for one in inside if (one / KEY_FILE).is_file()]
    if not found:
        raise ListRefused(
            message=f"« {folder} » ne contient pas d’exercice (formateur/exercise.json) : donnez le dossier fait "
            "par « transcribe exercise make »."
        )
    return [_add(store, who, one, fictitious=fictitious) for one in found]


def _add(store: Store, who: Who, folder: Path, *, fictitious: bool) -> int:
    try:
        text = (folder / KEY_FILE).read_text("utf-8")
        scheme, accepted = (
            path.read_text("utf-8-sig") if path.is_file() else ""
            for path in (folder / SCHEME_FILE, folder / DECISIONS_FILE)
        )
        sounds = tuple(
            sound_of(store, path)
            for suffix in _SOUNDS
            for path in sorted((folder / "apprenant").glob(f"*{suffix}"))[:1]
        )
    except (OSError, UnicodeDecodeError) as error:
        cause = cause_of(error) if isinstance(error, OSError) else "ce n’est pas du texte en UTF-8"
        raise ListRefused(
            message=f"« {folder} » ne peut pas être lu ({cause}) : vérifiez le dossier et ses droits."
        ) from error
    return add_exercise(
        store,
        who,
        text,
        scheme=scheme,
        accepted=accepted,
        sounds=sounds,
        fictitious=fictitious,
        shown=str(folder),
    )


def add_exercise(
    store: Store,
    who: Who,
    key_json: str,
    *,
    scheme: str = "",
    accepted: str = "",
    sounds: tuple[Sound, ...] = (),
    fictitious: bool,
    shown: str = "exercise.json",
) -> int:
    """Takes in an exercise by its key (the text of ``exercise.json``), its own scheme and its sounds; gives its id.

    ``accepted`` are the trainer's decisions (the text of ``acceptes.toml``): the same exercise with others is the same
    exercise, and the copies graded before are waiting again (``marking.waiting``). Once said fictitious, it stays so.

    Raises:
        NotAllowed: a learner asks.
        DocumentError: the key or the decisions are damaged.
        SchemeError: the scheme is wrong.
    """
    need_trainer(who)
    key = parse_key(key_json, shown)
    if scheme:
        parse_scheme(scheme, f"{shown} : barème")
    parse_decisions(accepted, f"{shown} : {DECISIONS_FILE}")
    sheet = sheet_of(json.loads(key_json), sounds, shown)
    digest = hashlib.sha256(
        "\0".join([key_json, scheme, *(sound.digest for sound in sounds)]).encode()
    ).hexdigest()

    def act(db: sqlite3.Connection) -> int:
        row = db.execute("SELECT id FROM exercise WHERE digest = ?", (digest,)).fetchone()
        if row:
            db.execute(
                "UPDATE exercise SET accepted = ?, fictitious = max(fictitious, ?) WHERE id = ?",
                (accepted, int(fictitious), row["id"]),
            )
            return int(row["id"])
        number = store.new_id()
        db.execute(
            "INSERT INTO exercise (id, slug, title, kind, level, minutes, specialty, fictitious, sheet_json, key_json, "
            "scheme, accepted, digest, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, key.id, key.title, key.kind, key.level, sheet.minutes,
             str((key.extra or {}).get("specialty", "")), int(fictitious),
             json.dumps(asdict(sheet), ensure_ascii=False), key_json, scheme, accepted, digest, store.clock()),
        )  # fmt: skip
        note(db, store.clock(), who, "add_exercise", number)
        return number

    return store.write(act)


def sheet_of(data: dict[str, Any], sounds: tuple[Sound, ...], shown: str) -> WorkSheet:
    """What the learner sees of an exercise, out of its key: never the reference, nor where its faults are.

    Raises:
        DocumentError: what is shown of it is damaged.
    """
    try:
        return _sheet_of(data, sounds)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise DocumentError(
            message=f"« {shown} » n’est pas un exercice lisible ({type(error).__name__}) : "
            "refaites-le avec « transcribe exercise make »."
        ) from error


def _sheet_of(data: dict[str, Any], sounds: tuple[Sound, ...]) -> WorkSheet:
    kind = str(data.get("kind", ""))
    draft = str(data.get("draft", ""))
    needs = data.get("needs") or {}
    extra = float(needs.get("extra_time", 0))
    pieces, gaps = gaps_of(draft, data.get("hints") or ()) if kind == "trous" else ((), ())
    return WorkSheet(
        title=str(data["title"]),
        kind=kind,
        level=int((data.get("level") or {}).get("value", 0)),
        minutes=round(int(data.get("minutes", 0)) / (1 + extra)),
        text="" if kind == "trous" else draft,
        pieces=pieces,
        gaps=gaps,
        words=tuple(map(str, data.get("words", ()))) if data.get("help") == "liste" else (),
        marks=tuple(_mark(one) for one in data.get("marks", ())),
        places=places_of(data, "" if kind in ("trous", "mise-en-page") else draft),
        sounds=() if kind == "mise-en-page" else sounds,
    )


def places_of(data: dict[str, Any], draft: str) -> tuple[tuple[int, float, float], ...]:
    """Where the words of a draft are heard: as its exercise says, else from the times of its reference.

    A word that is not that of the reference has its time too: nothing tells them apart.
    """
    if data.get("places"):
        return tuple((int(place), float(since), float(until)) for place, since, until in data["places"])
    times = [(int(a), int(b), float(c), float(d)) for a, b, c, d in data.get("times", ())]
    if not times or not draft:
        return ()
    from transcribe.grading.hearing import word_times

    reference = str(data["reference"]["text"])
    starts = [start for start, *_ in times]

    def seconds_at(character: int) -> tuple[float, float]:
        _, _, since, until = times[max(0, bisect_right(starts, character) - 1)]
        return since, until

    pace = float((data.get("needs") or {}).get("pace", 1)) or 1.0
    found = word_times(draft, reference, seconds_at)
    return tuple((one.start, round(one.since / pace, 2), round(one.until / pace, 2)) for one in found)


def gaps_of(draft: str, hints: Sequence[object]) -> tuple[tuple[str, ...], tuple[Gap, ...]]:
    """A text with gaps cut at its gaps: one piece more than gaps."""
    pieces: list[str] = []
    gaps: list[Gap] = []
    done = 0
    for number, found in enumerate(_GAP.finditer(draft)):
        pieces.append(draft[done : found.start()])
        gaps.append(Gap(found[1] or "", str(hints[number]) if number < len(hints) else ""))
        done = found.end()
    return (*pieces, draft[done:]), tuple(gaps)


def _mark(data: dict[str, Any]) -> Mark:
    seconds = data.get("seconds")
    return Mark(
        int(data["first"]), int(data["last"]), str(data["text"]), data["kind"], str(data["reason"]),
        tuple(map(str, data.get("alternatives", ()))),
        (float(seconds[0]), float(seconds[1])) if seconds else None,
    )  # fmt: skip


def read_sheet(row: sqlite3.Row) -> WorkSheet:
    """The work sheet of an exercise's row."""
    data = json.loads(row["sheet_json"])
    return WorkSheet(
        **{
            **data,
            "pieces": tuple(data["pieces"]),
            "gaps": tuple(Gap(**one) for one in data["gaps"]),
            "words": tuple(data["words"]),
            "marks": tuple(_mark(one) for one in data["marks"]),
            "places": tuple((int(a), float(b), float(c)) for a, b, c in data["places"]),
            "sounds": tuple(Sound(**one) for one in data["sounds"]),
        }
    )


def real_titles(store: Store) -> list[str]:
    """The titles of the exercises asked of a class that are not marked as fictitious."""
    with store.read() as db:
        rows = db.execute(
            "SELECT DISTINCT x.title FROM exercise x JOIN assignment a ON a.exercise = x.id "
            "WHERE NOT x.fictitious ORDER BY x.title"
        )
        return [row["title"] for row in rows]


def refuse_real(store: Store, *, assignment: int = 0, copy: int = 0, sound: str = "") -> None:
    """Refuses what is of a real dictation: an exercise asked, a copy, an audio file by its SHA-256.

    Raises:
        Overheard: it is.
    """
    query = (
        "SELECT 1 FROM exercise x WHERE NOT x.fictitious AND ((:sound <> '' AND instr(x.sheet_json, :sound)) OR EXISTS "
        "(SELECT 1 FROM assignment a WHERE a.exercise = x.id "
        "AND (a.id = :assignment OR a.id = (SELECT c.assignment FROM copy c WHERE c.id = :copy))))"
    )
    with store.read() as db:
        if db.execute(query, {"assignment": assignment, "copy": copy, "sound": sound}).fetchone():
            raise Overheard()


def sound_of(store: Store, path: Path) -> Sound:
    """A sound file, its content kept beside the database under its SHA-256.

    Raises:
        OSError: it cannot be read or kept.
        ListRefused: it is too large.
    """
    size = path.stat().st_size
    if size > _LARGEST:
        raise ListRefused(message=f"« {path} » dépasse 300 Mo : ce n’est pas l’audio d’un exercice.")
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    target = sound_path(store, digest, path.suffix.lower())
    if not target.is_file() or target.stat().st_size != size:
        with written_whole(target) as stream:
            stream.write(content)
    return Sound(digest, path.suffix.lower(), size)


def sound_path(store: Store, digest: str, suffix: str) -> Path:
    """Where the content with that SHA-256 lies."""
    return store.folder / "sons" / digest[:2] / f"{digest}{suffix}"


def list_exercises(store: Store, who: Who) -> list[ExerciseItem]:
    """Every exercise of the space but those of one learner, the easiest first; their keys stay where they are.

    Raises:
        NotAllowed: a learner asks.
    """
    need_trainer(who)
    with store.read() as db:
        rows = db.execute(
            "SELECT id, slug, title, kind, level, minutes, specialty, fictitious FROM exercise x WHERE NOT EXISTS "
            "(SELECT 1 FROM practice p JOIN assignment a ON a.id = p.assignment WHERE a.exercise = x.id) "
            "ORDER BY level, slug, added"
        )
        return [item_of(row) for row in rows]


def item_of(row: sqlite3.Row) -> ExerciseItem:
    """An exercise as lists show it, from its row."""
    return ExerciseItem(
        row["id"], row["slug"], row["title"], row["kind"], row["level"], row["minutes"], row["specialty"],
        bool(row["fictitious"]),
    )  # fmt: skip


def sound_for(store: Store, who: Who, digest: str) -> Sound:
    """An audio file that somebody may hear: of an exercise assigned to him and open; trainers hear all.

    Raises:
        NotAllowed: not so, or there is none.
    """
    with store.read() as db:
        rows = db.execute(
            "SELECT x.sheet_json FROM exercise x WHERE instr(x.sheet_json, :digest) AND (:all OR EXISTS "
            "(SELECT 1 FROM assignment a JOIN enrolment e ON e.class = a.class AND e.person = :person "
            "LEFT JOIN adaptation d ON d.assignment = a.id AND d.person = :person "
            f"WHERE {FOR_HIM} AND a.exercise = x.id AND coalesce(d.opens, a.opens) <= :now AND NOT EXISTS "
            "(SELECT 1 FROM practice p WHERE p.assignment = a.id AND p.person <> :person)))",
            {"person": who.person.id, "now": store.clock(), "digest": f'"{digest}"', "all": who.is_trainer},
        ).fetchall()
    for row in rows:
        for sound in read_sheet(row).sounds:
            if sound.digest == digest:
                return sound
    raise NotAllowed()
