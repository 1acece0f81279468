"""SVOX Pico, the light voice (Apache-2.0, package ``py-nanotts``): plain and clear, twenty times faster than speech."""

import random
import re
from collections.abc import Iterator
from typing import Any

from transcribe.core.errors import VoiceError
from transcribe.core.extras import missing
from transcribe.voices.shaping import resampled, trimmed
from transcribe.voices.types import Samples

_VOLUME = 0.7  # the usual one clips
# Pico never comes back from a word of some hundred letters, and is slow on a long text.
_LONGEST_WORD = 60
_LONGEST_TEXT = 600
_WORD = re.compile(rf"\S{{{_LONGEST_WORD}}}(?=\S)")
# It skips what it cannot say, and reads some signs in English or as a tag.
_UNSAYABLE = re.compile(r"[^\w\s,.;:?!'’()-]|_")


class Pico:
    """Pico at a pace, a pitch and a length of throat (resampling, with the pace kept).

    ``wander`` moves pace and pitch a little from one text to the next, as a speaker's do. One seed gives one sound but
    for a faint noise of Pico's own (60 dB below the voice), which goes on from text to text.
    """

    def __init__(
        self,
        *,
        pace: float = 1.0,
        pitch: float = 1.0,
        throat: float = 1.0,
        wander: float = 0.0,
        seed: int = 0,
    ) -> None:
        self.pace, self.pitch, self.throat, self.wander = pace, pitch, throat, wander
        self.name = f"pico pace {pace:.2f} pitch {pitch:.2f} throat {throat:.2f}"
        self._dice = random.Random(f"{self.name} {seed}")
        self._engine = _engine()

    def speak(self, text: str) -> Samples:
        """See ``Voice``."""
        import numpy as np

        pace = self.pace / self.throat * self._moved()
        pitch = self.pitch * self._moved()
        parts = [self._said(part, pace, pitch) for part in _parts(text)]
        sound = trimmed(np.concatenate(parts)) if parts else np.zeros(0, np.float32)
        return resampled(sound, self.throat)

    def _said(self, text: str, pace: float, pitch: float) -> Samples:
        import numpy as np

        try:
            raw = self._engine.speak(text, voice="fr-FR", speed=pace, pitch=pitch, volume=_VOLUME)
        except RuntimeError as error:
            raise VoiceError(message=f"La voix Pico n’a pas pu lire « {text[:60]} » : {error}.") from error
        return np.asarray(np.frombuffer(raw, "<i2") / np.float32(32768), np.float32)

    def _moved(self) -> float:
        return self._dice.uniform(1 - self.wander, 1 + self.wander)


def _parts(text: str) -> Iterator[str]:
    """What Pico can say, in pieces that it can take; a piece ends after a mark, or else between two words."""
    rest = " ".join(_WORD.sub(r"\g<0> ", _UNSAYABLE.sub(" ", text)).split())
    while len(rest) > _LONGEST_TEXT:
        cut = max(rest.rfind(mark, 0, _LONGEST_TEXT) for mark in (". ", ", "))
        cut = cut + 1 if cut > 0 else rest.rfind(" ", 0, _LONGEST_TEXT)
        yield rest[:cut]
        rest = rest[cut:].strip()
    if any(letter.isalnum() for letter in rest):
        yield rest


def _engine() -> Any:  # noqa: ANN401  (no types)
    try:
        from py_nanotts import NanoTTS
    except ImportError as error:
        raise VoiceError(message=missing("Dire un texte", "py-nanotts", "voix")) from error
    return NanoTTS()
