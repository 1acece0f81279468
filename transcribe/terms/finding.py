"""What a person must look at in a text: unknown, improbable, confusable and dangerous words.

Works on the tokens of a text with the risk that each is wrong (none for a typed text), wherever they come from.
Few and right: a page full of marks is read by nobody.
"""

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transcribe.core.types import DoubtKind
from transcribe.french import Token
from transcribe.terms.confusions import confusions
from transcribe.terms.lexicon import Lexicon
from transcribe.terms.passages import Passage, follows_title, full_words, kind_of, passages
from transcribe.terms.tokens import PARTICLES, tokenize

_WIDER = 0.80
_CERTAIN = 0.93
_WIDER_GAIN = 0.06
_JOINED_RARE = 3.4
_LIKE_A_NAME = 0.80
_LONGEST = 4
_SURE = 0.2
"""A word is sure below this share of the greatest risk of its passage."""
_CALLED: dict[DoubtKind, str] = {
    "identity": "identité",
    "laterality": "côté",
    "negation": "négation",
    "dose": "chiffre",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Something to look at in ``text[start:end]``; ``first..last`` are the tokens it covers, ``dated`` a date."""

    start: int
    end: int
    first: int
    last: int
    kind: DoubtKind
    reason: str
    alternatives: tuple[str, ...] = ()
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, its tokens, how likely each is wrong, and from which risk a word or a passage is doubted.

    ``strong`` is the risk, by kind, from which a doubt is to be verified and not only shown.
    """

    text: str
    tokens: Sequence[Token]
    risks: Sequence[float]
    word: float = 1.0
    passages: Mapping[str, float] = field(default_factory=dict)
    strong: Mapping[str, float] = field(default_factory=dict)

    def risk(self, first: int, last: int) -> float:
        """Probability that some token of ``first..last`` is wrong."""
        return 1 - math.prod(1 - risk for risk in self.risks[first : last + 1])

    def is_strong(self, kind: str, first: int, last: int) -> bool:
        """Whether a doubt on ``first..last`` is to be verified; ``kind`` is its kind, or ``date``.

        A doubtful name always is: « Poulin » and « Poulain » sound alike, and nothing else tells them apart.
        """
        return kind == "identity" or self.risk(first, last) >= self.strong.get(kind, 0.0)

    def words(self, first: int, last: int) -> str:
        """The words ``first..last`` as they stand; nothing if a mark, a code or an end lies between."""
        if first < 0 or last >= len(self.tokens):
            return ""
        span = self.tokens[first : last + 1]
        if any(token.kind != "word" for token in span):
            return ""
        words = self.text[span[0].start : span[-1].end]
        return words if words.replace(" ", "").replace("-", "").isalpha() else ""

    def found(
        self, first: int, last: int, kind: DoubtKind, reason: str, alternatives: Sequence[str] = ()
    ) -> Found:
        """Something found on tokens ``first..last``."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Found(start, end, first, last, kind, reason, tuple(alternatives))


def find_in_text(text: str, lexicon: Lexicon, *, specialty: str = "") -> Iterator[Found]:
    """What is to be looked at in a typed text, in order, without overlaps."""
    tokens = tokenize(text)
    return find(Reading(text, tokens, [0.0] * len(tokens)), lexicon, specialty=specialty)


def find(reading: Reading, lexicon: Lexicon, *, specialty: str = "") -> Iterator[Found]:
    """What is to be looked at in a reading, in order, without overlaps."""
    words = list(_words(reading, lexicon, specialty))
    covered = {index for found in words for index in range(found.first, found.last + 1)}
    rest = (_uncovered(reading, passage, covered) for passage in passages(reading.text, reading.tokens))
    whole = [_passage(reading, passage) for passage in rest if passage and _is_risky(reading, passage)]
    yield from sorted([*words, *whole], key=lambda found: found.first)


def _uncovered(reading: Reading, passage: Passage, covered: Container[int]) -> Passage | None:
    """What is left of a passage beside the words that have a mark already: its figure, its side; None for no such.

    « zorbulite 5 mg »: an unknown drug takes no doubt from the dose.
    """
    if not any(place in covered for place in range(passage.first, passage.last + 1)):
        return passage
    first = passage.first
    for place in range(passage.first, passage.last + 2):
        if place <= passage.last and place not in covered:
            continue
        if any(kind_of(reading.tokens, inside) == passage.kind for inside in range(first, place)):
            first, last = full_words(reading.tokens, first, place - 1)
            return replace(passage, first=first, last=last)
        first = place + 1
    return None


def _words(reading: Reading, lexicon: Lexicon, specialty: str) -> Iterator[Found]:
    done = -1
    for index, token in enumerate(reading.tokens):
        if index <= done or token.kind in PARTICLES:
            continue
        found = _find_at(reading, index, done + 1, lexicon, specialty)
        if found is not None:
            done = found.last
            yield found


def is_unknown(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token is a word that no lexicon knows; letters, numbers and codes are not judged."""
    return token.kind == "word" and len(token.text) > 1 and not lexicon.knows(token.text)


def _find_at(reading: Reading, index: int, least: int, lexicon: Lexicon, specialty: str) -> Found | None:
    """What is wrong with token ``index``; what is found may reach back to token ``least``."""
    named = follows_title(reading.tokens, index)
    if not named and is_unknown(reading.tokens[index], lexicon):
        return _unknown(reading, index, least, lexicon, specialty)
    return _joined(reading, index, lexicon) or _unsure(reading, index, lexicon, specialty)


def _unknown(reading: Reading, index: int, least: int, lexicon: Lexicon, specialty: str) -> Found | None:
    """An unknown word, widened to its neighbours when together they sound like one term.

    None for a capitalised word inside a sentence that is like no term: a name that no list holds.
    """
    token = reading.tokens[index]
    span, suggestions = (index, index), lexicon.suggest(token.text, specialty=specialty)
    best = suggestions[0].score if suggestions else 0.0
    for first, last in ((index, index + 1), (index - 1, index), (index - 1, index + 1)):
        words = reading.words(first, last) if first >= least else ""
        if best >= _CERTAIN or not words:
            continue
        wider = lexicon.suggest(words, specialty=specialty)
        gain = 0.0 if lexicon.spelled_alike(words) else _WIDER_GAIN
        if wider and wider[0].score >= max(_WIDER, best + gain):
            span, suggestions, best = (first, last), wider, wider[0].score
    words = reading.text[reading.tokens[span[0]].start : reading.tokens[span[1]].end]
    if suggestions and suggestions[0].text == words:
        return None
    sure = reading.risks[index] < reading.word
    if sure and best < _LIKE_A_NAME and _is_capitalised_inside(reading.text, token):
        return None
    reason = f"« {words} » n’est dans aucun lexique"
    return reading.found(*span, "unknown", reason, [suggestion.text for suggestion in suggestions])


def _is_capitalised_inside(text: str, token: Token) -> bool:
    """Whether a word has a capital that no start of sentence explains; acronyms do not count."""
    if not token.text[0].isupper() or token.text.isupper():
        return False
    before = text[max(0, token.start - 8) : token.start].rstrip(" \u00a0\u202f(«\"'’-")
    return bool(before) and before[-1] not in ".!?:\n…" and text[token.start - 1] != "\n"


def _joined(reading: Reading, index: int, lexicon: Lexicon) -> Found | None:
    """Two known words that written together are a medical term: « hémi plégie »."""
    words = reading.words(index, index + 1)
    if not words or lexicon.knows(words):
        return None
    rarest = min(lexicon.frequency(token.text) for token in reading.tokens[index : index + 2])
    if rarest > _JOINED_RARE:
        return None
    terms = lexicon.spelled_alike(words)
    if words in terms:
        return None
    whole = [term for term in terms if " " not in term and lexicon.is_medical(term)]
    if not whole:
        return None
    return reading.found(index, index + 1, "unknown", f"« {words} » s’écrit sans doute « {whole[0]} »", whole)


def _unsure(reading: Reading, index: int, lexicon: Lexicon, specialty: str) -> Found | None:
    """A word that is probably wrong; figures, sides, negations and identities are doubted with their passage."""
    if reading.risks[index] < reading.word or kind_of(reading.tokens, index) is not None:
        return None
    token = reading.tokens[index]
    last = _end_of_unsure(reading, index, lexicon)
    words = reading.text[token.start : reading.tokens[last].end]
    if last == index and (pairs := confusions(token.text)):
        others = [pair.other for pair in pairs]
        return reading.found(index, index, "confusable", pairs[0].why.rstrip("."), others)
    suggestions = lexicon.suggest(words, specialty=specialty) if _is_long(token) or last > index else []
    others = [suggestion.text for suggestion in suggestions if suggestion.text.lower() != words.lower()]
    return reading.found(index, last, "unsure", f"« {words} » a peut-être été mal entendu", others)


def _end_of_unsure(reading: Reading, index: int, lexicon: Lexicon) -> int:
    """The last of a few words in a row that are probably wrong: one mark for all of them."""
    last = index
    while (
        last - index < _LONGEST - 1
        and reading.words(last, last + 1)
        and reading.risks[last + 1] >= reading.word
        and kind_of(reading.tokens, last + 1) is None
        and not is_unknown(reading.tokens[last + 1], lexicon)
    ):
        last += 1
    return last


def _is_long(token: Token) -> bool:
    return token.kind == "word" and len(token.text) >= 4


def _is_risky(reading: Reading, passage: Passage) -> bool:
    """Whether anything in a passage is wrong with more than the risk that its kind may run."""
    risk = reading.risk(passage.first, passage.last)
    limit = reading.passages.get("date" if passage.dated else passage.kind, 1.0)
    return risk >= min(limit, reading.word) and risk > 0


def _passage(reading: Reading, passage: Passage) -> Found:
    first, last = _figures(reading, passage) if passage.kind == "dose" else (passage.first, passage.last)
    start, end = reading.tokens[first].start, reading.tokens[last].end
    called = "date" if passage.dated else _CALLED[passage.kind]
    reason = f"{called} à vérifier : « {reading.text[start:end]} »"
    return replace(reading.found(first, last, passage.kind, reason), dated=passage.dated)


def _figures(reading: Reading, passage: Passage) -> tuple[int, int]:
    """The part of a figure's passage to be looked at: from its first word, or first figure, that is not sure.

    It ends with the word after the last figure that is not: « 5 mg » of « ramipril 5 mg par jour ». A date goes
    from its first number, or a word before it that is not sure, to its end.
    """
    places = range(passage.first, passage.last + 1)
    limit = _SURE * max(reading.risks[place] for place in places)
    unsure = [place for place in places if reading.risks[place] >= limit]
    if passage.dated:
        numbers = [place for place in places if reading.tokens[place].kind == "number"]
        return min(*unsure, *numbers, passage.last), passage.last
    figures = [place for place in places if kind_of(reading.tokens, place) == "dose"]
    nearest = [min(figures, key=lambda figure: abs(figure - place)) for place in unsure]
    return min(*unsure, *nearest), min(max(nearest) + 1, passage.last)
