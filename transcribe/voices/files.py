"""Sounds written as files, whole or not at all, with what they are in their metadata."""

from collections.abc import Mapping
from pathlib import Path

from transcribe.core.files import named_whole
from transcribe.speech.encoding import FORMATS, encode
from transcribe.voices.shaping import whole_numbers
from transcribe.voices.types import RATE, Samples

SUFFIXES = tuple(FORMATS)


def write_sound(path: Path, sound: Samples, notes: Mapping[str, str]) -> None:
    """Writes a sound as the suffix of ``path`` says (Opus in ``.ogg``, or ``.wav``); ``notes``: title, comment…

    Raises:
        KeyError: another suffix.
        OSError: the file cannot be written.
    """
    form = FORMATS[path.suffix.lower()]
    with named_whole(path) as passing:
        encode(whole_numbers(sound), RATE, str(passing), form, notes)


def notes_of(path: Path) -> dict[str, str]:
    """The metadata of a sound file, names in small letters."""
    import av

    with av.open(str(path)) as file:
        found = dict(file.metadata)
        for stream in file.streams:
            found.update(stream.metadata)
    return {name.lower(): value for name, value in found.items()}
