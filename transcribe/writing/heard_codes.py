"""Letters and numbers that a recogniser wrote as words or ran together, put back before codes are read.

"cédé vingt" is the letters of CD20, "elle quatre elle cinq" those of L4 L5, "L4L5" two vertebrae,
"quatorze-huit" two numbers.
"""

import re

from transcribe.french import fold
from transcribe.french.cardinals import read_cardinal
from transcribe.french.counts import kind_of
from transcribe.french.word_sorts import sorted_words
from transcribe.writing.draft import Draft, Item, change_of, heard_item
from transcribe.writing.levels import is_next_level
from transcribe.writing.spans import keys_from
from transcribe.writing.starts import starts
from transcribe.writing.words import word_set

_LETTERS = {
    "elle": "L",
    "elles": "L",
    "aile": "L",
    "ailes": "L",
    "esse": "S",
    "est-ce": "S",
    "ce": "C",
    "ces": "C",
}
_SPINE = frozenset("LSCTD")
_MARKERS = {"cede": "CD", "cedes": "CD", "ceder": "CD", "cedee": "CD", "cedez": "CD", "s'aider": "CD"}
_STARTS = frozenset(_MARKERS) | frozenset(_LETTERS) | frozenset(map(fold, _SPINE))
_LEVEL = re.compile(r"([CTDLS])(\d{1,2})[-/]?([CTDLS])(\d{1,2})")
_MOST_MARKER = 400
_TEN, _TWENTY, _LEAST_LOW, _MOST_LOW = 10, 20, 3, 16
_BEFORE_VERB = word_set("par ont avait avaient aura auront ne vous nous il elle qui")
_DURATIONS = sorted_words("duration") | {"seconde", "secondes"}
_REASON = "lettres entendues comme un mot"


def mend_codes(draft: Draft) -> None:
    """Parts what was run together and turns the names of letters into letters, where a code is sure."""
    out: list[Item] = []
    for token in draft.items:
        if "-" in token.key or token.key[1:2].isdecimal():
            out.extend(_parted(token))
        else:
            out.append(token)
    draft.items = out
    for index in starts(draft, _STARTS):
        token = draft.items[index]
        if token.role == "word" and not token.settled:
            _mend(draft.items, index)


def _parted(token: Item) -> list[Item]:
    if token.role != "word":
        return [token]
    if found := _LEVEL.fullmatch(token.text):
        levels = [found[1] + found[2], found[3] + found[4]]
        far = "-" in token.text and not is_next_level(*levels)  # « scoliose D8-L2 »
        return [token] if far else _parts(token, levels)
    high, _, low = token.key.rpartition("-")
    if _is_pressure(high, low):
        return _parts(token, [high, low])
    return [token]


def _is_pressure(high: str, low: str) -> bool:
    """Whether two numbers cannot be one: "quatorze-huit", but not "vingt-huit", "dix-huit"."""
    return _TEN < _value(high) < _TWENTY and _LEAST_LOW < _value(low) <= _MOST_LOW


def _parts(token: Item, texts: list[str]) -> list[Item]:
    change = change_of("acronym", _REASON)
    parts = [heard_item(text, token.first, token.last, change=change) for text in texts]
    parts[0].lead, parts[-1].trail = token.lead, token.trail
    return parts


def _mend(tokens: list[Item], index: int) -> None:
    token, follow = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if follow is None or token.trail or follow.role != "word":
        return
    if token.key in _MARKERS and 0 < _number(follow) < _MOST_MARKER and not _gives_way(tokens, index):
        _write(token, _MARKERS[token.key])
    elif _letter(token) and index + 3 < len(tokens) and _is_level(tokens[index : index + 4]):
        _write(token, _letter(token))
        _write(tokens[index + 2], _letter(tokens[index + 2]))
        follow.trail = ""


def _gives_way(tokens: list[Item], index: int) -> bool:
    """Whether "cédé" is the verb: "la fièvre a cédé deux jours plus tard", "la douleur cède vingt minutes après"."""
    before = tokens[index - 1] if index else None
    if before is not None and not before.trail and before.key in _BEFORE_VERB:
        return True
    keys = keys_from(tokens, index + 1)
    said = read_cardinal(keys)
    noun = "".join(keys[said.used if said else 1 :][:1])
    return noun in _DURATIONS or kind_of(noun) is not None


def _is_level(run: list[Item]) -> bool:
    """Whether "elle quatre elle cinq" names two neighbouring vertebrae."""
    upper, lower = _letter(run[0]), _letter(run[2])
    high, low = _number(run[1]), _number(run[3])
    if not lower or run[2].trail or run[1].trail not in ("", ",") or 0 in (high, low):
        return False
    heard_as_words = run[0].key in _LETTERS or run[2].key in _LETTERS
    return heard_as_words and is_next_level(f"{upper}{high}", f"{lower}{low}")


def _letter(token: Item) -> str:
    return token.text if token.text in _SPINE else _LETTERS.get(token.key, "")


def _number(token: Item) -> int:
    """The whole number that a word says, or begins to say; 0 if it says none."""
    return int(token.key) if token.key.isdecimal() else _value(token.key)


def _value(word: str) -> int:
    """The number that a word says, 0 if it says none; figures are no words."""
    found = read_cardinal((word,))
    return found.value if found else 0


def _write(token: Item, text: str) -> None:
    token.rewrite(text, _REASON, kind="acronym")
    token.key = fold(text)
