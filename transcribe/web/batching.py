"""Batches of exercises: chosen, made by a process of its own, looked at, asked of a class."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom import batches, jobs, sources
from transcribe.classroom.batches import Preview
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.jobs import Job
from transcribe.classroom.people import labels
from transcribe.classroom.types import FEEDBACKS, Class, Who
from transcribe.grading.scheme import SHIPPED
from transcribe.grading.types import KINDS
from transcribe.web.carrying import offered
from transcribe.web.desk import desk_of, form_of, inside, page
from transcribe.web.live import stream
from transcribe.web.rendering import moment_text
from transcribe.web.working import KIND_NAMES, number_in, sound_url

HELPS = {
    "initiale": "la première lettre", "liste": "la liste des mots", "definition": "une définition", "aucune": "aucune"
}  # fmt: skip
SCHEMES = {"": "celui de l’exercice", "sur-20": "sur 20", "aqdoc": "AQDoc", "taux": "taux de mots justes"}
_MOST_MINUTES = 600


async def listed(request: Request, who: Who) -> Response:
    """The batches, and the form that makes one."""
    return await _listed(request, who)


async def _listed(request: Request, who: Who, *, error: str = "", status: int = 200) -> Response:
    store = desk_of(request).store
    found = await inside(batches.batches, store, who)
    ready = [one for one in await inside(sources.dictations, store, who) if one.validated is not None]
    kept = await inside(classroom.list_exercises, store, who)
    return page(
        request, "batches.html.j2", who, status=status, here="/exercices", found=found, ready=ready, error=error,
        when={one.id: moment_text(one.created) for one in found}, notice=request.query_params.get("fait", "")[:120],
        kinds=KIND_NAMES, helps=HELPS, classes=KINDS, kept=kept,
        specialties=sorted({one.specialty for one in ready if one.specialty}),
    )  # fmt: skip


async def create(request: Request, who: Who) -> Response:
    """Has a batch made."""
    fields = await form_of(request)
    several = await several_of(request)
    try:
        choices = _choices(fields, several)
        number = await inside(
            batches.create_batch,
            desk_of(request).store,
            who,
            fields.get("nom", ""),
            choices,
            exam="examen" in fields,
        )
    except ListRefused as failure:
        return await _listed(request, who, error=str(failure), status=400)
    return RedirectResponse(f"/exercices/{number}", 303)


async def gather(request: Request, who: Who) -> Response:
    """Makes a batch of exercises that are there already."""
    fields = await form_of(request)
    chosen = [int(one) for one in (await several_of(request)).get("exercice", ()) if one.isdecimal()]
    try:
        number = await inside(batches.gather, desk_of(request).store, who, fields.get("nom", ""), chosen)
    except ListRefused as failure:
        return await _listed(request, who, error=str(failure), status=400)
    return RedirectResponse(f"/exercices/{number}", 303)


async def several_of(request: Request) -> dict[str, list[str]]:
    """The fields of a form that are there several times."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl((await request.body()).decode("utf-8", "replace"), max_num_fields=2000):
        found.setdefault(name, []).append(value)
    return found


def _choices(fields: Mapping[str, str], several: Mapping[str, list[str]]) -> dict[str, Any]:
    """What a form chooses.

    Raises:
        ListRefused: no kind, or a number that is none.
    """
    kinds = [one for one in several.get("genre", ()) if one in KIND_NAMES]
    if not kinds:
        raise ListRefused(message="Choisissez au moins un genre d’exercice.")
    low, high = _whole(fields, "de", 1, 1, 5), _whole(fields, "a", 5, 1, 5)
    return {
        "kinds": kinds,
        "levels": [min(low, high), max(low, high)],
        "specialty": fields.get("specialite", "")[:120],
        "sources": [int(one) for one in several.get("dictee", ()) if one.isdecimal()],
        "count": _whole(fields, "nombre", 0, 0, 200),
        "minutes": _whole(fields, "duree", 0, 0, _MOST_MINUTES),
        "errors": _whole(fields, "fautes", 8, 1, 60),
        "classes": [one for one in several.get("classe", ()) if one in KINDS],
        "real": "vraies" in fields,
        "help": fields["aide"] if fields.get("aide") in HELPS else "initiale",
        "seed": _whole(fields, "graine", 1, 1, 9999),
        "m4a": "m4a" in fields,
    }


