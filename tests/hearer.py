"""A recogniser without a model: what is heard stands in the file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transcribe.core.errors import SilentAudio
from transcribe.core.files import Readable, sha256_of
from transcribe.core.types import Segment, Transcript, Word
from transcribe.speech import Hearing


@dataclass(frozen=True)
class Hearer:
    """Takes for heard what stands in the file, a word a second; nobody speaks in an empty one."""

    model: str = "lecteur"
    device: str = "cpu"
    precision: str = "int8"

    def listen(
        self,
        path: Readable,
        *,
        hotwords: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
    ) -> Hearing:
        text = path.read_bytes().decode("utf-8")
        if not text:
            raise SilentAudio(path=path)
        if on_progress:
            on_progress(1.0)
        words = tuple(Word(token, i, i + 0.5, 0.9) for i, token in enumerate(text.split()))
        length = float(len(words))
        segments = (Segment(0, len(words) - 1, 0.0, length),)
        return Hearing(Transcript(words, segments, "fr", length, self.model, sha256_of(path)))

    def recognize(
        self,
        path: Readable,
        *,
        hotwords: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
    ) -> Transcript:
        return self.listen(path, hotwords=hotwords, on_progress=on_progress).transcript
