"""PDF files that hold text, by pypdf (BSD-3-Clause); pictures of pages are refused.

A PDF keeps printed lines, not paragraphs: a line that ends without a final mark and is followed by a small letter
runs on.
"""

import io
import re

from transcribe.documents.refusing import damaged, refusal
from transcribe.documents.types import Block

_PAGES = 200
_RUNS_ON = re.compile(r"[^.!?:;…»)\s]$")


def pdf_blocks(content: bytes, shown: str) -> tuple[Block, ...]:
    """The paragraphs of a PDF.

    Raises:
        DocumentError: protected, without text, too long or damaged.
    """
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are about bytes, not about our user
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refusal(shown, "est un PDF protégé par mot de passe", "enregistrez-le sans mot de passe")
        if len(reader.pages) > _PAGES:
            raise refusal(
                shown, f"a plus de {_PAGES} pages", "ce n’est pas un compte-rendu, vérifiez le fichier"
            )
        lines = [line.strip() for page in reader.pages for line in page.extract_text().splitlines()]
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError,
            OverflowError, NotImplementedError, AssertionError) as error:  # fmt: skip
        raise damaged(shown) from error
    if not any(c.isalnum() for line in lines for c in line):
        raise refusal(
            shown,
            "est un PDF sans texte (une numérisation)",
            "donnez le document d’origine, en .docx ou .odt",
        )
    return tuple(Block(line) for line in _joined(lines))


def _joined(lines: list[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        if out and _RUNS_ON.search(out[-1]) and line[:1].islower():
            out[-1] += ("" if out[-1].endswith("-") else " ") + line
        else:
            out.append(line)
    return out
