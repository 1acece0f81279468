"""Windows of sound → words with times, through Whisper, several windows at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ctranslate2 import StorageView
    from ctranslate2.models import WhisperAlignmentResult, WhisperGenerationResult
    from faster_whisper import WhisperModel

MAX_LENGTH = 448
FRAMES = 3000
_HOP = 160
_TOKENS_PER_SECOND = 50
# Whisper's decoder rests its attention on padding that carries no peak of activation. Without such frames a
# slice of the encoder's output is not understood: right words won in 74 % of cases, with them in 98 %.
_REST_FROM = 1400
_REST_FRAMES = 16
_LONE_PUNCTUATION = re.compile(r"[.,;:!?…]+")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Strategy:
    """How a window is decoded. ``prompt`` is the text that Whisper is told came before the window."""

    beam_size: int = 5
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    timestamps: bool = False
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one window gave: text tokens, mean log-probability of a token, probability of no speech."""

    tokens: tuple[int, ...]
    text: str
    score: float
    no_speech: float


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word with times in seconds from the start of its window."""

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Memory:
    """What the encoder made of one window, in 16 bits: frames of 20 ms, and those where attention rests.

    ``frames`` is (frames with sound, width), ``rest`` (16, width). One hour of speech takes 190 MB.
    """

    frames: NDArray[np.float16]
    rest: NDArray[np.float16]

    @property
    def length(self) -> int:
        """Frames."""
        return len(self.frames)

    def slice(self, begin: int, end: int) -> NDArray[np.float32]:
        """Frames ``begin`` to ``end`` (exclusive) as the decoder needs them, those of rest at the end."""
        return np.concatenate([self.frames[begin:end], self.rest]).astype(np.float32)


class Decoder:
    """Whisper as its separate steps, so that one encoding serves decoding, alignment and scoring."""

    def __init__(self, model: "WhisperModel", *, language: str = "fr") -> None:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self.model = model
        self.tokenizer = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language
        )
        self._suppressed = list(get_suppressed_tokens(self.tokenizer, [-1]))

    def encode(self, audios: Sequence[NDArray[np.float32]]) -> "StorageView":
        """Encoder output of a batch of windows (samples at 16 kHz, at most 30 s each)."""
        return self.model.encode(np.stack([self.features(audio) for audio in audios]))

    def generate(self, encoded: "StorageView", count: int, strategy: Strategy) -> list[Heard]:
        """The likeliest text of each of ``count`` encoded windows; no sampling, so always the same."""
        prompt = self._prompt(strategy)
        results = self.model.model.generate(
            encoded,
            [prompt] * count,
            beam_size=strategy.beam_size,
            length_penalty=strategy.length_penalty,
            repetition_penalty=strategy.repetition_penalty,
            no_repeat_ngram_size=strategy.no_repeat_ngram_size,
            max_length=MAX_LENGTH,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
            return_scores=True,
            return_no_speech_prob=True,
        )
        return [self._heard(result, strategy) for result in results]

    def align(
        self, encoded: "StorageView", heard: Sequence[Heard], lengths: Sequence[int]
    ) -> list[list[TimedWord]]:
        """Words with times for each window, of ``lengths`` samples; one list per window."""
        frames = [min(FRAMES, max(1, length // _HOP)) for length in lengths]
        results = self.model.model.align(
            encoded, self.tokenizer.sot_sequence, [list(item.tokens) for item in heard], frames
        )
        return [self._words(item, result) for item, result in zip(heard, results, strict=True)]

    def memories(self, encoded: "StorageView", lengths: Sequence[int]) -> list[Memory]:
        """The encoder output of each window, of ``lengths`` samples, kept in little room."""
        import ctranslate2

        host = encoded.to(ctranslate2.DataType.float32).to_device(ctranslate2.Device.cpu)
        kept: list[Memory] = []
        for whole, length in zip(np.array(host), lengths, strict=True):
            frames = max(1, min(FRAMES, length // _HOP) // 2)
            peaks = np.abs(whole[_REST_FROM:]).max(axis=1)
            calm = np.sort(np.argsort(peaks, kind="stable")[:_REST_FRAMES])
            small = whole.astype(np.float16)
            kept.append(Memory(small[:frames].copy(), small[_REST_FROM:][calm]))
        return kept

    def tokens(self, text: str) -> tuple[int, ...]:
        """A text as the tokens that the decoder writes it with, at most as many as it can write."""
        clean = text.strip()
        return tuple(self.tokenizer.encode(" " + clean)[: MAX_LENGTH // 2]) if clean else ()

    def likelihoods(
        self, memories: Sequence[NDArray[np.float32]], texts: Sequence[Sequence[int]]
    ) -> list[list[float]]:
        """Probability of each token of each text; ``memories`` are slices of equal length, one for a text."""
        from ctranslate2 import StorageView

        start = [*self.tokenizer.sot_sequence, self.tokenizer.no_timestamps]
        # No times are wanted: one frame and no filter spare the alignment.
        results = self.model.model.align(
            StorageView.from_array(np.stack(memories)),
            start,
            [list(tokens) for tokens in texts],
            2,
            median_filter_width=1,
        )
        return [list(result.text_token_probs) for result in results]

    def prompt(self, style: str, hotwords: Sequence[str], budget: int) -> str:
        """``style`` and, after it, as many hotwords, in order, as fit with it into ``budget`` tokens."""
        kept = style
        for word in hotwords:
            longer = _continued(kept, word)
            if len(self.tokenizer.encode(" " + longer)) > budget:
                break
            kept = longer
        return kept

    def features(self, audio: NDArray[np.float32]) -> NDArray[np.float32]:
        """Log-mel spectrogram, (mels, 3000). What follows the sound is filled with digital silence.

        Silence, in these features, is 8 below the loudest point before the division by 4; with zeros, a loud
        value, the decoder stops early and texts come out short.
        """
        features = self.model.feature_extractor(audio)[:, :-1][:, :FRAMES]
        missing = FRAMES - features.shape[1]
        silence = float(features.max()) - 2.0
        return np.pad(features, ((0, 0), (0, missing)), constant_values=silence).astype(np.float32)

    def _prompt(self, strategy: Strategy) -> list[int]:
        tokenizer = self.tokenizer
        prompt: list[int] = []
        if strategy.prompt:
            prompt += [tokenizer.sot_prev, *tokenizer.encode(" " + strategy.prompt)]
        prompt += tokenizer.sot_sequence
        if not strategy.timestamps:
            prompt.append(tokenizer.no_timestamps)
        return prompt

    def _heard(self, result: "WhisperGenerationResult", strategy: Strategy) -> Heard:
        ids = result.sequences_ids[0]
        tokens = tuple(token for token in ids if token < self.tokenizer.eot)
        total = result.scores[0] * len(ids) ** strategy.length_penalty
        return Heard(
            tokens, self.tokenizer.decode(list(tokens)).strip(), total / (len(ids) + 1), result.no_speech_prob
        )

    def _words(self, heard: Heard, result: "WhisperAlignmentResult") -> list[TimedWord]:
        if not heard.tokens:
            return []
        pairs = np.array(result.alignments)
        jumps = np.diff(pairs[:, 0], prepend=-1) > 0
        times = pairs[jumps, 1] / _TOKENS_PER_SECOND
        probabilities = result.text_token_probs
        words: list[TimedWord] = []
        place = 0
        for subwords in self._grouped(heard.tokens):
            size = sum(len(tokens) for _, tokens in subwords)
            text = "".join(text for text, _ in subwords).strip()
            start = float(times[min(place, len(times) - 1)])
            end = float(times[min(place + size, len(times) - 1)])
            word = TimedWord(text, start, end, _probability(subwords, probabilities[place : place + size]))
            place += size
            if _LONE_PUNCTUATION.fullmatch(text) and words:
                last = words[-1]
                words[-1] = TimedWord(last.text + text, last.start, last.end, last.probability)
            elif text:
                words.append(word)
        return words

    def _grouped(self, tokens: Sequence[int]) -> list[list[tuple[str, list[int]]]]:
        """Tokens as words (what stands between spaces), each as its subwords."""
        words: list[list[tuple[str, list[int]]]] = []
        for text, ids in zip(*self.tokenizer.split_tokens_on_unicode(list(tokens)), strict=True):
            if not words or text.startswith(" "):
                words.append([])
            words[-1].append((text, ids))
        return words


def _continued(text: str, word: str) -> str:
    return f"{text}{' ' if text.endswith('.') else ', '}{word}" if text else word


def _probability(subwords: Sequence[tuple[str, list[int]]], probabilities: Sequence[float]) -> float:
    """Mean over the tokens that carry letters or digits; a comma is not what a reader doubts."""
    kept: list[float] = []
    place = 0
    for text, tokens in subwords:
        if _LETTER.search(text):
            kept += probabilities[place : place + len(tokens)]
        place += len(tokens)
    return float(np.mean(kept or list(probabilities) or [0.0]))
