"""Which of several texts was said there? Likelihoods of texts, by what the encoder already heard."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe.core.scoring import Question
from transcribe.speech.decoding import Decoder, Memory, TimedWord

FRAMES_PER_SECOND = 50
# Words of context on each side: with fewer, right words lose to others; more only cost time.
_CONTEXT = 2
_BEFORE, _AFTER = 0.3, 0.4  # seconds of sound around the context
# Slices have lengths of few kinds, so that texts of several questions share a batch.
_GRAIN = 25
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of one passage, times in seconds from its start, and what the encoder made of its sound."""

    words: tuple[TimedWord, ...]
    memory: Memory


@dataclass(frozen=True, slots=True)
class _Task:
    """One text to score: where its answer goes, its tokens, its passage and its frames ``[begin, end)``."""

    question: int
    text: int
    tokens: tuple[int, ...]
    passage: int
    begin: int
    end: int

    @property
    def order(self) -> tuple[int, int]:
        return self.end - self.begin, len(self.tokens)


class AudioScorer:
    """Answers questions about the words of one transcript (a ``core.scoring.Scorer``).

    A text is scored together with two heard words on each side, against the stretch of sound that holds
    them: the sum of the natural-log probabilities of all these tokens. Only differences between the texts
    of one question mean something. Words that lie in two passages were never heard together: all their texts
    get 0.0, which favours none.
    """

    def __init__(self, decoder: Decoder, passages: Sequence[Heard]) -> None:
        self._decoder = decoder
        self._passages = tuple(passages)
        self._places = [(p, w) for p, heard in enumerate(passages) for w in range(len(heard.words))]

    def __call__(self, questions: Sequence[Question]) -> list[tuple[float, ...]]:
        """For each question, the log-likelihood of each of its texts.

        Raises:
            IndexError: a question about words that the transcript does not have.
        """
        scores = [[0.0] * len(question.texts) for question in questions]
        tasks = [task for index, question in enumerate(questions) for task in self._tasks(index, question)]
        for batch in _batches(sorted(tasks, key=lambda task: task.order)):
            memories = [self._passages[task.passage].memory.slice(task.begin, task.end) for task in batch]
            found = self._decoder.likelihoods(memories, [task.tokens for task in batch])
            for task, probabilities in zip(batch, found, strict=True):
                scores[task.question][task.text] = sum(math.log(max(p, 1e-9)) for p in probabilities)
        return [tuple(row) for row in scores]

    def _tasks(self, index: int, question: Question) -> Iterator[_Task]:
        if not 0 <= question.first <= question.last < len(self._places):
            raise IndexError(f"no words {question.first} to {question.last}")
        passage, first = self._places[question.first]
        other, last = self._places[question.last]
        if passage != other:
            return
        heard = self._passages[passage]
        before = heard.words[max(0, first - _CONTEXT) : first]
        after = heard.words[last + 1 : last + 1 + _CONTEXT]
        around = [*before, *heard.words[first : last + 1], *after]
        begin, end = _frames(around[0].start, around[-1].end, heard.memory.length)
        for place, text in enumerate(question.texts):
            parts = [*(word.text for word in before), text, *(word.text for word in after)]
            sentence = " ".join(part for part in parts if part)
            if tokens := self._decoder.tokens(sentence):
                yield _Task(index, place, tokens, passage, begin, end)


def _frames(start: float, end: float, length: int) -> tuple[int, int]:
    """Frames of the encoder around some seconds, a multiple of the grain where the passage is long enough."""
    begin = max(0, math.floor((start - _BEFORE) * FRAMES_PER_SECOND))
    wanted = max(1, math.ceil((end + _AFTER) * FRAMES_PER_SECOND) - begin)
    wanted = -(-wanted // _GRAIN) * _GRAIN
    stop = min(length, begin + wanted)
    return max(0, stop - wanted), stop


def _batches(tasks: Sequence[_Task]) -> Iterator[list[_Task]]:
    """Tasks with slices of the same length, a few at a time."""
    batch: list[_Task] = []
    for task in tasks:
        if batch and (len(batch) == _BATCH or batch[0].order[0] != task.order[0]):
            yield batch
            batch = []
        batch.append(task)
    if batch:
        yield batch
