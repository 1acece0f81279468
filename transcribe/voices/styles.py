"""The speakers of Kokoro that ship with the program: ``data/styles.npy.xz``, and how that file is made.

    python -m transcribe.voices.styles FOLDER

makes it anew, byte for byte, from ``package/voices`` of the npm package ``kokoro-js`` 1.2.1 (``data/README.md``).
"""

import io
import lzma
import sys
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPEAKERS = ("ff_siwis", "im_nicola", "bm_george")
"""A Frenchwoman, an Italian man, a British man."""
_SHAPE = (510, 256)
_NAME = "styles.npy.xz"


@cache
def style_of(speaker: str) -> "NDArray[np.float32]":
    """How a speaker sounds, one row for each count of phones: shape (510, 256).

    Raises:
        ValueError: no such speaker ships with the program.
    """
    import numpy as np

    packed = (files("transcribe.voices") / "data" / _NAME).read_bytes()
    styles = np.load(io.BytesIO(lzma.decompress(packed)))
    return np.asarray(styles[SPEAKERS.index(speaker)], np.float32)


def blended(shares: Mapping[str, float]) -> "NDArray[np.float32]":
    """A speaker made of several, each in its share (their sum is 1): shape (510, 256)."""
    import numpy as np

    blend = np.zeros(_SHAPE, np.float32)
    for speaker, share in shares.items():
        blend += np.float32(share) * style_of(speaker)
    return blend


def read_style(path: Path) -> "NDArray[np.float32]":
    """A file of ``kokoro-js``: shape (510, 256)."""
    import numpy as np

    return np.fromfile(path, "<f4").reshape(_SHAPE)


def packed(folder: Path) -> bytes:
    """The content of the file that ships: half-precision numbers, compressed."""
    import numpy as np

    styles = np.stack([read_style(folder / f"{speaker}.bin") for speaker in SPEAKERS]).astype("<f2")
    store = io.BytesIO()
    np.save(store, styles)
    return lzma.compress(store.getvalue(), preset=9)


if __name__ == "__main__":
    (Path(__file__).parent / "data" / _NAME).write_bytes(packed(Path(sys.argv[1])))
