"""Passages of a sound under a soft tone, and the sound written anew without anything else.

What is silenced is gone: its samples are replaced, not covered. A passage begins and ends where the sound is quiet
near the times of its words, a margin further out; the sound around fades in and out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from transcribe.core.files import named_whole
from transcribe.speech.encoding import FORMATS, OPUS, encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

MARGIN = 0.18
"""Seconds left out on either side of the words of a passage: what a recogniser's times may miss."""
_SEARCH = 0.16
_FADE = 0.02
_TONE_HERTZ = 330.0
_TONE_LEVEL = 0.03
_FRAME = 0.01
_SHORTEST_SPEECH = 0.35
_BRIDGE = 0.3


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds of a sound."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cover:
    """A passage to take out of a sound; ``said``: what may be spoken in its place, empty for nothing."""

    span: Span
    said: str = ""


def silenced(samples: "Samples", rate: int, spans: Sequence[Span]) -> "Samples":
    """The samples with a soft tone in the place of some spans, ``MARGIN`` and a little more on either side."""
    import numpy as np

    out = (samples / 32768).astype(np.float32)
    for span, _ in cuts(samples, rate, [Cover(span) for span in spans]):
        start, end = int(span.start * rate), min(len(out), int(span.end * rate))
        if end <= start:
            continue
        fade = int(_FADE * rate)
        before, after = max(0, start - fade), min(len(out), end + fade)
        out[before:start] *= np.linspace(1, 0, start - before, dtype=np.float32)
        out[end:after] *= np.linspace(0, 1, after - end, dtype=np.float32)
        out[start:end] = tone(end - start, rate)
    return np.clip(out * 32767, -32768, 32767).astype(np.int16)


def cuts(samples: "Samples", rate: int, covers: Sequence[Cover]) -> list[tuple[Span, str]]:
    """Where the sound is cut, in order, none over another, and what may be said there.

    Spans are widened by ``MARGIN`` and to the quietest moment near; those that touch or nearly do become one.
    """
    import numpy as np

    levels = _levels((samples / 32768).astype(np.float32), rate)
    wide = [(_widened(levels, cover.span, len(samples) / rate), cover.said) for cover in covers]
    spans = merged([span for span, _ in wide])
    return [
        (
            span,
            ", ".join(
                dict.fromkeys(said for one, said in sorted(wide, key=_start) if said and _lies_in(one, span))
            ),
        )
        for span in spans
    ]


def _start(cover: tuple[Span, str]) -> float:
    return cover[0].start


def _lies_in(one: Span, span: Span) -> bool:
    return span.start <= one.start and one.end <= span.end


def merged(spans: Sequence[Span], *, gap: float = _BRIDGE) -> list[Span]:
    """Spans in order, those that touch or nearly do as one: no syllable is left between two."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        if out and span.start - out[-1].end <= gap:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def unwritten_speech(samples: "Samples", rate: int, words: Sequence[Span]) -> list[Span]:
    """Where somebody seems to speak and no word was recognised: a name may be there that no text shows."""
    import numpy as np

    levels = _levels((samples / 32768).astype(np.float32), rate)
    if not len(levels):
        return []
    quiet, loud = float(np.percentile(levels, 10)), float(np.percentile(levels, 90))
    speaks = levels > max(quiet + 8.0, loud - 18.0)
    for word in words:
        speaks[max(0, int((word.start - MARGIN) / _FRAME)) : int((word.end + MARGIN) / _FRAME) + 1] = False
    runs, start = [], -1
    for place, one in enumerate([*speaks.tolist(), False]):
        if one and start < 0:
            start = place
        elif not one and start >= 0:
            runs.append(Span(start * _FRAME, place * _FRAME))
            start = -1
    return [span for span in merged(runs, gap=0.15) if span.end - span.start >= _SHORTEST_SPEECH]


def write_sound(samples: "Samples", rate: int, target: Path) -> None:
    """Writes mono sound as Opus (``.ogg``) or plain (``.wav``), without metadata, whole or not at all.

    Raises:
        KeyError: another suffix.
        OSError: it cannot be written.
    """
    with named_whole(target) as passing:
        encode(samples, rate, str(passing), FORMATS[target.suffix.lower()])


def extract(samples: "Samples", rate: int, span: Span, *, around: float = 1.0) -> bytes:
    """A passage with a second around it, as an Opus file."""
    start, end = max(0, int((span.start - around) * rate)), int((span.end + around) * rate)
    stream = BytesIO()
    encode(samples[start:end], rate, stream, OPUS)
    return stream.getvalue()


def _levels(sound: "NDArray[np.float32]", rate: int) -> "NDArray[np.float32]":
    """Decibels of each hundredth of a second."""
    import numpy as np

    size = int(rate * _FRAME)
    count = len(sound) // size
    frames = sound[: count * size].reshape(count, size)
    levels: NDArray[np.float32] = (10 * np.log10(np.mean(frames**2, axis=1) + 1e-9)).astype(np.float32)
    return levels


def _widened(levels: "NDArray[np.float32]", span: Span, duration: float) -> Span:
    """A span with its margin, and to the quietest moment a little further out."""
    start, end = max(0.0, span.start - MARGIN), min(duration, span.end + MARGIN)
    return Span(_quietest(levels, start - _SEARCH, start), _quietest(levels, end, end + _SEARCH))


def _quietest(levels: "NDArray[np.float32]", since: float, until: float) -> float:
    first, last = max(0, int(since / _FRAME)), min(len(levels), int(until / _FRAME) + 1)
    if last <= first:
        return max(0.0, min(until, len(levels) * _FRAME))
    return (first + int(levels[first:last].argmin())) * _FRAME


def tone(count: int, rate: int) -> "NDArray[np.float32]":
    """A soft low tone that fades in and out: it says that something was left out, and nothing else."""
    import numpy as np

    time = np.arange(count, dtype=np.float32) / rate
    tone = np.sin(2 * np.pi * _TONE_HERTZ * time).astype(np.float32) * _TONE_LEVEL
    fade = min(count // 2, int(_FADE * rate))
    if fade:
        tone[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
        tone[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return tone
