"""The medical terms of a text, longest first, with the kind that their lexicon gives them."""

from transcribe.core.types import TermSpan
from transcribe.french import Token
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.tokens import tokenize

_LONGEST = 6
_GENERAL = frozenset({"francais", "noms"})


def find_terms(text: str, lexicon: Lexicon) -> tuple[TermSpan, ...]:
    """Terms of the medical lexicons in a text, in order; the longest wins, none overlaps another."""
    tokens = [token for token in tokenize(text) if token.kind in ("word", "code", "elision")]
    found: list[TermSpan] = []
    index = 0
    while index < len(tokens):
        index += _term_at(text, tokens, index, lexicon, found)
    return tuple(found)


def _term_at(text: str, tokens: list[Token], index: int, lexicon: Lexicon, found: list[TermSpan]) -> int:
    """Adds the longest term that starts at a token; how many tokens it takes, 1 without one."""
    for size in range(min(_LONGEST, len(tokens) - index), 0, -1):
        start, end = tokens[index].start, tokens[index + size - 1].end
        written = text[start:end].replace("\u00a0", " ")
        if "\n" in written or tokens[index + size - 1].kind == "elision":
            continue
        for form in dict.fromkeys((written, written.lower())):
            entry = lexicon.entry(form)
            if entry is not None and entry.lexicon not in _GENERAL:
                found.append(TermSpan(start, end, entry.kind))
                return size
    return 1
