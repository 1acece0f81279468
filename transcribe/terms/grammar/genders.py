"""Gender of nouns, number and gender shown by a written form, and the forms that sound the same.

Listed nouns and adjectives come from ``lexicons/grammaire/genres.tsv.bz2`` (Lexique 3.83); learned words that
are not listed have the gender of their ending.
"""

import bz2
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from transcribe.core.data import shipped

Gender = Literal["m", "f", ""]

_FEMININE = re.compile(
    r"(?:[ai]tion|[cs]tion|[rp]tion|sion|xion|xie|ie|ite|ose|yse|ure|[ae]nce|[ai]té|euse|trice|ine|ase|èse|rrhée"
    r"|pnée|cèle|ïde|phase)$"
)
_MASCULINE = re.compile(r"(?:isme|ome|age|gramme|scope|graphe|mètre|blaste|cyte|spasme|plasme|gène|oscler)$")
_LEARNED_ADJECTIVE = re.compile(
    r"(?:ique|aire|al|ale|aux|el|elle|ien|ienne|eux|euse|if|ive|oïde|gène|ieur|ieure|phile|phobe|oire|ible|able|[^t]ée?)$"
)
_SHORTEST_PART = 6
_INVARIABLE = re.compile(r"[sxz]$")


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of an adjective: masculine singular ``base``; ``feminine`` is None when it shows neither."""

    base: str
    feminine: bool | None
    plural: bool


class Genders:
    """Nouns and adjectives of French. ``marks`` are those of ``rebuild.genders.gender_lines``."""

    def __init__(self, marks: Mapping[str, str]) -> None:
        self._marks = marks

    def gender(self, noun: str) -> Gender:
        """Gender of a noun, singular or plural; empty when it has none, both, or is not known as a noun."""
        for form in _singulars(noun):
            if form in self._marks:
                marks = self._marks[form]
                return "m" if "m" in marks else "f" if "f" in marks else ""
        last = noun.rpartition("-")[2]
        form = _singulars(last)[-1]
        if len(form) < _SHORTEST_PART or form in self._marks or form.endswith("ment"):
            return ""
        for start in range(2, len(form) - _SHORTEST_PART + 1):  # « pneumopéritoine » is a « péritoine »
            marks = self._marks.get(form[start:], "")
            if marks[:1] in ("m", "f"):
                return "m" if marks[0] == "m" else "f"
        return "f" if _FEMININE.search(form) else "m" if _MASCULINE.search(form) else ""

    def is_listed_noun(self, word: str) -> bool:
        """Whether a word is a listed noun of one gender, singular or plural."""
        return self.gender(word) != "" and any(form in self._marks for form in _singulars(word))

    def lists(self, form: str) -> bool:
        """Whether a form is listed by itself, and so is no plural of another."""
        return form in self._marks

    def is_adjective(self, word: str) -> bool:
        """Whether a word may qualify the noun before it: listed, or with the ending of a learned adjective."""
        forms = _singulars(word)
        listed = [self._marks[form] for form in forms if form in self._marks]
        if listed:
            return listed[0] != "-" and any("a" in marks for marks in listed)
        return len(forms[-1]) > 4 and bool(_LEARNED_ADJECTIVE.search(forms[-1]))

    def is_heard_feminine(self, word: str) -> bool:
        """Whether an adjective is a feminine that sounds otherwise than its masculine, and stands after its noun."""
        single = _singulars(word)[-1]
        pairs = ((single.removesuffix(ending) + base) for ending, base in _HEARD if single.endswith(ending))
        return single not in _BEFORE and any("a" in self._marks.get(base, "") for base in pairs)

    def form(self, adjective: str) -> Form:
        """What a form of an adjective shows."""
        plural = adjective[-1:] in ("s", "x") and not adjective.endswith(
            ("eux", "ous", "ris", "gros", "bas", "ais")
        )
        single = adjective.removesuffix("s") if plural else adjective
        for feminine, base in _MASCULINES:
            if single.endswith(feminine):
                short = single.removesuffix(feminine) + base
                if "a" in self._marks.get(short, "") or (feminine in _TELLING and short not in self._marks):
                    return Form(short, True, plural)
        if single.endswith("e"):
            return Form(single, None, plural)
        return Form(single, False, plural)


_BEFORE = frozenset(
    """
    petite grande grosse longue bonne mauvaise certaine prochaine ancienne première seconde dernière haute basse
    présente complète objective active motive inquiète
    """.split()
)  # stand before their noun, or are verbs too
_HEARD = (
    ("ive", "if"), ("euse", "eux"), ("enne", "en"), ("onne", "on"), ("ine", "in"), ("aine", "ain"), ("ète", "et"),
    ("ente", "ent"), ("ante", "ant"), ("ate", "at"), ("aise", "ais"),
)  # fmt: skip
# Endings of feminine forms that sound like the masculine ones, and the latter.
_MASCULINES = (("elle", "el"), ("uë", "u"), ("ère", "er"), ("ée", "é"), ("ale", "al"), ("e", ""))
_TELLING = ("ée", "ale", "elle")


def homophone(form: Form, *, feminine: bool, plural: bool) -> str:
    """Another form of an adjective that sounds the same; empty where the forms sound different."""
    if form.feminine is None:
        return form.base + ("s" if plural else "")
    if plural and not feminine and form.base.endswith(("al", "eau")):
        return ""
    if _INVARIABLE.search(form.base):
        return form.base if not feminine else ""
    for ending, base in _MASCULINES:
        if feminine and form.base.endswith(base) and ending != "ère":
            single = form.base.removesuffix(base) + ending if base else form.base + "e"
            if ending == "uë" and not form.base.endswith("gu"):
                continue
            return single + ("s" if plural else "")
    return form.base + ("s" if plural else "")


def _singulars(word: str) -> tuple[str, ...]:
    """A form and what may be its singular, the likeliest last."""
    if word.endswith("aux") and len(word) > 5 and not word.endswith("eaux"):
        return word, word.removesuffix("ux"), word.removesuffix("ux") + "l"
    if word.endswith(("s", "x")) and len(word) > 3:
        return word, word[:-1]
    return (word,)


@lru_cache(maxsize=1)
def genders() -> Genders:
    """The shipped list."""
    lines = (
        bz2.decompress(shipped("lexicons", "grammaire", "genres.tsv.bz2").read_bytes()).decode().splitlines()
    )
    return Genders(dict(line.split("\t") for line in lines))
