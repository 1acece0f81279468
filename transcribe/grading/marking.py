"""The grade of an attempt: a pure function of two texts, a lexicon and a marking scheme."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from transcribe.documents.types import Style
from transcribe.french import fold
from transcribe.grading.agreeing import agreement_rule
from transcribe.grading.asked import Work, shares, work_of
from transcribe.grading.compare import Comparison, compare
from transcribe.grading.lexical import Words, confusions, words_of
from transcribe.grading.outline import outline
from transcribe.grading.pricing import floored, priced, step_of
from transcribe.grading.rules import RULES
from transcribe.grading.ruling import added, changed, ruled
from transcribe.grading.scheme import DEFAULT, Scheme, shipped_scheme
from transcribe.grading.slips import Slip
from transcribe.grading.tokens import tokenize
from transcribe.grading.types import Decision, Grade, Kind, Lexicon, Mistake, Page
from transcribe.grading.wordclass import differs_by_ligature

# classes in which the same slip made again costs nothing more
_ONCE: frozenset[Kind] = frozenset(
    ["terminology", "drug", "spelling", "accent", "agreement", "homophone", "capital", "typography",
     "abbreviation", "identity"]
)  # fmt: skip
_SHOWN = 160
_OPENING = 6
_OF_A_DRAFT = 5
"""Words that a draft may lack at one place as a fault of its own; a longer hole is the learner's."""


def grade(
    reference: Page | str,
    attempt: Page | str,
    lexicon: Lexicon,
    *,
    scheme: Scheme | str = DEFAULT,
    given: Page | None = None,
    decisions: Sequence[Decision] = (),
) -> Grade:
    """Marks an attempt against its reference.

    ``scheme`` is a ``Scheme`` or the name of a shipped one (``sur-20``, ``aqdoc``, ``taux``). ``given`` is the draft
    that the learner was asked to put right: the mark is then the share of its faults that are, less what was spoilt.
    ``decisions`` are the trainer's for this attempt.
    ``grade(x, x, lexicon)`` is perfect, and line breaks that the reference does not have change nothing.
    """
    model = _page(reference)
    rules = shipped_scheme(scheme) if isinstance(scheme, str) else scheme
    words = words_of(lexicon)
    shown = _styled_as(model, _page(attempt)) if given is not None else _page(attempt)
    compared = partial(compare, model, words=words, french_spaces=rules.french_spaces, decisions=decisions)
    found, waived = ruled(compared(shown), decisions)
    total = sum(token.kind != "mark" for token in found.reference)
    work = None
    if given is not None:
        before, _ = ruled(compared(_styled_as(model, given)), decisions)
        work = work_of(before.slips, found.slips) if before.slips else None
    mistakes = _charged(found, work, _Marking(rules, total, model, shown, decisions))
    mistakes.sort(key=lambda m: (m.severity != "critical", m.reference_start, m.start))
    mistakes, short = floored(mistakes, rules.maximum)
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
        floored=short,
        words=total,
        asked=work.asked if work else 0,
        corrected=work.done if work else 0,
        figures={
            "word_error_rate": wrong / max(total, 1),
            "term_recall": recall,
            "per_hundred": 100 * len(mistakes) / max(total, 1),
        },
        missed_terms=missed,
        waived=tuple(waived),
    )


def _styled_as(model: Page, page: Page) -> Page:
    """A page without styles counts as one of plain paragraphs where the reference wants styles."""
    if not model.styles or page.styles:
        return page
    none: Style = ""
    plain = tuple(none for _ in page.text.split("\n"))
    return replace(page, styles=plain)


@dataclass(frozen=True, slots=True)
class _Marking:
    """What slips are charged by; ``total`` is the number of words of the reference."""

    rules: Scheme
    total: int
    model: Page
    attempt: Page
    decisions: Sequence[Decision]


