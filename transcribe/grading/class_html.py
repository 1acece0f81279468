"""The trainer's page of a class: marks, mistakes by class and by learner, hardest terms, progress."""

from collections.abc import Sequence
from html import escape

from transcribe.grading.alike import CAUTION, Alike, alike, counted_text
from transcribe.grading.charts import Point, bars, lines
from transcribe.grading.french import count_text, decimal_text, difference
from transcribe.grading.roster import Roster, shown_names
from transcribe.grading.scheme import Scheme
from transcribe.grading.seance import Session, SessionMark
from transcribe.grading.seance_files import session_section
from transcribe.grading.sitting import Result
from transcribe.grading.style import page, scrolling
from transcribe.grading.summary import Summary, rounded, summary
from transcribe.grading.types import KINDS

_TERMS = 15
_UPRIGHT = 5
_HEATS = 5
_TICKS = 8
GRAVE, LIGHT = "#a3161f", "#d9962b"


def class_html(
    results: Sequence[Result],
    scheme: Scheme,
    roster: Roster | None = None,
    session: Session | None = None,
    marks: Sequence[SessionMark] = (),
) -> str:
    """One self-contained page for a class's results; ``marks`` are those of the ``session``."""
    return page("Résultats de la classe", class_body(results, scheme, roster, session, marks))


def class_body(
    results: Sequence[Result],
    scheme: Scheme,
    roster: Roster | None = None,
    session: Session | None = None,
    marks: Sequence[SessionMark] = (),
) -> str:
    """What stands in the page, for any shell that brings the style."""
    whole = summary(results, scheme)
    parts = [_head(whole, results), session_section(marks, session) if session else ""]
    if whole.results:
        sections = (_marks, _table, kinds_section, _by_learner, terms_section, _progress)
        parts += [section(whole) for section in sections]
    parts += [_alike(results), _refused(results), _absent(results, roster)]
    return "\n".join(part for part in parts if part)


def cards(pairs: Sequence[tuple[str, str]]) -> str:
    """Figures in boxes: (value, what it is)."""
    boxes = "".join(f'<div class="card"><b>{escape(value)}</b>{escape(text)}</div>' for value, text in pairs)
    return f'<div class="cards">{boxes}</div>'


def figures(whole: Summary) -> list[tuple[str, str]]:
    """The class's figures: copies, mean, passed."""
    marks = sorted(whole.marks())
    found = [(str(len(marks)), "copies notées" if len(marks) > 1 else "copie notée")]
    if marks:
        mean = rounded(sum(marks) / len(marks))
        found.append((decimal_text(mean), f"moyenne sur {decimal_text(whole.scheme.maximum)}"))
    if whole.scheme.passing is not None and marks:
        text = f"réussies (à partir de {decimal_text(whole.scheme.passing)})"
        found.append((f"{whole.passed()}/{len(marks)}", text))
    return found


def _head(whole: Summary, results: Sequence[Result]) -> str:
    learners = len({result.attempt.learner_id for result in results})
    found = [(str(learners), "élève" + "s" * (learners > 1)), *figures(whole)]
    if marks := sorted(whole.marks()):
        ends = " – ".join(decimal_text(rounded(mark)) for mark in (marks[0], marks[-1]))
        found.insert(3, (ends, "de la plus basse à la plus haute"))
    return (
        f'<header class="top"><div><h1>Résultats de la classe</h1><p class="soft">Barème : '
        f"{escape(whole.scheme.title)}</p></div></header>{cards(found)}"
    )


def _marks(whole: Summary) -> str:
    names = whole.names()
    averages = sorted(whole.averages().items(), key=lambda item: (-item[1], names[item[0]].casefold()))
    rows = [(names[one], [value], decimal_text(rounded(value))) for one, value in averages]
    title = "Moyenne de chaque élève" if len(whole.exercises()) > 1 else "Note de chaque élève"
    chart = bars(rows, label=title, head=("Élève", "Note"), maximum=float(whole.scheme.maximum))
    return f"<section><h2>{title}</h2>{chart}</section>"


