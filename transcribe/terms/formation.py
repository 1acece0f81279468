"""Words that are well formed from known parts, and so known without being listed.

« péri-opératoire », « hépatobiliaire », « micronodule »: a prefix or a combining form of
``lexicons/formation/`` and a known word it can be joined to. Glued parts must be learned ones: a prefix
before any everyday word would let misspellings through.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache

from transcribe.core.data import shipped
from transcribe.terms.table import read_records

_LEARNED = re.compile(
    r"(ique|al|ale|ales|aux|aire|eux|euse|if|ive|ien|ienne|iens|iennes|é|ée|és|ées|el|elle|els|elles|ant|ante"
    r"|ent|ente|oïde|gène|tion|sion|ite|ose|ome|ie|isme|iste|age|ment|ité|ure|gramme|scope|able|ible|oire|in|ine"
    r"|ance|ence|at|eur|trice|er|ir|oir|re)s?$"
)
_LEAST_REST = 4
_LEAST_HEAD = 2
_TOO_COMMON = frozenset(
    {"an", "ab", "abs", "ad", "en", "em", "ex", "in", "im", "il", "ir", "dis", "ana", "apo", "cata", "dia"}
)
"""Prefixes that explain too many misspellings (« annormal », « dismorphie ») to be joined freely."""
_HYPHEN = re.compile(r"[-\u2010\u2011]")


class Formation:
    """Joins prefixes and combining forms to known words.

    ``prefixes`` and ``forms`` stand before a word (« péri », « hépato »), ``suffixes`` after them.
    """

    def __init__(self, prefixes: Iterable[str], forms: Iterable[str], suffixes: Iterable[str]) -> None:
        self._prefixes = frozenset(prefixes)
        self._forms = frozenset(forms)
        joined = {*self._prefixes, *self._forms}
        self._joined = frozenset(joined)
        self._suffixes = frozenset(suffixes)
        self._longest = max(map(len, joined), default=0)

    def explains(self, word: str, knows: Callable[[str], bool], is_medical: Callable[[str], bool]) -> bool:
        """Whether a lower-case word is made of known parts.

        Of a prefix and a bare suffix (« brady » + « cardie ») nearly every pair sounds right: such a word is known only
        where a lexicon lists it. An organ takes any suffix (« cholédoco » + « scopie »).
        """
        if word in set_aside():
            return False
        parts = _HYPHEN.split(word)
        if len(parts) == 1:
            return self._glued(word, knows, is_medical)
        *heads, last = parts
        if all(is_medical(part) for part in parts):
            return True
        if not all(parts) or not all(self._leads(head, knows) for head in heads):
            return False
        free = heads[-1] in self._prefixes and (knows(last) or knows(last.capitalize()))
        return free or self._ends(last, knows, is_medical)

    def _ends(self, last: str, knows: Callable[[str], bool], is_medical: Callable[[str], bool]) -> bool:
        """Whether a part may close a hyphenated word after a combining form."""
        if len(last) >= _LEAST_REST and knows(last) and _LEARNED.search(last):
            return True
        return self._follows(last, knows, is_medical) or is_medical(last.capitalize())

    def _leads(self, head: str, knows: Callable[[str], bool]) -> bool:
        """Whether a part may stand before a hyphen: « thoraco- », « péri- »."""
        return head in self._joined or (head.endswith("o") and len(head) > 3 and self._is_form(head, knows))

    def _is_form(self, head: str, knows: Callable[[str], bool]) -> bool:
        """« grêlico- », « pelvico- »: an adjective in -ique or -al turned into a combining form."""
        stem = head[:-1]
        return any(knows(stem + ending) for ending in ("ique", "al", "e", "aire", "eux", "ien"))

    def _glued(self, word: str, knows: Callable[[str], bool], is_medical: Callable[[str], bool]) -> bool:
        for length in range(_LEAST_HEAD, min(self._longest, len(word) - 3) + 1):
            head, rest = word[:length], word[length:]
            if head not in self._joined or head in _TOO_COMMON:
                continue
            bare = rest in self._suffixes or _singular(rest) in self._suffixes
            if (not bare or head in self._forms) and self._follows(rest, knows, is_medical):
                return True
        return False

    def _follows(self, rest: str, knows: Callable[[str], bool], is_medical: Callable[[str], bool]) -> bool:
        """Whether a rest may be glued to a prefix: a learned word, a suffix, or again a formed word."""
        if _singular(rest) in self._suffixes or rest in self._suffixes:
            return True
        if len(rest) < _LEAST_REST:
            return False
        if is_medical(rest) or (len(rest) > 5 and knows(rest) and _LEARNED.search(rest)):
            return True
        return self._glued(rest, knows, is_medical)


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
    prefixes: list[str] = []
    for record in read_records(folder / "prefixes.tsv", key="form"):
        prefixes += [record["form"], record.get("before_vowel", "")]
    combining = [record["form"] for record in read_records(folder / "combinants.tsv", key="form")]
    suffixes = [record["form"] for record in read_records(folder / "suffixes.tsv", key="form")]
    return Formation(_bare(prefixes), _bare(combining), _bare(suffixes))


def _bare(forms: Iterable[str]) -> list[str]:
    """Lower case, without the hyphens that show where a form joins."""
    return [bare for form in forms if (bare := form.strip("-").lower())]
