"""The review of what is to be anonymised, on pages of its own: for this computer alone, behind a secret in the address.

These pages name patients. They are no part of a class: their server answers on 127.0.0.1 only, keeps no session, and
ends with the review. Every decision is in the review’s table before it is acknowledged (``Deciding``).
"""

import hmac
import json
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from transcribe.anonymising.deciding import LONGEST, Answer, Deciding, Elsewhere, Standing, Unfit
from transcribe.anonymising.keeping import Item, opus_copy
from transcribe.anonymising.proposing import proposed
from transcribe.anonymising.review import Addition, seconds_of
from transcribe.anonymising.showing import standing_of, text_of
from transcribe.anonymising.types import KINDS, LABELS, Kind
from transcribe.anonymising.work import check_unchanged
from transcribe.core.errors import TranscribeError
from transcribe.core.html import script_json
from transcribe.web.app import statics
from transcribe.web.desk import inside
from transcribe.web.guarding import Guard, is_here
from transcribe.web.rendering import render
from transcribe.web.serving import LOOPBACK
from transcribe.web.working import SOUND_TYPES, controls

if TYPE_CHECKING:
    from transcribe.anonymising.work import Exported

_LAST_LOOK = 1.5
"""Seconds that the last page has to take its style before the server ends."""


@dataclass
class Review:
    """The review served. ``key`` is the secret of its addresses; ``write`` makes the anonymous files into ``out``.

    ``over`` is set when the server may end; ``done``: what was written, once it was.
    """

    deciding: Deciding
    key: str
    out: str
    write: "Callable[[], Exported]"
    over: threading.Event = field(default_factory=threading.Event)
    done: "Exported | None" = None
    encoding: threading.Lock = field(default_factory=threading.Lock)
    writing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def path(self) -> str:
        """Where its pages begin."""
        return f"/relecture/{self.key}/"


class Missing(TranscribeError):  # noqa: N818
    """An address that is nothing of this review."""

    sentence = "Cette page n’existe pas : reprenez l’adresse que la commande a affichée."


Handler = Callable[[Request, Review], Awaitable[Response]]


def create_app(review: Review) -> Starlette:
    """The application of one review."""
    base, api = "/relecture/{key}", "/api/relecture/{key}"
    app = Starlette(
        routes=[
            Route(f"{base}/", _for_its_reader(listed)),
            Route(f"{base}/terminer", _for_its_reader(finish), methods=["POST"]),
            Route(f"{base}/plus-tard", _for_its_reader(leave), methods=["POST"]),
            Route(base + "/{number}", _for_its_reader(one_file)),
            Route(base + "/{number}/son", _for_its_reader(sound)),
            Route(api + "/{number}", _for_its_reader(standing), methods=["GET"]),
            Route(api + "/{number}/passages/{line}", _for_its_reader(decide), methods=["PUT"]),
            Route(api + "/{number}/ajouts", _for_its_reader(add), methods=["POST"]),
            Route(api + "/{number}/ajouts/{added}", _for_its_reader(change), methods=["PUT", "DELETE"]),
            Route(api + "/{number}/proposer", _for_its_reader(propose), methods=["POST"]),
            statics(),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"], www_redirect=False),
            Middleware(Guard),
            Middleware(GZipMiddleware, minimum_size=500),
        ],
        exception_handlers={404: _missing, 405: _missing},
    )
    app.state.review = review
    return app


