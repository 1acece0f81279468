"""What a word means, where the lists tell it for certain: an abbreviation of one meaning, a word of known parts.

A wrong etymology teaches a fault (« pro- » and « -statique » make no « prostatique »): a word has one only where listed
parts cover it whole, in one way, each of one sense.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache

from transcribe.core.data import shipped
from transcribe.grading.lexical import abbreviations

_LINKS = ("o", "i")
_MOST_ROOTS = 2
# parts whose sense is the same in every word: « -ose » (« glucose »), « -ique » and « péri- » (« péritonite ») are not
_SURE = {
    "prefixes.tsv": frozenset("brady dys hyper hypo hémi oligo poly tachy tétra".split()),
    "suffixes.tsv": frozenset(
        "algie cardie centèse ectasie ectomie graphie ite lithiase malacie mégalie pathie pexie phagie phasie "
        "plasie plastie plégie pnée ptysie rragie rraphie rrhée scopie sténose stomie thermie tomie tonie "
        "trophie urie émie".split()
    ),
}
# « polyurie » is no urine of many: these parts say something else side by side
_NOT_BEFORE = {
    "urie": frozenset(_SURE["prefixes.tsv"]),
    "pnée": frozenset(["poly", "oligo"]),
    "phagie": frozenset(["poly"]),
}


def definition(word: str) -> str:
    """What a word means by its parts, or what an abbreviation stands for; empty where it is not certain."""
    if meanings := abbreviations().get(word):
        return meanings[0] if len(meanings) == 1 else ""
    low = word.lower()
    readings = [reading for form in {low, low.removesuffix("s")} for reading in _readings(form)]
    if len(readings) != 1 or "" in readings[0]:
        return ""
    return " ; ".join(readings[0])


def _readings(word: str) -> Iterator[tuple[str, ...]]:
    """Every way in which listed parts cover a word, as their senses in order; the sense of an unsure part is empty."""
    for suffix, sense in _senses("suffixes.tsv").items():
        if word.endswith(suffix):
            rest = word.removesuffix(suffix)
            unsure = rest in _NOT_BEFORE.get(suffix, ())
            for before in (*_roots(rest, _MOST_ROOTS), *_prefixed(rest)):
                yield (*before, "" if unsure else sense)


def _prefixed(word: str) -> Iterator[tuple[str, ...]]:
    for prefix, sense in _senses("prefixes.tsv").items():
        if word == prefix:
            yield (sense,)
        elif word.startswith(prefix):
            for roots in _roots(word.removeprefix(prefix), _MOST_ROOTS):
                yield (sense, *roots)


def _roots(word: str, most: int) -> Iterator[tuple[str, ...]]:
    for root, sense in _forms().items():
        if word == root:
            yield (sense,)
        elif most > 1 and word.startswith(root):
            for others in _roots(word.removeprefix(root), most - 1):
                yield (sense, *others)


@cache
def _forms() -> Mapping[str, str]:
    """The combining forms with their link and without: « gastro », « gastr »; of several senses, none is sure."""
    found: dict[str, str] = {}
    for form, sense in _senses("combinants.tsv").items():
        for written in {form, form[:-1] if form.endswith(_LINKS) else form}:
            if len(written) > 2:  # « o- » or « an- » would be found everywhere
                found[written] = sense if found.get(written, sense) == sense else ""
    return found


@cache
def _senses(name: str) -> Mapping[str, str]:
    """The sense of each part of a list; empty where it is not sure: of several senses, or not the same in each word."""
    try:
        path = shipped("lexicons", "formation", name)
    except FileNotFoundError:
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    sure = _SURE.get(name)
    return {row["form"]: row["sense"] if _is_sure(row["form"], row["sense"], sure) else "" for row in rows}


def _is_sure(form: str, sense: str, sure: frozenset[str] | None) -> bool:
    return form in sure if sure is not None else "," not in sense
