"""The trainer's page of a class: marks, mistakes by class and by learner, hardest terms, progress."""

from collections import Counter
from collections.abc import Sequence
from html import escape

from transcribe.grading.charts import bars, lines
from transcribe.grading.french import count_text, decimal_text
from transcribe.grading.scheme import Scheme
from transcribe.grading.sitting import Result
from transcribe.grading.style import page
from transcribe.grading.types import KINDS
from transcribe.grading.workbook import hardest_terms

_TERMS = 15
_UPRIGHT = 5


def class_html(results: Sequence[Result], scheme: Scheme) -> str:
    """One self-contained page for a class's results."""
    graded = [result for result in results if result.grade is not None]
    parts = [_head(results, graded, scheme)]
    if graded:
        parts += [_marks(graded, scheme), _table(graded), _kinds(graded), _by_learner(graded), _terms(graded)]
        parts.append(_progress(graded, scheme))
    parts.append(_refused(results))
    return page("Résultats de la classe", "\n".join(part for part in parts if part))


def _mark(result: Result) -> float:
    return float(result.grade.mark) if result.grade else 0.0


def _head(results: Sequence[Result], graded: Sequence[Result], scheme: Scheme) -> str:
    marks = sorted(_mark(result) for result in graded)
    learners = {result.attempt.learner for result in results}
    cards = [(str(len(learners)), "élève" + "s" * (len(learners) > 1)), (str(len(graded)), "copies notées")]
    if marks:
        cards.append(
            (decimal_text(round(sum(marks) / len(marks), 2)), f"moyenne sur {decimal_text(scheme.maximum)}")
        )
        cards.append(
            (f"{decimal_text(marks[0])} – {decimal_text(marks[-1])}", "de la plus basse à la plus haute")
        )
    if scheme.passing is not None and graded:
        passed = sum(bool(result.grade and result.grade.passed) for result in graded)
        cards.append((f"{passed}/{len(graded)}", f"réussies (à partir de {decimal_text(scheme.passing)})"))
    boxes = "".join(f'<div class="card"><b>{value}</b>{text}</div>' for value, text in cards)
    return (
        f'<header class="top"><div><h1>Résultats de la classe</h1><p class="soft">Barème : '
        f"{escape(scheme.title)}</p>"
        f'</div></header><div class="cards" style="margin-top:1rem">{boxes}</div>'
    )


def _averages(graded: Sequence[Result]) -> dict[str, float]:
    marks: dict[str, list[float]] = {}
    for result in graded:
        marks.setdefault(result.attempt.learner, []).append(_mark(result))
    return {name: sum(values) / len(values) for name, values in marks.items()}


def _marks(graded: Sequence[Result], scheme: Scheme) -> str:
    averages = sorted(_averages(graded).items(), key=lambda item: (-item[1], item[0].casefold()))
    rows = [(name, [value], decimal_text(round(value, 2))) for name, value in averages]
    several = len({result.key.id for result in graded}) > 1
    title = "Moyenne de chaque élève" if several else "Note de chaque élève"
    return f"<section><h2>{title}</h2>{bars(rows, label=title, maximum=float(scheme.maximum))}</section>"


def _exercises(graded: Sequence[Result]) -> list[tuple[str, str]]:
    ordered = sorted(graded, key=lambda result: (result.key.level, result.key.id))
    return list(dict.fromkeys((result.key.id, result.key.title) for result in ordered))


def _table(graded: Sequence[Result]) -> str:
    exercises = _exercises(graded)
    if len(exercises) < 2:
        return ""
    marks = {(result.attempt.learner, result.key.id): result.grade for result in graded}
    head = "".join(f'<th class="n">{escape(title)}</th>' for _, title in exercises)
    rows = ""
    for name, average in sorted(_averages(graded).items(), key=lambda item: item[0].casefold()):
        cells = ""
        for identifier, _ in exercises:
            grade = marks.get((name, identifier))
            cells += f'<td class="n">{decimal_text(grade.mark) if grade else "–"}</td>'
        mean = decimal_text(round(average, 2))
        rows += f'<tr><td>{escape(name)}</td>{cells}<td class="n"><b>{mean}</b></td></tr>'
    # many exercises: their names stand upright, as in the table of mistakes
    upright = "heat" if len(exercises) > _UPRIGHT else "names"
    return (
        '<section class="list"><h2>Notes par exercice, du plus facile au plus difficile</h2>'
        f'<div class="wrap"><table class="{upright}"><thead><tr><th>Élève</th>{head}<th class="n">Moyenne</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></div></section>"
    )


