"""What every reader gives: blocks of text in reading order."""

from dataclasses import dataclass
from typing import Literal

Style = Literal["", "title", "heading", "list"]
Place = Literal["body", "table", "box", "note"]
Form = Literal["docx", "odt", "html", "rtf", "pdf", "txt", "json"]


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a document: a paragraph, or the part of one up to a line break.

    ``style`` is what the layout says it is; ``name`` the name of its paragraph style (or class of its element), as
    the file gives it; ``place`` tells the body from cells, text boxes and notes.
    """

    text: str
    style: Style = ""
    name: str = ""
    place: Place = "body"


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A document as read. ``styled`` tells whether its format has styles at all."""

    blocks: tuple[Block, ...]
    form: Form
    styled: bool = False

    @property
    def lines(self) -> list[str]:
        """The text of each block."""
        return [block.text for block in self.blocks]

    @property
    def text(self) -> str:
        """The whole text, one ``\\n`` between blocks."""
        return "\n".join(self.lines)
