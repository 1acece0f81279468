"""One safe reader: a path or bytes in, blocks out."""

import re
from dataclasses import replace
from pathlib import Path

from transcribe.core.encodings import decode
from transcribe.core.errors import cause_of
from transcribe.documents.refusing import (
    LARGEST,
    LONGEST,
    MEGABYTE,
    UnreadableDocument,
    damaged,
    pages,
    refusal,
)
from transcribe.documents.types import Block, WrittenText
from transcribe.french import compose

READABLE = (".docx", ".odt", ".txt", ".html", ".htm", ".rtf", ".pdf", ".json")
"""Suffixes of what is read; the bytes decide, the suffix only tells which files a person means."""
_WRITTEN = frozenset(
    {*READABLE, ".doc", ".docm", ".dotx", ".ott", ".fodt", ".pages", ".md", ".text"} - {".json"}
)
_RENAMED = frozenset({".copie", ".rendu", ".final", ".corrige", ".v2", ".old"})
_LEFT_BY_SYSTEMS = frozenset({"desktop.ini", "thumbs.db", "icon\r", "folder.jpg"})
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_PACKED = frozenset({".docx", ".odt", ".docm", ".dotx", ".ott", ".pdf", ".rtf"})
_PACKED_MARKS = (b"word/", b"[Content_Types].xml", b"opendocument.text")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_KINDS = ".docx, .odt, .rtf, .html, .pdf ou .txt"


def read(path: Path, *, shown: str = "") -> WrittenText:
    """The text of a file, block by block; ``shown`` is how the user knows it (by default, its path).

    Raises:
        DocumentError: missing, empty, too large, not a text document, damaged, or unsafe to read.
    """
    shown = shown or str(path)
    try:
        if path.is_dir():
            if path.suffix.lower() == ".pages":  # what Pages saves as a folder
                raise pages(shown)
            raise refusal(shown, "est un dossier", "donnez un fichier")
        size = path.stat().st_size
        _refuse_large(shown, size)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise refusal(shown, "n’existe pas", "vérifiez le nom et le dossier") from error
    except OSError as error:
        cause = cause_of(error)
        raise refusal(shown, f"est illisible ({cause})", "vérifiez le fichier et ses droits") from error
    return read_bytes(content, shown=shown, suffix=path.suffix)


def read_bytes(content: bytes, *, shown: str, suffix: str = "") -> WrittenText:
    """The text of a file's bytes, in NFC; ``suffix`` is that of its name, with its dot.

    Raises:
        DocumentError: empty, too large, not a text document, damaged, or unsafe to read.
    """
    _refuse_large(shown, len(content))
    if not content.strip(b" \t\r\n\0"):
        raise refusal(shown, "est vide", "enregistrez le document à nouveau")
    try:
        found = _by_content(content, shown, suffix.lower())
    except RecursionError as error:
        raise damaged(shown) from error
    if len(text := found.text) > LONGEST:
        raise refusal(
            shown, f"contient {len(text)} caractères", "ce n’est pas un compte-rendu, vérifiez le fichier"
        )
    if not any(c.isalnum() for c in text):
        raise refusal(
            shown,
            "ne contient aucun texte (peut-être une image ou une numérisation)",
            "le document doit être saisi au clavier",
        )
    return found if text.isascii() else _composed(found)


def _composed(found: WrittenText) -> WrittenText:
    """The same text with each letter and its accent in one: as Windows and Linux write, not macOS."""
    return replace(found, blocks=tuple(replace(block, text=compose(block.text)) for block in found.blocks))


def is_document(path: Path) -> bool:
    """Whether a file found in a folder is a document that a person wrote, by its name or else by its bytes.

    Hidden files, the lock files of Word and LibreOffice and the files that systems leave in folders are not.
    """
    name = path.name
    if name.startswith((".", "~$", "._")) or name.lower() in _LEFT_BY_SYSTEMS:
        return False
    if not path.is_file():
        return path.suffix.lower() == ".pages" and path.is_dir()
    if path.suffix.lower() in _WRITTEN:
        return True
    if path.suffix and not path.suffix[1:].isdigit() and path.suffix.lower() not in _RENAMED:
        return _looks_packed(path)
    return path.stat().st_size > 0


def _looks_packed(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError:
        return False
    return head.startswith((b"%PDF-", b"{\\rtf")) or (
        head.startswith(b"PK")
        and any(mark in head for mark in (b"word/", b"[Content_Types].xml", b"opendocument.text"))
    )


def read_text(path: Path) -> str:
    """The whole text of a file, one ``\\n`` between blocks; as ``read``."""
    return read(path).text


def _refuse_large(shown: str, size: int) -> None:
    if size > LARGEST:
        raise refusal(
            shown,
            f"pèse {size // MEGABYTE} Mo (au plus {LARGEST // MEGABYTE} Mo)",
            "un compte-rendu n’a besoin ni d’images ni de son, enregistrez le texte seul",
        )


def _by_content(content: bytes, shown: str, suffix: str) -> WrittenText:
    if content[:2] == b"PK":
        from transcribe.documents.reading.archive import read_archive

        try:
            return read_archive(content, shown)
        except UnreadableDocument as error:
            if suffix == ".pages":  # damaged or not, it is Pages that opens it
                raise pages(shown) from error
            raise
    if content[:1024].lstrip()[:5] == b"%PDF-":
        from transcribe.documents.reading.pdf import pdf_blocks

        return WrittenText(pdf_blocks(content, shown), "pdf")
    if content[:8] == _OLD_OFFICE:
        raise refusal(
            shown,
            "est un ancien fichier Word (.doc) ou un fichier protégé par mot de passe",
            "enregistrez-le en .docx, sans mot de passe",
        )
    if content[:5] == b"{\\rtf":
        from transcribe.documents.reading.rtf import rtf_blocks

        return WrittenText(rtf_blocks(content, shown), "rtf")
    if suffix in _PACKED:
        raise refusal(
            shown,
            f"n’est pas un vrai fichier {suffix}",
            "ouvrez-le et enregistrez-le à nouveau dans ce format",
        )
    return _plain(content, shown, suffix)


def _plain(content: bytes, shown: str, suffix: str) -> WrittenText:
    if suffix == ".json":
        from transcribe.core.contract import parse_document

        converted = parse_document(content, shown)
        return WrittenText(_lines(converted.text or converted.revision.text), "json")
    text = decode(content)
    if text is None:
        raise refusal(shown, "n’est pas un fichier texte", f"donnez un fichier {_KINDS}")
    if suffix in {".html", ".htm", ".xhtml"} or _HTML.match(text):
        from transcribe.documents.reading.html import html_blocks

        return WrittenText(html_blocks(content, text), "html", styled=True)
    return WrittenText(_lines(text), "txt")


def _lines(text: str) -> tuple[Block, ...]:
    return tuple(Block(line) for line in text.splitlines())
