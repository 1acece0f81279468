"""A whole sound file → a transcript."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcribe.core.errors import SilentAudio
from transcribe.core.files import sha256_of
from transcribe.core.types import Segment, Transcript, Word
from transcribe.speech import loops
from transcribe.speech.audio import Sound, read_sound
from transcribe.speech.decoding import Decoder, Heard, Strategy, TimedWord
from transcribe.speech.devices import Choice
from transcribe.speech.windows import Detection, Window, pack, speech_probabilities, speech_spans

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen by measurement; see ``benchmarks/speed.py``."""

    batch_size: int = 8
    hotword_tokens: int = 60
    detection: Detection = Detection()
    strategy: Strategy = Strategy()


class WhisperRecognizer:
    """Recognises French speech with one loaded model. Deterministic: beam search, no sampling."""

    def __init__(self, name: str, model: Any, choice: Choice, settings: Settings | None = None) -> None:
        self.model = name
        self.device = choice.device
        self.precision = choice.precision
        self.settings = settings or Settings()
        self.decoder = Decoder(model)

    def recognize(
        self, path: Path, *, hotwords: Sequence[str] = (), on_progress: Progress | None = None
    ) -> Transcript:
        """The words of a sound file, with times in seconds from its start.

        ``hotwords`` are terms the speaker is likely to use, most useful first; those that fit into a short
        prompt are used. ``on_progress`` is told seconds of sound done.

        Raises:
            AudioError: the file cannot be read, or nobody speaks in it.
        """
        path = Path(path)
        sound = read_sound(path)
        words, segments = self._words(sound, hotwords, on_progress)
        if not words:
            raise SilentAudio(path=path)
        if on_progress:
            on_progress(sound.duration)
        return Transcript(
            words=tuple(words),
            segments=tuple(segments),
            language="fr",
            duration=round(sound.duration, 3),
            model=self.model,
            audio_sha256=sha256_of(path),
        )

    def _words(
        self, sound: Sound, hotwords: Sequence[str], on_progress: Progress | None
    ) -> tuple[list[Word], list[Segment]]:
        detection = self.settings.detection
        spans = speech_spans(speech_probabilities(sound.samples), detection)
        windows = pack(spans, len(sound.samples), detection)
        prompt = self.decoder.hotword_text(hotwords, self.settings.hotword_tokens)
        words: list[Word] = []
        segments: list[Segment] = []
        size = self.settings.batch_size
        for place in range(0, len(windows), size):
            batch = windows[place : place + size]
            for window, timed in zip(batch, self._decode(sound, batch, prompt), strict=True):
                if timed:
                    first = len(words)
                    words += [_placed(word, window) for word in timed]
                    segments.append(Segment(first, len(words) - 1, words[first].start, words[-1].end))
            if on_progress:
                on_progress(batch[-1].end)
        return words, segments

    def _decode(self, sound: Sound, windows: Sequence[Window], hotwords: str) -> list[list[TimedWord]]:
        from dataclasses import replace

        strategy = replace(self.settings.strategy, hotwords=hotwords)
        encoded = self.decoder.encode([window.audio(sound) for window in windows])
        heard = self.decoder.generate(encoded, len(windows), strategy)
        heard = [_believed(item) for item in heard]
        return self.decoder.align(encoded, heard, [window.length for window in windows])


def _believed(heard: Heard) -> Heard:
    if loops.is_invented(heard.text):
        return Heard((), "", heard.score, heard.no_speech)
    return heard


def _placed(word: TimedWord, window: Window) -> Word:
    start = window.seconds_at(word.start)
    end = max(start, window.seconds_at(word.end, closing=True))
    return Word(word.text, round(start, 2), round(end, 2), round(word.probability, 4))
