"""The trainer marks a copy: its sheet as the learner will see it, and what he decides of each mistake."""

from decimal import Decimal, InvalidOperation
from typing import Any, get_args
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.types import Person, Who
from transcribe.grading.french import decimal_text, difference
from transcribe.grading.types import KINDS, SEVERITIES, Decision, Kind, Mistake, Severity
from transcribe.web.desk import Desk, desk_of, form_of, inside, page
from transcribe.web.following import spent_text
from transcribe.web.reading import sheet_parts
from transcribe.web.rendering import moment_text
from transcribe.web.working import number_in

_LONGEST_COMMENT = 300


async def copy_to_mark(request: Request, who: Who) -> Response:
    """A copy handed in, with its sheet and what may be decided."""
    return await _shown(request, who, notice=request.query_params.get("fait", "")[:200])


async def _shown(
    request: Request, who: Who, *, error: str = "", notice: str = "", status: int = 200
) -> Response:
    desk, number = desk_of(request), number_in(request, "copy")
    handed = await inside(classroom.handed_in, desk.store, who, number)
    marked = await inside(_marked, desk, who, number)
    mistakes = marked.grade.mistakes
    return page(
        request, "mark.html.j2", who, status=status, here="/classes", handed=handed, error=error, notice=notice,
        mark=decimal_text(marked.grade.mark), when=moment_text(handed.copy.submitted or 0),
        spent=spent_text(handed.active_ms), kinds=KINDS, severities=SEVERITIES,
        mistakes=[_mistake(rank, one) for rank, one in enumerate(mistakes, 1)],
        decisions=[_decided(one) for one in handed.decisions], **sheet_parts(marked, handed.author, handed.sounds),
    )  # fmt: skip


def _marked(desk: Desk, who: Who, number: int) -> classroom.Marked:
    return classroom.marked_by(desk.store, who, number, desk.load_lexicon())


def _mistake(rank: int, one: Mistake) -> dict[str, Any]:
    return {
        "rank": rank,
        "said": difference(one),
        "about": f"{KINDS[one.kind]}, {SEVERITIES[one.severity]}, −{decimal_text(one.points)}",
        "kind": one.kind,
        "severity": one.severity,
        "accepts": one.expected != one.found and one.kind != "layout",
        "added": one.decision is not None and one.decision.ruling == "add",
    }


_DONE = {"accept": "Aussi accepté", "cancel": "Annulée", "change": "Jugée autrement", "add": "Ajoutée"}


def _decided(one: Decision) -> str:
    words = " → ".join(f"« {text} »" for text in (one.expected, one.found) if text)
    said = [f"{_DONE[one.ruling]} : {words}" if words else _DONE[one.ruling]]
    said += [KINDS[one.kind]] if one.kind else []
    said += [SEVERITIES[one.severity]] if one.severity else []
    said += [f"{decimal_text(one.points)} point(s)"] if one.points is not None else []
    said += [f"pour {one.learner}" if one.learner else "pour tous"]
    said += [one.comment] if one.comment else []
    return " ; ".join(said)


# --- decided ------------------------------------------------------------------------------------------------------


async def decide(request: Request, who: Who) -> Response:
    """Keeps a decision about one mistake, or adds one, and grades the class again."""
    fields = await form_of(request)
    desk, number = desk_of(request), number_in(request, "copy")
    handed = await inside(classroom.handed_in, desk.store, who, number)
    marked = await inside(_marked, desk, who, number)
    try:
        decision = _decision(fields, marked.grade.mistakes, handed.author)
        done = await inside(_decide, desk, who, number, decision)
    except ListRefused as failure:
        return await _shown(request, who, error=str(failure), status=400)
    return _back(number, done)


def _decide(desk: Desk, who: Who, number: int, decision: Decision) -> classroom.Regraded:
    return classroom.decide(desk.store, who, number, decision, desk.load_lexicon())


