"""The notes with marked identities: ``[[kind:passage]]``, or ``[[kind|passage]]``."""

import re
from pathlib import Path

NOTES = Path(__file__).parent / "notes"
BLIND = NOTES / "aveugle"
_MARK = re.compile(r"\[\[([a-z]+)[:|]([^\]]*)\]\]")


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of a marked note, and its identities as (start, end, kind)."""
    text, spans, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        last = match.end()
    return text + marked[last:], spans
