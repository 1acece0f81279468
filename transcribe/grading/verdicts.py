"""Why one or more words were written otherwise: rules tried in order, the first that applies decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from transcribe.french import fold, squash
from transcribe.french.prefixes import opposed
from transcribe.french.sides import direction_of
from transcribe.french.word_sorts import sorted_words
from transcribe.grading import wordclass as wc
from transcribe.grading.align import distance
from transcribe.grading.lexical import Words
from transcribe.grading.senses import is_month
from transcribe.grading.tokens import Token
from transcribe.grading.types import Kind, Severity
from transcribe.grading.units import POSOLOGY
from transcribe.terms.inflection import inflections

# the case (see ``rules``), its class, its severity
Verdict = tuple[str, Kind, Severity]

_NEAR = 0.4
_NEAR_DRUG = 0.34
_LONGEST_ACRONYM = 6
_LEAST_PLURAL = 3
SMALL = frozenset(
    [
        "le",
        "la",
        "les",
        "l'",
        "un",
        "une",
        "des",
        "du",
        "de",
        "d'",
        "au",
        "aux",
        "à",
        "en",
        "et",
        "ou",
        "où",
        "dans",
        "par",
        "pour",
        "sur",
        "avec",
        "ce",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "se",
        "s'",
        "que",
        "qui",
        "qu'",
        "il",
        "elle",
        "on",
        "y",
        "est",
        "a",
        "ont",
        "sont",
        "j'",
        "je",
        "nous",
        "vous",
        "m'",
        "c'",
        "puis",
    ]
)
_RESULTS = frozenset(
    ["normal", "normale", "normaux", "normales", "anormal", "anormale", "anormaux", "anormales"]
)


_LEAST_CUT, _LEAST_LEFT = 4, 3
_PREFIXES = frozenset(["hypo", "endo", "péri", "rétro", "micro", "macro"])
_LONGEST_ENDING = 3
_DEGREES = (
    ("minim", "discret", "leger", "moder", "importan", "sever", "massi"),
    ("aigu", "subaigu", "chronique"),
    ("benin", "malin"),
    ("augment", "diminu"),
    ("amelior", "aggrav"),
    ("complet", "partiel", "incomplet"),
    ("recent", "ancien"),
    ("primiti", "secondaire"),
)
"""Stems, folded, of words that tell how much or of what sort: one for another is another finding."""


@dataclass(frozen=True)
class Pair:
    """The words expected and the words found. ``medical``: those expected belong to medicine."""

    one: Sequence[Token]
    other: Sequence[Token]
    words: Words
    medical: bool
    found_medical: bool

    @cached_property
    def left(self) -> str:
        """What was expected, as written."""
        return _text(self.one)

    @cached_property
    def right(self) -> str:
        """What was found, as written."""
        return _text(self.other)

    @cached_property
    def lower(self) -> tuple[str, str]:
        """Both in lower case."""
        return self.left.lower(), self.right.lower()

    @cached_property
    def gap(self) -> float:
        """Share of letters that differ, accents aside."""
        return distance(fold(self.left), fold(self.right))

    @cached_property
    def known(self) -> bool:
        """Whether what was found is a well-written word."""
        return self.words.knows(self.right) or self.words.knows(self.right.lower())

    @cached_property
    def real(self) -> bool:
        """Whether what was found is a word of French, listed or inflected from what was expected."""
        parts = zip(self.lower[0].split("-"), self.lower[1].split("-"), strict=False)
        return self.known or all(
            self.words.knows(found) or (found in inflections(expected) and not expected.endswith("er"))
            for expected, found in parts
        )

    @cached_property
    def listed(self) -> bool:
        """Whether what was found is one word that stands in a list of words."""
        return len(self.other) == 1 and self.known and self.words.is_listed(self.right)

    @cached_property
    def alike(self) -> bool:
        """Whether both sound alike."""
        return wc.sound_alike(self.left, self.right)


def judge_words(pair: Pair) -> Verdict:
    """The verdict on words that differ."""
    for rule in _RULES:
        if verdict := rule(pair):
            return verdict
    return "word_other", "terminology", "minor"


def _ligature(pair: Pair) -> Verdict | None:
    return ("ligature", "typography", "minor") if wc.differs_by_ligature(pair.left, pair.right) else None


def _grammar_homophone(pair: Pair) -> Verdict | None:
    one, other = sorted(pair.lower, key=len)
    if other == one + "s" and len(one) > _LEAST_PLURAL:
        return None  # « rein » and « reins »
    return ("homophone", "homophone", "minor") if wc.are_grammar_homophones(*pair.lower) else None


def _accent(pair: Pair) -> Verdict | None:
    if not wc.differs_by_accents(pair.left, pair.right) and fold(pair.left) != fold(pair.right):
        return None
    on_capital = pair.right[:1].isupper() and pair.left[:1] not in pair.right
    return "accent_capital" if on_capital else "accent", "accent", "minor"


def _cut(pair: Pair) -> Verdict | None:
    recut = len(pair.one) != len(pair.other) and squash(pair.left) == squash(pair.right)
    if not recut and not wc.differs_by_hyphen(pair.left, pair.right):
        return None
    if recut and "-" not in pair.right and wc.are_grammar_homophones(*pair.lower):
        return "homophone", "homophone", "minor"
    if "-" in pair.left or (" " in pair.left and "-" in pair.right):
        return "hyphen", "typography", "minor"
    return "elision" if set("'’") & set(pair.left) else "word_cut", "spelling", "minor"


def _drug(pair: Pair) -> Verdict | None:
    expected, found = pair.words.drug(pair.left), pair.words.drug(pair.right)
    if not expected:
        wrong = found and not pair.words.is_common(pair.right)
        return ("drug_other", "drug", "critical") if wrong else None
    if found and expected != found and pair.gap > _NEAR:
        return "drug_brand", "drug", "critical"
    if found or pair.gap > _NEAR_DRUG:
        return "drug_other", "drug", "critical"
    return "drug_spelling", "drug", "minor"


def _small_forms(pair: Pair) -> Verdict | None:
    return ("agreement", "agreement", "minor") if wc.are_listed_forms(*pair.lower) else None


def _posology(pair: Pair) -> Verdict | None:
    both = all(word in POSOLOGY for word in pair.lower)
    return ("posology", "dose", "critical") if both and not wc.are_forms(*pair.lower) else None


def _calendar(pair: Pair) -> Verdict | None:
    """One month for another, one day of the week for another."""
    months, days = (all(map(told, pair.lower)) for told in (is_month, sorted_words("day").__contains__))
    return ("date", "dose", "critical") if months or days else None


def _code(pair: Pair) -> Verdict | None:
    return ("code", "terminology", "critical") if any(c.isdigit() for c in pair.left + pair.right) else None


def _acronym(pair: Pair) -> Verdict | None:
    short = pair.left.isupper() and len(pair.left) <= _LONGEST_ACRONYM and len(pair.one) == 1
    if not (short and pair.medical) or len(pair.right) > _LONGEST_ACRONYM:
        return None  # « diabète » for « HTA » is another word
    return "abbreviation", "abbreviation", "critical" if pair.right.isupper() else "minor"


def _shortened(pair: Pair) -> Verdict | None:
    """« radio » for « radiographie »: the beginning of the word, as it is said in the wards."""
    one, other = pair.lower
    cut = one.startswith(other) and len(other) >= _LEAST_CUT and len(one) - len(other) >= _LEAST_LEFT
    spoken = cut and other[-1] in "oéi" and other not in _PREFIXES
    return ("abbreviation", "abbreviation", "minor") if spoken else None


def _opposed(pair: Pair) -> Verdict | None:
    if pair.known and opposed(pair.left, pair.right):
        return "term_prefix", "terminology", "critical"
    if _are_opposed(*pair.lower):
        return "term_other", "terminology", "critical"
    return ("term_suffix", "terminology", "critical") if wc.other_suffix(*pair.lower) else None


def _are_opposed(one: str, other: str) -> bool:
    """Whether two words name different directions of the body, or a normal and an abnormal result."""
    directions = direction_of(one), direction_of(other)
    if None not in directions:
        return directions[0] is not directions[1]
    degrees = _degree(one), _degree(other)
    if degrees[0] is not None and degrees[1] is not None:
        return degrees[0][0] == degrees[1][0] and degrees[0][1] != degrees[1][1]
    return {one, other} <= _RESULTS and not wc.are_forms(one, other)


def _degree(word: str) -> tuple[int, str] | None:
    """The scale on which a word says how much or of what sort, and its place there; None for other words."""
    flat = fold(word)
    for number, stems in enumerate(_DEGREES):
        for stem in stems:
            if flat.startswith(stem) and len(flat) - len(stem) <= _LONGEST_ENDING:
                return number, stem
    return None


def _forms(pair: Pair) -> Verdict | None:
    """Another form of the same word, which must be a word of French: « poul » is no form of « pouls »."""
    if not pair.real or wc.are_other_nouns(*pair.lower):
        return None
    if wc.are_participle_and_infinitive(*pair.lower):
        if pair.lower[0].endswith("er"):
            return "infinitive", "agreement", "minor"
        return "participle" if pair.lower[1].endswith("er") else "agreement", "agreement", "minor"
    nouns = wc.are_noun_forms(*pair.lower)
    if wc.are_forms(*pair.lower) and (nouns or (pair.known and not pair.medical)):
        return "agreement" if nouns else "verb", "agreement", "minor"
    return None


def _same_sound(pair: Pair) -> Verdict | None:
    fits = len(pair.one) == 1 and pair.listed and not pair.medical and pair.alike
    return ("homophone", "homophone", "minor") if fits else None


def _term(pair: Pair) -> Verdict | None:
    if not pair.medical and not (pair.listed and pair.found_medical):
        return None
    near = pair.alike or (pair.gap <= _NEAR and not pair.listed)
    return ("term_spelling", "terminology", "minor") if near else ("term_other", "terminology", "critical")


def _spelling(pair: Pair) -> Verdict | None:
    other_word = pair.listed and not pair.alike
    return ("spelling", "spelling", "minor") if pair.gap <= _NEAR and not other_word else None


def _small_words(pair: Pair) -> Verdict | None:
    return ("word_other", "agreement", "minor") if all(word in SMALL for word in pair.lower) else None


_RULES: tuple[Callable[[Pair], Verdict | None], ...] = (
    _ligature,
    _grammar_homophone,
    _accent,
    _cut,
    _drug,
    _small_forms,
    _posology,
    _calendar,
    _code,
    _acronym,
    _shortened,
    _opposed,
    _forms,
    _same_sound,
    _term,
    _spelling,
    _small_words,
)


def _text(tokens: Sequence[Token]) -> str:
    out = "".join(token.text for token in tokens[:1])
    for before, token in pairwise(tokens):
        out += (" " if token.start > before.end else "") + token.text
    return out
