"""What slips into a dictation: « euh », a word begun again, a repair, a name spelt, a word to the secretary.

The writing stage takes such words out. Nothing is put between a command of punctuation and what it marks.
"""

import random
import re
from collections.abc import Callable
from functools import cache

from transcribe.french import tidy
from transcribe.french.cardinals import TENS, UNITS
from transcribe.french.civilities import civilities
from transcribe.french.negations import negation_words

_FILLERS = ("euh", "euh", "euh", "heu", "bon", "alors", "donc", "enfin", "voilà")
_REPAIRS = ("pardon", "non pardon", "non, je reprends", "je corrige", "je reprends", "euh, non")
_REMARKS = (
    "merci de mettre une copie au dossier",
    "merci de l'imprimer en deux exemplaires",
    "merci de vérifier l'orthographe du nom",
    "merci d'envoyer une copie au médecin traitant",
)
_END = "fin de dictée"
_AFTER_COMMA = re.compile(r", (?=[a-zàâéèêîôù])")
_MEASURES = "milligrammes|grammes|microgrammes|millimètres|centimètres|jours|mois|comprimés|gouttes|litres"


def slipped(text: str, count: int, dice: random.Random) -> str:
    """A dictation with so many slips, where there is room for them."""
    for _ in range(count):
        slip = dice.choices([_filled, _begun_again, _repaired], [5, 3, 2])[0]
        text = slip(dice, text)
    return text


def spelt(text: str) -> str:
    """A dictation in which the first patient's name is spelt: « madame Irena Szymczak, S Z Y M C Z A K »."""
    found = _patient().search(text)
    name = tidy(found["name"]) if found else ""
    if found is None or not name.isascii():
        return text
    letters = " ".join(name.replace("-", "").upper())
    after = text[found.end() :]
    return f"{text[: found.end()]}, {letters}{after if after[:1] in (',', '.', '') else ',' + after}"


def with_remark(text: str, dice: random.Random) -> str:
    """A dictation that ends with a word to the secretary."""
    return f"{text.rstrip('., ')}. {dice.choice(_REMARKS)}. {_END}."


@cache
def _patient() -> "re.Pattern[str]":
    said = "|".join(one.said for one in civilities() if one.role == "patient")
    return re.compile(rf"\b(?:{said})(?: [A-ZÀ-Þ][\w'’-]+)* (?P<name>[A-ZÀ-Þ][\w-]+)")


@cache
def _start() -> "re.Pattern[str]":
    """Two or three plain words that may be begun twice: "le patient, le patient présente"."""
    lead = "le la les des une un on il elle avec dans depuis".split()
    lead += [*negation_words("preposition"), *(f"{word} de" for word in negation_words("adverb", "noun"))]
    first = "|".join(sorted(lead))
    return re.compile(rf"(?<![\w'-])((?:{first}) [a-zàâéèêëîïôùûçœ-]{{3,12}}) (?=[a-zàâéèêîôù]{{3}})")


@cache
def _numbers() -> tuple[str, ...]:
    return (*UNITS[2:], *TENS)


@cache
def _number_and_unit() -> "re.Pattern[str]":
    return re.compile(rf"(?<![\w-])({'|'.join(_numbers())}) ({_MEASURES})(?!\w)")


def _filled(dice: random.Random, text: str) -> str:
    filler = dice.choice(_FILLERS)
    return _once(dice, _AFTER_COMMA, text, lambda found: f", {filler}, ")


def _begun_again(dice: random.Random, text: str) -> str:
    link = dice.choice([", ", ", ", ", euh, "])
    return _once(dice, _start(), text, lambda found: f"{found[1]}{link}{found[1]} ")


def _repaired(dice: random.Random, text: str) -> str:
    """ "cinq milligrammes" → "dix milligrammes, pardon, cinq milligrammes"."""
    repair = dice.choice(_REPAIRS)

    def other(found: re.Match[str]) -> str:
        wrong = dice.choice([number for number in _numbers() if number != found[1]])
        return f"{wrong} {found[2]}, {repair}, {found[1]} {found[2]}"

    return _once(dice, _number_and_unit(), text, other)


def _once(dice: random.Random, what: re.Pattern[str], text: str, new: Callable[[re.Match[str]], str]) -> str:
    """One of the places where ``what`` stands, drawn by chance, written anew."""
    places = list(what.finditer(text))
    if not places:
        return text
    found = dice.choice(places)
    return text[: found.start()] + new(found) + text[found.end() :]
