"""Files that people write, read safely into one block model: Word, OpenDocument, web page, RTF, PDF, plain text.

What a file is comes from its bytes, not from its name. Nothing in it runs, nothing it links to is fetched, and
sizes, depth and expansion are bounded; each refusal is one sentence that names the file as the user knows it.
"""

from transcribe.documents.reading import READABLE, is_document, read, read_bytes, read_text
from transcribe.documents.tables import Table, read_table, read_table_bytes
from transcribe.documents.types import Block, Place, Style, WrittenText

__all__ = [
    "READABLE",
    "Block",
    "Place",
    "Style",
    "Table",
    "WrittenText",
    "is_document",
    "read",
    "read_bytes",
    "read_table",
    "read_table_bytes",
    "read_text",
]
