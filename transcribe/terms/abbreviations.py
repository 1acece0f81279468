"""How codes said letter by letter are written: « H B A 1 C » is ``HbA1c``."""

import re
from functools import lru_cache

from transcribe.core.data import shipped
from transcribe.terms.table import read_rows

_SPELLED = frozenset(["sigle", "acronyme", "score"])
_NOT_SAID = re.compile(r"[^A-Z0-9]")


@lru_cache(maxsize=1)
def acronyms() -> dict[str, str]:
    """Letters and digits of a code, in capitals without spaces → the way it is written.

    Only codes whose written form is not plain capitals; a code that is also listed in plain capitals is
    left out, since its letters alone do not tell which one is meant.
    """
    rows = [
        row for row in read_rows(shipped("lexicons", "abreviations", "terms.tsv")) if row.kind in _SPELLED
    ]
    plain = {row.term for row in rows}
    written = {_NOT_SAID.sub("", row.term.upper()): row.term for row in rows}
    return {key: term for key, term in written.items() if len(key) > 1 and key not in plain}
