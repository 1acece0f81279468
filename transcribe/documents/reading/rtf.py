"""RTF files, by striprtf (BSD-3-Clause)."""

from transcribe.documents.refusing import damaged
from transcribe.documents.types import Block


def rtf_blocks(content: bytes, shown: str) -> tuple[Block, ...]:
    """The paragraphs of an RTF file; its styles are not kept.

    Raises:
        DocumentError: it is damaged.
    """
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(content.decode("latin-1"), encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:  # the library raises whatever its regular expressions meet
        raise damaged(shown) from error
    return tuple(
        Block(line.replace("|", "").rstrip() if line.endswith("|") else line) for line in text.splitlines()
    )
