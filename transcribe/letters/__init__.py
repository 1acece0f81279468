"""From a revised text to a laid-out document: composition, Word, page, identity watch.

``compose`` reads a text with the cues of ``templates/`` and gives a ``Letter``; ``write_docx`` and
``write_html`` give it the form of a file.
"""

from transcribe.letters.compose import compose
from transcribe.letters.kinds import list_templates
from transcribe.letters.plain import plain_revision
from transcribe.letters.serial import letter_from_dict, letter_to_dict

__all__ = ["compose", "letter_from_dict", "letter_to_dict", "list_templates", "plain_revision"]
