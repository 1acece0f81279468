"""One way to cut a French text into words, numbers, codes and marks.

Nothing of the text is lost: what lies between two tokens is spaces. Offsets are those of the text given, in any
Unicode form; keys are folded. Elided words are cut from what they lean on (« l’ », « jusqu’ »), pronouns from the
verb they follow (« a-t-il », « est-ce »), units from the number they stick to (« 5mg »); hyphenated words,
dotted abbreviations (« A.V.C. »), codes (« T3N0 », « HbA1c ») and addresses stay whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from transcribe.french.fold import fold

TokenKind = Literal[
    "word", "elision", "pronoun", "number", "ordinal", "code", "abbreviation", "web", "mark", "break"
]


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:end]`` of a text, its kind and its folded form (``key``).

    ``elision``: « l’ », apostrophe included; ``pronoun``: « -t-il », hyphens included (key « il »); ``number``:
    figures, decimals, groups of three joined by no-break spaces; ``ordinal``: « 1er », « 3e »; ``code``: letters
    and figures together; ``mark``: punctuation or a sign; ``break``: the end of a line.
    """

    text: str
    start: int
    end: int
    kind: TokenKind
    key: str

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[:1].isupper()


APOSTROPHES = "'’ʼ‘´`"
HYPHENS = "-\u2010\u2011"
ELISIONS = frozenset("l d j m t s c n qu jusqu lorsqu puisqu quoiqu presqu quelqu entr".split())
# Units that people stick to their number; any other letters behind figures make a code (« 5FU », « 2D »).
GLUED_UNITS = frozenset(
    "mg g kg µg μg mcg ng pg cg dg ml mL dl dL cl cL l L µl µL ui UI u U mui MUI mm cm dm m km µm nm h min mn s ms "
    "sec j mmHg mmhg cmH2O mmol µmol nmol pmol mol mEq meq kcal kJ Hz kHz MHz mV kV V mA A W Gy mGy cGy Sv mSv "
    "MBq GBq kBq Bq bpm bat/min Kg KG Mg ML Ml Cm Mm MG G gy dB rpm tr cc CH DH ans an mois jours jour sem SA".split()
)
_ORDINAL = re.compile(r"(\d+)(ers?|ères?|res?|nde?s?|èmes?|emes?|ièmes?|es?|ème)$", re.IGNORECASE)
_PRONOUNS = frozenset(
    "je tu il elle on nous vous ils elles ce ci la y en moi toi lui leur leurs le les meme memes m'en t'en s'en "
    "l'en m'y t'y s'y l'y".split()
)
# Folded words in which nothing is elided, and words that end like a verb with its pronoun and are none.
_WHOLE = frozenset("aujourd'hui presqu'ile presqu'iles prud'homme prud'hommes c'est-a-dire".split())
_LEXICAL = frozenset("rendez-vous garde-a-vous c'est-a-dire au-dela par-dela quant-a-moi quant-a-soi".split())
_L = r"[^\W\d_]"
_COMBINING = "\u0300-\u036f"
_W = rf"(?:[^\W_][{_COMBINING}\u00ad]*)"
_BARE = re.compile(rf"{_W}+")
_TOKEN = re.compile(
    rf"""
      (?P<break>\r?\n)
    | (?P<web>https?://\S+[\w/]|www\.[\w./-]+[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<abbreviation>(?<![\w.])(?:(?:{_L}\.){{2,}}(?:{_L}\b(?!\.))?|[A-Z]\.[A-Z]\b(?!\.)))
    | (?P<number>(?<![\w.,])\d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}})+(?!\d)(?:[.,]\d+)?
        |\d+(?:[.,]\d+)+(?![\w])|(?<![\w.,])[.,]\d+(?!\w)|\d+[.,]\d+)
    | (?P<run>{_W}+(?:[{APOSTROPHES}]{_W}+|[{HYPHENS}](?={_W}){_W}+)*[{APOSTROPHES}]?)
    | (?P<dots>\.\.\.+|…)
    | (?P<mark>[^\s\w]|_)
    """,
    re.VERBOSE,
)
_GLUED = re.compile(rf"(\d+)({_L}[\w/]*)$")
# Stages in Roman figures with their letter (IIIB, IVa), or capitals inside a word (pTa, mGy, GeneXpert).
_CODE = re.compile(r"(?=[IVX]*[IVX][a-dA-D]$)[IVX]+[a-dA-D]$|[^\W\d_]*[a-zà-ÿµγβα][A-ZÀ-Þ][^\W\d_]*$")


