"""How a text is to be dictated: voice, pace, punctuation, slips, place, noise."""

from dataclasses import dataclass
from typing import Literal

from transcribe.speaking.types import Punctuation
from transcribe.voices import DEFAULT_VOICE

Place = Literal["studio", "bureau", "dictaphone", "téléphone"]
PLACES: tuple[Place, ...] = ("studio", "bureau", "dictaphone", "téléphone")
Noise = Literal["aucun", "faible", "moyen", "fort"]
NOISES: dict[Noise, float] = {"aucun": 0.0, "faible": 28.0, "moyen": 20.0, "fort": 13.0}
"""Decibels between the voice and the noise; 0: no noise."""
Slips = Literal["aucune", "quelques", "beaucoup"]
SLIPS: dict[Slips, int] = {"aucune": 0, "quelques": 3, "beaucoup": 8}
"""Hesitations and repairs in a dictation."""


@dataclass(frozen=True, slots=True)
class SpeechChoices:
    """What a trainer chooses. ``punctuation`` None: what the script asks for, else all of it.

    ``pace``: 1.2 speaks a fifth faster; ``pauses``: a factor of the silences; ``spelled``: the patient's name is
    spelt; ``remarks``: something is asked of the secretary at the end.
    """

    voice: str = DEFAULT_VOICE
    pace: float = 1.0
    pauses: float = 1.0
    punctuation: Punctuation | None = None
    slips: Slips = "aucune"
    spelled: bool = False
    remarks: bool = False
    place: Place = "studio"
    noise: Noise = "aucun"
    seed: int = 1
