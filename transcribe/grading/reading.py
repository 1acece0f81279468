"""Reads what learners hand in, safely: .txt, .docx, .odt, .html, and references in .json and .toml.

No file runs anything: macros, entities, scripts and links are refused or ignored, sizes are bounded, and each
refusal is one sentence.
"""

import re
import tomllib
import unicodedata
from pathlib import Path

from transcribe.core.errors import DocumentError
from transcribe.grading.types import Page, Style

READABLE = (".docx", ".odt", ".txt", ".html", ".htm")
REFERENCES = (".txt", ".docx", ".json", ".toml", ".odt", ".html", ".htm")
_MEGABYTE = 1 << 20
_LARGEST = 20 * _MEGABYTE
_LONGEST = 400_000
# characters nobody sees, and control characters that no report could hold
_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\ufffe\uffff"),
        *range(9),
        *range(11, 32),
        *range(127, 160),
    ]
)

# first line of the work sheets, by kind of exercise: it is no part of the answer, whatever became of its style
INSTRUCTION_LINES = {
    "dictee": "Tapez le document sous cette ligne.",
    "relecture": "Corrigez le texte sous cette ligne.",
    "trous": "Complétez le texte sous cette ligne.",
    "mise-en-page": "Mettez en page le texte sous cette ligne.",
}

Line = tuple[str, Style]


class UnreadableDocument(DocumentError):  # noqa: N818
    """A handed-in file cannot be graded; the sentence says why and what to do."""


def refusal(path: Path, why: str, remedy: str) -> UnreadableDocument:
    """The error for a file: what is wrong with it, and what to do."""
    return UnreadableDocument(message=f"« {path.name} » {why} : {remedy}.")


def read_page(path: Path) -> Page:
    """The text, paragraph by paragraph, and styles where the format has them.

    Raises:
        DocumentError: empty, too large, not a text document, damaged, or unsafe to read.
    """
    content = _content(path)
    suffix = path.suffix.lower()
    if suffix == ".json":
        return _from_json(path)
    if suffix == ".toml":
        return _from_toml(path, content)
    return _page(path, _lines(path, content), styled=content[:2] == b"PK" or suffix in {".html", ".htm"})


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise refusal(
                path,
                f"pèse {size // _MEGABYTE} Mo (au plus {_LARGEST // _MEGABYTE} Mo)",
                "un compte-rendu n’a besoin ni d’images ni de son, enregistrez le texte seul",
            )
        content = path.read_bytes()
    except OSError as error:
        raise refusal(
            path, f"est illisible ({error.strerror})", "vérifiez le fichier et ses droits"
        ) from error
    if not content.strip():
        raise refusal(path, "est vide", "l’élève doit l’enregistrer et le rendre à nouveau")
    return content


def _lines(path: Path, content: bytes) -> list[Line]:
    """Lines of a document, by what the file really is rather than by its name."""
    from transcribe.grading.reading_html import html_lines
    from transcribe.grading.reading_zip import zip_lines

    if content[:2] == b"PK":
        return zip_lines(path, content)
    if content[:5] == b"%PDF-":
        raise refusal(path, "est un PDF (texte ou numérisation)", "rendez le document en .docx, .odt ou .txt")
    if content[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
        raise refusal(
            path,
            "est un ancien fichier Word (.doc) ou un fichier protégé par mot de passe",
            "enregistrez-le en .docx, sans mot de passe",
        )
    if content[:5] == b"{\\rtf":
        raise refusal(path, "est au format RTF", "enregistrez-le en .docx ou .txt")
    if path.suffix.lower() in {".docx", ".odt", ".docm"}:
        raise refusal(
            path,
            f"n’est pas un vrai fichier {path.suffix}",
            "ouvrez-le et enregistrez-le à nouveau dans ce format",
        )
    text = decode(path, content)
    if path.suffix.lower() in {".html", ".htm"} or re.match(r"\s*<(?:!doctype html|html)\b", text, re.I):
        return html_lines(text)
    return [(line, "") for line in text.splitlines()]


def decode(path: Path, content: bytes) -> str:
    """The text of a plain file: UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises:
        DocumentError: it is no text.
    """
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise refusal(path, "est endommagé", "enregistrez-le à nouveau en texte UTF-8") from error
    if b"\0" in content:
        raise refusal(path, "n’est pas un fichier texte", "rendez un fichier .docx, .odt, .txt ou .html")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _page(path: Path, lines: list[Line], *, styled: bool) -> Page:
    kept = [(_clean(text), style) for text, style in lines]
    kept = [(text, style) for text, style in kept if text and text not in INSTRUCTION_LINES.values()]
    text = "\n".join(line for line, _ in kept)
    if not any(c.isalnum() for c in text):
        raise refusal(
            path,
            "ne contient aucun texte (peut-être une image ou une numérisation)",
            "le document doit être saisi au clavier",
        )
    if len(text) > _LONGEST:
        raise refusal(
            path,
            f"contient {len(text)} caractères",
            "ce n’est pas un compte-rendu, vérifiez le fichier rendu",
        )
    has_styles = styled and any(style for _, style in kept)
    return Page(text, tuple(style for _, style in kept) if has_styles or styled else ())


def _clean(line: str) -> str:
    text = unicodedata.normalize("NFC", line).translate(_INVISIBLE).replace("\t", " ")
    if "_" in text:
        text = re.sub(r"\[\w\][ \u00a0]?(?=_)|_{3,}", "", text)  # gaps left blank, with their initial
    return re.sub(
        r"\[(\w)\](?=\w)", lambda m: "" if text[m.end()].lower() == m[1].lower() else m[1], text
    ).strip()


def _from_json(path: Path) -> Page:
    from transcribe.core.contract import read_document

    text = read_document(path).text
    return _page(path, [(line, "") for line in text.splitlines()], styled=False)


def _from_toml(path: Path, content: bytes) -> Page:
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refusal(
            path, f"n’est pas un fichier TOML correct ({error})", "corrigez la ligne indiquée"
        ) from error
    text = table.get("written", table.get("text"))
    if not isinstance(text, str):
        raise refusal(
            path, "n’a pas de texte de référence", "ajoutez une clé « written » avec le texte attendu"
        )
    page = _page(path, [(line, "") for line in text.splitlines()], styled=False)
    terms = table.get("terms", [])
    listed = tuple(term for term in terms if isinstance(term, str)) if isinstance(terms, list) else ()
    return Page(page.text, page.styles, listed)
