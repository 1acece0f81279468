"""Sounds in which nobody speaks, made from numbers: silence, noises of rooms and machines, music."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
SECONDS = 40

Sound = NDArray[np.float64]


def quiet_sounds() -> dict[str, Sound]:
    """Each sound by its name, samples from −1 to 1 at 16 kHz; always the same."""
    rng = np.random.default_rng(0)
    count = SECONDS * RATE
    time = np.arange(count) / RATE
    white = rng.normal(0, 1, count)
    return {
        "digital silence": np.zeros(count),
        "hiss": 0.003 * white,
        "loud noise": 0.1 * white,
        "noise that comes and goes": 0.1 * white * (0.5 + 0.5 * np.sin(2 * np.pi * 4 * time)),
        "rumble": _rumble(rng.normal(0, 1, count)),
        "mains hum": 0.2 * np.sin(2 * np.pi * 50 * time) + 0.05 * np.sin(2 * np.pi * 150 * time),
        "clicks of keys": _clicks(rng, count),
        "beeps of a monitor": 0.3 * np.sin(2 * np.pi * 1000 * time) * (time % 1 < 0.15),
        "breath": 0.05 * _rumble(white) * (time % 4 < 1.5),
        "chord": _chord(time) * (0.6 + 0.4 * np.sin(np.pi * time)),
        "melody": _melody(rng, count),
    }


def write_wav(path: Path, sound: Sound) -> None:
    """One channel, 16 bits."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def _rumble(white: Sound) -> Sound:
    summed = np.cumsum(white)
    summed -= np.convolve(summed, np.ones(800) / 800, "same")
    return np.asarray(0.5 * summed / np.abs(summed).max())


def _chord(time: Sound) -> Sound:
    return np.asarray(0.1 * np.sum([np.sin(2 * np.pi * pitch * time) for pitch in (220, 277, 330)], axis=0))


def _clicks(rng: np.random.Generator, count: int) -> Sound:
    struck = np.zeros(count)
    struck[rng.integers(0, count, 3 * SECONDS)] = 1
    decay = np.exp(-np.arange(400) / 60) * rng.normal(0, 0.5, 400)
    return np.convolve(struck, decay)[:count]


def _melody(rng: np.random.Generator, count: int) -> Sound:
    """Struck notes, each with its octave, two a second."""
    time = np.arange(RATE // 2) / RATE
    pitches = rng.choice([262, 294, 330, 349, 392, 440, 494, 523], 2 * SECONDS)
    notes = [np.sin(2 * np.pi * p * time) + 0.5 * np.sin(4 * np.pi * p * time) for p in pitches]
    return np.concatenate([0.3 * note * np.exp(-3 * time) for note in notes])[:count]
