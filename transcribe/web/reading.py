"""What comes back to a learner: the sheet of a copy, once it may be seen."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.types import Who
from transcribe.web.desk import Desk, desk_of, inside, page
from transcribe.web.working import number_in


async def sheet(request: Request, who: Who) -> Response:
    """The sheet of a copy handed in, or the sentence that says when it comes."""
    desk = desk_of(request)
    number = number_in(request, "copy")
    copy, asked, given = await inside(classroom.read_copy, desk.store, who, number)
    now = desk.store.clock()
    if copy.submitted is None:
        return RedirectResponse(f"/copie/{copy.id}", 303)
    if not classroom.may_see(copy, asked, now):
        return page(request, "handed_in.html.j2", who, asked=asked)
    body = await inside(_body, desk, who, number)
    sound = given.sounds[0] if given.sounds else None
    again = (asked.closes is None or now <= asked.closes) and (
        not asked.attempts or copy.number < asked.attempts
    )
    return page(
        request, "sheet.html.j2", who, title=asked.title, body=Markup(body), again=again, assignment=asked.id,
        sound=f"/son/{sound.digest}{sound.suffix}" if sound else "",
    )  # fmt: skip


def _body(desk: Desk, who: Who, number: int) -> str:
    from transcribe.grading.sheet_html import sheet_body
    from transcribe.grading.sitting import Attempt, Result

    marked = classroom.marked_for(desk.store, who, number, desk.load_lexicon())
    attempt = Attempt(
        str(who.person.id), who.person.name, marked.key.id, number=marked.copy.number, page=marked.page
    )
    return sheet_body(Result(attempt, marked.key, marked.grade), marked.scheme)
