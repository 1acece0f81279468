"""Which words of a final text are wrong, and the fit of the risks that doubts are raised on.

A word of the final text is wrong when it does not match the gold ``written`` text, or when words of the gold
text are missing just before it. The risk model is fitted on all words; the limits are chosen on risks from
cross-validation over dictations: for passages (figures, dates, sides, negations, identities) low enough that
nearly all wrong ones are doubted, for other words so that enough of the wrong ones are, and no lower. Of the doubts
so raised, those of each kind whose risk is high enough to be right often are strong, the others quiet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from dictations import tokens as folded
from logistic import FOLDS, More, Numbers, cross_validated, fit
from rapidfuzz.distance import Levenshtein

from transcribe.core.revision import Revision
from transcribe.terms import Lexicon, Token
from transcribe.terms.checking import tokens_of
from transcribe.terms.finding import Reading, find
from transcribe.terms.passages import Passage, kind_of, passages
from transcribe.terms.risk import EVIDENCE, Risks, evidence
from transcribe.terms.tokens import tokenize

CAUGHT = 0.98  # of the wrong passages of each kind
MARGIN = 0.7  # of a limit: other voices than those it was chosen on
LEAST_PRECISE = 0.15  # of the passages doubted for their risk alone
WORDS_CAUGHT = 0.75
STRONG_RIGHT = {
    "unknown": 0.6,
    "unsure": 0.6,
    "confusable": 0.6,
}  # least share of strong marks on something wrong
STRONG_CRITICAL = 0.4  # the same for figures, dates, sides, negations, identities: at most, lower while …
STRONG_ALL = 0.6  # … of all strong marks together as many are right
_FEWEST = 10


@dataclass(frozen=True)
class Judged:
    """A final text: the evidence for each token, which are wrong, which are doubted whatever the risk."""

    dictation: str
    evidence: Numbers
    wrong: list[bool]
    doubted: set[int]
    decisive: list[bool]
    passages: list[Passage]
    revision: Revision
    tokens: list[Token]
    open: list[tuple[str, int, int]]
    """Doubts of the correction stage whose strength is open: kind, first and last token."""


def judge(name: str, revision: Revision, written: str, lexicon: Lexicon) -> Judged:
    """A corrected and written text, compared with the gold one."""
    found, pieces = tokens_of(revision)
    marks = [revision.span_of(doubt.first, doubt.last) for doubt in revision.doubts]
    certain = find(Reading(revision.text, found, [0.0] * len(found)), lexicon)
    marks += [(one.start, one.end) for one in certain]
    return Judged(
        name,
        np.array(evidence(revision.transcript, found, pieces, lexicon)),
        wrong_tokens(found, written),
        {
            index
            for index, token in enumerate(found)
            if any(low < token.end and token.start < high for low, high in marks)
        },
        [kind_of(found, index) is not None for index in range(len(found))],
        list(passages(revision.text, found)),
        revision,
        found,
        [
            (doubt.kind, places[0], places[-1])
            for doubt in revision.doubts
            if not doubt.strong
            and (
                places := [
                    i for i, one in enumerate(pieces) if one.first <= doubt.last and doubt.first <= one.last
                ]
            )
        ],
    )


def wrong_tokens(found: Sequence[Token], written: str) -> list[bool]:
    """Which tokens of a text do not match the gold text, or follow words that are missing.

    Both are cut alike (« 14/8 », « µmol/L »): the gold text cut otherwise made every unit with a stroke wrong.
    """
    flat = [(index, part) for index, token in enumerate(found) for part in folded(token.text)]
    gold = [part for token in tokenize(written) for part in folded(token.text)]
    wrong = [False] * len(found)
    for op in Levenshtein.opcodes([part for _, part in flat], gold):
        if op.tag in ("replace", "delete"):
            for place in range(op.src_start, op.src_end):
                wrong[flat[place][0]] = True
        elif op.tag == "insert" and flat:
            wrong[flat[min(op.src_start, len(flat) - 1)][0]] = True
    return wrong


def fit_risks(
    texts: Sequence[Judged], lexicon: Lexicon, extra: Sequence[Judged] = (), *, quiet: bool = False
) -> Risks:
    """The risk model, learnt from ``extra`` too, and its limits; says how they fare unless ``quiet``."""
    names = sorted({text.dictation for text in texts})
    rows, wrong = arrays(texts)
    more = More(*arrays(extra)) if extra else None
    folds = np.array([names.index(text.dictation) % FOLDS for text in texts for _ in text.wrong])
    risks = cross_validated(rows, wrong, folds, more)
    ends = np.cumsum([len(text.wrong) for text in texts])
    split = [list(part) for part in np.split(risks, ends[:-1])]
    kinds = sorted({kind(passage) for text in texts for passage in text.passages})
    limits = {name: passage_limit(name, texts, split) for name in kinds}
    word = word_limit(texts, split, limits)
    marks = marks_of(texts, split, word, limits, lexicon)
    strong = strong_limits(marks)
    figures = {
        **{name: round(value, 3) for name, value in fare(texts, split, word, limits).items()},
        "dictations": len(texts),
        "words": len(wrong),
        "wrong words": int(wrong.sum()),
    }
    model = fit(rows, wrong, more)
    if not quiet:
        print("risks")
        for name, weight in zip(EVIDENCE, model.weights[1:], strict=True):
            print(f"  {name:<18}{weight:+.2f}")
        print(f"  limits: words {word}, {limits}\n  {figures}")
        for name, of in sorted(marks.items()):
            kept = [wrong for risk, wrong in of if risk >= strong[name]]
            print(
                f"  {name:<12}{len(of):4} doubts, {sum(wrong for _, wrong in of) / len(of):6.1%} right; strong from "
                f"{strong[name]:.3f}: {len(kept):4}, {sum(kept) / max(1, len(kept)):6.1%} right"
            )
    return Risks(model, word, limits, strong, figures)


def arrays(texts: Sequence[Judged]) -> tuple[Numbers, Numbers]:
    """The evidence of every token of some texts, and whether each is wrong."""
    return (
        np.vstack([text.evidence for text in texts]),
        np.array([float(flag) for text in texts for flag in text.wrong]),
    )


def marks_of(
    texts: Sequence[Judged],
    risks: Sequence[Sequence[float]],
    word: float,
    limits: dict[str, float],
    lexicon: Lexicon,
) -> dict[str, list[tuple[float, bool]]]:
    """By kind, the risk of each doubt that the product would raise and weigh, and whether something there is wrong."""
    out: dict[str, list[tuple[float, bool]]] = {}
    for text, own in zip(texts, risks, strict=True):
        reading = Reading(text.revision.text, text.tokens, own, word, limits)
        marked = {
            index
            for index, token in enumerate(text.tokens)
            for low, high in (
                text.revision.span_of(doubt.first, doubt.last) for doubt in text.revision.doubts
            )
            if low < token.end and token.start < high
        }
        new = [
            ("date" if one.dated else one.kind, one.first, one.last)
            for one in find(reading, lexicon)
            if marked.isdisjoint(range(one.first, one.last + 1))
        ]
        for name, first, last in (*text.open, *new):
            wrong = any(text.wrong[first : last + 1])
            out.setdefault(name, []).append((reading.risk(first, last), wrong))
    return out


def strong_limits(marks: dict[str, list[tuple[float, bool]]]) -> dict[str, float]:
    """By kind, the risk from which a doubt is strong: low for what harms, as long as marks stay worth reading."""
    found: dict[str, float] = {}
    for critical in np.arange(STRONG_CRITICAL, 0.04, -0.02):
        limits = {
            name: strong_limit(of, STRONG_RIGHT.get(name, float(critical)))
            for name, of in sorted(marks.items())
        }
        kept = [wrong for name, of in marks.items() for risk, wrong in of if risk >= limits[name]]
        if found and sum(kept) < STRONG_ALL * len(kept):
            break
        found = limits
    return found


def strong_limit(marks: Sequence[tuple[float, bool]], wanted: float) -> float:
    """The lowest risk from which the doubts of a kind are right often enough; 0 with too few to tell.

    Where none is right often enough (a negation is seldom misheard), the few riskiest are strong all the same.
    """
    if len(marks) < _FEWEST:
        return 0.0
    riskiest = sorted((risk for risk, _ in marks), reverse=True)[_FEWEST - 1]
    fitting = [
        limit
        for limit in sorted({risk for risk, _ in marks})
        if (kept := [wrong for risk, wrong in marks if risk >= limit])
        and len(kept) >= _FEWEST
        and sum(kept) >= wanted * len(kept)
    ]
    return round(float(min(fitting, default=riskiest)), 3)


def kind(passage: Passage) -> str:
    return "date" if passage.dated else passage.kind


def word_limit(texts: Sequence[Judged], risks: Sequence[Sequence[float]], limits: dict[str, float]) -> float:
    """The highest risk for single words at which, with the passages, enough of the wrong words are doubted."""
    for limit in np.arange(0.9, 0.05, -0.01):
        if fare(texts, risks, float(limit), limits)["wrong words doubted"] >= WORDS_CAUGHT:
            return round(float(limit), 2)
    return 0.05


def passage_limit(name: str, texts: Sequence[Judged], risks: Sequence[Sequence[float]]) -> float:
    """The highest risk at which nearly all wrong passages of a kind are doubted, if not too many right ones are."""
    cases = []
    for text, own in zip(texts, risks, strict=True):
        for passage in text.passages:
            if kind(passage) == name:
                span = range(passage.first, passage.last + 1)
                doubted = any(index in text.doubted for index in span)
                wrong = any(text.wrong[index] for index in span)
                cases.append((passage_risk(passage, own), wrong, doubted))
    bad = sum(wrong for _, wrong, _ in cases)
    fitting = [0.9]
    for limit in np.arange(0.9, 0.005, -0.005):
        added = [wrong for risk, wrong, doubted in cases if risk >= limit and not doubted]
        if sum(added) >= LEAST_PRECISE * len(added):
            fitting.append(float(limit))
        if sum(wrong and (doubted or risk >= limit) for risk, wrong, doubted in cases) >= CAUGHT * bad:
            break
    return round(MARGIN * fitting[-1], 3)


def passage_risk(passage: Passage, risks: Sequence[float]) -> float:
    return 1 - float(np.prod([1 - risk for risk in risks[passage.first : passage.last + 1]]))


def fare(
    texts: Sequence[Judged], risks: Sequence[Sequence[float]], word: float, limits: dict[str, float]
) -> dict[str, float]:
    """What the limits give: wrong words and passages caught, share of doubts that hold an error."""
    caught = total = marks = good = missed = passed = 0
    for text, own in zip(texts, risks, strict=True):
        covered = {
            i for i, risk in enumerate(own) if i in text.doubted or (risk >= word and not text.decisive[i])
        }
        marks += len(covered)
        good += sum(text.wrong[i] for i in covered)
        for passage in text.passages:
            span = set(range(passage.first, passage.last + 1))
            wrong = any(text.wrong[i] for i in span)
            if covered.isdisjoint(span) and passage_risk(passage, own) >= limits[kind(passage)]:
                covered |= span
                marks += 1
                good += wrong
            missed += wrong and covered.isdisjoint(span)
            passed += 1
        total += sum(text.wrong)
        caught += sum(text.wrong[i] for i in covered)
    return {
        "wrong words doubted": caught / max(1, total),
        "doubts right": good / max(1, marks),
        "passages wrong without a doubt": missed / max(1, passed),
        "doubts a 100 words": 100 * marks / max(1, sum(len(text.wrong) for text in texts)),
    }
