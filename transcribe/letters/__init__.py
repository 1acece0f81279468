"""From a revised text to a laid-out document: composition, Word, page, identity watch.

``compose`` reads a text with the cues of ``templates/`` and gives a ``Letter``; ``write_docx`` and
``write_html`` give it the form of a file.
"""

from pathlib import Path

from transcribe.core.revision import Revision
from transcribe.core.types import Letter
from transcribe.letters.compose import check_template, compose
from transcribe.letters.forms import FORMS, Form, Work
from transcribe.letters.identity import check_against, check_identity, find_patient, with_known
from transcribe.letters.kinds import Template, find_template, list_templates
from transcribe.letters.patients import PatientList, patients_of_rows, patients_of_toml
from transcribe.letters.plain import plain_revision
from transcribe.letters.recompose import recompose
from transcribe.letters.reread import corrected
from transcribe.letters.serial import letter_from_dict, letter_to_dict
from transcribe.letters.state import state
from transcribe.letters.subtitles import subtitles

__all__ = [
    "FORMS",
    "Form",
    "PatientList",
    "Template",
    "Work",
    "check_against",
    "check_identity",
    "check_template",
    "compose",
    "corrected",
    "find_patient",
    "find_template",
    "letter_from_dict",
    "letter_to_dict",
    "list_templates",
    "patients_of_rows",
    "patients_of_toml",
    "plain_revision",
    "recompose",
    "state",
    "subtitles",
    "with_known",
    "write_docx",
    "write_html",
]


def write_docx(
    letter: Letter, revision: Revision, path: Path, *, clean: bool = False, model: Path | None = None
) -> None:
    """Writes the letter as a Word file, whole or not at all; the same input gives the same bytes.

    Applied edits are tracked changes and doubts are comments, unless ``clean``. ``model`` is a Word file
    with placeholders (``{{ corps }}``); by default that of the letter.

    Raises:
        TemplateError: the model is not a Word file, or a placeholder in it is wrong.
        OutputError: the file cannot be written.
    """
    from transcribe.letters import word

    word.write_docx(letter, revision, path, clean=clean, model=model)


def write_html(letter: Letter, revision: Revision, path: Path, *, audio: Path | None = None) -> None:
    """Writes the letter as one self-contained page, with a relative link to the ``audio`` file.

    Raises:
        OutputError: the file cannot be written.
    """
    from transcribe.letters import page

    page.write_html(letter, revision, path, audio=audio)
