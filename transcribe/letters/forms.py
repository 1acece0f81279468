"""The forms a document can take, by name: adding one is adding a function here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from transcribe.core.contract import Source, write_document
from transcribe.core.files import write_text
from transcribe.core.revision import Revision
from transcribe.core.types import Letter


@dataclass(frozen=True, slots=True)
class Work:
    """A finished document: where it came from, its text with marks, its layout.

    ``audio`` is the file that a page offers to play; ``clean``: without marks, in the forms that can show some.
    """

    source: Source
    revision: Revision
    letter: Letter
    audio: Path | None = None
    clean: bool = False


Form = Callable[[Work, Path], None]
"""Writes a document to a path, whole or not at all."""


def _docx(work: Work, path: Path) -> None:
    from transcribe.letters.word import write_docx

    write_docx(work.letter, work.revision, path, clean=work.clean)


def _odt(work: Work, path: Path) -> None:
    from transcribe.letters.odt import write_odt

    write_odt(work.letter, work.revision, path, clean=work.clean)


def _html(work: Work, path: Path) -> None:
    from transcribe.letters.page import write_html

    write_html(work.letter, work.revision, path, audio=work.audio)


def _pdf(work: Work, path: Path) -> None:
    from transcribe.letters.pdf import write_pdf
    from transcribe.letters.word import docx_bytes

    write_pdf(docx_bytes(work.letter, work.revision, clean=work.clean), path)


def _json(work: Work, path: Path) -> None:
    from transcribe.letters.serial import letter_to_dict

    write_document(path, work.source, work.revision, letter_to_dict(work.letter))


def _txt(work: Work, path: Path) -> None:
    write_text(path, work.revision.text + "\n")


def _srt(work: Work, path: Path) -> None:
    from transcribe.letters.subtitles import subtitles

    write_text(path, subtitles(work.revision))


FORMS: Mapping[str, Form] = {
    "docx": _docx,
    "html": _html,
    "json": _json,
    "txt": _txt,
    "srt": _srt,
    "odt": _odt,
    "pdf": _pdf,
}
"""Forms by name, which is also the suffix of their files."""
