"""A whole sound file → a transcript."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from transcribe.core.errors import SilentAudio
from transcribe.core.files import Readable, sha256_of
from transcribe.core.types import Segment, Transcript, Word
from transcribe.speech import Hearing
from transcribe.speech.audio import RATE, Sound, read_sound
from transcribe.speech.decoding import Decoder, Memory, Strategy, TimedWord
from transcribe.speech.devices import Choice
from transcribe.speech.doubtful import fault, said
from transcribe.speech.scoring import AudioScorer, Heard
from transcribe.speech.windows import (
    Detection,
    Window,
    narrower,
    pack,
    speech_probabilities,
    speech_spans,
)

if TYPE_CHECKING:
    from ctranslate2 import StorageView
    from faster_whisper import WhisperModel

Progress = Callable[[float], None]

_DETECTION = Detection()
_STRATEGY = Strategy()
# Said by whoever dictates, in any specialty; without them « virgule » is heard as « virgules » or « vigule ».
_STYLE = (
    "virgule, point, point à la ligne, deux points, ouvrez la parenthèse, fermez la parenthèse, antécédents, "
    "traitement"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen by measurement on the development dictations.

    ``batch_size`` windows are decoded together: on two cores more brings no speed and costs memory (130 MB a
    window, for the attention of the encoder). ``limit`` is the longest window in samples: below the 30 seconds
    that Whisper reads, because texts that fill them lose their ends. ``style`` is the prompt of every
    dictation, a list or a text in whose manner Whisper goes on, and the hotwords of its specialty come after it;
    empty, and without hotwords, there is no prompt. ``prompt_tokens`` is the room for both, at most 223 (half of
    what Whisper reads, less one).
    """

    batch_size: int = 4
    limit: int = 25 * RATE
    style: str = _STYLE
    prompt_tokens: int = 90
    attempts: int = 2
    detection: Detection = _DETECTION
    strategy: Strategy = _STRATEGY


@dataclass(frozen=True, slots=True)
class Passage:
    """A window of a sound and the words heard in it; times in seconds from the start of the window.

    ``memory`` is the encoder output, by which other texts are scored later.
    """

    window: Window
    words: tuple[TimedWord, ...]
    memory: Memory = field(compare=False, repr=False)


class WhisperRecognizer:
    """Recognises French speech with one loaded model. Deterministic: beam search, no sampling."""

    def __init__(
        self, name: str, model: "WhisperModel", choice: Choice, settings: Settings | None = None
    ) -> None:
        self.model = name
        self.device = choice.device
        self.precision = choice.precision
        self.settings = settings or Settings(batch_size=4 if choice.device == "cpu" else 16)
        self.decoder = Decoder(model)

    def recognize(
        self, path: Readable, *, hotwords: Sequence[str] = (), on_progress: Progress | None = None
    ) -> Transcript:
        """The transcript that ``listen`` gives."""
        return self.listen(path, hotwords=hotwords, on_progress=on_progress).transcript

    def listen(
        self, path: Readable, *, hotwords: Sequence[str] = (), on_progress: Progress | None = None
    ) -> Hearing:
        """The words of a sound file, with times in seconds from its start, and who scores other texts.

        ``hotwords`` are terms the speaker is likely to use, most useful first; those that fit into a short
        prompt are used. ``on_progress`` is told seconds of sound done.

        Raises:
            AudioError: the file cannot be read, or nobody speaks in it.
        """
        sound = read_sound(path)
        passages = self._passages(sound, hotwords, on_progress)
        if not any(passage.words for passage in passages):
            raise SilentAudio(path=path)
        if on_progress:
            on_progress(sound.duration)
        words, segments = placed(passages)
        transcript = Transcript(
            words=words,
            segments=segments,
            language="fr",
            duration=round(sound.duration, 3),
            model=self.model,
            audio_sha256=sha256_of(path),
        )
        heard = [Heard(passage.words, passage.memory) for passage in passages]
        return Hearing(transcript, AudioScorer(self.decoder, heard))

    def _passages(self, sound: Sound, hotwords: Sequence[str], on_progress: Progress | None) -> list[Passage]:
        settings = self.settings
        spans = speech_spans(speech_probabilities(sound.samples), settings.detection)
        windows = pack(spans, len(sound.samples), settings.detection, limit=settings.limit)
        strategy = self.strategy(hotwords)
        passages: list[Passage] = []
        for place in range(0, len(windows), settings.batch_size):
            batch = windows[place : place + settings.batch_size]
            for passage in self._decode(sound, batch, strategy):
                passages += self._mended(sound, passage, strategy, settings.attempts)
                if on_progress:
                    on_progress(passage.window.end)
        return passages

    def _decode(self, sound: Sound, windows: Sequence[Window], strategy: Strategy) -> list[Passage]:
        encoded = self.decoder.encode([window.audio(sound) for window in windows])
        return self.passages_of(encoded, windows, strategy)

    def strategy(self, hotwords: Sequence[str] = ()) -> Strategy:
        """How windows are decoded, with the prompt of every dictation and as many hotwords as fit in it."""
        settings = self.settings
        prompt = self.decoder.prompt(settings.style, hotwords, settings.prompt_tokens)
        return replace(settings.strategy, prompt=prompt)

    def passages_of(
        self, encoded: "StorageView", windows: Sequence[Window], strategy: Strategy
    ) -> list[Passage]:
        """The passages of windows that are encoded already."""
        heard = self.decoder.generate(encoded, len(windows), strategy)
        lengths = [window.length for window in windows]
        aligned = self.decoder.align(encoded, heard, lengths)
        memories = self.decoder.memories(encoded, lengths)
        return [
            Passage(window, tuple(said(words, item)), memory)
            for window, words, item, memory in zip(windows, aligned, heard, memories, strict=True)
        ]

    def _mended(self, sound: Sound, passage: Passage, strategy: Strategy, attempts: int) -> list[Passage]:
        """The passage itself, or shorter ones decoded in its place when it loops or leaves speech out.

        Shorter windows, no prompt and a penalty on repetition; kept only if they look better.
        """
        weight = fault(passage.window, passage.words, strategy.prompt).weight
        if not weight or not attempts:
            return [passage]
        windows = narrower(passage.window, len(sound.samples), self.settings.detection)
        careful = replace(strategy, prompt="", repetition_penalty=1.1)
        others = [
            part
            for other in self._decode(sound, windows, careful)
            for part in self._mended(sound, other, careful, attempts - 1)
        ]
        rest = sum(fault(other.window, other.words, strategy.prompt).weight for other in others)
        return others if rest < weight else [passage]


def placed(passages: Sequence[Passage]) -> tuple[tuple[Word, ...], tuple[Segment, ...]]:
    """Words and segments with times in the sound; one segment for each passage that has words."""
    words: list[Word] = []
    segments: list[Segment] = []
    for passage in passages:
        first = len(words)
        words += [_word(word, passage.window) for word in passage.words]
        if passage.words:
            segments.append(Segment(first, len(words) - 1, words[first].start, words[-1].end))
    return tuple(words), tuple(segments)


def _word(word: TimedWord, window: Window) -> Word:
    start = window.seconds_at(word.start)
    end = max(start, window.seconds_at(word.end, closing=True))
    return Word(word.text, round(start, 2), round(end, 2), round(min(1.0, max(0.0, word.probability)), 4))
