"""A low-rank adapter: small matrices that are added to some weights of a speech model.

The file, format ``transcribe-lora-1``, is a safetensors file. Its metadata hold ``format``, ``base_sha256``
(SHA-256 of the ``model.bin`` it is made for) and free notes. An adapted layer is a range of rows of one
variable of the CTranslate2 model (several linear layers may be stacked in one variable), named
``<variable>|<first row>``, for example ``decoder/layer_0/self_attention/linear_0/weight|512``, and has three
tensors:

- ``<layer>.a``: int8, (rank, inputs);
- ``<layer>.b``: int8, (outputs, rank);
- ``<layer>.scale``: float32, (outputs,).

Row ``i``, column ``j`` of what is added is ``scale[i] * sum over r of b[i, r] * a[r, j]``. The sum is of
integers and exact in float64, in any order; the product with a float32 is exact too; the sum with the float16
weight is rounded once to float64 and once to float16. So every machine makes the very same bytes, whatever
its library of linear algebra, and the merged ``model.bin`` has a digest that can be pinned.

A ``model.bin`` of CTranslate2 (binary version 6, little-endian) is: version (uint32), name of the
specification, revision (uint32), number of variables (uint32), the variables, then aliases. A variable is its
name, rank (uint8), dimensions (uint32 each), type (uint8; 4 is float16), size in bytes (uint32), bytes. A
name is its length with the final zero (uint16) and its bytes.
"""

import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from transcribe.core.errors import UnusableAdapter
from transcribe.core.files import sha256_of, written_whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = "transcribe-lora-1"

_LAYER = re.compile(r"((?:encoder|decoder)/.+/weight)\|(\d+)")
_PARTS = {"a": "int8", "b": "int8", "scale": "float32"}
_BINARY_VERSION = 6
_FLOAT16 = 4
_BLOCK = 1 << 20
_ROWS = 256
_MOST = 127
_ALIGNMENT = 8
_CODES = {"int8": "I8", "float32": "F32"}


class Source(Protocol):
    """Bytes read in order; fewer than asked for only at the end."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes."""


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> Any:  # noqa: ANN401  (binary files return a count, others nothing)
        """Takes all of ``data``."""


@dataclass(frozen=True)
class Layer:
    """What is added to the rows from ``first`` on of one variable; arrays as in the file."""

    first: int
    a: "NDArray[np.int8]"
    b: "NDArray[np.int8]"
    scale: "NDArray[np.float32]"

    @property
    def end(self) -> int:
        """Row after the last one."""
        return self.first + len(self.b)

    def delta(self, begin: int, end: int) -> "NDArray[np.float64]":
        """Rows ``begin`` to ``end`` (exclusive, counted from ``first``) of what is added, exact."""
        import numpy as np

        product = self.b[begin:end].astype(np.float64) @ self.a.astype(np.float64)
        return product * self.scale[begin:end, None].astype(np.float64)


@dataclass(frozen=True)
class Adapter:
    """A file read: for each variable the layers added to it, by first row."""

    base_sha256: str
    variables: Mapping[str, tuple[Layer, ...]]
    notes: Mapping[str, str]


