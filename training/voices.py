"""Synthetic French voices: SVOX Pico with many pitches and throats, Kokoro-82M with blends of speakers.

Pico (Apache-2.0, package ``py-nanotts``) is plain and a hundred times faster than speech. Kokoro (weights
Apache-2.0, French voice trained on the SIWIS corpus, CC BY 4.0) is natural and slow.
"""

import math
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from transcribe.voices.kokoro import Kokoro
from transcribe.voices.pico import Pico
from transcribe.voices.styles import read_style

_FRENCH = "ff_siwis"


def pico(dice: random.Random) -> Pico:
    """SVOX Pico at a pace, a pitch and a throat drawn by chance, which move a little from one text to the next."""
    pace = dice.uniform(0.8, 1.4)
    pitch = math.exp(dice.uniform(math.log(0.6), math.log(1.35)))
    throat = dice.choice([1.0, dice.uniform(0.86, 1.12)])
    return Pico(pace=pace, pitch=pitch, throat=throat, wander=0.07)


def kokoro(dice: random.Random, folder: Path) -> Kokoro:
    """The French voice of Kokoro blended with those of one or two other speakers of ``folder`` (``*.bin``)."""
    share = dice.uniform(0.3, 0.75)
    speakers = sorted(path.stem for path in folder.glob("*.bin") if path.stem != _FRENCH)
    others = dice.sample(speakers, dice.choice([1, 1, 2]))
    style = share * _style(folder / f"{_FRENCH}.bin")
    for other in others:
        style = style + (1 - share) / len(others) * _style(folder / f"{other}.bin")
    name = f"kokoro {' '.join(others)} {1 - share:.2f}"
    return Kokoro(name, style.astype(np.float32), pace=dice.uniform(0.85, 1.25), wander=0.06)


_style: Callable[[Path], NDArray[np.float32]] = cache(read_style)
