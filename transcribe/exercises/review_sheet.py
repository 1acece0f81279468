"""The Word file of a compte-rendu to review: the program's text, its corrections tracked, its doubts as comments."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from transcribe.documents.plain_word import word_bytes
from transcribe.exercises.sheets import INSTRUCTION_STYLE, instruction_style
from transcribe.exercises.types import Exercise, Passage
from transcribe.grading.reading import INSTRUCTION_LINES
from transcribe.grading.sheet_docx import new_document

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run


def review_sheet(exercise: Exercise) -> bytes:
    """The file that the learner accepts, refuses and corrects in; its first line, the instruction, is no answer."""
    document = new_document(exercise.id, exercise.choices.needs)
    instruction_style(document)
    document.add_paragraph(INSTRUCTION_LINES[exercise.kind], style=INSTRUCTION_STYLE)
    start = 0
    number = 0
    for line in exercise.draft.split("\n"):
        paragraph = document.add_paragraph()
        place, end = start, start + len(line)
        for mark in exercise.marks:
            first, last = max(mark.first, place), min(mark.last, end)
            if first >= last:
                continue
            _plain(paragraph, exercise.draft[place:first])
            number += 1
            _marked(document, paragraph, exercise.draft[first:last], mark, number)
            place = last
        _plain(paragraph, exercise.draft[place:end])
        start = end + 1
    return word_bytes(document)


def _plain(paragraph: "Paragraph", text: str) -> None:
    if text:
        paragraph.add_run(text)


def _marked(document: "Document", paragraph: "Paragraph", text: str, mark: Passage, number: int) -> None:
    """A passage with its comment; a correction also with what was heard, as a tracked change to accept or to refuse."""
    if mark.kind == "correction":
        run = _tracked(paragraph, mark, text, number)
    else:
        from docx.enum.text import WD_COLOR_INDEX

        run = paragraph.add_run(text)
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    _comment(document, run, comment_of(mark))


def _tracked(paragraph: "Paragraph", mark: Passage, text: str, number: int) -> "Run":
    from docx.oxml.ns import qn
    from docx.text.run import Run

    if mark.alternatives:
        deleted = _change(paragraph, "w:del", 2 * number)
        removed = Run(_run_in(deleted), paragraph)
        removed.text = mark.alternatives[0]
        for element in removed._r.findall(qn("w:t")):
            element.tag = qn("w:delText")
    inserted = _change(paragraph, "w:ins", 2 * number + 1)
    run = Run(_run_in(inserted), paragraph)
    run.text = text
    return run


def _change(paragraph: "Paragraph", tag: str, number: int) -> Any:  # noqa: ANN401
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    from transcribe.letters.word_runs import CHANGED_ON, PROGRAM

    change: Any = OxmlElement(tag)
    change.set(qn("w:id"), str(100000 + number))
    change.set(qn("w:author"), PROGRAM)
    change.set(qn("w:date"), CHANGED_ON)
    paragraph._p.append(change)
    return change


def _run_in(change: Any) -> Any:  # noqa: ANN401
    from docx.oxml import OxmlElement

    run = OxmlElement("w:r")
    change.append(run)
    return run


def _comment(document: "Document", run: "Run", text: str) -> None:
    from docx.oxml.ns import qn

    from transcribe.letters.word_runs import CHANGED_ON, PROGRAM

    comment = document.add_comment(run, text=text, author=PROGRAM, initials="T")
    comment._comment_elm.set(qn("w:date"), CHANGED_ON)  # the same exercise gives the same bytes


def comment_of(mark: Passage) -> str:
    """« Passage mal entendu. Propositions : « a », « b ». À écouter à 0 min 12 s. »"""
    from transcribe.letters.marks import clock

    parts = [mark.reason if mark.reason.endswith((".", "!", "?", "…")) else f"{mark.reason}."]
    others = mark.alternatives
    if mark.kind == "correction" and others:
        parts.append(f"Entendu : {_quoted(others[:1])}.")
        others = others[1:]
    if others:
        parts.append(f"Propositions : {_quoted(others)}.")
    if mark.seconds:
        parts.append(f"À écouter à {clock(mark.seconds[0])}.")
    return " ".join(parts)


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"«\u00a0{word}\u00a0»" for word in words)
