"""What lies between a mouth and a recogniser: a room, noise, a dictaphone, a telephone, a codec, a level."""

import io
import random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.voices import RATE

_LEVEL = 0.07
_OPUS_RATE = 48_000


def worn(sound: NDArray[np.float32], seed: int, *, recorded: bool = False) -> NDArray[np.float32]:
    """``sound`` (16 kHz) as another microphone would have given it; the same for the same seed.

    A recorded voice already has a room of its own: it gets less.
    """
    dice, noise = random.Random(seed), np.random.default_rng(seed)
    out = sound / (_power(sound) + 1e-6) * _LEVEL
    if dice.random() < (0.1 if recorded else 0.3):
        out = _echoing(out, dice, noise)
    if dice.random() < (0.3 if recorded else 0.5):
        out = _noisy(out, dice, noise)
    draw = dice.random()
    if draw < 0.12:
        out = _band(out, 300, 3400, 4)
    elif draw < 0.4:
        out = _band(out, dice.choice([80, 120, 200]), dice.choice([4500, 6000, 7000]), 2)
    if dice.random() < 0.3:
        out = np.tanh(out * dice.uniform(3, 8)) / 4
    if dice.random() < 0.25:
        out = _moving(out, dice)
    if dice.random() < 0.15:
        out = _humming(out, dice)
    out = np.clip(out * 10 ** (dice.uniform(-12, 6) / 20), -1, 1).astype(np.float32)
    return _coded(out, dice.choice([12_000, 16_000, 24_000])) if dice.random() < 0.15 else out


def pause(dice: random.Random, level: float) -> NDArray[np.float32]:
    """What is heard between two utterances of a voice of ``level`` (root mean square): mostly nothing.

    One in five is a breath, one in twelve the key of a dictaphone.
    """
    silence = np.zeros(int(RATE * dice.choice([0.05, 0.15, 0.3, 0.3, 0.5, 0.8])), np.float32)
    draw, noise = dice.random(), np.random.default_rng(dice.getrandbits(32))
    if draw < 0.2:
        length = int(RATE * dice.uniform(0.2, 0.5))
        breath = _breathy(noise.standard_normal(length), dice.uniform(2500, 6000))
        breath *= np.hanning(length) * level * dice.uniform(0.05, 0.35) / (_power(breath) + 1e-9)
        return np.concatenate([silence, breath.astype(np.float32)])
    if draw < 0.28:
        click = noise.standard_normal(RATE // 100) * np.exp(-np.arange(RATE // 100) / (RATE / 800))
        return np.concatenate([silence, (click * level * dice.uniform(0.5, 2)).astype(np.float32), silence])
    return silence


def _breathy(noise: NDArray[np.float64], high: float) -> NDArray[np.float64]:
    """Noise without what lies below 400 Hz and above ``high``."""
    spectrum, pitches = np.fft.rfft(noise), np.fft.rfftfreq(len(noise), 1 / RATE)
    spectrum[(pitches < 400) | (pitches > high)] *= 0.05
    return np.fft.irfft(spectrum, len(noise))


def _moving(sound: NDArray[np.float32], dice: random.Random) -> NDArray[np.float32]:
    """A mouth that comes nearer and goes away: the level drifts by up to 8 decibels."""
    time = np.arange(len(sound)) / RATE
    drift = np.sin(2 * np.pi * (time * dice.uniform(0.03, 0.25) + dice.random()))
    return np.asarray(sound * 10 ** (dice.uniform(2, 4) * drift / 20), np.float32)


def _humming(sound: NDArray[np.float32], dice: random.Random) -> NDArray[np.float32]:
    """The mains, and its harmonics."""
    time = np.arange(len(sound)) / RATE
    hum = sum(np.sin(2 * np.pi * 50 * n * time) / n for n in (1, 2, 3))
    return np.asarray(sound + hum * _power(sound) * 10 ** (-dice.uniform(20, 35) / 20), np.float32)


def _power(sound: NDArray[np.floating[Any]]) -> float:
    return float(np.sqrt(np.mean(np.square(sound)))) if len(sound) else 0.0


def _echoing(
    sound: NDArray[np.float32], dice: random.Random, noise: np.random.Generator
) -> NDArray[np.float32]:
    from scipy.signal import fftconvolve

    length = int(dice.uniform(0.08, 0.35) * RATE)
    answer = noise.standard_normal(length) * np.exp(-np.arange(length) / (length / 6))
    answer[0] = dice.uniform(3, 8)
    answer /= np.sqrt(np.square(answer).sum())
    return np.asarray(fftconvolve(sound, answer)[: len(sound)], np.float32)


def _noisy(
    sound: NDArray[np.float32], dice: random.Random, noise: np.random.Generator
) -> NDArray[np.float32]:
    width = dice.choice([1, 4, 8, 20])
    hiss = np.convolve(noise.standard_normal(len(sound)), np.ones(width) / width, "same")
    ratio = 10 ** (dice.uniform(10, 35) / 20)
    return np.asarray(sound + hiss * _power(sound) / (_power(hiss) * ratio), np.float32)


def _band(sound: NDArray[np.float32], low: int, high: int, order: int) -> NDArray[np.float32]:
    from scipy.signal import butter, sosfilt

    return np.asarray(sosfilt(butter(order, [low, high], "band", fs=RATE, output="sos"), sound), np.float32)


def _coded(sound: NDArray[np.float32], bits: int) -> NDArray[np.float32]:
    """Through Opus and back, as a telephone or a browser sends it."""
    import av
    from av.audio.frame import AudioFrame
    from av.audio.resampler import AudioResampler

    store = io.BytesIO()
    with av.open(store, "w", format="ogg") as out:
        stream = out.add_stream("libopus", rate=_OPUS_RATE)
        stream.bit_rate = bits
        frame = AudioFrame.from_ndarray((sound * 32767).astype("<i2")[None], format="s16", layout="mono")
        frame.sample_rate = RATE
        resampler = AudioResampler(format="s16", layout="mono", rate=_OPUS_RATE)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    store.seek(0)
    from faster_whisper.audio import decode_audio

    return np.asarray(decode_audio(store, sampling_rate=RATE), np.float32)[: len(sound)]
