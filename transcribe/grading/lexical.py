"""What grading knows of words: a lexicon, the abbreviations with their meanings, and equivalent writings."""

import csv
import re
import tomllib
from collections.abc import Hashable
from functools import cache, lru_cache
from importlib import resources

from transcribe.core.data import shipped
from transcribe.french import fold
from transcribe.french.sides import Side, side_of
from transcribe.grading.types import Lexicon
from transcribe.terms.reform import before_reform

_COMMON = 3.4
_COMMON_TERM = 4.0
"""Up to this frequency, a word that medicine claims as its own (« asthme ») is a term all the same."""
_COMMON_PART = 2.0
_LEAST_PART = 6
_MEDICAL_SOURCE = "wiktionnaire"
_DRUGS = frozenset({"dci", "marque", "médicament"})
_LEARNED = re.compile(
    r"(?:ectomie|stomie|tomie|scopie|graphie|plastie|pexie|desie|centese|rraphie|algie|emie|urie|pathie|plegie"
    r"|paresie|phagie|phasie|pnee|rragie|rrhee|megalie|sclerose|ome|ite|ose|logie|trophie|plasie|penie|philie"
    r"|cytose|gramme|metrie|lyse|iasis|ectasie|stenose|cele|phylaxie|oide|aire|ique|ienne?|ale?|aux)s?$"
)
_MEDICAL_START = re.compile(
    r"(?:hyper|hypo|cardio|gastro|hepat|neuro|nephr|osteo|arthr|derm|angio|broncho|cholecyst|col[eo]|cyst|endo"
    r"|entero|erythr|hemat|hemo|hyster|laparo|leuc|lymph|mening|my[eo]|pneum|thorac|thromb|trache|ur[eo]|vasc"
    r"|veine|arteri|anesth|antibio|electro|echo|immuno|phleb|rachi|spondyl|ophtalm|ot[oi]|rhin|pharyng|laryng)"
)


