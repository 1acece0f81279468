"""A converter without a model: it takes for heard what stands in the file itself, and some contents fail."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.hearer import Hearer
from transcribe import letters
from transcribe.core.contract import Source
from transcribe.core.errors import TemplateError
from transcribe.core.files import Readable
from transcribe.core.revision import Revision
from transcribe.pipeline import Conversion, Converter, Settings
from transcribe.speech import Hearing
from transcribe.terms import load_lexicon


class Reader(Hearer):
    """« mort » ends the process, « une fois » the first that reads it, « sort » leaves it, « lent » takes its time."""

    def listen(
        self,
        path: Readable,
        *,
        hotwords: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
    ) -> Hearing:
        self._fail(path.read_bytes().decode("utf-8"), Path(str(path)).parent / "tué")
        return super().listen(path, hotwords=hotwords, on_progress=on_progress)

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