def read_adapter(file: Path) -> Adapter:
    """Reads and checks an adapter.

    Raises:
        UnusableAdapter: not readable, or not of this format.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="numpy") as opened:
            notes = dict(opened.metadata() or {})
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    except FileNotFoundError as error:
        raise _unusable(f"L’adaptateur médical « {file} » est introuvable.") from error
    except (OSError, SafetensorError, ValueError) as error:
        raise _unusable(f"L’adaptateur médical « {file} » est illisible ou tronqué.") from error
    if notes.pop("format", "") != FORMAT or "base_sha256" not in notes:
        raise _unusable(f"L’adaptateur médical « {file} » n’est pas au format {FORMAT}.")
    found: dict[str, list[Layer]] = {}
    for name in sorted({name.rpartition(".")[0] for name in tensors}):
        variable, layer = _layer(name, tensors, file)
        found.setdefault(variable, []).append(layer)
    ordered = {name: tuple(sorted(layers, key=lambda one: one.first)) for name, layers in found.items()}
    if not ordered or any(x.end > y.first for layers in ordered.values() for x, y in pairwise(layers)):
        raise _unusable(f"L’adaptateur médical « {file} » est vide ou adapte deux fois les mêmes poids.")
    return Adapter(notes.pop("base_sha256"), ordered, notes)


def _layer(name: str, tensors: Mapping[str, "NDArray[Any]"], file: Path) -> tuple[str, Layer]:
    import numpy as np

    place = _LAYER.fullmatch(name)
    malformed = _unusable(f"L’adaptateur médical « {file} » est mal formé (couche « {name} »).")
    try:
        a, b, scale = (tensors[f"{name}.{part}"] for part in _PARTS)
    except KeyError:
        raise malformed from None
    if (
        place is None
        or [str(part.dtype) for part in (a, b, scale)] != list(_PARTS.values())
        or (a.ndim, b.ndim, scale.ndim) != (2, 2, 1)
        or (a.shape[0], len(b)) != (b.shape[1], len(scale))
        or not np.isfinite(scale).all()
    ):
        raise malformed
    return place[1], Layer(int(place[2]), a, b, scale)


def merge(base: Source, adapter: Adapter, out: Sink) -> None:
    """Copies a ``model.bin`` with the adapter added to its weights, a megabyte or two in memory at a time.

    Raises:
        UnusableAdapter: the weights are not those that the adapter is made for.
        OSError: as ``base`` and ``out`` raise it.
    """
    copy = _Copy(base, out)
    (version,) = copy.numbers("<I")
    if version != _BINARY_VERSION or copy.name() != "WhisperSpec":
        raise _unusable("Les poids à adapter ne sont pas un modèle Whisper de CTranslate2.")
    _, count = copy.numbers("<II")
    waiting = set(adapter.variables)
    for _ in range(count):
        name = copy.name()
        (rank,) = copy.numbers("<B")
        shape = copy.numbers(f"<{rank}I")
        kind, size = copy.numbers("<BI")
        if name in waiting:
            waiting.remove(name)
            layers = adapter.variables[name]
            if kind != _FLOAT16 or not _fits(layers, shape, size):
                raise _unusable(f"L’adaptateur médical ne convient pas aux poids « {name} ».")
            _adapt(copy, shape, layers)
        else:
            copy.bytes(size)
    if waiting:
        raise _unusable(f"Le modèle à adapter n’a pas de poids « {min(waiting)} ».")
    copy.rest()


def merged(base_file: Path, adapter_file: Path, out: Path) -> None:
    """Writes ``base_file`` with the adapter added to ``out``, whole or not at all.

    Raises:
        UnusableAdapter: the adapter is not readable, or made for other weights.
        OSError: a file cannot be read or written.
    """
    adapter = _made_for(base_file, adapter_file)
    with base_file.open("rb") as base, written_whole(out) as stream:
        merge(base, adapter, stream)


def pins_of(base_file: Path, adapter_file: Path) -> tuple[str, str]:
    """SHA-256 of the adapter and of the ``model.bin`` that it makes of ``base_file``, nothing written.

    Raises:
        UnusableAdapter: the adapter is not readable, or made for other weights.
        OSError: a file cannot be read.
    """
    adapter = _made_for(base_file, adapter_file)
    sink = Digest()
    with base_file.open("rb") as base:
        merge(base, adapter, sink)
    return sha256_of(adapter_file), sink.hexdigest()


def _made_for(base_file: Path, adapter_file: Path) -> Adapter:
    adapter = read_adapter(adapter_file)
    if sha256_of(base_file) != adapter.base_sha256:
        raise _unusable(
            f"L’adaptateur médical « {adapter_file} » est fait pour d’autres poids que « {base_file} »."
        )
    return adapter


def pack_adapter(
    layers: Mapping[str, tuple["NDArray[np.float32]", "NDArray[np.float32]"]],
    path: Path,
    *,
    base_sha256: str,
    notes: Mapping[str, str] | None = None,
) -> None:
    """Quantises low-rank matrices to int8 and writes them, whole or not at all; same input, same bytes.

    ``layers`` maps ``<variable>|<first row>`` to ``A`` (rank, inputs) and ``B`` (outputs, rank), any scaling
    folded into ``B``, so that ``B @ A`` is what is added. ``notes`` are texts for the metadata.

    Raises:
        ValueError: a name or a shape that is not of the format, or a number that is not finite.
    """
    tensors: dict[str, NDArray[Any]] = {}
    for name, (a, b) in sorted(layers.items()):
        if not _LAYER.fullmatch(name) or a.ndim != 2 or b.ndim != 2 or b.shape[1] != a.shape[0]:
            raise ValueError(f"layer {name}: {a.shape}, {b.shape}")
        for part, array in zip(_PARTS, quantised(a, b), strict=True):
            tensors[f"{name}.{part}"] = array
    metadata = {**(notes or {}), "format": FORMAT, "base_sha256": base_sha256}
    with written_whole(path) as stream:
        _write_safetensors(tensors, metadata, stream)


def quantised(a: "NDArray[Any]", b: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[Any], NDArray[Any]]":
    """``A`` and ``B`` as int8, and a float32 scale for each row of ``B``.

    The scales of the rows of ``A`` are folded into ``B`` before it is rounded.

    With ``s`` the largest magnitude of a row of ``A`` / 127 and ``t`` that of a row of ``B * s`` / 127, an
    element of the product is wrong by at most ``sum over r of s[r] * |B[i, r]| / 2 + 127 * t[i] / 2``.

    Raises:
        ValueError: a number that is not finite.
    """
    import numpy as np

    wide_a, wide_b = a.astype(np.float64), b.astype(np.float64)
    if not (np.isfinite(wide_a).all() and np.isfinite(wide_b).all()):
        raise ValueError("a matrix holds numbers that are not finite")
    small_a, scale_a = _rows_as_int8(wide_a)
    small_b, scale_b = _rows_as_int8(wide_b * scale_a)
    return small_a, small_b, scale_b.astype(np.float32)


def _rows_as_int8(matrix: "NDArray[np.float64]") -> tuple["NDArray[np.int8]", "NDArray[np.float64]"]:
    import numpy as np

    scale = np.abs(matrix).max(axis=1, initial=0.0) / _MOST
    # as it will be read, in float32, and never below what keeps every element within 127
    scale = np.where(scale > 0, np.nextafter(scale.astype(np.float32), np.float32(np.inf)), 0).astype(
        np.float64
    )
    return np.rint(matrix / np.where(scale > 0, scale, 1)[:, None]).astype(np.int8), scale


class Digest:
    """A sink that keeps only the SHA-256 of what it is given, and passes it on to another one."""

    def __init__(self, sink: Sink | None = None) -> None:
        self._sink, self._digest = sink, sha256()

    def write(self, data: bytes, /) -> None:
        """Takes all of ``data``."""
        self._digest.update(data)
        if self._sink:
            self._sink.write(data)

    def hexdigest(self) -> str:
        """SHA-256 of all bytes so far."""
        return self._digest.hexdigest()


class _Copy:
    """Reads from one stream and writes all that it reads to another one."""

    def __init__(self, source: Source, sink: Sink) -> None:
        self._source, self.sink = source, sink

    def take(self, size: int) -> bytes:
        """Exactly ``size`` bytes, not yet written."""
        data = self._source.read(size)
        if len(data) != size:
            raise _unusable("Les poids à adapter sont tronqués.")
        return data

    def bytes(self, size: int) -> None:
        while size:
            data = self.take(min(size, _BLOCK))
            self.sink.write(data)
            size -= len(data)

    def numbers(self, form: str) -> tuple[int, ...]:
        data = self.take(struct.calcsize(form))
        self.sink.write(data)
        return struct.unpack(form, data)

    def name(self) -> str:
        (length,) = self.numbers("<H")
        data = self.take(length)
        self.sink.write(data)
        return data[:-1].decode("utf-8", "replace")

    def rest(self) -> None:
        while data := self._source.read(_BLOCK):
            self.sink.write(data)


def _fits(layers: tuple[Layer, ...], shape: tuple[int, ...], size: int) -> bool:
    return (
        len(shape) == 2
        and size == 2 * shape[0] * shape[1]
        and all(layer.end <= shape[0] and layer.a.shape[1] == shape[1] for layer in layers)
    )


def _adapt(copy: _Copy, shape: tuple[int, ...], layers: tuple[Layer, ...]) -> None:
    """Copies a float16 matrix, adding the layers to their rows."""
    import numpy as np

    rows, columns = shape
    place = 0
    for layer in layers:
        copy.bytes(2 * columns * (layer.first - place))
        for begin in range(0, len(layer.b), _ROWS):
            end = min(begin + _ROWS, len(layer.b))
            block = np.frombuffer(copy.take(2 * columns * (end - begin)), "<f2").reshape(-1, columns)
            with np.errstate(over="ignore"):
                new = (block.astype(np.float64) + layer.delta(begin, end)).astype("<f2")
            if not np.isfinite(new).all():
                raise _unusable("L’adaptateur médical donne des poids infinis.")
            copy.sink.write(new.tobytes())
        place = layer.end
    copy.bytes(2 * columns * (rows - place))


def _write_safetensors(tensors: Mapping[str, "NDArray[Any]"], metadata: Mapping[str, str], out: Sink) -> None:
    """The safetensors layout, written here because the library orders metadata by chance.

    Widest types first, so that each is aligned; https://github.com/huggingface/safetensors describes it.
    """
    names = sorted(tensors, key=lambda name: (-tensors[name].itemsize, name))
    header: dict[str, Any] = {"__metadata__": dict(sorted(metadata.items()))}
    place = 0
    for name in names:
        array = tensors[name]
        code = _CODES[str(array.dtype)]
        header[name] = {
            "dtype": code,
            "shape": list(array.shape),
            "data_offsets": [place, place + array.nbytes],
        }
        place += array.nbytes
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    out.write(struct.pack("<Q", len(text)) + text)
    for name in names:
        array = tensors[name]
        out.write(array.astype(array.dtype.newbyteorder("<")).tobytes())


def _unusable(message: str) -> UnusableAdapter:
    return UnusableAdapter(message=message)
