"""What the pages share: the space, who asks, and how a page or a refusal is answered."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.errors import NotAllowed, NotOpen, NotPrivate, Overheard
from transcribe.classroom.types import Who
from transcribe.web.choices import settings_of
from transcribe.web.guarding import form_token, is_form_token, is_here
from transcribe.web.rendering import render

if TYPE_CHECKING:
    from transcribe.grading.types import Lexicon

T = TypeVar("T")
_COOKIE = "transcribe"


@dataclass
class Desk:
    """The space served. ``lexicon`` is loaded once, when first needed; ``example`` signs in to a demonstration.

    ``first_key`` opens the page where the person in charge chooses his name and code; empty: nobody may.
    ``is_stopping`` tells pages that stay open that the server ends.
    ``overheard``: it is served over a network that others can read.
    """

    store: classroom.Store
    load_lexicon: "Callable[[], Lexicon]"
    example: dict[str, str] | None = None
    first_key: str = ""
    is_stopping: Callable[[], bool] = lambda: False
    overheard: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def watch(self, is_stopping: Callable[[], bool]) -> None:
        """Takes what tells whether the server was asked to end."""
        self.is_stopping = is_stopping


def desk_of(request: Request) -> Desk:
    """The space of a request."""
    desk: Desk = request.app.state.desk
    return desk


def cookie_name(request: Request) -> str:
    """The name of the session's cookie; under TLS browsers take it from this very host only."""
    return f"__Host-{_COOKIE}" if request.url.scheme == "https" else _COOKIE


def session_token(request: Request) -> str:
    """The token that the browser sends."""
    return request.cookies.get(cookie_name(request), "")


async def inside(act: Callable[..., T], *args: Any, **named: Any) -> T:  # noqa: ANN401
    """Runs what waits for the disk in a thread."""
    return await run_in_threadpool(partial(act, *args, **named))


async def who_asks(request: Request, *, renew: bool = True) -> Who | None:
    """Who is signed in; with ``renew`` false, asking makes no session last."""
    token = session_token(request)
    if not token:
        return None
    return await inside(classroom.session_of, desk_of(request).store, token, renew=renew)


def page(
    request: Request, name: str, who: Who | None = None, *, status: int = 200, **values: object
) -> HTMLResponse:
    """A page, with what its frame needs."""
    token = form_token(desk_of(request).secret, session_token(request))
    shown = {
        "who": who.person if who else None,
        "here": "",
        "notice": "",
        "look": look_of(who),
        "token": lambda: Markup('<input type="hidden" name="jeton" value="{}">').format(token),
        **values,
    }
    return HTMLResponse(render(name, **shown), status)


def look_of(who: Who | None) -> str:
    """The classes of a page: size, spacing, face, as the learner's needs and choices say."""
    if who is None:
        return ""
    chosen = settings_of(who)
    classes = [f"size-{chosen['text_size']}"] if chosen["text_size"] > 1 else []
    classes += ["spaced"] if chosen["spaced"] else []
    classes += ["face-dyslexia"] if chosen["face"] else []
    classes += ["dark-allowed"] if chosen["dark"] else []
    return " ".join(classes)


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form whose token is right.

    Raises:
        NotAllowed: a form that this server did not give to this browser.
    """
    body = (await request.body()).decode("utf-8", "replace")
    fields = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=200))
    if not is_form_token(desk_of(request).secret, session_token(request), fields.get("jeton", "")):
        raise NotAllowed()
    return fields


Handler = Callable[[Request, Who], Awaitable[Response]]


def signed_in(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A page for people signed in; others are sent to the door."""

    async def wrapped(request: Request) -> Response:
        who = await who_asks(request)
        if who is None:
            if request.url.path.startswith("/api/"):
                return Response(status_code=401)
            return RedirectResponse("/", 303)
        if desk_of(request).overheard and not is_here(request.scope):
            await inside(_refuse_real, desk_of(request), request.path_params)
        return await handler(request, who)

    return wrapped


def check_private(request: Request) -> None:
    """Refuses to carry a trainer's code and his pages over a line that others may read.

    Raises:
        NotPrivate: neither encrypted nor from this computer.
    """
    if request.url.scheme != "https" and not is_here(request.scope):
        raise NotPrivate()


def in_charge(handler: Handler, *, renew: bool = True) -> Callable[[Request], Awaitable[Response]]:
    """A page for trainers: strangers are sent to their door, learners are told that there is no such page.

    ``renew`` false: what a page asks for by itself, which makes no session last.
    """

    async def wrapped(request: Request) -> Response:
        who = await who_asks(request, renew=renew)
        if who is None:
            if request.url.path.startswith("/api/"):
                return Response(status_code=401)
            return RedirectResponse("/formateur", 303)
        if not who.is_trainer:
            raise NotAllowed()
        check_private(request)
        return await handler(request, who)

    return wrapped


def _refuse_real(desk: Desk, asked: Mapping[str, str]) -> None:
    """Whatever the page: what it is about must not be a real dictation."""
    numbers = {name: int(asked[name]) for name in ("assignment", "copy") if is_number(asked.get(name, ""))}
    classroom.refuse_real(desk.store, **numbers, sound=asked.get("name", "").partition(".")[0])


def is_number(text: str) -> bool:
    """Whether a part of an address may be the number of something of ours."""
    return text.isascii() and text.isdigit() and len(text) <= 18


_STATUSES = ((NotAllowed, 404), (NotPrivate, 403), (Overheard, 403), (NotOpen, 409))


async def refused(request: Request, failure: Exception) -> Response:
    """What was refused, as a page or a bare status."""
    status = next((code for kind, code in _STATUSES if isinstance(failure, kind)), 400)
    if request.url.path.startswith("/api/"):
        return PlainTextResponse(str(failure), status)
    who = await who_asks(request)
    return page(request, "refused.html.j2", who, status=status, sentence=str(failure))


async def failed(request: Request, failure: Exception) -> Response:
    """Something of ours went wrong: said without a word of it, and nothing of a copy is lost by it."""
    if request.url.path.startswith("/api/"):
        return Response(status_code=500)
    sentence = (
        "Cette page n’a pas pu être faite. Votre texte enregistré n’a pas changé : revenez à vos travaux."
    )
    return page(request, "refused.html.j2", None, status=500, sentence=sentence)
