"""Refusals: a file that is not read, why, and what to do."""

from transcribe.core.errors import DocumentError

MEGABYTE = 1 << 20
LARGEST = 32 * MEGABYTE
"""Bytes of a file; a compte-rendu needs neither pictures nor sound."""
LONGEST = 2_000_000
"""Characters of a text; beyond it nothing reads it as a compte-rendu."""


class UnreadableDocument(DocumentError):  # noqa: N818
    """A file cannot be read; the sentence says why and what to do."""


def refusal(shown: str, why: str, remedy: str) -> UnreadableDocument:
    """The error for a file the user knows as ``shown``: what is wrong with it, and what to do."""
    return UnreadableDocument(message=f"« {shown} » {why} : {remedy}.")


def damaged(shown: str) -> UnreadableDocument:
    """The error for a file that breaks while it is read."""
    return refusal(
        shown, "est endommagé ou protégé", "ouvrez-le dans un traitement de texte et enregistrez-le à nouveau"
    )


def trapped(shown: str) -> UnreadableDocument:
    """The error for a file that unpacks without end."""
    return refusal(
        shown,
        "se déploie en un contenu démesuré (archive piégée ?)",
        "demandez un document neuf à son auteur",
    )


def pages(shown: str) -> UnreadableDocument:
    """The error for a document of Apple's Pages."""
    return refusal(
        shown,
        "est un document Pages",
        "dans Pages, choisissez Fichier, Exporter vers, Word, et donnez le fichier .docx",
    )