def _charged(found: Comparison, work: Work | None, by: _Marking) -> list[Mistake]:
    """Every slip as a mistake with its points: by the work left undone, else by the scheme; the trainer's last."""
    headings = outline(by.model.text).headings
    mistakes = [
        changed(found, slip, _mistake(slip, headings, by.model), by.decisions) for slip in found.slips
    ]
    more = added(by.attempt, by.decisions)
    if work is None:
        return priced([*_once(mistakes), *more], by.rules, by.total)
    points = shares(work, by.rules.maximum, max(step_of(by.rules), Decimal("0.01")))
    undone = [
        replace(mistake, points=_decided(mistake, max(cost, _share(mistake, by))), asked=True)
        for mistake, cost, left in zip(mistakes, points, work.left, strict=True)
        if left
    ]
    spoilt = [mistake for mistake, left in zip(mistakes, work.left, strict=True) if not left]
    return [*undone, *priced([*_once(spoilt), *more], by.rules, by.total)]


def _share(mistake: Mistake, by: _Marking) -> Decimal:
    """What a passage left out costs by itself, faults of the draft in it or none; 0 for other mistakes."""
    lost = mistake.kind == "omission" and not mistake.found and mistake.words > _OF_A_DRAFT
    return priced([mistake], by.rules, by.total)[0].points if lost else Decimal(0)


def _decided(mistake: Mistake, points: Decimal) -> Decimal:
    """The points that the trainer set, else those found."""
    own = mistake.decision.points if mistake.decision else None
    return points if own is None else own


def _page(text: Page | str) -> Page:
    return text if isinstance(text, Page) else Page(text)


def _mistake(slip: Slip, headings: Sequence[str], model: Page) -> Mistake:
    rule, revise = RULES[slip.case]
    expected = _opening(slip.expected) if slip.unfinished else _short(slip.expected)
    names = {
        "expected": expected.rstrip(" :\u00a0\u202f") or slip.expected,
        "found": _short(slip.found),
    }
    place = min(slip.i1, len(headings) - 1)
    return Mistake(
        kind=slip.kind,
        severity=slip.severity,
        expected=slip.expected,
        found=slip.found,
        rule=agreement_rule(slip, model)
        or confusions().get((slip.expected.lower(), slip.found.lower()))
        or rule.format(**names),
        revise=revise,
        start=slip.start,
        end=slip.end,
        reference_start=slip.reference_start,
        reference_end=slip.reference_end,
        words=slip.words,
        heading=headings[place] if headings else "",
        flagged=slip.flagged,
        repeats=slip.also,
        unfinished=slip.unfinished,
    )


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")


def _short(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    return text[: _SHOWN // 2].rsplit(" ", 1)[0] + " … " + text[-_SHOWN // 2 :].split(" ", 1)[-1]


def _once(mistakes: Sequence[Mistake]) -> list[Mistake]:
    """The same slip again is folded into its first occurrence, which says so."""
    first: dict[tuple[str, ...], int] = {}
    out: list[Mistake] = []
    for mistake in mistakes:
        said = mistake.kind == "punctuation" and mistake.found[-1:].isalpha()
        key: tuple[str, ...] = (mistake.kind, *_stems(mistake.expected.lower(), mistake.found.lower()))
        if mistake.kind == "typography" and len(mistake.found) == 1:
            key = (mistake.kind, mistake.rule)
        if mistake.kind == "typography" and differs_by_ligature(mistake.expected, mistake.found):
            key = (mistake.kind, "ligature")  # one keyboard, one cause
        if not (mistake.kind in _ONCE or said) or key not in first:
            first.setdefault(key, len(out))
            out.append(mistake)
            continue
        known = out[first[key]]
        out[first[key]] = replace(known, repeats=(*known.repeats, (mistake.start, mistake.end)))
    return [_say_repeats(m) if m.repeats and m.kind in _ONCE | {"punctuation"} else m for m in out]


def _stems(expected: str, found: str) -> tuple[str, str]:
    """« nodules » written « nodulles » is the slip of « nodule » written « nodulle »."""
    if expected.endswith("s") and found.endswith("s"):
        return expected[:-1], found[:-1]
    return expected, found


def _say_repeats(mistake: Mistake) -> Mistake:
    return replace(mistake, rule=f"{mistake.rule} ({len(mistake.repeats) + 1} fois, comptée une seule fois.)")


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
