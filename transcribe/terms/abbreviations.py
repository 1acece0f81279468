"""How codes said letter by letter are written: « H B A 1 C » is ``HbA1c``."""

import re
from functools import lru_cache

from transcribe.core.data import shipped
from transcribe.terms.table import read_rows

_SPELLED = frozenset(["sigle", "acronyme", "score"])
_LONG = 4
_NOT_SAID = re.compile(r"[^A-Z0-9]")


@lru_cache(maxsize=1)
def acronyms() -> dict[str, str]:
    """Letters and digits of a code, in capitals without spaces → the way it is written.

    Codes whose written form is not plain capitals, but for those that are also listed in plain capitals, whose
    letters alone do not tell which one is meant; and codes of four plain capitals or more, which a recogniser
    may write in parts.
    """
    rows = [
        row for row in read_rows(shipped("lexicons", "abreviations", "terms.tsv")) if row.kind in _SPELLED
    ]
    plain = {row.term for row in rows}
    written = {_NOT_SAID.sub("", row.term.upper()): row.term for row in rows}
    long = {term: term for term in plain if len(term) >= _LONG and term.isalpha() and term.isupper()}
    return long | {key: term for key, term in written.items() if len(key) > 1 and key not in plain}