def _whole(fields: Mapping[str, str], name: str, usual: int, low: int, high: int) -> int:
    text = fields.get(name, "").strip()
    if not text:
        return usual
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise ListRefused(message=f"« {text} » n’est pas un nombre de {low} à {high}.")
    return int(text)


# --- one batch ----------------------------------------------------------------------------------------------------


async def one_batch(request: Request, who: Who) -> Response:
    """A batch: being made, or its exercises to look at and to ask for."""
    return await _one_batch(request, who)


async def _one_batch(request: Request, who: Who, *, error: str = "", status: int = 200) -> Response:
    store = desk_of(request).store
    batch, items = await inside(batches.batch_at, store, who, number_in(request, "batch"))
    job = await inside(_job_of, store, who, batch.id)
    theirs = [one for one in await inside(classroom.classes, store, who) if not one.archived]
    chosen = _class_of(request, theirs)
    people = await inside(classroom.members, store, who, chosen) if chosen else []
    shown = labels(people)
    live = _live(job, batch.count)
    return page(
        request, "batch.html.j2", who, status=status, here="/exercices", batch=batch, error=error,
        items=[_item(one) for one in items], live=live, classes=theirs, chosen=chosen,
        people=[(one.id, shown[one.id]) for one in people], feedbacks=FEEDBACKS, schemes=SCHEMES,
        making=job is not None and job.state in ("waiting", "running"),
        failed=job is not None and job.state == "failed", said=batch.said.splitlines(),
        notice=request.query_params.get("fait", "")[:120],
        minutes=sum(one.item.minutes for one in items), platforms=offered(),
    )  # fmt: skip


def _class_of(request: Request, theirs: list[Class]) -> Class | None:
    wanted = request.query_params.get("classe", "")
    return next((one for one in theirs if str(one.id) == wanted), theirs[0] if theirs else None)


def _job_of(store: classroom.Store, who: Who, batch: int) -> Job | None:
    return next(
        (one for one in jobs.jobs_of(store, who) if one.kind == "batch" and one.target == batch), None
    )


def _live(job: Job | None, count: int) -> dict[str, Any]:
    if job is None or job.state == "done":
        said = f"{count} exercice{'s' if count > 1 else ''}."
    elif job.state == "failed":
        said = job.error
    elif job.state == "waiting" or not job.total:
        said = "Attend son tour…" if job.state == "waiting" else "Se prépare…"
    else:
        said = f"Dictée {min(round(job.done) + 1, round(job.total))} sur {round(job.total)}…"
    state = "none" if job is None else job.state
    share = job.done / job.total if job is not None and job.total else 0.0
    return {"texts": {"state": said}, "bars": {"batch": round(share, 2)}, "shape": state}


async def flux(request: Request, who: Who) -> Response:
    """How far the making of a batch is."""
    store, number = desk_of(request).store, number_in(request, "batch")

    def look() -> dict[str, Any]:
        job = _job_of(store, who, number)
        return {**_live(job, 0), "reload": job is None or job.state in ("done", "failed")}

    return stream(request, look)


def _item(one: Preview) -> dict[str, Any]:
    kind = KIND_NAMES.get(one.item.kind, one.item.kind)
    given = one.sheet.text
    if one.sheet.pieces:
        gaps = len(one.sheet.gaps)
        given = "".join(
            part + (" ____ " if rank < gaps else "") for rank, part in enumerate(one.sheet.pieces)
        )
    return {
        "id": one.item.id,
        "title": one.item.title,
        "about": f"{kind} · niveau {one.item.level} sur 5 · {one.item.minutes} minutes",
        "specialty": one.item.specialty,
        "real": not one.item.fictitious,
        "given": given,
        "reference": one.reference,
        "faults": one.faults,
        "sounds": [sound_url(sound) for sound in one.sheet.sounds],
    }


async def again(request: Request, who: Who) -> Response:
    """Makes once more a batch that could not be."""
    await form_of(request)
    store, number = desk_of(request).store, number_in(request, "batch")
    job = await inside(_job_of, store, who, number)
    if job is None:
        raise NotAllowed()
    await inside(jobs.ask_again, store, who, job.id)
    return RedirectResponse(f"/exercices/{number}", 303)


