"""Synthetic French voices, and what lies between a mouth and a recogniser: text → sound, offline.

``load_voice("pico").speak("quatorze huit")`` gives float32 samples within ±1 at ``RATE``. Nothing here knows of
dictations: numbers, sigla and marks are words already (``speaking`` makes them so).
"""

from transcribe.voices.catalogue import DEFAULT_VOICE, VOICES, VoiceKind, load_voice
from transcribe.voices.types import RATE, Samples, Voice

__all__ = ["DEFAULT_VOICE", "RATE", "VOICES", "Samples", "Voice", "VoiceKind", "load_voice"]
