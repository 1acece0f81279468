"""What containers say about themselves: promised length, protection, missing ends.

FFmpeg gives a length for every file, but for many formats only a guess from the bit rate; a guess must not
make a good file look truncated. Layouts: ISO/IEC 14496-12 (boxes), RFC 3533 (Ogg pages), Microsoft RIFF and
ASF specifications, the Xing and VBRI headers of MP3 encoders.
"""

import struct

from av.audio.stream import AudioStream
from av.container import InputContainer

from transcribe.core.files import Readable, size_of
from transcribe.speech.opening import codec_tag

# Formats whose header states the length of what was recorded.
_STATED = (
    "mov,",
    "matroska",
    "flac",
    "asf",
    "aiff",
    "caf",
    "avi",
    "w64",
    "ogg",
    "wv",
    "tta",
    "ape",
    "au",
    "flv",
)
_PROTECTED_TRACKS = frozenset({"drms", "drmi", "enca", "aavd"})
_ASF_HEADER = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_ASF_PROTECTIONS = tuple(
    bytes.fromhex(guid)
    for guid in (
        "fbb3112223bdd211b4b700a0c955fc6e",  # content encryption
        "14e68a292226174cb935dae07ee9289c",  # extended content encryption
        "338505438169e6499b74ad12cb86d58c",  # advanced content encryption
    )
)
_HEAD = 256 * 1024
_PLAIN_FORMS = frozenset({1, 3, 6, 7, 0xFFFE})  # PCM, float, A-law, µ-law, extensible


def sound_track(container: InputContainer) -> AudioStream:
    """The sound track that a player would take; there is one at least."""
    best = container.streams.best("audio")
    return best if isinstance(best, AudioStream) else container.streams.audio[0]


def stated_duration(path: Readable, container: InputContainer) -> float | None:
    """Seconds, as exact as the container allows; ``None`` when it says nothing."""
    promised = promised_duration(path, container)
    if promised is not None:
        return promised
    return _ffmpeg_duration(container)


def promised_duration(path: Readable, container: InputContainer) -> float | None:
    """Seconds that the header promises; ``None`` when it promises nothing or FFmpeg only guesses."""
    name = container.format.name
    if name == "wav":
        return _wav_duration(path, container)
    if name == "mp3" and not _mp3_states_length(path):
        return None
    if name == "mp3" or name.startswith(_STATED):
        return _ffmpeg_duration(container)
    return None


def _ffmpeg_duration(container: InputContainer) -> float | None:
    stream = sound_track(container)
    if stream.duration and stream.time_base:
        seconds = float(stream.duration * stream.time_base)
    elif container.duration:
        seconds = container.duration / 1_000_000
    else:
        return None
    return seconds if 0 < seconds < 1_000_000 else None


def is_protected(path: Readable) -> bool:
    """Whether the file's head declares an encrypted Windows Media content."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    return head.startswith(_ASF_HEADER) and any(guid in head for guid in _ASF_PROTECTIONS)


def has_protected_track(container: InputContainer) -> bool:
    """Whether the sound of an MP4 is encrypted (iTunes, Audible, common encryption)."""
    tags = {codec_tag(stream) for stream in container.streams.audio}
    return bool(tags & _PROTECTED_TRACKS)


def unsupported_format(path: Readable) -> str:
    """The name of a dictation format that FFmpeg has no decoder for; empty for any other."""
    with path.open("rb") as stream:
        head = stream.read(16)
    if head[1:4] == b"ds2" or path.suffix.lower() == ".ds2":
        return "DSS Pro, .ds2"
    if head.startswith(b"MS_VOICE") or path.suffix.lower() in {".msv", ".dvf"}:
        return "Sony, .msv ou .dvf"
    return ""


def lacks_index(path: Readable) -> bool:
    """Whether an MP4 or M4A has lost its ``moov`` box: the recorder or the copy was cut off."""
    found = set()
    size = size_of(path)
    with path.open("rb") as stream:
        place = 0
        while place + 8 <= size:
            stream.seek(place)
            head = stream.read(16)
            length, kind = struct.unpack(">I4s", head[:8])
            if not kind.isalnum():
                break
            found.add(kind)
            if length == 1 and len(head) == 16:
                length = struct.unpack(">Q", head[8:])[0]
            if length < 8:
                break
            place += length
    return b"ftyp" in found and b"moov" not in found


def ends_inside_a_block(path: Readable, container: InputContainer) -> bool:
    """Whether the last Ogg page is longer than what is left of the file."""
    if container.format.name != "ogg":
        return False
    size = size_of(path)
    with path.open("rb") as stream:
        start = max(0, size - 2 * 65_307)
        stream.seek(start)
        tail = stream.read()
    place = tail.rfind(b"OggS")
    if place < 0 or len(tail) < place + 27:
        return place >= 0
    count = tail[place + 26]
    lacing = tail[place + 27 : place + 27 + count]
    return len(lacing) < count or len(tail) < place + 27 + count + sum(lacing)


def ogg_links(path: Readable) -> list[tuple[int, int]]:
    """Byte ranges of the streams that follow one another in an Ogg file; one range for an ordinary file.

    A dictaphone that is stopped and started again chains its takes (RFC 3533 §4); FFmpeg loses those whose rate
    differs from the first one's.
    """
    starts: list[int] = []
    place, size, in_data = 0, size_of(path), True
    with path.open("rb") as stream:
        while place + 27 <= size:
            stream.seek(place)
            head = stream.read(27 + 255)
            if head[:4] != b"OggS":
                break
            begins = bool(head[5] & 2)
            if begins and in_data:
                starts.append(place)
            in_data = not begins
            count = head[26]
            place += 27 + count + sum(head[27 : 27 + count])
    return [(start, end) for start, end in zip(starts, [*starts[1:], size], strict=True)] or [(0, size)]


def _wav_duration(path: Readable, container: InputContainer) -> float | None:
    """From the ``data`` chunk; recorders that stream leave 0 or the largest number there."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head[:4] not in (b"RIFF", b"RIFX"):
        return None  # RF64 keeps its lengths elsewhere; FFmpeg reads what is there
    order = "<" if head[:4] == b"RIFF" else ">"
    place, rate = 12, 0
    packed, frequency = False, 0
    while place + 8 <= len(head):
        kind, length = struct.unpack(f"{order}4sI", head[place : place + 8])
        if kind == b"fmt " and place + 20 <= len(head):
            form, _, frequency, rate = struct.unpack(f"{order}HHII", head[place + 8 : place + 20])
            packed = form not in _PLAIN_FORMS
        if kind == b"fact" and packed and frequency and place + 12 <= len(head):
            # compressed sound: its samples are counted here, and byte rates are often wrong
            samples = struct.unpack(f"{order}I", head[place + 8 : place + 12])[0]
            return samples / frequency if 0 < samples < 0x7FFF_F000 else None
        if kind == b"data":
            if not 0 < length < 0x7FFF_F000:
                return None
            return length / rate if rate else _ffmpeg_duration(container)
        place += 8 + length + length % 2
    return None


def _mp3_states_length(path: Readable) -> bool:
    """Whether the first frame is a Xing, Info or VBRI header; without one FFmpeg guesses."""
    with path.open("rb") as stream:
        head = stream.read(10)
        skip = 0
        if head[:3] == b"ID3" and len(head) == 10:
            skip = 10 + sum(
                (byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True)
            )
        stream.seek(skip)
        frame = stream.read(4096)
    return any(mark in frame for mark in (b"Xing", b"Info", b"VBRI"))
