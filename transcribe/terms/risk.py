"""How likely each word of a dictated text is wrong, by what was heard and what is known of the word.

One logistic model on the evidence below. Its weights, and the risk from which a word or a passage is doubted,
are in ``correction/risks.json``, written by ``benchmarks/fit_corrections.py``; nobody edits them by hand.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from transcribe.core.revision import Piece
from transcribe.core.types import Transcript, Word
from transcribe.french import Token
from transcribe.terms.confusions import confusions
from transcribe.terms.correction.weights import Model
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.neighbours import is_said, neighbours, words_of
from transcribe.terms.passages import kind_of

_FILE = Path(__file__).parent / "correction" / "risks.json"
_AROUND = 3
EVIDENCE = (
    "heard",
    "least",
    "before",
    "after",
    "around",
    "least around",
    "unknown",
    "unknown around",
    "rarity",
    "medical",
    "name",
    "capital",
    "short",
    "little",
    "confusable",
    "repeated",
    "figure",
    "side",
    "negation",
    "identity",
    "near critical",
    "corrected",
    "correction risk",
    "written",
    "gap before",
    "gap after",
    "slow",
    "fast",
    "edge",
    "tie before",
    "tie after",
    "unsaid",
    "unmet before",
)

_PLACE = {name: place for place, name in enumerate(EVIDENCE)}
_DECISIVE = ("figure", "side", "negation")
_BARELY = math.log(0.3 / 0.7)
_LEAST = 0.1


class Risks(msgspec.Struct, frozen=True):
    """The model, and the risk from which a doubt is raised on a word and on a passage of each kind.

    ``strong`` is the risk from which a doubt of each kind is to be verified, below it is a « peut-être ».
    ``figures`` say what the limits gave on dictations that the weights had not seen.
    """

    model: Model
    word: float
    passages: dict[str, float]
    strong: dict[str, float] = msgspec.field(default_factory=dict)
    figures: dict[str, float] = msgspec.field(default_factory=dict)


@lru_cache(maxsize=1)
def fitted_risks() -> Risks:
    """The shipped weights."""
    return msgspec.json.decode(_FILE.read_bytes(), type=Risks)


@dataclass(frozen=True, slots=True)
class _View:
    """All that the evidence of one token is taken from."""

    transcript: Transcript
    tokens: Sequence[Token]
    pieces: Sequence[Piece]
    known: Sequence[bool]
    kinds: Sequence[str | None]
    edges: frozenset[int]
    said: Sequence[tuple[str, ...]]
    """What was said for each token, in words as ``neighbours`` counts them."""


def risks(
    transcript: Transcript, tokens: Sequence[Token], pieces: Sequence[Piece], lexicon: Lexicon, model: Model
) -> list[float]:
    """Probability that each token is wrong; ``pieces`` are those the tokens come from.

    A figure, a side or a negation that was barely heard is never sure, however usual where it stands.
    """
    rows = evidence(transcript, tokens, pieces, lexicon)
    return [max(model.probability(row), _LEAST if _is_barely_heard(row) else 0.0) for row in rows]


def _is_barely_heard(row: Sequence[float]) -> bool:
    return row[_PLACE["least"]] < _BARELY and any(row[_PLACE[kind]] for kind in _DECISIVE)


def evidence(
    transcript: Transcript, tokens: Sequence[Token], pieces: Sequence[Piece], lexicon: Lexicon
) -> list[tuple[float, ...]]:
    """What speaks for and against each token, in the order of ``EVIDENCE``."""
    view = _View(
        transcript,
        tokens,
        pieces,
        [token.kind != "word" or len(token.text) < 2 or lexicon.knows(token.text) for token in tokens],
        [kind_of(tokens, index) for index in range(len(tokens))],
        frozenset(place for segment in transcript.segments for place in (segment.first, segment.last)),
        [_said(transcript, token, piece) for token, piece in zip(tokens, pieces, strict=True)],
    )
    return [
        (
            *_heard(view, index),
            *_word(view, index, lexicon),
            *_place(view, index),
            *_timing(view, index),
            *_neighbours(view, index),
        )
        for index in range(len(tokens))
    ]


def _heard(view: _View, index: int) -> tuple[float, ...]:
    words, piece = view.transcript.words, view.pieces[index]
    own = words[piece.first : piece.last + 1]
    around = words[max(0, piece.first - _AROUND) : piece.last + 1 + _AROUND]
    return (
        sum(_odds(word) for word in own) / len(own),
        min(_odds(word) for word in own),
        _odds(words[piece.first - 1]) if piece.first else 2.0,
        _odds(words[piece.last + 1]) if piece.last + 1 < len(words) else 2.0,
        sum(_odds(word) for word in around) / len(around),
        min(_odds(word) for word in around),
    )


def _odds(word: Word) -> float:
    probability = min(0.995, max(0.02, word.probability))
    return math.log(probability / (1 - probability))


def _word(view: _View, index: int, lexicon: Lexicon) -> tuple[float, ...]:
    token = view.tokens[index]
    text = token.text
    plain = token.kind == "word"
    inside = plain and text[0].isupper() and not text.isupper() and index > 0
    near = [place for place in (index - 1, index + 1) if 0 <= place < len(view.tokens)]
    frequency = lexicon.frequency(text) if plain else 4.0
    earlier = [other.text.lower() for other in view.tokens[max(0, index - 3) : index]]
    return (
        float(not view.known[index]),
        float(any(not view.known[place] for place in near)),
        1 - min(frequency, 7.0) / 7,
        float(plain and lexicon.is_medical(text)),
        float(lexicon.is_name(text)),
        float(inside),
        float(len(text) < 4),
        float(plain and frequency > 5.7),
        float(plain and bool(confusions(text))),
        float(text.lower() in earlier),
    )


def _neighbours(view: _View, index: int) -> tuple[float, ...]:
    """How the words said before and after take to the token, in the form in which they were said."""
    counts = neighbours()
    said = view.said[index]
    if not said or not all(map(is_said, said)):  # a form that is written only: « mg », « T2 »
        return 0.0, 0.0, 0.0, 0.0
    before = [word for word in _beside(view, index, -1)[-1:] if is_said(word)]
    after = [word for word in _beside(view, index, 1)[:1] if is_said(word)]
    return (
        max(-3.0, min(6.0, counts.tie(before[0], said[0]))) if before else 0.0,
        max(-3.0, min(6.0, counts.tie(said[-1], after[0]))) if after else 0.0,
        float(not all(map(counts.count, said))),
        float(bool(before) and not counts.are_met(before[0], said[0])),
    )


def _beside(view: _View, index: int, step: int) -> tuple[str, ...]:
    """What was said just before (-1) or after (1) a token's piece: as corrected, or as heard where no token stands."""
    piece = view.pieces[index]
    heard = piece.first - 1 if step < 0 else piece.last + 1
    if not 0 <= heard < len(view.transcript.words):
        return ()
    other = index + step
    while 0 <= other < len(view.pieces) and view.pieces[other] is piece:
        other += step
    if 0 <= other < len(view.pieces) and view.pieces[other].first <= heard <= view.pieces[other].last:
        return view.said[other]
    return words_of(view.transcript.words[heard].text)


