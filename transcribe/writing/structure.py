"""Lines and labels where nothing was dictated."""

from transcribe.writing.tokens import Draft


def add_structure(draft: Draft) -> None:
    """Adds the line breaks of a dictation that has none."""
