"""Models fetched by name from the Hugging Face Hub, only when asked for."""

from collections.abc import Callable
from pathlib import Path

from transcribe.core.errors import MissingModel
from transcribe.core.files import user_cache
from transcribe.speech.catalogue import Published

Notify = Callable[[str], None]
Progress = Callable[[int, int], None]

_PATTERNS = ["config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*"]


def local_snapshot(model: Published) -> Path | None:
    """Folder of a model already fetched, by this program or by another one; never opens a connection."""
    from huggingface_hub import snapshot_download

    for cache in (_our_cache(), None):
        try:
            folder = Path(
                snapshot_download(
                    model.repository, cache_dir=cache, local_files_only=True, allow_patterns=_PATTERNS
                )
            )
        except (OSError, ValueError):
            continue
        if all((folder / name).is_file() for name in ("model.bin", "config.json", "tokenizer.json")):
            return folder
    return None


def fetched(model: Published, *, on_progress: Progress | None = None, notify: Notify | None = None) -> Path:
    """Folder of a published model, downloaded into the user's cache unless it is there already.

    Raises:
        MissingModel: not on this machine and not to be had.
    """
    if folder := local_snapshot(model):
        return folder
    from huggingface_hub import snapshot_download

    if notify:
        notify(
            f"Téléchargement du modèle « {model.name} » ({model.size / 1e9:.1f}\u00a0Go), "
            "une seule fois.".replace(".", ",", 1)
        )
    try:
        folder_name = snapshot_download(
            model.repository,
            cache_dir=_our_cache(),
            allow_patterns=_PATTERNS,
            tqdm_class=_counter(on_progress),
        )
    except Exception as error:  # the client raises errors of several libraries
        raise _missing(model) from error
    return Path(folder_name)


def _missing(model: Published) -> MissingModel:
    return MissingModel(
        message=f"Le modèle « {model.name} » n’est pas sur cette machine (cherché dans {_our_cache()} "
        "et dans le cache Hugging Face) et n’a pas pu être téléchargé : connectez-vous à Internet une fois, "
        "donnez un dossier qui contient le modèle (--model DOSSIER), ou utilisez le modèle fourni "
        "(--model base)."
    )


def _our_cache() -> Path:
    return user_cache() / "hub"


def _counter(on_progress: Progress | None) -> type:
    """A silent progress class for the client that adds up the bytes of all files."""
    from huggingface_hub.utils.tqdm import tqdm

    done: dict[int, tuple[int, int]] = {}

    class Counter(tqdm):
        def __init__(self, *args: object, **kwargs: object) -> None:
            self.counts_bytes = kwargs.get("unit") == "B"
            self.counted = 0
            super().__init__(*args, **{**kwargs, "disable": True})  # type: ignore[no-untyped-call]

        def update(self, n: float | None = 1) -> bool | None:
            self.counted += int(n or 0)
            if self.counts_bytes and on_progress:
                done[id(self)] = (self.counted, int(self.total or 0))
                on_progress(sum(c for c, _ in done.values()), sum(t for _, t in done.values()))
            return None

    return Counter
