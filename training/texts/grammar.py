"""The notation of phrases, and how one is drawn.

``[a|b|]`` is a choice (nested at will), ``<il/elle>`` follows the patient's sex, ``{3-12}`` is an integer in
words, ``{f2-5}`` the same before a feminine noun, ``{3,1-5,9}`` a decimal number, ``{name}`` a slot. ``de~``
loses its vowel before a word that calls for it. Marks are those of the written text; a line break is ``\\n``.
"""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from transcribe.french.said_numbers import cardinal, decimal

Slot = Callable[["Draw"], str]

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SEX = re.compile(r"<([^</>]*)/([^</>]*)>")
_WHOLE = re.compile(r"(f?)(\d+)-(\d+)")
_DECIMAL = re.compile(r"(\d+),(\d+)-(\d+),(\d+)")
_SLOT = re.compile(r"\{([^{}]+)\}")
_ELISION = re.compile(r"\b(l|d|qu|s|n|j|[lL]orsqu|[jJ]usqu|[pP]uisqu|D|L|Qu|S|J)(e|a)~\s*(\S+)")
_SILENT_START = re.compile(r"(?:[aeiouyâàéèêëîïôöùûüœæAEIOUYÂÀÉÈÊËÎÏÔÖÙÛÜŒÆ]|[hH])")
_SOUNDED_H = re.compile(
    r"(?:hernie|hanche|haut|hallux|halo|handicap|harc|hasard|hâte|hausse|héron|héros|heurt|hile|hochet|hoquet|"
    r"honte|hors|houle|hui[tv]|hurl|hyène|onz|oui|yaourt|yoga|ouat|hamart|hachu|hamac|hanté|hard|hurler|"
    r"holter|hodgkin|hunt|horton|hashimoto|helicobacr|hirschsprung|hill|his\b|henle|heberden|heller|"
    r"hawkins|hartmann|havers|huntington)",
    re.IGNORECASE,
)
_LETTERS_WITH_VOWEL = frozenset("AEHIO")


@dataclass(slots=True)
class Draw:
    """What one document draws with: its chance, the patient's sex, and the slots."""

    chance: random.Random
    slots: Mapping[str, Slot]
    feminine: bool = False
    notes: dict[str, str] = field(default_factory=dict)

    def text(self, phrase: str) -> str:
        """The phrase with every choice made and every slot filled."""
        while (found := _CHOICE.search(phrase)) is not None:
            chosen = self.chance.choice(found.group(1).split("|"))
            phrase = phrase[: found.start()] + chosen + phrase[found.end() :]
        phrase = _SEX.sub(lambda match: match.group(2 if self.feminine else 1), phrase)
        phrase = _SLOT.sub(lambda match: self.slot(match.group(1)), phrase)
        phrase = _ELISION.sub(_elide, re.sub(r"[ \t]+", " ", phrase))
        return phrase.replace("~ ", " ").replace("~", "").replace("\\n", "\n").strip(" ")

    def slot(self, name: str) -> str:
        """The text of ``{name}``."""
        chance = self.chance
        if whole := _WHOLE.fullmatch(name):
            number = chance.randint(int(whole[2]), int(whole[3]))
            return cardinal(number, feminine=bool(whole[1]))
        if real := _DECIMAL.fullmatch(name):
            places = len(real[2])
            number = chance.randint(int(real[1] + real[2]), int(real[3] + real[4]))
            whole_part, rest = divmod(number, 10**places)
            digits = f"{rest:0{places}d}".rstrip("0")
            return decimal(whole_part, digits) if digits else cardinal(whole_part)
        value = self.slots[name](self)
        return self.text(value) if _CHOICE.search(value) or _SLOT.search(value) or "<" in value else value


def _elide(match: re.Match[str]) -> str:
    head, vowel, word = match.groups()
    return f"{head}'{word}" if elides(word) else f"{head}{vowel} {word}"


def elides(word: str) -> bool:
    """Whether "de" loses its vowel before ``word``: "d'hémoptysie", "de hernie", "d'IRM", "de TDM"."""
    letters = re.match(r"[^\W\d_]+", word)
    core = letters.group(0) if letters else word
    if core.isupper():
        return core[0] in _LETTERS_WITH_VOWEL
    return bool(_SILENT_START.match(word)) and not _SOUNDED_H.match(word)


@cache
def phrases(name: str) -> dict[str, list[str]]:
    """The sections of ``phrases/<name>.txt``: a line ``@section`` opens one, each other line is a phrase."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    text = (resources.files("training.texts") / "phrases" / f"{name}.txt").read_text(encoding="utf-8")
    for line in map(str.strip, text.splitlines()):
        if line.startswith("@"):
            current = sections.setdefault(line[1:].strip(), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return sections
