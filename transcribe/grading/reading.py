"""Pages to grade, from whatever was handed in: the text of ``documents``, without what our work sheets add to it.

References may also be ``.toml`` files with their terms.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from transcribe import documents
from transcribe.core.errors import cause_of
from transcribe.core.tomls import TomlError, parse_toml
from transcribe.documents.refusing import refusal
from transcribe.documents.types import Style
from transcribe.grading.copies import with_copies
from transcribe.grading.types import Page

REFERENCES = (*documents.READABLE, ".toml")
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
    "compte-rendu": "Vérifiez le texte sous cette ligne.",
}


def read_page(path: Path, *, shown: str = "") -> Page:
    """The text, paragraph by paragraph, and styles where the format has them.

    Raises:
        DocumentError: empty, too large, not a text document, damaged, or unsafe to read.
    """
    shown = shown or path.name
    if path.suffix.lower() == ".toml":
        return _from_toml(path, shown)
    return page_of(documents.read(path, shown=shown), shown)


def page_of(document: documents.WrittenText, shown: str) -> Page:
    """The page of a document already read.

    Raises:
        DocumentError: too long, or nothing in it is an answer.
    """
    return _page(((block.text, block.style) for block in document.blocks), shown, styled=document.styled)


def page_from_text(text: str) -> Page:
    """The page that a text handed out makes when it is read back."""
    lines = [line for line in map(_clean, text.split("\n")) if line]
    return Page("\n".join(lines))


def _page(lines: Iterable[tuple[str, Style]], shown: str, *, styled: bool) -> Page:
    kept = [(_clean(text), style) for text, style in lines]
    kept = [(_answer(text), style) for text, style in kept]
    kept = [(text, style) for text, style in kept if text]
    text = "\n".join(line for line, _ in kept)
    if not any(c.isalnum() for c in text):
        raise refusal(
            shown,
            "ne contient aucun texte (peut-être une image ou une numérisation)",
            "le document doit être saisi au clavier",
        )
    if len(text) > _LONGEST:
        raise refusal(
            shown,
            f"contient {len(text)} caractères",
            "ce n’est pas un compte-rendu, vérifiez le fichier rendu",
        )
    return Page(text, tuple(style for _, style in kept) if styled else ())


def _answer(line: str) -> str:
    """A line without the one sentence that the work sheet itself wrote, wherever the learner went on typing."""
    for sentence in INSTRUCTION_LINES.values():
        if line.startswith(sentence):
            return line.removeprefix(sentence).strip()
    return line


def _clean(line: str) -> str:
    text = unicodedata.normalize("NFC", line).translate(_INVISIBLE).replace("\t", " ")
    if "_" in text:
        text = re.sub(r"\[\w\][ \u00a0]?(?=_)", "", text)  # the initial given before a gap left blank
    return re.sub(
        r"\[(\w)\](?=\w)", lambda m: "" if text[m.end()].lower() == m[1].lower() else m[1], text
    ).strip()


def _from_toml(path: Path, shown: str) -> Page:
    try:
        table = parse_toml(path.read_bytes())
    except OSError as error:
        raise refusal(
            shown, f"est illisible ({cause_of(error)})", "vérifiez le fichier et ses droits"
        ) from error
    except TomlError as error:
        raise refusal(
            shown, f"n’est pas un fichier TOML correct ({error})", "corrigez la ligne indiquée"
        ) from error
    text = table.get("written", table.get("text"))
    if not isinstance(text, str):
        raise refusal(
            shown, "n’a pas de texte de référence", "ajoutez une clé « written » avec le texte attendu"
        )
    text = with_copies(text, _copies_of(table))
    page = _page(((line, "") for line in text.splitlines()), shown, styled=False)
    terms = table.get("terms", [])
    listed = tuple(term for term in terms if isinstance(term, str)) if isinstance(terms, list) else ()
    return Page(page.text, page.styles, listed)


def _copies_of(table: Mapping[str, object]) -> list[str]:
    """Who gets a copy, as the doctor told the secretary: ``copies`` of the document that was dictated."""
    document = table.get("document", {})
    copies = document.get("copies", []) if isinstance(document, Mapping) else []
    return [name for name in copies if isinstance(name, str)] if isinstance(copies, list) else []