def _table(whole: Summary) -> str:
    exercises = whole.exercises()
    if len(exercises) < 2:
        return ""
    marks = {(result.attempt.learner_id, result.key.id): grade for result, grade in whole.graded()}
    averages = whole.averages()
    head = "".join(f'<th scope="col" class="n">{escape(title)}</th>' for _, title in exercises)
    rows = ""
    for learner, name in whole.names().items():
        cells = ""
        for identifier, _ in exercises:
            grade = marks.get((learner, identifier))
            text = "–" if grade is None else decimal_text(grade.mark)
            if grade is not None and grade.maximum != whole.scheme.maximum:
                text += f"/{decimal_text(grade.maximum)}"
            cells += f'<td class="n">{text}</td>'
        mean = decimal_text(rounded(averages[learner]))
        rows += f'<tr><th scope="row">{escape(name)}</th>{cells}<td class="n"><b>{mean}</b></td></tr>'
    # many exercises: their names stand upright, as in the table of mistakes
    upright = "heat" if len(exercises) > _UPRIGHT else "names"
    table = (
        f'<table class="{upright}"><thead><tr><th scope="col">Élève</th>{head}'
        f'<th scope="col" class="n">Moyenne</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    title = "Notes par exercice"
    return f'<section class="list"><h2>{title}</h2>{scrolling(table, title)}</section>'


def kinds_section(whole: Summary) -> str:
    """Mistakes by class."""
    found = whole.kinds()
    if not found:
        return ""
    rows = [(KINDS[kind], [grave, light], _kind_text(grave, light)) for kind, grave, light in found]
    chart = bars(rows, label="Fautes par classe", head=("Classe", "Fautes"), colors=(GRAVE, LIGHT))
    tags = '<span class="tag grave">critiques</span> <span class="tag light">non critiques</span>'
    return f'<section><h2>Fautes par classe</h2><p class="soft">{tags}</p>{chart}</section>'


def _kind_text(grave: int, light: int) -> str:
    return f"{grave + light}" + (f" (dont {grave} critique{'s' * (grave > 1)})" if grave else "")


def _by_learner(whole: Summary) -> str:
    counts, names = whole.by_learner(), whole.names()
    present = [kind for kind in KINDS if any(one[kind] for one in counts.values())]
    if not present:
        return ""
    most = max(one[kind] for one in counts.values() for kind in present)
    head = "".join(f'<th scope="col" class="n">{escape(KINDS[kind])}</th>' for kind in present)
    rows = ""
    for learner, name in names.items():
        cells = "".join(_heat(counts[learner][kind], most) for kind in present)
        total = f'<td class="n"><b>{counts[learner].total()}</b></td>'
        rows += f'<tr><th scope="row">{escape(name)}</th>{cells}{total}</tr>'
    table = (
        f'<table class="heat"><thead><tr><th scope="col">Élève</th>{head}<th scope="col" class="n">Total</th></tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )
    title = "Fautes de chaque élève"
    return f'<section class="list"><h2>{title}</h2>{scrolling(table, title)}</section>'


def _heat(count: int, most: int) -> str:
    if not count:
        return '<td class="n soft">·</td>'
    return f'<td class="n heat{max(1, round(_HEATS * count / most))}">{count}</td>'


def terms_section(whole: Summary) -> str:
    """The terms most often wrong."""
    terms = whole.hardest_terms()[:_TERMS]
    if not terms:
        return ""
    rows = [(term, [float(count)], count_text(count, "copie")) for term, count in terms]
    title = "Termes les plus souvent faux"
    chart = bars(rows, label=title, head=("Terme", "Copies"), colors=("#7a3e9d",))
    return f"<section><h2>Termes les plus difficiles</h2>{chart}</section>"


def _progress(whole: Summary) -> str:
    exercises = whole.exercises()
    if len(exercises) < 2:
        return ""
    days = whole.days()
    dated = len(set(days.values())) > 1 and len(days) == len(exercises)
    place = {one: float(days[one].toordinal() if dated else rank) for rank, (one, _) in enumerate(exercises)}
    points: dict[str, list[Point]] = {}
    sums: dict[str, list[float]] = {}
    for result, grade in whole.graded():
        at, mark = result.attempt.at, whole.mark(grade)
        x = float(at.date().toordinal()) if dated and at else place[result.key.id]
        points.setdefault(result.attempt.learner_id, []).append((x, mark))
        sums.setdefault(result.key.id, []).append(mark)
    names = whole.names()
    series = [(names[one], sorted(points[one])) for one in names]
    mean = [(place[one], sum(sums[one]) / len(sums[one])) for one, _ in exercises]
    series.append(("Moyenne", sorted(mean)))
    ticks = [(place[one], title) for one, title in exercises]
    if dated:
        several = sorted(set(days.values()))
        step = -(-len(several) // _TICKS)
        ticks = [(float(day.toordinal()), f"{day:%d/%m/%Y}") for day in several[::step]]
    title = "Progression dans le temps" if dated else "Progression d’un exercice à l’autre"
    means = " ; ".join(
        f"{name} {decimal_text(rounded(y))}" for (_, name), (_, y) in zip(exercises, mean, strict=True)
    )
    chart = lines(
        series,
        ticks,
        label=f"{title}, moyennes : {means}",
        maximum=float(whole.scheme.maximum),
        bold="Moyenne",
    )
    return f"<section><h2>{title}</h2>{scrolling(chart, title)}</section>"


def _alike(results: Sequence[Result]) -> str:
    """The signals of copies that share rare mistakes; nothing where there is none."""
    found = alike(results)
    if not found:
        return ""
    return (
        f"<section><h2>Copies qui se ressemblent</h2><p>{escape(CAUTION)}</p>"
        f"{''.join(_pair(one) for one in found)}</section>"
    )


def _pair(one: Alike) -> str:
    items = "".join(f"<li>{escape(difference(mistake))}</li>" for mistake in one.mistakes)
    return (
        f"<h3>{escape(' et '.join(one.learners))} : {escape(one.title)}</h3>"
        f"<p>{escape(counted_text(one))}</p><ul>{items}</ul>"
    )


def _refused(results: Sequence[Result]) -> str:
    refused = [result for result in results if result.refused]
    if not refused:
        return ""
    items = "".join(f"<li><b>{escape(r.attempt.learner)}</b> : {escape(r.refused)}</li>" for r in refused)
    return f"<section><h2>Copies non notées</h2><ul>{items}</ul></section>"


def _absent(results: Sequence[Result], roster: Roster | None) -> str:
    """Who of the class list handed in nothing, and who handed in without being of it."""
    if roster is None:
        return ""
    came = {result.attempt.learner_id for result in results if result.attempt.listed}
    shown = shown_names(roster.learners)
    absent = [shown[one.id] for one in roster.learners if one.id not in came]
    strange = sorted({one.attempt.learner for one in results if not one.attempt.listed and not one.refused})
    out = ""
    for title, names in (("N’ont rien rendu", absent), ("Hors de la liste de la classe", strange)):
        if names:
            out += f"<section><h2>{title}</h2><p>{escape(', '.join(names))}.</p></section>"
    return out
