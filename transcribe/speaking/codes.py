"""Sigla, scores and classifications as they are read aloud: letter by letter, or as the words they make."""

import re
from functools import cache

from transcribe.french import fold
from transcribe.french.numbers import read_roman
from transcribe.french.roman import roman_words
from transcribe.french.said_numbers import cardinal
from transcribe.terms.spoken import spoken_forms

Ways = tuple[str, ...]
_ELIDED = re.compile(r"(?i:(?:[ldnsmtjc]|qu|jusqu|lorsqu|puisqu)['’])")
_PART = re.compile(r"\d+|[^\W\d_]|[-+]")
_CHUNK = re.compile(r"\d+|[A-ZÀ-Þ]?[a-zà-ÿ]{2,}|[^\W\d_]|[-+]")
_DAY = re.compile(r"J([-+])(\d+)")
_PARIS = re.compile(r"0-(I{1,3})([spabc])")
_TRANSLOCATION = re.compile(r"t\((\d+);(\d+)\)")
_STAGE = re.compile(r"([IVX]+)([a-dA-D]?)")
_CODE = re.compile(
    r"(?=.*\d)(?=.*[^\W\d_]).+|.*[a-zà-ÿ][A-ZÀ-Þ].*|[A-ZÀ-Þ]{2,}s?|.*\b[A-ZÀ-Þ]{2,}-.*|.*-[A-ZÀ-Þ]{2,}\b.*"
)
_VOWELS = re.compile(r"[AEIOUYÀÂÉÈÊËÎÏÔÛ]")
_SHORTEST_NAME = 5


def code_ways(word: str, before: str) -> Ways:
    """The ways of saying a word that holds letters to be named, or figures; empty for any other word.

    ``before`` is the word before it: « stade III », « J15 » said after nothing in particular.
    """
    elided = _ELIDED.match(word)
    head, body = (word[: elided.end()], word[elided.end() :]) if elided else ("", word)
    ways = _special(body) or _roman(body, before)
    ways += tuple(way for way in _listed(body) if way not in ways)
    if not ways and not _CODE.fullmatch(body):
        return ()
    if body.isupper() and body.isalpha() and len(body) >= _SHORTEST_NAME and not _listed(body):
        ways += (body,) if _VOWELS.search(body) else ()  # a name or a title in capitals
    ways += (_letters(body), _letters(body.upper()), _chunks(body))
    if not any(sign.isdecimal() for sign in body):
        ways += (body,)
    return tuple(dict.fromkeys(head + way for way in ways))


def _special(body: str) -> Ways:
    if found := _DAY.fullmatch(body):
        return (f"J {'moins' if found[1] == '-' else 'plus'} {cardinal(int(found[2]))}",)
    if (found := _PARIS.fullmatch(body)) and (value := read_roman(found[1])):
        return (f"{cardinal(0)} {cardinal(value)} {found[2]}",)
    if found := _TRANSLOCATION.fullmatch(body):
        return (f"t {cardinal(int(found[1]))} {cardinal(int(found[2]))}",)
    return ()


def _roman(body: str, before: str) -> Ways:
    """« III », « IIIb »: a number, and its letter; one letter alone is a number after « stade » only."""
    found = _STAGE.fullmatch(body)
    value = read_roman(found[1]) if found else None
    if found is None or value is None:
        return ()
    named = fold(before) in roman_words("noun", "name", "between", "read")
    if len(body) == 1 and not named:
        return ()
    said = f"{cardinal(value)} {found[2]}".strip()
    return (said,) if named else (_letters(body), said)


def _listed(body: str) -> Ways:
    """What our list says; a siglum that is said as a word stays as it is written."""
    ways = _sayings().get(body, ())
    return tuple(body if fold(way).replace(" ", "") == fold(body).replace("-", "") and not _names_letters(way) else way
                 for way in ways)  # fmt: skip


def _names_letters(way: str) -> bool:
    return any(len(word) == 1 and word.isupper() for word in way.split())


@cache
def _sayings() -> dict[str, Ways]:
    """The sayings of sigla, scores and acronyms that are letters or words, without names of letters in full."""
    return spoken_forms("sigle", "acronyme", "score")


def _letters(body: str) -> str:
    return " ".join(_said(part) for part in _PART.findall(body) if part not in "-+")


def _chunks(body: str) -> str:
    """Small letters in a row as a word: « NT-proBNP » → « N T pro B N P », « Ki-67 » → « Ki soixante-sept »."""
    return " ".join(_said(part) for part in _CHUNK.findall(body) if part not in "-+")


def _said(part: str) -> str:
    if not part.isdecimal():
        return part
    zeros = len(part) - len(part.lstrip("0")) if part.strip("0") else len(part) - 1
    return " ".join([*[cardinal(0)] * zeros, cardinal(int(part))])
