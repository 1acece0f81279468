"""Short recordings for tests of what is uploaded: the first seconds of the samples."""

import wave
from pathlib import Path

from transcribe.core.data import shipped


def clip(sample: str, target: Path, seconds: float = 6.0, since: float = 0.0) -> Path:
    """A .wav of the first seconds of a shipped sample."""
    from transcribe.speech.audio import RATE, read_sound

    samples = read_sound(shipped("samples", f"{sample}.ogg")).samples
    with wave.open(str(target), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples[round(since * RATE) : round((since + seconds) * RATE)].tobytes())
    return target
