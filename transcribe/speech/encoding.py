"""Samples → a mono sound file, Opus or plain: the same samples always give the same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Format:
    """Container, codec, samples a second, bits a second (0: as many as it takes), and what the codec is given."""

    container: str
    codec: str
    rate: int
    bits: int
    samples: str


OPUS = Format("ogg", "libopus", 48_000, 32_000, "flt")
FORMATS = {".ogg": OPUS, ".wav": Format("wav", "pcm_s16le", 16_000, 0, "s16")}
"""By the suffix of the file."""


def encode(
    samples: "NDArray[np.int16]",
    rate: int,
    target: str | BytesIO,
    form: Format,
    notes: Mapping[str, str] | None = None,
) -> None:
    """Writes one channel of ``rate`` samples a second; ``notes`` are its only metadata: title, comment…

    Raises:
        OSError: it cannot be written.
    """
    import av
    import numpy as np

    exact = {"flags": "+bitexact"}
    with av.open(target, "w", format=form.container, options={"fflags": "+bitexact"}) as container:
        container.metadata.update(notes or {})
        stream: Any = container.add_stream(form.codec, rate=form.rate, layout="mono", options=exact)
        if form.bits:
            stream.bit_rate = form.bits
        resampler = av.AudioResampler(format=form.samples, layout="mono", rate=form.rate)
        for start in range(0, len(samples), rate):
            block = np.ascontiguousarray(samples[None, start : start + rate])
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.sample_rate, frame.pts = rate, None
            for made in resampler.resample(frame):
                made.pts = None
                container.mux(stream.encode(made))
        for made in resampler.resample(None):
            made.pts = None
            container.mux(stream.encode(made))
        container.mux(stream.encode(None))