class Words:
    """Questions about words, asked of a lexicon once and remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, bool] = {}
        self._drugs: dict[str, str] = {}
        self._terms: dict[str, bool] = {}
        self._reforms: dict[str, tuple[str, ...]] = {}

    def knows(self, word: str) -> bool:
        """Whether a word is well written."""
        if word not in self._known:
            self._known[word] = self._lexicon.knows(word)
        return self._known[word]

    def is_name(self, word: str) -> bool:
        """Whether a word is a first name or a surname, whatever its capitals."""
        forms = (word, word.title())
        return any(map(self._lexicon.is_name, forms))

    def before_reform(self, word: str) -> tuple[str, ...]:
        """The spellings from before 1990 that a lower-case word may stand for."""
        if word not in self._reforms:
            self._reforms[word] = tuple(filter(self.knows, before_reform(word, self.knows)))
        return self._reforms[word]

    def is_common(self, word: str) -> bool:
        """Whether a word is met in everyday French."""
        return self._lexicon.frequency(word) >= _COMMON or self._lexicon.frequency(word.lower()) >= _COMMON

    def drug(self, word: str) -> str:
        """``dci`` or ``marque`` when a word is the name of a drug, else empty."""
        if word not in self._drugs:
            self._drugs[word] = self._find_drug(word)
        return self._drugs[word]

    def _find_drug(self, word: str) -> str:
        if len(word) < 4 or word.isdigit():
            return ""
        kind = drugs().get(word.lower(), "")
        if kind:
            # a brand may be an everyday word in small letters (« acti », « sérum »)
            return "" if kind == "marque" and word.islower() and self.is_common(word) else kind
        if word.lower() in drug_parts() and self._lexicon.frequency(word.lower()) < _COMMON_PART:
            return "dci"
        for form in dict.fromkeys((word, word.lower(), word.capitalize())):
            entry = self._lexicon.entry(form)
            if entry is not None and (entry.kind in _DRUGS or entry.lexicon == "medicaments"):
                return entry.kind or "dci"
        return ""

    def is_listed(self, word: str) -> bool:
        """Whether a word is itself in a list, not only well formed from listed parts."""
        forms = dict.fromkeys((word, word.lower()))
        return any(
            self._lexicon.frequency(form) >= 1 or self._lexicon.entry(form) is not None for form in forms
        )

    def is_term(self, word: str) -> bool:
        """Whether a word belongs to the language of medicine rather than to everyday French."""
        if word not in self._terms:
            self._terms[word] = self._find_term(word)
        return self._terms[word]

    def _find_term(self, word: str) -> bool:
        if len(word) < 2 or not word[-1].isalnum():
            return False  # a letter, or an elided word
        if any(c.isdigit() for c in word):
            return True
        if word.lower() in abbreviations_folded() or (word.isupper() and 2 <= len(word) <= 6):
            return True
        if len(word) < 4 or (self.is_common(word) and not self._is_claimed(word.lower())):
            return False
        for form in (word, *_lemmas(word.lower())):
            entry = self._lexicon.entry(form)
            if entry is not None and entry.lexicon not in {"francais", "noms"}:
                return True
        flat = fold(word)
        return bool(_MEDICAL_START.match(flat) and _LEARNED.search(flat) and len(flat) > 7)

    def _is_claimed(self, word: str) -> bool:
        """Whether a word of everyday French is one of medicine first: « asthme », « hémorragie »."""
        if self._lexicon.frequency(word) > _COMMON_TERM:
            return False
        entries = (self._lexicon.entry(form) for form in _lemmas(word))
        return any(entry is not None and _MEDICAL_SOURCE in entry.tags for entry in entries)


def _lemmas(word: str) -> list[str]:
    """The word and simpler forms of it: singular, masculine."""
    forms = [word]
    for ending, other in (("s", ""), ("es", ""), ("e", ""), ("aux", "al"), ("ales", "al"), ("ale", "al"),
                          ("elles", "el"), ("elle", "el"), ("ennes", "en"), ("enne", "en"), ("ives", "if"),
                          ("ive", "if"), ("euses", "eux"), ("euse", "eux")):  # fmt: skip
        if word.endswith(ending) and len(word) > len(ending) + 3:
            forms.append(word.removesuffix(ending) + other)
    return forms


def words_of(lexicon: Lexicon) -> Words:
    """The remembered questions of a lexicon."""
    return _remembered(lexicon) if isinstance(lexicon, Hashable) else Words(lexicon)


# Words hold their lexicon: a weak dictionary would never let one go.
@lru_cache(maxsize=2)
def _remembered(lexicon: Lexicon) -> Words:
    return Words(lexicon)


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """The meanings of each abbreviation of ``lexicons/abreviations``, units left out."""
    path = shipped("lexicons", "abreviations", "terms.tsv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        row["term"]: tuple(part.strip() for part in row["expansions"].split("|") if part.strip())
        for row in rows
        if row.get("expansions") and not (row["kind"] or "").startswith("unit")
    }


@cache
def sided_sigla() -> dict[str, Side]:
    """The side that a siglum names, by the siglum in small letters: « OD » is the right eye or atrium.

    Where its meanings name other sides, it names none.
    """
    found: dict[str, Side] = {}
    for term, meanings in abbreviations().items():
        named = [[side_of(word) for word in re.findall(r"\w+", meaning)] for meaning in meanings]
        sides = {side for row in named for side in row if side is not None}
        if len(sides) == 1 and all(any(row) for row in named) and term.isupper():
            found[term.lower()] = sides.pop()
    return found


@lru_cache(maxsize=1 << 14)
def sided(key: str) -> str:
    """What a word or a siglum that names a side is opposed to; empty when it names none."""
    side = side_of(key) or sided_sigla().get(key)
    return side.opposite if side is not None else ""


@cache
def drugs() -> dict[str, str]:
    """``dci`` or ``marque`` by name in lower case, from ``lexicons/medicaments``."""
    path = shipped("lexicons", "medicaments", "terms.tsv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["term"].lower(): row["kind"] for row in rows if row["kind"] in {"dci", "marque"}}


@cache
def drug_parts() -> frozenset[str]:
    """The words of names of drugs in several words: « insuline glargine », « acide clavulanique »."""
    several = (re.split(r"[\s/-]+", name) for name, kind in drugs().items() if kind == "dci")
    return frozenset(
        part for parts in several if len(parts) > 1 for part in parts if len(part) >= _LEAST_PART
    )


@cache
def abbreviations_folded() -> frozenset[str]:
    """Abbreviations in lower case, those of one letter left out."""
    return frozenset(term.lower() for term in abbreviations() if len(term) > 1)


@cache
def confusions() -> dict[tuple[str, str], str]:
    """Why two terms must not be taken for each other, by the pair in both orders, in lower case."""
    try:
        path = shipped("lexicons", "confusions", "terms.tsv")
    except FileNotFoundError:
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [(row["term_a"].lower(), row["term_b"].lower(), row["why"]) for row in rows]
    return {**{(b, a): why for a, b, why in pairs}, **{(a, b): why for a, b, why in pairs}}


@cache
def equivalents() -> tuple[tuple[str, ...], ...]:
    """Groups of writings held to be equally right, from ``equivalents.toml``."""
    text = resources.files("transcribe.grading").joinpath("equivalents.toml").read_text("utf-8")
    return tuple(tuple(group) for group in tomllib.loads(text)["groups"])
