"""What comes back to a learner: the sheet of a copy, once it may be seen."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.types import Person, Sound, Who
from transcribe.grading.french import decimal_text, difference
from transcribe.web.desk import Desk, desk_of, inside, page
from transcribe.web.working import number_in, sound_url


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
    marked = await inside(_marked, desk, who, number)
    again = (asked.closes is None or now <= asked.closes) and (
        not asked.attempts or copy.number < asked.attempts
    )
    return page(
        request, "sheet.html.j2", who, title=asked.title, again=again, assignment=asked.id,
        **sheet_parts(marked, who.person, given.sounds),
    )  # fmt: skip


def _marked(desk: Desk, who: Who, number: int) -> classroom.Marked:
    return classroom.marked_for(desk.store, who, number, desk.load_lexicon())


def sheet_parts(marked: classroom.Marked, author: Person, sounds: Sequence[Sound]) -> dict[str, Any]:
    """What « sheet_parts.html.j2 » shows of a graded copy, as its author sees it."""
    audio = [sound_url(one) for one in sounds]
    return {
        "body": Markup(_body(marked, author, audio)),
        "audio": audio,
        "comment": marked.comment,
        "taken": _taken_text(marked),
        "own_mark": "" if marked.own_mark is None else decimal_text(marked.own_mark),
        "maximum": decimal_text(marked.grade.maximum),
    }


def _body(marked: classroom.Marked, author: Person, audio: Sequence[str]) -> str:
    from transcribe.grading.sheet_html import sheet_body
    from transcribe.grading.sitting import Attempt, Result

    attempt = Attempt(str(author.id), author.name, marked.key.id, number=marked.copy.number, page=marked.page)
    return sheet_body(Result(attempt, marked.key, marked.grade), marked.scheme, audio=audio)


def _taken_text(marked: classroom.Marked) -> list[str]:
    """The wrong corrections of the program that the learner accepted, as the sheet numbers and names them."""
    return [f"n° {rank + 1}, {difference(marked.grade.mistakes[rank])}" for rank in marked.taken]
