"""One channel from one or two. Two microphones wired in opposition cancel out when mixed: that is seen, and undone."""

import numpy as np
from numpy.typing import NDArray

_CANCELLED = 0.02
"""Energy of the mix, as a share of the channels', under which they cancel each other out."""
_SILENCE = 4.0
"""Mean square of 16-bit samples under which a channel is silent (−84 dB of full scale)."""


class Mixer:
    """Mixes blocks down, or keeps ``only`` one channel, and remembers what the channels held."""

    def __init__(self, only: int | None = None) -> None:
        self.only = only
        self._energies = np.zeros(2)
        self._mixed = 0.0
        self._count = 0

    def mix(self, block: NDArray[np.int16]) -> NDArray[np.int16]:
        """Mono samples from samples of shape (n, channels), one channel or two."""
        if block.shape[1] == 1:
            return np.ascontiguousarray(block[:, 0])
        if self.only is not None:
            return np.ascontiguousarray(block[:, self.only])
        wide = block.astype(np.int32)
        mono: NDArray[np.int16] = (wide.sum(axis=1) >> 1).astype(np.int16)
        self._energies += (wide.astype(np.float64) ** 2).sum(axis=0)
        self._mixed += float((mono.astype(np.float64) ** 2).sum())
        self._count += len(mono)
        return mono

    @property
    def cancelled(self) -> bool:
        """Whether the two channels held sound that their mix has lost."""
        strongest = float(self._energies.max())
        return strongest > _SILENCE * max(1, self._count) and self._mixed < _CANCELLED * strongest

    @property
    def strongest(self) -> int:
        """The channel that holds more sound."""
        return int(self._energies.argmax())
