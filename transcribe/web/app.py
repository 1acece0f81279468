"""The application: addresses, what guards them, and errors turned into answers once."""

import re
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from transcribe import classroom
from transcribe.classroom.errors import NotAllowed
from transcribe.core.errors import TranscribeError
from transcribe.grading.style import CSS, sheet_script
from transcribe.web import (
    batching,
    carrying,
    classes,
    dictations,
    following,
    joining,
    keeping,
    noting,
    practising,
    progressing,
    reading,
    results,
    signing,
    working,
)
from transcribe.web.desk import Desk, failed, in_charge, refused, signed_in
from transcribe.web.guarding import SOUNDS, Guard
from transcribe.web.rendering import edition
from transcribe.web.workers import Supervisor


class _Kept(StaticFiles):
    """Static files under an address that changes with their content: browsers may keep them for good.

    Nothing is ever asked again, so nothing tells what it would be compared by: a tenth of a small script. Our scripts
    go without their comments: a twentieth of the first page.
    """

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if isinstance(answer, FileResponse) and path.endswith(".js") and not path.startswith("vendor"):
            answer = Response(uncommented(str(answer.path)), media_type="text/javascript")
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        for name in ("etag", "last-modified"):
            if name in answer.headers:
                del answer.headers[name]
        return answer


_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/)\n", re.DOTALL | re.MULTILINE)


@cache
def uncommented(path: str) -> str:
    """A script of ours without the comments that stand on lines of their own."""
    return _COMMENT.sub("", Path(path).read_text("utf-8"))


def routes() -> list[BaseRoute]:
    """Every address of the application."""
    return [
        Route("/", joining.door),
        Route("/entrer", joining.enter, methods=["POST"]),
        Route("/sortir", signed_in(joining.leave), methods=["POST"]),
        Route("/reglages", signed_in(joining.settings)),
        Route("/reglages", signed_in(joining.save_settings), methods=["POST"]),
        Route("/travaux", signed_in(working.works)),
        Route("/travaux/{assignment}/ouvrir", signed_in(working.open_work), methods=["POST"]),
        Route("/copie/{copy}", signed_in(working.copy_page)),
        Route("/copie/{copy}/rendre", signed_in(working.hand_in), methods=["POST"]),
        Route("/copie/{copy}/fiche", signed_in(reading.sheet)),
        Route("/api/copies/{copy}", signed_in(working.save), methods=["PUT"]),
        Route("/api/copies/{copy}/evenements", signed_in(working.record), methods=["POST"]),
        Route("/progres", signed_in(progressing.progress)),
        Route("/progres/exercice", signed_in(practising.begin), methods=["POST"]),
        Route("/son/{name}", signed_in(working.sound)),
        *trainer_routes(),
        Route(f"/static/{edition()}/fiche.css", sheet_style),
        Route(f"/static/{edition()}/fiche.js", sheet_player),
        statics(),
    ]


