"""The models known by name. Sizes are those of ``model.bin`` as published on the Hugging Face Hub."""

from dataclasses import dataclass
from pathlib import Path

# The model that is used when none is asked for.
DEFAULT_MODEL = "base-medical"


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What a user is told of a model. ``size`` in bytes; ``path`` only when present.

    An ``embedded`` model that is not present is put together at its first use, unless it is not ``usable``.
    """

    name: str
    size: int
    licence: str
    present: bool
    path: Path | None
    embedded: bool = False
    remark: str = ""
    usable: bool = True


@dataclass(frozen=True, slots=True)
class Published:
    """A model on the Hugging Face Hub, converted to CTranslate2."""

    name: str
    repository: str
    size: int
    licence: str = "MIT"
    remark: str = ""


_MOSTLY_ENGLISH = "entraîné surtout sur l’anglais : vérifiez-le sur vos dictées"

KNOWN: dict[str, Published] = {
    model.name: model
    for model in (
        Published(
            "tiny", "Systran/faster-whisper-tiny", 75_538_270, remark="très rapide, beaucoup d’erreurs"
        ),
        Published(
            "small", "Systran/faster-whisper-small", 483_546_902, remark="environ 4 fois plus lent que base"
        ),
        Published(
            "medium", "Systran/faster-whisper-medium", 1_527_906_378, remark="lent sans carte graphique"
        ),
        Published(
            "large-v2", "Systran/faster-whisper-large-v2", 3_086_912_962, remark="carte graphique conseillée"
        ),
        Published(
            "large-v3", "Systran/faster-whisper-large-v3", 3_087_284_237, remark="carte graphique conseillée"
        ),
        Published(
            "large-v3-turbo",
            "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
            1_617_884_929,
            remark="presque aussi juste que large-v3, bien plus rapide",
        ),
        Published(
            "distil-large-v3", "Systran/faster-distil-whisper-large-v3", 1_512_927_867, remark=_MOSTLY_ENGLISH
        ),
        Published(
            "distil-large-v2", "Systran/faster-distil-whisper-large-v2", 1_512_927_867, remark=_MOSTLY_ENGLISH
        ),
        Published(
            "distil-large-v3.5", "distil-whisper/distil-large-v3.5-ct2", 1_512_927_867, remark=_MOSTLY_ENGLISH
        ),
    )
}
