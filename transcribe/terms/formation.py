"""Words that are well formed from known parts, and so known without being listed.

« péri-opératoire », « hépatobiliaire », « micronodule »: a prefix or a combining form from
``lexicons/formation/`` and a known word it can be joined to. Glued parts must be learned ones: a prefix before any
everyday word would let misspellings through.
"""

import re
from collections.abc import Callable, Iterable

from transcribe.core.data import shipped
from transcribe.terms.table import read_records

_LEARNED = re.compile(
    r"(ique|al|ale|ales|aux|aire|eux|euse|if|ive|ien|ienne|iens|iennes|é|ée|és|ées|el|elle|els|elles|ant|ante|ent|ente|oïde|gène"
    r"|tion|sion|ite|ose|ome|ie|isme|iste|age|ment|ité|ure|gramme|scope|able|ible|oire|in|ine|ance|ence|at|eur|trice)s?$"
)
_LEAST_REST = 4
_HYPHEN = re.compile(r"[-\u2010\u2011]")


class Formation:
    """Joins prefixes and combining forms to known words.

    ``prefixes`` and ``forms`` stand before a word (« péri », « hépato »), ``suffixes`` after a combining form.
    """

    def __init__(self, prefixes: Iterable[str], forms: Iterable[str], suffixes: Iterable[str]) -> None:
        joined = {*prefixes, *forms}
        self._joined = frozenset(joined)
        self._stems = frozenset(form.rstrip("oi") for form in forms)
        self._suffixes = frozenset(suffixes)
        self._longest = max(map(len, joined), default=0)

    def explains(self, word: str, knows: Callable[[str], bool], is_medical: Callable[[str], bool]) -> bool:
        """Whether a lower-case word is made of known parts."""
        parts = _HYPHEN.split(word)
        if len(parts) == 1:
            return self._glued(word, knows, is_medical)
        *heads, last = parts
        if not last or not all(self._leads(head, knows) for head in heads):
            return False
        return knows(last) or self._glued(last, knows, is_medical)

    def _leads(self, head: str, knows: Callable[[str], bool]) -> bool:
        """Whether a part may stand before a hyphen: « thoraco- », « péri- », and « ponction- » in front of a noun."""
        return head in self._joined or (head.endswith("o") and len(head) > 3 and self._is_form(head, knows))

    def _is_form(self, head: str, knows: Callable[[str], bool]) -> bool:
        """« grêlico- », « pelvico- »: an adjective in -ique or -al turned into a combining form."""
        stem = head[:-1]
        return any(knows(stem + ending) for ending in ("ique", "al", "e", "aire", "eux", "ien"))

    def _glued(self, word: str, knows: Callable[[str], bool], is_medical: Callable[[str], bool]) -> bool:
        for length in range(2, min(self._longest, len(word) - 3) + 1):
            head, rest = word[:length], word[length:]
            if head in self._joined and self._follows(rest, knows, is_medical):
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
