"""Words that are well formed from known parts, and so known without being listed.

« péri-opératoire », « hépatobiliaire », « micronodule »: a prefix or a combining form of
``lexicons/formation/`` and a known word it can be joined to. Glued parts must be learned ones: a prefix
before any everyday word would let misspellings through.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from transcribe.core.data import shipped
from transcribe.french import squash
from transcribe.terms.table import read_records

_LEARNED = re.compile(
    r"(ique|al|ale|ales|aux|aire|eux|euse|if|ive|ien|ienne|iens|iennes|é|ée|és|ées|el|elle|els|elles|ant|ante"
    r"|ent|ente|oïde|gène|tion|sion|ite|ose|ome|ie|isme|iste|age|ment|ité|ure|gramme|scope|able|ible|oire|in|ine"
    r"|ance|ence|at|eur|trice|er|ir|oir|re)s?$"
)
_LEAST_REST = 4
_LEAST_HEAD = 2
_LEAST_ROOT = 4
_LONGEST_ENDING = 4
"""A listed word shows that a prefix takes a root when it holds both, but for the last letters of the root."""
_TOO_COMMON = frozenset(
    {"an", "ab", "abs", "ad", "en", "em", "ex", "in", "im", "il", "ir", "dis", "ana", "apo", "cata", "dia"}
)
"""Prefixes that explain too many misspellings (« annormal », « dismorphie ») to be joined freely."""
_HYPHEN = re.compile(r"[-\u2010\u2011]")


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefix: whether it only ever stands before a hyphen, and whether it joins any learned word freely.

    « micro » does; « brachy » does not: « brachyœsophage » is a word, « brachycardie » a slip for « bradycardie ».
    """

    form: str
    hyphened: bool = False
    free: bool = True


class Parts(Protocol):
    """What is known of the parts of a word."""

    @property
    def is_medical(self) -> Callable[[str], bool]:
        """Whether a medical list holds a word."""

    def knows(self, word: str) -> bool:
        """Whether a list holds a word."""

    def begins(self, start: str) -> bool:
        """Whether a listed word begins so (folded letters, no hyphen)."""


class Formation:
    """Joins prefixes and combining forms to known words.

    Prefixes and combining ``forms`` stand before a word (« péri », « hépato »), ``suffixes`` after them.
    """

    def __init__(self, prefixes: Iterable[Prefix], forms: Iterable[str], suffixes: Iterable[str]) -> None:
        self._prefixes = {prefix.form: prefix for prefix in prefixes}
        self._forms = frozenset(forms)
        self._joined = frozenset({*self._prefixes, *self._forms})
        self._suffixes = frozenset(suffixes)
        self._longest = max(map(len, self._joined), default=0)

    def explains(self, word: str, parts: Parts) -> bool:
        """Whether a lower-case word is made of known parts.

        Of a prefix and a bare suffix (« brady » + « cardie ») nearly every pair sounds right: such a word is known only
        where a lexicon lists it. An organ takes any suffix (« cholédoco » + « scopie »).
        """
        if word in set_aside():
            return False
        pieces = _HYPHEN.split(word)
        if len(pieces) == 1:
            return self._glued(word, parts)
        *heads, last = pieces
        if all(parts.is_medical(piece) for piece in pieces):
            return True
        if not all(pieces) or not all(self._leads(head, parts.knows) for head in heads):
            return False
        if not self._may_join(heads[-1], last, parts):
            return False
        free = heads[-1] in self._prefixes and (parts.knows(last) or parts.knows(last.capitalize()))
        return free or self._ends(last, parts)

    def _may_join(self, head: str, rest: str, parts: Parts) -> bool:
        """Whether a head takes any word, or a listed word shows that it takes this one."""
        prefix = self._prefixes.get(head)
        if prefix is None or prefix.free or head in self._forms:
            return True
        root = squash(rest)
        return parts.begins(squash(head) + root[: max(_LEAST_ROOT, len(root) - _LONGEST_ENDING)])

    def _ends(self, last: str, parts: Parts) -> bool:
        """Whether a part may close a hyphenated word after a combining form."""
        if len(last) >= _LEAST_REST and parts.knows(last) and _LEARNED.search(last):
            return True
        return self._follows(last, parts) or parts.is_medical(last.capitalize())

    def _leads(self, head: str, knows: Callable[[str], bool]) -> bool:
        """Whether a part may stand before a hyphen: « thoraco- », « péri- »."""
        return head in self._joined or (head.endswith("o") and len(head) > 3 and self._is_form(head, knows))

    def _is_form(self, head: str, knows: Callable[[str], bool]) -> bool:
        """« grêlico- », « pelvico- »: an adjective in -ique or -al turned into a combining form."""
        stem = head[:-1]
        return any(knows(stem + ending) for ending in ("ique", "al", "e", "aire", "eux", "ien"))

    def _glued(self, word: str, parts: Parts) -> bool:
        for length in range(_LEAST_HEAD, min(self._longest, len(word) - 3) + 1):
            head, rest = word[:length], word[length:]
            if self._glues(head, rest) and self._may_join(head, rest, parts) and self._follows(rest, parts):
                return True
        return False

    def _glues(self, head: str, rest: str) -> bool:
        """Whether a head can stand against a rest without a hyphen."""
        if head in self._forms:
            return True
        prefix = self._prefixes.get(head)
        if prefix is None or prefix.hyphened or head in _TOO_COMMON:
            return False
        return rest not in self._suffixes and _singular(rest) not in self._suffixes

    def _follows(self, rest: str, parts: Parts) -> bool:
        """Whether a rest may be glued to a prefix: a learned word, a suffix, or again a formed word."""
        if _singular(rest) in self._suffixes or rest in self._suffixes:
            return True
        if len(rest) < _LEAST_REST:
            return False
        if parts.is_medical(rest) or (len(rest) > 5 and parts.knows(rest) and _LEARNED.search(rest)):
            return True
        return self._glued(rest, parts)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


@cache
def set_aside() -> frozenset[str]:
    """Words that a source lists, or that parts would form, and that are written for another: never known."""
    try:
        table = shipped("lexicons", "formation", "ecartes.tsv")
    except FileNotFoundError:
        return frozenset()
    return frozenset(record["form"] for record in read_records(table, key="form"))


def shipped_formation() -> Formation:
    """The lists of ``lexicons/formation/``; without the folder nothing is formed."""
    try:
        folder = shipped("lexicons", "formation")
    except FileNotFoundError:
        return Formation((), (), ())
    prefixes = [
        Prefix(form, record["joins"] == "trait d'union", record["pairs"] == "libres")
        for record in read_records(folder / "prefixes.tsv", key="form")
        for form in _bare([record["form"], record.get("before_vowel", "")])
    ]
    combining = [record["form"] for record in read_records(folder / "combinants.tsv", key="form")]
    suffixes = [record["form"] for record in read_records(folder / "suffixes.tsv", key="form")]
    return Formation(prefixes, _bare(combining), _bare(suffixes))


def _bare(forms: Iterable[str]) -> list[str]:
    """Lower case, without the hyphens that show where a form joins."""
    return [bare for form in forms if (bare := form.strip("-").lower())]
