"""What slips into a dictation: "euh", a word begun again, a repair. Each is said, and each is to be written.

The later stages of the product take such words out; the ear is to hear them as they are, so that a false start
is not taken for a term. Nothing is put between a command of punctuation and what it marks.
"""

import random
import re
from collections.abc import Callable

_FILLERS = ("euh", "euh", "euh", "heu", "bon", "alors", "donc", "enfin", "voilà")
_REPAIRS = ("pardon", "non pardon", "non, je reprends", "je corrige", "je reprends", "euh, non")
_AFTER_COMMA = re.compile(r", (?=[a-zàâéèêîôù])")
# Two or three plain words that may be begun twice: "le patient, le patient présente".
_START = re.compile(
    r"(?<![\w'-])((?:le|la|les|des|une|un|on|il|elle|avec|sans|dans|pas de|absence de|présence d'un|depuis)"
    r" [a-zàâéèêëîïôùûçœ-]{3,12}) (?=[a-zàâéèêîôù]{3})"
)
_NUMBER_AND_UNIT = re.compile(
    r"(?<![\w-])(deux|trois|quatre|cinq|six|huit|dix|douze|quinze|vingt|trente|quarante|cinquante|cent)"
    r" (milligrammes|grammes|microgrammes|millimètres|centimètres|jours|mois|comprimés|gouttes|litres)(?!\w)"
)
_NUMBERS = ("deux", "trois", "quatre", "cinq", "six", "huit", "dix", "vingt", "trente", "cent")


def hesitant(chance: random.Random, text: str) -> str:
    """``text`` with slips: none in two documents of three, else one to five of them."""
    if chance.random() < 0.66:
        return text
    for _ in range(chance.choice([1, 1, 2, 3, 5])):
        slip = chance.choices([_filled, _begun_again, _repaired], [5, 3, 2])[0]
        text = slip(chance, text)
    return text


def _filled(chance: random.Random, text: str) -> str:
    filler = chance.choice(_FILLERS)
    return _once(chance, _AFTER_COMMA, text, lambda found: f", {filler}, ")


def _begun_again(chance: random.Random, text: str) -> str:
    link = chance.choice([", ", ", ", ", euh, "])
    return _once(chance, _START, text, lambda found: f"{found[1]}{link}{found[1]} ")


def _repaired(chance: random.Random, text: str) -> str:
    """ "cinq milligrammes" → "dix, pardon, cinq milligrammes"."""
    repair = chance.choice(_REPAIRS)

    def other(found: re.Match[str]) -> str:
        wrong = chance.choice([number for number in _NUMBERS if number != found[1]])
        return f"{wrong} {found[2]}, {repair}, {found[1]} {found[2]}"

    return _once(chance, _NUMBER_AND_UNIT, text, other)


def _once(
    chance: random.Random, what: re.Pattern[str], text: str, new: Callable[[re.Match[str]], str]
) -> str:
    """One of the places where ``what`` stands, drawn by chance, written anew."""
    places = list(what.finditer(text))
    if not places:
        return text
    found = chance.choice(places)
    return text[: found.start()] + new(found) + text[found.end() :]
