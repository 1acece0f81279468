"""Text with gaps: terms, doses, sides and negations taken out, with the help asked for.

What is taken out is printed nowhere else on the page: neither in the text, nor in its title, nor in a hint.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe.exercises.definitions import definition
from transcribe.exercises.types import Gap, GapSort, Help
from transcribe.exercises.view import Text, view_of
from transcribe.french import fold
from transcribe.french.negations import is_negation, negation_of
from transcribe.french.sides import is_side
from transcribe.grading.tokens import Token, tokenize
from transcribe.grading.types import Lexicon, Page

BLANK = "_" * 12
_MOST = 24
_MOST_OF: dict[GapSort, int] = {"dose": 6, "laterality": 4, "negation": 4}
_MOST_AGAIN = 3
"""A word that stands more often is no gap: taking it out everywhere would spoil the text."""
_SHORTEST, _STEM = 4, 4
_REST_OF_UNIT = re.compile(r"(?:/?[\w°µ²³]+)*")
_ALONE = frozenset({"noun", "adjective"})
_LEADING = frozenset({"adverb", "determiner", "preposition", "conjunction", "answer"})
_BEFORE_DENIED = frozenset("autre autres nouveau nouvel nouvelle nouvelles".split())
_NAMES: dict[GapSort, str] = {
    "term": "", "dose": "une dose ou une valeur, avec son unité", "laterality": "un côté", "negation": "une négation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Places that hold the same answer, all of which must be taken out together."""

    sort: GapSort
    places: tuple[tuple[int, int], ...]


def make_gaps(page: Page, lexicon: Lexicon, help_: Help, *, shown: str = "") -> tuple[str, tuple[Gap, ...]]:
    """The text with gaps, and the gaps in order; ``shown`` is what else the page prints, its title above all."""
    chosen = _chosen(page, lexicon, shown)
    answers = [page.text[start:end] for start, end, _ in chosen]
    out: list[str] = []
    gaps: list[Gap] = []
    done = length = 0
    for (start, end, sort), word in zip(chosen, answers, strict=True):
        initial = word[0] if help_ == "initiale" and sort == "term" else ""
        hint = _hint(word, sort, answers) if help_ == "definition" else ""
        blank = f"[{initial}]{BLANK}" if initial else BLANK
        before = page.text[done:start]
        length += len(before)
        gaps.append(Gap(length, length + len(blank), word, initial, hint, sort))
        out += [before, blank]
        length += len(blank)
        done = end
    return "".join(out) + page.text[done:], tuple(gaps)


def _hint(word: str, sort: GapSort, answers: Sequence[str]) -> str:
    """What is asked for, never in words that fill this gap or another."""
    hint = _NAMES[sort] or definition(word)
    if sort == "negation" and " " in word:
        hint = "une négation et ce qu’elle nie"
    return "" if any(is_printed(answer, hint) for answer in answers) else hint


def is_printed(answer: str, text: str) -> bool:
    """Whether a text holds an answer, or a word that gives it away: another form of it, or one built on it."""
    flat = " ".join(fold(text).split())
    wanted = " ".join(fold(answer).split())
    if re.search(rf"(?<![\w,]){re.escape(wanted)}(?![\w,]\w)(?!\w)", flat):
        return True
    stem = wanted.rstrip("sx")
    if len(stem) < _STEM or not stem.isalpha():
        return False
    stem = stem.removesuffix("e") if len(stem) > _STEM else stem
    return any(stem in word for word in re.findall(r"\w+", flat))


def _chosen(page: Page, lexicon: Lexicon, shown: str) -> list[tuple[int, int, GapSort]]:
    """The places to take out, in order, spread over the text: what harms when it is misheard first, then terms."""
    view = view_of(page.text, lexicon)
    found = [*_doses(view), *_sides(view), *_negations(view), *_terms(view, page)]
    fit = _by_turns(page.text, [one for one in found if not _is_given_away(page.text, one, shown)])
    kept: list[tuple[int, int, GapSort]] = []
    for sort in ("laterality", "negation", "dose", "term"):
        own = [one for one in fit if one.sort == sort]
        most = min(_MOST_OF.get(sort, _MOST), _MOST - len(kept))
        for one in _spread(own, most):
            if len(kept) + len(one.places) <= _MOST and _is_free(page.text, one, kept):
                kept += [(start, end, one.sort) for start, end in one.places]
    return sorted(kept)