def _for_its_reader(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """An address of a review: nothing without its secret, nor from another computer; errors become sentences.

    Nothing is raised further: a server that logs an error may log with it the words that it fell on.
    """

    @wraps(handler)
    async def wrapped(request: Request) -> Response:
        review: Review = request.app.state.review
        given = request.path_params["key"].encode("utf-8", "replace")
        try:
            if not hmac.compare_digest(given, review.key.encode()) or not is_here(request.scope):
                raise Missing()
            return await handler(request, review)
        except TranscribeError as failure:
            status = 404 if isinstance(failure, Missing) else 409 if isinstance(failure, Elsewhere) else 400
            return _refused(request, str(failure), status)
        except (ValueError, KeyError, TypeError):
            return _refused(request, "Cette demande n’a pas été comprise : rechargez la page.", 422)
        except Exception:
            return _refused(request, "Cela n’a pas pu être fait ; ce qui est enregistré le reste.", 500)

    return wrapped


async def _missing(request: Request, failure: Exception) -> Response:
    return _refused(request, str(Missing()), 404)


def _refused(request: Request, sentence: str, status: int) -> Response:
    if request.url.path.startswith("/api/"):
        return PlainTextResponse(sentence, status)
    back = "" if status == 404 else request.app.state.review.path
    return HTMLResponse(_page("anonymising_refused.html.j2", sentence=sentence, back=back), status)


def _page(name: str, **values: object) -> str:
    return render(name, **{"who": None, "here": "", "notice": "", "look": "dark-allowed", **values})


def _item(request: Request, review: Review) -> Item:
    try:
        return review.deciding.items[request.path_params["number"]]
    except KeyError as error:
        raise Missing() from error


# --- pages ----------------------------------------------------------------------------------------------------------


async def listed(request: Request, review: Review) -> Response:
    """Every file with how far it is decided; once all of them are, the way out."""
    return await _listed(review)


async def _listed(review: Review, *, error: str = "", status: int = 200) -> Response:
    if review.done is not None:
        return HTMLResponse(_written(review, review.done))
    now = await inside(review.deciding.standing)
    return HTMLResponse(
        _page("anonymising.html.j2", review=review, error=error, **_counts(review, now)), status
    )


def _counts(review: Review, now: Standing) -> dict[str, Any]:
    files = [
        {"number": item.number, "name": item.name, "sound": item.sound, "done": done, "total": total,
         "added": len(now.of(item))}
        for item in review.deciding.state.items
        for done, total in [now.count(item)]
    ]  # fmt: skip
    done = sum(now.count(item)[0] for item in review.deciding.state.items)
    total = len(review.deciding.state.lines)
    return {"files": files, "done": done, "total": total, "faults": now.faults}


async def one_file(request: Request, review: Review) -> Response:
    """A file: its text with what was found, the sound, the decisions."""
    item = _item(request, review)
    await inside(check_unchanged, item)
    now = await inside(review.deciding.standing)
    numbers = list(review.deciding.items)
    place = numbers.index(item.number)
    work = {
        "number": item.number,
        "address": f"/api{review.path}{item.number}",
        "sound": item.sound,
        "longest": LONGEST,
        **await inside(text_of, item),
        "standing": _standing_json(review, item, now),
    }
    found = [{"url": f"{review.path}{item.number}/son", "type": SOUND_TYPES[".ogg"]}] if item.sound else []
    return HTMLResponse(
        _page(
            "anonymising_file.html.j2", review=review, item=item, sound=found, payload=Markup(script_json(work)),
            kinds=[(kind, LABELS[kind]) for kind in KINDS], work=work, place=place + 1, count=len(numbers),
            following=numbers[place + 1] if place + 1 < len(numbers) else "", **controls(),
        )
    )  # fmt: skip


def _standing_json(review: Review, item: Item, now: Standing) -> dict[str, Any]:
    counts = [now.count(one) for one in review.deciding.state.items]
    return {**standing_of(item, now), "left": sum(total - done for done, total in counts)}


async def sound(request: Request, review: Review) -> Response:
    """The sound of a file, by ranges; no browser keeps it."""
    item = _item(request, review)
    if not item.sound:
        raise Missing()
    path = await inside(_copy, review, item)
    return FileResponse(path, media_type=SOUND_TYPES[".ogg"], headers={"cache-control": "no-store"})


def _copy(review: Review, item: Item) -> Path:
    with review.encoding:
        return opus_copy(review.deciding.folder, item)


async def finish(request: Request, review: Review) -> Response:
    """« Tout est relu »: makes the anonymous files, tells what came of it, and lets the server end."""
    if review.done is None:
        try:
            review.done = await inside(_finish, review)
        except TranscribeError as failure:
            return await _listed(review, error=str(failure), status=409)
    return HTMLResponse(_written(review, review.done), background=BackgroundTask(_end, review))


def _finish(review: Review) -> "Exported":
    with review.writing:  # twice at once is once
        if review.done is not None:
            return review.done
        review.deciding.reviewed()
        return review.write()


def _written(review: Review, done: "Exported") -> str:
    return _page(
        "anonymising_done.html.j2", review=review, done=done, files=[path.name for path in done.paths]
    )


async def leave(request: Request, review: Review) -> Response:
    """« Continuer plus tard »: all is saved already; the server ends."""
    now = await inside(review.deciding.standing)
    return HTMLResponse(
        _page("anonymising_left.html.j2", **_counts(review, now)), background=BackgroundTask(_end, review)
    )


def _end(review: Review) -> None:
    threading.Timer(_LAST_LOOK, review.over.set).start()


# --- decisions ------------------------------------------------------------------------------------------------------


async def standing(request: Request, review: Review) -> Response:
    """What the table says now."""
    item = _item(request, review)
    return JSONResponse(_standing_json(review, item, await inside(review.deciding.standing)))


async def decide(request: Request, review: Review) -> Response:
    """Receives a decision; 200 only once it is in the table, 409 with what the table says when another was faster."""
    item = _item(request, review)
    line = request.path_params["line"]
    if not any(line == one.id for one in item.lines):
        raise Missing()
    body = json.loads(await request.body())
    answer, seen = _answer(body["answer"]), _answer(body["seen"])
    return await _changed(review, item, lambda: review.deciding.decide(line, answer, seen=seen))


async def _changed(review: Review, item: Item, act: Callable[[], Standing]) -> Response:
    """What the table says after a change, or after a change that came too late."""
    try:
        now, status, told = await inside(act), 200, ""
    except Elsewhere as failure:
        now, status, told = await inside(review.deciding.standing), 409, str(failure)
    return JSONResponse({**_standing_json(review, item, now), "told": told}, status)


def _answer(given: list[Any]) -> Answer:
    confirmed, replacement = given
    if not isinstance(replacement, str) or not (confirmed is None or isinstance(confirmed, bool)):
        raise TypeError
    return Answer(confirmed, replacement)


async def add(request: Request, review: Review) -> Response:
    """Receives a passage that was missed, or a moment of the sound to cover."""
    item = _item(request, review)
    body = json.loads(await request.body())
    kind = _kind(body)
    since, until = seconds_of(str(body.get("since", ""))), seconds_of(str(body.get("until", "")))
    if since is None or until is None:
        raise Unfit(message="Ce temps ne se lit pas : écrivez-le comme 1:23,4.")
    if not until and not body["text"]:
        raise Unfit(message="La fin vient après le début : écrivez-les comme 1:23,4.")
    everywhere = body.get("everywhere") is True and not until
    addition = Addition(
        "" if until else str(body["text"]), kind, str(body["replacement"]),
        "" if everywhere else review.deciding.name_of(item), since, until,
    )  # fmt: skip
    return await _changed(review, item, lambda: review.deciding.add(addition))


def _kind(body: dict[str, Any]) -> Kind:
    for kind in KINDS:
        if kind == body["kind"]:
            return kind
    raise ValueError


async def change(request: Request, review: Review) -> Response:
    """Gives what was added another replacement, or takes it away."""
    item = _item(request, review)
    name = request.path_params["added"]
    new = None if request.method == "DELETE" else str(json.loads(await request.body())["replacement"])
    return await _changed(review, item, lambda: review.deciding.change(name, new))


async def propose(request: Request, review: Review) -> Response:
    """A pseudonym for chosen words."""
    item = _item(request, review)
    body = json.loads(await request.body())
    kind = _kind(body)
    text = str(body["text"])[:LONGEST]
    deciding = review.deciding
    new = await inside(lambda: proposed(deciding.state, deciding.standing(), item, text, kind))
    return JSONResponse({"replacement": new})
