"""From a written text to a dictation: what a doctor would say, and its sound."""

from transcribe.speaking.reading import dictated, read_aloud
from transcribe.speaking.types import PUNCTUATIONS, Punctuation, Reading, Unmade

__all__ = ["PUNCTUATIONS", "Punctuation", "Reading", "Unmade", "dictated", "read_aloud"]
