"""Sounds written as files, whole or not at all, with what they are in their metadata."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from transcribe.core.files import named_whole
from transcribe.voices.types import RATE, Samples

# suffix → container, codec, rate, format of the samples
_FORMATS = {".ogg": ("ogg", "libopus", 48_000, "flt"), ".wav": ("wav", "pcm_s16le", RATE, "s16")}
SUFFIXES = tuple(_FORMATS)
_BITS = 32_000


def write_sound(path: Path, sound: Samples, notes: Mapping[str, str]) -> None:
    """Writes a sound as the suffix of ``path`` says (Opus in ``.ogg``, or ``.wav``); ``notes``: title, comment…

    Raises:
        KeyError: another suffix.
        OSError: the file cannot be written.
    """
    import av
    import numpy as np
    from av.audio.frame import AudioFrame
    from av.audio.resampler import AudioResampler

    container, codec, rate, kind = _FORMATS[path.suffix.lower()]
    with named_whole(path) as passing, av.open(str(passing), "w", format=container) as out:
        out.metadata.update(notes)
        stream: Any = out.add_stream(codec, rate=rate, layout="mono")
        if codec == "libopus":
            stream.bit_rate = _BITS
        resampler = AudioResampler(format=kind, layout="mono", rate=rate)
        for start in range(0, len(sound), RATE):
            block = (np.clip(sound[start : start + RATE], -1, 1) * 32767).astype("<i2")[None]
            frame = AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, start
            for piece in resampler.resample(frame):
                out.mux(stream.encode(piece))
        for piece in resampler.resample(None):
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))


def notes_of(path: Path) -> dict[str, str]:
    """The metadata of a sound file, names in small letters."""
    import av

    with av.open(str(path)) as file:
        found = dict(file.metadata)
        for stream in file.streams:
            found.update(stream.metadata)
    return {name.lower(): value for name, value in found.items()}