async def remove(request: Request, who: Who) -> Response:
    """Takes one exercise out of a batch, or forgets the batch."""
    fields = await form_of(request)
    store, number = desk_of(request).store, number_in(request, "batch")
    exercise = fields.get("exercice", "")
    if exercise.isdecimal():
        await inside(batches.remove_item, store, who, number, int(exercise))
        return RedirectResponse(f"/exercices/{number}", 303)
    await inside(batches.remove_batch, store, who, number)
    return RedirectResponse(f"/exercices?fait={quote('Série retirée ; ce qui est demandé le reste.')}", 303)


# --- asked --------------------------------------------------------------------------------------------------------


async def assign(request: Request, who: Who) -> Response:
    """Asks the exercises of a batch of a class, or of some of it."""
    fields = await form_of(request)
    several = await several_of(request)
    store, number = desk_of(request).store, number_in(request, "batch")
    _, items = await inside(batches.batch_at, store, who, number)
    wanted = fields.get("classe", "")
    class_ = next((one for one in await inside(classroom.classes, store, who) if str(one.id) == wanted), None)
    if class_ is None:
        raise NotAllowed()
    try:
        if not items:
            raise ListRefused(message="Cette série n’a pas d’exercice à demander.")
        only = _only(fields, several)
        await inside(
            classroom.assign, store, who, class_, [one.item.id for one in items], _terms(fields), only=only
        )
    except ListRefused as failure:
        return await _one_batch(request, who, error=str(failure), status=400)
    some = f" à {len(only)} élève{'s' if len(only) > 1 else ''}" if only else ""
    count = f"{len(items)} exercice{'s demandés' if len(items) > 1 else ' demandé'}{some}."
    return RedirectResponse(f"/classes/{class_.id}?fait={quote(count)}", 303)


def _only(fields: Mapping[str, str], several: Mapping[str, list[str]]) -> list[int]:
    if fields.get("pour") != "quelques":
        return []
    chosen = [int(one) for one in several.get("eleve", ()) if one.isdecimal()]
    if not chosen:
        raise ListRefused(message="Choisissez les élèves à qui le demander, ou toute la classe.")
    return chosen


def _terms(fields: Mapping[str, str]) -> classroom.Terms:
    """The terms that a form says; the rest of what is wrong with them is said by ``assign``."""
    feedback = fields.get("retour", "at_once")
    scheme = fields.get("bareme", "")
    return classroom.Terms(
        opens=date_of(fields.get("ouvre", "")),
        due=date_of(fields.get("remise", "")),
        closes=date_of(fields.get("ferme", "")),
        attempts=_whole(fields, "essais", 1, 0, 99),
        feedback=next((one for one in FEEDBACKS if one == feedback), "at_once"),
        graded=fields.get("compte", "oui") == "oui",
        timed="limite" in fields,
        scheme=scheme if scheme in SHIPPED else "",
    )


def date_of(text: str) -> int | None:
    """UTC milliseconds of what a field of the browser gives, in the time of this computer; nothing when empty.

    Raises:
        ListRefused: no date.
    """
    if not text.strip():
        return None
    try:
        return round(datetime.fromisoformat(text.strip()).astimezone().timestamp() * 1000)
    except (ValueError, OverflowError, OSError) as error:
        raise ListRefused(
            message=f"« {text[:40]} » n’est pas une date : choisissez le jour et l’heure."
        ) from error


async def delay(request: Request, who: Who) -> Response:
    """Gives one learner his own dates or time for one assignment."""
    fields = await form_of(request)
    store, number = desk_of(request).store, number_in(request, "assignment")
    person, extra = fields.get("eleve", ""), fields.get("temps", "").strip()
    if not person.isdecimal():
        raise NotAllowed()
    try:
        share = _whole(fields, "temps", 0, 0, 300) / 100 if extra else None
        await inside(
            classroom.adapt, store, who, number, int(person), due=date_of(fields.get("remise", "")),
            closes=date_of(fields.get("ferme", "")), extra_time=share,
        )  # fmt: skip
        said = "Aménagement de ce travail enregistré."
    except ListRefused as failure:
        said = str(failure)
    return RedirectResponse(f"/suivi/{number}?fait={quote(said)}", 303)
