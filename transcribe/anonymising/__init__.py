"""Dictations and texts without the people in them: found, confirmed by a person, then replaced and silenced."""

from transcribe.anonymising.finding import Passage, find, find_in
from transcribe.anonymising.types import KINDS, LABELS, Found, Kind
from transcribe.anonymising.vocabulary import Vocabulary

__all__ = ["KINDS", "LABELS", "Found", "Kind", "Passage", "Vocabulary", "find", "find_in"]
