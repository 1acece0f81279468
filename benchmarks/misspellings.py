"""Realistic misspellings of medical terms, made from the spelling alone: no index is looked at."""

import random
import re
from collections.abc import Callable
from unicodedata import combining, normalize

_VOWELS = "aeiouyàâéèêëîïôûùœæ"


def misspell(term: str, chance: random.Random) -> tuple[str, str] | None:
    """(kind, misspelling) of a term, the kind drawn among those that apply; None if none does."""
    kinds = list(KINDS)
    chance.shuffle(kinds)
    for kind in kinds:
        wrong = KINDS[kind](term, chance)
        if wrong and wrong != term:
            return kind, wrong
    return None


def _accent_lost(term: str, chance: random.Random) -> str:
    places = [place for place, letter in enumerate(term) if len(normalize("NFD", letter)) > 1]
    if not places:
        return ""
    lost = set(places) if chance.random() < 0.5 else {chance.choice(places)}
    return "".join(_bare(letter) if place in lost else letter for place, letter in enumerate(term))


def _bare(letter: str) -> str:
    return "".join(mark for mark in normalize("NFD", letter) if not combining(mark))


def _double_letter(term: str, chance: random.Random) -> str:
    doubles = [match.start() for match in re.finditer(r"([bcdfglmnprst])\1", term)]
    if doubles and chance.random() < 0.6:
        place = chance.choice(doubles)
        return term[:place] + term[place + 1 :]
    single = [
        place
        for place in range(1, len(term) - 1)
        if term[place] in "flmnprstc" and term[place - 1] in _VOWELS and term[place + 1] in _VOWELS
    ]
    if not single:
        return ""
    place = chance.choice(single)
    return term[:place] + term[place] + term[place:]


def _swap(term: str, chance: random.Random, pairs: tuple[tuple[str, str], ...]) -> str:
    """The term with one occurrence of a pattern replaced, drawn among all occurrences of all patterns."""
    found = [(match, new) for old, new in pairs for match in re.finditer(old, term)]
    if not found:
        return ""
    match, new = chance.choice(found)
    return term[: match.start()] + new + term[match.end() :]


def _y_for_i(term: str, chance: random.Random) -> str:
    inner = _swap(term[:-1], chance, (("y", "i"), ("y", "i"), ("i", "y")))
    return inner + term[-1] if inner else ""


def _f_for_ph(term: str, chance: random.Random) -> str:
    return _swap(term, chance, (("ph", "f"),) if "ph" in term else (("f", "ph"),))


def _k_for_ch(term: str, chance: random.Random) -> str:
    return _swap(term, chance, (("ch", "k"), ("ch", "c"), ("k", "c"), ("qu", "k")))


def _h_lost(term: str, chance: random.Random) -> str:
    return _swap(term, chance, (("(?<![cp])h", ""),))


# Endings that sound alike; those that only change gender, number or tense (-é for -ée, -ale for -al) are left
# out: they give a word that exists, which is grammar's affair.
_PAIRS = (
    "tion ssion, sion tion, ique ic, aire ère, eux eu, ome aume, ite itte, ose oze, ie i, ine inne, "
    "isme ysme, ase aze, mab mabe, ol olle, an ent, ence ance, ance ence, oïde oide, gène gêne, "
    "euse euze, us usse, eur eure, al alle, if iffe"
)
_ENDINGS = [(pair.split()[0], pair.split()[1]) for pair in _PAIRS.split(",")]


def _sounds_alike(term: str, chance: random.Random) -> str:
    found = [(end, other) for end, other in _ENDINGS if term.endswith(end) and len(term) > len(end) + 2]
    if not found:
        return ""
    end, other = chance.choice(found)
    return term[: -len(end)] + other


def _split(term: str, chance: random.Random) -> str:
    places = [
        place
        for place in range(3, len(term) - 2)
        if term[place - 1] in _VOWELS
        and term[place] not in _VOWELS
        and "-" not in term[place - 1 : place + 1]
    ]
    if not places:
        return ""
    place = chance.choice(places)
    return f"{term[:place]} {term[place:]}"


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "accent perdu": _accent_lost,
    "lettre double": _double_letter,
    "y pour i": _y_for_i,
    "f pour ph": _f_for_ph,
    "k pour ch": _k_for_ch,
    "h perdu": _h_lost,
    "finale de même son": _sounds_alike,
    "coupé en deux": _split,
}
