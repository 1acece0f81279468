"""A microphone, a room and pauses drawn by chance, so that the adapter learns from many of them."""

import random

import numpy as np
from numpy.typing import NDArray

from transcribe.voices import RATE
from transcribe.voices.rooms import (
    breath,
    click,
    coded,
    echoing,
    humming,
    in_decibels,
    levelled,
    moving,
    noisy,
    saturated,
    through_telephone,
)
from transcribe.voices.shaping import band


def worn(sound: NDArray[np.float32], seed: int, *, recorded: bool = False) -> NDArray[np.float32]:
    """``sound`` (16 kHz) as another microphone would have given it; the same for the same seed.

    A recorded voice already has a room of its own: it gets less.
    """
    dice, noise = random.Random(seed), np.random.default_rng(seed)
    out = levelled(sound)
    if dice.random() < (0.1 if recorded else 0.3):
        out = echoing(out, dice.uniform(0.08, 0.35), dice.uniform(3, 8), noise)
    if dice.random() < (0.3 if recorded else 0.5):
        width = dice.choice([1, 4, 8, 20])
        out = noisy(out, dice.uniform(10, 35), width, noise)
    draw = dice.random()
    if draw < 0.12:
        out = through_telephone(out)
    elif draw < 0.4:
        out = band(out, dice.choice([80, 120, 200]), dice.choice([4500, 6000, 7000]), 2)
    if dice.random() < 0.3:
        out = saturated(out, dice.uniform(3, 8))
    if dice.random() < 0.25:
        hertz, start = dice.uniform(0.03, 0.25), dice.random()
        out = moving(out, hertz, start, dice.uniform(2, 4))
    if dice.random() < 0.15:
        out = humming(out, dice.uniform(20, 35))
    out = in_decibels(out, dice.uniform(-12, 6))
    return coded(out, dice.choice([12_000, 16_000, 24_000])) if dice.random() < 0.15 else out


def pause(dice: random.Random, level: float) -> NDArray[np.float32]:
    """What is heard between two utterances of a voice of ``level`` (root mean square): mostly nothing.

    One in five is a breath, one in twelve the key of a dictaphone.
    """
    silence = np.zeros(int(RATE * dice.choice([0.05, 0.15, 0.3, 0.3, 0.5, 0.8])), np.float32)
    draw, noise = dice.random(), np.random.default_rng(dice.getrandbits(32))
    if draw < 0.2:
        seconds, high = dice.uniform(0.2, 0.5), dice.uniform(2500, 6000)
        return np.concatenate([silence, breath(seconds, level * dice.uniform(0.05, 0.35), high, noise)])
    if draw < 0.28:
        return np.concatenate([silence, click(level * dice.uniform(0.5, 2), noise), silence])
    return silence
