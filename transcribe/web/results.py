"""What the class's marks say: tables and pictures, an anonymous page to project, one learner's progress, files."""

import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from transcribe import classroom
from transcribe.classroom import exporting
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.results import workbook_of
from transcribe.classroom.types import Class, Who
from transcribe.core.errors import TranscribeError
from transcribe.web.classes import class_in, download, learner_in
from transcribe.web.desk import Desk, desk_of, inside, page
from transcribe.web.progressing import pictures_of, point_row, weakness_row

if TYPE_CHECKING:
    from transcribe.grading.competences import Sheet
    from transcribe.grading.sitting import Result

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _graded(desk: Desk, who: Who, class_: Class) -> exporting.MarkTable:
    """The class's marks and the results that they are of, what still waited for a grade graded first."""
    for copy in classroom.waiting(desk.store):
        classroom.mark(desk.store, copy, desk.load_lexicon())
    return exporting.marks_in(desk.store, who, class_)


async def shown(request: Request, who: Who) -> Response:
    """Marks by exercise and by learner, classes of mistakes, terms, progress, similar copies, exports."""
    desk, class_ = desk_of(request), await class_in(request, who)
    table = await inside(_graded, desk, who, class_)
    body = await inside(_body, table.results)
    return page(
        request, "results.html.j2", who, here="/classes", class_=class_, body=Markup(body),
        table=table, mark_text=exporting.mark_text,
        columns=[exporting.column_text(table, rank) for rank in range(len(table.titles))],
    )  # fmt: skip


def _body(found: "Sequence[Result]") -> str:
    from transcribe.grading.class_html import class_body
    from transcribe.grading.scheme import DEFAULT, shipped_scheme

    return class_body([one for one in found if one.grade], shipped_scheme(DEFAULT))


async def projected(request: Request, who: Who) -> Response:
    """What everybody can learn from, and nobody's name."""
    desk, class_ = desk_of(request), await class_in(request, who)
    table = await inside(_graded, desk, who, class_)
    body = await inside(_projected, table.results)
    return page(request, "projected.html.j2", who, here="/classes", class_=class_, body=Markup(body))


def _projected(found: "Sequence[Result]") -> str:
    from transcribe.grading.projected import projected_body
    from transcribe.grading.scheme import DEFAULT, shipped_scheme

    return projected_body([one for one in found if one.grade], shipped_scheme(DEFAULT))


async def learner(request: Request, who: Who) -> Response:
    """One learner over time, for his trainer."""
    class_ = await class_in(request, who)
    person = await learner_in(request, who, class_)
    found = await inside(classroom.progress_of, desk_of(request).store, who, person.id)
    marks, kinds = pictures_of(found, whose="Notes")
    points = [{**point_row(one), "url": f"/copies/{one.copy}/noter"} for one in reversed(found.points)]
    return page(
        request, "learner.html.j2", who, here="/classes", class_=class_, person=person, points=points,
        marks=marks, classes=kinds, weaknesses=[weakness_row(one) for one in found.weaknesses],
    )  # fmt: skip


# --- files --------------------------------------------------------------------------------------------------------


async def export(request: Request, who: Who) -> Response:
    """The same as a file: .xlsx, .csv, Moodle's gradebook, the sheets of the title's competence."""
    desk, class_ = desk_of(request), await class_in(request, who)
    name = request.path_params["name"]
    table = await inside(_graded, desk, who, class_)
    if name == "resultats.xlsx":
        return download(await inside(workbook_of, table.results), f"{class_.name}.xlsx", _XLSX)
    if name == "notes.csv":
        return download(_marked(exporting.csv_text(table)), f"notes-{class_.name}.csv", "text/csv")
    if name == "moodle.csv":
        return download(exporting.moodle_text(table).encode(), f"moodle-{class_.name}.csv", "text/csv")
    if name == "competences.zip":
        return download(
            await inside(_competences, table.results), f"competences-{class_.name}.zip", "application/zip"
        )
    raise NotAllowed()


def _marked(text: str) -> bytes:
    """With the mark that tells spreadsheets that it is UTF-8."""
    return text.encode("utf-8-sig")


def _sheets(found: "Sequence[Result]") -> "list[Sheet]":
    from transcribe.grading.competences import sheets
    from transcribe.grading.history import RESULTS_FILE, read_history, results_text

    text = results_text(found)
    if not json.loads(text)["copies"]:
        raise ListRefused(
            message="Aucune copie n’est encore notée dans cette classe : il n’y a rien à en tirer."
        )
    with tempfile.TemporaryDirectory(prefix="transcribe-") as place:
        path = Path(place, RESULTS_FILE)
        path.write_text(text, "utf-8")
        return sheets(read_history([path]))


def _competences(found: "Sequence[Result]") -> bytes:
    """The sheet of each learner (.docx) and the class's workbook, in one .zip."""
    from transcribe.grading.competence_files import write_sheets

    whole = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="transcribe-") as place:
        out = Path(place, "livret")
        try:
            write_sheets(_sheets(found), out)
        except TranscribeError as error:
            raise ListRefused(message=str(error).replace(place, "")) from error
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(out.rglob("*")):
                if path.is_file():
                    archive.write(path, str(path.relative_to(out)))
    return whole.getvalue()
