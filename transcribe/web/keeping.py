"""What is kept: backups made and taken again, a class archived, a learner's data given or forgotten."""

from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.backups import list_backups
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.types import Who
from transcribe.web.classes import class_in, download, learner_in
from transcribe.web.desk import desk_of, form_of, inside, page
from transcribe.web.rendering import moment_text


async def kept(request: Request, who: Who) -> Response:
    """The backups of the space, the newest first."""
    return await _kept(request, who)


async def _kept(request: Request, who: Who, *, error: str = "", status: int = 200) -> Response:
    found = await inside(list_backups, desk_of(request).store, who)
    rows = [
        {"name": one.name, "when": moment_text(round(one.stat().st_mtime * 1000)), "size": _size(one)}
        for one in reversed(found)
    ]
    return page(
        request, "kept.html.j2", who, status=status, here="/garder", rows=rows, error=error,
        notice=request.query_params.get("fait", "")[:200], folder=str(desk_of(request).store.folder),
    )  # fmt: skip


def _size(path: Path) -> str:
    size = path.stat().st_size / 1e6
    return f"{size:.1f} Mo".replace(".", ",")


async def back_up(request: Request, who: Who) -> Response:
    """Makes a backup."""
    await form_of(request)
    made = await inside(classroom.back_up, desk_of(request).store, who)
    return RedirectResponse(f"/garder?fait={quote(f'Sauvegarde faite : {made.name}.')}", 303)


async def restore(request: Request, who: Who) -> Response:
    """Takes a backup again; what was there is first kept as one. Everybody signs in again."""
    fields = await form_of(request)
    store, name = desk_of(request).store, fields.get("sauvegarde", "")
    chosen = next((one for one in await inside(list_backups, store, who) if one.name == name), None)
    if chosen is None:
        raise NotAllowed()
    try:
        await inside(classroom.restore, store, who, chosen)
    except ListRefused as failure:
        return await _kept(request, who, error=str(failure), status=400)
    return RedirectResponse("/formateur", 303)


async def archive(request: Request, who: Who) -> Response:
    """Closes a class and takes its names away, once its name is typed."""
    fields = await form_of(request)
    class_ = await class_in(request, who)
    if " ".join(fields.get("nom", "").split()) != class_.name:
        raise ListRefused(message=f"Rien n’a changé : écrivez « {class_.name} » pour archiver cette classe.")
    count = await inside(classroom.archive_class, desk_of(request).store, who, class_)
    said = f"Classe archivée : {count} élèves sans nom."
    return RedirectResponse(f"/classes/{class_.id}?fait={quote(said)}", 303)


async def forget(request: Request, who: Who) -> Response:
    """Deletes a learner and all that is kept of him, once his name is typed."""
    fields = await form_of(request)
    class_ = await class_in(request, who)
    person = await learner_in(request, who, class_)
    if " ".join(fields.get("nom", "").split()) != person.name:
        raise ListRefused(message=f"Rien n’a changé : écrivez « {person.name} » pour effacer cette personne.")
    await inside(classroom.forget_person, desk_of(request).store, who, person.id)
    return RedirectResponse(f"/classes/{class_.id}?fait={quote('Effacé, des sauvegardes aussi.')}", 303)


async def personal_data(request: Request, who: Who) -> Response:
    """Everything kept of a learner, as a .zip."""
    person = await learner_in(request, who, await class_in(request, who))
    content = await inside(classroom.export_person, desk_of(request).store, who, person.id)
    return download(content, f"donnees-{person.name}.zip", "application/zip")
