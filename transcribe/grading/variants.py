"""Writings that differ and are equally right: abbreviations and what they stand for, listed synonyms."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from transcribe.french.particles import is_particle
from transcribe.grading.accepted import Variant, accepted_arcs
from transcribe.grading.codes import code_arcs, compound, grouped_arcs, ratio_arcs
from transcribe.grading.copies import copies_arcs
from transcribe.grading.lexical import Words, abbreviations, equivalents
from transcribe.grading.tokens import Token, tokenize
from transcribe.grading.units import same_quantity
from transcribe.grading.writings import equally_written, loose

Phrase = tuple[str, ...]
ArcMap = dict[tuple[int, int], list[tuple[int, int]]]

_ONE = frozenset({"un", "une", "num:1"})
_FEVER = (Decimal(34), Decimal(43))  # « 38,2° » is a temperature
_MOST_NAMES = 6


def find_arcs(
    reference: Sequence[Token],
    attempt: Sequence[Token],
    variants: Sequence[Variant] = (),
    words: Words | None = None,
) -> ArcMap:
    """Where equivalent writings face each other: pairs of places, and their lengths in tokens.

    ``variants`` are those that a trainer accepts for this reference; ``words`` tells the spellings of 1990.
    """
    arcs: ArcMap = defaultdict(list)
    for place, other, size, length in accepted_arcs(reference, attempt, variants):
        arcs[place, other].append((size, length))
    ones = [j for j, token in enumerate(attempt) if token.key in _ONE]
    for i, token in enumerate(reference):
        if token.key in _ONE:
            for j in ones:
                if attempt[j].key != token.key and "num:1" in (attempt[j].key, token.key):
                    arcs[i, j].append((1, 1))
    _same_text_arcs(reference, attempt, arcs)
    for kind in (copies_arcs, code_arcs, ratio_arcs, grouped_arcs):
        for place, other, size, length in kind(reference, attempt):
            arcs[place, other].append((size, length))
    _phrase_arcs(reference, attempt, arcs)
    _date_arcs(reference, attempt, arcs)
    _name_arcs(reference, attempt, arcs)
    _quantity_arcs(reference, attempt, arcs)
    if words is not None:
        _word_arcs(reference, attempt, arcs, words)
    return arcs


def _same_text_arcs(reference: Sequence[Token], attempt: Sequence[Token], arcs: ArcMap) -> None:
    """« jour » is a unit behind « par », and a word where « par » was left out: the same word all the same."""
    words: dict[str, list[int]] = defaultdict(list)
    for j, token in enumerate(attempt):
        if token.kind == "word":
            words[token.key].append(j)
    for i, token in enumerate(reference):
        if token.kind == "unit":
            for j in words.get(token.text.lower(), ()):
                arcs[i, j].append((1, 1))


def _phrase_arcs(reference: Sequence[Token], attempt: Sequence[Token], arcs: ArcMap) -> None:
    in_attempt: dict[int, list[tuple[int, Phrase]]] = defaultdict(list)
    for j, group, phrase in _occurrences(attempt):
        in_attempt[group].append((j, phrase))
    if not in_attempt:
        return
    for i, group, phrase in _occurrences(reference):
        for j, other in in_attempt.get(group, ()):
            if phrase != other:
                arcs[i, j].append((len(phrase), len(other)))


def _occurrences(tokens: Sequence[Token]) -> list[tuple[int, int, Phrase]]:
    """(place, group, phrase) of every phrase of a group that stands in a text."""
    found: list[tuple[int, int, Phrase]] = []
    keys = [token.key for token in tokens]
    index = _index()
    for place, key in enumerate(keys):
        for phrase, groups in index.get(key, ()):
            if tuple(keys[place : place + len(phrase)]) == phrase:
                found += [(place, group, phrase) for group in groups]
    return found


@cache
def _index() -> dict[str, list[tuple[Phrase, list[int]]]]:
    """Phrases by their first key, each with the groups it belongs to."""
    groups: list[tuple[str, ...]] = list(equivalents())
    groups += [(term, meaning) for term, meanings in abbreviations().items() for meaning in meanings]
    by_phrase: dict[Phrase, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for form in group:
            # a number before shows units as units
            for keys in {_keys(form), _keys("1 " + form)[1:]}:
                if keys and number not in by_phrase[keys]:
                    by_phrase[keys].append(number)
    out: dict[str, list[tuple[Phrase, list[int]]]] = defaultdict(list)
    for phrase, numbers in by_phrase.items():
        if phrase:
            out[phrase[0]].append((phrase, numbers))
    return out


def _keys(form: str) -> Phrase:
    return tuple(token.key for token in tokenize(form))


def _date_arcs(reference: Sequence[Token], attempt: Sequence[Token], arcs: ArcMap) -> None:
    """A date that says the year where the reference leaves it out, or « 03/06 » for « 3 juin »."""
    for i, token in enumerate(reference):
        if token.kind != "date":
            continue
        year, month, day = _date(token)
        for j, other in enumerate(attempt):
            if other.kind == "date" and not year and _date(other)[1:] == (month, day):
                arcs[i, j].append((1, 1))
            elif not year and other.key == f"num:{day}" and _is_slash_date(attempt, j, month):
                arcs[i, j].append((1, 3))


def _date(token: Token) -> tuple[int, int, int]:
    year, month, day = token.key.removeprefix("date:").rsplit("-", 2)
    return (0 if "-" in year else int(year)), int(month), int(day)


def _is_slash_date(tokens: Sequence[Token], place: int, month: int) -> bool:
    keys = [token.key for token in tokens[place + 1 : place + 3]]
    return keys == ["/", f"num:{month}"]


# --- names, quantities, spellings -------------------------------------------------------------------------


def _name_arcs(reference: Sequence[Token], attempt: Sequence[Token], arcs: ArcMap) -> None:
    """« Mme ESTREMOZ Violaine » for « Mme Violaine Estremoz »: the same names, the last before the first."""
    written: dict[frozenset[str], list[tuple[int, Phrase]]] = defaultdict(list)
    for j, names in _runs_of_names(attempt):
        written[frozenset(names)].append((j, names))
    for i, names in _runs_of_names(reference) if written else ():
        for j, others in written.get(frozenset(names), ()):
            turned = [names[cut:] + names[:cut] for cut in range(1, len(names))]
            if others != names and others in turned:
                arcs[i, j].append((len(names), len(names)))


def _runs_of_names(tokens: Sequence[Token]) -> list[tuple[int, Phrase]]:
    """The longest runs of capitalised words on a line, with their particles: where they start, and their keys."""
    found: list[tuple[int, Phrase]] = []
    run: list[str] = []
    for place, token in enumerate(tokens):
        capital = token.kind == "word" and token.text[:1].isupper()
        if token.line_start or not (capital or (run and is_particle(token.key))):
            found += _run(run, place)
            run = []
        if capital or (run and is_particle(token.key)):
            run.append(token.key)
    return found + _run(run, len(tokens))


def _run(keys: Sequence[str], end: int) -> list[tuple[int, Phrase]]:
    return [(end - len(keys), tuple(keys))] if 2 <= len(keys) <= _MOST_NAMES else []


def _quantity_arcs(reference: Sequence[Token], attempt: Sequence[Token], arcs: ArcMap) -> None:
    """« 2000 mg » for « 2 g », « 38,2° » and « 38°2 » for « 38,2 °C »."""
    written = _quantities(attempt)
    feverish = {token.key.removesuffix("°"): j for j, token in enumerate(attempt) if token.key.endswith("°")}
    for i, number, unit, size in _quantities(reference):
        for j, other_number, other_unit, length in written:
            fever = (unit, other_unit) == ("°C", "°") and number == other_number and _is_fever(number)
            differ = (unit, size, reference[i + 1].key) != (other_unit, length, attempt[j + 1].key)
            if fever or (differ and same_quantity(number, unit, other_number, other_unit)):
                arcs[i, j].append((size, length))
        if (
            unit in ("°", "°C")
            and _is_fever(number)
            and (place := feverish.get(reference[i].key)) is not None
        ):
            arcs[i, place].append((2, 1))


def _quantities(tokens: Sequence[Token]) -> list[tuple[int, Decimal, str, int]]:
    """Numbers with their unit: where they stand, the value, the unit, how many tokens they take."""
    found: list[tuple[int, Decimal, str, int]] = []
    for n, (one, unit) in enumerate(pairwise(tokens)):
        valued = one.kind == "number" and one.key.startswith("num:") and one.key[-1] != "°"
        if valued and (whole := compound(tokens, n)):
            found.append((n, *whole))
        elif valued and unit.kind == "unit":
            found.append((n, Decimal(one.key.removeprefix("num:")), unit.key, 2))
    return found


def _is_fever(number: Decimal) -> bool:
    return _FEVER[0] <= number <= _FEVER[1]


def _word_arcs(reference: Sequence[Token], attempt: Sequence[Token], arcs: ArcMap, words: Words) -> None:
    """Words that are written otherwise and as right: see ``writings``."""
    written: dict[str, list[int]] = defaultdict(list)
    for j, token in enumerate(attempt):
        if token.kind == "word":
            for form in _loose_forms(token, words):
                written[form].append(j)
    for i, token in enumerate(reference):
        if token.kind != "word":
            continue
        for form in _loose_forms(token, words):
            for j in written.get(form, ()):
                other = attempt[j]
                if other.key != token.key and equally_written(token.text, other.text, words.before_reform):
                    arcs[i, j].append((1, 1))


def _loose_forms(token: Token, words: Words) -> Collection[str]:
    """What the writings of a word that are as right have in common."""
    before = words.before_reform(token.key)
    return {loose(token.text), *map(loose, before)} if before else (loose(token.text),)
