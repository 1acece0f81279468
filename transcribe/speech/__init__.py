"""Sound → words: audio files, speech models, devices and recognition. Knows no lexicon and no letter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from transcribe.core.files import Readable
from transcribe.core.scoring import Scorer
from transcribe.core.types import Transcript
from transcribe.speech.catalogue import DEFAULT_MODEL, ModelInfo
from transcribe.speech.formats import AUDIO_SUFFIXES, is_audio


@dataclass(frozen=True, slots=True)
class Hearing:
    """A transcript, and what scores other texts against its sound; ``None`` where there is no sound."""

    transcript: Transcript
    score: Scorer | None = None


class Recognizer(Protocol):
    """What turns an audio file into a transcript."""

    @property
    def model(self) -> str:
        """Name of the speech model."""

    @property
    def device(self) -> str:
        """Where it runs: ``cpu``, ``cuda``."""

    @property
    def precision(self) -> str:
        """What it computes with: ``int8``, ``float16``, ``float32``…"""

    def recognize(
        self,
        path: Readable,
        *,
        hotwords: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
    ) -> Transcript:
        """The words of one file; ``on_progress`` is told seconds of sound done.

        Raises:
            AudioError: the file cannot be read, or nobody speaks in it.
        """

    def listen(
        self,
        path: Readable,
        *,
        hotwords: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
    ) -> Hearing:
        """The same, with the means to ask the sound about other texts.

        Raises:
            AudioError: as ``recognize``.
        """


def load_recognizer(
    model: str = DEFAULT_MODEL,
    *,
    device: str = "auto",
    precision: str = "auto",
    threads: int = 0,
    beams: int = 0,
    notify: Callable[[str], None] | None = None,
) -> Recognizer:
    """A recogniser for ``model``: a known name, or a folder with a CTranslate2 model.

    ``device`` is ``auto``, ``cpu`` or ``cuda``; ``precision`` is ``auto`` or a type of CTranslate2;
    ``threads`` is for the processor, 0 for all its cores; ``beams`` is how many readings are followed at once, 0 for
    the usual number. ``notify`` is given French sentences for the user (device chosen, model fetched or put together
    again, another one used in its place).

    Raises:
        ModelError: unknown, missing or corrupt model; a device that was asked for and does not work.
    """
    from transcribe.speech.loading import load_whisper

    return load_whisper(
        model,
        device=device,
        precision=precision,
        threads=threads,
        beams=beams,
        notify=notify,
    )


def prepare_model(
    model: str = DEFAULT_MODEL,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    notify: Callable[[str], None] | None = None,
) -> str:
    """Puts a model in place on this machine without loading it; the name of the one that will serve.

    Several processes that load it afterwards find it ready. ``on_progress`` is told bytes done and bytes in all when
    a model is downloaded; ``notify`` as in ``load_recognizer``.

    Raises:
        ModelError: unknown, missing or corrupt model.
        OutputError: the cache cannot be written.
    """
    from transcribe.speech.models import find_model

    return find_model(model, on_progress=on_progress, notify=notify).name


def model_identity(model: str = DEFAULT_MODEL) -> tuple[str, str]:
    """The name of the model that would serve, and a digest that other weights would change; nothing is loaded."""
    from transcribe.speech.identity import model_identity as identified

    found = identified(model)
    return found.name, found.digest


def list_models() -> tuple[ModelInfo, ...]:
    """Every model known by name: size in bytes, licence, present or not, where."""
    from transcribe.speech.models import list_models as listed

    return listed()


def probe_duration(path: Readable) -> float:
    """Seconds of sound in a file, read from its header when it says so.

    Raises:
        AudioError: for what shows without decoding, else as decoding shows it.
    """
    from transcribe.speech.audio import probe_duration as probed

    return probed(path)


__all__ = [
    "AUDIO_SUFFIXES",
    "DEFAULT_MODEL",
    "Hearing",
    "ModelInfo",
    "Recognizer",
    "is_audio",
    "list_models",
    "load_recognizer",
    "model_identity",
    "prepare_model",
    "probe_duration",
]
