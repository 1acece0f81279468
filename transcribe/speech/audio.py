"""Any audio file → mono samples at 16 kHz, or the error that says what is wrong with it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from transcribe.core.errors import (
    AudioError,
    CutAudio,
    DamagedAudio,
    EmptyFile,
    NoDuration,
    NoSoundTrack,
    ProtectedAudio,
    TruncatedAudio,
    UnfinishedAudio,
    UnreadableAudio,
    UnsupportedAudio,
)
from transcribe.core.files import Readable, size_of
from transcribe.speech import containers
from transcribe.speech.mixing import Mixer
from transcribe.speech.opening import open_media

RATE = 16_000
Samples = NDArray[np.int16]

# A container may promise a little more than there is (padding of codecs, rounded headers).
_TOLERATED_SECONDS = 1.0
_TOLERATED_SHARE = 0.01
# Sound lost to packets that do not decode, before a file counts as damaged.
_TOLERATED_LOSS = 0.5
_UNREADABLE = (av.error.FFmpegError, OSError, ValueError)
_PICTURES = ("image2", "_pipe", "tty", "gif", "ico")


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono sound, 16 bits at 16 kHz: one hour takes 115 MB."""

    samples: Samples

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / RATE


def read_sound(path: Readable) -> Sound:
    """Decodes the sound of a file, mixed down to one channel.

    Raises:
        AudioError: its subclasses tell unreadable, empty, truncated, damaged, protected files, files
            without sound track and files of zero length from one another.
    """
    mixer = Mixer()
    samples = _samples(path, mixer)
    if mixer.cancelled:
        samples = _samples(path, Mixer(only=mixer.strongest))
    return Sound(samples)


def _samples(path: Readable, mixer: Mixer) -> Samples:
    with _opened(path) as container:
        links = containers.ogg_links(path) if container.format.name == "ogg" else []
        if len(links) < 2:
            return _read(path, container, mixer)
    content = path.read_bytes()
    parts: list[Samples] = []
    for start, end in links:
        try:
            with open_media(content[start:end]) as link:
                parts.append(_read(path, link, mixer))
        except _UNREADABLE as error:
            raise UnreadableAudio(path=path) from error
    return np.concatenate(parts)


def _read(path: Readable, container: InputContainer, mixer: Mixer) -> Samples:
    reading = _Reading(path, container, mixer)
    try:
        blocks = list(reading.blocks())
    except _UNREADABLE as error:
        raise UnreadableAudio(path=path) from error
    reading.check()
    return np.concatenate(blocks)


def probe_duration(path: Readable) -> float:
    """Seconds of sound, from the container when it says so, else by reading the file through.

    Raises:
        AudioError: as ``read_sound``, for what shows without decoding.
    """
    with _opened(path) as container:
        chained = container.format.name == "ogg" and len(containers.ogg_links(path)) > 1
        promised = None if chained else containers.stated_duration(path, container)
        if promised is not None:
            return promised
    return read_sound(path).duration


@contextmanager
def _opened(path: Readable) -> Iterator[InputContainer]:
    """The container of a file that has a sound track and no protection."""
    try:
        size = size_of(path)
        with path.open("rb"):
            pass
    except OSError as error:
        raise UnreadableAudio(path=path) from error
    if size == 0:
        raise EmptyFile(path=path)
    if containers.is_protected(path):
        raise ProtectedAudio(path=path)
    with ExitStack() as stack:
        try:
            container = stack.enter_context(open_media(path))
        except _UNREADABLE as error:
            raise _why_not_opened(path) from error
        if not container.streams.audio:
            name = container.format.name
            pictures = any(mark in name for mark in _PICTURES)
            raise UnreadableAudio(path=path) if pictures else NoSoundTrack(path=path)
        if containers.has_protected_track(container):
            raise ProtectedAudio(path=path)
        if (track := containers.sound_track(container)).codec_context is None:
            raise UnsupportedAudio(path=path, format=f"codec inconnu, piste {track.index + 1}")
        yield container


def _why_not_opened(path: Readable) -> AudioError:
    if path.suffix.lower() in {".aax", ".aa", ".m4p"}:
        return ProtectedAudio(path=path)
    if unsupported := containers.unsupported_format(path):
        return UnsupportedAudio(path=path, format=unsupported)
    if containers.lacks_index(path):
        return UnfinishedAudio(path=path)
    return UnreadableAudio(path=path)


