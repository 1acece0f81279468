"""Who works, what was saved when, what is handed in: as it happens, and nothing else of anybody."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.errors import NotAllowed
from transcribe.classroom.results import Standing
from transcribe.classroom.types import Class, Who
from transcribe.grading.french import decimal_text
from transcribe.web.desk import desk_of, form_of, inside, page
from transcribe.web.live import stream
from transcribe.web.rendering import moment_text
from transcribe.web.working import KIND_NAMES, number_in

_JUST_NOW_MS = 60_000


def counts_of(standings: Sequence[Standing]) -> dict[int, Counter[str]]:
    """How many learners are where, by assignment: ``todo``, ``begun``, ``done``; of each, his last attempt."""
    last = {(one.assignment, one.person): one for one in standings}
    found: dict[int, Counter[str]] = {}
    for (assignment, _), one in last.items():
        where = "todo" if one.copy is None else "begun" if one.submitted is None else "done"
        found.setdefault(assignment, Counter())[where] += 1
    return found


def totals_text(counts: Mapping[int, Mapping[str, int]]) -> str:
    """« 12 rendus, 3 en cours, 3 pas commencés », of all together."""
    total: Counter[str] = Counter()
    for one in counts.values():
        total.update(one)
    done, begun, todo = total["done"], total["begun"], total["todo"]
    if not total.total():
        return "Rien de demandé."
    several = "s" if done > 1 else ""
    return f"{done} rendu{several}, {begun} en cours, {todo} pas commencé{'s' if todo > 1 else ''}"


async def follow(request: Request, who: Who) -> Response:
    """Where each learner is with one exercise."""
    store = desk_of(request).store
    asked, class_ = await inside(classroom.assignment_at, store, who, number_in(request, "assignment"))
    rows = await inside(_last, store, who, class_, asked.id)
    live = _live(rows, store.clock())
    return page(
        request, "follow.html.j2", who, here="/classes", class_=class_, asked=asked, live=live["texts"],
        kind=KIND_NAMES.get(asked.kind, asked.kind), shape=live["shape"], rows=rows,
        due="" if asked.due is None else moment_text(asked.due), notice=request.query_params.get("fait", "")[:200],
        waits=any(one.submitted is not None and not one.returned for one in rows),
    )  # fmt: skip


async def flux(request: Request, who: Who) -> Response:
    """The same, as it changes."""
    store = desk_of(request).store
    asked, class_ = await inside(classroom.assignment_at, store, who, number_in(request, "assignment"))

    def look() -> dict[str, Any]:
        return _live(_last(store, who, class_, asked.id), store.clock())

    return stream(request, look)


def _last(store: classroom.Store, who: Who, class_: Class, assignment: int) -> list[Standing]:
    """The last attempt of each learner, in the order of the class."""
    found = classroom.standings(store, who, class_, assignment=assignment)
    return list({one.person: one for one in found}.values())


def _live(rows: Sequence[Standing], now: int) -> dict[str, Any]:
    texts: dict[str, str] = {}
    for one in rows:
        texts |= {f"{one.person}-{name}": text for name, text in _texts(one, now).items()}
    counts = counts_of(rows)
    return {"texts": {**texts, "total": totals_text(counts)}, "shape": "-".join(str(r.person) for r in rows)}


def _texts(one: Standing, now: int) -> dict[str, str]:
    """What is shown of one learner. ``open`` is empty until his copy may be read."""
    working = one.saved is not None and one.submitted is None and now - one.saved < _JUST_NOW_MS
    state = "Travaille" if working else one.state
    if one.submitted is not None and one.late:
        state += ", en retard"
    if one.submitted is not None and one.over:
        state += ", temps dépassé"
    mark = ""
    if one.mark is not None and one.maximum is not None:
        mark = f"{decimal_text(one.mark)} / {decimal_text(one.maximum)}{' (vôtre)' if one.corrected else ''}"
    return {
        "state": state,
        "saved": moment_text(one.saved) if one.saved else "–",
        "done": moment_text(one.submitted) if one.submitted else "–",
        "time": spent_text(one.active) if one.copy is not None else "–",
        "mark": mark or "–",
        "open": "oui" if one.submitted is not None else "",
        "returned": "rendue" if one.returned else "",
    }


def spent_text(ms: int) -> str:
    """« 1 h 05 », « 12 min »; a first minute is « moins d’une minute »."""
    minutes = ms // 60_000
    hours, rest = divmod(minutes, 60)
    if hours:
        return f"{hours} h {rest:02d}"
    return f"{rest} min" if rest else "moins d’une minute"


async def last_copy(request: Request, who: Who) -> Response:
    """Goes to the last copy that a learner handed in."""
    store = desk_of(request).store
    asked, class_ = await inside(classroom.assignment_at, store, who, number_in(request, "assignment"))
    person = number_in(request, "person")
    for one in await inside(_last, store, who, class_, asked.id):
        if one.person == person and one.submitted is not None:
            return RedirectResponse(f"/copies/{one.copy}/noter", 303)
    raise NotAllowed()


async def give_back(request: Request, who: Who) -> Response:
    """Shows the learners the sheets of what they handed in."""
    await form_of(request)
    number = number_in(request, "assignment")
    done = await inside(classroom.give_back, desk_of(request).store, who, number)
    said = f"{done} fiche{'s' if done > 1 else ''} rendue{'s' if done > 1 else ''}."
    return RedirectResponse(f"/suivi/{number}?fait={said.replace(' ', '+')}", 303)
