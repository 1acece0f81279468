"""The feedback sheet as a page: the text with each mistake in place, then what to learn from it."""

from collections.abc import Sequence
from html import escape

from transcribe.grading.french import (
    FLOOR,
    count_text,
    counted_text,
    decided_text,
    decimal_text,
    density_text,
    difference,
    percent,
    waived_text,
    work_text,
)
from transcribe.grading.hearing import passage
from transcribe.grading.keys import Key
from transcribe.grading.marked import Span, marked_lines, revisions
from transcribe.grading.sitting import Result
from transcribe.grading.style import needs_css, page, scrolling, sheet_script
from transcribe.grading.types import KINDS, Grade, Mistake


def sheet_html(result: Result, scheme_title: str, *, audio: Sequence[str] = ()) -> str:
    """The sheet of one attempt as a page of its own; ``result`` must have a grade.

    ``audio`` are the addresses, from the page, of the exercise's audio in one or more formats.
    """
    title = f"{result.attempt.learner} — {result.key.title}"
    body = sheet_body(result, scheme_title, audio=audio)
    script = sheet_script() if "<audio" in body else ""
    return page(title, body, css=needs_css(result.needs), script=script)


def sheet_body(result: Result, scheme_title: str, *, audio: Sequence[str] = ()) -> str:
    """What stands in the page, for any shell that brings style and script; ``result`` must have a grade."""
    grade = result.grade
    if grade is None:
        raise ValueError("no grade to show")
    parts = [
        _head(result, grade, scheme_title), _advice(grade), _player(audio), _text(result, grade),
        _list(grade, result.key if audio else None), _waived(grade),
    ]  # fmt: skip
    return "\n".join(part for part in parts if part)


def _head(result: Result, grade: Grade, scheme_title: str) -> str:
    passed = "" if grade.passed is None else ("réussi" if grade.passed else "à reprendre")
    counted = f"{counted_text(grade)}." if grade.mistakes else "Aucune faute : bravo."
    return (
        f'<header class="top"><div><h1>{escape(result.key.title)}</h1>'
        f"<p>Fiche de <b>{escape(result.attempt.learner)}</b></p>"
        f'<p class="soft">{escape(scheme_title)} · {count_text(grade.words, "mot")} · '
        f"termes justes {percent(grade.figures.get('term_recall', 1.0))} · {density_text(grade)}</p>"
        f"<p>{counted}{f' <b>{work_text(grade)}.</b>' if grade.asked else ''}</p></div>"
        f'<div class="mark"><b>{decimal_text(grade.mark)}</b>sur {decimal_text(grade.maximum)}'
        f"{' · ' + passed if passed else ''}</div></header>"
    )


def _advice(grade: Grade) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in revisions(grade))
    return f"<section><h2>À revoir en priorité</h2><ul>{items}</ul></section>" if items else ""


def _player(audio: Sequence[str]) -> str:
    if not audio:
        return ""
    sources = "".join(f'<source src="{escape(address)}">' for address in audio)
    return (
        '<section><h2>La dictée</h2><audio class="dictation" controls preload="metadata" aria-label="La dictée">'
        f'{sources}</audio><p class="dictation-said soft" role="status"></p></section>'
    )


def _text(result: Result, grade: Grade) -> str:
    lines = "".join(f"<p>{_line(line)}</p>\n" for line in marked_lines(result.page, grade))
    key = (
        '<p class="soft"><span class="bad grave">faute critique</span> '
        '<span class="bad light">autre faute</span> <ins>attendu</ins></p>'
    )
    return f'<section class="sheet"><h2>Votre texte</h2>{lines}{key if grade.mistakes else ""}</section>'


def _line(spans: Sequence[Span]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = escape(span.text)
    if span.waived is not None:
        why = escape(waived_text(span.waived))
        shown = f'<span class="waived">{text}</span>' if text else ""
        return f'{shown}<sup class="good"><a href="#d{span.number}" title="{why}">✓{span.number}</a></sup>'
    mistake = span.mistake
    if mistake is None:
        return text
    sort = "grave" if mistake.severity == "critical" else "light"
    anchor = f'<a href="#f{span.number}" title="{escape(mistake.rule)}">{span.number}</a>'
    link = f'<sup class="{sort}">{anchor}</sup>'
    expected = _expected(mistake)
    if mistake.kind == "layout" and not span.missing:
        return f"{text if mistake.expected == mistake.found else f'<span class=bad>{text}</span>'}{link}"
    shown = "" if span.missing else f'<span class="bad {sort}">{text}</span>'
    space = " " if span.missing else ""
    return f"{shown}{f' <ins>{escape(expected)}</ins>' if expected else ''}{link}{space}"


def _expected(mistake: Mistake) -> str:
    if mistake.expected == mistake.found:
        return ""
    text = mistake.expected
    return text if len(text) < 90 else text[:60].rsplit(" ", 1)[0] + " …"


def _list(grade: Grade, heard: Key | None) -> str:
    if not grade.mistakes:
        return ""
    rows = "".join(_row(number, mistake, heard) for number, mistake in enumerate(grade.mistakes, 1))
    lost = " − ".join(decimal_text(m.points) for m in grade.mistakes if m.points)
    total = f"{decimal_text(grade.maximum)}{' − ' + lost if lost else ''} = {decimal_text(grade.mark)}"
    floor = f"<p>{FLOOR}</p>" if grade.floored else ""
    title = "Vos fautes, les critiques d’abord"
    table = (
        '<table class="faults"><thead><tr><th scope="col" class="n">N°</th><th scope="col">Classe</th>'
        '<th scope="col">Faute et règle</th><th scope="col" class="n">Points</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    return (
        f'<section class="list"><h2>{title}</h2>{scrolling(table, title)}'
        f'<p class="soft">Calcul : {total}.</p>{floor}</section>'
    )


def _hear(number: int, mistake: Mistake, key: Key | None) -> str:
    """The button that plays what was said at a mistake."""
    seconds = passage(key.times, mistake, pace=key.pace) if key else None
    if seconds is None:
        return ""
    return (
        f'<br><button type="button" class="hear" data-since="{seconds[0]}" data-until="{seconds[1]}" '
        f'aria-pressed="false" aria-label="Écouter le passage de la faute {number}">Écouter</button>'
    )


def _row(number: int, mistake: Mistake, heard: Key | None) -> str:
    sort = "grave" if mistake.severity == "critical" else "light"
    grave = " · critique" if sort == "grave" else ""
    decided = decided_text(mistake)
    said = f'<br><span class="waived">{escape(decided[:1].upper() + decided[1:])}</span>' if decided else ""
    revise = f'<br><span class="soft">À revoir : {escape(mistake.revise)}</span>' if mistake.revise else ""
    where = f' <span class="soft">({escape(mistake.heading)})</span>' if mistake.heading else ""
    return (
        f'<tr id="f{number}"><td class="n">{number}</td><td><span class="tag '
        f'{sort}">{KINDS[mistake.kind]}{grave}</span>'
        f"</td><td><b>{escape(difference(mistake))}</b>{where}<br>{escape(mistake.rule)}{said}"
        f"{revise}{_hear(number, mistake, heard)}</td>"
        f'<td class="n">−{decimal_text(mistake.points)}</td></tr>'
    )


def _waived(grade: Grade) -> str:
    if not grade.waived:
        return ""
    items = "".join(
        f'<li id="d{number}">{escape(waived_text(one))}</li>' for number, one in enumerate(grade.waived, 1)
    )
    return f'<section><h2>Décisions du formateur</h2><ol class="decided">{items}</ol></section>'
