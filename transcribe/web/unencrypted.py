"""The plain-HTTP address of a class served encrypted: the class itself on this computer, elsewhere the way there.

Nothing of a class goes through it over the network: it gives the certificate of the authority, says how a machine is
made to trust it, and sends on to the encrypted address.
"""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from transcribe.web.guarding import Guard, is_here
from transcribe.web.rendering import render

CERTIFICATE = "/classe-transcribe.crt"


class Unencrypted:
    """``inside`` for requests of this very computer, which no network carries; ``outside`` for all others."""

    def __init__(self, inside: ASGIApp, outside: ASGIApp) -> None:
        self.inside = inside
        self.outside = outside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request to the one or the other."""
        here = scope["type"] == "http" and is_here(scope)
        await (self.inside if here else self.outside)(scope, receive, send)


def create_way(
    authority: bytes, fingerprint: str, secure_port: int, hosts: Sequence[str], statics: BaseRoute
) -> Starlette:
    """What other computers find at the plain address. ``authority``: its certificate (DER); ``statics``: styles."""

    def secure(request: Request) -> str:
        return str(request.url.replace(scheme="https", port=secure_port))

    async def first_time(request: Request) -> Response:
        return HTMLResponse(
            render(
                "first_time.html.j2", who=None, here="", notice="", look="", certificate=CERTIFICATE,
                fingerprint=fingerprint, secure=secure(request),
            )
        )  # fmt: skip

    async def certificate(request: Request) -> Response:
        return Response(
            authority, media_type="application/x-x509-ca-cert"
        )  # iPads and Firefox then ask by themselves

    async def elsewhere(request: Request) -> Response:
        if request.method in ("GET", "HEAD"):
            return RedirectResponse(secure(request), 307)
        sentence = f"Cette adresse n’est pas chiffrée : rien n’y est reçu. Ouvrez {secure(request)}"
        return PlainTextResponse(sentence, 403)

    return Starlette(
        routes=[
            Route("/", first_time),
            Route(CERTIFICATE, certificate),
            statics,
            Route("/{path:path}", elsewhere, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(Guard),
        ],
    )
