"""Tiny sound files made on the spot, good and bad."""

import math
import struct
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream
from numpy.typing import NDArray

RATE = 16_000


def tone(seconds: float, *, rate: int = RATE, level: float = 0.3) -> NDArray[np.int16]:
    """A hum of 220 Hz: sound, but no speech."""
    count = round(seconds * rate)
    wave = level * np.sin(2 * math.pi * 220 * np.arange(count) / rate)
    return (wave * 32767).astype(np.int16)


def wav_bytes(samples: NDArray[np.int16], *, rate: int = RATE, declared: int | None = None) -> bytes:
    """A mono wav; ``declared`` is the number of bytes its header promises."""
    data = samples.tobytes()
    length = len(data) if declared is None else declared
    head = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", 36, b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16)
    return head + struct.pack("<4sI", b"data", length) + data


def encode(
    path: Path,
    codec: str,
    *,
    seconds: float = 3.0,
    rate: int = RATE,
    channels: int = 1,
    form: str | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """A hum written by PyAV."""
    if codec not in av.codecs_available:
        pytest.skip(f"PyAV {av.__version__} ne sait pas écrire {codec}")
    layout = "stereo" if channels == 2 else "mono"
    samples = np.repeat(tone(seconds, rate=rate)[None, :], channels, axis=0)
    with av.open(str(path), "w", format=form, options=options or {}) as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, AudioStream)
        if codec.startswith("wma"):
            stream.bit_rate = 64_000
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T).reshape(1, -1), "s16", layout)
        frame.sample_rate = rate
        target = stream.codec_context
        resampler = av.AudioResampler(target.format, layout, rate, frame_size=target.frame_size or 1024)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path


def picture_only(path: Path) -> Path:
    """A video without sound."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        for _ in range(5):
            black = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), "rgb24")
            container.mux(stream.encode(black))
        container.mux(stream.encode(None))
    return path
