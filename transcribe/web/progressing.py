"""A learner's progress: marks over time as a picture with its table, mistakes by class, what to practise next."""

from datetime import datetime

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from transcribe import classroom
from transcribe.classroom.progress import Point, Progress, Weakness
from transcribe.classroom.types import Who
from transcribe.grading.charts import bars, lines
from transcribe.grading.french import decimal_text
from transcribe.web import practising
from transcribe.web.desk import desk_of, inside, page
from transcribe.web.rendering import moment_text

_DAY_MS = 86_400_000


async def progress(request: Request, who: Who) -> Response:
    """What one's marks say over time."""
    store = desk_of(request).store
    found = await inside(classroom.own_progress, store, who)
    practice = await inside(classroom.practise_next, store, who)
    own = await inside(practising.offered, store, who) if found.points else None
    marks, classes = pictures_of(found, whose="Mes notes")
    return page(
        request, "progress.html.j2", who, here="progres", own=own,
        points=[point_row(one) for one in reversed(found.points)],
        marks=marks, classes=classes, weaknesses=[weakness_row(one) for one in found.weaknesses], practice=practice,
    )  # fmt: skip


def pictures_of(found: Progress, *, whose: str) -> tuple[Markup, Markup]:
    """The pictures of marks over time and of mistakes by class; empty where there is nothing to show."""
    return _marks_picture(found, whose), _classes_picture(found.weaknesses)


def point_row(point: Point) -> dict[str, str]:
    """A copy that came back, as tables show it."""
    return {
        "title": point.title,
        "when": moment_text(point.at),
        "mark": f"{decimal_text(point.mark)} / {decimal_text(point.maximum)}",
        "rate": decimal_text(round(point.per_hundred, 1)),
        "grave": str(point.grave),
        "url": f"/copie/{point.copy}/fiche",
    }


def _marks_picture(found: Progress, whose: str) -> Markup:
    """The marks brought to 20, by day: a line; the table below says the same."""
    if len(found.points) < 2:
        return Markup("")
    start = found.points[0].at
    series = [((one.at - start) / _DAY_MS, 20 * one.share) for one in found.points]
    ticks = [(place, _day(one.at)) for (place, _), one in zip(series, found.points, strict=True)]
    label = f"Notes ramenées sur 20, du {_day(start)} au {_day(found.points[-1].at)}"
    return Markup(lines([(whose, series)], ticks=ticks, label=label, maximum=20, bold=whose))


def _day(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000).astimezone().strftime("%d/%m")


def _classes_picture(weaknesses: tuple[Weakness, ...]) -> Markup:
    if not weaknesses:
        return Markup("")
    rows = [(one.name, [one.of_late], decimal_text(round(one.of_late, 1))) for one in weaknesses[:8]]
    return Markup(
        bars(rows, label="Fautes pour 100 mots, par classe", head=("Classe", "Fautes pour 100 mots"))
    )


def weakness_row(one: Weakness) -> dict[str, str]:
    """A class of mistakes, as tables show it."""
    return {
        "name": one.name,
        "late": decimal_text(round(one.of_late, 1)),
        "before": "" if one.before is None else decimal_text(round(one.before, 1)),
        "revise": one.revise,
    }
