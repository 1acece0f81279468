"""A converter without a model: it takes for heard what stands in the file itself, and some contents fail."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe import letters
from transcribe.core.contract import Source
from transcribe.core.errors import SilentAudio, TemplateError
from transcribe.core.files import Readable, sha256_of
from transcribe.core.revision import Revision
from transcribe.core.types import Segment, Transcript, Word
from transcribe.pipeline import Conversion, Converter, Settings
from transcribe.speech import Hearing
from transcribe.terms import load_lexicon


@dataclass(frozen=True)
class Reader:
    """« mort » ends the process, « une fois » the first that reads it, « sort » leaves it, « lent » takes its time."""

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
        self._fail(text, Path(str(path)).parent / "tué")
        if on_progress:
            on_progress(1.0)
        words = tuple(Word(token, i, i + 0.5, 0.9) for i, token in enumerate(text.split()))
        segments = (Segment(0, len(words) - 1, 0.0, float(len(words))),)
        length = float(len(words))
        return Hearing(Transcript(words, segments, "fr", length, self.model, sha256_of(path)))

    def recognize(
        self,
        path: Readable,
        *,
        hotwords: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
    ) -> Transcript:
        return self.listen(path, hotwords=hotwords, on_progress=on_progress).transcript

    def _fail(self, text: str, killed: Path) -> None:
        if text == "bogue":
            raise ZeroDivisionError
        if text == "mémoire":
            raise MemoryError
        if text == "arrêt":
            raise KeyboardInterrupt
        if text == "modèle":
            raise TemplateError(message="modèle abîmé")
        if text.startswith("mort"):
            os.kill(os.getpid(), signal.SIGKILL)
        if text.startswith("faute"):
            os.kill(os.getpid(), signal.SIGSEGV)
        if text.startswith("sort"):
            os._exit(3)
        if text.startswith("lent"):
            time.sleep(0.5)
        if text.startswith("une fois") and not killed.exists():
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)


def make_reader() -> Converter:
    return Converter(Reader(), load_lexicon(), Settings())


class Quick(Converter):
    """What was read as it stands, without a lexicon: for processes that are started by the dozen."""

    def convert(self, path: Readable, *, on_progress: Callable[[float], None] | None = None) -> Conversion:
        transcript = self.recognizer.listen(path, on_progress=on_progress).transcript
        revision = Revision(transcript)
        source = Source(path.name, transcript.audio_sha256, transcript.duration)
        return Conversion(source, revision, letters.compose(revision))


def make_quick() -> Converter:
    return Quick(Reader(), None, Settings())  # type: ignore[arg-type]
