"""Expanding a Hunspell French dictionary (.dic and .aff) into the list of its forms.

Only what the French dictionary uses is understood: two-character flags, suffixes and prefixes, the flags
these add in turn, the flag for « needs an affix ». Prefixes that only elide (« l’ », « d’ ») are left out:
the tokenizer cuts them off.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NEEDS_AFFIX = "()"


@dataclass(frozen=True, slots=True)
class _Rule:
    strip: str
    add: str
    condition: re.Pattern[str] | None
    suffix: bool
    then: tuple[str, ...]


def expand(dic: str, aff: str) -> Iterator[tuple[str, str]]:
    """All (form, lemma) pairs of the dictionary, unsorted, with repeats."""
    rules = _rules(aff)
    for line in dic.splitlines()[1:]:
        entry = line.split("\t")[0].strip()
        if not entry:
            continue
        lemma, _, flags = entry.partition("/")
        lemma = lemma.strip()
        names = _flags(flags)
        if _NEEDS_AFFIX not in names:
            yield lemma, lemma
        yield from ((form, lemma) for name in names for form in _forms(lemma, rules.get(name, ()), rules))


def _forms(word: str, rules: Iterable[_Rule], all_rules: dict[str, list[_Rule]]) -> Iterator[str]:
    """The forms that rules give of a word, and those that the flags of these forms give in turn."""
    for rule in rules:
        if form := _apply(rule, word):
            yield form
            for name in rule.then:
                yield from _forms(form, all_rules.get(name, ()), all_rules)


def _apply(rule: _Rule, lemma: str) -> str:
    if rule.condition and not rule.condition.search(lemma):
        return ""
    if rule.suffix:
        stem = lemma[: len(lemma) - len(rule.strip)] if rule.strip else lemma
        return stem + rule.add
    return rule.add + lemma[len(rule.strip) :]


def _rules(aff: str) -> dict[str, list[_Rule]]:
    rules: dict[str, list[_Rule]] = {}
    for line in aff.splitlines():
        fields = line.split()
        if len(fields) < 5 or fields[0] not in ("SFX", "PFX"):
            continue
        suffix = fields[0] == "SFX"
        add, _, flags = fields[3].partition("/")
        if "'" in add:
            continue
        strip = "" if fields[2] == "0" else fields[2]
        add = "" if add == "0" else add
        condition = None
        if fields[4] != ".":
            condition = re.compile(fields[4] + "$" if suffix else "^" + fields[4])
        rule = _Rule(strip, add, condition, suffix, tuple(_flags(flags)))
        rules.setdefault(fields[1], []).append(rule)
    return rules


def _flags(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(0, len(text), 2)]
