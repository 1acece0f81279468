"""The trainer's classes: made, filled from a list, their slips, who is where."""

import tempfile
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.people import labels
from transcribe.classroom.types import FEEDBACKS, Assignment, Class, Person, Who
from transcribe.core.errors import TranscribeError
from transcribe.web.desk import desk_of, form_of, inside, page
from transcribe.web.following import counts_of, totals_text
from transcribe.web.rendering import moment_text
from transcribe.web.working import KIND_NAMES, number_in

_MOST_NAMES = 400
_ARRANGED_HERE = frozenset(["extra_time", "pace", "text_size", "spaced", "face"])
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def class_in(request: Request, who: Who) -> Class:
    """The class of the address, of those that he who asks is in charge of.

    Raises:
        NotAllowed: not his, or none.
    """
    number = number_in(request, "class_")
    for one in await inside(classroom.classes, desk_of(request).store, who):
        if one.id == number:
            return one
    raise NotAllowed()


async def learner_in(request: Request, who: Who, class_: Class) -> Person:
    """The learner of the address, who is in a class.

    Raises:
        NotAllowed: not in that class, or none.
    """
    number = number_in(request, "person")
    for one in await inside(classroom.members, desk_of(request).store, who, class_):
        if one.id == number:
            return one
    raise NotAllowed()


async def home(request: Request, who: Who) -> Response:
    """A trainer's classes."""
    return await _home(request, who)


async def _home(request: Request, who: Who, *, error: str = "", status: int = 200) -> Response:
    store = desk_of(request).store
    rows = []
    for one in await inside(classroom.classes, store, who):
        people = await inside(classroom.members, store, who, one)
        standings = await inside(classroom.standings, store, who, one)
        rows.append({"class_": one, "count": len(people), "said": totals_text(counts_of(standings))})
    return page(request, "classes.html.j2", who, status=status, here="/classes", rows=rows, error=error)


async def create(request: Request, who: Who) -> Response:
    """Makes a class."""
    fields = await form_of(request)
    try:
        made = await inside(classroom.create_class, desk_of(request).store, who, fields.get("nom", "")[:200])
    except ListRefused as failure:
        return await _home(request, who, error=str(failure), status=400)
    return RedirectResponse(f"/classes/{made.id}", 303)


async def one_class(request: Request, who: Who) -> Response:
    """A class: its code, what it is asked, its learners."""
    return await _one_class(request, who, await class_in(request, who))


async def _one_class(
    request: Request, who: Who, class_: Class, *, error: str = "", notice: str = "", status: int = 200
) -> Response:
    store = desk_of(request).store
    people = await inside(classroom.members, store, who, class_)
    shown = labels(people)
    asked = await inside(classroom.assignments_in, store, who, class_)
    counts = counts_of(await inside(classroom.standings, store, who, class_))
    rows = [_asked_row(one, totals_text({one.id: counts.get(one.id, {})})) for one in asked]
    return page(
        request, "class.html.j2", who, status=status, here="/classes", class_=class_, asked=rows, error=error,
        practice=await inside(classroom.is_practice_allowed, store, who, class_),
        notice=notice or request.query_params.get("fait", "")[:80],
        people=[_person(one, shown[one.id]) for one in people],
    )  # fmt: skip


def _asked_row(asked: Assignment, said: str) -> dict[str, Any]:
    bits = [KIND_NAMES.get(asked.kind, asked.kind), f"niveau {asked.level}"]
    bits += ["noté" if asked.graded else "entraînement", f"fiche {FEEDBACKS[asked.feedback]}"]
    return {
        "id": asked.id,
        "title": asked.title,
        "about": " · ".join(bits),
        "due": f"À rendre pour {moment_text(asked.due)}." if asked.due is not None else "Sans date.",
        "said": said,
    }


def _person(one: Person, shown: str) -> dict[str, Any]:
    needs = one.needs
    return {
        "id": one.id,
        "name": shown,
        "needs": needs_text(needs),
        "time": round(100 * needs.get("extra_time", 0)),
        "pace": round(100 * needs.get("pace", 1)),
        "size": needs.get("text_size", 1),
        "plain": needs.get("spaced") or needs.get("face"),
    }


def needs_text(needs: Any) -> str:  # noqa: ANN401
    """What is arranged for a learner, in a few words."""
    said = []
    if needs.get("extra_time"):
        said.append(f"temps en plus {round(100 * needs['extra_time'])} %")
    if needs.get("pace", 1) != 1:
        said.append(f"voix à {round(100 * needs['pace'])} %")
    if needs.get("text_size", 1) != 1:
        said.append("grands caractères")
    if needs.get("spaced") or needs.get("face"):
        said.append("présentation pour la dyslexie")
    return ", ".join(said)


async def enrol(request: Request, who: Who) -> Response:
    """Adds the learners named in a form, one a line."""
    fields = await form_of(request)
    class_ = await class_in(request, who)
    names = [line.strip() for line in fields.get("noms", "").splitlines() if line.strip()]
    listed = [classroom.Newcomer(name[:200]) for name in names[:_MOST_NAMES]]
    try:
        added, known = await inside(_add, desk_of(request).store, who, class_, listed)
    except ListRefused as failure:
        return await _one_class(request, who, class_, error=str(failure), status=400)
    return RedirectResponse(f"/classes/{class_.id}?fait={quote(_added_text(added, known))}", 303)


