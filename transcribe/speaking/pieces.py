"""A written text cut into what is said in one go: numbers with their unit, codes, words, marks."""

import re
from collections.abc import Iterator
from functools import cache

from transcribe.french.civilities import civility_of, written_forms
from transcribe.speaking.codes import code_ways
from transcribe.speaking.figures import forms
from transcribe.speaking.marks import SENTENCE_ENDS, commands
from transcribe.speaking.types import Piece

_WORD = re.compile(r"t\(\d+;\d+\)|J[-+]\d+|[^\W_](?:[\w'’ʼ]|[-.‑](?=\w)|/(?=[A-ZÀ-Þa-zà-ÿ]{3}))*")
_PARIS = re.compile(r"0-I{1,3}[spabc](?!\w)")
_WEB = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|www\.[\w./-]+\w")
_ITEM = re.compile(r"[-–•*·] +")
_NUMBERED = re.compile(r"[nN][°º](?= ?\d)|[nN]°")
_SIGNS = {
    "±": ("plus ou moins",), "+": ("plus",), "−": ("moins",), "<": ("inférieur à",), ">": ("supérieur à",),
    "≤": ("inférieur ou égal à",), "≥": ("supérieur ou égal à",), "=": ("égal",), "×": ("fois", "sur"), "&": ("et",),
    "%": ("pour cent",), "°": ("degrés",), "/": ("sur", "par"), "–": ("tiret",), "-": ("tiret",), "—": ("tiret",),
    "•": ("tiret",),
}  # fmt: skip


def pieces_of(text: str) -> tuple[Piece, ...]:
    """All pieces of a text, in order; what is between them is spaces, or signs that nobody says."""
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    place, starts, last = 0, True, ""
    while place < len(text):
        if text[place] in " \t\u00a0\u202f\u2009":
            place += 1
            continue
        piece = _at(text, place, last, starts=starts)
        place = max(piece.end, place + 1)
        if not piece.ways:
            continue
        yield piece
        starts = piece.mark[-1:] in SENTENCE_ENDS or piece.mark == "- " if piece.mark else False
        last = "" if piece.mark else text[piece.start : piece.end]


def _at(text: str, place: int, last: str, *, starts: bool) -> Piece:
    """The piece at a place that is no space; ``last`` is the word before it, ``starts``: a sentence begins here."""
    if (piece := _line(text, place) or _named(text, place, last)) is not None:
        return piece
    if text[place].isdecimal() and (piece := _figures(text, place)) is not None:
        return piece
    if word := _WORD.match(text, place):
        return Piece(place, word.end(), _word_ways(word.group(), last, starts=starts))
    return _sign(text, place)


def _line(text: str, place: int) -> Piece | None:
    """The end of a line, or the dash of an item at the start of one."""
    before = text[text.rfind("\n", 0, place) + 1 : place]
    if not before.strip() and (item := _ITEM.match(text, place)):
        return Piece(place, item.end(), (commands()["- "],), "- ")
    if text[place] != "\n":
        return None
    end = place + len(text[place:]) - len(text[place:].lstrip())
    return Piece(place, end, (commands()["\n"],) if text[end:] else (), "\n")


def _named(text: str, place: int, last: str) -> Piece | None:
    """What is read whole: an address, « n° », a civility before a name, a class of Paris."""
    if numbered := _NUMBERED.match(text, place):
        return Piece(place, numbered.end(), ("numéro",))
    if web := _WEB.match(text, place):
        return Piece(place, web.end(), (_address(web.group()), web.group()))
    if paris := _PARIS.match(text, place):
        return Piece(place, paris.end(), code_ways(paris.group(), last))
    named = _civility().match(text, place)
    if named is None:
        return None
    civility = civility_of(named["form"])
    if civility is None:
        return None
    said = civility.plural if named["form"] == civility.written_plural else civility.said
    return Piece(place, named.end(), ((named["head"] or "") + said,))


def _figures(text: str, place: int) -> Piece | None:
    before = text[text.rfind("\n", 0, place) + 1 : place]
    for pattern, say in forms():
        if (found := pattern.match(text, place)) and (ways := say(found, before)):
            return Piece(place, found.end(), ways)
    return None


def _sign(text: str, place: int) -> Piece:
    """A mark, which is dictated, or a sign, which is read."""
    sign = text[place]
    if sign in "()«»[],;:.?!…":
        dots = text.startswith("...", place)
        mark = "…" if dots else sign
        return Piece(place, place + (3 if dots else 1), (commands()[mark],), mark)
    if sign == "/" and text[place - 1 : place].isalpha():
        return Piece(place, place + 1, (commands()["/"], *_SIGNS["/"]))
    count = len(text[place:]) - len(text[place:].lstrip(sign)) if sign == "+" else 1
    ways = tuple(" ".join([way] * count) for way in _SIGNS.get(sign, ()))
    return Piece(place, place + count, ways)


def _word_ways(word: str, last: str, *, starts: bool) -> tuple[str, ...]:
    ways = code_ways(word, last)
    plain = word.replace("’", "'")
    if not starts or not plain[:1].isupper() or plain[1:] != plain[1:].lower():
        return ways or (plain,)
    return (*ways, plain[0].lower() + plain[1:], plain)


def _address(text: str) -> str:
    said = re.sub(r"([.@_-])", lambda found: f" {_IN_ADDRESS[found[1]]} ", text)
    return " ".join(said.split())


_IN_ADDRESS = {".": "point", "@": "arobase", "_": "tiret bas", "-": "tiret"}


@cache
def _civility() -> "re.Pattern[str]":
    forms = "|".join(re.escape(form) for form in sorted(written_forms(), key=len, reverse=True))
    return re.compile(rf"(?P<head>[dl]['’])?(?P<form>{forms})(?=[ \u00a0]+[A-ZÀ-Þ])")
