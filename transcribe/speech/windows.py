"""Where somebody speaks, and how the speech is packed into windows of at most 30 seconds.

Whisper always reads 30 seconds. Windows are cut at pauses, long silences are left out, and as few windows as
possible are made, of about the same length, so that they can be decoded together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transcribe.speech.audio import RATE, Samples, Sound

FRAME = 512
_CONTEXT = 64
_BLOCK = 2_000  # frames given to the detector at once: 64 seconds
LIMIT = 30 * RATE
SHORTEST = 4 * RATE


@dataclass(frozen=True, slots=True)
class Span:
    """Samples ``start`` to ``end`` (exclusive) of a sound."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """Stretches of a sound that are decoded together, in order, without the long silences between them.

    ``speech`` is where somebody speaks in them, without the silence kept around it.
    """

    spans: tuple[Span, ...]
    speech: tuple[Span, ...]

    @property
    def length(self) -> int:
        """Samples."""
        return sum(span.end - span.start for span in self.spans)

    @property
    def start(self) -> float:
        """Seconds, in the sound, at which the window begins."""
        return self.spans[0].start / RATE

    @property
    def end(self) -> float:
        """Seconds, in the sound, at which the window ends."""
        return self.spans[-1].end / RATE

    def audio(self, sound: Sound) -> NDArray[np.float32]:
        """The window's samples, in [-1, 1]."""
        parts = [sound.samples[span.start : span.end] for span in self.spans]
        return np.concatenate(parts).astype(np.float32) / 32768.0

    def seconds_at(self, offset: float, *, closing: bool = False) -> float:
        """Where an instant of the window (seconds) lies in the sound.

        An instant on the seam of two spans belongs to the later one, or to the earlier one when it closes
        a word.
        """
        left = offset * RATE
        for span in self.spans:
            length = span.end - span.start
            if left < length or (closing and left <= length):
                return (span.start + max(0.0, left)) / RATE
            left -= length
        return self.end


@dataclass(frozen=True, slots=True)
class Detection:
    """How speech is told from silence; lengths in seconds."""

    threshold: float = 0.5
    release: float = 0.35
    shortest_speech: float = 0.1
    shortest_pause: float = 0.1
    padding: float = 0.4


def speech_probabilities(samples: Samples) -> NDArray[np.float32]:
    """Probability of speech in each frame of 32 ms, by Silero VAD, block after block."""
    from faster_whisper.vad import get_vad_model

    session = get_vad_model().session
    h = c = np.zeros((1, 1, 128), dtype=np.float32)
    context = np.zeros((1, _CONTEXT), dtype=np.float32)
    parts: list[NDArray[np.float32]] = []
    step = _BLOCK * FRAME
    for place in range(0, len(samples), step):
        block = samples[place : place + step].astype(np.float32) / 32768.0
        block = np.pad(block, (0, -len(block) % FRAME)).reshape(-1, FRAME)
        before = np.concatenate([context, block[:-1, -_CONTEXT:]])
        out, h, c = session.run(None, {"input": np.concatenate([before, block], axis=1), "h": h, "c": c})
        parts.append(out.reshape(-1))
        context = block[-1:, -_CONTEXT:]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)


def speech_spans(probabilities: NDArray[np.float32], detection: Detection) -> list[Span]:
    """Stretches of speech between pauses, without padding."""
    spans: list[Span] = []
    start: int | None = None
    quiet = 0
    patience = max(1, round(detection.shortest_pause * RATE / FRAME))
    for index, probability in enumerate(probabilities):
        if start is None:
            if probability >= detection.threshold:
                start, quiet = index, 0
        elif probability >= detection.release:
            quiet = 0
        else:
            quiet += 1
            if quiet >= patience:
                spans.append(Span(start * FRAME, (index - quiet + 1) * FRAME))
                start = None
    if start is not None:
        spans.append(Span(start * FRAME, (len(probabilities) - quiet) * FRAME))
    shortest = detection.shortest_speech * RATE
    return [span for span in spans if span.end - span.start >= shortest]


def pack(
    spans: Sequence[Span], length: int, detection: Detection, *, limit: int = LIMIT, longest: int = LIMIT
) -> list[Window]:
    """Windows that hold all spans of a sound of ``length`` samples: few, about equal, cut at long pauses.

    Windows hold at most ``limit`` samples, or one span of at most ``longest``; longer spans are cut.
    """
    padding = round(detection.padding * RATE)
    # The detector's last frame may reach beyond the sound.
    inside = (Span(span.start, min(span.end, length)) for span in spans if span.start < length)
    pieces = [piece for span in inside for piece in _shortened(span, longest - 2 * padding)]
    if not pieces:
        return []
    padded = _padded(pieces, length, padding)
    best: list[tuple[float, int]] = [(0.0, 0)]  # cost of the first i pieces, and where the last window began
    for end in range(1, len(pieces) + 1):
        options: list[tuple[float, int]] = []
        size = 0
        for begin in range(end - 1, -1, -1):
            size += padded[begin].end - padded[begin].start
            if size > limit and begin < end - 1:
                break
            pause = pieces[begin].start - pieces[begin - 1].end if begin else RATE
            options.append((best[begin][0] + _cost(size / limit, pause / RATE), begin))
        best.append(min(options))
    windows: list[Window] = []
    end = len(pieces)
    while end:
        begin = best[end][1]
        windows.append(Window(_joined(padded[begin:end]), tuple(pieces[begin:end])))
        end = begin
    return windows[::-1]


def narrower(window: Window, length: int, detection: Detection) -> list[Window]:
    """A window cut at its pauses into two or three, in its middle when it has none; as it is when short."""
    if window.length < 2 * SHORTEST:
        return [window]
    limit = max(SHORTEST, round(0.6 * window.length))
    longest = LIMIT if len(window.speech) > 1 else limit
    return pack(window.speech, length, detection, limit=limit, longest=longest)


def _cost(fill: float, pause: float) -> float:
    """Few windows first, then cuts at long pauses, then equal lengths."""
    return 10.0 + 0.3 / (pause + 0.05) + 2.0 * fill * fill


def _padded(pieces: Sequence[Span], length: int, padding: int) -> list[Span]:
    """Each piece with the silence around it, at most ``padding`` on each side; they never overlap."""
    padded: list[Span] = []
    for index, piece in enumerate(pieces):
        before = pieces[index - 1].end if index else 0
        after = pieces[index + 1].start if index + 1 < len(pieces) else length
        room_before = (piece.start - before) // 2 if index else piece.start
        room_after = (
            after - piece.end - (after - piece.end) // 2 if index + 1 < len(pieces) else after - piece.end
        )
        padded.append(
            Span(piece.start - min(padding, room_before), piece.end + max(0, min(padding, room_after)))
        )
    return padded


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _shortened(span: Span, limit: int) -> list[Span]:
    """A stretch without any pause that is too long for a window, cut into equal pieces."""
    length = span.end - span.start
    count = -(-length // limit)
    cuts = [span.start + length * index // count for index in range(count + 1)]
    return [Span(a, b) for a, b in pairwise(cuts)]
