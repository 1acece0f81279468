"""What the head of a sentence tells: formulas of letters (``data/formulas.toml``), examinations (``data/exams.toml``).

Hyphens, apostrophes, capitals and accents do not count.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from transcribe.french.fold import fold
from transcribe.french.tables import Row, rows
from transcribe.french.tokens import bare_words

_SENTENCE = re.compile(r"[^.;:!?\n]+")
_REACH = 9  # words between an examination and the verb that tells its result
_VOWELS = "aeiouyh"

Keys = tuple[str, ...]


def keys_of(text: str) -> Keys:
    """The bare folded words of a text: « à l’examen » is « a », « l », « examen »."""
    return tuple(word.key for word in bare_words(text))


def heads(text: str) -> Iterator[Keys]:
    """The bare words of each sentence of a text, marks cut it."""
    for found in _SENTENCE.finditer(text):
        if keys := keys_of(found[0]):
            yield keys


def begins(keys: Sequence[str], form: str, start: int = 0) -> bool:
    """Whether a form stands at a place of bare folded words."""
    wanted = keys_of(form)
    return tuple(keys[start : start + len(wanted)]) == wanted


def salutations() -> tuple[str, ...]:
    """Formulas that open a letter, whatever follows them."""
    return _forms("formulas", "salutation", without="lone")


def closings() -> tuple[str, ...]:
    """Formulas that close a letter."""
    return _forms("formulas", "closing")


def exam_names() -> tuple[str, ...]:
    """Examinations that have a section of their name."""
    return tuple(
        form for row in _sort("exams", "name") if row.flag("own", default=True) for form in row.forms
    )


def exam_articles() -> tuple[str, ...]:
    """What stands before the name of an examination."""
    return _forms("exams", "article")


def exam_verbs() -> tuple[str, ...]:
    """What shows that the result of an examination is told: verbs, and how it was done."""
    return (*_forms("exams", "verb"), *_forms("exams", "state"))


@cache
def salutation_heads() -> frozenset[str]:
    """First words of the formulas that open a letter, folded."""
    return frozenset(_first(form) for form in _forms("formulas", "salutation"))


@cache
def salutation_words() -> frozenset[str]:
    """All words of those formulas, folded."""
    return frozenset(
        key
        for form in _forms("formulas", "salutation")
        for word in form.split()
        for key in [fold(word).strip(",")]
    )


@cache
def final_words() -> frozenset[str]:
    """Single words that close a letter, folded."""
    return frozenset(key for row in _sort("formulas", "closing") if row.flag("final") for key in row.keys)


@cache
def exam_heads() -> frozenset[str]:
    """Examinations of one word, folded, with and without their elided article: « echographie », « l’echographie »."""
    names = {fold(form) for form in _forms("exams", "name") if " " not in form}
    return frozenset(names | {f"l'{name}" for name in names if name[0] in _VOWELS})


@cache
def result_verbs() -> frozenset[str]:
    """First words of the verbs that tell a result, folded."""
    return frozenset(_first(form) for form in _forms("exams", "verb"))


def find_formulas(text: str) -> Iterator[Row]:
    """The rows of the formulas that sentences begin with."""
    for keys in heads(text):
        yield from (row for row in rows("formulas") if _opens(row, keys))


def find_exams(text: str) -> Iterator[Row]:
    """The rows met where a sentence tells the result of an examination."""
    for keys in heads(text):
        article = _longest(_sort("exams", "article"), keys, 0)
        place = len(article[1]) if article else 0
        name = _longest(_sort("exams", "name"), keys, place)
        if name is None:
            continue
        start = place + len(name[1])
        told = [
            found[0]
            for index in range(start, min(start + _REACH, len(keys)))
            if (found := _longest((*_sort("exams", "verb"), *_sort("exams", "state")), keys, index))
            is not None
        ]
        if told:
            yield from (name[0], *told, *([article[0]] if article else []))


def _opens(row: Row, keys: Keys) -> bool:
    return any(
        begins(keys, form) and (not row.flag("lone") or len(keys_of(form)) == len(keys)) for form in row.forms
    )


def _longest(table: Iterable[Row], keys: Sequence[str], start: int) -> tuple[Row, Keys] | None:
    """The row with the longest form at a place, and its bare words."""
    found = [(row, keys_of(form)) for row in table for form in row.forms if begins(keys, form, start)]
    return max(found, key=lambda pair: len(pair[1]), default=None)


def _first(form: str) -> str:
    return fold(form.split(maxsplit=1)[0]).strip(",")


def _sort(name: str, sort: str) -> tuple[Row, ...]:
    return tuple(row for row in rows(name) if row.text("sort") == sort)


def _forms(name: str, sort: str, *, without: str = "") -> tuple[str, ...]:
    return tuple(
        form for row in _sort(name, sort) if not without or not row.flag(without) for form in row.forms
    )
