"""The trainer's door, and the first start of a space, where the person in charge chooses his name and code."""

import hmac

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.errors import ListRefused, NotAllowed, SignInRefused, TooMany
from transcribe.web.desk import check_private, desk_of, form_of, inside, page, who_asks
from transcribe.web.joining import opened


async def door(request: Request) -> Response:
    """The door of the trainers; with the key of the first start, the page where a name and a code are chosen."""
    check_private(request)
    if request.query_params.get("cle"):
        return _first(request, request.query_params["cle"])
    who = await who_asks(request)
    if who is not None and who.is_trainer:
        return RedirectResponse("/classes", 303)
    return _door(request)


def _door(request: Request, *, error: str = "", status: int = 200, name: str = "") -> Response:
    return page(
        request, "trainer_door.html.j2", status=status, error=error, given=name, demo=desk_of(request).example
    )


async def enter(request: Request) -> Response:
    """Signs a trainer in."""
    check_private(request)
    try:
        fields = await form_of(request)
    except NotAllowed:
        return _door(request, error="La page avait vieilli : recommencez.", status=403)
    name = fields.get("nom", "")[:120]
    address = request.client.host if request.client else ""
    try:
        token = await inside(
            classroom.sign_in_trainer, desk_of(request).store, name, fields.get("pin", "")[:40], address=address
        )  # fmt: skip
    except SignInRefused as failure:
        status = 429 if isinstance(failure, TooMany) else 401
        sentence = str(failure) if status == 429 else "Nom ou code personnel : l’un des deux ne convient pas."
        return _door(request, error=sentence, status=status, name=name)
    return opened(request, token, "/classes")


def _first(request: Request, key: str, *, error: str = "", status: int = 200, name: str = "") -> Response:
    known = desk_of(request).first_key
    if not known or not hmac.compare_digest(known.encode(), key.encode()):
        return _door(request, error="Cette adresse a déjà servi : entrez avec votre code.", status=403)
    return page(request, "first_start.html.j2", status=status, key=key, error=error, given=name)


async def start(request: Request) -> Response:
    """Takes the name and code that the person in charge chose, and lets him in."""
    check_private(request)
    fields = await form_of(request)
    desk, key, name = desk_of(request), fields.get("cle", ""), fields.get("nom", "")[:120]
    first = _first(request, key, name=name)
    if first.status_code != 200:
        return first
    pin = fields.get("pin", "")[:40].strip()
    if pin != fields.get("encore", "")[:40].strip():
        sentence = "Les deux codes ne sont pas les mêmes : écrivez-les à nouveau."
        return _first(request, key, error=sentence, status=400, name=name)
    try:
        await inside(classroom.settle, desk.store, name, pin)
    except ListRefused as failure:
        return _first(request, key, error=str(failure), status=400, name=name)
    desk.first_key = ""
    return opened(request, await inside(classroom.sign_in_trainer, desk.store, name, pin), "/classes")
