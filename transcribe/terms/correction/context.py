"""How well a text sits between its neighbours: what clinical French says, and agreement in number and gender.

Word counts are in ``clinical.tsv.bz2`` (case reports of the Pan African Medical Journal, CC BY), written by
``benchmarks/count_clinical.py``.
"""

import bz2
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from transcribe.core.french import TENS, UNITS
from transcribe.terms.spelling import tidy

FILE = Path(__file__).with_name("clinical.tsv.bz2")
BOUNDARY = "."
_TOKEN = re.compile(r"[^\W\d_]+['’]|[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[.,;:!?()]")
_SPOKEN_MARKS = frozenset("virgule virgules point points parenthèse tiret ligne".split())
_BACKED_OFF = 0.4
_RARE = -6.0
_PLURAL = frozenset(
    [
        *"des les ces ses mes nos vos leurs aux plusieurs quelques certains certaines nombreux".split(),
        *"nombreuses multiples différents différentes".split(),
        *UNITS[2:],
        *TENS,
        "cent",
        "mille",
    ]
)
_MASCULINE = frozenset("un le ce cet du au mon son ton aucun".split())
_FEMININE = frozenset("une la cette ma sa ta aucune".split())
_SINGULAR = _MASCULINE | _FEMININE | {"l'", "chaque", "notre", "votre", "leur", "d'un", "d'une"}
_LITTLE = frozenset(
    "de d' en à avec sans par pour sous sur et ou dans est sont pas il elle a ont qui que".split()
)
_FEMININE_ENDING = re.compile(
    r"(?:ie|ite|[tsx]ion|ose|ure|[ae]nce|té|ale|elle|ienne|euse|ive|trice|ée|ine|ante|ente|graphie)s?$"
)
_MASCULINE_ENDING = re.compile(r"(?:isme|al|aux|el|ien|eux|if|teur|é|ment|age|ant|ent|oïde|gramme)s?$")


def words_of(text: str) -> list[str]:
    """Words of a text as they are counted: lower case, elisions apart, numbers as 0, any mark as a boundary."""
    return [_counted(token) for token in _TOKEN.findall(tidy(text).lower())]


def _counted(token: str) -> str:
    if token.isdigit():
        return "0"
    return token if token[0].isalpha() and token not in _SPOKEN_MARKS else BOUNDARY


@lru_cache(maxsize=1)
def _counts() -> tuple[dict[str, int], int]:
    lines = bz2.decompress(FILE.read_bytes()).decode().splitlines()
    counts = {text: int(count) for text, count in (line.split("\t") for line in lines if line[0] != "#")}
    return counts, sum(count for text, count in counts.items() if " " not in text)


def familiarity(before: str, text: str, after: str) -> float:
    """Mean log10 probability a word of ``text`` and its neighbours in clinical French; about -6 to 0."""
    words = [*words_of(before)[-1:], *words_of(text), *words_of(after)[:1]]
    if len(words) < 2:
        return _RARE
    return sum(_step(one, two) for one, two in pairwise(words)) / (len(words) - 1)


def usage(text: str) -> float:
    """Mean log10 probability of the words of a text in clinical French, one by one."""
    words = words_of(text)
    return sum(_alone(word) for word in words) / len(words) if words else _RARE


def _step(one: str, two: str) -> float:
    counts, _ = _counts()
    pair = counts.get(f"{one} {two}", 0)
    if pair:
        return math.log10(pair / counts[one])
    return max(_RARE, math.log10(_BACKED_OFF) + _alone(two))


def _alone(word: str) -> float:
    counts, total = _counts()
    return math.log10(counts[word] / total) if word in counts else _RARE


def agreement(before: Sequence[str], prefix: str, text: str) -> tuple[float, float, float]:
    """How a text agrees with what stands before it: number, gender, plural of the word before; each -1 to 1.

    0 where the words before decide nothing. ``before`` are the last two words, ``prefix`` an elided article.
    """
    first = text.lower().split()[0]
    plural = first[-1] in "sx"
    last = (prefix or (before[-1] if before else "")).lower().replace("’", "'")
    number = _vote(last in _PLURAL or _is_many(last), last in _SINGULAR, yes=plural)
    gender = _vote(
        last in _FEMININE,
        last in _MASCULINE,
        yes=bool(_FEMININE_ENDING.search(first)),
        no=bool(_MASCULINE_ENDING.search(first)),
    )
    noun = "" if number or prefix or last in _LITTLE or len(last) < 4 or not last.isalpha() else last
    return number, gender, _vote(noun.endswith("s"), bool(noun) and noun[-1] not in "sxz", yes=plural)


def _vote(wanted: bool, unwanted: bool, *, yes: bool, no: bool | None = None) -> float:
    no = not yes if no is None else no
    if wanted == unwanted or yes == no:
        return 0.0
    return 1.0 if (wanted and yes) or (unwanted and no) else -1.0


def _is_many(word: str) -> bool:
    return word.isdigit() and int(word) > 1


def ending(heard: str, text: str) -> float:
    """1 where both texts end alike in their silent letters (s, e, es), -1 where not."""
    return 1.0 if _silent(heard) == _silent(text) else -1.0


def _silent(text: str) -> str:
    lowered = text.lower()
    return ("e" if lowered.rstrip("sx").endswith("e") else "") + ("s" if lowered[-1:] in "sx" else "")
