"""What the coordinator tells its workers, and what they give back; Dask is not needed to say it."""

from collections.abc import Callable
from dataclasses import dataclass

from transcribe.batch.engines.answers import Outcome
from transcribe.core.errors import TranscribeError
from transcribe.pipeline import Converter


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a worker is to convert with, and the fingerprint that this gives at the coordinator's: with another version,
    another model or other lexicons, the letters would depend on the machine that made them. Both are picklable."""

    make_converter: Callable[[], Converter]
    fingerprint: Callable[[], str]
    expected: str

    def check(self) -> None:
        """What is converted here is what the coordinator would convert.

        Raises:
            TranscribeError: it is not.
        """
        if self.fingerprint() != self.expected:
            raise TranscribeError(
                message="version de transcribe, modèle, lexiques ou modèles de documents différents de ceux de "
                "l’ordinateur qui lance la conversion"
            )


@dataclass(frozen=True, slots=True)
class Heard:
    """What the worker of an ``address``, called ``post``, gives back, in so many seconds of ``processor``;
    ``refusal``: why it converts nothing."""

    outcome: Outcome | None
    address: str
    post: str
    processor: float = 0.0
    refusal: str = ""
