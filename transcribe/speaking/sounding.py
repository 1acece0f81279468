"""The words of a dictation → its sound: phrases spoken one by one, pauses between them, then a room and a device."""

import random
import re
from collections.abc import Callable
from functools import cache

from transcribe.speaking.choices import NOISES, Noise, Place, SpeechChoices
from transcribe.terms.spoken import spoken_forms
from transcribe.voices import RATE, Samples, load_voice

_PHRASE = re.compile(r"[^,.?]+[,.?]?")
_SECONDS = {",": 0.22, ".": 0.5, "?": 0.5}
_WANDER, _UNSTEADY = 0.04, 0.35
_SIGLUM = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w-]*[A-ZÀ-Þ][\w-]*")


def sound_of(
    said: str, choices: SpeechChoices, *, on_progress: Callable[[float], None] | None = None
) -> Samples:
    """The sound of a dictation in one line; « , » and « . » are its pauses. ``on_progress`` gets shares of 1.

    Raises:
        VoiceError: the voice cannot be used.
    """
    import numpy as np

    voice = load_voice(choices.voice, pace=choices.pace, wander=_WANDER, seed=choices.seed)
    dice = random.Random(choices.seed)
    phrases = [phrase.strip() for phrase in _PHRASE.findall(said) if re.search(r"\w", phrase)]
    parts = [np.zeros(RATE // 3, np.float32)]
    for place, phrase in enumerate(phrases, 1):
        parts.append(voice.speak(for_the_voice(phrase)))
        silence = _SECONDS.get(phrase[-1], 0.1) * choices.pauses * dice.uniform(1 - _UNSTEADY, 1 + _UNSTEADY)
        parts.append(np.zeros(int(silence * RATE), np.float32))
        if on_progress is not None:
            on_progress(place / len(phrases))
    return placed(np.concatenate(parts), choices.place, choices.noise, choices.seed)


def placed(sound: Samples, place: Place, noise: Noise, seed: int) -> Samples:
    """A sound as heard in a place, by its device, with noise; the same for the same seed."""
    import numpy as np

    from transcribe.voices import rooms, shaping

    draws = np.random.default_rng(seed)
    out = rooms.levelled(sound)
    if noise != "aucun":
        out = rooms.noisy(out, NOISES[noise], 6, draws)
    if place == "bureau":
        out = rooms.echoing(out, 0.18, 5.0, draws)
    elif place == "dictaphone":
        out = rooms.saturated(shaping.band(out, 150, 5500), 4.0)
    elif place == "téléphone":
        out = rooms.coded(rooms.through_telephone(out), 12_000)
    peak = float(np.abs(out).max(initial=0.0))
    return np.asarray(out * (0.89 / peak if peak else 1.0), np.float32)


def for_the_voice(phrase: str) -> str:
    """A phrase with its acronyms as the words they are said as: « VEMS » → « vems », « EHPAD » → « épade »."""
    return _SIGLUM.sub(lambda found: _as_word(found.group()), phrase)


@cache
def _as_word(siglum: str) -> str:
    ways = spoken_forms("sigle", "acronyme", "score").get(siglum, ())
    named = any(len(word) == 1 and word.isupper() for word in ways[0].split()) if ways else True
    return siglum.lower() if named else ways[0]
