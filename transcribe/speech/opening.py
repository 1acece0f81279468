"""Opening sound with PyAV 13 to 19, whose ways changed: one place knows the differences."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcribe.core.files import Held, Readable

if TYPE_CHECKING:
    from av.container import InputContainer

# Only the file itself: a playlist disguised as sound must not make anything else be opened.
_OPTIONS = {"protocol_whitelist": "file"}


@contextmanager
def open_media(source: Readable | bytes) -> Iterator["InputContainer"]:
    """A container to read, from a file or from bytes in memory. Tags that are no UTF-8 are no reason to refuse it.

    Raises:
        av.error.FFmpegError, OSError, ValueError: it cannot be opened.
    """
    if isinstance(source, bytes | Held):
        stream = io.BytesIO(source if isinstance(source, bytes) else source.content)
        if isinstance(source, Held):
            stream.name = source.name  # FFmpeg guesses some formats by it
        with _opened(stream) as container:
            yield container
    elif _is_nameable(source):
        with _opened(str(source.absolute()), _OPTIONS) as container:
            yield container
    else:  # names of Linux need not be UTF-8, those of PyAV must
        with source.open("rb") as file, _opened(file) as container:
            yield container


def _opened(file: Any, options: dict[str, str] | None = None) -> "InputContainer":  # noqa: ANN401
    import av

    opened: Any = av.open  # its options, and so its types, differ from version to version
    container: InputContainer
    try:
        container = opened(file, metadata_errors="ignore", options=options)
    except TypeError:  # PyAV 19 reads tags when asked for them, and knows no such option
        container = opened(file, options=options)
    return container


def codec_tag(stream: Any) -> str:  # noqa: ANN401 (differs from version to version)
    """The four letters that a container gives a codec; empty when they are no letters, or there is no codec."""
    context = stream.codec_context
    if context is None:
        return ""
    try:
        return str(context.codec_tag)
    except ValueError:  # bytes beyond ASCII, as AVI and WAV have them
        return ""


def _is_nameable(path: Path) -> bool:
    try:
        str(path.absolute()).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