class _Reading:
    """One pass through a container: samples out, and what was lost on the way."""

    def __init__(self, path: Readable, container: InputContainer, mixer: Mixer) -> None:
        self.path = path
        self.mixer = mixer
        self.channels = 1
        self.container = container
        self.stream = containers.sound_track(container)
        self.stream.codec_context.thread_type = "AUTO"
        self.promised = containers.promised_duration(path, container)
        self.samples = 0
        self.lost = 0.0
        self.first_loss = 0.0
        self.other_end = 0.0
        self.read_error = False

    def blocks(self) -> Iterator[Samples]:
        """Blocks of mono samples at 16 kHz."""
        resampler, form = None, None
        for frame in self._frames():
            if not frame.samples or not frame.sample_rate:
                continue
            frame.pts = None  # timestamps may jump backwards; order is what counts
            now = (frame.format.name, frame.layout.name, frame.sample_rate)
            if now != form:  # some streams change rate or channels on the way
                yield from self._resampled(resampler, None)
                self.channels = 2 if len(frame.layout.channels) == 2 else 1
                layout = "stereo" if self.channels == 2 else "mono"
                resampler, form = av.AudioResampler(format="s16", layout=layout, rate=RATE), now
            yield from self._resampled(resampler, frame)
        yield from self._resampled(resampler, None)

    def check(self) -> None:
        """Raises what is wrong with the file, now that it was read to its end."""
        seconds = self.samples / RATE
        if not self.samples:
            if self.lost or self.read_error:
                raise UnreadableAudio(path=self.path)
            if self.promised and self.promised > _TOLERATED_SECONDS:
                raise self._truncated(seconds)
            raise NoDuration(path=self.path)
        heard = max(seconds, self.other_end)
        if self.promised and self.promised - heard > max(
            _TOLERATED_SECONDS, _TOLERATED_SHARE * self.promised
        ):
            raise self._truncated(seconds)
        if self.lost > _TOLERATED_LOSS:
            raise DamagedAudio(
                path=self.path, lost=spell_seconds(self.lost), place=spell_seconds(self.first_loss)
            )
        if containers.ends_inside_a_block(self.path, self.container):
            raise CutAudio(path=self.path, decoded=spell_seconds(seconds))

    def _truncated(self, seconds: float) -> TruncatedAudio:
        return TruncatedAudio(
            path=self.path, decoded=spell_seconds(seconds), expected=spell_seconds(self.promised or 0.0)
        )

    def _frames(self) -> Iterator[av.AudioFrame]:
        for packet in self._packets():
            if packet.stream.index != self.stream.index:
                if packet.pts is not None and packet.time_base:
                    self.other_end = max(self.other_end, float(packet.pts * packet.time_base))
                continue
            try:
                for frame in packet.decode():
                    if isinstance(frame, av.AudioFrame):
                        yield frame
            except (av.error.FFmpegError, ValueError):
                self._lose(packet)

    def _packets(self) -> "Iterator[av.Packet[Any]]":
        packets = self.container.demux()
        while True:
            try:
                yield next(packets)
            except StopIteration:
                return
            except av.error.FFmpegError:
                self.read_error = True
                return

    def _lose(self, packet: "av.Packet[Any]") -> None:
        if not self.samples and packet.size < 16:
            return  # a start-up packet of a codec that needs one more to begin
        if not self.lost:
            self.first_loss = self.samples / RATE
        length = float(packet.duration * packet.time_base) if packet.duration and packet.time_base else 0.0
        self.lost += length or 0.02

    def _resampled(
        self, resampler: av.AudioResampler | None, frame: av.AudioFrame | None
    ) -> Iterator[Samples]:
        if resampler is None:
            return
        for out in resampler.resample(frame):
            block = out.to_ndarray().reshape(-1, self.channels).astype(np.int16, copy=False)
            self.samples += len(block)
            yield self.mixer.mix(block)


def spell_seconds(seconds: float) -> str:
    """A length as a French reader says it: « 1 min 05 s »."""
    whole = int(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}\u00a0h\u00a0{minutes:02d}\u00a0min"
    if minutes:
        return f"{minutes}\u00a0min\u00a0{rest:02d}\u00a0s"
    return f"{seconds:.1f}\u00a0s".replace(".", ",")
