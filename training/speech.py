"""Documents of text → utterances of sound. One file a document; what is there is not made again."""

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.texts.corpus import Document
from training.voices import kokoro, pico
from transcribe.core.errors import VoiceError
from transcribe.voices import RATE, Voice
from transcribe.voices.shaping import trimmed

Tell = Callable[[str], None]


def read_aloud(
    texts: Sequence[Document],
    folder: Path,
    engine: str,
    *,
    hours: float,
    minutes: float,
    models: Path,
    tell: Tell,
) -> None:
    """Reads documents with voices of one engine until there are ``hours`` of sound or ``minutes`` are over.

    Each document has one voice, drawn from its name: the same at each run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    begin, seconds = time.monotonic(), 0.0
    for count, text in enumerate(texts):
        target = folder / f"{text.id}.npz"
        if not target.exists():
            _save(target, text, _voice(engine, text.id, models))
        seconds += _seconds(target)
        if count % 50 == 0:
            tell(f"{engine}: {count + 1} documents, {seconds / 3600:.2f} h of speech")
        if seconds > hours * 3600 or time.monotonic() - begin > minutes * 60:
            break
    tell(f"{engine}: {seconds / 3600:.2f} h of speech")


def utterances(path: Path) -> tuple[str, list[NDArray[np.float32]]]:
    """The voice and the utterances of a file of ``read_aloud``; one that failed is empty."""
    with np.load(path) as kept:
        count = len(kept.files) - 1
        return str(kept["voice"]), [kept[f"u{n}"].astype(np.float32) / 32768 for n in range(count)]


def _voice(engine: str, name: str, models: Path) -> Voice:
    dice = random.Random(f"{engine} {name}")
    return pico(dice) if engine == "pico" else kokoro(dice, models)


def _save(target: Path, text: Document, voice: Voice) -> None:
    sounds = {f"u{n}": _spoken(voice, said) for n, said in enumerate(text.said)}
    building = target.with_suffix(".part.npz")
    np.savez(building, voice=np.array(voice.name), **sounds)  # type: ignore[arg-type]
    building.replace(target)


def _spoken(voice: Voice, text: str) -> NDArray[np.int16]:
    try:
        sound = voice.speak(text)
    except VoiceError:  # Pico refuses some texts
        return np.zeros(0, np.int16)
    return (trimmed(sound) * 32767).astype(np.int16)


def _seconds(path: Path) -> float:
    return sum(len(sound) for sound in utterances(path)[1]) / RATE
