"""The voices that can be asked for by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from transcribe.core.errors import VoiceError
from transcribe.voices.types import Voice

_SLOWEST, _FASTEST = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class VoiceKind:
    """A voice by its name: its engine, how it is set, and what a trainer hears, in French.

    ``pitch`` and ``throat`` are factors (``pico`` only): a long throat is a grave voice. ``blend``: the speakers of
    ``styles`` and the share of each (``kokoro`` only).
    """

    name: str
    engine: Literal["pico", "kokoro"]
    heard: str
    pitch: float = 1.0
    throat: float = 1.0
    blend: Mapping[str, float] = field(default_factory=dict, hash=False)


VOICES = (
    VoiceKind("pico", "pico", "voix claire de femme, monocorde"),
    VoiceKind("pico-grave", "pico", "la même, plus grave, comme d’un homme", pitch=0.72, throat=0.9),
    VoiceKind("pico-aigu", "pico", "la même, plus haute", pitch=1.12, throat=1.06),
    VoiceKind("kokoro", "kokoro", "voix naturelle de femme (extra voix-naturelle)", blend={"ff_siwis": 1.0}),
    VoiceKind(
        "kokoro-grave", "kokoro", "plus grave, mêlée d’une voix d’homme (extra voix-naturelle)",
        blend={"ff_siwis": 0.6, "im_nicola": 0.4},
    ),
    VoiceKind(
        "kokoro-sourd", "kokoro", "grave et plus sourde, mêlée d’une autre (extra voix-naturelle)",
        blend={"ff_siwis": 0.6, "bm_george": 0.4},
    ),
)  # fmt: skip
DEFAULT_VOICE = "pico"


def load_voice(name: str = DEFAULT_VOICE, *, pace: float = 1.0, wander: float = 0.0, seed: int = 0) -> Voice:
    """The voice of ``VOICES`` so named, at a pace (1.2 speaks a fifth faster).

    ``wander`` moves pace (and pitch, for Pico) from one text to the next by at most that share, drawn from ``seed``.

    Raises:
        VoiceError: no voice has this name, its packages are missing, or the pace is not between 0.5 and 2.
    """
    kind = next((kind for kind in VOICES if kind.name == name), None)
    if kind is None:
        known = ", ".join(f"« {one.name} »" for one in VOICES)
        raise VoiceError(message=f"Voix « {name} » inconnue : choisissez parmi {known}.")
    if not _SLOWEST <= pace <= _FASTEST:
        raise VoiceError(
            message="La vitesse de la voix va de 50 à 200 (en pour cent de sa vitesse ordinaire)."
        )
    if kind.engine == "kokoro":
        from transcribe.voices.kokoro import Kokoro
        from transcribe.voices.styles import blended

        return Kokoro(kind.name, blended(kind.blend), pace=pace, wander=wander, seed=seed)
    from transcribe.voices.pico import Pico

    return Pico(pace=pace, pitch=kind.pitch, throat=kind.throat, wander=wander, seed=seed)
