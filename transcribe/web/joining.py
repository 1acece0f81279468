"""Joining a class, leaving it, and one's own settings."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.errors import NotAllowed, SignInRefused, TooMany
from transcribe.classroom.types import Who
from transcribe.scripts.controls import ACTIONS, FREE_KEY, PACES
from transcribe.web.choices import FACES, REWINDS, SIZES, settings_from, settings_of
from transcribe.web.desk import cookie_name, desk_of, form_of, inside, page, session_token, who_asks


async def door(request: Request) -> Response:
    """The door of the class; whoever is in already goes to his work."""
    if who := await who_asks(request):
        return RedirectResponse("/classes" if who.is_trainer else "/travaux", 303)
    return _door(request)


def _door(
    request: Request, *, error: str = "", status: int = 200, code: str = "", name: str = ""
) -> Response:
    values = {"code": code or request.query_params.get("code", "")[:20], "name": name}
    return page(
        request, "join.html.j2", status=status, error=error, values=values, demo=desk_of(request).example
    )


async def enter(request: Request) -> Response:
    """Signs in."""
    try:
        fields = await form_of(request)
    except NotAllowed:
        return _door(request, error="La page avait vieilli : recommencez.", status=403)
    code, name = fields.get("code", "")[:20], fields.get("nom", "")[:120]
    address = request.client.host if request.client else ""
    try:
        token = await inside(
            classroom.sign_in, desk_of(request).store, code, name, fields.get("pin", "")[:40], address=address
        )
    except SignInRefused as failure:
        status = 429 if isinstance(failure, TooMany) else 401
        return _door(request, error=str(failure), status=status, code=code, name=name)
    return opened(request, token, "/travaux")


def opened(request: Request, token: str, address: str) -> Response:
    """Goes to a page with the cookie of a new session."""
    answer = RedirectResponse(address, 303)
    answer.set_cookie(
        cookie_name(request),
        token,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


async def leave(request: Request, who: Who) -> Response:
    """Signs out; the page then clears what the browser kept, but what the server has not received."""
    await form_of(request)
    await inside(classroom.sign_out, desk_of(request).store, session_token(request))
    answer = page(request, "left.html.j2")
    answer.delete_cookie(cookie_name(request), path="/")
    return answer


async def settings(request: Request, who: Who) -> Response:
    """What a person may choose for himself."""
    saved = "ok" in request.query_params
    return page(
        request, "settings.html.j2", who, here="reglages", chosen=settings_of(who), sizes=SIZES, faces=FACES,
        paces=PACES, rewinds=REWINDS, actions=ACTIONS, free_key=FREE_KEY,
        notice="Réglages enregistrés." if saved else "",
    )  # fmt: skip


async def save_settings(request: Request, who: Who) -> Response:
    """Keeps the choices made."""
    fields = await form_of(request)
    chosen = settings_from(fields)
    await inside(classroom.save_settings, desk_of(request).store, who, chosen)
    return RedirectResponse("/reglages?ok=1", 303)
