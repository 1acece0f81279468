"""The trainer's dictations: recordings dropped in and heard, their text corrected with the sound, scripts typed."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from transcribe.classroom import jobs, sources
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.jobs import Job
from transcribe.classroom.sources import Dictation
from transcribe.classroom.types import Conflict, Who
from transcribe.core.html import script_json
from transcribe.core.names import quoted
from transcribe.web.choices import settings_of
from transcribe.web.desk import desk_of, form_of, inside, page
from transcribe.web.following import spent_text
from transcribe.web.guarding import is_here
from transcribe.web.live import stream
from transcribe.web.rendering import moment_text
from transcribe.web.working import (
    SOUND_TYPES,
    bench_json,
    controls,
    number_in,
    saved_body,
    sound_answer,
    standing_json,
)

_LONGEST_NAME = 120
_ANONYMISE = "transcribe anonymise {} --out anonymes --page"


async def listed(request: Request, who: Who) -> Response:
    """Every dictation, and how far those that are being heard are."""
    return await _listed(request, who)


async def _listed(
    request: Request, who: Who, *, error: str = "", status: int = 200, given: dict[str, str] | None = None
) -> Response:
    store = desk_of(request).store
    found = await inside(sources.dictations, store, who)
    work = await inside(jobs.jobs_of, store, who)
    live = _live(found, work, store.clock())
    return page(
        request, "dictations.html.j2", who, status=status, here="/dictees", found=found, live=live["texts"],
        bars=live["bars"], shape=live["shape"], error=error, given=given or {}, largest=sources.LARGEST // 2**20,
        notice=request.query_params.get("fait", "")[:120], when={one.id: moment_text(one.created) for one in found},
        specialties=sorted({one.specialty for one in found if one.specialty}),
        jobs={one.target: one.id for one in work if one.kind == "convert"}, anonymising=_ANONYMISE.format("."),
    )  # fmt: skip


async def flux(request: Request, who: Who) -> Response:
    """The same, as it changes."""
    store = desk_of(request).store
    return stream(
        request, lambda: _live(sources.dictations(store, who), jobs.jobs_of(store, who), store.clock())
    )


def _live(found: Sequence[Dictation], work: Sequence[Job], now: int) -> dict[str, Any]:
    by_target = {one.target: one for one in work if one.kind == "convert"}
    waiting = [one.target for one in work if one.state == "waiting"]
    texts: dict[str, str] = {}
    bars: dict[str, float] = {}
    for one in found:
        job = by_target.get(one.id)
        under_way = job is not None and job.state in ("waiting", "running") and not one.heard
        texts[f"{one.id}-state"] = _state(one, job, waiting, now)
        texts[f"{one.id}-bar"] = "oui" if under_way else ""
        texts[f"{one.id}-open"] = "oui" if one.text else ""
        texts[f"{one.id}-failed"] = "oui" if job is not None and job.state == "failed" else ""
        bars[str(one.id)] = round(job.done / job.total, 3) if job is not None and job.total else 0.0
    return {"texts": texts, "bars": bars, "shape": "-".join(str(one.id) for one in found)}


def _state(one: Dictation, job: Job | None, waiting: Sequence[int], now: int) -> str:
    if job is not None and job.state == "failed" and not one.heard:
        return job.error
    if job is not None and job.state == "running" and not one.heard:
        return progress_text(job, now)
    if job is not None and job.state == "waiting" and not one.heard:
        place = waiting.index(one.id) + 1
        return "Attend son tour." if place == 1 else f"Attend son tour ({place}e)."
    if one.validated is not None:
        return f"Validée {moment_text(one.validated)}."
    return "Texte à relire, puis à valider."


def progress_text(job: Job, now: int) -> str:
    """« Écoute : 1,5 min sur 4,0 min, encore 2 min environ », by the pace so far."""
    if not job.total or not job.done:
        return "Se prépare à l’écoute…"
    said = f"Écoute : {_minutes(job.done)} sur {_minutes(job.total)} d’enregistrement"
    spent = now - (job.started or now)
    left = spent * (job.total - job.done) / job.done
    return f"{said}, encore {spent_text(round(left)).removesuffix(' min')} min environ." if left >= 60_000 else (
        f"{said}, encore moins d’une minute."
    )  # fmt: skip


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f} min".replace(".", ",")


# --- received -----------------------------------------------------------------------------------------------------


async def receive(request: Request, who: Who) -> Response:
    """Takes a recording in as it comes, piece by piece, onto the disk."""
    store, query = desk_of(request).store, request.query_params
    try:
        receiving = await inside(
            sources.Receiving,
            store,
            who,
            query.get("nom", ""),
            int(request.headers.get("content-length", "0")),
        )
    except ListRefused as failure:
        return JSONResponse({"error": str(failure)}, 400)
    try:
        async for part in request.stream():
            await inside(receiving.write, part)
        number = await inside(
            receiving.finish, specialty=query.get("specialite", "")[:_LONGEST_NAME].strip(),
            fictitious=query.get("fictif") == "1",
        )  # fmt: skip
    except ListRefused as failure:
        return JSONResponse({"error": str(failure)}, 400)
    finally:
        await inside(receiving.abandon)
    return JSONResponse({"id": str(number)})


async def write_script(request: Request, who: Who) -> Response:
    """Keeps a script typed by hand."""
    fields = await form_of(request)
    try:
        number = await inside(
            sources.add_script, desk_of(request).store, who, fields.get("nom", ""), fields.get("texte", ""),
            specialty=fields.get("specialite", "")[:_LONGEST_NAME].strip(), fictitious="fictif" in fields,
        )  # fmt: skip
    except ListRefused as failure:
        return await _listed(request, who, error=str(failure), status=400, given=fields)
    return RedirectResponse(f"/dictees/{number}", 303)


# --- corrected ----------------------------------------------------------------------------------------------------


async def correct(request: Request, who: Who) -> Response:
    """A dictation's text in the editor, with its sound and the passages that the program doubts."""
    return await _correct(request, who)


