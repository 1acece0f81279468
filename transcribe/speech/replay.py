"""Recorded transcripts played back, for fast tests of everything that stands above recognition.

A recording is a folder of JSON files, one for each sound, named by the SHA-256 of its bytes.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from transcribe.core.errors import DocumentError
from transcribe.core.files import Readable, sha256_of, written_whole
from transcribe.core.types import Transcript
from transcribe.speech import DEFAULT_MODEL, Hearing, Recognizer


class ReplayRecognizer:
    """Gives back recorded transcripts; hotwords change nothing.

    Raises:
        DocumentError: by ``recognize``, for a sound of which there is no readable recording.
    """

    device = "replay"
    precision = "replay"

    def __init__(self, folder: Path, *, model: str = DEFAULT_MODEL) -> None:
        self.folder = folder
        self.model = model

    def recognize(
        self,
        path: Readable,
        *,
        hotwords: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
    ) -> Transcript:
        """The transcript recorded for the very bytes of this file."""
        recording = self.folder / f"{sha256_of(path)}.json"
        try:
            transcript = msgspec.json.decode(recording.read_bytes(), type=Transcript)
        except (OSError, msgspec.MsgspecError) as error:
            message = f"Aucune transcription enregistrée pour « {path} » dans « {self.folder} »."
            raise DocumentError(message=message) from error
        if on_progress:
            on_progress(transcript.duration)
        return transcript

    def listen(
        self,
        path: Readable,
        *,
        hotwords: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
    ) -> Hearing:
        """The recorded transcript; a recording has no sound to ask."""
        return Hearing(self.recognize(path, hotwords=hotwords, on_progress=on_progress))


def record(
    recognizer: Recognizer, paths: Iterable[Path], folder: Path, *, hotwords: Sequence[str] = ()
) -> list[Path]:
    """Recognises sounds and writes what was heard into ``folder``; the files written, in order.

    Raises:
        AudioError: as ``Recognizer.recognize``.
    """
    written: list[Path] = []
    for path in paths:
        transcript = recognizer.recognize(path, hotwords=hotwords)
        target = folder / f"{transcript.audio_sha256}.json"
        with written_whole(target) as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(transcript), indent=1))
        written.append(target)
    return written
