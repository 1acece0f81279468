"""Runs of heard words that may stand for something else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe.core.types import Segment, Transcript, Word
from transcribe.french.civilities import civility_of
from transcribe.french.commands import glued_endings
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.tokens import cut_elision, tokenize

LONGEST = 4
_EDGES = '.,;:!?…()[]«»"“”'
_ENDING = re.compile(r"[.,;:!?…)\]»\"”]*$")
_CERTAIN = 0.80
_FREQUENT = 4.5


@dataclass(frozen=True, slots=True)
class Heard:
    """A heard word taken apart: elided article, bare word, closing punctuation, and what is known of it."""

    prefix: str
    bare: str
    tail: str
    probability: float
    known: bool
    frequency: float
    protected: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``first..last`` of a transcript: ``text`` without the elision before and the marks after.

    ``before`` and ``after`` are the words heard on both sides in the same segment, empty at its ends.
    """

    first: int
    last: int
    prefix: str
    text: str
    tail: str
    words: tuple[Heard, ...]
    before: str = ""
    after: str = ""

    @property
    def size(self) -> int:
        """How many heard words it covers."""
        return len(self.words)


def take_apart(words: Sequence[Word], lexicon: Lexicon) -> list[Heard]:
    """Each word of a transcript with what the lexicon says of it.

    Names after a title and words with digits are protected: identities and figures are never replaced.
    """
    heard: list[Heard] = []
    named = False
    for word in words:
        opened = word.text.lstrip(_EDGES)
        tail = _ENDING.search(opened)
        ending = tail.group() if tail else ""
        core = opened[: len(opened) - len(ending)] if ending else opened
        prefix, bare = cut_elision(core)
        titled = civility_of(bare) is not None
        named = titled or (named and bare[:1].isupper())
        figure = any(letter.isdigit() for letter in bare)
        protected = (named and not titled) or not bare or figure or bare.lower().endswith(glued_endings())
        known, frequency = _known(bare, lexicon)
        heard.append(Heard(prefix, bare, ending, word.probability, known, frequency, protected))
        named = named and not ending
    return heard


def _known(bare: str, lexicon: Lexicon) -> tuple[bool, float]:
    """Whether a word is known, and its Zipf frequency; « est-ce », « a-t-il » are known by their verb."""
    tokens = tokenize(bare)
    word = tokens[0].text if len(tokens) == 2 and tokens[1].kind == "pronoun" else bare
    return (lexicon.knows(word), lexicon.frequency(word)) if word else (True, 9.0)


def suspicious_spans(transcript: Transcript, heard: Sequence[Heard]) -> Iterator[Span]:
    """Runs of one to four words, inside one segment and one clause, of which at least one looks wrong."""
    for segment in transcript.segments or (_whole(transcript),):
        for first in range(segment.first, segment.last + 1):
            for last in range(first, min(first + LONGEST, segment.last + 1)):
                run = tuple(heard[first : last + 1])
                if run[-1].protected:
                    break
                if _is_suspicious(run):
                    yield _span(heard, first, last, segment)
                if run[-1].tail:
                    break


def _whole(transcript: Transcript) -> Segment:
    return Segment(0, len(transcript.words) - 1, 0.0, transcript.duration)


def _span(heard: Sequence[Heard], first: int, last: int, segment: Segment) -> Span:
    run = tuple(heard[first : last + 1])
    text = " ".join([run[0].bare, *(word.prefix + word.bare for word in run[1:])])
    before = heard[first - 1].bare if first > segment.first else ""
    after = heard[last + 1].prefix + heard[last + 1].bare if last < segment.last else ""
    return Span(first, last, run[0].prefix, text, run[-1].tail, run, before, after)


def _is_suspicious(run: Sequence[Heard]) -> bool:
    if sum(len(word.bare) for word in run) < 4:
        return False
    if len(run) == 1:
        word = run[0]
        if not word.known:
            return True
        return word.probability < _CERTAIN and (word.frequency < _FREQUENT or word.probability < 0.5)
    doubtful = [not word.known or word.probability < 0.6 for word in run]
    edges = doubtful[0] or doubtful[-1] or (doubtful[1] if len(run) > 2 else False)
    return edges and (not all(word.known for word in run) or min(w.probability for w in run) < 0.5)
