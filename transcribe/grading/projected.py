"""The page to project to a class: what everybody can learn from, and nobody's name."""

import re
from collections import Counter
from collections.abc import Sequence
from html import escape

from transcribe.french import fold
from transcribe.grading.charts import bars
from transcribe.grading.class_html import cards, figures, kinds_section
from transcribe.grading.french import count_text, decimal_text, difference
from transcribe.grading.scheme import Scheme
from transcribe.grading.sitting import Result
from transcribe.grading.style import page
from transcribe.grading.summary import Summary, summary
from transcribe.grading.types import Mistake

_BANDS = 5
_MOST, _LEAST_COPIES = 12, 2
_LONGEST = 80
_REPEATED = re.compile(r" \(\d+ fois, [^)]*\)$")  # what one copy did more than once
_LEAST_MARKS = 5
"""Marks under which their spread would tell whose they are."""
_LARGE = "body{font-size:21px}h1{font-size:2.1rem}h2{font-size:1.5rem}.card b{font-size:2.1rem}"


def projected_html(results: Sequence[Result], scheme: Scheme) -> str:
    """One self-contained page without a name, an identifier, a file or a sentence of one learner alone."""
    return page("Ce que la classe retient", projected_body(results, scheme), css=_LARGE)


def projected_body(results: Sequence[Result], scheme: Scheme) -> str:
    """What stands in the page, for any shell that brings the style."""
    whole = summary(results, scheme)
    nobody = _Names(results)
    parts = [
        f'<header class="top"><div><h1>Ce que la classe retient</h1></div></header>{cards(figures(whole))}',
        _spread(whole), kinds_section(whole), _common(whole, nobody), _terms(whole, nobody),
    ]  # fmt: skip
    return "\n".join(part for part in parts if part)


class _Names:
    """The words of the learners' names, which may stand in no text shown."""

    def __init__(self, results: Sequence[Result]) -> None:
        whole = " ".join(f"{one.attempt.learner} {one.attempt.learner_id}" for one in results)
        self._words = {word for word in _words(whole) if len(word) > 2}

    def free(self, text: str) -> bool:
        """Whether a text has none of them."""
        return self._words.isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text))


def _spread(whole: Summary) -> str:
    marks = whole.marks()
    if len(marks) < _LEAST_MARKS:
        return ""
    top = float(whole.scheme.maximum)
    counts = Counter(min(_BANDS - 1, int(mark * _BANDS / top)) for mark in marks)
    rows = [
        (
            f"{decimal_text(top * band / _BANDS)} à {decimal_text(top * (band + 1) / _BANDS)}",
            [float(counts[band])],
            count_text(counts[band], "copie"),
        )
        for band in reversed(range(_BANDS))
    ]
    title = "Répartition des notes"
    return f"<section><h2>{title}</h2>{bars(rows, label=title, head=('Note', 'Copies'))}</section>"


def _common(whole: Summary, nobody: _Names) -> str:
    """The mistakes that several copies have, with their rule."""
    copies: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], Mistake] = {}
    for _, grade in whole.graded():
        for mistake in {(m.kind, m.expected, m.found): m for m in grade.mistakes}.values():
            if mistake.kind == "identity" or not mistake.expected or mistake.unfinished or mistake.decision:
                continue
            place = (mistake.expected, mistake.found)
            copies[place] += 1
            shown.setdefault(place, mistake)
    often = [
        (shown[place], count)
        for place, count in copies.most_common()
        if count >= _LEAST_COPIES
        and len(difference(shown[place])) <= _LONGEST
        and nobody.free(f"{difference(shown[place])} {shown[place].rule}")
    ][:_MOST]
    if not often:
        return ""
    items = "".join(
        f'<li><b>{escape(difference(mistake))}</b> <span class="soft">({count_text(count, "copie")})</span><br>'
        f"{escape(_REPEATED.sub('', mistake.rule))}</li>"
        for mistake, count in often
    )
    return f"<section><h2>Les fautes que plusieurs ont faites</h2><ul>{items}</ul></section>"


def _terms(whole: Summary, nobody: _Names) -> str:
    terms = [(term, n) for term, n in whole.hardest_terms() if n >= _LEAST_COPIES and nobody.free(term)][
        :_MOST
    ]
    if not terms:
        return ""
    rows = [(term, [float(count)], count_text(count, "copie")) for term, count in terms]
    title = "Termes à revoir ensemble"
    chart = bars(rows, label=title, head=("Terme", "Copies"), colors=("#7a3e9d",))
    return f"<section><h2>{title}</h2>{chart}</section>"