def _kinds(graded: Sequence[Result]) -> str:
    grave: Counter[str] = Counter()
    light: Counter[str] = Counter()
    for result in graded:
        for mistake in result.grade.mistakes if result.grade else ():
            (grave if mistake.severity == "critical" else light)[mistake.kind] += 1
    present = sorted((k for k in KINDS if grave[k] + light[k]), key=lambda k: -(grave[k] + light[k]))
    if not present:
        return ""
    rows = [(KINDS[kind], [grave[kind], light[kind]], str(grave[kind] + light[kind])) for kind in present]
    chart = bars(rows, label="Fautes par classe", colors=("#a3161f", "#d9962b"))
    tags = '<span class="tag grave">critiques</span> <span class="tag light">non critiques</span>'
    key = f'<p class="soft">{tags}</p>'
    return f"<section><h2>Fautes par classe</h2>{key}{chart}</section>"


def _by_learner(graded: Sequence[Result]) -> str:
    counts: dict[str, Counter[str]] = {}
    for result in graded:
        counts.setdefault(result.attempt.learner, Counter()).update(
            m.kind for m in (result.grade.mistakes if result.grade else ())
        )
    present = [kind for kind in KINDS if any(one[kind] for one in counts.values())]
    if not present:
        return ""
    most = max(one[kind] for one in counts.values() for kind in present)
    head = "".join(f'<th class="n">{escape(KINDS[kind])}</th>' for kind in present)
    rows = ""
    for name in sorted(counts, key=str.casefold):
        cells = "".join(_heat(counts[name][kind], most) for kind in present)
        rows += f'<tr><td>{escape(name)}</td>{cells}<td class="n"><b>{counts[name].total()}</b></td></tr>'
    return (
        '<section class="list"><h2>Fautes de chaque élève</h2><div class="wrap"><table '
        'class="heat"><thead><tr><th>Élève</th>'
        f'{head}<th class="n">Total</th></tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _heat(count: int, most: int) -> str:
    if not count:
        return '<td class="n soft">·</td>'
    return f'<td class="n" style="background:rgba(217,150,43,{0.12 + 0.5 * count / most:.2f})">{count}</td>'


def _terms(graded: Sequence[Result]) -> str:
    terms = hardest_terms(graded)[:_TERMS]
    if not terms:
        return ""
    rows = [(term, [count], count_text(count, "copie")) for term, count in terms]
    chart = bars(rows, label="Termes les plus souvent faux", colors=("#7a3e9d",))
    return f"<section><h2>Termes les plus difficiles</h2>{chart}</section>"


def _progress(graded: Sequence[Result], scheme: Scheme) -> str:
    exercises = _exercises(graded)
    if len(exercises) < 2:
        return ""
    marks = {(result.attempt.learner, result.key.id): _mark(result) for result in graded}
    learners = sorted({result.attempt.learner for result in graded}, key=str.casefold)
    series: list[tuple[str, list[float | None]]] = [
        (name, [marks.get((name, identifier)) for identifier, _ in exercises]) for name in learners
    ]
    means: list[float | None] = []
    for identifier, _ in exercises:
        got = [mark for (_, other), mark in marks.items() if other == identifier]
        means.append(sum(got) / len(got) if got else None)
    series.append(("Moyenne", means))
    chart = lines(
        series, [title for _, title in exercises], label="Progression d’un exercice à l’autre",
        maximum=float(scheme.maximum), bold="Moyenne",
    )  # fmt: skip
    return f"<section><h2>Progression d’un exercice à l’autre</h2>{chart}</section>"


def _refused(results: Sequence[Result]) -> str:
    refused = [result for result in results if result.refused]
    if not refused:
        return ""
    items = "".join(f"<li><b>{escape(r.attempt.learner)}</b> : {escape(r.refused)}</li>" for r in refused)
    return f"<section><h2>Copies non notées</h2><ul>{items}</ul></section>"
