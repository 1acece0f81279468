"""What a voice is."""

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000
"""Samples a second of every sound of this room."""

Samples: TypeAlias = "NDArray[np.float32]"
"""Shape (n,), within ±1, at ``RATE``."""


class Voice(Protocol):
    """Someone who reads aloud. ``name`` tells voices apart."""

    @property
    def name(self) -> str:
        """The voice and how it is set."""
        ...

    def speak(self, text: str) -> Samples:
        """The sound of a text of words and pauses (« , » and « . »), without silence at both ends.

        A text in which nothing can be said gives no sample.

        Raises:
            VoiceError: the voice refused the text.
        """
        ...