def tokenise(text: str) -> tuple[Token, ...]:
    """All tokens of a text, in order, marks and ends of lines included; spaces are between them."""
    return _tokenise(text) if len(text) <= 20_000 else tuple(_cut_all(text))


@lru_cache(maxsize=256)
def _tokenise(text: str) -> tuple[Token, ...]:
    return tuple(_cut_all(text))


def _cut_all(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        start = match.start()
        for piece, place, kind, key in _cut(match.group(), match.lastgroup or "mark"):
            yield Token(piece, start + place, start + place + len(piece), kind, key)


def bare_words(text: str) -> tuple[Token, ...]:
    """Each run of letters and figures of a text, whatever joins them: « l’examen » gives « l », « examen ».

    So are compared texts in which hyphens and apostrophes do not count (« compte rendu », « compte-rendu »).
    """
    return tuple(Token(m[0], m.start(), m.end(), "word", fold(m[0])) for m in _BARE.finditer(text))


_Piece = tuple[str, int, TokenKind, str]
"""The text of a token, its place in its run, its kind and its key."""


@lru_cache(maxsize=1 << 16)
def _cut(raw: str, group: str) -> tuple[_Piece, ...]:
    """The tokens of one run of signs: words come back so often that each is cut once."""
    if group == "run":
        return tuple(_cut_run(raw))
    if group == "break":
        return ((raw, 0, "break", "\n"),)
    if group == "web":
        return ((raw, 0, "web", fold(raw)),)
    if group == "abbreviation":
        return ((raw, 0, "abbreviation", fold(raw).replace(".", "")),)
    if group == "number":
        return ((raw, 0, "number", _figures(raw)),)
    return ((raw, 0, "mark", fold(raw) or raw),)


def _figures(raw: str) -> str:
    """The digits of a number, a point for its comma, without the spaces of its groups."""
    return "".join("." if c in ".," else c for c in raw if not c.isspace())


def _cut_run(run: str) -> Iterator[_Piece]:
    """Elisions at the head of a run, then the word, then the pronouns behind it."""
    start = 0
    while (place := _first_apostrophe(run)) > 0:
        if fold(run).rstrip("'") in _WHOLE or fold(run[:place]) not in ELISIONS:
            break
        yield run[: place + 1], start, "elision", fold(run[:place]) + "'"
        run, start = run[place + 1 :], start + place + 1
    bare = run.rstrip(APOSTROPHES)
    if bare:
        yield from _cut_word(bare, start)
    if rest := run[len(bare) :]:
        yield rest, start + len(bare), "mark", fold(rest)


def _first_apostrophe(run: str) -> int:
    places = [place for mark in APOSTROPHES if (place := run.find(mark)) >= 0]
    return min(places, default=-1)


def _cut_word(word: str, start: int) -> Iterator[_Piece]:
    if word[0].isdigit() and (glued := _GLUED.match(word)):
        if ordinal := _ORDINAL.match(word):
            yield word, start, "ordinal", ordinal[1]
            return
        if glued[2] in GLUED_UNITS:
            yield glued[1], start, "number", glued[1]
            yield glued[2], start + len(glued[1]), "word", fold(glued[2])
            return
    pronoun = _pronoun_at(word)
    if pronoun < len(word):
        yield word[:pronoun], start, "word", fold(word[:pronoun])
        yield word[pronoun:], start + pronoun, "pronoun", re.split("[-']", fold(word[pronoun:]))[-1]
        return
    yield word, start, _kind(word), fold(word)


def _pronoun_at(word: str) -> int:
    """Where the pronouns behind a verb begin (« a|-t-il »); the length of the word when there are none."""
    if fold(word) in _LEXICAL:
        return len(word)
    parts = re.split(f"[{HYPHENS}]", word)
    keys = [fold(part) for part in parts]
    kept = len(parts)
    while kept > 1 and (keys[kept - 1] in _PRONOUNS or (keys[kept - 1] == "t" and kept < len(parts))):
        kept -= 1
    if kept == len(parts) or not keys[0].replace("'", "").isalpha():
        return len(word)
    return sum(map(len, parts[:kept])) + kept - 1


def _kind(word: str) -> TokenKind:
    if word.isdecimal():
        return "number"
    if any(character.isdigit() for character in word) or _CODE.match(word):
        return "code"
    return "word"
