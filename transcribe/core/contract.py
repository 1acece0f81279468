"""The JSON that others read (``schema: 1``): a transcript, its edits and doubts, the text, the letter.

``contract.schema.json`` beside this module is its JSON Schema. What can be derived (``before``, ``text``
and times of a doubt, the final ``text``) is written for readers and not trusted when read back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from transcribe.core.errors import DocumentError, cause_of
from transcribe.core.files import write_text
from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Edit, EditKind, Instruction, Segment, Transcript, Word

SCHEMA = 1
_LONGEST = 1e7
"""Seconds that no dictation lasts."""


@dataclass(frozen=True, slots=True)
class Source:
    """The audio file a document was made from: its path as given, hash, and duration in seconds."""

    path: str = ""
    sha256: str = ""
    duration: float = 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """A contract file read back. ``letter`` is the ``letter`` object as it stands in the file.

    ``text`` is the final text as it stands in the file: it differs from ``revision.text`` when somebody
    corrected it there.
    """

    source: Source
    revision: Revision
    text: str
    letter: dict[str, Any]


class _Transcript(msgspec.Struct):
    model: str
    language: str
    words: tuple[Word, ...]
    segments: tuple[Segment, ...] = ()


class _Edit(msgspec.Struct):
    first: int
    last: int
    after: str
    kind: EditKind
    reason: str = ""
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()

    def edit(self) -> Edit:
        return Edit(
            self.first, self.last, self.after, self.kind, self.reason, self.confidence, self.alternatives
        )


class _File(msgspec.Struct):
    schema: int
    source: Source
    transcript: _Transcript
    edits: tuple[_Edit, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    text: str = ""
    letter: dict[str, Any] = {}
    instructions: tuple[Instruction, ...] = ()


def document_to_dict(source: Source, revision: Revision, letter: Mapping[str, Any]) -> dict[str, Any]:
    """The contract as plain values, ready for ``json``."""
    transcript = revision.transcript
    return {
        "schema": SCHEMA,
        "source": msgspec.to_builtins(source),
        "transcript": {
            "model": transcript.model,
            "language": transcript.language,
            "text": transcript.text,
            "words": msgspec.to_builtins(transcript.words),
            "segments": msgspec.to_builtins(transcript.segments),
        },
        "edits": [_edit_to_dict(revision, edit) for edit in revision.edits],
        "doubts": [_doubt_to_dict(revision, doubt) for doubt in revision.doubts],
        "instructions": msgspec.to_builtins(revision.instructions),
        "text": revision.text,
        "letter": dict(letter),
    }


def write_document(path: Path, source: Source, revision: Revision, letter: Mapping[str, Any]) -> None:
    """Writes the contract file, whole or not at all."""
    data = msgspec.json.encode(document_to_dict(source, revision, letter))
    write_text(path, msgspec.json.format(data, indent=1).decode("utf-8") + "\n")


def read_document(path: Path) -> Document:
    """Reads a contract file.

    Raises:
        DocumentError: not JSON, not this schema, or edits that do not fit the words.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(message=f"« {path} » est illisible ({cause_of(error)}).") from error
    return parse_document(content, str(path))


def parse_document(content: bytes, shown: str) -> Document:
    """The contract in a file's bytes; ``shown`` is how the user knows the file.

    Raises:
        DocumentError: not JSON, not this schema, or edits that do not fit the words.
    """
    try:
        return document_from_dict(msgspec.json.decode(content))
    except (msgspec.MsgspecError, ValueError, RecursionError, OverflowError) as error:
        raise DocumentError(
            message=f"« {shown} » n’est pas un fichier JSON de transcribe ({error}) : "
            "donnez un fichier écrit par « transcribe convert »."
        ) from error


def document_from_dict(data: Any) -> Document:  # noqa: ANN401
    """The inverse of ``document_to_dict``.

    Raises:
        msgspec.ValidationError: a value is missing or of the wrong type.
        ValueError: an unknown schema number, or edits that do not fit the words.
    """
    file = msgspec.convert(data, _File)
    if file.schema != SCHEMA:
        raise ValueError(f"schema {file.schema}, {SCHEMA} attendu")
    times = [time for word in file.transcript.words for time in (word.start, word.end)]
    if not all(0 <= time <= _LONGEST for time in (file.source.duration, *times)):
        raise ValueError("un temps est négatif ou démesuré")
    transcript = Transcript(
        words=file.transcript.words,
        segments=file.transcript.segments,
        language=file.transcript.language,
        duration=file.source.duration,
        model=file.transcript.model,
        audio_sha256=file.source.sha256,
    )
    edits = tuple(edit.edit() for edit in file.edits)
    revision = Revision(transcript, edits, file.doubts, file.instructions)
    return Document(file.source, revision, file.text, file.letter)


def _edit_to_dict(revision: Revision, edit: Edit) -> dict[str, Any]:
    return {
        "first": edit.first,
        "last": edit.last,
        "before": _heard(revision, edit.first, edit.last),
        "after": edit.text,
        "kind": edit.kind,
        "reason": edit.reason,
        "confidence": edit.confidence,
        "alternatives": list(edit.alternatives),
    }


def _doubt_to_dict(revision: Revision, doubt: Doubt) -> dict[str, Any]:
    start, end = revision.seconds_of(doubt.first, doubt.last)
    shown = slice(*revision.span_of(doubt.first, doubt.last))
    return {
        "first": doubt.first,
        "last": doubt.last,
        "text": revision.text[shown],
        "kind": doubt.kind,
        "reason": doubt.reason,
        "alternatives": list(doubt.alternatives),
        "strong": doubt.strong,
        "start": start,
        "end": end,
    }


def _heard(revision: Revision, first: int, last: int) -> str:
    return " ".join(word.text for word in revision.transcript.words[first : last + 1])
