"""Signs that a decoder ran away: repeated loops, and sentences that Whisper invents on noise."""

import re
import unicodedata
import zlib
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
# Closing credits of the subtitles Whisper learnt from, heard on noise and silence.
_INVENTED = (
    r"sous titres? (realises?|faits?|crees?) (par|pour|en|grace) ",
    r"sous titr(es|age|ages) (par|st|sdmedia|societe radio canada|fr)\b",
    r"sous titrage (st|societe)",
    r"communaute d amara",
    r"amara org",
    r"merci d avoir regarde",
    r"(abonnez|abonne) (vous|toi) (a la|a ma|a notre) chaine",
    r"n oubliez pas de vous abonner",
    r"radio canada",
    r"cliquez (sur|ici)",
)
_INVENTED_PATTERN = re.compile("|".join(_INVENTED))


def is_looping(text: str) -> bool:
    """Whether a text says the same thing over and over, as a decoder caught in a loop does.

    Numbers, drug lists and a command repeated from line to line are no loops.
    """
    words = folded(text).split()
    if longest_repetition(words) >= 4:
        return True
    raw = text.encode("utf-8")
    return len(raw) > 120 and len(raw) / len(zlib.compress(raw)) > 2.4


def longest_repetition(words: Sequence[str]) -> int:
    """How often in a row one group of at least two words, or one word of four letters or more, comes."""
    best = 1
    for size in range(1, 13):
        run = 0
        for index in range(size, len(words)):
            run = run + 1 if words[index] == words[index - size] else 0
            group = words[index - size + 1 : index + 1]
            if run and (size > 1 and len(set(group)) > 1 or len(group[0]) > 3):
                best = max(best, 1 + run // size)
    return best


def is_invented(text: str) -> bool:
    """Whether a text is one of the credits that Whisper makes up where nobody speaks."""
    return bool(_INVENTED_PATTERN.search(folded(text)))


def folded(text: str) -> str:
    """Lower case, without accents or punctuation, one space between words."""
    bare = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(_WORD.findall(bare))
