"""Dictations heard once, kept in a file, so that fitting and measuring again take no recognition.

What is kept: the plain text, the transcript, the encoder output of each passage (16 bits, 190 MB an hour) and
every likelihood that was ever asked for. A kept hearing is used again only for the same audio and model.
"""

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np
from dictations import Dictation
from numpy.typing import NDArray

from transcribe.core.files import sha256_of
from transcribe.core.scoring import Question, Scorer
from transcribe.core.types import Transcript
from transcribe.speech import load_recognizer
from transcribe.speech.audio import RATE, read_sound
from transcribe.speech.recognition import Passage, WhisperRecognizer, placed
from transcribe.speech.scoring import AudioScorer, Heard
from transcribe.speech.windows import Span, Window

PLAIN = "base"
_TOGETHER = 8


@dataclass
class Kept:
    """What one model heard in one dictation; ``answers`` are log-likelihoods by first word, last word, text."""

    transcript: Transcript
    passages: tuple[Heard, ...]
    answers: dict[tuple[int, int, str], float] = field(default_factory=dict)


@dataclass
class Case:
    """One dictation, heard plainly and by the program; ``score`` asks its audio."""

    dictation: Dictation
    plain: str
    transcript: Transcript
    score: Scorer


class Ears:
    """Hears dictations, or remembers them. ``cache`` may not exist yet; without it nothing is kept."""

    def __init__(self, model: str, cache: Path | None, *, threads: int = 0) -> None:
        self.model, self.cache, self.threads = model, cache, threads
        self._plain: dict[str, str] = {}
        self._kept: dict[tuple[str, str], Kept] = {}
        self._loaded: dict[str, WhisperRecognizer] = {}
        if cache and cache.exists():
            self._plain, self._kept = pickle.loads(cache.read_bytes())  # written below, by this user

    def hear(self, dictation: Dictation) -> Case:
        """A dictation heard both ways, or as it was heard before."""
        sha = sha256_of(dictation.audio)
        if sha not in self._plain:
            model = self._recognizer(PLAIN).decoder.model
            samples = read_sound(dictation.audio).samples.astype(np.float32) / 32768
            segments, _ = model.transcribe(samples, language="fr", beam_size=5)
            self._plain[sha] = " ".join(segment.text for segment in segments)
        if (sha, self.model) not in self._kept:
            recognizer = self._recognizer(self.model)
            hearing = recognizer.listen(dictation.audio)
            assert isinstance(hearing.score, AudioScorer)
            self._kept[sha, self.model] = Kept(hearing.transcript, hearing.score._passages)
        kept = self._kept[sha, self.model]
        return Case(dictation, self._plain[sha], kept.transcript, self._scorer(kept))

    def hear_windows(self, folder: Path, most: int) -> Iterator[Case]:
        """Windows that ``training`` encoded and did not learn from, a few at a time as one dictation.

        Their gold text is what was said; there is no plain text.
        """
        from training.features import Store

        store = Store(folder)
        memories = store.memories()
        samples = [(place, one) for place, one in enumerate(store.samples()) if one.text and not one.teacher]
        for start in range(0, min(most, len(samples)), _TOGETHER):
            part = samples[start : min(most, start + _TOGETHER)]
            name = f"{folder.name} {start}"
            digest = sha256("\n".join(one.text for _, one in part).encode()).hexdigest()
            if (digest, self.model) not in self._kept:
                sounds = [(memories[place], one.seconds) for place, one in part]
                self._kept[digest, self.model] = _heard(self._recognizer(self.model), sounds)
            kept = self._kept[digest, self.model]
            gold = {"spoken": " ".join(one.text for _, one in part)}
            yield Case(Dictation(name, folder, gold), "", kept.transcript, self._scorer(kept))

    def keep(self) -> None:
        """Writes what was heard and asked, where a cache is wanted."""
        if self.cache:
            self.cache.write_bytes(pickle.dumps((self._plain, self._kept)))

    def _recognizer(self, name: str) -> WhisperRecognizer:
        if name not in self._loaded:
            recognizer = load_recognizer(name, threads=self.threads)
            assert isinstance(recognizer, WhisperRecognizer)
            self._loaded[name] = recognizer
        return self._loaded[name]

    def _scorer(self, kept: Kept) -> Scorer:
        return remembering(
            kept.answers, lambda: AudioScorer(self._recognizer(self.model).decoder, kept.passages)
        )


def _heard(recognizer: WhisperRecognizer, sounds: Sequence[tuple[NDArray[np.float16], float]]) -> Kept:
    """What a recogniser hears in windows already encoded, one after the other."""
    import ctranslate2

    size, strategy = recognizer.settings.batch_size, recognizer.strategy()
    passages: list[Passage] = []
    start = 0
    for place in range(0, len(sounds), size):
        windows: list[Window] = []
        for _, seconds in sounds[place : place + size]:
            windows.append(Window((Span(start, start + int(seconds * RATE)),), ()))
            start = windows[-1].spans[0].end
        stacked = np.stack([memory for memory, _ in sounds[place : place + size]]).astype(np.float32)
        encoded = ctranslate2.StorageView.from_array(stacked)
        passages += recognizer.passages_of(encoded, windows, strategy)
    words, segments = placed(passages)
    transcript = Transcript(words=words, segments=segments, duration=start / RATE)
    return Kept(transcript, tuple(Heard(passage.words, passage.memory) for passage in passages))


def remembering(answers: dict[tuple[int, int, str], float], make: Callable[[], Scorer]) -> Scorer:
    """A scorer that asks the one ``make`` gives only what was never asked."""

    def score(questions: Sequence[Question]) -> list[tuple[float, ...]]:
        new: list[Question] = []
        for question in questions:
            texts = [t for t in question.texts if (question.first, question.last, t) not in answers]
            if texts:
                new.append(Question(question.first, question.last, tuple(dict.fromkeys(texts))))
        if new:
            for question, scores in zip(new, make()(new), strict=True):
                for text, value in zip(question.texts, scores, strict=True):
                    answers[question.first, question.last, text] = value
        return [tuple(answers[q.first, q.last, text] for text in q.texts) for q in questions]

    return score
