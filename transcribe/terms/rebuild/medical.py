"""``medical``: anatomy, diseases, signs, procedures, examinations, devices."""

import csv
import re
from collections import Counter
from pathlib import Path

from transcribe.french import fold
from transcribe.terms.inflection import inflections
from transcribe.terms.rebuild.frequencies import Frequencies
from transcribe.terms.rebuild.homophones import Homophones
from transcribe.terms.rebuild.packages import Downloads
from transcribe.terms.rebuild.slips import slips
from transcribe.terms.rebuild.wiktionary import LEARNED_ENDING, Headwords, is_medical
from transcribe.terms.table import Row, read_records

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TERM = re.compile(r"[^\W_][^\t|;:()\[\]…]*")
_COMMON = 4.3
"""A word of general French more frequent than this is no medical term, even in the CIM-10."""


def medical_rows(
    downloads: Downloads,
    own: list[Path],
    forms: dict[str, str],
    headwords: Headwords,
    frequencies: Frequencies,
) -> list[Row]:
    """Own lists, the Wiktionary's medical headwords, the words of the CIM-10, learned words of Hunspell.

    A term that a single source brings and that no dictionary confirms is marked ``faible``.
    """
    sources: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    marks: dict[str, list[str]] = {}
    for path in own:
        for record in read_records(path):
            sources.setdefault(record["term"], []).append("propre")
            kinds[record["term"]] = record.get("kind", "")
            marks.setdefault(record["term"], []).extend(record.get("tags", "").split())
    for word, gloss in headwords.items():
        if _TERM.fullmatch(word) and not word.endswith("-") and is_medical(word, gloss):
            sources.setdefault(word, []).append("wiktionnaire")
    counts = _classification_words(downloads)
    wrong = slips(counts, _Dictionaries(forms, headwords), frequencies)
    for word, count in counts.items():
        if frequencies[word] < _COMMON and word not in wrong:
            restored = _restored(word, forms, headwords)
            known = restored in forms or restored in headwords or count > 2
            sources.setdefault(restored, []).append("cim10")
            if not known:
                marks.setdefault(restored, []).append("faible")
    for form, lemma in forms.items():
        if form == lemma and form.islower() and LEARNED_ENDING.search(form) and frequencies[form] < _COMMON:
            sources.setdefault(form, []).append("hunspell")
    trusted = {term for term, names in sources.items() if names != ["wiktionnaire"]} | forms.keys()
    heard = Homophones(Row(term, frequencies[term]) for term in trusted)
    return [
        Row(
            term,
            frequencies[term],
            kinds.get(term, ""),
            "",
            tuple(dict.fromkeys([*marks.get(term, []), *names])),
        )
        for term, names in sources.items()
        if not _is_bare_twin(term, names, forms, headwords)
        and (term in trusted or not heard.hides(term, frequencies[term]))
    ]


class _Dictionaries:
    """The words of the dictionaries; of the Wiktionary, which lists singulars, the other forms too."""

    def __init__(self, forms: dict[str, str], headwords: Headwords) -> None:
        others = (
            form for word in headwords if word.islower() and len(word) > 4 for form in inflections(word)
        )
        self._words = frozenset((*forms, *headwords, *others))

    def __contains__(self, word: object) -> bool:
        return word in self._words


def _classification_words(downloads: Downloads) -> Counter[str]:
    counts: Counter[str] = Counter()
    with downloads.text("edsnlp", "edsnlp/resources/cim10.csv.gz") as stream:
        for record in csv.DictReader(stream):
            counts.update(set(_WORD.findall(record["long"].lower().replace("’", "'"))))
    return Counter({word: count for word, count in counts.items() if len(word) > 4})


def _restored(word: str, forms: dict[str, str], headwords: Headwords) -> str:
    """The word with its ligature: the classification writes « oe »."""
    if "oe" in word and word not in forms:
        joined = word.replace("oe", "œ")
        if (
            joined in forms
            or joined in headwords
            or re.search(r"oe(soph|d[èé]m|stro|li[oa]|til|cum|ur)", word)
        ):
            return joined
    return word


def _is_bare_twin(term: str, names: list[str], forms: dict[str, str], headwords: Headwords) -> bool:
    """Whether a term is another one without its accents or its ligature, and has no authority of its own."""
    if "propre" in names or term in forms or not term.isascii():
        return False
    if "oe" in term and (term.replace("oe", "œ") in forms or term.replace("oe", "œ") in headwords):
        return True
    return term in twins(forms, headwords)


_TWINS: dict[int, frozenset[str]] = {}


def twins(forms: dict[str, str], headwords: Headwords) -> frozenset[str]:
    """Folded spellings of all accented words of the dictionaries."""
    if id(forms) not in _TWINS:
        _TWINS[id(forms)] = frozenset(
            fold(word) for words in (forms, headwords) for word in words if not word.isascii()
        )
    return _TWINS[id(forms)]
