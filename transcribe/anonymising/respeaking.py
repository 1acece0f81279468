"""Passages spoken anew: the invented name in a synthetic voice, in the place of the real one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from transcribe.anonymising.sound import Cover, cuts, tone

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transcribe.anonymising.sound import Samples

    Sound = NDArray[np.float32]
    Speak = Callable[[str], Sound]

_PAUSE = 0.12
_FADE = 0.02
_LOUDEST = 0.9


def spoken_anew(samples: "Samples", rate: int, covers: Sequence[Cover], speak: "Speak") -> "Samples":
    """The samples with each passage cut out and its replacement spoken there, as loud as the rest of the speech.

    A passage that nothing replaces gets the soft tone; the sound becomes a little longer or shorter. ``speak``
    gives the sound of a written text at ``rate``, within ±1.
    """
    import numpy as np

    sound = (samples / 32768).astype(np.float32)
    level = _level(sound, rate)
    parts: list[Sound] = []
    place = 0
    for span, said in cuts(samples, rate, covers):
        start, end = int(span.start * rate), min(len(sound), int(span.end * rate))
        parts.append(_faded(sound[place:start], rate, first=place == 0))
        made = speak(said) if said else np.zeros(0, dtype=np.float32)
        pause = np.zeros(int(_PAUSE * rate), dtype=np.float32)
        if len(made):
            parts += [pause, _as_loud(made, level), pause]
        else:
            parts.append(tone(end - start, rate))
        place = end
    parts.append(_faded(sound[place:], rate, first=place == 0, last=True))
    out = np.concatenate(parts)
    return np.clip(out * 32767, -32768, 32767).astype(np.int16)


def _level(sound: "Sound", rate: int) -> float:
    """The root mean square of the louder half of the sound: that of its speech."""
    import numpy as np

    size = rate // 50
    count = len(sound) // size
    if not count:
        return 0.05
    power = np.sort(np.mean(sound[: count * size].reshape(count, size) ** 2, axis=1))
    return float(np.sqrt(power[count // 2 :].mean()))


def _as_loud(made: "Sound", level: float) -> "Sound":
    import numpy as np

    own = float(np.sqrt(np.mean(made**2))) or 1.0
    peak = float(np.abs(made).max()) or 1.0
    loud: Sound = (made * min(level / own, _LOUDEST / peak)).astype(np.float32)
    return loud


def _faded(part: "Sound", rate: int, *, first: bool = False, last: bool = False) -> "Sound":
    """A stretch of the sound that fades where it was cut: not at both ends of the whole."""
    import numpy as np

    out = part.copy()
    fade = min(len(out) // 2, int(_FADE * rate))
    if fade and not first:
        out[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
    if fade and not last:
        out[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return out
