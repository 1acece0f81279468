"""What runs in a worker: the model, loaded once, and one sound at a time, held in memory and nowhere else."""

import asyncio
import pickle
from typing import Any

from transcribe.batch.cluster.recipe import Heard, Recipe
from transcribe.batch.engines.answers import attempt
from transcribe.batch.footprint import processor_seconds
from transcribe.core.errors import TranscribeError
from transcribe.core.files import Held
from transcribe.pipeline import Converter

NAME = "transcribe"
_last: dict[bytes, Converter] = {}
"""The converter of the last coordinator: a run that is taken up again finds its model loaded."""


class Post:
    """A worker made ready: its converter, or why it has none."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.converter: Converter | None = None
        self.refusal = ""
        self.counted = 0.0

    async def setup(self, worker: Any) -> None:  # noqa: ANN401
        """Loads the model beside the loop, so that the scheduler goes on hearing of this worker."""
        self.counted = processor_seconds()
        try:
            self.converter = await asyncio.to_thread(_loaded, self.recipe)
        except TranscribeError as error:
            self.refusal = str(error)
        except Exception as error:
            self.refusal = f"le modèle ou les lexiques ne s’y chargent pas ({type(error).__name__})"

    def spent(self) -> float:
        """Seconds of processor since it was last asked."""
        before, self.counted = self.counted, processor_seconds()
        return self.counted - before


def plugin_of(recipe: Recipe) -> Any:  # noqa: ANN401 (Dask's own kind)
    """A post as Dask wants its plugins; made here, so that this module is read where Dask is not installed."""
    from distributed import WorkerPlugin

    return type("Plugin", (Post, WorkerPlugin), {})(recipe)


def _loaded(recipe: Recipe) -> Converter:
    key = pickle.dumps(recipe)
    recipe.check()
    if key not in _last:
        _last.clear()  # before the next one takes its place in memory
        _last[key] = recipe.make_converter()
    return _last[key]


def hear(sound: Held) -> Heard:
    """One sound converted by the worker that this runs in.

    Raises:
        TranscribeError: what would strike every file alike.
    """
    from distributed import get_worker

    worker = get_worker()
    post: Post = worker.plugins[NAME]
    if post.converter is None:
        return Heard(None, worker.address, str(worker.name), refusal=post.refusal)
    outcome = attempt(post.converter, sound)
    return Heard(outcome, worker.address, str(worker.name), post.spent())
