"""A batch of exercises carried to another platform: the files of ``exercises.exporting``, in one download."""

import io
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from transcribe.classroom import batches
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.types import Who
from transcribe.core.errors import TranscribeError
from transcribe.web.classes import download
from transcribe.web.desk import desk_of, inside
from transcribe.web.working import number_in

if TYPE_CHECKING:
    from transcribe.exercises.exporting import Made
    from transcribe.interop.types import Platform

PLATFORMS = {"moodle": "Moodle (.xml)", "h5p": "H5P", "scorm": "SCORM 1.2"}
_REFUSALS = "non-exportes.txt"


def offered() -> dict[str, str]:
    """The platforms that exercises can be carried to, with their names."""
    from transcribe.interop.types import SUFFIXES

    return {to: PLATFORMS.get(to, to) for to in SUFFIXES}


async def carry(request: Request, who: Who) -> Response:
    """The exercises of a batch for another platform: one file, or a .zip of them with what could not go."""
    to = request.path_params["to"]
    if to not in offered():
        raise NotAllowed()
    keys = await inside(batches.keys_in, desk_of(request).store, who, number_in(request, "batch"))
    name, content = await inside(_files, keys, to)
    kind = "application/xml" if name.endswith(".xml") else "application/zip"
    return download(content, name, kind)


def _files(keys: Sequence[tuple[str, str, list[Path]]], to: "Platform") -> tuple[str, bytes]:
    from transcribe.exercises.exporting import Made
    from transcribe.grading.keys import KEY_FILE

    with tempfile.TemporaryDirectory(prefix="transcribe-") as place:
        folders = []
        for rank, (slug, key, sounds) in enumerate(keys, 1):
            folder = Path(place, f"{rank:02}-{slug}")
            (folder / KEY_FILE).parent.mkdir(parents=True)
            (folder / "apprenant").mkdir()
            (folder / KEY_FILE).write_text(key, "utf-8")
            for sound in sounds:
                shutil.copyfile(sound, folder / "apprenant" / f"dictee{sound.suffix}")
            folders.append(folder)
        made: list[Made] = []
        refused: list[str] = []
        for one in _each(folders, to):
            if isinstance(one, Made):
                made.append(one)
            else:
                refused.append(str(one).replace(place, "").lstrip("/"))
    if not made:
        why = refused[0] if refused else "cette série est vide."
        raise ListRefused(message=f"Rien ne peut aller vers cette plateforme : {why}")
    if len(made) == 1 and not refused:
        return made[0].name, made[0].content
    return f"exercices-{to}.zip", _zipped(made, refused)


def _each(folders: Sequence[Path], to: "Platform") -> "list[Made | TranscribeError]":
    """The files made, and why others could not be; what cannot go to Moodle stops no other exercise."""
    from transcribe.exercises.exporting import Made, export

    good = [one for one in folders if not _unfit(one, to)]
    found: list[Made | TranscribeError] = [error for one in folders if (error := _unfit(one, to))]
    for one in export(good, to) if good else ():
        found.append(one if isinstance(one, Made) else one.error)
    return found


def _unfit(folder: Path, to: "Platform") -> TranscribeError | None:
    from transcribe.exercises.exporting import task_of

    if to != "moodle":
        return None  # each of the others is a file of its own
    try:
        task_of(folder, to)
    except TranscribeError as error:
        return error
    return None


def _zipped(made: "Sequence[Made]", refused: Sequence[str]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in made:
            archive.writestr(one.name, one.content)
        if refused:
            archive.writestr(_REFUSALS, "\n".join(refused) + "\n")
    return whole.getvalue()