def _add(
    store: classroom.Store, who: Who, class_: Class, listed: list[classroom.Newcomer]
) -> tuple[int, int]:
    new, known = classroom.newcomers_of(store, who, class_, listed)
    return (len(classroom.enrol(store, who, class_, new)) if new else 0), known


def _added_text(added: int, known: int) -> str:
    there = f", {known} déjà dans la classe" if known else ""
    return f"{added} élève{'s' if added > 1 else ''} en plus{there}."


async def receive_list(request: Request, who: Who) -> Response:
    """Adds the learners of a list sent as a file (.csv or .xlsx)."""
    class_ = await class_in(request, who)
    content = await request.body()
    name = Path(request.query_params.get("nom", "liste.csv").replace("\\", "/")).name[:120] or "liste.csv"
    try:
        added, known = await inside(_add_list, desk_of(request).store, who, class_, name, content)
    except NotAllowed:
        raise
    except TranscribeError as failure:
        return JSONResponse({"error": str(failure)}, 400)
    return JSONResponse({"said": _added_text(added, known)})


def _add_list(store: classroom.Store, who: Who, class_: Class, name: str, content: bytes) -> tuple[int, int]:
    with tempfile.TemporaryDirectory(prefix="transcribe-") as place:
        path = Path(place, f"liste{Path(name).suffix.lower()}")
        path.write_bytes(content)
        try:
            listed = classroom.read_list(path)
        except TranscribeError as error:  # the sentence names the file that the trainer knows
            raise ListRefused(message=str(error).replace(str(path), name)) from error
    return _add(store, who, class_, listed)


async def slips(request: Request, who: Who) -> Response:
    """New personal codes for a whole class, as slips to print."""
    await form_of(request)
    class_ = await class_in(request, who)
    host = request.headers.get("host", "")
    content = await inside(_slips, desk_of(request).store, who, class_, f"{request.url.scheme}://{host}/")
    return download(content, f"fiches-{class_.name}.docx", _WORD)


def _slips(store: classroom.Store, who: Who, class_: Class, address: str) -> bytes:
    from transcribe.classroom.slips import slips_docx

    made = [slip for _, slip in classroom.renew_pins(store, who, class_)]
    if not made:
        raise ListRefused(
            message=f"La classe « {class_.name} » n’a pas encore d’élève : ajoutez-les d’abord."
        )
    local = any(part in address for part in ("127.0.0.1", "localhost"))
    return slips_docx(class_, made, address="" if local else address)


def download(content: bytes, name: str, kind: str) -> Response:
    """A file to keep, never shown in the page."""
    return Response(
        content, media_type=kind,
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name.replace('/', '-'))}"},
    )  # fmt: skip


async def allow_practice(request: Request, who: Who) -> Response:
    """Lets the learners of a class make exercises on their own mistakes, or no longer."""
    fields = await form_of(request)
    class_ = await class_in(request, who)
    allowed = fields.get("permis") == "oui"
    await inside(partial(classroom.allow_practice, allowed=allowed), desk_of(request).store, who, class_)
    said = "permis" if allowed else "fermés"
    return RedirectResponse(f"/classes/{class_.id}?fait={quote(f'Exercices personnels {said}.')}", 303)


async def renew_pin(request: Request, who: Who) -> Response:
    """A new personal code for one learner, shown this once."""
    await form_of(request)
    class_ = await class_in(request, who)
    slip = await inside(classroom.renew_pin, desk_of(request).store, who, number_in(request, "person"))
    said = f"{slip.person.name} : nouveau code personnel {slip.pin}, montré cette seule fois."
    return await _one_class(request, who, class_, notice=said)


async def unlock(request: Request, who: Who) -> Response:
    """Ends the wait of a learner who failed too often."""
    await form_of(request)
    class_ = await class_in(request, who)
    await inside(classroom.unlock, desk_of(request).store, who, number_in(request, "person"))
    return await _one_class(request, who, class_, notice="Cet élève peut entrer à nouveau.")


async def arrange(request: Request, who: Who) -> Response:
    """Keeps what is arranged for a learner: time, voice, letters."""
    fields = await form_of(request)
    class_ = await class_in(request, who)
    person = await learner_in(request, who, class_)
    needs = {name: value for name, value in person.needs.items() if name not in _ARRANGED_HERE}
    extra, pace = _per_cent(fields.get("temps", "0")), _per_cent(fields.get("voix", "100"))
    if extra:
        needs["extra_time"] = extra
    if pace != 1:
        needs["pace"] = pace
    if fields.get("caracteres") in ("2", "3", "4"):
        needs["text_size"] = int(fields["caracteres"])
    if "dyslexie" in fields:
        needs |= {"spaced": True, "face": "dyslexia"}
    try:
        await inside(classroom.set_needs, desk_of(request).store, who, person.id, needs)
    except ListRefused as failure:
        return await _one_class(request, who, class_, error=str(failure), status=400)
    return await _one_class(request, who, class_, notice="Aménagements enregistrés.")


def _per_cent(text: str) -> float:
    """« 33 » as 0.33; what is no number as −1, which is refused.

    A comma is a decimal point.
    """
    try:
        return round(float(text.replace(",", ".").strip() or 0) / 100, 4)
    except ValueError:
        return -1.0
