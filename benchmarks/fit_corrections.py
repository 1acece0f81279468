"""Fits the weights of the correction stage and the risks of doubts on dictations, and writes them.

    python benchmarks/fit_corrections.py [--dictations DIR] [--model base] [--cache HEARINGS.pickle]
                                         [--windows STORE…]

Every proposal of the stage is a row: its evidence, and whether it is right, that is whether putting it in
place brings the heard words nearer to the gold ``spoken`` text and each of its words matches there (hyphens
and letters said one by one apart). Two logistic models (without and with the audio) are fitted with a ridge
penalty; probabilities used for the thresholds come from cross-validation over dictations, so no dictation
judges itself. ``apply`` is the lowest threshold at which the share of applied edits that are right is still
PRECISION (PRECISION_TYPED without the audio), ``doubt`` the lowest at which enough of the spans left in doubt
hold a wrong word.

Windows of synthetic dictations that ``training`` encoded and held back (``held-features``) may add rows: the
weights learn from them too, at a part of their number, the thresholds never do.

Then the texts that corrections leave, each corrected with weights fitted on the others, teach the risks
(``doubts.py``).
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from dictations import DEFAULT, read_dictations, tokens
from doubts import Judged, fit_risks, judge
from hearings import Case, Ears
from logistic import FOLDS, More, Numbers, cross_validated, fit
from rapidfuzz.distance import Levenshtein
from spoken import elisions_kept, letters_joined

from transcribe import letters, writing
from transcribe.core.revision import Revision
from transcribe.core.types import Transcript
from transcribe.terms import Lexicon, acronyms, load_lexicon
from transcribe.terms.correction.proposals import FEATURES, Proposal
from transcribe.terms.correction.stage import decide, listen, proposals_of
from transcribe.terms.correction.weights import HEARING_FEATURES, Weights
from transcribe.terms.grammar import put_right
from transcribe.terms.risk import Risks

FOLDER = Path(__file__).resolve().parent.parent / "transcribe" / "terms" / "correction"
PRECISION = 0.89
PRECISION_TYPED = 0.91  # nobody misheard a typed word: what is unknown is oftener right
DOUBT_PRECISION = 0.80


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal: where it stands, its evidence, and whether it is right."""

    dictation: str
    first: int
    last: int
    heard: str
    text: str
    evidence: tuple[float, ...]
    hearing: tuple[float, ...]
    right: bool
    misheard: bool


@dataclass(frozen=True)
class Lesson:
    """A dictation to learn from: what was heard, what may be proposed, and what that was worth."""

    case: Case
    proposals: list[Proposal]
    rows: list[Row]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--dictations", type=Path, default=DEFAULT)
    parser.add_argument("--model", default="base")
    parser.add_argument("--cache", type=Path, help="keep what is heard here, or take it from here")
    parser.add_argument("--threads", type=int, default=0)
    add_windows(parser)
    arguments = parser.parse_args()
    ears, lexicon = Ears(arguments.model, arguments.cache, threads=arguments.threads), load_lexicon()
    lessons = [lesson(ears.hear(dictation), lexicon) for dictation in read_dictations(arguments.dictations)]
    extra = extra_lessons(ears, arguments.windows, arguments.most_windows, lexicon)
    ears.keep()
    weights, risks = fit_both(lessons, extra, lexicon, quiet=False)
    for name, found in (("weights", weights), ("risks", risks)):
        (FOLDER / f"{name}.json").write_text(json.dumps(msgspec.to_builtins(found), indent=1) + "\n", "utf-8")


def add_windows(parser: argparse.ArgumentParser) -> None:
    """The options of windows to learn from besides the dictations."""
    parser.add_argument("--windows", type=Path, nargs="*", default=[], help="held-features of a training")
    parser.add_argument("--most-windows", type=int, default=200, help="of each store")


def extra_lessons(ears: Ears, stores: Sequence[Path], most: int, lexicon: Lexicon) -> list[Lesson]:
    """Windows that are no dictations, to learn from; their gold text is what was said, written by the program."""
    found: list[Lesson] = []
    for store in stores:
        for case in ears.hear_windows(store, most):
            spoken = Revision(Transcript.from_text(case.dictation.gold["spoken"]))
            case.dictation.gold["written"] = finished(spoken).text
            found.append(lesson(case, lexicon))
    return found


