"""How a run computes: on which engine, with what model, how much of the machine it takes."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from transcribe.batch import Engine, local
from transcribe.pipeline import Conversion, Converter, Progress, Settings, make_converter
from transcribe.speech import prepare_model

if TYPE_CHECKING:
    from transcribe.batch.cluster.engine import Place
    from transcribe.batch.cluster.recipe import Recipe

SOBER_BEAMS = 2
"""On the samples (``benchmarks/sober.py``) 15 % fewer seconds of processor for 0.9 % more words wrong; with one beam,
19 % fewer for 2.1 %."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Computing:
    """What was chosen on the command line. ``place``: the scheduler that shares the work out, if there is one."""

    settings: Settings
    model: str
    device: str
    precision: str
    jobs: int
    sober: bool
    place: "Place | None" = None

    @property
    def beams(self) -> int:
        """Readings followed at once; 0: the usual number."""
        return SOBER_BEAMS if self.sober else 0

    @property
    def threads(self) -> int:
        """Of each conversion of this machine; 0: all its cores."""
        if self.sober:
            return 1
        return max(1, (os.cpu_count() or 1) // self.jobs) if self.jobs > 1 else 0

    def fingerprint(self) -> str:
        """Of all that decides the results besides the audio."""
        return fingerprint(self.settings, self.model, self.device, self.precision, self.beams)

    def engine(self, say: Say, on_progress: Progress, *, some: bool) -> Engine:
        """What converts; ``some``: there is work, so that the model is worth preparing."""
        if self.place is not None:
            from transcribe.batch.cluster.engine import cluster

            return cluster(self.place, self._recipe(), say, partial(laid_out, self.settings))
        notify = say
        if self.jobs > 1 and some:  # once, before several processes want it, and said once
            prepare_model(self.model, notify=say)
            notify = _unheard
        return local(
            partial(self._maker(self.settings, self.threads), notify=notify),
            jobs=self.jobs,
            on_progress=on_progress,
        )

    def _maker(self, settings: Settings, threads: int) -> "partial[Converter]":
        return partial(
            make_converter, settings, model=self.model, device=self.device, precision=self.precision,
            threads=threads, beams=self.beams,
        )  # fmt: skip

    def _recipe(self) -> "Recipe":
        """What the workers of other machines convert with: nothing that lies on this one alone."""
        from transcribe.batch.cluster.recipe import Recipe

        settings = replace(self.settings, template="auto")
        of = partial(fingerprint, settings, self.model, self.device, self.precision, self.beams)
        return Recipe(self._maker(settings, 1), of, of())


def fingerprint(settings: Settings, model: str, device: str, precision: str, beams: int) -> str:
    """``Settings.fingerprint``, as workers call it."""
    return settings.fingerprint(model, device=device, precision=precision, beams=beams)


def laid_out(settings: Settings, conversion: Conversion) -> Conversion:
    """A conversion made elsewhere, in the template of these settings."""
    if settings.template == "auto":
        return conversion
    from transcribe import letters

    return replace(conversion, letter=letters.compose(conversion.revision, template=settings.template))


def _unheard(_sentence: str) -> None:
    """Takes what was already said."""
