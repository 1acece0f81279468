"""The order of a class list: by family name, as a school's register has it."""

from transcribe.french import fold
from transcribe.french.particles import is_particle


def filed(name: str) -> str:
    """What a name is filed under: the family name, then the rest, folded.

    Words all in capitals are the family name, wherever they stand; else it begins at the first particle after a first
    name (« Anne de La Tour »), or is the last word: a family name of two words without any of these is filed under the
    second. It is an order to read by, nothing more.
    """
    words = name.split()
    family = [word for word in words if word.isupper() and sum(map(str.isalpha, word)) > 1]
    if not family:
        after = (place for place, word in enumerate(words) if place and is_particle(word))
        family = words[next(after, len(words) - 1) :]
    rest = [word for word in words if word not in family]
    return fold(" ".join([*family, *rest]))