async def _correct(request: Request, who: Who, *, error: str = "", status: int = 200) -> Response:
    store = desk_of(request).store
    found, revision = await inside(sources.dictation, store, who, number_in(request, "source"))
    work = _payload(found, revision, settings_of(who))
    sound = [{"url": f"/dictees/{found.id}/son", "type": SOUND_TYPES[".ogg"]}] if found.played else []
    return page(
        request, "dictation.html.j2", who, status=status, here="/dictees", found=found, work=work, error=error,
        sound=sound, payload=Markup(script_json(work)), validated=moment_text(found.validated or 0),
        notice=request.query_params.get("fait", "")[:120], anonymising=_anonymising(request, found),
        here_too=is_here(request.scope), **controls(),
    )  # fmt: skip


def _anonymising(request: Request, found: Dictation) -> str:
    """The command that begins to anonymise a recording that names real people; empty for what is no such recording.

    Where it lies is told to who sits at this computer only.
    """
    if found.fictitious or not found.digest:
        return ""
    path = sources.recording_path(desk_of(request).store, found.digest, found.suffix)
    return _ANONYMISE.format(quoted(path) if is_here(request.scope) else ".")


def _payload(found: Dictation, revision: Any, settings: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    from transcribe.exercises.reviewing import passages_of, places_of

    marks, places = ((), ()) if revision is None else (passages_of(revision), places_of(revision))
    return {
        "copy": str(found.id),
        "address": f"/api/dictees/{found.id}",
        "rev": found.rev,
        "text": found.text,
        "styles": list(found.styles) or [""] * (found.text.count("\n") + 1),
        "given": True,
        "kind": "dictee",
        "left": None,
        **bench_json(marks, places, settings),
    }


async def save(request: Request, who: Who) -> Response:
    """Receives the text of a dictation; 200 only once it is on the disk."""
    number = number_in(request, "source")
    try:
        body = saved_body(json.loads(await request.body()))
        answer = await inside(sources.save_reference, desk_of(request).store, who, number, **body)
    except (ValueError, KeyError, TypeError):
        return Response(status_code=422)
    return standing_json(answer, 409 if isinstance(answer, Conflict) else 200)


async def validate(request: Request, who: Who) -> Response:
    """Says that the text is right."""
    await form_of(request)
    number = number_in(request, "source")
    try:
        await inside(sources.validate, desk_of(request).store, who, number)
    except ListRefused as failure:
        return await _correct(request, who, error=str(failure), status=400)
    return RedirectResponse(
        f"/dictees?fait={quote('Texte validé : vous pouvez en faire des exercices.')}", 303
    )


async def describe(request: Request, who: Who) -> Response:
    """Keeps the name, the specialty and whether the people are invented."""
    fields = await form_of(request)
    number = number_in(request, "source")
    try:
        await inside(
            sources.describe, desk_of(request).store, who, number, name=fields.get("nom", ""),
            specialty=fields.get("specialite", "")[:_LONGEST_NAME].strip(), fictitious="fictif" in fields,
        )  # fmt: skip
    except ListRefused as failure:
        return await _correct(request, who, error=str(failure), status=400)
    return RedirectResponse(f"/dictees/{number}?fait={quote('Enregistré.')}", 303)


async def remove(request: Request, who: Who) -> Response:
    """Deletes a dictation."""
    await form_of(request)
    await inside(sources.remove_source, desk_of(request).store, who, number_in(request, "source"))
    return RedirectResponse(
        f"/dictees?fait={quote('Dictée retirée ; les exercices déjà faits restent.')}", 303
    )


async def again(request: Request, who: Who) -> Response:
    """Hears once more a recording that could not be."""
    await form_of(request)
    store, number = desk_of(request).store, number_in(request, "source")
    for one in await inside(jobs.jobs_of, store, who):
        if one.target == number and one.state == "failed":
            await inside(jobs.ask_again, store, who, one.id)
            return RedirectResponse("/dictees", 303)
    raise NotAllowed()


async def sound(request: Request, who: Who) -> Response:
    """The sound of a dictation, by ranges, for trainers."""
    return sound_answer(
        await inside(sources.played_path, desk_of(request).store, who, number_in(request, "source"))
    )
