"""The grade of an attempt: a pure function of two texts, a lexicon and a marking scheme."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from transcribe.french import fold
from transcribe.grading.changes import Slip
from transcribe.grading.compare import Comparison, compare
from transcribe.grading.lexical import Words, confusions, words_of
from transcribe.grading.outline import outline
from transcribe.grading.rules import RULES
from transcribe.grading.scheme import DEFAULT, Scheme, shipped_scheme
from transcribe.grading.tokens import tokenize
from transcribe.grading.types import Grade, Kind, Lexicon, Mistake, Page

# classes in which the same slip made again costs nothing more
_ONCE: frozenset[Kind] = frozenset(
    ["terminology", "drug", "spelling", "accent", "agreement", "homophone", "capital", "typography",
     "abbreviation", "identity"]
)  # fmt: skip
_SHOWN = 160


def grade(
    reference: Page | str, attempt: Page | str, lexicon: Lexicon, *, scheme: Scheme | str = DEFAULT
) -> Grade:
    """Marks an attempt against its reference.

    ``scheme`` is a ``Scheme`` or the name of a shipped one (``sur-20``, ``aqdoc``, ``taux``).
    ``grade(x, x, lexicon)`` is perfect, and line breaks that the reference does not have change nothing.
    """
    model = _page(reference)
    given = _page(attempt)
    rules = shipped_scheme(scheme) if isinstance(scheme, str) else scheme
    words = words_of(lexicon)
    found = compare(model, given, words, french_spaces=rules.french_spaces)
    total = sum(token.kind != "mark" for token in found.reference)
    headings = outline(model.text).headings
    mistakes = [_mistake(slip, headings) for slip in found.slips]
    mistakes = _priced(_once(mistakes), rules, total)
    mistakes.sort(key=lambda m: (m.severity != "critical", m.reference_start, m.start))
    mistakes, floored = _floor(mistakes, rules.maximum)
    lost = sum((m.points for m in mistakes), Decimal(0))
    recall, missed = _term_recall(model, found, words)
    wrong = sum(slip.words for slip in found.slips)
    mark = rules.maximum - lost
    return Grade(
        mark=mark,
        maximum=rules.maximum,
        mistakes=tuple(mistakes),
        scheme=rules.id,
        passed=None if rules.passing is None else mark >= rules.passing,
        threshold=rules.passing,
        floored=floored,
        words=total,
        figures={"word_error_rate": wrong / max(total, 1), "term_recall": recall},
        missed_terms=missed,
    )


def _page(text: Page | str) -> Page:
    return text if isinstance(text, Page) else Page(text)


def _mistake(slip: Slip, headings: Sequence[str]) -> Mistake:
    rule, revise = RULES[slip.case]
    names = {
        "expected": _short(slip.expected).rstrip(" :\u00a0\u202f") or slip.expected,
        "found": _short(slip.found),
    }
    place = min(slip.i1, len(headings) - 1)
    return Mistake(
        kind=slip.kind,
        severity=slip.severity,
        expected=slip.expected,
        found=slip.found,
        rule=confusions().get((slip.expected.lower(), slip.found.lower())) or rule.format(**names),
        revise=revise,
        start=slip.start,
        end=slip.end,
        reference_start=slip.reference_start,
        reference_end=slip.reference_end,
        words=slip.words,
        heading=headings[place] if headings else "",
    )


def _short(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    return text[: _SHOWN // 2].rsplit(" ", 1)[0] + " … " + text[-_SHOWN // 2 :].split(" ", 1)[-1]


def _once(mistakes: Sequence[Mistake]) -> list[Mistake]:
    """The same slip again is folded into its first occurrence, which says so."""
    first: dict[tuple[str, ...], int] = {}
    out: list[Mistake] = []
    for mistake in mistakes:
        sort = (mistake.rule,) if mistake.kind == "typography" and len(mistake.found) == 1 else ()
        key = (mistake.kind, *(sort or (mistake.expected.lower(), mistake.found.lower())))
        if mistake.kind not in _ONCE or key not in first:
            first.setdefault(key, len(out))
            out.append(mistake)
            continue
        known = out[first[key]]
        out[first[key]] = replace(known, repeats=(*known.repeats, (mistake.start, mistake.end)))
    return [_say_repeats(m) if m.repeats else m for m in out]


def _say_repeats(mistake: Mistake) -> Mistake:
    return replace(mistake, rule=f"{mistake.rule} ({len(mistake.repeats) + 1} fois, comptée une seule fois.)")


def _priced(mistakes: list[Mistake], scheme: Scheme, total: int) -> list[Mistake]:
    if scheme.method == "words":
        return _priced_by_words(mistakes, scheme, total)
    return [replace(m, points=scheme.points(m.kind, m.severity, m.words)) for m in mistakes]


def _priced_by_words(mistakes: list[Mistake], scheme: Scheme, total: int) -> list[Mistake]:
    """Each mistake takes its share of the word error rate, rounded so that the sum is the rounded total."""
    step = Decimal(1).scaleb(-scheme.decimals)
    out: list[Mistake] = []
    done, wrong = Decimal(0), 0
    for mistake in mistakes:
        wrong += mistake.words * (1 + len(mistake.repeats))
        reached = (scheme.maximum * wrong / max(total, 1)).quantize(step, ROUND_HALF_UP)
        out.append(replace(mistake, points=reached - done))
        done = reached
    return out


def _floor(mistakes: list[Mistake], maximum: Decimal) -> tuple[list[Mistake], bool]:
    """No mark is below 0: once the maximum is lost, further mistakes cost nothing."""
    left = maximum
    out: list[Mistake] = []
    floored = False
    for mistake in mistakes:
        points = min(mistake.points, left)
        floored = floored or points < mistake.points
        left -= points
        out.append(mistake if points == mistake.points else replace(mistake, points=points))
    return out, floored


def _term_recall(reference: Page, found: Comparison, words: Words) -> tuple[float, tuple[str, ...]]:
    """Share of the reference's medical terms that are rightly written, and those that are not."""
    spoilt = {
        i
        for slip in found.slips
        if slip.kind not in {"capital", "punctuation", "typography", "layout"}
        for i in range(slip.i1, slip.i2)
    }
    places = _listed_terms(reference, found) or _lexicon_terms(found, words)
    missed = [name for name, span in places if not spoilt.isdisjoint(span)]
    recall = 1.0 if not places else 1 - len(missed) / len(places)
    return recall, tuple(dict.fromkeys(missed))


def _listed_terms(reference: Page, found: Comparison) -> list[tuple[str, range]]:
    keys = [fold(token.text) for token in found.reference]
    places: list[tuple[str, range]] = []
    start = 0
    for term in reference.terms:
        wanted = [fold(token.text) for token in tokenize(term)]
        for origin in (start, 0):
            at = _find(keys, wanted, origin)
            if at is not None:
                places.append((term, range(at, at + len(wanted))))
                start = at + 1
                break
    return places


def _find(keys: Sequence[str], wanted: Sequence[str], start: int) -> int | None:
    if not wanted:
        return None
    for at in range(start, len(keys) - len(wanted) + 1):
        if keys[at : at + len(wanted)] == list(wanted):
            return at
    return None


def _lexicon_terms(found: Comparison, words: Words) -> list[tuple[str, range]]:
    return [
        (token.text, range(i, i + 1))
        for i, token in enumerate(found.reference)
        if token.kind == "word" and (words.drug(token.text) or words.is_term(token.text))
    ]
