"""The learner's work: what is asked, the page of a copy, its saving, its handing in, its sound."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.errors import HandedIn, NotAllowed
from transcribe.classroom.types import Assignment, Conflict, Copy, Known, Mark, Saved, Sound, Who, WorkSheet
from transcribe.core.html import script_json
from transcribe.exercises.asking import Asked, tasks, watched_in
from transcribe.exercises.types import ALL_KINDS
from transcribe.grading.french import decimal_text
from transcribe.scripts.controls import ACTIONS, PACES, pace_text
from transcribe.web.choices import settings_of
from transcribe.web.desk import desk_of, form_of, inside, is_number, page
from transcribe.web.rendering import moment_text

if TYPE_CHECKING:
    from transcribe.exercises.types import Passage

SOUND_TYPES = {".ogg": 'audio/ogg; codecs="opus"', ".m4a": "audio/mp4"}
_DECISIONS = frozenset(["listened", "accepted", "refused", "judged_right", "undone"])
KIND_NAMES: dict[str, str] = dict(ALL_KINDS.items())


# --- what is asked ------------------------------------------------------------------------------------------------


async def works(request: Request, who: Who) -> Response:
    """Everything asked of a learner: to do, handed in, returned."""
    store = desk_of(request).store
    asked = await inside(classroom.assignments_of, store, who)
    copies = await inside(classroom.copies_of, store, who)
    marks = await inside(classroom.marks_of, store, who)
    now = store.clock()
    rows = [_work(one, [c for c in copies if c.assignment_id == one.id], marks, now) for one in asked]
    groups = [
        {"title": title, "works": [row for row in rows if row["group"] == group]}
        for group, title in (("todo", "À faire"), ("done", "Rendus"))
    ]
    return page(request, "works.html.j2", who, here="travaux", works=rows, groups=groups)


def _work(asked: Assignment, copies: list[Copy], marks: dict[int, Any], now: int) -> dict[str, Any]:
    last = copies[-1] if copies else None
    open_now = last is not None and last.submitted is None
    closed = asked.closes is not None and now > asked.closes
    again = not closed and (not asked.attempts or len(copies) < asked.attempts)
    seen = last is not None and classroom.may_see(last, asked, now)
    return {
        "group": "todo" if open_now or not copies else "done",
        "title": asked.title,
        "kind": KIND_NAMES.get(asked.kind, asked.kind),
        "level": asked.level,
        "minutes": asked.minutes,
        "graded": asked.graded,
        "due": _due(asked, now),
        "state": _state(last, closed=closed),
        "mark": _mark(last, marks) if seen else "",
        "open_url": f"/travaux/{asked.id}/ouvrir" if open_now or again else "",
        "open_word": "Continuer" if open_now else "Commencer" if not copies else "Refaire",
        "sheet_url": f"/copie/{last.id}/fiche" if seen and last else "",
    }


def _due(asked: Assignment, now: int) -> str:
    if asked.due is None:
        return ""
    late = " (date passée : vous pouvez encore rendre)" if now > asked.due else ""
    return f"À rendre pour {moment_text(asked.due)}{late}."


def _state(last: Copy | None, *, closed: bool) -> str:
    if last is None:
        return "Fermé." if closed else "Pas encore commencé."
    if last.submitted is None:
        return f"Commencé, enregistré {moment_text(last.saved)}." if last.saved else "Commencé."
    return f"Rendu {moment_text(last.submitted)}."


def _mark(last: Copy | None, marks: dict[int, Any]) -> str:
    if last is None or last.id not in marks:
        return ""
    mark, maximum = marks[last.id]
    return f"Note : {decimal_text(mark)} sur {decimal_text(maximum)}"


async def open_work(request: Request, who: Who) -> Response:
    """Begins or goes on with a copy."""
    await form_of(request)
    copy = await inside(classroom.open_copy, desk_of(request).store, who, number_in(request, "assignment"))
    return RedirectResponse(f"/copie/{copy.id}", 303)


def number_in(request: Request, name: str) -> int:
    """A number of the address.

    Raises:
        NotAllowed: no number of ours.
    """
    text = request.path_params[name]
    if not is_number(text):
        raise NotAllowed()
    return int(text)


# --- the page of a copy -------------------------------------------------------------------------------------------


async def copy_page(request: Request, who: Who) -> Response:
    """The page where a copy is written."""
    store = desk_of(request).store
    number = number_in(request, "copy")
    copy, asked, sheet = await inside(classroom.read_copy, store, who, number)
    if copy.submitted is not None:
        return RedirectResponse(f"/copie/{copy.id}/fiche", 303)
    done = await inside(classroom.decided, store, who, number)
    left = classroom.seconds_left(copy, asked, store.clock())
    work = _payload(copy, sheet, done, left, settings_of(who))
    sounds = [{"url": sound_url(one), "type": SOUND_TYPES[one.suffix]} for one in sheet.sounds]
    return page(
        request, "copy.html.j2", who, work={**work, "title": asked.title}, sound=sounds, rules=_rules(sheet),
        words=sheet.words, payload=Markup(script_json(work)), **controls(),
    )  # fmt: skip


def controls() -> dict[str, Any]:
    """What a page with a sound to type from offers: paces, actions with their usual keys."""
    return {
        "paces": [{"value": f"{pace:.2f}", "shown": pace_text(pace)} for pace in PACES],
        "actions": [{"name": name, "label": label, "key": key} for name, (label, key) in ACTIONS.items()],
    }


def _rules(sheet: WorkSheet) -> tuple[str, ...]:
    """What there is to do, in the words of every page of an exercise."""
    sounds = tuple(one.suffix for one in sheet.sounds)
    initial = any(gap.initial for gap in sheet.gaps)
    watched = watched_in(sheet.text) if sheet.kind == "relecture" else ()
    asked = Asked(sheet.kind, sounds, initial=initial, listed=bool(sheet.words), watched=watched)
    return tasks(asked, "page")


def _payload(
    copy: Copy, sheet: WorkSheet, done: set[tuple[int, int]], left: float | None, settings: dict[str, Any]
) -> dict[str, Any]:
    marks = [one for one in sheet.marks if (one.first, one.last) not in done]
    return {
        "copy": str(copy.id),
        "rev": copy.rev,
        "text": copy.text,
        "styles": list(copy.styles),
        "given": copy.text == sheet.text,
        "kind": sheet.kind,
        "pieces": list(sheet.pieces),
        "gaps": [asdict(gap) for gap in sheet.gaps],
        "left": left,
        **bench_json(marks, sheet.places, settings),
    }


def bench_json(
    marks: "Iterable[Mark | Passage]",
    places: Iterable[tuple[int, float, float]],
    settings: Mapping[str, Any],
) -> dict[str, Any]:
    """What the script of a text heard while it is typed is given: passages to check, where words are heard, choices."""
    return {
        "marks": [
            {
                "from": one.first, "to": one.last, "text": one.text, "kind": one.kind, "reason": one.reason,
                "alternatives": list(one.alternatives), "seconds": list(one.seconds) if one.seconds else None,
            }
            for one in marks
        ],
        "places": [list(place) for place in places],
        "settings": {name: settings[name] for name in ("plain", "pace", "rewind", "keys")},
    }  # fmt: skip


# --- saving ---------------------------------------------------------------------------------------------------------


async def save(request: Request, who: Who) -> Response:
    """Receives a text; 200 only once it is on the disk."""
    copy = number_in(request, "copy")
    try:
        args = saved_body(json.loads(await request.body()))
        answer = await asyncio.wrap_future(classroom.saving(desk_of(request).store, who, copy, **args))
    except (ValueError, KeyError, TypeError):
        return Response(status_code=422)
    except HandedIn:
        return Response(status_code=410)
    return standing_json(answer, 409 if isinstance(answer, Conflict) else 200)


def saved_body(body: dict[str, Any]) -> dict[str, Any]:
    """What a page sends to save a text.

    Raises:
        KeyError, TypeError: it is no such thing.
    """
    return {
        "base": _whole(body["base"]), "text": _text(body["text"]), "styles": [_text(one) for one in body["styles"]],
        "tab": _text(body["tab"]), "seq": _whole(body["seq"]),
    }  # fmt: skip


def standing_json(answer: Saved | Known | Conflict, status: int) -> Response:
    """What a page is told of the text it sent."""
    if isinstance(answer, Saved):
        return JSONResponse({"status": "saved", "rev": answer.rev})
    word = "conflict" if isinstance(answer, Conflict) else "known"
    standing = {"rev": answer.rev, "text": answer.text, "styles": list(answer.styles)}
    return JSONResponse({"status": word, **standing}, status)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.encode("utf-8", "replace").decode()  # a lone surrogate is no text


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise TypeError
    return value


async def record(request: Request, who: Who) -> Response:
    """Receives what was decided."""
    copy = number_in(request, "copy")
    try:
        body = json.loads(await request.body())
        events = [
            (one["kind"], _whole(one["first"]), _whole(one["last"]), _text(one["value"])[:2000])
            for one in body["events"][:500]
        ]
        if any(kind not in _DECISIONS for kind, *_ in events):
            raise ValueError
        await inside(classroom.record, desk_of(request).store, who, copy, events)
    except (ValueError, KeyError, TypeError):
        return Response(status_code=422)
    except HandedIn:
        return Response(status_code=410)
    return Response(status_code=204)


async def hand_in(request: Request, who: Who) -> Response:
    """Hands the copy in, grades it, and goes to its sheet."""
    await form_of(request)
    desk = desk_of(request)
    copy = await inside(classroom.hand_in, desk.store, who, number_in(request, "copy"))
    await inside(_mark_now, desk.store, copy.id, desk.load_lexicon)
    return RedirectResponse(f"/copie/{copy.id}/fiche", 303)


def _mark_now(store: classroom.Store, copy: int, load_lexicon: Any) -> None:  # noqa: ANN401
    classroom.mark(store, copy, load_lexicon())


async def sound(request: Request, who: Who) -> Response:
    """The sound of an exercise, by ranges, to those who are asked to work on it."""
    digest, _, suffix = request.path_params["name"].partition(".")
    store = desk_of(request).store
    found = await inside(classroom.sound_for, store, who, digest)
    if found.suffix != f".{suffix}":
        raise NotAllowed()
    return sound_answer(classroom.sound_path(store, found.digest, found.suffix))


def sound_url(sound: Sound) -> str:
    """Where the sound of an exercise is heard."""
    return f"/son/{sound.digest}{sound.suffix}"


def sound_answer(path: Path) -> Response:
    """A sound by ranges, which one browser may keep for a day."""
    return FileResponse(
        path, media_type=SOUND_TYPES[path.suffix], headers={"cache-control": "private, max-age=86400"}
    )
