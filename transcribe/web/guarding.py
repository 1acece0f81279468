"""What every answer carries and every request must satisfy, whatever its page.

A class network is no secure context: browsers send no ``Sec-Fetch-*`` there. Writes are therefore told from those of
another site by ``Origin``, by the cookie's ``SameSite=Strict``, and by a header (scripts) or a token (forms).
"""

import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from transcribe.classroom.sources import LARGEST

JSON_LIMIT = 2 * 1024 * 1024
SOUNDS = "/api/enregistrements"  # recordings go to the disk piece by piece, and to their trainers alone
POLICY = "; ".join(
    [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "media-src 'self'",
        "img-src 'self'", "font-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
        "require-trusted-types-for 'script'", "trusted-types 'none'",
    ]
)  # fmt: skip
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
# a style or a script is ruled by the page that asks for it: the rest of the policy would weigh as much as the file
_OF_FILES = {name: HEADERS[name] for name in ("x-content-type-options", "cross-origin-resource-policy")}
_WRITES = frozenset(["POST", "PUT", "PATCH", "DELETE"])


def is_here(scope: Scope) -> bool:
    """Whether a request comes from this computer and asks for it as such: what it carries goes over no network."""
    client = scope.get("client") or ("",)
    return str(client[0]).startswith("127.") and Request(scope).url.hostname in ("127.0.0.1", "localhost")


class Guard:
    """Puts ``HEADERS`` on every answer; refuses writes of another origin and bodies that are too long."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, guarded."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        refused = _refusal(scope, headers)
        taken, limit = 0, _limit(scope)

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise TooLong
            return message

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added: Iterable[tuple[str, str]] = HEADERS.items()
                if scope["path"].startswith("/static/") and message["status"] in (200, 304):
                    added = _OF_FILES.items()
                if b"cache-control" not in present:
                    added = [*added, ("cache-control", "no-store")]
                if scope["scheme"] == "https":  # elsewhere browsers ignore it, and say so
                    added = [*added, ("cross-origin-opener-policy", "same-origin")]
                message["headers"] = [
                    *message["headers"], *((name.encode(), value.encode()) for name, value in added)
                ]  # fmt: skip
            await send(message)

        if refused:
            await _plain(marked, refused, "Demande refusée : rechargez la page.")
            return
        try:
            await self.app(scope, bounded, marked)
        except TooLong:
            await _plain(marked, 413, "Ce texte est trop long.")


class TooLong(Exception):  # noqa: N818
    """A body over the limit."""


def _limit(scope: Scope) -> int:
    """Bytes that a request may send."""
    return LARGEST if scope["path"] == SOUNDS and scope["method"] == "PUT" else JSON_LIMIT


def _refusal(scope: Scope, headers: dict[str, str]) -> int:
    """The status that refuses a request; 0 when nothing is wrong."""
    if scope["method"] not in _WRITES:
        return 0
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > _limit(scope):
        return 413
    origin = headers.get("origin", "")
    if urlsplit(origin).netloc != headers.get("host", "") or urlsplit(origin).scheme != scope["scheme"]:
        return 403
    if scope["path"].startswith("/api/") and headers.get("x-transcribe") != "1":
        return 403
    return 0


async def _plain(send: Send, status: int, sentence: str) -> None:
    body = sentence.encode()
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", b"text/plain; charset=utf-8"),
                (b"content-length", str(len(body)).encode()),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})


def form_token(secret: bytes, session: str) -> str:
    """The token that the forms of a session carry."""
    return hmac.new(secret, session.encode(), hashlib.sha256).hexdigest()


def is_form_token(secret: bytes, session: str, token: str) -> bool:
    """Whether a form's token is that of its session."""
    return hmac.compare_digest(form_token(secret, session), token)
