"""What a speech model is, as far as its results go, without loading or fetching it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from transcribe.core.errors import UnusableAdapter
from transcribe.speech.assembly import BASE, MEDICAL, Embedded, check_patches
from transcribe.speech.catalogue import KNOWN
from transcribe.speech.models import name_of

_SAMPLE = 1 << 16
_SAMPLES = 16
_SMALL = 1 << 24


@dataclass(frozen=True, slots=True)
class Identity:
    """The name of the model that will serve, and a digest that other weights would change."""

    name: str
    digest: str


def model_identity(name: str) -> Identity:
    """The identity of a model given by name or by folder; *base* where *base-medical* cannot be had."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        return Identity(name_of(folder), _digest(folder))
    if name == MEDICAL.name:
        try:
            check_patches(MEDICAL)
        except UnusableAdapter:
            return _embedded(BASE)
        return _embedded(MEDICAL)
    if name == BASE.name:
        return _embedded(BASE)
    return Identity(name, KNOWN[name].repository if name in KNOWN else "")


def _embedded(model: Embedded) -> Identity:
    return Identity(model.name, ":".join(part.digest for part in model.parts))


def _digest(folder: Path) -> str:
    """Small files whole, weights by their size and sixteen samples: gigabytes are not read at each start."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if not path.is_file():
            continue
        size = path.stat().st_size
        digest.update(f"{path.name}\0{size}\0".encode("utf-8", "surrogateescape"))
        with path.open("rb") as stream:
            if size <= _SMALL:
                digest.update(stream.read())
                continue
            for number in range(_SAMPLES):
                stream.seek((size - _SAMPLE) * number // (_SAMPLES - 1))
                digest.update(stream.read(_SAMPLE))
    return digest.hexdigest()