def lesson(case: Case, lexicon: Lexicon) -> Lesson:
    """All proposals for one dictation, weighed against its audio and its gold text."""
    proposals = proposals_of(Revision(case.transcript), lexicon)
    return Lesson(case, proposals, rows_of(case, proposals))


def fit_both(
    lessons: Sequence[Lesson], extra: Sequence[Lesson], lexicon: Lexicon, *, quiet: bool = True
) -> tuple[Weights, Risks]:
    """The weights of corrections, and the risks of what corrections by weights of other texts leave."""
    texts: list[Judged] = []
    rows, more = ([row for one in part for row in one.rows] for part in (lessons, extra))
    plain = fit_all(rows) if extra else None
    others_judged = [judged(one, plain, lexicon) for one in extra] if plain else []
    for fold in range(FOLDS):
        held = lessons[fold::FOLDS]
        others = [row for place, one in enumerate(lessons) if place % FOLDS != fold for row in one.rows]
        if held and others:
            weights = fit_all(others, more)
            texts += [judged(one, weights, lexicon) for one in held]
    return fit_all(rows, more, quiet=quiet), fit_risks(texts, lexicon, others_judged, quiet=quiet)


def judged(one: Lesson, weights: Weights, lexicon: Lexicon) -> Judged:
    """A dictation corrected and written, its words compared with the gold text."""
    dictation = one.case.dictation
    return judge(
        dictation.name, finished(corrected(one, weights, lexicon)), dictation.gold["written"], lexicon
    )


def corrected(one: Lesson, weights: Weights, lexicon: Lexicon) -> Revision:
    """A dictation as the program would correct it with these weights."""
    return put_right(decide(Revision(one.case.transcript), one.proposals, weights, one.case.score), lexicon)


def finished(revision: Revision) -> Revision:
    """A corrected dictation, written, its identities compared."""
    written = writing.write(revision, acronyms=acronyms())
    return written.revise(doubts=letters.check_identity(written))


def rows_of(case: Case, proposals: Sequence[Proposal]) -> list[Row]:
    """The proposals for a hearing as rows."""
    words = case.transcript.words
    heard = [said(word.text) for word in words]
    gold = said(case.dictation.gold["spoken"])
    matched = matched_words(heard, gold)
    return [
        Row(
            case.dictation.name,
            proposal.span.first,
            proposal.span.last,
            proposal.span.text,
            proposal.text,
            proposal.evidence,
            evidence,
            is_right(proposal.span.first, proposal.span.last, proposal.written, heard, gold),
            any(place not in matched for place in range(proposal.span.first, proposal.span.last + 1)),
        )
        for proposal, evidence in listen(proposals, words, case.score)
    ]


def said(text: str) -> list[str]:
    """Tokens as they sound: hyphens apart, letters said one by one together (« I R M » is ``irm``)."""
    return letters_joined(" ".join(tokens(elisions_kept(text))).replace("-", " ").split())


def matched_words(heard: Sequence[Sequence[str]], gold: Sequence[str]) -> set[int]:
    """Indexes of the heard words all of whose tokens match the gold text."""
    flat = [(place, token) for place, word in enumerate(heard) for token in word]
    equal = {
        index
        for op in Levenshtein.opcodes([token for _, token in flat], gold)
        if op.tag == "equal"
        for index in range(op.src_start, op.src_end)
    }
    missed = {place for index, (place, _) in enumerate(flat) if index not in equal}
    return set(range(len(heard))) - missed


def is_right(first: int, last: int, text: str, heard: Sequence[Sequence[str]], gold: Sequence[str]) -> bool:
    """Whether ``text`` in the place of words brings them nearer to the gold, each of its words matching."""
    low, high = max(0, first - 30), min(len(heard), last + 31)
    before = [token for word in heard[low:first] for token in word]
    after = [token for word in heard[last + 1 : high] for token in word]
    old = [token for word in heard[first : last + 1] for token in word]
    new = said(text)
    near = _gold_window(before + old + after, gold)
    if Levenshtein.distance(before + new + after, near) >= Levenshtein.distance(before + old + after, near):
        return False
    matched = {
        place
        for op in Levenshtein.opcodes(before + new + after, near)
        if op.tag == "equal"
        for place in range(op.src_start, op.src_end)
    }
    return all(place in matched for place in range(len(before), len(before) + len(new)))