def trainer_routes() -> list[BaseRoute]:
    """What trainers alone reach, and their door."""
    return [
        Route("/formateur", signing.door),
        Route("/formateur/entrer", signing.enter, methods=["POST"]),
        Route("/formateur/commencer", signing.start, methods=["POST"]),
        Route("/classes", in_charge(classes.home)),
        Route("/classes", in_charge(classes.create), methods=["POST"]),
        Route("/classes/{class_}", in_charge(classes.one_class)),
        Route("/classes/{class_}/eleves", in_charge(classes.enrol), methods=["POST"]),
        Route("/api/classes/{class_}/liste", in_charge(classes.receive_list), methods=["PUT"]),
        Route("/classes/{class_}/fiches", in_charge(classes.slips), methods=["POST"]),
        Route("/classes/{class_}/eleves/{person}/code", in_charge(classes.renew_pin), methods=["POST"]),
        Route("/classes/{class_}/eleves/{person}/debloquer", in_charge(classes.unlock), methods=["POST"]),
        Route("/classes/{class_}/eleves/{person}/amenager", in_charge(classes.arrange), methods=["POST"]),
        Route("/suivi/{assignment}", in_charge(following.follow)),
        Route("/suivi/{assignment}/flux", in_charge(following.flux, renew=False)),
        Route("/suivi/{assignment}/rendre", in_charge(following.give_back), methods=["POST"]),
        Route("/suivi/{assignment}/{person}", in_charge(following.last_copy)),
        Route("/copies/{copy}/noter", in_charge(noting.copy_to_mark)),
        Route("/classes/{class_}/resultats", in_charge(results.shown)),
        Route("/classes/{class_}/projeter", in_charge(results.projected)),
        Route("/classes/{class_}/export/{name}", in_charge(results.export)),
        Route("/classes/{class_}/exercices-personnels", in_charge(classes.allow_practice), methods=["POST"]),
        Route("/classes/{class_}/archiver", in_charge(keeping.archive), methods=["POST"]),
        Route("/classes/{class_}/eleves/{person}", in_charge(results.learner)),
        Route("/classes/{class_}/eleves/{person}/donnees.zip", in_charge(keeping.personal_data)),
        Route("/classes/{class_}/eleves/{person}/effacer", in_charge(keeping.forget), methods=["POST"]),
        Route("/garder", in_charge(keeping.kept)),
        Route("/garder", in_charge(keeping.back_up), methods=["POST"]),
        Route("/garder/reprendre", in_charge(keeping.restore), methods=["POST"]),
        Route("/exercices", in_charge(batching.listed)),
        Route("/exercices", in_charge(batching.create), methods=["POST"]),
        Route("/exercices/reunir", in_charge(batching.gather), methods=["POST"]),
        Route("/exercices/{batch}", in_charge(batching.one_batch)),
        Route("/exercices/{batch}/flux", in_charge(batching.flux, renew=False)),
        Route("/exercices/{batch}/export/{to}", in_charge(carrying.carry)),
        Route("/exercices/{batch}/encore", in_charge(batching.again), methods=["POST"]),
        Route("/exercices/{batch}/retirer", in_charge(batching.remove), methods=["POST"]),
        Route("/exercices/{batch}/demander", in_charge(batching.assign), methods=["POST"]),
        Route("/suivi/{assignment}/amenager", in_charge(batching.delay), methods=["POST"]),
        Route("/dictees", in_charge(dictations.listed)),
        Route("/dictees", in_charge(dictations.write_script), methods=["POST"]),
        Route("/dictees/flux", in_charge(dictations.flux, renew=False)),
        Route(SOUNDS, in_charge(dictations.receive), methods=["PUT"]),
        Route("/dictees/{source}", in_charge(dictations.correct)),
        Route("/dictees/{source}/son", in_charge(dictations.sound)),
        Route("/dictees/{source}", in_charge(dictations.describe), methods=["POST"]),
        Route("/dictees/{source}/valider", in_charge(dictations.validate), methods=["POST"]),
        Route("/dictees/{source}/encore", in_charge(dictations.again), methods=["POST"]),
        Route("/dictees/{source}/retirer", in_charge(dictations.remove), methods=["POST"]),
        Route("/api/dictees/{source}", in_charge(dictations.save), methods=["PUT"]),
        Route("/copies/{copy}/noter", in_charge(noting.judge), methods=["POST"]),
        Route("/copies/{copy}/decider", in_charge(noting.decide), methods=["POST"]),
        Route("/copies/{copy}/revenir", in_charge(noting.undecide), methods=["POST"]),
    ]


def statics() -> BaseRoute:
    """The files that never change under one address."""
    return Mount(
        f"/static/{edition()}",
        _Kept(packages=[("transcribe.scripts", "modules"), ("transcribe.web", "static")]),
    )


_FOR_GOOD = {"cache-control": "public, max-age=31536000, immutable"}


async def sheet_style(request: Request) -> Response:
    """The style of the correction sheets, as grading writes it into its own pages."""
    return Response(CSS, media_type="text/css", headers=_FOR_GOOD)


async def sheet_player(request: Request) -> Response:
    """The script that plays the passages of a correction sheet."""
    return Response(sheet_script(), media_type="text/javascript", headers=_FOR_GOOD)


def _catch_up(desk: Desk) -> None:
    """Loads the lexicon before the first copy comes, and grades those that a stop left without a grade."""
    lexicon = desk.load_lexicon()
    for copy in classroom.waiting(desk.store):
        with suppress(TranscribeError):  # the copy stays: it is graded when its sheet is asked for
            classroom.mark(desk.store, copy, lexicon)


async def _missing(request: Request, failure: Exception) -> Response:
    return await refused(request, NotAllowed())


def create_app(desk: Desk, hosts: Sequence[str]) -> Starlette:
    """The application of one space. ``hosts`` are the names and addresses it answers to."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        threading.Thread(target=_catch_up, args=(desk,), name="lexicon", daemon=True).start()
        workers = Supervisor(desk.store)
        workers.start()
        yield
        workers.stop()
        desk.store.close()

    app = Starlette(
        routes=routes(),
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(Guard),
            Middleware(GZipMiddleware, minimum_size=500),
        ],
        exception_handlers={TranscribeError: refused, 404: _missing, Exception: failed},
        lifespan=lifespan,
    )
    app.state.desk = desk
    return app
