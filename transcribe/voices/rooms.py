"""What lies between a mouth and a recogniser: a room, noise, a dictaphone, a telephone, a codec, a level.

Each effect keeps the length of the sound; what is drawn comes from the generator given, the same for the same seed.
"""

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from transcribe.speech.encoding import OPUS, encode
from transcribe.voices.shaping import band, convolved, power, whole_numbers
from transcribe.voices.types import RATE, Samples

if TYPE_CHECKING:
    import numpy as np

LEVEL = 0.07
"""The root mean square of a voice at its usual level."""


def levelled(sound: Samples, level: float = LEVEL) -> Samples:
    """A sound at a level (root mean square)."""
    import numpy as np

    factor = np.float32(level / (power(sound) + 1e-6))
    return np.multiply(sound, factor, dtype=np.float32)


def in_decibels(sound: Samples, decibels: float) -> Samples:
    """A sound louder (or less loud) by so many decibels, clipped as a recorder clips it."""
    import numpy as np

    return np.asarray(np.clip(sound * 10 ** (decibels / 20), -1, 1), np.float32)


def echoing(sound: Samples, seconds: float, nearness: float, noise: "np.random.Generator") -> Samples:
    """A room that rings for ``seconds``; ``nearness`` is how far the mouth stands out of it (3 far, 8 near)."""
    import numpy as np

    length = int(seconds * RATE)
    answer = noise.standard_normal(length) * np.exp(-np.arange(length) / (length / 6))
    answer[0] = nearness
    answer /= np.sqrt(np.square(answer).sum())
    return convolved(sound, answer.astype(np.float32))


def noisy(sound: Samples, decibels: float, width: int, noise: "np.random.Generator") -> Samples:
    """Noise ``decibels`` below the voice; the wider, the duller (1 hisses, 20 rumbles)."""
    import numpy as np

    hiss = np.convolve(noise.standard_normal(len(sound)), np.ones(width) / width, "same").astype(np.float32)
    ratio = 10 ** (decibels / 20)
    return np.asarray(sound + hiss * (power(sound) / (power(hiss) * ratio + 1e-9)), np.float32)


def through_telephone(sound: Samples) -> Samples:
    """The band of a telephone."""
    return band(sound, 300, 3400, 4)


def saturated(sound: Samples, drive: float) -> Samples:
    """A small microphone too near to the mouth (3 a little, 8 much)."""
    import numpy as np

    return np.asarray(np.tanh(sound * drive) / 4, np.float32)


def moving(sound: Samples, hertz: float, start: float, decibels: float) -> Samples:
    """A mouth that comes nearer and goes away: the level drifts by so many decibels either way."""
    import numpy as np

    time = np.arange(len(sound)) / RATE
    drift = np.sin(2 * np.pi * (time * hertz + start))
    return np.asarray(sound * 10 ** (decibels * drift / 20), np.float32)


def humming(sound: Samples, decibels: float) -> Samples:
    """The mains and its harmonics, ``decibels`` below the voice."""
    import numpy as np

    time = np.arange(len(sound)) / RATE
    hum = sum(np.sin(2 * np.pi * 50 * n * time) / n for n in (1, 2, 3))
    return np.asarray(sound + hum * power(sound) * 10 ** (-decibels / 20), np.float32)


def breath(seconds: float, level: float, high: float, noise: "np.random.Generator") -> Samples:
    """Air drawn in: noise between 400 and ``high`` hertz, that swells and goes."""
    import numpy as np

    length = int(RATE * seconds)
    spectrum, pitches = np.fft.rfft(noise.standard_normal(length)), np.fft.rfftfreq(length, 1 / RATE)
    spectrum[(pitches < 400) | (pitches > high)] *= 0.05
    air = np.fft.irfft(spectrum, length).astype(np.float32)
    return np.asarray(air * np.hanning(length) * level / (power(air) + 1e-9), np.float32)


def click(level: float, noise: "np.random.Generator") -> Samples:
    """The key of a dictaphone: ten milliseconds."""
    import numpy as np

    length = RATE // 100
    made = noise.standard_normal(length) * np.exp(-np.arange(length) / (RATE / 800))
    return np.asarray(made * level, np.float32)


def coded(sound: Samples, bits: int) -> Samples:
    """Through Opus and back, as a telephone or a browser sends it."""
    import av
    import numpy as np
    from av.audio.resampler import AudioResampler

    store = io.BytesIO()
    encode(whole_numbers(sound), RATE, store, replace(OPUS, bits=bits))
    store.seek(0)
    back = AudioResampler(format="s16", layout="mono", rate=RATE)
    with av.open(store, "r") as received:
        frames = [piece for one in received.decode(audio=0) for piece in back.resample(one)]
    heard = [piece.to_ndarray()[0] for piece in [*frames, *back.resample(None)]]
    return (np.concatenate(heard) / 32768).astype(np.float32)[: len(sound)]