def _gold_window(heard: Sequence[str], gold: Sequence[str]) -> list[str]:
    """The part of the gold text that a stretch of heard words aligns with, and a little more."""
    best = Levenshtein.opcodes(list(heard), list(gold))
    places = [op.dest_start for op in best if op.tag == "equal"]
    ends = [op.dest_end for op in best if op.tag == "equal"]
    return list(gold[max(0, min(places, default=0) - 10) : max(ends, default=len(gold)) + 10])


def fit_all(rows: Sequence[Row], extra: Sequence[Row] = (), *, quiet: bool = True) -> Weights:
    """Both models and their thresholds; says how they fare unless ``quiet``."""
    names = sorted({row.dictation for row in rows})
    folds = np.array([names.index(row.dictation) % FOLDS for row in rows])
    prior, both, right = arrays(rows)
    more_prior, more_both, more_right = arrays(extra)
    prior_more, more = More(more_prior, more_right), More(more_both, more_right)
    prior_probability = cross_validated(prior, right, folds, prior_more)
    probability = cross_validated(both, right, folds, more)
    model = fit(both, right, more)
    if not quiet:
        print(
            f"{len(rows)} proposals in {len(names)} dictations, {right.mean():.1%} right; {len(extra)} more"
        )
        describe("without audio", rows, prior_probability)
        describe("with audio", rows, probability)
        for name, weight in zip((*FEATURES, *HEARING_FEATURES), model.weights[1:], strict=True):
            print(f"  {name:<18}{weight:+.2f}")
    return Weights(
        prior=fit(prior, right, prior_more),
        heard=model,
        ask=ask_threshold(prior_probability, right),
        apply=threshold(rows, probability, PRECISION),
        doubt=doubt_threshold(rows, probability),
        apply_typed=threshold(rows, prior_probability, PRECISION_TYPED),
        doubt_typed=doubt_threshold(rows, prior_probability),
    )


def arrays(rows: Sequence[Row]) -> tuple[Numbers, Numbers, Numbers]:
    """Evidence without the audio, evidence with it, and whether each row is right."""
    prior = np.array([row.evidence for row in rows], dtype=float)
    both = np.array([(*row.evidence, *row.hearing) for row in rows], dtype=float)
    return prior, both, np.array([row.right for row in rows], dtype=float)


def chosen(rows: Sequence[Row], probability: Numbers, least: float) -> list[int]:
    """Rows applied at a threshold: the likeliest first, none overlapping another."""
    taken: set[tuple[str, int]] = set()
    kept: list[int] = []
    for index in np.argsort(-probability, kind="stable"):
        if probability[index] < least:
            break
        row = rows[index]
        words = {(row.dictation, place) for place in range(row.first, row.last + 1)}
        if taken.isdisjoint(words):
            taken |= words
            kept.append(int(index))
    return kept


def threshold(rows: Sequence[Row], probability: Numbers, precision: float) -> float:
    """The lowest probability at which what is chosen is right often enough; 1 if there is none."""
    best = 1.0
    for least in np.arange(0.99, 0.04, -0.01):
        kept = chosen(rows, probability, float(least))
        if len(kept) >= 10 and sum(rows[index].right for index in kept) / len(kept) >= precision:
            best = float(least)
    return round(best, 2)


def doubt_threshold(rows: Sequence[Row], probability: Numbers) -> float:
    """The lowest probability from which the spans chosen hold a wrong word often enough."""
    best = 0.5
    for least in np.arange(0.5, 0.02, -0.01):
        kept = chosen(rows, probability, float(least))
        if sum(rows[index].misheard for index in kept) >= DOUBT_PRECISION * len(kept):
            best = float(least)
    return round(best, 2)


def ask_threshold(probability: Numbers, right: Numbers) -> float:
    """The audio is asked about the proposals that hold 95 % of the right ones."""
    return round(float(np.quantile(probability[right > 0], 0.05)), 4)


def describe(title: str, rows: Sequence[Row], probability: Numbers) -> None:
    """A line for each threshold: how many are applied and how many of them are right."""
    print(title)
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        kept = chosen(rows, probability, least)
        good = sum(rows[index].right for index in kept)
        print(f"  from {least:.2f}: {len(kept):4} applied, {good / max(1, len(kept)):6.1%} right")


if __name__ == "__main__":
    main()
