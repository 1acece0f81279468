"""The voices that can be asked for by name."""

from dataclasses import dataclass
from typing import Literal

from transcribe.core.errors import VoiceError
from transcribe.voices.types import Voice

_SLOWEST, _FASTEST = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class VoiceKind:
    """A voice by its name: its engine, how it is set, and what a trainer hears, in French.

    ``pitch`` and ``throat`` are factors (``pico`` only): a long throat is a grave voice.
    """

    name: str
    engine: Literal["pico"]
    heard: str
    pitch: float = 1.0
    throat: float = 1.0


VOICES = (
    VoiceKind("pico", "pico", "voix claire de femme, monocorde"),
    VoiceKind("pico-grave", "pico", "la même, plus grave, comme d’un homme", pitch=0.72, throat=0.9),
    VoiceKind("pico-aigu", "pico", "la même, plus haute", pitch=1.12, throat=1.06),
)
DEFAULT_VOICE = "pico"


def load_voice(name: str = DEFAULT_VOICE, *, pace: float = 1.0, wander: float = 0.0, seed: int = 0) -> Voice:
    """The voice of ``VOICES`` so named, at a pace (1.2 speaks a fifth faster).

    ``wander`` moves pace and pitch from one text to the next by at most that share, drawn from ``seed``.

    Raises:
        VoiceError: no voice has this name, its package is missing, or the pace is not between 0.5 and 2.
    """
    from transcribe.voices.pico import Pico

    kind = next((kind for kind in VOICES if kind.name == name), None)
    if kind is None:
        known = ", ".join(f"« {one.name} »" for one in VOICES)
        raise VoiceError(message=f"Voix « {name} » inconnue : choisissez parmi {known}.")
    if not _SLOWEST <= pace <= _FASTEST:
        raise VoiceError(
            message="La vitesse de la voix va de 50 à 200 (en pour cent de sa vitesse ordinaire)."
        )
    return Pico(pace=pace, pitch=kind.pitch, throat=kind.throat, wander=wander, seed=seed)
