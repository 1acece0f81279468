"""Commands that a learner typed as words: « virgule », « point à la ligne », « ouvrez la parenthèse ».

Such words become the mark that they stand for, so that one command is one charge. They stay words where the reference
has them as words (« suturée par 4 points »), and where the mark is not what is missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from transcribe.french.tables import rows
from transcribe.grading.tokens import Token, tokenize

LINE = "¶"
"""The key of a line break that was typed as words."""
_MARKS: dict[str, tuple[str, ...]] = {
    ",": ("virgule",),
    ".": ("point", "point final"),
    ":": ("deux points", "2 points", "deux point"),
    ";": ("point virgule",),
    "?": ("point d'interrogation",),
    "!": ("point d'exclamation",),
    "(": ("ouvrez la parenthèse", "ouvrir la parenthèse", "ouvre la parenthèse", "parenthèse ouvrante",
          "ouvrez parenthèse", "ouvrir parenthèse", "entre parenthèses"),
    ")": ("fermez la parenthèse", "fermer la parenthèse", "ferme la parenthèse", "parenthèse fermante",
          "fermez parenthèse", "fermer parenthèse"),
    '"': ("ouvrez les guillemets", "ouvrir les guillemets", "ouvrez guillemets", "fermez les guillemets",
          "fermer les guillemets", "fermez guillemets", "entre guillemets"),
    "-": ("tiret",),
}  # fmt: skip
_OWN = {"\n": LINE}

Phrase = tuple[str, ...]


def is_said(token: Token) -> bool:
    """Whether a mark was typed as words."""
    return token.kind == "mark" and len(token.text) > 1 and token.text[-1].isalpha()


def with_commands(attempt: Sequence[Token], reference: Sequence[Token]) -> tuple[Token, ...]:
    """The attempt, with the commands typed as words as the marks that they stand for."""
    table = _table()
    if not any(token.key in table for token in attempt):
        return tuple(attempt)
    keys = [token.key for token in attempt]
    known = [token.key for token in reference]
    out: list[Token] = []
    place = 0
    while place < len(attempt):
        for phrase, mark in table.get(keys[place], ()):
            end = place + len(phrase)
            if tuple(keys[place:end]) == phrase and _is_command(out, keys, place, end, known, (phrase, mark)):
                out.append(_mark(attempt[place:end], mark))
                place = end
                break
        else:
            out.append(attempt[place])
            place += 1
    return tuple(out)


def _is_command(
    out: Sequence[Token],
    keys: Sequence[str],
    place: int,
    end: int,
    known: Sequence[str],
    said: tuple[Phrase, str],
) -> bool:
    phrase, mark = said
    before = out[-1].key if out else ""
    after = keys[end] if end < len(keys) else ""
    if any(before == left or after == right for left, right in _neighbours(known, phrase)):
        return False
    if any(before == left or after == right for left, right in _neighbours(known, (mark,))):
        return True
    return any(left == before and right == after for left, right in pairwise(known))


def _neighbours(keys: Sequence[str], phrase: Phrase) -> Iterator[tuple[str, str]]:
    """The keys before and after each place where a phrase stands."""
    size = len(phrase)
    for place in range(len(keys) - size + 1):
        if keys[place] == phrase[0] and tuple(keys[place : place + size]) == phrase:
            yield keys[place - 1] if place else "", keys[place + size] if place + size < len(keys) else ""


def _mark(tokens: Sequence[Token], mark: str) -> Token:
    text = " ".join(token.text for token in tokens)
    return replace(tokens[0], text=text, end=tokens[-1].end, kind="mark", key=mark)


@cache
def _table() -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """The commands by their first key, the longest first."""
    said = [(form, mark) for mark, forms in _MARKS.items() for form in forms]
    for row in rows("commands"):
        mark = row.text("mark")
        said += [(form, _OWN.get(mark, mark)) for form in row.forms]
    found: dict[str, dict[Phrase, str]] = {}
    for form, mark in said:
        for keys in (tuple(t.key for t in tokenize(form)), tuple(t.key for t in tokenize(f"mot {form}")[1:])):
            if keys:
                found.setdefault(keys[0], {}).setdefault(keys, mark)
    return {
        first: tuple(sorted(phrases.items(), key=lambda one: -len(one[0])))
        for first, phrases in found.items()
    }