def _said(transcript: Transcript, token: Token, piece: Piece) -> tuple[str, ...]:
    """What was said for a token: the heard words that writing put in its form, or what stands in their place."""
    if piece.edit is None or piece.edit.kind == "term":
        return words_of(token.text)
    return words_of(" ".join(word.text for word in transcript.words[piece.first : piece.last + 1]))


def _place(view: _View, index: int) -> tuple[float, ...]:
    kind, edit = view.kinds[index], view.pieces[index].edit
    near = view.kinds[max(0, index - 2) : index + 3]
    corrected = edit is not None and edit.kind == "term"
    return (
        float(kind == "dose"),
        float(kind == "laterality"),
        float(kind == "negation"),
        float(kind == "identity"),
        float(kind is None and any(other is not None for other in near)),
        float(corrected),
        1 - edit.confidence if edit is not None and corrected else 0.0,
        float(edit is not None and not corrected),
    )


def _timing(view: _View, index: int) -> tuple[float, ...]:
    words, piece = view.transcript.words, view.pieces[index]
    first, last = words[piece.first], words[piece.last]
    before = first.start - words[piece.first - 1].end if piece.first else 0.0
    after = words[piece.last + 1].start - last.end if piece.last + 1 < len(words) else 0.0
    letters = sum(len(word.text.strip(".,;:!?")) for word in words[piece.first : piece.last + 1])
    pace = math.log(max(0.02, last.end - first.start) / (0.075 * max(1, letters)))
    return (
        min(1.5, max(0.0, before)),
        min(1.5, max(0.0, after)),
        min(2.0, max(0.0, pace)),
        min(2.0, max(0.0, -pace)),
        float(piece.first in view.edges or piece.last in view.edges),
    )
