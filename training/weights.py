"""The plain model's variables for training, and the adapter of the product from what was trained."""

import shutil
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from transcribe.core.files import sha256_of
from transcribe.speech.adapter import merged, pack_adapter, pins_of, read_adapter
from transcribe.speech.models import find_model

LowRank = Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]

_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}


def plain_model() -> Path:
    """The folder of the embedded *base* model."""
    return find_model("base").folder


def plain_variables() -> dict[str, NDArray[np.generic]]:
    """Every variable of *base* by its CTranslate2 name (the layout is told in ``transcribe.speech.adapter``)."""
    with (plain_model() / "model.bin").open("rb") as file:
        file.read(4)
        _name(file)
        (count,) = struct.unpack("<4xI", file.read(8))
        return dict(_variable(file) for _ in range(count))


_OTHERS = ("config.json", "tokenizer.json", "vocabulary.txt")
_NOTES = {"licence": "MIT", "made_by": "python -m training"}


def merged_model(adapter: LowRank, folder: Path, *, strength: float) -> tuple[str, str]:
    """Writes ``adapter.safetensors`` and a whole model with it; gives what ``pack`` gives."""
    folder.mkdir(parents=True, exist_ok=True)
    pins = pack(adapter, folder / "adapter.safetensors", strength=strength, notes=_NOTES)
    fused(folder / "adapter.safetensors", folder)
    return pins


def fused(adapter: Path, folder: Path) -> None:
    """Writes a whole model: *base* with the adapter of a file added to its weights."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _OTHERS:
        shutil.copy(plain_model() / name, folder / name)
    merged(plain_model() / "model.bin", adapter, folder / "model.bin")


def pack(
    adapter: LowRank,
    path: Path,
    *,
    strength: float,
    notes: Mapping[str, str],
) -> tuple[str, str]:
    """Writes the adapter at a strength; gives the SHA-256 of the file and of the merged ``model.bin``."""
    base = plain_model() / "model.bin"
    layers = {f"{name}|0": (down, up * np.float32(strength)) for name, (down, up) in adapter.items()}
    pack_adapter(layers, path, base_sha256=sha256_of(base), notes=notes)
    return pins_of(base, path)


def unpacked(path: Path, *, strength: float) -> dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """The thin matrices (down, up) of an adapter of the product, at the whole strength, both of like size."""
    found = {}
    for name, layers in read_adapter(path).variables.items():
        (layer,) = layers
        down, up = layer.a.astype(np.float32), layer.b * layer.scale[:, None] / np.float32(strength)
        size = np.linalg.norm(down, axis=1) + 1e-9
        found[name] = (down / size[:, None], up * size)
    return found


def _variable(file: BinaryIO) -> tuple[str, NDArray[np.generic]]:
    name = _name(file)
    (rank,) = struct.unpack("<B", file.read(1))
    shape = struct.unpack(f"<{rank}I", file.read(4 * rank))
    kind, size = struct.unpack("<BI", file.read(5))
    return name, np.frombuffer(file.read(size), _TYPES[kind]).reshape(shape)


def _name(file: BinaryIO) -> str:
    (length,) = struct.unpack("<H", file.read(2))
    return file.read(length)[:-1].decode()
