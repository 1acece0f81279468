"""Sounds cut, filtered and measured with numpy alone."""

from typing import TYPE_CHECKING

from transcribe.voices.types import RATE, Samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FAINT = 0.01
_BLOCK = RATE // 100
_BEFORE, _AFTER = int(0.03 * RATE), int(0.075 * RATE)


def trimmed(sound: Samples) -> Samples:
    """A sound without the silence at both ends, but for a breath of it.

    Hundredths of a second are judged, not samples, so that a faint noise moves no end.
    """
    import numpy as np

    blocks = np.pad(sound, (0, -len(sound) % _BLOCK)).reshape(-1, _BLOCK)
    levels = np.sqrt(np.mean(np.square(blocks, dtype=np.float64), axis=1))
    loud = _BLOCK * np.flatnonzero(levels > _FAINT * max(1e-4, float(levels.max(initial=0.0))))
    return sound[max(0, loud[0] - _BEFORE) : loud[-1] + _BLOCK + _AFTER] if len(loud) else sound[:0]


def whole_numbers(sound: Samples) -> "NDArray[np.int16]":
    """A sound as 16-bit samples; what lies outside ±1 is cut."""
    import numpy as np

    return (np.clip(sound, -1, 1) * 32767).astype("<i2")


def power(sound: Samples) -> float:
    """The root mean square of a sound; 0 for none."""
    import numpy as np

    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))) if len(sound) else 0.0


def band(sound: Samples, low: float, high: float, order: int = 2) -> Samples:
    """What a microphone that hears from ``low`` to ``high`` hertz keeps (slopes of Butterworth, no delay)."""
    import numpy as np

    if not len(sound):
        return sound
    size = _fast_size(len(sound))
    pitch = np.fft.rfftfreq(size, 1 / RATE)
    with np.errstate(divide="ignore"):
        gain = 1 / np.sqrt(1 + (low / np.maximum(pitch, 1e-3)) ** (2 * order))
    gain /= np.sqrt(1 + (pitch / high) ** (2 * order))
    return np.fft.irfft(np.fft.rfft(sound, size) * gain, size)[: len(sound)].astype(np.float32)


def convolved(sound: Samples, answer: Samples) -> Samples:
    """``sound`` as heard where a click gives ``answer``; as long as ``sound``."""
    import numpy as np

    size = _fast_size(len(sound) + len(answer))
    spectrum = np.fft.rfft(sound, size) * np.fft.rfft(answer, size)
    return np.fft.irfft(spectrum, size)[: len(sound)].astype(np.float32)


def two_thirds(sound: Samples) -> Samples:
    """A sound of 24,000 samples a second at ``RATE``, nothing above 8,000 hertz left in it."""
    import numpy as np

    if not len(sound):
        return sound
    size = _fast_size(-(-len(sound) // 3))
    spectrum = np.fft.rfft(sound, 3 * size)[: size + 1]
    return (np.fft.irfft(spectrum, 2 * size)[: len(sound) * 2 // 3] * (2 / 3)).astype(np.float32)


def resampled(sound: Samples, factor: float) -> Samples:
    """A sound read ``factor`` times faster: higher and shorter above 1, as of a smaller throat."""
    import numpy as np

    if not len(sound):
        return sound
    places = np.arange(0, len(sound) - 1, factor)
    return np.asarray(np.interp(places, np.arange(len(sound)), sound), np.float32)


def _fast_size(least: int) -> int:
    """A length that the Fourier transform is quick with: 2, 3 and 5 only."""
    odds = [three * five for three in (1, 3, 9) for five in (1, 5)]
    return min(odd << max(0, (-(-least // odd) - 1).bit_length()) for odd in odds)