def _back(number: int, done: classroom.Regraded) -> Response:
    said = f"Décision gardée : {_counted(done.copies, 'copie')} notée{'s' * (done.copies > 1)} à nouveau, "
    said += f"{_counted(done.changed, 'note')} changée{'s' * (done.changed > 1)}."
    return RedirectResponse(f"/copies/{number}/noter?fait={quote(said)}", 303)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count > 1 else ''}"


def _decision(fields: dict[str, str], mistakes: tuple[Mistake, ...], author: Person) -> Decision:
    """The decision that a form makes.

    Raises:
        ListRefused: nothing to change, or points that are none.
        NotAllowed: a form that no page of ours would send.
    """
    learner = (author.identifier or author.name) if fields.get("pour") == "lui" else ""
    comment = " ".join(fields.get("commentaire", "").split())[:_LONGEST_COMMENT]
    kind, severity = _kind(fields.get("classe", "")), _severity(fields.get("gravite", ""))
    points = _points(fields.get("points", ""))
    if fields.get("faire") == "add":
        words = " ".join(fields.get("mots", "").split())[:_LONGEST_COMMENT]
        return Decision("add", "", words, learner, 0, None, kind, severity, points, comment)
    one = _named(fields.get("faute", ""), fields.get("dite", ""), mistakes)
    match fields.get("faire"):
        case "accept":
            return Decision("accept", one.expected, one.found, learner, comment=comment)
        case "cancel":
            return Decision("cancel", one.expected, one.found, learner, 0, one.kind, comment=comment)
        case "change":
            changed = None if kind == one.kind else kind
            graver = None if severity == one.severity else severity
            if (changed, graver, points) == (None, None, None):
                raise ListRefused(
                    message="Rien n’est changé : choisissez une autre classe, gravité ou valeur."
                )
            return Decision(
                "change", one.expected, one.found, learner, 0, None, changed, graver, points, comment
            )
    raise NotAllowed()


def _named(rank: str, said: str, mistakes: tuple[Mistake, ...]) -> Mistake:
    """The mistake that a form is about, which must still say what its page showed."""
    if rank.isdecimal() and 1 <= int(rank) <= len(mistakes) and difference(mistakes[int(rank) - 1]) == said:
        return mistakes[int(rank) - 1]
    raise ListRefused(
        message="Cette faute n’est plus sur la fiche, qui a changé entre-temps : choisissez à nouveau."
    )


def _kind(text: str) -> Kind | None:
    return next((kind for kind in KINDS if kind == text), None)


def _severity(text: str) -> Severity | None:
    return next((one for one in get_args(Severity) if one == text), None)


def _points(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        points = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        points = Decimal(-1)
    if not points.is_finite() or not 0 <= points <= 1000:
        raise ListRefused(message="Les points sont un nombre positif ou nul, par exemple 0,5.")
    return points


async def undecide(request: Request, who: Who) -> Response:
    """Takes a decision back."""
    fields = await form_of(request)
    desk, number = desk_of(request), number_in(request, "copy")
    rank = fields.get("rang", "")
    if not rank.isdecimal():
        raise NotAllowed()
    return _back(number, await inside(_undecide, desk, who, number, int(rank)))


def _undecide(desk: Desk, who: Who, number: int, rank: int) -> classroom.Regraded:
    return classroom.undecide(desk.store, who, number, rank, desk.load_lexicon())


async def judge(request: Request, who: Who) -> Response:
    """Keeps the trainer's own mark and comment."""
    fields = await form_of(request)
    number = number_in(request, "copy")
    own, comment = fields.get("note", "")[:40], fields.get("commentaire", "").strip()
    try:
        await inside(classroom.judge, desk_of(request).store, who, number, own_mark=own, comment=comment)
    except ListRefused as failure:
        return await _shown(request, who, error=str(failure), status=400)
    return RedirectResponse(f"/copies/{number}/noter?fait={quote('Note et commentaire enregistrés.')}", 303)
