"""The full stop that the recogniser or a keyboard put after an abbreviation: part of the word, no end of a sentence."""

from transcribe.french.abbreviations import keeps_stop
from transcribe.writing.draft import Draft


def settle_abbreviations(draft: Draft) -> None:
    """Gives the full stop back to the abbreviation before it, where the sentence goes on."""
    items = draft.items
    for index, item in enumerate(items):
        if not item.trail or item.trail[0] != "." or item.role != "word":
            continue
        before = items[index - 1].text if index else ""
        follow = items[index + 1] if index + 1 < len(items) else None
        after = follow.text if follow is not None and follow.role == "word" else ""
        if keeps_stop(item.text, before, after):
            item.text, item.trail = f"{item.text}.", item.trail[1:]