def _by_turns(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """The candidates without every other dose that stands beside a term: the drug is asked for there, not the dose."""
    terms = [place for one in candidates if one.sort == "term" for place in one.places]
    kept, turn = [], 0
    for one in candidates:
        if one.sort == "dose" and any(_touch(text, place, term) for place in one.places for term in terms):
            turn += 1
            if turn % 2 == 0:
                continue
        kept.append(one)
    return kept


def _spread(candidates: list[_Candidate], most: int) -> Iterator[_Candidate]:
    """At most so many of them, from one end of the text to the other."""
    ordered = sorted(candidates, key=lambda one: one.places)
    step = max(1.0, len(ordered) / max(1, most))
    return (ordered[int(n * step)] for n in range(min(len(ordered), most)))


def _is_free(text: str, one: _Candidate, kept: Sequence[tuple[int, int, GapSort]]) -> bool:
    """Whether a word stands between a candidate's places and those taken out already: two gaps are never one."""
    return not any(_touch(text, place, other[:2]) for place in one.places for other in kept)


def _touch(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, last = sorted((one, other))
    return first[1] > last[0] or not re.search(r"\w", text[first[1] : last[0]])


def _is_given_away(text: str, one: _Candidate, shown: str) -> bool:
    """Whether the text without the places of a candidate, or what else is shown, holds its answer."""
    rest, done = [shown], 0
    for start, end in one.places:
        rest.append(text[done:start])
        done = end
    start, end = one.places[0]
    return is_printed(text[start:end], "\n".join([*rest, text[done:]]))


def _together(sort: GapSort, places: Sequence[tuple[str, int, int]]) -> Iterator[_Candidate]:
    """Candidates of one answer each."""
    by_answer: dict[str, list[tuple[int, int]]] = {}
    for answer, start, end in places:
        by_answer.setdefault(answer, []).append((start, end))
    return (_Candidate(sort, tuple(own)) for own in by_answer.values() if len(own) <= _MOST_AGAIN)


def _terms(view: Text, page: Page) -> Iterator[_Candidate]:
    """Single words that are terms, or drugs that somebody is given."""
    listed = {
        fold(token.text) for term in page.terms for token in tokenize(term) if len(token.text) > _SHORTEST
    }
    found = []
    for place, token in view.body_words(proper=True):
        if (len(token.text) < _SHORTEST and not token.text.isupper()) or view.out.roles[place] == "title":
            continue
        wanted = view.drug(place) or view.words.is_term(token.text) or fold(token.text) in listed
        if wanted and not view.words.is_common(token.text) and negation_of(token.text) is None:
            found.append((fold(token.text), token.start, token.end))
    return _together("term", found)


def _doses(view: Text) -> Iterator[_Candidate]:
    """A number with its unit: « 1 000 mg », « 38,2 °C »."""
    found = []
    for place, token in enumerate(view.tokens[:-1]):
        unit = view.tokens[place + 1]
        if token.kind == "number" and unit.kind == "unit" and _is_dose(view, token, unit):
            rest = _REST_OF_UNIT.match(view.text, unit.end)
            end = rest.end() if rest else unit.end
            found.append((fold(view.text[token.start : end]), token.start, end))
    return _together("dose", found)


def _is_dose(view: Text, number: Token, unit: Token) -> bool:
    """Whether a number in figures and a unit stand side by side, in a text that counts no years nor visits."""
    between = view.text[number.end : unit.start]
    written = number.text[:1].isdigit() and not between.strip(" \u00a0\u202f")
    return written and not re.fullmatch(r"(?:ans?|années?|fois)", unit.text)


def _sides(view: Text) -> Iterator[_Candidate]:
    words = [token.text for token in view.tokens]
    found = [
        (fold(token.text), token.start, token.end)
        for place, token in view.body_words(proper=True)
        if len(token.text) > _SHORTEST and is_side(words, place) and view.out.roles[place] != "title"
    ]
    return _together("laterality", found)


def _negations(view: Text) -> Iterator[_Candidate]:
    """A negation with what it denies, « pas de souffle », « sans injection »; a noun or an adjective alone."""
    words = [token.text for token in view.tokens]
    found = []
    for place, token in view.body_words(2, proper=True):
        if not is_negation(words, place) or view.out.roles[place] in ("title", "heading"):
            continue
        last = _denied(view, place)
        if last is not None:
            answer = view.text[token.start : last.end]
            found.append((fold(answer), token.start, last.end))
    return _together("negation", found)


def _denied(view: Text, place: int) -> Token | None:
    """The last word of a negation and what it denies, itself for « absence »; None where that is not clear."""
    token = view.tokens[place]
    negation = negation_of(token.text)
    if negation is None or negation.sort not in (*_ALONE, *_LEADING):
        return None
    if negation.sort in _ALONE:
        return token
    after = place + 1
    if view.key(after) in ("de", "d'"):
        after += 1
    elif negation.sort == "adverb":
        return None
    while _stands_before_denied(view.key(after)):
        after += 1
    fit = (
        view.kind(after) == "word" and len(view.key(after)) >= _SHORTEST and not view.tokens[after].line_start
    )
    return view.tokens[after] if fit else None


def _stands_before_denied(key: str) -> bool:
    """« pas d’autre lésion », « sans aucune lésion » deny the lesion."""
    negation = negation_of(key)
    return key in _BEFORE_DENIED or (negation is not None and negation.sort == "determiner")
