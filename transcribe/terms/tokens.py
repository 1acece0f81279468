"""Cutting a text into words that a lexicon can be asked about.

Elided words are cut from the word they lean on (« l’ », « d’ », « jusqu’ »), hyphenated words stay whole,
numbers and codes are told apart from words.
"""

import re
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["word", "elision", "code", "number"]

_ELISIONS = "l d j m t s c n qu jusqu lorsqu puisqu quoiqu presqu quelqu entr"
ELISIONS = frozenset(_ELISIONS.split())

LEADING_ELISION = re.compile(r"((?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’])(?=\w)", re.IGNORECASE)
"""The elided word that another one begins with in running text: « l’ » of « l’examen »."""

_APOSTROPHES = "'’ʼ‘"
_TOKEN = re.compile(
    rf"""
    (?P<web>https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+)
    | (?P<number>\d+(?:[.,]\d+)+)
    | (?P<word>[^\W_]+(?:[{_APOSTROPHES}][^\W_]+|[-\u2010\u2011\u00ad](?=[^\W_])[^\W_]+)*[{_APOSTROPHES}]?)
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*(?:er|re|e|ère|ème|èmes|ers|res|es|h|min|cm|mm|mg|g|ml|l|kg)?$", re.IGNORECASE
)
# A stage in Roman figures (IIIB, IVa), or capitals inside a word (pTa, mGy, GeneXpert): not a French word.
_CODE = re.compile(r"[IVX]+[a-dA-D]?$|[^\W\d_]*[a-zà-ÿ][A-ZÀ-Þ][^\W\d_]*$")
_WHOLE = frozenset({"aujourd'hui", "presqu'île", "presqu'îles", "prud'homme", "prud'hommes", "o'clock"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: ``text[start:end]``; kind ``elision`` for « l’ », ``code`` for T3N0."""

    text: str
    start: int
    end: int
    kind: TokenKind


def tokenize(text: str) -> list[Token]:
    """The words, elisions, numbers and codes of a text, in order, with offsets; punctuation is left out."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "web":
            tokens.append(Token(match.group(), match.start(), match.end(), "code"))
        elif match.lastgroup == "number":
            tokens.append(Token(match.group(), match.start(), match.end(), "number"))
        else:
            _cut(match.group(), match.start(), tokens)
    return tokens


def _cut(run: str, start: int, tokens: list[Token]) -> None:
    """Cuts leading elisions off a run of letters, hyphens and apostrophes."""
    while True:
        place = _first_apostrophe(run)
        if place < 0:
            break
        straight = run.lower().replace("’", "'")
        if straight in _WHOLE or run[:place].lower() not in ELISIONS:
            break
        tokens.append(Token(run[: place + 1], start, start + place + 1, "elision"))
        run, start = run[place + 1 :], start + place + 1
    run = run.rstrip(_APOSTROPHES)
    if run:
        tokens.append(Token(run, start, start + len(run), _kind(run)))


def _first_apostrophe(run: str) -> int:
    places = [place for mark in _APOSTROPHES if (place := run.find(mark)) >= 0]
    return min(places, default=-1)


def _kind(run: str) -> TokenKind:
    if run.isdigit() or _NUMBER.match(run):
        return "number"
    if any(character.isdigit() for character in run) or _CODE.match(run):
        return "code"
    return "word"
