"""A recording heard: its text, its words in their seconds, and the sound that browsers play."""

import json
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from transcribe.classroom.errors import ListRefused, NotAllowed
from transcribe.classroom.exercises import sound_of
from transcribe.classroom.sources import recording_path
from transcribe.classroom.store import Store
from transcribe.core.contract import Source, document_to_dict
from transcribe.core.errors import TranscribeError

if TYPE_CHECKING:
    from transcribe.jobs.worker import Keep, Report, Tools


def hear(store: Store, source: int, tools: "Tools", report: "Report") -> "Keep":
    """Hears the recording of a source; gives what writes its text down.

    Raises:
        TranscribeError: it cannot be heard; the sentence names it as the trainer knows it.
    """
    from transcribe.exercises.sound import copy_audio
    from transcribe.speech import probe_duration

    with store.read() as db:
        row = db.execute("SELECT * FROM source WHERE id = ?", (source,)).fetchone()
    if row is None:
        raise NotAllowed()
    path = recording_path(store, row["digest"], row["suffix"])
    try:
        total = probe_duration(path)
        report(0.0, total)
        conversion = tools.converter.convert(
            path, on_progress=lambda seconds: report(min(seconds, total), total)
        )
        with tempfile.TemporaryDirectory(prefix="transcribe-") as place:
            played = Path(place, "dictee.ogg")
            copy_audio(path, played)  # without title nor comment of the recorder
            sound = sound_of(store, played)
    except TranscribeError as error:
        raise ListRefused(message=str(error).replace(str(path), f"{row['name']}{row['suffix']}")) from error
    heard = conversion.source
    contract = document_to_dict(Source("", heard.sha256, heard.duration), conversion.revision, {})
    return _keeping(
        source, json.dumps(contract, ensure_ascii=False), conversion.revision.text, sound.digest, total
    )


def _keeping(
    source: int, contract: str, text: str, played: str, seconds: float
) -> Callable[[sqlite3.Connection], None]:
    def keep(db: sqlite3.Connection) -> None:
        """A text that was typed meanwhile stays."""
        db.execute(
            "UPDATE source SET contract = ?, played = ?, seconds = ?, text = CASE text WHEN '' THEN ? ELSE text END "
            "WHERE id = ?",
            (contract, played, seconds, text, source),
        )

    return keep
