"""A name or folder → a recogniser that is known to run."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from transcribe.speech.devices import Choice, load_somewhere, thread_count
from transcribe.speech.models import find_model
from transcribe.speech.recognition import WhisperRecognizer

if TYPE_CHECKING:
    from faster_whisper import WhisperModel


def load_whisper(
    model: str,
    *,
    device: str,
    precision: str,
    threads: int,
    beams: int,
    notify: Callable[[str], None] | None,
) -> WhisperRecognizer:
    """See ``transcribe.speech.load_recognizer``."""
    found = find_model(model, notify=notify)

    def load(choice: Choice) -> "WhisperModel":
        from faster_whisper import WhisperModel

        loaded = WhisperModel(
            str(found.folder),
            device=choice.device,
            compute_type=choice.precision,
            cpu_threads=thread_count(threads) if choice.device == "cpu" else 0,
            local_files_only=True,
        )
        if choice.device != "cpu":
            _try(loaded)
        return loaded

    loaded, choice = load_somewhere(load, device=device, precision=precision, notify=notify)
    recognizer = WhisperRecognizer(found.name, loaded, choice)
    if beams:
        strategy = replace(recognizer.settings.strategy, beam_size=beams)
        recognizer.settings = replace(recognizer.settings, strategy=strategy)
    return recognizer


def _try(model: "WhisperModel") -> None:
    """One computation of each kind: a card may load a model and then fail at its first kernel."""
    import numpy as np

    from transcribe.speech.decoding import Decoder, Strategy

    decoder = Decoder(model)
    encoded = decoder.encode([np.zeros(16_000, dtype=np.float32)])
    heard = decoder.generate(encoded, 1, Strategy())
    decoder.align(encoded, heard, [16_000])
