"""Audio of exercises: its rate and clarity, a copy without metadata, a slower copy at the same pitch."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from transcribe.core.files import named_whole

_FRAME = 0.02
_NARROW_BAND = 3400.0
# suffix → container, its options, codec, bits per second
_FORMATS = {
    ".ogg": ("ogg", {"fflags": "+bitexact"}, "libopus", 32_000),
    ".m4a": ("ipod", {"fflags": "+bitexact", "movflags": "+faststart"}, "aac", 64_000),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """``duration`` and ``speech`` in seconds (pauses over half a second left out); ``clarity`` in decibels.

    ``clarity`` is the level of speech over that of the quiet moments, less 6 dB for a telephone band.
    """

    duration: float
    speech: float
    clarity: float


def listen(path: Path) -> Heard:
    """Measures an audio file.

    Raises:
        AudioError: it cannot be read.
    """
    import numpy as np

    from transcribe.speech.audio import RATE, read_sound

    sound = read_sound(path)
    samples = sound.samples.astype(np.float32) / 32768
    size = int(RATE * _FRAME)
    count = max(1, len(samples) // size)
    frames = np.resize(samples, count * size).reshape(count, size)
    levels = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-9)
    loud, quiet = np.percentile(levels, 90), np.percentile(levels, 5)
    clarity = float(min(60.0, loud - quiet))
    speaking = levels > (loud + quiet) / 2 - 5 if clarity > 12 else np.ones(count, dtype=bool)
    speech = _without_pauses(speaking.tolist()) * _FRAME
    return Heard(sound.duration, speech, clarity - (6.0 if _is_narrow(samples, RATE) else 0.0))


def _without_pauses(speaking: list[bool], longest: int = 25) -> int:
    """Frames of speech, with the silences between words, without pauses longer than ``longest`` frames."""
    total = silent = 0
    for voice in speaking:
        if voice:
            total += 1 + (silent if silent <= longest else 0)
            silent = 0
        else:
            silent += 1
    return total


def _is_narrow(samples, rate: int) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Whether next to nothing stands above the telephone band."""
    import numpy as np

    size = 1024
    count = len(samples) // size
    if count < 4:
        return False
    spectrum = np.mean(np.abs(np.fft.rfft(samples[: count * size].reshape(count, size), axis=1)) ** 2, axis=0)
    edge = int(_NARROW_BAND * size / rate)
    return bool(spectrum[edge:].sum() < 0.002 * spectrum[5:].sum())


def copy_audio(source: Path, target: Path, *, pace: float = 1.0) -> None:
    """Writes the sound without any metadata, as ``target``'s suffix says; ``pace`` 0.8 speaks slower at the same pitch.

    ``.ogg`` is Opus; ``.m4a`` is AAC, which older iPads and Macs play.

    The sound is written anew rather than copied, so that no title, comment or picture goes along.

    Raises:
        AudioError: the source cannot be read.
        KeyError: another suffix.
        ValueError: ``pace`` is not between 0.5 and 2.
    """
    from transcribe.speech.audio import read_sound

    if not 0.5 <= pace <= 2:
        raise ValueError("pace must lie between 0.5 and 2")
    suffix = target.suffix.lower()
    if suffix not in _FORMATS:
        raise KeyError(suffix)
    samples = read_sound(source).samples
    with named_whole(target) as passing:
        _encode(samples, str(passing), suffix, pace)


def cut_audio(source: Path, spans: Sequence[tuple[float, float]], suffix: str) -> list[bytes]:
    """Pieces of a sound as files of their own, without metadata; ``spans`` are seconds, ``suffix`` a format's.

    Raises:
        AudioError: the source cannot be read.
        KeyError: another suffix.
    """
    from transcribe.speech.audio import RATE, read_sound

    samples = read_sound(source).samples
    pieces = []
    for since, until in spans:
        stream = BytesIO()
        _encode(samples[int(since * RATE) : int(until * RATE)], stream, suffix, 1.0)
        pieces.append(stream.getvalue())
    return pieces


def _encode(samples, target: str | BytesIO, suffix: str, pace: float) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    import av
    import numpy as np

    from transcribe.speech.audio import RATE

    container_name, options, codec, rate = _FORMATS[suffix]
    if not isinstance(target, str):  # the index goes to the front of a file by opening it again by its name
        options = {name: value for name, value in options.items() if name != "movflags"}
    with av.open(target, "w", format=container_name, options=options) as container:
        stream: Any = container.add_stream(codec, rate=48_000, layout="mono", options={"flags": "+bitexact"})
        stream.bit_rate = rate
        graph = _tempo(pace, "fltp" if codec == "aac" else "flt")
        step = RATE
        for start in range(0, len(samples), step):
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(samples[None, start : start + step]), format="s16", layout="mono"
            )
            frame.sample_rate, frame.pts = RATE, start
            graph.push(frame)
            _drain(graph, stream, container)
        graph.push(None)
        _drain(graph, stream, container)
        container.mux(stream.encode(None))


def _tempo(pace: float, samples: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """FFmpeg's ``atempo`` (waveform overlap-add), then 48 kHz."""
    from av.filter import Graph

    graph = Graph()
    source = graph.add("abuffer", "sample_rate=16000:sample_fmt=s16:channel_layout=mono:time_base=1/16000")
    steps = [source, graph.add("atempo", f"{pace:.3f}"), graph.add("aresample", "48000"),
             graph.add("aformat", f"sample_fmts={samples}:channel_layouts=mono"),
             graph.add("abuffersink")]  # fmt: skip
    for one, following in pairwise(steps):
        one.link_to(following)
    graph.configure()
    return graph


def _drain(graph, stream, container) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    import av

    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError, EOFError, BlockingIOError):
            return
        frame.pts = None
        container.mux(stream.encode(frame))
