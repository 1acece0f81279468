"""The correction stage: proposals for what looks wrong, the audio asked, the sure ones applied."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from transcribe.core.revision import Revision
from transcribe.core.scoring import Question, Scorer
from transcribe.core.types import Doubt, DoubtKind, Edit, Word
from transcribe.french import fold
from transcribe.terms.confusions import confusions
from transcribe.terms.correction.proposals import Proposal, propose
from transcribe.terms.correction.spans import Span, suspicious_spans, take_apart
from transcribe.terms.correction.weights import Weights, fitted, hearing_evidence
from transcribe.terms.grammar import put_right
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.specialties import terms_of

_SENTENCE_ENDS = (".", "!", "?", "…")
_MOST_QUESTIONS_A_SECOND = 1.5
_ELIDABLE = frozenset("de le la ne que jusque".split())
_VOWELS = frozenset({"a", "e", "i", "o", "u", "oe", "ae"})
_RIVAL = 0.3  # of the probability of the likeliest: a doubt, not an edit


@dataclass(frozen=True, slots=True)
class Weighed:
    """A proposal and the probability that it is right."""

    proposal: Proposal
    probability: float
    confirmed: bool


def correct(
    revision: Revision,
    lexicon: Lexicon,
    *,
    score: Scorer | None = None,
    specialty: str = "",
    weights: Weights | None = None,
) -> Revision:
    """The revision with misheard terms corrected where the evidence is strong, doubted where it is close.

    Works on the heard words: call it before other edits. ``score`` asks the audio; without it (a typed text)
    spelling and sound decide alone. Identities, figures, sides and negations are never replaced. Then words
    agree in number and gender where the sound cannot tell (``grammar``). ``specialty`` is a specialty id or
    empty; ``weights`` are the shipped ones unless given.

    Raises:
        ValueError: the revision already has edits.
    """
    if revision.edits:
        raise ValueError("correct() works on heard words, before any edit")
    proposals = proposals_of(revision, lexicon, specialty=specialty)
    return put_right(decide(revision, proposals, weights or fitted(), score), lexicon)


def decide(
    revision: Revision, proposals: Sequence[Proposal], weights: Weights, score: Scorer | None
) -> Revision:
    """The revision with the proposals applied that are sure enough, doubts where they are close."""
    words = revision.transcript.words
    weighed = weigh(proposals, words, weights, score, duration=revision.transcript.duration)
    apply_from = weights.apply if score else weights.apply_typed
    doubt_from = weights.doubt if score else weights.doubt_typed
    chosen = [item for item in choose(weighed, apply_from) if not _is_dangerous(item, weighed)]
    taken = {index for item in chosen for index in _indexes(item.proposal.span)}
    edits = [_edit(item, words, weighed, taken, heard=score is not None) for item in chosen]
    doubts = _doubts(weighed, taken, doubt_from)
    return revision.revise(edits, doubts=doubts)


def proposals_of(revision: Revision, lexicon: Lexicon, *, specialty: str = "") -> list[Proposal]:
    """All proposals for all suspicious spans, in reading order."""
    heard = take_apart(revision.transcript.words, lexicon)
    favoured = frozenset(terms_of(specialty))
    return [
        proposal
        for span in suspicious_spans(revision.transcript, heard)
        for proposal in propose(span, lexicon, specialty=specialty, favoured=favoured)
    ]


def weigh(
    proposals: Sequence[Proposal],
    words: Sequence[Word],
    weights: Weights,
    score: Scorer | None,
    *,
    duration: float = 0.0,
) -> list[Weighed]:
    """Each proposal with its probability; the audio is asked only about those that have a chance."""
    priors = [weights.prior.probability(proposal.evidence) for proposal in proposals]
    if score is None:
        return [Weighed(p, prior, False) for p, prior in zip(proposals, priors, strict=True)]
    asked = [proposal for proposal, prior in zip(proposals, priors, strict=True) if prior >= weights.ask]
    most = max(20, round(duration * _MOST_QUESTIONS_A_SECOND))
    if len(asked) > most:
        floor = sorted(priors, reverse=True)[most]
        asked = [p for p, prior in zip(proposals, priors, strict=True) if prior > floor]
    return [
        Weighed(proposal, weights.heard.probability((*proposal.evidence, *evidence)), evidence[0] > 0)
        for proposal, evidence in listen(asked, words, score)
    ]


def listen(
    proposals: Sequence[Proposal], words: Sequence[Word], score: Scorer
) -> list[tuple[Proposal, tuple[float, ...]]]:
    """Each proposal with what the audio says of it; one question a span."""
    spans = [list(group) for _, group in groupby(proposals, key=lambda p: (p.span.first, p.span.last))]
    questions: list[Question] = []
    for group in spans:
        span = group[0].span
        heard = " ".join(word.text for word in words[span.first : span.last + 1])
        texts = (heard, *(_in_place(proposal, words) for proposal in group))
        questions.append(Question(span.first, span.last, texts))
    found: list[tuple[Proposal, tuple[float, ...]]] = []
    for group, question, scores in zip(spans, questions, score(questions), strict=True):
        for index, proposal in enumerate(group):
            evidence = hearing_evidence(scores[0], scores[1:], index, len(question.texts[0]))
            found.append((proposal, evidence))
    return found


def choose(weighed: Iterable[Weighed], threshold: float) -> list[Weighed]:
    """The likeliest proposals that do not overlap, those of at least ``threshold``."""
    chosen: list[Weighed] = []
    taken: set[int] = set()
    for item in sorted(weighed, key=lambda w: (-w.probability, -w.proposal.span.size, w.proposal.span.first)):
        if item.probability < threshold:
            break
        indexes = _indexes(item.proposal.span)
        if taken.isdisjoint(indexes):
            chosen.append(item)
            taken.update(indexes)
    return chosen


def _is_dangerous(item: Weighed, weighed: Iterable[Weighed]) -> bool:
    """Whether a word known to be taken for this one, and of another sense, is nearly as likely here."""
    others = {confusion.other.lower() for confusion in confusions(item.proposal.text)}
    return any(
        rival.proposal.text.lower() in others
        and rival.proposal.span == item.proposal.span
        and rival.probability >= _RIVAL * item.probability
        for rival in weighed
    )


def _indexes(span: Span) -> range:
    return range(span.first, span.last + 1)


def _in_place(proposal: Proposal, words: Sequence[Word]) -> str:
    """The proposal as it is written at its place: a capital only where a sentence starts."""
    span = proposal.span
    starts = span.first == 0 or words[span.first - 1].text.endswith(_SENTENCE_ENDS)
    written = proposal.written
    heard = words[span.first].text.lstrip('«"(')
    return written[:1].upper() + written[1:] if starts and heard[:1].isupper() else written


def _edit(
    item: Weighed, words: Sequence[Word], weighed: Sequence[Weighed], taken: Container[int], *, heard: bool
) -> Edit:
    span, first, text = item.proposal.span, item.proposal.span.first, _in_place(item.proposal, words)
    if first - 1 not in taken and (elided := _elided(words, span, text)):
        first, text = first - 1, elided + text
    rivals = sorted(
        (w for w in weighed if w.proposal.span == span and w is not item), key=lambda w: -w.probability
    )
    return Edit(
        first,
        span.last,
        text,
        "term",
        _reason(item, heard=heard),
        round(item.probability, 3),
        tuple(dict.fromkeys(w.proposal.text for w in rivals))[:4],
    )


def _elided(words: Sequence[Word], span: Span, text: str) -> str:
    """The word before a correction as it stands before a vowel: « de » is « d’ » in « pas d’œdème »; or nothing."""
    before = words[span.first - 1].text if span.before else ""
    if span.prefix or before.lower() not in _ELIDABLE or fold(text[:1]) not in _VOWELS:
        return ""
    return before[:-1] + "’"


def _reason(item: Weighed, *, heard: bool) -> str:
    span, text = item.proposal.span, item.proposal.text
    unknown = [word.bare for word in span.words if not word.known]
    wrong = f"« {unknown[0]} » n’existe pas" if unknown else f"« {span.text} » a été mal entendu"
    why = f"{wrong} ; « {text} » sonne presque pareil"
    if not heard:
        return why
    if item.confirmed:
        return f"{why} et l’enregistrement le confirme"
    return f"{why} et l’enregistrement ne le dément pas"


def _doubts(weighed: Sequence[Weighed], taken: set[int], threshold: float) -> list[Doubt]:
    doubts: list[Doubt] = []
    close = [item for item in weighed if taken.isdisjoint(_indexes(item.proposal.span))]
    for item in choose(close, threshold):
        span = item.proposal.span
        same = sorted((w for w in close if w.proposal.span == span), key=lambda w: -w.probability)
        alternatives = tuple(dict.fromkeys(w.proposal.text for w in same))[:5]
        known = all(word.known for word in span.words)
        reason = (
            f"« {span.text} » a peut-être été mal entendu"
            if known
            else f"« {span.text} » n’est dans aucun lexique"
        )
        kind: DoubtKind = "unsure" if known else "unknown"
        doubts.append(Doubt(span.first, span.last, kind, reason, alternatives, strong=False))
    return doubts
