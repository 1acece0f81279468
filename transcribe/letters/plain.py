"""A typed text as a revision, its line breaks and no-break spaces kept."""

import re

from transcribe.core.revision import Revision
from transcribe.core.types import Edit, Transcript, Word
from transcribe.french import compose


def plain_revision(text: str) -> Revision:
    """A revision whose text is ``text`` in NFC, each run of spaces or of line breaks made one.

    Words have no times and are certain. Line breaks are insertions of kind ``command``.
    """
    words: list[Word] = []
    edits: list[Edit] = []
    for line in re.split(r"\s*[\n\r\v\f\x85\u2028\u2029]\s*", compose(text).strip()):
        if words:
            edits.append(Edit(len(words), len(words) - 1, "\n", "command", "Retour à la ligne"))
        words.extend(Word(token, 0.0, 0.0, 1.0) for token in re.split(r"[ \t]+", line) if token)
    return Revision(Transcript(words=tuple(words)), tuple(edits))
