"""Words that a secretary may have typed though nobody said them: typed twice, or an adverb that comes by itself."""

from collections.abc import Iterator

from transcribe.exercises.types import Seeded
from transcribe.exercises.view import Text
from transcribe.french import fold
from transcribe.french.degrees import adverbs_before
from transcribe.french.negations import may_deny
from transcribe.french.sides import side_of
from transcribe.french.word_sorts import said_twice, sorted_words
from transcribe.grading.tokens import Token

_BEING = ("est", "sont")
_HAVING = ("a", "ont", "ai", "avons")
_UNSAID = {
    **dict.fromkeys(_BEING, ("donc", "également")),
    **dict.fromkeys(_HAVING, ("donc", "bien", "également")),
}
_NOT_BEFORE_UNSAID = frozenset(["y", "n'", "ne", "l'", "d'", "le", "les"])
_LINKING = frozenset(["a", "reste", "demeure", "semble", "parait"])
_SHORTEST_ADVERB = 7
_SHORT_NOUN, _LONG_NOUN = 4, 9
_SMALL_IN, _NOUN_IN = 3, 12
"""One small word, and one word that has a sense, of so many is offered: else nothing but « de de » would be seeded."""


def addition(text: Text) -> Iterator[Seeded]:
    """Every word that may have been added, in the order of the text."""
    for place, token in text.body_words():
        if text.out.roles[place] != "body" or not token.text.islower():
            continue
        for found in (*_twice(text, place), *_unsaid(text, place)):
            yield text.swap(token, found, "addition")
        if (after := _follower(text, place)) is not None and text.rng.randrange(_SMALL_IN) == 0:
            both = text.text[token.start : after.end]
            yield Seeded(token.start, after.end, both, f"{both} {both}", "addition")


def _small(token: Token) -> bool:
    """Whether a token is a small word that is never said twice on purpose; « là » is no « la »."""
    small = sorted_words("article", "of", "to", "preposition", "link") - said_twice()
    return token.text in small and not may_deny(token.text)


def _twice(text: Text, place: int) -> Iterator[str]:
    """« par par jour », rarely « fièvre fièvre »."""
    token = text.tokens[place]
    if text.key(place + 1) == token.key or text.key(place - 1) == token.key:
        return
    rarity = _SMALL_IN if _small(token) else _NOUN_IN if _has_sense(text, place) else 0
    if rarity and text.rng.randrange(rarity) == 0:
        yield f"{token.text} {token.text}"


def _has_sense(text: Text, place: int) -> bool:
    """Whether a token is an everyday word, short enough to be typed twice unseen, and changes no side nor drug."""
    word = text.tokens[place].text
    return (
        _SHORT_NOUN <= len(word) <= _LONG_NOUN
        and word.isalpha()
        and text.words.is_common(word)
        and not (may_deny(word) or side_of(word) or text.words.drug(word))
    )


def _follower(text: Text, place: int) -> Token | None:
    """The article behind a preposition, with which it is typed twice: « dans la dans la »."""
    if place + 1 >= len(text.tokens):
        return None
    token, after = text.tokens[place], text.tokens[place + 1]
    pair = token.text in sorted_words("of", "to", "preposition") and after.text in sorted_words("article")
    alone = text.text[token.end : after.start] == " "
    return after if pair and alone and not may_deny(token.text) else None


def _unsaid(text: Text, place: int) -> Iterator[str]:
    """An adverb where grammar admits one: before what has degrees, behind an auxiliary, before a length of time."""
    token = text.tokens[place]
    if (adverbs := adverbs_before(token.text)) and _stands_alone(text, place):
        yield f"{text.rng.choice(adverbs)} {token.text}"
    elif (adverbs := _UNSAID.get(token.text, ())) and _takes_adverb(text, place):
        yield f"{token.text} {text.rng.choice(adverbs)}"
    elif token.key in ("depuis", "dans") and _is_duration(text, place + 1):
        yield f"{token.text} environ"


def _stands_alone(text: Text, place: int) -> bool:
    """Whether an adjective has no adverb yet, follows its noun or its verb, and ends their group."""
    before, after = (fold(text.key(place + n)) for n in (-1, 1))
    grammar = sorted_words(
        "article", "of", "to", "with", "preposition", "pronoun", "link", "auxiliary", "adverb"
    )
    led = before in sorted_words("auxiliary") | _LINKING or (
        text.kind(place - 1) == "word"
        and before not in grammar
        and not (before.endswith("ment") and len(before) > _SHORTEST_ADVERB)
    )
    ends = text.kind(place + 1) != "word" or text.tokens[place + 1].line_start or after in grammar
    return (
        led
        and ends
        and not before.endswith("'")
        and not any(may_deny(text.key(place - n)) for n in (1, 2, 3))
    )


def _takes_adverb(text: Text, place: int) -> bool:
    """Whether an auxiliary stands before a word, is not denied, and is none of « il y a », « l’est »."""
    return (
        text.kind(place + 1) == "word"
        and not text.tokens[place + 1].line_start
        and text.key(place - 1) not in _NOT_BEFORE_UNSAID
        and not may_deny(text.key(place + 1))
        and fold(text.key(place + 1)) not in sorted_words("adverb")
    )


def _is_duration(text: Text, place: int) -> bool:
    after = text.tokens[place + 1].text if place + 1 < len(text.tokens) else ""
    return text.kind(place) == "number" and fold(after) in sorted_words("duration")
